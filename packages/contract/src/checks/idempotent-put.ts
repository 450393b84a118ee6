import { readItem } from "../client/list-items.ts";
import { isDeepStrictEqual } from "node:util";
import { flatRequestSchema, flatSchema } from "../data/flat-schema.ts";
import { sampleValue } from "../data/sample.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import type { Operation } from "../description/operation.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { truncate } from "../client/response-problems.ts";
import { findUnsentChanges, differingItems, expectEcho, itemSchema, sameItem } from "./item-comparison.ts";
import { formatDifference } from "./varying-values.ts";
import { nameProperty, toUpdateBody, withUniqueValue } from "./names.ts";
import type { Task } from "./task.ts";
import { ambiguousNames } from "./text-round-trips.ts";

/** Verifies updates: repeated requests, concurrent requests and omitted fields. */
export const idempotentPut = (fixtures: Fixtures): Task[] => {
  const single = fixtures.description.operations.filter((operation) => fixtures.isSingleton(operation));
  return [
    ...fixtures.resources.flatMap((resource): Task[] => [
      ...(resource.update?.method === "PUT"
        ? [
            task(`repeated PUT: ${resource.name}`, (ctx) => repeatPut(fixtures, resource, ctx)),
            task(`concurrent PUT: ${resource.name}`, (ctx) => sendConcurrentPuts(fixtures, resource, ctx)),
          ]
        : []),
      ...(resource.update && resource.omittedFields
        ? [
            {
              ...task(`omitted fields: ${resource.name}`, (ctx) =>
                testOmittedFields(fixtures, resource, ctx),
              ),
              rule: ruleName(resource, "omittedFields"),
            },
          ]
        : []),
    ]),
    ...single.map((operation): Task => {
      const { checks, ...alone } = task(`PUT of ${operation.path}`, (ctx) =>
        testSingletons(fixtures, operation, ctx),
      );
      return { ...alone, checks: fixtures.options.secondApiKey ? [...checks, "tenant_isolation"] : checks };
    }),
  ];
};

const task = (name: string, run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks: ["idempotent_put", "read_your_writes"],
  run,
});

export async function repeatPut(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const created = await fixtures.create(resource, ctx);
  const body = toUpdateBody(fixtures, update, withUniqueValue(fixtures, resource, ctx, created.body));
  const request = { operation: update, path: created.path, body };
  const first = await ctx.expectSuccess({ ...request, summary: "a PUT" });
  if (!isDocumentedSuccess(first)) return;
  const second = await ctx.expectSuccess({ ...request, summary: "the same PUT again" }, "idempotent_put");
  if (!isDocumentedSuccess(second)) return;
  const items = [first, second].map(
    ({ response }) => readItem(resource, response.body) as CreatedResource["item"],
  );
  const pick = (item: CreatedResource["item"] | undefined) => [
    item?.[resource.idProperty],
    ...Object.keys(body).map((name) => item?.[name]),
  ];
  ctx.assert(isDeepStrictEqual(pick(items[0]), pick(items[1])), second, {
    check: "idempotent_put",
    message: "a repeated PUT returns a different resource",
    ...differingItems(fixtures, resource, items[0], items[1]),
    pointer: update.pointer,
    after: [first],
  });
  const unexpected = findUnsentChanges(fixtures, resource, body, created.item, items[1]);
  ctx.assert(unexpected.length === 0, second, {
    check: "idempotent_put",
    message: `a PUT changes fields that were not sent: ${unexpected.join(", ")}`,
    expected: formatValue(Object.fromEntries(unexpected.map((name) => [name, created.item[name]]))),
    actual: formatValue(Object.fromEntries(unexpected.map((name) => [name, items[1]?.[name]]))),
    pointer: update.pointer,
    after: [created.exchange],
  });
  if (!resource.list) return;
  const { items: listed, exchange } = await fixtures.readList(resource, ctx);
  const property = nameProperty(resource);
  if (!(property in body)) return;
  const same = listed.filter((item) => item[property] === body[property]);
  ctx.assert(same.length === 1, exchange, {
    check: "idempotent_put",
    message: "the list does not have the resource exactly once after a repeated PUT",
    expected: "once",
    actual: `${same.length} times`,
    pointer: update.pointer,
    after: [second],
  });
}

/** Sends concurrent updates. One of them must win completely. */
async function sendConcurrentPuts(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { update, list } = resource;
  if (!update || !list) return;
  const created = await fixtures.create(resource, ctx);
  const property = nameProperty(resource);
  if (!("description" in created.body)) return;
  const bodies = ["one", "two", "three", "four"].map((description) =>
    toUpdateBody(fixtures, update, {
      ...withUniqueValue(fixtures, resource, ctx, created.body),
      description,
    }),
  );
  const exchanges = await Promise.all(
    bodies.map((body) =>
      ctx.send({ operation: update, path: created.path, body, summary: "4 concurrent updates" }),
    ),
  );
  if (!exchanges.every(isDocumentedSuccess)) return;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const item = items.find((each) => each[resource.idProperty] === created.id);
  const isWhole = bodies.some(
    (body) => body[property] === item?.[property] && body["description"] === item?.["description"],
  );
  ctx.assert(isWhole, exchange, {
    check: "idempotent_put",
    message: "concurrent updates are mixed",
    expected: "the fields of one of the updates",
    actual: formatValue(item),
    pointer: update.pointer,
    concurrent: exchanges,
  });
}

/** Verifies what an update does with the optional fields that its body omits: it keeps or resets them. */
export async function testOmittedFields(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { update } = resource;
  if (!update?.requestBody) return;
  const fields = findOptionalFields(fixtures, update);
  for (const [field, value] of fields) await testOmittedField(fixtures, resource, update, ctx, field, value);
  if (resource.omittedFields === "kept") await expectRequiredFieldsKept(fixtures, resource, update, ctx);
}

/** The optional fields of a body with a valid value each, except unique ones, references and those of the server. */
function findOptionalFields(fixtures: Fixtures, update: Update): [string, unknown][] {
  const pointer = update.requestBody?.schemaPointer ?? "#";
  const { schema, properties } = flatRequestSchema(fixtures.description, pointer);
  return [...properties].flatMap(([name, at]): [string, unknown][] => {
    const isFree =
      !schema.required?.includes(name) &&
      !fixtures.isUnique(name) &&
      !fixtures.isServerDefined(update, name) &&
      fixtures.findReference(update, name) === undefined;
    if (!isFree) return [];
    const value = sampleValue(fixtures.description, at) ?? "kept?";
    const isEmpty = typeof value === "object" && Object.keys(value).length === 0;
    return isEmpty || fixtures.description.problems(at, value).length > 0 ? [] : [[name, value]];
  });
}

async function testOmittedField(
  fixtures: Fixtures,
  resource: Resource,
  update: Update,
  ctx: TestContext,
  field: string,
  value: unknown,
): Promise<void> {
  const created = await fixtures.create(resource, ctx);
  const base = toUpdateBody(fixtures, update, created.body);
  const rule = ruleName(resource, "omittedFields");
  const put = async (body: CreatedResource["body"], summary: string) => {
    const exchange = await ctx.expectSuccess({ operation: update, path: created.path, body, summary });
    return isDocumentedSuccess(exchange) ? exchange : undefined;
  };
  const given = await put({ ...base, [field]: value }, `an update with ${field}`);
  if (!given) return;
  const before = (readItem(resource, given.response.body) as CreatedResource["item"] | undefined)?.[field];
  // A response without the field does not show what is stored.
  if (before === undefined || !isDeepStrictEqual(before, value)) return;
  const { [field]: _, ...rest } = base;
  const emptied = Object.fromEntries(
    Object.entries(rest).map(([name, each]) => [
      name,
      fixtures.findReference(update, name)?.isList === true ? [] : each,
    ]),
  );
  const isKept = resource.omittedFields === "kept";
  for (const body of [withUniqueValue(fixtures, resource, ctx, rest), emptied]) {
    if (fixtures.description.problems(update.requestBody?.schemaPointer ?? "#", body).length > 0) continue;
    const exchange = await put(body, `an update without ${field}`);
    if (!exchange) continue;
    const expected = { ...body, [field]: isKept ? value : null };
    const message = isKept ? "an update resets an omitted field" : "an update keeps an omitted field";
    await expectState(fixtures, resource, ctx, created, exchange, { field, expected, message, rule });
  }
  await expectNullClears(fixtures, resource, update, ctx, created, { ...base, [field]: null }, field);
  if (!(field in created.body) || isKept) return;
  const { [field]: __, ...first } =
    (await fixtures.body(resource.create, ctx, fixtures.parentPath(resource))) ?? {};
  const exchange = await ctx.expectSuccess({
    operation: resource.create,
    path: fixtures.parentPath(resource),
    body: first,
    summary: `a creation without ${field}`,
  });
  if (!isDocumentedSuccess(exchange)) return;
  const item = readItem(resource, exchange.response.body) as CreatedResource["item"] | undefined;
  ctx.assert((item?.[field] ?? null) === null, exchange, {
    check: "read_your_writes",
    message: `an omitted ${field} is not null`,
    expected: `${field}: null`,
    actual: formatValue(item?.[field]),
    pointer: itemSchema(fixtures.description, resource),
  });
}

/** Verifies that `null` clears a field, where the schema allows it. */
async function expectNullClears(
  fixtures: Fixtures,
  resource: Resource,
  update: Update,
  ctx: TestContext,
  created: CreatedResource,
  body: CreatedResource["body"],
  field: string,
): Promise<void> {
  if (fixtures.description.problems(update.requestBody?.schemaPointer ?? "#", body).length > 0) return;
  const summary = `an update with ${field}: null`;
  const exchange = await ctx.expectSuccess({ operation: update, path: created.path, body, summary });
  if (!isDocumentedSuccess(exchange)) return;
  const message = "null does not clear a field";
  await expectState(fixtures, resource, ctx, created, exchange, { field, expected: body, message });
}

/** Verifies that each field can be updated alone, if the schema requires none. */
async function expectRequiredFieldsKept(
  fixtures: Fixtures,
  resource: Resource,
  update: Update,
  ctx: TestContext,
): Promise<void> {
  const pointer = update.requestBody?.schemaPointer ?? "#";
  const { schema } = flatRequestSchema(fixtures.description, pointer);
  if (schema.required?.length) return;
  const created = await fixtures.create(resource, ctx);
  const expected = toUpdateBody(fixtures, update, created.body);
  for (const field of Object.keys(expected)) {
    const body = Object.fromEntries(
      Object.entries(withUniqueValue(fixtures, resource, ctx, expected)).filter(([name]) => name === field),
    );
    const summary = `an update of only ${field}`;
    const exchange = await ctx.expectSuccess({ operation: update, path: created.path, body, summary });
    if (!isDocumentedSuccess(exchange)) return;
    Object.assign(expected, body);
    const message = "an update resets an omitted field";
    const rule = ruleName(resource, "omittedFields");
    await expectState(fixtures, resource, ctx, created, exchange, { field, expected, message, rule });
  }
}

type Update = NonNullable<Resource["update"]>;

/** What a response to an update must show. */
interface ExpectedFields {
  field: string;
  expected: CreatedResource["body"];
  message: string;
  rule?: string;
}

async function expectState(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  exchange: Exchange,
  { field, expected, message, rule }: ExpectedFields,
): Promise<void> {
  const item = readItem(resource, exchange.response.body) as CreatedResource["item"] | undefined;
  const isSame =
    item === undefined ||
    isDeepStrictEqual(item[field] ?? null, expected[field] ?? null) ||
    fixtures.findReference(exchange.request.operation, field) !== undefined;
  ctx.assert(isSame, exchange, {
    check: "idempotent_put",
    message,
    ...formatDifference({ [field]: expected[field] }, { [field]: item?.[field] }),
    pointer: resource.update?.pointer ?? "#",
    rule,
  });
  if (!isSame) return;
  expectEcho(ctx, fixtures, resource, expected, item, exchange, "the response");
  const found = await fixtures.findItem(resource, ctx, created);
  if (!found) return;
  ctx.assert(sameItem(fixtures, resource, found.item, item), found.exchange, {
    check: "idempotent_put",
    message: "a read differs from the response to an update",
    ...differingItems(fixtures, resource, item, found.item),
    pointer: resource.update?.pointer ?? "#",
    after: [exchange],
  });
}

/** Changes a singleton if the run may, and restores it. Each organization has its own. */
async function testSingletons(fixtures: Fixtures, operation: Update, ctx: TestContext): Promise<void> {
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
      fixtures.isUnique(name) && fixtures.options.canModifyExisting ? ctx.uniqueName() : value,
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
    Object.entries(body).map(([name, value]) => [name, fixtures.isUnique(name) ? word : value]),
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
