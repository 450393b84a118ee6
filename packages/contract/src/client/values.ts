import { flatRequestSchema } from "../data/flat-schema.ts";
import { uniqueValue } from "../data/unique-value.ts";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Resource } from "../rules/resource.ts";
import type { FixtureSource } from "./fixture-source.ts";
import type { TestContext } from "./test-context.ts";

/** Knows which values of a body are unique, and creates them. */
export class ValueFixtures {
  readonly #fixtures: FixtureSource;
  /** Properties with IDs that callers choose. */
  readonly #chosenIds: ReadonlySet<string>;

  constructor(fixtures: FixtureSource) {
    this.#fixtures = fixtures;
    this.#chosenIds = new Set(
      fixtures.resources
        .filter((resource) => requiresId(fixtures.description, resource))
        .map(({ idProperty }) => idProperty),
    );
  }

  /** Whether a property's value must or may be unique, in the body of an operation. */
  isUnique(property: string, operation?: Operation): boolean {
    if (operation !== undefined && this.isRepeatedId(operation, property)) return false;
    return (
      this.isUniqueList(property) ||
      this.#fixtures.resources.some(({ unique }) => unique?.property === property) ||
      this.#chosenIds.has(property) ||
      /^(?:name|title|slug|label|handle|username)$/i.test(property)
    );
  }

  /** Whether a property of an update has the ID of the path, which the update cannot change. */
  isRepeatedId(operation: Operation, property: string): boolean {
    const { resource, does } = this.#fixtures.findUsage(operation) ?? {};
    return does === "update" && property === resource?.idProperty;
  }

  /** Whether each creation needs new values in a list, such as `emails`. */
  isUniqueList(property: string): boolean {
    return this.#fixtures.resources.some(({ uniqueListProperty }) => uniqueListProperty === property);
  }

  /** Returns a unique value that the schema of a property accepts. A list has `count` of them. */
  createUnique({ requestBody }: Operation, property: string, ctx: TestContext, count = 1): unknown {
    const { properties } = flatRequestSchema(this.#fixtures.description, requestBody?.schemaPointer ?? "#");
    const pointer = properties.get(property);
    if (this.#chosenIds.has(property)) return this.#chooseId(pointer, ctx);
    if (!this.isUniqueList(property)) return uniqueValue(this.#fixtures.description, pointer, ctx);
    const { items } = flatRequestSchema(this.#fixtures.description, pointer ?? "#");
    return Array.from({ length: count }, () => uniqueValue(this.#fixtures.description, items, ctx));
  }

  /** Whether only the server knows the valid values, so that none can be generated. */
  isServerDefined(operation: Operation, property: string): boolean {
    const { memberProperty, idProperty } = this.#fixtures.findUsage(operation)?.resource ?? {};
    return property === memberProperty || property === idProperty;
  }

  /** Chooses an ID that the run has not chosen yet. Few texts match a pattern such as `^[A-Z]{3}$`. */
  #chooseId(pointer: string | undefined, ctx: TestContext): unknown {
    const { chosenIds } = ctx.session;
    let id = uniqueValue(this.#fixtures.description, pointer, ctx);
    for (let tries = 0; chosenIds.has(id) && tries < maxTries; tries += 1)
      id = uniqueValue(this.#fixtures.description, pointer, ctx);
    chosenIds.add(id);
    return id;
  }
}

/** So many equal IDs in a row mean that there are no others. */
const maxTries = 100;

/** Whether a creation requires an ID, so that callers choose it. */
const requiresId = (description: Description, { create, idProperty }: Resource): boolean =>
  create.requestBody !== undefined &&
  flatRequestSchema(description, create.requestBody.schemaPointer).schema.required?.includes(idProperty) ===
    true;
