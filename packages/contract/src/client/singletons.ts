import { listPathParameterNames } from "@rolewright/openapi";
import { flatRequestSchema } from "../data/flat-schema.ts";
import type { Operation } from "../description/operation.ts";
import type { FixtureSource } from "./fixture-source.ts";
import type { TestContext } from "./test-context.ts";

/** Resources that exist once, and that no operation creates. */
export class SingletonFixtures {
  readonly #fixtures: FixtureSource;
  /** Bodies that leave existing resources as they are, by operation. */
  readonly #bodies = new Map<string, Record<string, unknown>>();

  constructor(fixtures: FixtureSource) {
    this.#fixtures = fixtures;
  }

  /** Records the current state of each singleton, and restores it after the run. */
  async recordBodies(ctx: TestContext): Promise<void> {
    for (const operation of this.#fixtures.description.operations)
      if (this.has(operation)) await this.#recordBody(operation, ctx);
  }

  /** Returns the body that leaves a singleton as it is, if the operation updates one. */
  findBody({ operationId }: Operation): Record<string, unknown> | undefined {
    const body = this.#bodies.get(operationId);
    return body && { ...body };
  }

  /** Whether an operation updates a singleton, which no operation creates. */
  has({ method, path, requestBody }: Operation): boolean {
    return (
      (method === "PUT" || method === "PATCH") &&
      requestBody !== undefined &&
      listPathParameterNames(path).length === 0 &&
      this.#fixtures.description.operations.some((other) => other.path === path && other.method === "GET")
    );
  }

  async #recordBody(operation: Operation, ctx: TestContext): Promise<void> {
    const read = this.#fixtures.description.operations.find(
      ({ path, method }) => path === operation.path && method === "GET",
    );
    if (!read || !operation.requestBody) return;
    const { response } = await ctx.send({ operation: read, summary: "reading the current state" });
    const { properties } = flatRequestSchema(this.#fixtures.description, operation.requestBody.schemaPointer);
    const item = findObjectWithAll(response.body, [...properties.keys()]);
    if (item === undefined) return;
    const body = Object.fromEntries(
      [...properties.keys()].flatMap((name) => (name in item ? [[name, item[name]]] : [])),
    );
    this.#bodies.set(operation.operationId, body);
    if (this.#fixtures.options.canModifyExisting) {
      const { key } = this.#fixtures.options;
      const summary = "restoring the previous state";
      this.#fixtures.cleanup.restoreWith({ operation, body, summary, ...(key !== undefined && { key }) });
    }
  }
}

/** Finds the first object in a response that has all of these properties. */
function findObjectWithAll(body: unknown, names: string[]): Record<string, unknown> | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  if (names.length > 0 && names.every((name) => name in body)) return body as Record<string, unknown>;
  return Object.values(body)
    .map((value) => findObjectWithAll(value, names))
    .find((found) => found !== undefined);
}
