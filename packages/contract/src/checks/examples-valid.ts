import { type DocumentedResponse, type Example, isJsonMediaType, type MediaType } from "@rolewright/openapi";
import { readItem } from "../client/list-items.ts";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { validCases } from "../data/test-cases.ts";
import { flatSchema } from "../data/flat-schema.ts";
import { sampleValue } from "../data/sample.ts";
import type { Operation } from "../description/operation.ts";
import { parameterKey } from "../coverage.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { expectEcho } from "./item-comparison.ts";
import type { Task } from "./task.ts";
import { markUnbreakableKeywords } from "./unreachable-keywords.ts";
import { createTestData } from "./test-data.ts";

/** Verifies the examples: they are valid, the server accepts the requests, and response schemas accept new fields. */
export const examplesValid = (fixtures: Fixtures): Task[] => [
  {
    name: "examples are valid",
    phase: "examples",
    checks: ["examples_valid", "forward_compatibility"],
    run: async () => {
      for (const operation of fixtures.description.operations) {
        // It computes for seconds without a request, so that others get their turn here.
        await setImmediate();
        fixtures.session.requireRunning();
        checkExamples(fixtures, operation);
      }
    },
  },
  ...fixtures.description.operations.map((operation): Task => ({
    name: `examples of ${operation.operationId}`,
    phase: "examples",
    checks: ["examples_valid", "positive_data_acceptance", "read_your_writes"],
    run: (ctx) => sendExamples(fixtures, operation, ctx),
  })),
  ...(fixtures.options.usePreferHeader
    ? fixtures.description.operations.map((operation): Task => ({
        name: `documented responses of ${operation.operationId}`,
        phase: "examples",
        checks: ["examples_valid"],
        run: (ctx) => requestDocumentedResponses(fixtures, operation, ctx),
      }))
    : []),
];

function checkExamples(fixtures: Fixtures, operation: Operation): void {
  const { requestBody, responses } = operation;
  for (const media of requestBody ? [requestBody] : []) checkMedia(fixtures, operation, media);
  for (const { content, status } of responses) {
    for (const media of content) {
      checkMedia(fixtures, operation, media);
      if (status.startsWith("2")) checkAdditionalFields(fixtures, operation, media);
    }
  }
}

function checkMedia({ description, session }: Fixtures, operation: Operation, media: MediaType): void {
  for (const [name, { value, pointer }] of Object.entries(media.examples)) {
    session.countEvaluation("examples_valid");
    const [problem] = description.problems(media.schemaPointer, value);
    if (problem === undefined || problem.isUndecided) continue;
    session.settings.findings.add({
      check: "examples_valid",
      message: `the example "${name}" is invalid`,
      operation: operation.operationId,
      expected: `${problem.at || "the body"} ${problem.message} (${problem.pointer})`,
      actual: formatValue(value),
      pointer,
      summary: "validating the examples against their schemas",
    });
  }
}

/** Response schemas must accept additional fields, if that is a rule. */
function checkAdditionalFields(fixtures: Fixtures, operation: Operation, media: MediaType): void {
  if (!fixtures.rules.hasOpenResponses) return;
  const sample = { value: sampleValue(fixtures.description, media.schemaPointer), pointer: media.pointer };
  const isSampled = isJsonMediaType(media.name) && Object.keys(media.examples).length === 0;
  const values = isSampled ? { "of the schema": sample } : media.examples;
  for (const [name, { value, pointer }] of Object.entries(values)) {
    if (fixtures.description.problems(media.schemaPointer, value).length > 0) continue;
    fixtures.session.countEvaluation("forward_compatibility");
    const [problem] = fixtures.description.problems(media.schemaPointer, withUnknownFields(value));
    if (problem === undefined || problem.isUndecided) continue;
    fixtures.session.settings.findings.add({
      check: "forward_compatibility",
      message: `the response example "${name}" is invalid with an additional field`,
      operation: operation.operationId,
      expected: "response schemas that accept additional fields",
      actual: `${problem.at} ${problem.message}`,
      pointer: problem.pointer || pointer,
      summary: "adding a field to every object of an example",
    });
  }
}

function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).map(([name, each]) => [name, withUnknownFields(each)]);
  return { ...Object.fromEntries(known), addedLater: { by: "a newer version" } };
}

async function sendExamples(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  const { coverage } = fixtures.session.settings;
  const validRequest = await fixtures.request(operation, ctx);
  const pathSides = operation.parameters.map(({ name }) => ({
    pointer: parameterKey(operation, name),
    side: "valid" as const,
  }));
  const testData = createTestData(fixtures, operation, ctx, new Map());
  const media = operation.requestBody;
  const [plain] = media
    ? validCases(fixtures.description, media.schemaPointer, validRequest.body, testData)
    : [];
  const about = fixtures.findUsage(operation);
  const exchange = await ctx.expectSuccess({
    ...validRequest,
    covers: [...pathSides, ...(plain?.covers ?? [])],
  });
  if (about && media) {
    expectEcho(
      ctx,
      fixtures,
      about.resource,
      validRequest.body,
      readItem(about.resource, exchange.response.body),
      exchange,
      "the response",
    );
  }
  for (const [name, example] of Object.entries(media?.examples ?? {})) {
    // The server may reject an invalid example, which is a finding already.
    if (media && fixtures.description.problems(media.schemaPointer, example.value).length > 0) continue;
    // An existing resource keeps its name unless the run may change it temporarily.
    const isKept = fixtures.singletons.has(operation) && !fixtures.options.canModifyExisting;
    const body = isKept
      ? validRequest.body
      : await adaptExample(fixtures, operation, example, ctx, validRequest.path ?? {});
    const path = about?.does === "remove" ? (await fixtures.request(operation, ctx)).path : validRequest.path;
    const sent = {
      ...validRequest,
      ...(path && { path }),
      body,
      summary: `the example "${name}", with existing IDs and new names`,
    };
    const sentExample = await ctx.expectSuccess(sent, "examples_valid");
    if (ctx.isAccepted(sentExample)) coverage.recordExample(example.pointer);
  }
  if (fixtures.singletons.has(operation) && fixtures.options.canModifyExisting)
    await ctx.expectSuccess(validRequest);
}

/** Replaces IDs in an example with existing ones, and names with unique ones. */
async function adaptExample(
  fixtures: Fixtures,
  operation: Operation,
  { value }: Example,
  ctx: TestContext,
  path: Record<string, string>,
): Promise<unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const body: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    if (fixtures.values.isServerDefined(operation, name)) {
      if (fixtures.options.memberEmail !== undefined) body[name] = fixtures.options.memberEmail;
      continue;
    }
    const ids = await fixtures.references.ids(operation, name, ctx, path);
    if (ids) body[name] = fixtures.references.toValue(operation, name, ids);
    else if (fixtures.values.isUnique(name, operation) && !fixtures.singletons.has(operation))
      body[name] = fixtures.values.createUnique(operation, name, ctx);
    else body[name] = each;
  }
  return body;
}

/** Requests every documented response with the `Prefer` header. */
async function requestDocumentedResponses(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  for (const response of operation.responses) {
    const code = toStatusCode(response, operation);
    for (const [name, example] of Object.entries(response.content[0]?.examples ?? {})) {
      await requestExample(
        fixtures,
        ctx,
        { ...validRequest, headers: { Prefer: `code=${code}, example=${name}` } },
        code,
        name,
        example,
      );
    }
  }
}

async function requestExample(
  fixtures: Fixtures,
  ctx: TestContext,
  request: Parameters<TestContext["send"]>[0],
  code: number,
  name: string,
  { value, pointer }: Example,
): Promise<void> {
  const exchange = await ctx.send({ ...request, summary: `requesting the example "${name}" with Prefer` });
  const { status, text, body: json, failure } = exchange.response;
  if (failure) return;
  ctx.session.cases += 1;
  // A download is not JSON.
  const body = json === undefined ? text : json;
  const isIt = status === code && isDeepStrictEqual(body, value);
  ctx.assert(isIt, exchange, {
    check: "examples_valid",
    message: `does not return the example "${name}" that Prefer requests`,
    expected: `status ${code}, ${formatValue(value)}`,
    actual: `status ${status}, ${formatValue(body)}`,
    pointer,
  });
  if (isIt) fixtures.session.settings.coverage.recordExample(pointer);
}

/** Returns a status code for a documented response. 418 is not documented, so it stands for `default`. */
function toStatusCode({ status }: DocumentedResponse, { responses }: Operation): number {
  if (/^\d{3}$/.test(status)) return Number(status);
  if (/^\dXX$/i.test(status)) return Number(status[0]) * 100;
  return responses.some((other) => other.status === "418") ? 499 : 418;
}

/** Marks what no request can reach without `Prefer`. */
export function markUnreachable(fixtures: Fixtures): void {
  const { coverage } = fixtures.session.settings;
  for (const operation of fixtures.description.operations) {
    const { operationId, responses, parameters, requestBody } = operation;
    const note = (status: string, reason: string) =>
      coverage.markUnreachable(`${operationId} ${status}`, reason);
    note("429", "no request causes it; --use-prefer-header requests it");
    note("500", "no request causes it; --use-prefer-header requests it");
    note("503", "no request causes it; --use-prefer-header requests it");
    if (parameters.every((each) => each.in !== "path") && !requestBody) {
      note("400", "the request has nothing that can be malformed; --use-prefer-header requests it");
    }
    for (const { content } of responses) {
      for (const { examples: all } of content) {
        for (const { pointer } of Object.values(all)) {
          if (!fixtures.options.usePreferHeader)
            coverage.markUnreachable(
              pointer,
              "the texts of responses vary; --use-prefer-header requests the example",
            );
        }
      }
    }
    markUnknowable(fixtures, operation);
  }
  markUnbreakableKeywords(fixtures.description, coverage);
}

/** Marks boundary values that cannot be generated, because only the server knows the valid values. */
function markUnknowable(fixtures: Fixtures, operation: Operation): void {
  if (!operation.requestBody) return;
  const { coverage } = fixtures.session.settings;
  const { properties } = flatSchema(fixtures.description, operation.requestBody.schemaPointer);
  for (const [name, at] of properties) {
    const { places } = flatSchema(fixtures.description, at);
    const reason = fixtures.values.isServerDefined(operation, name)
      ? "the server decides which values are valid"
      : undefined;
    if (reason) for (const place of places.values()) coverage.markUnreachable(`${place} valid`, reason);
    const { format = "" } = flatSchema(fixtures.description, at).schema;
    const shortest = places.get("minLength");
    if (shortest && longFormats.has(format))
      coverage.markUnreachable(`${shortest} valid`, `no ${format} is that short`);
    const reference = fixtures.references.find(operation, name);
    if (reference && !reference.resource) {
      const limit = places.get("maxItems");
      if (limit) coverage.markUnreachable(`${limit} valid`, "the server does not have that many");
    }
  }
}

/** The formats whose shortest values are longer than most minimum lengths. */
const longFormats = new Set(["date-time", "date", "time", "uuid", "uri", "email"]);
