import { readItem } from "../client/list-items.ts";
import { flatSchema } from "../data/flat-schema.ts";
import { invalidCases, validCases } from "../data/test-cases.ts";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Exchange, Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { Resource } from "../rules/resource.ts";
import { expectEcho } from "./item-comparison.ts";
import { createTestData } from "./test-data.ts";
import { isSentAsIs, withNewName } from "./body-cases.ts";

/** An item that a request created, with its body. */
interface CreatedItem {
  item: unknown;
  body: unknown;
  exchange: Exchange;
}

export async function sendBoundaryValues(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
): Promise<void> {
  if (fixtures.singletons.has(operation) && !fixtures.options.canModifyExisting) return;
  const validRequest = await fixtures.request(operation, ctx);
  const about = fixtures.findUsage(operation);
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const most = await findIdsUpToLimit(fixtures, operation, ctx, validRequest);
  const testData = createTestData(fixtures, operation, ctx, most);
  const created: CreatedItem[] = [];
  for (const { rule, value, covers } of validCases(
    fixtures.description,
    pointer,
    validRequest.body,
    testData,
  )) {
    const body = withNewName(fixtures, operation, value, validRequest.body, ctx);
    if (!isSentAsIs(fixtures, operation, body, "valid")) continue;
    const exchange = await ctx.expectSuccess({
      ...validRequest,
      body,
      covers,
      summary: `a body at the limit: ${rule}`,
    });
    if (exchange.response.status < 200 || exchange.response.status >= 300 || !about) continue;
    const item = readItem(about.resource, exchange.response.body);
    expectEcho(ctx, fixtures, about.resource, body, item, exchange, "the response");
    created.push({ item, body, exchange });
  }
  for (const { rule, value, covers } of invalidCases(
    fixtures.description,
    pointer,
    validRequest.body,
    testData,
  )) {
    // All IDs are valid here, so only their number violates the schema.
    if (!rule.includes("maxItems")) continue;
    const body = withNewName(fixtures, operation, value, validRequest.body, ctx);
    const because = `the body violates ${rule}`;
    const expectedError = { ...ctx.errors.invalidBody(operation), pointer: covers[0]?.pointer ?? "#" };
    await ctx.expectStatus(
      { ...validRequest, body, summary: because },
      { check: "status_code_conformance", accepted: "negative_data_rejection", because, ...expectedError },
    );
  }
  if (about?.does === "create" && about.resource.list && !fixtures.options.stateless)
    await expectListed(
      fixtures,
      ctx,
      about.resource,
      created.filter((each) => !ctx.isFreed(each.exchange)),
    );
  if (fixtures.singletons.has(operation)) await ctx.expectSuccess(validRequest);
}

/** Returns existing IDs, one more than a list may have. It creates resources where an operation for that exists. */
async function findIdsUpToLimit(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const { properties } = flatSchema(fixtures.description, operation.requestBody?.schemaPointer ?? "#");
  for (const [property, at] of properties) {
    const target = fixtures.references.find(operation, property);
    if (target === undefined) continue;
    const { maxItems = 1 } = flatSchema(fixtures.description, at).schema;
    const count = Math.min(maxItems, 150) + 1;
    if (!target.resource) {
      found.set(
        property,
        (await fixtures.references.ids(operation, property, ctx, validRequest.path ?? {}, count)) ?? [],
      );
      continue;
    }
    const { resource } = target;
    const scope = Object.fromEntries(
      Object.entries(validRequest.path ?? {}).filter(([name]) => resource.create.path.includes(`{${name}}`)),
    );
    found.set(property, await fixtures.createMany(resource, scope, target.isList ? count : 2));
  }
  return found;
}

async function expectListed(
  fixtures: Fixtures,
  ctx: TestContext,
  resource: Resource,
  created: CreatedItem[],
): Promise<void> {
  const { items, exchange } = await fixtures.readList(resource, ctx);
  for (const { item, body } of created) {
    const id = (item as Record<string, unknown> | undefined)?.[resource.idProperty];
    const listed = items.filter((each) => each[resource.idProperty] === id);
    ctx.assert(listed.length === 1, exchange, {
      check: "read_your_writes",
      message: listed.length === 0 ? "the list lacks a created resource" : "the list has a duplicate",
      expected: `the resource of ${resource.create.operationId}, once, in the list`,
      actual: `${listed.length} items with the ID ${String(id)} among ${items.length}`,
      pointer: resource.list?.pointer ?? resource.create.pointer,
    });
    if (listed[0]) expectEcho(ctx, fixtures, resource, body, listed[0], exchange, "the list");
  }
}
