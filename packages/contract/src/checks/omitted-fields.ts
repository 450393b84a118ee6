import { readItem } from "../client/list-items.ts";
import { isDeepStrictEqual } from "node:util";
import { flatRequestSchema, typesOf } from "../data/flat-schema.ts";
import { sampleValue } from "../data/sample.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { differingItems, expectEcho, itemSchema, sameItem } from "./item-comparison.ts";
import { formatDifference } from "./varying-values.ts";
import { toUpdateBody, withUniqueValue } from "./names.ts";

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
export function findOptionalFields(fixtures: Fixtures, update: Update): [string, unknown][] {
  const pointer = update.requestBody?.schemaPointer ?? "#";
  const { schema, properties } = flatRequestSchema(fixtures.description, pointer);
  return [...properties].flatMap(([name, at]): [string, unknown][] => {
    const isFree =
      !schema.required?.includes(name) &&
      !fixtures.values.isUnique(name) &&
      !fixtures.values.isServerDefined(update, name) &&
      fixtures.references.find(update, name) === undefined;
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
  const base = toUpdateBody(fixtures, update, created.path, created.body);
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
      fixtures.references.find(update, name)?.isList === true ? [] : each,
    ]),
  );
  const isKept = resource.omittedFields === "kept";
  const initial = isKept ? value : await findInitialValue(fixtures, resource, update, ctx, field);
  const renamed = toUpdateBody(
    fixtures,
    update,
    created.path,
    withUniqueValue(fixtures, resource, ctx, rest),
  );
  for (const body of [renamed, emptied]) {
    if (fixtures.description.problems(update.requestBody?.schemaPointer ?? "#", body).length > 0) continue;
    const exchange = await put(body, `an update without ${field}`);
    if (!exchange) continue;
    const expected = { ...body, [field]: initial };
    const message = isKept ? "an update resets an omitted field" : "an update keeps an omitted field";
    await expectState(fixtures, resource, ctx, created, exchange, { field, expected, message, rule });
  }
  await expectNullClears(fixtures, resource, update, ctx, created, { ...base, [field]: null }, field);
}

/**
 * Returns the value of a field that is reset: the default of the schema, `null` where the schema allows it, or else what a creation
 * without the field shows. Verifies that creation.
 */
async function findInitialValue(
  fixtures: Fixtures,
  resource: Resource,
  update: Update,
  ctx: TestContext,
  field: string,
): Promise<unknown> {
  const { description } = fixtures;
  const { properties } = flatRequestSchema(description, update.requestBody?.schemaPointer ?? "#");
  const { schema } = flatRequestSchema(description, properties.get(field) ?? "#");
  const documented = schema.default ?? (typesOf(schema).includes("null") ? null : undefined);
  const path = fixtures.parentPath(resource);
  const { [field]: _, ...body } = (await fixtures.body(resource.create, ctx, path)) ?? {};
  if (description.problems(resource.create.requestBody?.schemaPointer ?? "#", body).length > 0)
    return documented ?? null;
  const summary = `a creation without ${field}`;
  const exchange = await ctx.expectSuccess({ operation: resource.create, path, body, summary });
  if (!isDocumentedSuccess(exchange)) return documented ?? null;
  const item = readItem(resource, exchange.response.body) as CreatedResource["item"] | undefined;
  const initial = item?.[field] ?? null;
  ctx.assert(documented === undefined || isDeepStrictEqual(initial, documented), exchange, {
    check: "read_your_writes",
    message: `an omitted ${field} is not ${formatValue(documented)}`,
    expected: `${field}: ${formatValue(documented)}`,
    actual: formatValue(item?.[field]),
    pointer: itemSchema(description, resource),
  });
  return documented === undefined ? initial : documented;
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
  const expected = toUpdateBody(fixtures, update, created.path, created.body);
  for (const field of Object.keys(expected)) {
    const renamed = withUniqueValue(fixtures, resource, ctx, expected);
    const { [field]: value } = toUpdateBody(fixtures, update, created.path, renamed);
    const body = { [field]: value };
    const summary = `an update of only ${field}`;
    const exchange = await ctx.expectSuccess({ operation: update, path: created.path, body, summary });
    if (!isDocumentedSuccess(exchange)) return;
    Object.assign(expected, body);
    const message = "an update resets an omitted field";
    const rule = ruleName(resource, "omittedFields");
    await expectState(fixtures, resource, ctx, created, exchange, { field, expected, message, rule });
  }
}

export type Update = NonNullable<Resource["update"]>;

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
    fixtures.references.find(exchange.request.operation, field) !== undefined;
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
