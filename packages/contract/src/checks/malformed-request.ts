import { fillPath } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import { findDocumentedError, sizeLimit } from "../client/documented-errors.ts";
import type { Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { expectListUnchanged } from "./list-comparison.ts";
import type { Task } from "./task.ts";
import { padTo } from "./json-encodings.ts";
import { sendWithoutType } from "./missing-required-header.ts";
import { sendOtherMethods } from "./unsupported-method.ts";
import { sendUnknownPaths } from "./path-not-found.ts";
import { expectEnvelope } from "./error-envelope.ts";

/** Sends malformed requests: invalid JSON, other content types, malformed paths, and unsupported methods. */
export const malformedRequests = (fixtures: Fixtures): Task[] => {
  const { operations } = fixtures.description;
  const paths = [...new Set(operations.map(({ path }) => path))];
  return [
    ...operations
      .filter(
        ({ method, requestBody, parameters }) =>
          method === "GET" || requestBody || parameters.some((each) => each.in === "path"),
      )
      .map((operation): Task => ({
        name: `malformed requests of ${operation.operationId}`,
        phase: "boundaries",
        checks: ["malformed_request", "rejected_request_has_no_effect"],
        run: (ctx) => sendMalformedRequests(fixtures, operation, ctx),
      })),
    ...operations.map((operation): Task => ({
      name: `robustness of ${operation.operationId}`,
      phase: "robustness",
      checks: ["malformed_request", "not_a_server_error"],
      run: (ctx) => sendDangerousRequests(fixtures, operation, ctx),
    })),
    ...paths.map((path): Task => ({
      name: `unsupported methods of ${path}`,
      phase: "boundaries",
      checks: ["unsupported_method"],
      run: (ctx) => sendOtherMethods(fixtures, path, ctx),
    })),
    {
      name: "unknown paths",
      phase: "boundaries",
      checks: ["path_not_found"],
      run: (ctx) => sendUnknownPaths(fixtures, ctx),
    },
    {
      name: "bodies without a Content-Type",
      phase: "boundaries",
      checks: ["missing_required_header"],
      run: (ctx) => sendWithoutType(fixtures, ctx),
    },
    ...(fixtures.rules.hasUniformErrors
      ? [
          {
            name: "oversized headers",
            phase: "robustness" as const,
            checks: ["malformed_request" as const],
            run: (ctx: TestContext) => sendLargeHeaders(fixtures, ctx),
          },
        ]
      : []),
  ];
};

async function sendMalformedRequests(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  if (operation.requestBody?.encoding !== "json") return;
  const resource = fixtures.findUsage(operation)?.resource;
  const before = resource?.list ? (await fixtures.readList(resource, ctx)).items : [];
  await sendLoneSurrogate(fixtures, operation, ctx);
  await sendInvalidJson(operation, ctx, validRequest);
  await sendOtherTypes(operation, ctx, validRequest);
  await sendTooLarge(fixtures, operation, ctx, validRequest);
  if (resource?.list)
    await expectListUnchanged(fixtures, operation, ctx, before, [validRequest.body], validRequest);
}

/** Sends requests that have ended servers before. */
async function sendDangerousRequests(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  await sendInvalidEscape(operation, ctx, validRequest);
  await sendInvalidQuery(operation, ctx, validRequest);
  if (operation.requestBody?.encoding === "json")
    await sendUnusualJson(fixtures, operation, ctx, validRequest);
}

async function sendInvalidEscape(
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
): Promise<void> {
  if (!operation.path.includes("{")) return;
  const last = operation.path.lastIndexOf("{");
  const rawPath = `${fillPath(operation.path.slice(0, last), validRequest.path ?? {})}%zz`;
  const tail = operation.path.slice(operation.path.indexOf("}", last) + 1);
  await ctx.expectStatus(
    { ...validRequest, rawPath: rawPath + tail, summary: "an invalid percent escape in the path" },
    {
      check: "malformed_request",
      because: "%zz is not a percent escape",
      ...ctx.errors.malformedUrl(operation),
    },
  );
}

/** Unknown query parameters may be ignored or rejected, but must not cause a 5xx. */
async function sendInvalidQuery(
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
): Promise<void> {
  if (operation.method !== "GET") return;
  const rawPath = `${fillPath(operation.path, validRequest.path ?? {})}?nothing[]=%zz&%`;
  await ctx.send({ ...validRequest, rawPath, summary: "invalid percent escapes in the query" });
}

/** JSON that violates the schema, and that breaks some parsers or databases earlier. */
async function sendUnusualJson(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  { body, ...validRequest }: Request,
): Promise<void> {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const open = JSON.stringify(body).slice(0, -1);
  const isObject = open.startsWith("{");
  const withField = (key: string, value: string) =>
    isObject ? `${open}${open === "{" ? "" : ","}"${key}":${value}}` : `{"${key}":${value}}`;
  const bodies: [string, string][] = [
    ["JSON that is nested 5,000 levels deep", deep(5_000)],
    ["a field that is nested 5,000 levels deep", `{"name":${deep(5_000)}}`],
    ["a number out of range", '{"name":1e999}'],
    ["a number of 400 digits", `{"name":${"9".repeat(400)}}`],
    ["a number out of range in an unknown field", withField("unexpected", "1E400")],
    ["an unknown field with a null character in its name", withField(String.raw`un\u0000expected`, "1")],
    ["an unknown field with control characters in its name", withField(String.raw`\u001b[31m\r\n`, "1")],
    ["an unknown field with a lone surrogate in its name", withField(String.raw`un\ud83cexpected`, "1")],
  ];
  const { statuses, pointer } = ctx.errors.invalidBody(operation);
  const all = [...statuses, ...ctx.errors.malformedJson(operation).statuses, 413];
  for (const [summary, raw] of bodies) {
    const request = { ...validRequest, raw, summary };
    // Where additional fields are allowed, the server may accept some of these.
    if (
      fixtures.description.problems(operation.requestBody?.schemaPointer ?? "#", JSON.parse(raw)).length === 0
    )
      await ctx.send(request);
    else
      await ctx.expectStatus(request, {
        check: "malformed_request",
        because: "the body violates its schema",
        statuses: all,
        pointer,
      });
  }
}

/** A lone surrogate is not valid Unicode. The server may accept or reject it. */
async function sendLoneSurrogate(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  const { body: valid } = validRequest;
  if (typeof valid !== "object" || Array.isArray(valid) || fixtures.singletons.has(operation)) return;
  for (const [name, value] of Object.entries(valid ?? {})) {
    if (typeof value !== "string") continue;
    const body = { ...valid, [name]: `${value}\ud83c` };
    await ctx.send({ ...validRequest, body, summary: `a lone surrogate in ${name}` });
  }
}

async function sendInvalidJson(
  operation: Operation,
  ctx: TestContext,
  { body, ...validRequest }: Request,
): Promise<void> {
  const json = JSON.stringify(body);
  const open = json.slice(0, -1);
  const notUtf8 = Uint8Array.from([...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}')]);
  const bodies: [string, string | Uint8Array][] = [
    ["truncated JSON", open],
    ["JSON in single quotes", json.replaceAll('"', "'")],
    ["JSON with unquoted keys", json.replaceAll(/"(\w+)":/g, "$1:")],
    ["form data", "name=x"],
    ["JSON with an additional brace", `${json}}`],
    ["JSON with trailing text", `${json} and more`],
    ["two JSON values", json + json],
    ["JSON with a trailing comma", `${open},}`],
    ["JSON with a comment", `${json}// a comment`],
    ["JSON with NaN", `${open},"unexpected":NaN}`],
    ["JSON with an unescaped line break in a string", `${open},"unexpected":"a\nb"}`],
    ["JSON that is not UTF-8", notUtf8],
  ];
  for (const [summary, raw] of bodies) {
    // Changes to a body without names or quotes, such as a number, can leave it valid.
    if (typeof raw === "string" && isJson(raw)) continue;
    await ctx.expectStatus(
      { ...validRequest, raw, summary },
      {
        check: "malformed_request",
        because: "the body is not valid JSON",
        ...ctx.errors.malformedJson(operation),
      },
    );
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const otherTypeNames = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "application/xml",
  // These start like the documented type, but are different.
  "application/json-patch+json",
  "application/jsonp",
];

async function sendOtherTypes(
  operation: Operation,
  ctx: TestContext,
  { body, ...validRequest }: Request,
): Promise<void> {
  const raw = JSON.stringify(body);
  const documented = operation.requestBody?.name;
  for (const type of otherTypeNames.filter((name) => name !== documented)) {
    await ctx.expectStatus(
      { ...validRequest, raw, headers: { "Content-Type": type }, summary: `a body as ${type}` },
      {
        check: "malformed_request",
        because: "the body has another content type",
        ...ctx.errors.mediaType(operation),
      },
    );
  }
}

/** If the description does not document a maximum body size, the server may choose one. */
async function sendTooLarge(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  { body, ...validRequest }: Request,
): Promise<void> {
  const { statuses, pointer } = findDocumentedError(operation, ["contentTooLarge"], [413]);
  const because = "the body is too large";
  const large = { name: "x".repeat(200_000) };
  const isValid =
    fixtures.description.problems(operation.requestBody?.schemaPointer ?? "#", large).length === 0;
  await ctx.expectStatus(
    {
      ...validRequest,
      body: large,
      mayClose: true,
      summary: "a body of 200,000 bytes",
    },
    {
      check: "malformed_request",
      because,
      pointer,
      statuses: [
        ...statuses,
        ...ctx.errors.invalidBody(operation).statuses,
        // Without a documented maximum, every valid body may be accepted.
        ...(isValid ? [200, 201, 202, 204] : []),
      ],
    },
  );
  const limit = sizeLimit(operation);
  if (limit === undefined) return;
  const raw = padTo(limit.bytes + 1, JSON.stringify(body));
  const summary = "a body of one byte more than the maximum";
  const expectedError = { check: "malformed_request" as const, because, ...limit.error };
  await ctx.expectStatus({ ...validRequest, raw, mayClose: true, summary }, expectedError);
  await ctx.expectStatus(
    {
      ...validRequest,
      raw,
      headers: { "Transfer-Encoding": "chunked" },
      mayClose: true,
      summary: `${summary}, in chunks`,
    },
    { ...expectedError, statuses: [...limit.error.statuses, 411] },
  );
}

/** The maximum header size is not documented, but the error response is. */
async function sendLargeHeaders(fixtures: Fixtures, ctx: TestContext): Promise<void> {
  const operation = fixtures.description.operations.find(({ method }) => method === "GET");
  if (!operation) return;
  for (const [size, kilobytes] of [
    ["20 KB", 20],
    ["2 MB", 2_000],
  ] as const) {
    const exchange = await ctx.expectStatus(
      {
        operation,
        path: fixtures.pathParams(operation),
        headers: { "X-Padding": "x".repeat(kilobytes * 1_000) },
        newConnection: true,
        isUndocumented: true,
        mayClose: true,
        summary: `headers of ${size}`,
      },
      {
        check: "malformed_request",
        because: "the headers are too large",
        statuses: [200, 431],
        pointer: "#/info/description",
      },
    );
    if (exchange.response.status >= 400) expectEnvelope(fixtures, ctx, exchange, "malformed_request");
  }
}
