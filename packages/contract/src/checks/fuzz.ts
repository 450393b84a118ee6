import { listPathParameterNames } from "@rolewright/openapi";
import { readItem } from "../client/list-items.ts";
import * as fc from "fast-check";
import { text, arbitraryFor, visibleText } from "../data/arbitraries.ts";
import { invalidCases, type DataCase } from "../data/test-cases.ts";
import { coerce } from "../data/unknown-ids.ts";
import type { TestData } from "../data/test-data.ts";
import type { Operation } from "../description/operation.ts";
import { hash, type TestContext, isDocumentedSuccess } from "../client/test-context.ts";
import type { Exchange, Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { findReferenceIds, isSentAsIs } from "./body-cases.ts";
import { expectEcho } from "./item-comparison.ts";
import { createTestData } from "./test-data.ts";
import { isJson } from "./malformed-request.ts";
import { minimizeBody } from "./shrink.ts";
import type { Task } from "./task.ts";
import { hasChosenId } from "../rules/resource.ts";

/** The maximum number of contexts per operation. Each has its own resources. */
const maxContexts = 8;

/** Sends generated requests, both valid and with one violation. The same seed generates the same requests. */
export function fuzz(fixtures: Fixtures, seed: number): Task[] {
  const operations = fixtures.description.operations.filter((operation) => hasInput(fixtures, operation));
  const each = Math.ceil(fixtures.options.maxExamples / Math.max(operations.length, 1));
  const share = Math.max(50, Math.ceil(each / maxContexts));
  return operations.flatMap((operation) =>
    Array.from({ length: Math.ceil(each / share) }, (_, part): Task => {
      const name = `generated requests of ${operation.operationId}, part ${part + 1}`;
      const runs = Math.min(share, each - part * share);
      return {
        name,
        phase: "fuzz",
        checks: ["negative_data_rejection", "positive_data_acceptance", "read_your_writes"],
        run: (ctx) => sendGeneratedRequests(fixtures, operation, ctx, (seed ^ hash(name)) | 0, runs),
      };
    }),
  );
}

/** An operation without a body and without path parameters has nothing to generate. */
const hasInput = (fixtures: Fixtures, operation: Operation) =>
  (operation.requestBody !== undefined || listPathParameterNames(operation.path).length > 0) &&
  !fixtures.singletons.has(operation);

interface GeneratedRequest {
  /** From 0 to 99. Chooses the kind of request. */
  fate: number;
  which: number;
  id: string;
  body: unknown;
}

async function sendGeneratedRequests(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  seed: number,
  numRuns: number,
): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  const testData = createTestData(
    fixtures,
    operation,
    ctx,
    await findReferenceIds(fixtures, operation, ctx, validRequest, 3),
  );
  const pointer = operation.requestBody?.schemaPointer;
  const cases =
    pointer === undefined ? [] : invalidCases(fixtures.description, pointer, validRequest.body, testData);
  const requests = fc.record({
    fate: fc.nat(99),
    which: fc.nat(9_999),
    // Proxies treat encoded slashes as path separators.
    id: fc.oneof(text(1, 150), visibleText(1, 128)).map((id) => id.replaceAll(/[/\\]/g, "-")),
    body:
      pointer === undefined ? fc.constant(undefined) : arbitraryFor(fixtures.description, pointer, testData),
  });
  for (const fate of fc.sample(requests, { seed, numRuns })) {
    if (pointer === undefined || (fate.fate < 10 && listPathParameterNames(operation.path).length > 0))
      await sendGeneratedId(fixtures, operation, ctx, validRequest, fate);
    else if (fate.fate < 13) await sendUnusualHeaders(ctx, validRequest, fate);
    else if (fate.fate < 55) await sendValidBody(fixtures, operation, ctx, validRequest, fate, testData);
    else if (fate.fate < 92) await sendInvalidBody(fixtures, operation, ctx, validRequest, fate, cases);
    else await sendTruncatedJson(operation, ctx, validRequest, fate);
  }
}

/** Sends an unknown or malformed ID. */
async function sendGeneratedId(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
  { id }: GeneratedRequest,
): Promise<void> {
  const name = listPathParameterNames(operation.path).at(-1) ?? "";
  const parameter = operation.parameters.find((each) => each.name === name && each.in === "path");
  // Dots alone are removed as relative path segments.
  if (!parameter || /^\.+$/.test(id) || !id.isWellFormed()) return;
  const value = coerce(fixtures.description, parameter.schemaPointer, id);
  const problems = fixtures.description.problems(parameter.schemaPointer, value);
  const isId = problems.length === 0;
  // Anything else than a text may be the ID of an existing resource.
  if (isId && typeof value !== "string") return;
  if ((isId && fixtures.options.stateless) || problems.some(({ isUndecided }) => isUndecided)) return;
  const expectedError = isId ? ctx.errors.unknownId(operation) : ctx.errors.malformedId(operation);
  await ctx.expectStatus(
    { ...validRequest, path: { ...validRequest.path, [name]: id }, summary: `a generated ${name}` },
    {
      check: "status_code_conformance",
      accepted: isId ? "resource_not_found" : "negative_data_rejection",
      because: isId ? `no resource has this ${name}` : `the ${name} is malformed`,
      ...expectedError,
    },
  );
}

/** Sends unusual headers that have broken servers before. Any documented response is valid. */
async function sendUnusualHeaders(
  ctx: TestContext,
  { body: _, ...validRequest }: Request,
  { which }: GeneratedRequest,
): Promise<void> {
  const all: Record<string, string>[] = [
    { Accept: "image/png" },
    { "Content-Type": ";" },
    { "Content-Type": "application/json; charset=utf-7" },
    { "X-Request-Id": "x".repeat(500) },
    { "Accept-Language": "*;q=nonsense" },
    { "If-None-Match": "*" },
  ];
  const headers = all[which % all.length] ?? {};
  await ctx.send({
    ...validRequest,
    raw: "{}",
    headers,
    summary: `unusual headers: ${JSON.stringify(headers)}`,
  });
}

async function sendValidBody(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
  { body, which }: GeneratedRequest,
  testData: TestData,
): Promise<void> {
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const complete = withChosenId(fixtures, operation, ctx, validRequest, body);
  const own = which % 4 === 0 ? complete : withOwnName(fixtures, operation, ctx, complete, testData);
  if (fixtures.description.problems(pointer, own).length > 0) return;
  if (!isSentAsIs(fixtures, operation, own, "valid")) return;
  const sendBody = async (sent: unknown): Promise<Exchange> => {
    const request = { ...validRequest, body: sent, summary: "a valid generated body" };
    const exchange = own === complete ? await mayBeTaken(ctx, request) : await ctx.expectSuccess(request);
    await removeAgain(fixtures, operation, ctx, exchange, sent);
    return exchange;
  };
  await minimizeBody(fixtures, pointer, await sendBody(own), sendBody);
}

/** A generated name may exist already. */
async function mayBeTaken(ctx: TestContext, request: Request): Promise<Exchange> {
  const conflict = ctx.errors.nameConflict(request.operation);
  const success = request.operation.responses
    .filter(({ status }) => /^2\d\d$/.test(status))
    .map(({ status }) => Number(status));
  return ctx.expectStatus(request, {
    check: "positive_data_acceptance",
    because: "the body is valid, or its name exists already",
    pointer: request.operation.pointer,
    statuses: [...success, ...conflict.statuses],
  });
}

/** Generated bodies have no ID. An update repeats the one of its path, and a creation may need a new one. */
function withChosenId(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
  body: unknown,
): unknown {
  const { resource } = fixtures.findUsage(operation) ?? {};
  const valid = validRequest.body;
  if (!resource || !isObject(body) || !isObject(valid) || !hasChosenId(resource, valid)) return body;
  const name = resource.idProperty;
  const id = fixtures.values.isRepeatedId(operation, name)
    ? (valid as Record<string, unknown>)[name]
    : fixtures.values.createUnique(operation, name, ctx);
  return { ...body, [name]: id };
}

function withOwnName(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  body: unknown,
  testData: TestData,
): unknown {
  if (!isObject(body)) return body;
  const named = Object.fromEntries(
    Object.entries(body).map(([name, value]) =>
      fixtures.values.isUnique(name, operation) && typeof value === "string"
        ? [name, `${testData.unique()} ${[...value].slice(0, 150).join("")}`]
        : fixtures.values.isUniqueList(name) && Array.isArray(value)
          ? [name, fixtures.values.createUnique(operation, name, ctx, value.length)]
          : [name, value],
    ),
  );
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  if (fixtures.description.problems(pointer, named).length === 0) return named;
  const unique = Object.keys(body).filter((name) => fixtures.values.isUnique(name, operation));
  return { ...body, ...Object.fromEntries(unique.map((name) => [name, testData.uniqueValue(name)])) };
}

/** Verifies and deletes the created resource at once, so that lists do not fill up. */
async function removeAgain(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  exchange: Exchange,
  body: unknown,
): Promise<void> {
  const about = fixtures.findUsage(operation);
  if (!about || !isDocumentedSuccess(exchange)) return;
  const { resource } = about;
  const item = readItem(resource, exchange.response.body) as Record<string, unknown> | undefined;
  expectEcho(ctx, fixtures, resource, body, item, exchange, "the response");
  const id = item?.[resource.idProperty];
  if (
    about.does !== "create" ||
    typeof id !== "string" ||
    !resource.remove ||
    fixtures.cleanup.isProtected(id)
  )
    return;
  await ctx.send({
    operation: resource.remove,
    path: { ...exchange.request.path, [resource.idParameter]: id },
    summary: "deleting a generated resource",
  });
}

async function sendInvalidBody(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
  { body, which }: GeneratedRequest,
  cases: DataCase[],
): Promise<void> {
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const base = cases[which % Math.max(cases.length, 1)];
  if (!base) return;
  const chosen = { ...base, value: withGeneratedFields(base, body) };
  const violations = fixtures.description.problems(pointer, chosen.value);
  if (!violations.some((problem) => problem.pointer === base.covers[0]?.pointer)) chosen.value = base.value;
  if (!isSentAsIs(fixtures, operation, chosen.value, "invalid")) return;
  const expectedError = ctx.errors.invalidBody(operation);
  const sendBody = (sent: unknown) =>
    ctx.expectStatus(
      { ...validRequest, body: sent, summary: `a generated body that violates ${chosen.rule}` },
      {
        check: "status_code_conformance",
        accepted: "negative_data_rejection",
        because: `the body violates ${chosen.rule.replace(/ \(.*\)$/s, "")}`,
        statuses: expectedError.statuses,
        pointer: chosen.covers[0]?.pointer ?? expectedError.pointer,
      },
    );
  await minimizeBody(fixtures, pointer, await sendBody(chosen.value), sendBody);
}

/** Replaces the valid parts of an invalid body with generated values. */
function withGeneratedFields({ rule, value }: DataCase, body: unknown): unknown {
  if (!isObject(value) || !isObject(body)) return value;
  const others = Object.entries(body).filter(([name]) => name in value && !rule.startsWith(`${name}: `));
  return { ...value, ...Object.fromEntries(others) };
}

const isObject = (each: unknown): each is object =>
  typeof each === "object" && each !== null && !Array.isArray(each);

/** Sends truncated JSON. */
async function sendTruncatedJson(
  operation: Operation,
  ctx: TestContext,
  { body: _, ...validRequest }: Request,
  { body, which }: GeneratedRequest,
): Promise<void> {
  if (operation.requestBody?.encoding !== "json") return;
  const whole = JSON.stringify(body);
  const raw = whole.slice(0, 1 + (which % Math.max(whole.length - 1, 1)));
  if (isJson(raw) || !raw.isWellFormed()) return;
  await ctx.expectStatus(
    { ...validRequest, raw, summary: "truncated JSON" },
    {
      check: "malformed_request",
      because: "the body is not valid JSON",
      ...ctx.errors.malformedJson(operation),
    },
  );
}
