import { findResponse, type Parameter } from "@rolewright/openapi";
import { invalidCases, validCases } from "../data/test-cases.ts";
import { coerce, unknownId } from "../data/unknown-ids.ts";
import { sampleValue } from "../data/sample.ts";
import { parameterKey } from "../coverage.ts";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import { findHeader } from "../client/headers.ts";
import { isHeaderValue, serializeHeader } from "../client/serialize-params.ts";
import type { Covered, Request } from "../client/exchange.ts";
import { readAsText } from "../data/text-values.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { cursorNames } from "../rules/query-parameters.ts";
import { createTestData } from "./test-data.ts";

/** The request headers that compare a value with the current state (RFC 9110, 13.1). */
const conditions = /^If-(?:Match|None-Match|Modified-Since|Unmodified-Since|Range)$/i;

export async function testParameters(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  for (const parameter of operation.parameters) {
    // Only a previous response tells its value, and another value is a condition that does not hold.
    if (parameter.in === "header" && conditions.test(parameter.name)) {
      if (/^If-Match$/i.test(parameter.name)) await testIfMatch(fixtures, operation, ctx, parameter);
      continue;
    }
    await sendInvalidParameters(fixtures, operation, ctx, validRequest, parameter);
    await sendValidParameters(fixtures, operation, ctx, validRequest, parameter);
  }
}

/** Sends another entity tag than the current one, and then the current one (RFC 9110, 13.1.1). */
async function testIfMatch(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  parameter: Parameter,
): Promise<void> {
  const read = fixtures.findUsage(operation)?.resource.read;
  const failure = findResponse(operation, 412);
  if (!read || fixtures.options.stateless) return;
  const request = await fixtures.request(operation, ctx);
  const { response } = await ctx.send({
    operation: read,
    path: request.path ?? {},
    summary: "reading the current entity tag",
  });
  const tag = response.headers.get("etag");
  // A weak tag never matches.
  if (tag === null || !tag.startsWith('"')) return;
  const covered = { pointer: parameterKey(operation, parameter.name) };
  if (failure)
    await ctx.expectStatus(
      {
        ...withParameter(request, parameter, '"contract-another-version"'),
        covers: [{ ...covered, side: "invalid" }],
        summary: "If-Match of another version",
      },
      {
        check: "status_code_conformance",
        accepted: "negative_data_rejection",
        because: "If-Match names another version",
        statuses: [412],
        pointer: failure.pointer,
      },
    );
  await ctx.expectSuccess({
    ...withParameter(request, parameter, tag),
    covers: [{ ...covered, side: "valid" }],
    summary: "If-Match of the current version",
  });
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
    const problems = read === undefined ? [] : fixtures.description.problems(schemaPointer, read);
    if (problems.every(({ isUndecided }) => isUndecided)) continue;
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
  // A header of every request has the only value that is known to be valid.
  if (parameter.in === "header" && findHeader(fixtures.session.settings.headers, name) !== undefined) return;
  if (isCursor(fixtures, operation, parameter)) return;
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

/** Only a previous response tells the value of a cursor. */
const isCursor = ({ resources }: Fixtures, operation: Operation, parameter: Parameter): boolean =>
  parameter.in === "query" &&
  (cursorNames.test(parameter.name) ||
    resources.some(
      ({ list, pages }) => list === operation && pages?.by === "cursor" && pages.parameter === parameter.name,
    ));

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
