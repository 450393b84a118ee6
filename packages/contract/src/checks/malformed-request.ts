import { fillPath, isJsonMediaType } from "@rolewright/openapi";
import { unknownId } from "../data/unknown-ids.ts";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import { findDocumentedError, sizeLimit } from "../client/documented-errors.ts";
import type { Exchange, Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { truncate } from "../client/response-problems.ts";
import { expectListUnchanged } from "./boundaries.ts";
import type { Task } from "./task.ts";
import { padTo } from "./json-encodings.ts";

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
  const withField = (key: string, value: string) => `${open}${open === "{" ? "" : ","}"${key}":${value}}`;
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
  if (typeof validRequest.body !== "object" || fixtures.isSingleton(operation)) return;
  const texts = Object.entries(validRequest.body ?? {}).filter(([, value]) => typeof value === "string");
  for (const [name, value] of texts) {
    const body = { ...validRequest.body, [name]: `${value}\ud83c` };
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
    // A body without properties has neither names nor quotes, so that it stays valid.
    if (raw === json) continue;
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

/** Without Content-Type a server may inspect the body (RFC 9110, 8.3). It may accept or reject it, but consistently. */
async function sendWithoutType(fixtures: Fixtures, ctx: TestContext): Promise<void> {
  const exchanges: Exchange[] = [];
  for (const operation of fixtures.description.operations) {
    if (operation.requestBody?.encoding !== "json" || operation.unsupported !== undefined) continue;
    const { body, ...validRequest } = await fixtures.request(operation, ctx);
    const expectedError = ctx.errors.mediaType(operation);
    exchanges.push(
      await ctx.expectStatus(
        {
          ...validRequest,
          raw: JSON.stringify(body),
          headers: { "Content-Type": undefined },
          summary: "a body without a Content-Type",
        },
        {
          check: "missing_required_header",
          because: "the body has no Content-Type",
          pointer: expectedError.pointer,
          statuses: [...expectedError.statuses, 200, 201, 400, 422, 409],
        },
      ),
    );
  }
  const rejected = exchanges.find(({ response }) => response.status === 415);
  for (const exchange of exchanges.filter(({ response }) => response.status < 300)) {
    ctx.assert(rejected === undefined, exchange, {
      check: "missing_required_header",
      message: "accepts a body without a Content-Type, which other operations reject",
      expected: "the same in every operation, because all document the same error",
      actual: `status ${exchange.response.status}`,
      pointer: ctx.errors.mediaType(exchange.request.operation).pointer,
      ...(rejected && { after: [rejected] }),
    });
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

/** Sends undocumented methods. Those that may have side effects are sent only to this machine. */
async function sendOtherMethods(fixtures: Fixtures, path: string, ctx: TestContext): Promise<void> {
  const here = fixtures.description.operations.filter((operation) => operation.path === path);
  const [operation] = here;
  if (!operation) return;
  const known = here.map(({ method }) => method);
  const harmful = fixtures.options.canModifyExisting ? ["POST", "PUT", "DELETE", "PATCH"] : [];
  const values = { ...fixtures.pathParams(operation) };
  for (const name of Object.keys(values))
    values[name] = fixtures.shared[name] ?? unknownId(fixtures.description, operation, name);
  for (const method of ["GET", "HEAD", "OPTIONS", "TRACE", ...harmful]) {
    if (known.includes(method)) continue;
    const sends = ["POST", "PUT", "PATCH"].includes(method);
    const request = {
      operation,
      method,
      path: values,
      summary: `${method} on a path that has ${known.join(", ")}`,
      ...(sends && { body: {} }),
    };
    await sendMethod(ctx, { ...request, isUndocumented: !documents405(operation) }, known);
    for (const each of here) fixtures.session.settings.coverage.recordResponse(each, findDefaultStatus(each));
  }
}

/** Whether the description documents 405. */
const documents405 = ({ responses }: Operation) =>
  responses.some(({ status }) => ["405", "4XX", "default"].includes(status));

const findDefaultStatus = ({ responses }: Operation) =>
  responses.find(({ status }) => status === "default")?.status;

async function sendMethod(
  ctx: TestContext,
  request: Request & { method: string },
  known: string[],
): Promise<void> {
  const { operation, method } = request;
  const fallback = operation.responses.find(({ status }) => status === "405" || status === "default");
  const pointer = fallback?.pointer ?? operation.pointer;
  // HTTP allows HEAD where GET exists, and OPTIONS everywhere (RFC 9110, 9.3). Proxies handle TRACE in their own way.
  const free =
    {
      HEAD: known.includes("GET") ? [200, 204, 400, 401, 404] : [],
      OPTIONS: [200, 204],
      TRACE: [400, 403, 404, 501],
    }[method] ?? [];
  const missing = operation.path.includes("{") ? [404] : [];
  const exchange = await ctx.expectStatus(request, {
    check: "unsupported_method",
    statuses: [405, ...free, ...(method === "HEAD" ? missing : [])],
    because: `the path has no ${method}`,
    pointer,
  });
  const { status, headers, failure } = exchange.response;
  if (failure || status !== 405) return;
  const allow = headers.get("allow");
  const allowed = (allow ?? "").split(",").map((each) => each.trim().toUpperCase());
  const isRight = known.every((each) => allowed.includes(each)) && !allowed.includes(method);
  ctx.assert(isRight, exchange, {
    check: "unsupported_method",
    message: allow === null ? "returns 405 without Allow" : "returns 405 with an incorrect Allow",
    expected: `Allow: ${known.join(", ")} (RFC 9110, 15.5.6)`,
    actual: allow === null ? "no Allow" : `Allow: ${allow}`,
    pointer: fallback?.headers.find(({ name }) => name.toLowerCase() === "allow")?.pointer ?? pointer,
  });
}

async function sendUnknownPaths(fixtures: Fixtures, ctx: TestContext): Promise<void> {
  const reads = fixtures.description.operations.filter(({ method }) => method === "GET");
  const isUniform = fixtures.rules.hasUniformErrors;
  const [operation] = reads;
  if (!operation) return;
  const base = fillPath(operation.path, fixtures.pathParams(operation));
  const first = `/${base.split("/")[1] ?? ""}`;
  const unknown: [Operation, string][] = [
    [operation, `${base}/nothing/here/at/all`],
    [operation, `${first}/nothing-is-here`],
    [operation, "/nothing-is-here"],
    ...(isUniform ? reads.flatMap((read) => similarPaths(fixtures, read)) : []),
  ];
  for (const [about, rawPath] of unknown) {
    const request = {
      operation: about,
      rawPath,
      isUndocumented: true,
      summary: "an unknown path",
    };
    const exchange = await ctx.expectStatus(request, {
      check: "path_not_found",
      statuses: isUniform ? [404] : [400, 401, 403, 404, 405],
      because: "the path does not exist",
      pointer: "#/info/description",
    });
    if (isUniform && exchange.response.status >= 400)
      expectEnvelope(fixtures, ctx, exchange, "path_not_found");
  }
}

/** Paths that differ by a trailing slash or by case, which are different paths (RFC 3986, 6.2.2.1). */
function similarPaths(fixtures: Fixtures, operation: Operation): [Operation, string][] {
  const values = fixtures.pathParams(operation);
  const last = operation.path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "";
  const inCapitals = operation.path.replace(`/${last}`, `/${last.toUpperCase()}`);
  return [
    [operation, `${fillPath(operation.path, values)}/`],
    [operation, fillPath(inCapitals, values)],
  ];
}

/** The documented default response applies to unknown paths, too. */
function expectEnvelope(
  fixtures: Fixtures,
  ctx: TestContext,
  exchange: Exchange,
  check: "path_not_found" | "malformed_request",
): void {
  const { response, request } = exchange;
  const fallback = request.operation.responses.find(({ status }) => status === "default");
  const media = fallback?.content.find(({ name }) => isJsonMediaType(name));
  if (response.failure || !media) return;
  const problems = fixtures.description.problems(media.schemaPointer, response.body);
  const type = response.headers.get("content-type") ?? "no Content-Type";
  ctx.assert(problems.length === 0 && isJsonMediaType(type), exchange, {
    check,
    message: "does not use the documented error body",
    expected: "the body of the documented default response as application/json, for every path",
    actual: `${type}: ${truncate(response.text, 200)}`,
    pointer: "#/info/description",
  });
}
