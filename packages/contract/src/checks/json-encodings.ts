import { readItem } from "../client/list-items.ts";
import type { Operation } from "../description/operation.ts";
import { type TestContext } from "../client/test-context.ts";
import { sizeLimit } from "../client/documented-errors.ts";
import type { Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { expectEcho } from "./item-comparison.ts";
import type { Task } from "./task.ts";

/** Sends valid requests in equivalent encodings. */
export const jsonEncodings = (fixtures: Fixtures): Task[] =>
  fixtures.description.operations.flatMap((operation): Task[] => [
    ...(operation.requestBody?.encoding === "json"
      ? [
          {
            name: `encodings of ${operation.operationId}`,
            phase: "boundaries" as const,
            checks: ["positive_data_acceptance" as const, "read_your_writes" as const],
            run: (ctx: TestContext) => sendEncodings(fixtures, operation, ctx),
          },
        ]
      : []),
    {
      name: `${operation.operationId} with a browser's headers`,
      phase: "boundaries",
      checks: ["positive_data_acceptance", "content_type_conformance", "body_integrity"],
      run: (ctx) => sendBrowserHeaders(fixtures, operation, ctx),
    },
  ]);

/** One encoding of a body. */
interface Encoding {
  summary: string;
  /** Why the server must accept it. */
  because: string;
  headers?: Record<string, string>;
  /** Encodes the body. Default: `JSON.stringify`. */
  write?: (body: unknown) => string;
  /** Additional statuses that the server may return. */
  orElse?: number[];
}

const encodings: Encoding[] = [
  {
    summary: "a body with escapes in its keys",
    because: "an escape in a key stands for its character (RFC 8259, 7)",
    write: (body) =>
      JSON.stringify(body).replaceAll(
        /"(\w?)(\w)(\w*)":/g,
        (_, before: string, letter: string, after: string) =>
          `"${before}${toUnicodeEscape(letter)}${after}":`,
      ),
  },
  {
    summary: "a body with escaped slashes",
    because: "an escaped slash is a slash (RFC 8259, 7)",
    write: (body) => JSON.stringify(body).replaceAll("/", String.raw`\/`),
  },
  {
    summary: "a body in ASCII",
    because: "a surrogate pair of escapes is one character (RFC 8259, 7)",
    write: (body) => JSON.stringify(body).replaceAll(/[^ -~]/g, toUnicodeEscape),
  },
  {
    summary: "a body with whitespace between tokens",
    because: "whitespace between JSON tokens is insignificant (RFC 8259, 2)",
    write: (body) => ` \r\n\t${JSON.stringify(body, undefined, "\t")}\r\n `,
  },
  {
    summary: "a chunked body",
    because: "a chunked body is equivalent to one with Content-Length (RFC 9112, 7.1)",
    headers: { "Transfer-Encoding": "chunked" },
    orElse: [411],
  },
];

const toUnicodeEscape = (unit: string) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Equivalent content types: they are case-insensitive, parameters may be quoted, and JSON is always UTF-8. */
const contentTypes: [string, (type: string) => string][] = [
  ["with a charset", (type) => `${type}; charset=utf-8`],
  ["with an uppercase charset", (type) => `${type};charset=UTF-8`],
  ["with a quoted charset", (type) => `${type}; charset="utf-8"`],
  ["with a space before the charset", (type) => `${type} ; charset=utf-8`],
  ["in uppercase", (type) => type.toUpperCase()],
];

function encodingsFor(operation: Operation): Encoding[] {
  const [type = ""] = (operation.requestBody?.name ?? "").split(";");
  const limit = sizeLimit(operation);
  return [
    ...encodings,
    ...contentTypes.map(([how, write]) => ({
      summary: `a body as ${write(type)}`,
      because: `a content type ${how} is equivalent (RFC 9110, 8.3.1)`,
      headers: { "Content-Type": write(type) },
    })),
    ...(limit === undefined
      ? []
      : [
          {
            summary: `a body of ${limit.bytes.toLocaleString("en")} bytes`,
            because: "the body has the maximum size",
            write: (body: unknown) => padTo(limit.bytes, JSON.stringify(body)),
          },
        ]),
  ];
}

/** Pads JSON with trailing spaces to a size in bytes. */
export const padTo = (bytes: number, json: string): string =>
  json + " ".repeat(Math.max(0, bytes - Buffer.byteLength(json)));

async function sendEncodings(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  const resource = fixtures.findUsage(operation)?.resource;
  for (const { summary, because, headers, write = JSON.stringify, orElse = [] } of encodingsFor(operation)) {
    const body = buildUnicodeBody(fixtures, validRequest, ctx);
    const exchange = await ctx.expectStatus(
      { ...validRequest, raw: write(body), summary, ...(headers && { headers }) },
      {
        check: "positive_data_acceptance",
        because,
        statuses: [...successes, ...orElse],
        pointer: operation.requestBody?.pointer ?? operation.pointer,
      },
    );
    if (!resource || !successes.includes(exchange.response.status)) continue;
    const item = readItem(resource, exchange.response.body);
    expectEcho(ctx, fixtures, resource, body, item, exchange, "the response");
  }
  if (fixtures.singletons.has(operation)) await ctx.expectSuccess(validRequest);
}

/** Success statuses. Every response is checked for documented statuses elsewhere. */
const successes = [200, 201, 202, 204];

/** Returns a body whose free texts have characters with several encodings. */
function buildUnicodeBody(
  fixtures: Fixtures,
  { operation, body: validRequest }: Request,
  ctx: TestContext,
): unknown {
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  if (typeof validRequest !== "object" || Array.isArray(validRequest)) return validRequest;
  const body: Record<string, unknown> = { ...validRequest };
  if (fixtures.singletons.has(operation)) {
    if (!fixtures.options.canModifyExisting) return body;
  } else
    for (const name of Object.keys(body).filter((each) => fixtures.values.isUnique(each, operation)))
      body[name] = fixtures.values.createUnique(operation, name, ctx);
  for (const [name, value] of Object.entries(body)) {
    const isReference = fixtures.references.find(operation, name) !== undefined;
    if (typeof value !== "string" || isReference || fixtures.values.isServerDefined(operation, name))
      continue;
    const text = `${fixtures.values.isUnique(name) ? String(body[name]) : value} a/b \u00e9 \u{1f600}`;
    if (fixtures.description.problems(pointer, { ...body, [name]: text }).length === 0) body[name] = text;
  }
  return body;
}

/**
 * Requests HTML without compression, like a browser. The server returns the documented response or 406, and no
 * compressed body.
 */
async function sendBrowserHeaders(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  const headers = { Accept: "text/html", "Accept-Encoding": "identity, *;q=0" };
  const summary = "a request for uncompressed HTML";
  const because = "Accept selects among the available content types (RFC 9110, 12.5.1)";
  const { pointer } = operation;
  if (operation.credentials.length > 0) {
    const { statuses } = ctx.errors.unauthorized(operation);
    await ctx.expectStatus(
      { ...validRequest, key: null, headers, summary: `${summary}, without a key` },
      { check: "ignored_auth", because: "the key is missing", statuses: [...statuses, 406], pointer },
    );
  }
  const exchange = await ctx.expectStatus(
    { ...validRequest, headers, summary },
    { check: "positive_data_acceptance", because, statuses: [...successes, 406], pointer },
  );
  const encoding = exchange.response.headers.get("content-encoding") ?? "identity";
  ctx.assert(encoding === "identity", exchange, {
    check: "body_integrity",
    message: "uses a content coding that the request excludes",
    expected: "an uncompressed body, for Accept-Encoding: identity, *;q=0 (RFC 9110, 12.5.3)",
    actual: `Content-Encoding: ${encoding}`,
    pointer,
  });
}
