import { isDeepStrictEqual } from "node:util";
import { flatSchema } from "../data/flat-schema.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import type { Operation } from "../description/operation.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { truncate } from "../client/response-problems.ts";
import { findUnsentChanges } from "./item-comparison.ts";
import { ambiguousNames } from "./text-round-trips.ts";
import type { Update } from "./omitted-fields.ts";

/** Changes a singleton if the run may, and restores it. Each organization has its own. */
export async function testSingletons(fixtures: Fixtures, operation: Update, ctx: TestContext): Promise<void> {
  const read = fixtures.description.operations.find(
    ({ path, method }) => path === operation.path && method === "GET",
  );
  if (!read) return;
  const other = await fixtures.secondOrganization();
  if (!other) return testSingleton(fixtures, operation, read, ctx);
  const others = other.createContext(ctx.name);
  for (const [own, ownCtx, otherCtx] of [
    [fixtures, ctx, others],
    [other, others, ctx],
  ] as const) {
    const before = await otherCtx.expectSuccess({
      operation: read,
      summary: `reading the resource of another ${ctx.tenant}`,
    });
    await testSingleton(own, operation, read, ownCtx, async (written) => {
      const after = await otherCtx.expectSuccess({
        operation: read,
        summary: `reading the resource of another ${ctx.tenant} after a PUT`,
      });
      const changed = findSingletonChanges(fixtures, operation, {}, before, after);
      otherCtx.assert(changed.length === 0, after, {
        check: "tenant_isolation",
        message: `a PUT of one ${ctx.tenant} changes another ${ctx.tenant}`,
        expected: truncate(before.response.text, 200),
        actual: truncate(after.response.text, 200),
        pointer: operation.pointer,
        after: [written],
      });
    });
  }
}

async function testSingleton(
  fixtures: Fixtures,
  operation: Update,
  read: Operation,
  ctx: TestContext,
  afterEach: (written: Exchange) => Promise<void> = async () => {},
): Promise<void> {
  const validRequest = await fixtures.body(operation, ctx, {});
  if (!validRequest) return;
  const changed = Object.fromEntries(
    Object.entries(validRequest).map(([name, value]) => [
      name,
      fixtures.values.isUnique(name) && fixtures.options.canModifyExisting ? ctx.uniqueName() : value,
    ]),
  );
  const ambiguous = fixtures.options.canModifyExisting
    ? ambiguousNames(ctx).flatMap((word) => withSingletonName(fixtures, operation, changed, word))
    : [];
  const before = await ctx.expectSuccess({ operation: read, summary: "reading before the PUT" });
  for (const body of [changed, changed, ...ambiguous, validRequest]) {
    const written = await ctx.expectSuccess(
      { operation, body, summary: "a PUT of the current state" },
      "idempotent_put",
    );
    if (!isDocumentedSuccess(written)) continue;
    for (const newConnection of [false, true]) {
      const exchange = await ctx.expectSuccess({
        operation: read,
        newConnection,
        summary: "reading after the PUT",
      });
      if (!isDocumentedSuccess(exchange)) continue;
      expectFields(ctx, operation, body, written, "the response", []);
      expectFields(ctx, operation, body, exchange, "the read", [written]);
      const unexpected = findSingletonChanges(fixtures, operation, body, before, exchange);
      ctx.assert(unexpected.length === 0, exchange, {
        check: "idempotent_put",
        message: `a PUT changes fields that were not sent: ${unexpected.join(", ")}`,
        expected: truncate(before.response.text, 200),
        actual: truncate(exchange.response.text, 200),
        pointer: operation.pointer,
        after: [before, written],
      });
    }
    await afterEach(written);
  }
}

/** Returns the body with another name, if the schema accepts the name. */
function withSingletonName(
  fixtures: Fixtures,
  { requestBody }: Update,
  body: CreatedResource["body"],
  word: string,
): CreatedResource["body"][] {
  const named = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, fixtures.values.isUnique(name) ? word : value]),
  );
  return fixtures.description.problems(requestBody?.schemaPointer ?? "#", named).length > 0 ? [] : [named];
}

function expectFields(
  ctx: TestContext,
  operation: Update,
  body: object,
  exchange: Exchange,
  where: string,
  after: Exchange[],
): void {
  const difference = Object.entries(body).find(
    ([name, value]) => !containsField(exchange.response.body, name, value),
  );
  ctx.assert(difference === undefined, exchange, {
    check: "read_your_writes",
    message: `${where} differs from the PUT`,
    expected: formatValue(Object.fromEntries(difference ? [difference] : [])),
    actual: truncate(exchange.response.text, 200),
    pointer: operation.pointer,
    after,
  });
}

/** Fields of a singleton that differ between two reads, except those in the request. */
function findSingletonChanges(
  fixtures: Fixtures,
  operation: Update,
  sent: object,
  ...[before, after]: [Exchange, Exchange]
): string[] {
  const { schemaPointer = "#" } = operation.requestBody ?? {};
  const names = [...flatSchema(fixtures.description, schemaPointer).properties.keys()];
  const itemPointer = findPath(before.response.body, names);
  if (itemPointer === undefined) return [];
  const [old, now] = [before, after].map(({ response }) => valueAt(response.body, itemPointer));
  return findUnsentChanges(fixtures, { create: operation, itemPointer }, sent, old, now);
}

/** Finds the path of the first object that has all of these properties, such as `/data/organization`. */
function findPath(body: unknown, names: string[], place = ""): string | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  if (names.every((name) => name in body)) return place;
  for (const [name, value] of Object.entries(body)) {
    const found = findPath(value, names, `${place}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function containsField(body: unknown, name: string, value: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  if (name in body && isDeepStrictEqual((body as Record<string, unknown>)[name], value)) return true;
  return Object.values(body).some((each) => containsField(each, name, value));
}
