import { flatSchema } from "../data/flat-schema.ts";
import { invalidCases, type DataCase } from "../data/test-cases.ts";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { differingItems, sameItem } from "./item-comparison.ts";
import type { Resource } from "../rules/resource.ts";
import { createTestData } from "./test-data.ts";
import { minimizeBody } from "./shrink.ts";
import { isSentAsIs, withNewName, findReferenceIds } from "./body-cases.ts";
import { expectListUnchanged } from "./list-comparison.ts";

export async function sendInvalidBodies(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  const about = fixtures.findUsage(operation);
  const before = about?.resource.list ? (await fixtures.readList(about.resource, ctx)).items : [];
  const unchanged =
    about?.does === "update" && !about.resource.list
      ? (
          await fixtures.findItem(about.resource, ctx, {
            id: validRequest.path?.[about.resource.idParameter] ?? "",
            path: validRequest.path ?? {},
          })
        )?.item
      : undefined;
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const testData = createTestData(
    fixtures,
    operation,
    ctx,
    await findReferenceIds(fixtures, operation, ctx, validRequest),
  );
  const expectedError = ctx.errors.invalidBody(operation);
  const sent: unknown[] = [];
  const cases = [
    ...invalidCases(fixtures.description, pointer, validRequest.body, testData),
    ...findResponseOnlyFields(fixtures, operation, validRequest.body),
  ];
  for (const { rule, value, covers } of cases) {
    const body = withNewName(fixtures, operation, value, validRequest.body, ctx);
    if (!isSentAsIs(fixtures, operation, body, "invalid")) continue;
    sent.push(body);
    const sendBody = (smaller: unknown) =>
      ctx.expectStatus(
        { ...validRequest, body: smaller, covers, summary: `a body that violates ${rule}` },
        {
          check: "status_code_conformance",
          accepted: "negative_data_rejection",
          because: `the body violates ${rule.replace(/ \(.*\)$/s, "")}`,
          statuses: expectedError.statuses,
          pointer: covers[0]?.pointer ?? expectedError.pointer,
        },
      );
    await minimizeBody(fixtures, pointer, await sendBody(body), sendBody);
  }
  await expectMissingBodyRejected(operation, ctx, validRequest);
  if (about?.resource.list) await expectListUnchanged(fixtures, operation, ctx, before, sent, validRequest);
  else if (about && unchanged)
    await expectItemUnchanged(fixtures, about.resource, ctx, validRequest, unchanged);
}

/** Without a list, an update that the server rejected shows only in the item itself. */
async function expectItemUnchanged(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  { path = {} }: Request,
  before: unknown,
): Promise<void> {
  const found = await fixtures.findItem(resource, ctx, { id: path[resource.idParameter] ?? "", path });
  if (!found) return;
  ctx.assert(sameItem(fixtures, resource, found.item, before), found.exchange, {
    check: "rejected_request_has_no_effect",
    message: "a rejected update changed the resource",
    ...differingItems(fixtures, resource, before, found.item ?? "gone"),
    pointer: resource.update?.pointer ?? "#",
  });
}

/** Response fields that the request schema does not declare, such as `id`, are unknown fields in a request. */
function findResponseOnlyFields(
  { description }: Fixtures,
  { requestBody, responses }: Operation,
  body: unknown,
): DataCase[] {
  const { schema, places, properties } = flatSchema(description, requestBody?.schemaPointer ?? "#");
  const at = places.get("additionalProperties");
  if (schema.additionalProperties !== false || at === undefined) return [];
  const media = responses.find(({ status }) => status.startsWith("2"))?.content[0];
  const response = findObjectWithAny(Object.values(media?.examples ?? {})[0]?.value, properties);
  return Object.entries(response ?? {})
    .filter(([name]) => !properties.has(name))
    .map(([name, value]) => ({
      rule: `additionalProperties (${name}, a response field)`,
      value: { ...(body as object), [name]: value },
      covers: [{ pointer: at, side: "invalid" as const }],
    }));
}

/** Finds the first object in a response that has one of these properties. */
function findObjectWithAny(response: unknown, properties: ReadonlyMap<string, unknown>): object | undefined {
  if (typeof response !== "object" || response === null) return undefined;
  if (Object.keys(response).some((name) => properties.has(name))) return response;
  return Object.values(response)
    .map((value) => findObjectWithAny(value, properties))
    .find((found) => found !== undefined);
}

async function expectMissingBodyRejected(
  operation: Operation,
  ctx: TestContext,
  { body: _, ...validRequest }: Request,
): Promise<void> {
  if (operation.requestBody?.isRequired !== true) return;
  // The server may treat this as a missing body, invalid JSON or a missing content type.
  const statuses = [400, 411, 415, 422];
  const bodies: Pick<Request, "summary" | "raw">[] = [
    { summary: "no body" },
    { summary: "an empty body", raw: "" },
    { summary: "a body of whitespace", raw: " \n" },
  ];
  for (const body of bodies) {
    await ctx.expectStatus(
      { ...validRequest, ...body },
      {
        check: "status_code_conformance",
        accepted: "negative_data_rejection",
        because: "the body is required",
        statuses,
        pointer: `${operation.requestBody.pointer}/required`,
      },
    );
  }
}
