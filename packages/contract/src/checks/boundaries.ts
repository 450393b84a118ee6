import type { Parameter } from "@rolewright/openapi";
import { readItem } from "../client/list-items.ts";
import { flatRequestSchema, flatSchema } from "../data/flat-schema.ts";
import { invalidCases, type DataCase, validCases } from "../data/test-cases.ts";
import { coerce, unknownId } from "../data/unknown-ids.ts";
import { sampleValue } from "../data/sample.ts";
import { parameterKey } from "../coverage.ts";
import type { Operation } from "../description/operation.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import { isHeaderValue, serializeHeader } from "../client/serialize-params.ts";
import type { Covered, Request } from "../client/exchange.ts";
import { readAsText } from "../data/text-values.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { differingItems, expectEcho, sameItem } from "./item-comparison.ts";
import type { Resource } from "../rules/resource.ts";
import { nameProperty } from "./names.ts";
import { createTestData } from "./test-data.ts";
import { minimizeBody } from "./shrink.ts";
import type { Task } from "./task.ts";

/** Sends values on both sides of each limit of every operation, and violates one rule at a time. */
export const boundaries = (fixtures: Fixtures): Task[] =>
  fixtures.description.operations.flatMap((operation): Task[] => {
    const { operationId, parameters, requestBody } = operation;
    return [
      ...(parameters.length === 0
        ? []
        : [
            {
              name: `parameters of ${operationId}`,
              phase: "boundaries" as const,
              checks: [
                "negative_data_rejection",
                "positive_data_acceptance",
                "status_code_conformance",
              ] as const,
              run: (ctx: TestContext) => testParameters(fixtures, operation, ctx),
            },
          ]),
      ...(requestBody
        ? [
            {
              name: `invalid bodies of ${operationId}`,
              phase: "boundaries" as const,
              checks: [
                "negative_data_rejection",
                "status_code_conformance",
                "rejected_request_has_no_effect",
              ] as const,
              run: (ctx: TestContext) => sendInvalidBodies(fixtures, operation, ctx),
            },
            {
              name: `boundary values of ${operationId}`,
              isLong: true,
              phase: "boundaries" as const,
              checks: ["positive_data_acceptance", "read_your_writes", "negative_data_rejection"] as const,
              run: (ctx: TestContext) => sendBoundaryValues(fixtures, operation, ctx),
            },
          ]
        : []),
    ].map((task) => ({ ...task, checks: [...task.checks] }));
  });

async function testParameters(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  for (const parameter of operation.parameters) {
    await sendInvalidParameters(fixtures, operation, ctx, validRequest, parameter);
    await sendValidParameters(fixtures, operation, ctx, validRequest, parameter);
  }
}

async function sendInvalidParameters(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
  parameter: Parameter,
): Promise<void> {
  const { name, schemaPointer, pointer } = parameter;
  const base =
    parameter.in === "path" ? validRequest.path?.[name] : sampleValue(fixtures.description, schemaPointer);
  const error =
    parameter.in === "path" ? ctx.errors.malformedId(operation) : ctx.errors.invalidParameter(operation);
  const side = { pointer: parameterKey(operation, name), side: "invalid" as const };
  const expectRejection = (value: unknown, rule: string, at: string, covers: Covered[]) =>
    ctx.expectStatus(
      {
        ...withParameter(validRequest, parameter, value),
        covers: [...covers, side],
        summary: `${name} that violates ${rule}`,
      },
      {
        check: "status_code_conformance",
        accepted: "negative_data_rejection",
        because: `${name} violates ${rule.replace(/ \(.*\)$/s, "")}`,
        statuses: error.statuses,
        pointer: at,
      },
    );
  for (const { rule, value, covers } of invalidCases(fixtures.description, schemaPointer, base)) {
    if (!isTransmittable(parameter, value)) continue;
    const read = readAsText(fixtures.description, schemaPointer, value);
    if (read === undefined || fixtures.description.problems(schemaPointer, read).length === 0) continue;
    await expectRejection(value, rule, error.pointer, covers);
  }
  if (parameter.isRequired && parameter.in !== "path")
    await expectRejection(undefined, "required", `${pointer}/required`, []);
}

/** Sends well-formed IDs at the limits. Nothing has them, so the server returns 404. */
async function sendValidParameters(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
  parameter: Parameter,
): Promise<void> {
  const { name, schemaPointer } = parameter;
  const base =
    parameter.in === "path"
      ? coerce(fixtures.description, schemaPointer, unknownId(fixtures.description, operation, name))
      : sampleValue(fixtures.description, schemaPointer);
  const cases = validCases(fixtures.description, schemaPointer, base, {
    ...createTestData(fixtures, operation, ctx, new Map()),
    isUnique: () => false,
    isServerDefined: () => false,
  });
  for (const { rule, value, covers } of cases) {
    if (!isTransmittable(parameter, value)) continue;
    if (parameter.in === "path" && /[/\\%]|^\.+$/.test(String(value))) continue;
    // A number may be the ID of an existing resource, which must not change.
    const mayExist = parameter.in === "path" && typeof value === "number";
    if (mayExist && operation.method !== "GET") continue;
    const read = readAsText(fixtures.description, schemaPointer, value);
    if (read === undefined || fixtures.description.problems(schemaPointer, read).length > 0) continue;
    const request = {
      ...withParameter(validRequest, parameter, value),
      covers,
      summary: `${name}: ${rule}`,
    };
    if (parameter.in !== "path" || fixtures.options.stateless) await ctx.expectSuccess(request);
    else {
      const because = `${name} is well-formed, but no resource has it`;
      const missing = ctx.errors.unknownId(operation);
      await ctx.expectStatus(request, {
        check: "positive_data_acceptance",
        accepted: "resource_not_found",
        because,
        ...missing,
        statuses: mayExist ? [...missing.statuses, 200] : missing.statuses,
      });
    }
  }
}

/**
 * Whether a parameter can have a value. Values are sent as text: empty ones look like omitted ones, a path without its ID is a
 * different path, and headers and cookies carry only ASCII.
 */
function isTransmittable(parameter: Parameter, value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (typeof value !== "object") {
    if (parameter.in === "header") return isHeaderValue(String(value));
    return parameter.in !== "cookie" || /^[\w.-]+$/.test(String(value));
  }
  if (parameter.in === "path" || parameter.in === "cookie") return false;
  // An exploded object in the form style loses the name of its parameter.
  if (!Array.isArray(value) && parameter.in === "query" && parameter.style !== "deepObject") return false;
  if (!Array.isArray(value) && parameter.schema.type !== "object" && parameter.schema.$ref === undefined)
    return false;
  const items = Object.values(value) as unknown[];
  const isFlat = items.every((item) => typeof item !== "object" && item !== undefined && item !== "");
  // Separators in a value would split it.
  const isUnambiguous = items.every((item) => !/[,|\s]/.test(String(item)));
  return (
    items.length > 0 &&
    isFlat &&
    isUnambiguous &&
    (parameter.in === "query" || isHeaderValue(items.join(",")))
  );
}

const withParameter = (request: Request, parameter: Parameter, value: unknown): Request => {
  const { name, in: place } = parameter;
  if (place === "path") return { ...request, path: { ...request.path, [name]: String(value) } };
  if (place === "query") return { ...request, query: { ...request.query, [name]: value } };
  if (place === "cookie") return { ...request, cookies: { ...request.cookies, [name]: value } };
  const text = value === undefined ? undefined : serializeHeader(value, parameter);
  return { ...request, headers: { ...request.headers, [name]: text } };
};

async function sendInvalidBodies(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
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

/** Whether a body is still valid, or invalid, when its form fields are read as text. */
export function isSentAsIs(
  { description }: Fixtures,
  { requestBody }: Operation,
  body: unknown,
  side: "valid" | "invalid",
): boolean {
  if (!requestBody || requestBody.encoding === "json") return true;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  const read = readAsText(description, requestBody.schemaPointer, body) ?? {};
  const isValid = description.problems(requestBody.schemaPointer, read).length === 0;
  return isValid === (side === "valid");
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

/** Replaces the name, so that an accepted request does not make the next one fail with a name conflict. */
function withNewName(
  fixtures: Fixtures,
  operation: Operation,
  value: unknown,
  validRequest: unknown,
  ctx: TestContext,
): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const base = (validRequest ?? {}) as Record<string, unknown>;
  const isOld = (name: string, each: unknown) =>
    fixtures.isUnique(name) &&
    each === base[name] &&
    each !== "" &&
    (typeof each === "string" || Array.isArray(each));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isOld(name, each) ? fixtures.uniqueValue(operation, name, ctx) : each,
    ]),
  );
}

/** Finds `count` IDs for each property of the body that refers to other resources. */
export async function findReferenceIds(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  { path = {} }: Request,
  count = 2,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (!operation.requestBody) return found;
  const { properties } = flatRequestSchema(fixtures.description, operation.requestBody.schemaPointer);
  for (const property of properties.keys()) {
    const ids = await fixtures.ids(operation, property, ctx, path, count);
    if (ids !== undefined) found.set(property, ids);
  }
  return found;
}

/** Expects that a list has none of the rejected resources, and that the updated resource is unchanged. */
export async function expectListUnchanged(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  before: Record<string, unknown>[],
  sent: unknown[],
  validRequest: Request,
): Promise<void> {
  const about = fixtures.findUsage(operation);
  if (about === undefined) return;
  const { resource } = about;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const known = new Set(before.map((item) => item[resource.idProperty]));
  const property = nameProperty(resource);
  const names = new Set<unknown>(
    sent
      .map((body) => (body as Record<string, unknown> | null)?.[property])
      .filter((name) => name !== undefined),
  );
  const created = items.filter((item) => !known.has(item[resource.idProperty]) && names.has(item[property]));
  const own = validRequest.path?.[resource.idParameter];
  const was = before.find((item) => item[resource.idProperty] === own);
  const is = items.find((item) => item[resource.idProperty] === own);
  const isChanged = about.does === "update" && was !== undefined && !sameItem(fixtures, resource, was, is);
  ctx.assert(created.length === 0 && !isChanged, exchange, {
    check: "rejected_request_has_no_effect",
    message: `rejected requests of ${operation.operationId} changed the list`,
    ...(isChanged
      ? differingItems(fixtures, resource, was, is ?? "gone")
      : {
          expected: "the list as it was before the rejected requests",
          actual: formatValue(created.slice(0, 3)),
        }),
    pointer: operation.pointer,
  });
}

async function sendBoundaryValues(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  if (fixtures.isSingleton(operation) && !fixtures.options.canModifyExisting) return;
  const validRequest = await fixtures.request(operation, ctx);
  const about = fixtures.findUsage(operation);
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const most = await findIdsUpToLimit(fixtures, operation, ctx, validRequest);
  const testData = createTestData(fixtures, operation, ctx, most);
  const created: { item: unknown; body: unknown }[] = [];
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
    created.push({ item, body });
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
    await expectListed(fixtures, ctx, about.resource, created);
  if (fixtures.isSingleton(operation)) await ctx.expectSuccess(validRequest);
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
    const target = fixtures.findReference(operation, property);
    if (target === undefined) continue;
    const { maxItems = 1 } = flatSchema(fixtures.description, at).schema;
    const count = Math.min(maxItems, 150) + 1;
    if (!target.resource) {
      found.set(
        property,
        (await fixtures.ids(operation, property, ctx, validRequest.path ?? {}, count)) ?? [],
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
  resource: NonNullable<ReturnType<Fixtures["findUsage"]>>["resource"],
  created: { item: unknown; body: unknown }[],
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
