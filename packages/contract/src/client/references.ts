import { listPathParameterNames } from "@rolewright/openapi";
import { flatRequestSchema } from "../data/flat-schema.ts";
import { coerce } from "../data/unknown-ids.ts";
import type { Operation } from "../description/operation.ts";
import type { Reference } from "../rules/resource.ts";
import type { FixtureSource } from "./fixture-source.ts";
import { listItems } from "./list-items.ts";
import type { MembershipFixtures } from "./memberships.ts";
import type { TestContext } from "./test-context.ts";

/** Finds or creates the resources that a request body refers to. */
export class ReferenceFixtures {
  readonly #fixtures: FixtureSource;
  readonly #memberships: MembershipFixtures;
  readonly #unmanagedIds = new Map<string, Promise<string[]>>();

  constructor(fixtures: FixtureSource, memberships: MembershipFixtures) {
    this.#fixtures = fixtures;
    this.#memberships = memberships;
  }

  /** Returns the value of a property that refers to the resources with these IDs: a list, or one ID. */
  toValue(operation: Operation, property: string, ids: string[]): unknown {
    const values = this.toBodyIds(operation, property, ids);
    return this.find(operation, property)?.isList === false ? values[0] : values;
  }

  /** Converts IDs to the type that the body documents. A path has them as text. */
  toBodyIds({ requestBody }: Operation, property: string, ids: string[]): unknown[] {
    const { properties } = flatRequestSchema(this.#fixtures.description, requestBody?.schemaPointer ?? "#");
    const at = properties.get(property) ?? "#";
    const { items = at } = flatRequestSchema(this.#fixtures.description, at);
    return ids.map((id) => coerce(this.#fixtures.description, items, id));
  }

  /**
   * Returns IDs for a property such as `policyIds`, of existing or new resources, or `undefined` if the property is
   * not a reference.
   */
  async ids(
    operation: Operation,
    property: string,
    ctx: TestContext,
    path: Record<string, string>,
    count = 1,
  ): Promise<string[] | undefined> {
    const membership = this.#memberships.find(operation);
    if (property === membership?.roleIdProperty) return [await this.#memberships.roleId(membership, ctx)];
    const target = this.find(operation, property);
    if (target === undefined) return undefined;
    const scope = Object.fromEntries(
      listPathParameterNames((target.resource?.create ?? target.list)?.path ?? "").map((name) => [
        name,
        path[name] ?? this.#fixtures.shared[name] ?? "",
      ]),
    );
    if (target.resource) {
      const ids: string[] = [];
      for (let created = 0; created < count; created += 1)
        ids.push((await this.#fixtures.create(target.resource, ctx, { path: scope })).id);
      return ids;
    }
    if (!target.list) return undefined;
    const place = `${target.list.path} ${Object.values(scope).join("/")}`;
    const known = this.#unmanagedIds.get(place) ?? this.#listIds(target.list, scope);
    this.#unmanagedIds.set(place, known);
    return (await known).slice(0, count + 1);
  }

  /** Returns the IDs of resources that no operation creates. */
  async #listIds(list: Operation, path: Record<string, string>): Promise<string[]> {
    // In its own context, because it does not matter which task needs them first.
    const ctx = this.#fixtures.createContext(`finding ${list.operationId}`);
    const { response } = await ctx.require({
      operation: list,
      path,
      summary: "listing resources that can be referenced",
    });
    return listItems(this.#fixtures.description, list, response.body).map(({ id }) => String(id));
  }

  /** Finds what a property of a body refers to. */
  find(operation: Operation, property: string): Reference | undefined {
    const membership = this.#memberships.find(operation);
    if (property === membership?.roleIdProperty)
      return { isList: false, ...(membership.role.list && { list: membership.role.list }) };
    return this.#fixtures.findUsage(operation)?.resource.references[property];
  }
}
