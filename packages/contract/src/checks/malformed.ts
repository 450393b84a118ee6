import { nowhere } from "../data/nowhere.ts";
import type { Operation } from "../description/operation.ts";
import { fillPath } from "../description/operation.ts";
import { isJson } from "../description/read-operations.ts";
import type { Lane } from "../session/lane.ts";
import { refusalOf, refusals, sizeLimit } from "../session/refusal.ts";
import type { Exchange, Request } from "../session/session.ts";
import type { World } from "../session/world.ts";
import { expectNothingNew } from "./boundaries.ts";
import { isRolesApi } from "./examples.ts";
import type { Task } from "./task.ts";
import { paddedTo } from "./writings.ts";

/** What is no well-formed call: broken bodies, other content types, bad paths, methods that are not there. */
export const malformed = (world: World): Task[] => {
  const { operations } = world.description;
  const paths = [...new Set(operations.map(({ path }) => path))];
  return [
    ...operations
      .filter(
        ({ method, requestBody, parameters }) =>
          method === "GET" || requestBody || parameters.some((each) => each.in === "path"),
      )
      .map((operation): Task => ({
        name: `malformed calls of ${operation.operationId}`,
        phase: "boundaries",
        checks: ["malformed_request", "refusal_changes_nothing"],
        run: (lane) => malformedCalls(world, operation, lane),
      })),
    ...paths.map((path): Task => ({
      name: `other methods of ${path}`,
      phase: "boundaries",
      checks: ["unsupported_method"],
      run: (lane) => otherMethods(world, path, lane),
    })),
    {
      name: "paths that do not exist",
      phase: "boundaries",
      checks: ["unknown_path"],
      run: (lane) => unknownPaths(world, lane),
    },
    {
      name: "bodies without a Content-Type",
      phase: "boundaries",
      checks: ["missing_required_header"],
      run: (lane) => withoutType(world, lane),
    },
    ...(isRolesApi(world)
      ? [
          {
            name: "headers that are too large",
            phase: "boundaries" as const,
            checks: ["malformed_request" as const],
            run: (lane: Lane) => largeHeaders(world, lane),
          },
        ]
      : []),
  ];
};

async function malformedCalls(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  await badEscape(operation, lane, usual);
  await badQuery(operation, lane, usual);
  if (!operation.requestBody) return;
  const resource = world.about(operation)?.resource;
  const before = resource?.list ? (await world.listed(resource, lane)).items : [];
  await oddJson(operation, lane, usual);
  await loneSurrogate(world, operation, lane);
  await notJson(operation, lane, usual);
  await otherTypes(operation, lane, usual);
  await tooLarge(operation, lane, usual);
  if (resource?.list) await expectNothingNew(world, operation, lane, before, [usual.body], usual);
}

async function badEscape(operation: Operation, lane: Lane, usual: Request): Promise<void> {
  if (!operation.path.includes("{")) return;
  const last = operation.path.lastIndexOf("{");
  const rawPath = `${fillPath(operation.path.slice(0, last), usual.path ?? {})}%zz`;
  const tail = operation.path.slice(operation.path.indexOf("}", last) + 1);
  await lane.expect(
    { ...usual, rawPath: rawPath + tail, tried: "a bad percent escape in the path" },
    { check: "malformed_request", because: "%zz is no percent escape", ...refusals.url(operation) },
  );
}

/** What a query means that the description does not know it leaves open; that somebody falls over it, it does not. */
async function badQuery(operation: Operation, lane: Lane, usual: Request): Promise<void> {
  if (operation.method !== "GET") return;
  const rawPath = `${fillPath(operation.path, usual.path ?? {})}?nothing[]=%zz&%`;
  await lane.ask({ ...usual, rawPath, tried: "bad percent escapes in the query" });
}

/** JSON that breaks the schema, and that some parsers or databases fall over before they see that. */
async function oddJson(operation: Operation, lane: Lane, { body, ...usual }: Request): Promise<void> {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const withField = (key: string, value: string) => `${JSON.stringify(body).slice(0, -1)},"${key}":${value}}`;
  const bodies: [string, string][] = [
    ["JSON that is nested 5,000 levels deep", deep(5_000)],
    ["a field that is nested 5,000 levels deep", `{"name":${deep(5_000)}}`],
    ["a number that no computer has", '{"name":1e999}'],
    ["a number of 400 digits", `{"name":${"9".repeat(400)}}`],
    ["a number that no computer has, in an unknown field", withField("unexpected", "1E400")],
    ["an unknown field with a null character in its name", withField(String.raw`un\u0000expected`, "1")],
    ["an unknown field with control characters in its name", withField(String.raw`\u001b[31m\r\n`, "1")],
    ["an unknown field with half a character in its name", withField(String.raw`un\ud83cexpected`, "1")],
  ];
  const { statuses, pointer } = refusals.body(operation);
  const all = [...statuses, ...refusals.json(operation).statuses, 413];
  for (const [tried, raw] of bodies) {
    await lane.expect(
      { ...usual, raw, tried },
      { check: "malformed_request", because: "the body breaks its schema", statuses: all, pointer },
    );
  }
}

/** Half a character is no text, and whether it is taken is left open. */
async function loneSurrogate(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  if (typeof usual.body !== "object" || world.isSingleton(operation)) return;
  const texts = Object.entries(usual.body ?? {}).filter(([, value]) => typeof value === "string");
  for (const [name, value] of texts) {
    const body = { ...usual.body, [name]: `${value}\ud83c` };
    await lane.ask({ ...usual, body, tried: `half a character in ${name}` });
  }
}

async function notJson(operation: Operation, lane: Lane, { body, ...usual }: Request): Promise<void> {
  const json = JSON.stringify(body);
  const open = json.slice(0, -1);
  const notUtf8 = Uint8Array.from([...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}')]);
  const bodies: [string, string | Uint8Array][] = [
    ["JSON that breaks off", open],
    ["JSON in single quotes", json.replaceAll('"', "'")],
    ["JSON with keys without quotes", json.replaceAll(/"(\w+)":/g, "$1:")],
    ["a form", "name=x"],
    ["JSON with a brace too many", `${json}}`],
    ["JSON with text after it", `${json} and more`],
    ["JSON twice", json + json],
    ["JSON with a comma too many", `${open},}`],
    ["JSON with a comment", `${json}// a comment`],
    ["JSON with a number that is none", `${open},"unexpected":NaN}`],
    ["JSON with a line break in a text", `${open},"unexpected":"a\nb"}`],
    ["JSON that is not UTF-8", notUtf8],
  ];
  for (const [tried, raw] of bodies) {
    await lane.expect(
      { ...usual, raw, tried },
      { check: "malformed_request", because: "the body is not JSON", ...refusals.json(operation) },
    );
  }
}

const otherTypeNames = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "application/xml",
  // Types that begin as the documented one does are other types.
  "application/json-patch+json",
  "application/jsonp",
];

async function otherTypes(operation: Operation, lane: Lane, { body, ...usual }: Request): Promise<void> {
  const raw = JSON.stringify(body);
  const documented = operation.requestBody?.name;
  for (const type of otherTypeNames.filter((name) => name !== documented)) {
    await lane.expect(
      { ...usual, raw, headers: { "Content-Type": type }, tried: `a body as ${type}` },
      {
        check: "malformed_request",
        because: "the body is of another content type",
        ...refusals.mediaType(operation),
      },
    );
  }
}

/** Without a Content-Type a server may look at the body itself (RFC 9110, 8.3): either is right, everywhere or nowhere. */
async function withoutType(world: World, lane: Lane): Promise<void> {
  const exchanges: Exchange[] = [];
  for (const operation of world.description.operations) {
    if (!operation.requestBody) continue;
    const { body, ...usual } = await world.request(operation, lane);
    const refusal = refusals.mediaType(operation);
    exchanges.push(
      await lane.expect(
        {
          ...usual,
          raw: JSON.stringify(body),
          headers: { "Content-Type": undefined },
          tried: "a body without a Content-Type",
        },
        {
          check: "missing_required_header",
          because: "the body has no Content-Type",
          pointer: refusal.pointer,
          statuses: [...refusal.statuses, 200, 201, 400, 422, 409],
        },
      ),
    );
  }
  const refused = exchanges.find(({ answer }) => answer.status === 415);
  for (const exchange of exchanges.filter(({ answer }) => answer.status < 300)) {
    lane.holds(refused === undefined, exchange, {
      check: "missing_required_header",
      what: "takes a body without a Content-Type, which other operations refuse",
      expected: "the same in every operation, as all document the same refusal",
      actual: `status ${exchange.answer.status}`,
      pointer: refusals.mediaType(exchange.request.operation).pointer,
      ...(refused && { after: [refused] }),
    });
  }
}

/** Where no number says from where on a body is too large, it is for the implementation to say; that it survives one is not. */
async function tooLarge(operation: Operation, lane: Lane, { body, ...usual }: Request): Promise<void> {
  const { statuses, pointer } = refusalOf(operation, ["contentTooLarge"], [413]);
  const because = "the body is too large";
  await lane.expect(
    { ...usual, body: { name: "x".repeat(200_000) }, mayBreakOff: true, tried: "a body of 200,000 bytes" },
    {
      check: "malformed_request",
      because,
      pointer,
      statuses: [...statuses, ...refusals.body(operation).statuses],
    },
  );
  const limit = sizeLimit(operation);
  if (limit === undefined) return;
  const raw = paddedTo(limit.bytes + 1, JSON.stringify(body));
  const tried = "a body of one byte more than it may have";
  const refusal = { check: "malformed_request" as const, because, ...limit.refusal };
  await lane.expect({ ...usual, raw, mayBreakOff: true, tried }, refusal);
  await lane.expect(
    {
      ...usual,
      raw,
      headers: { "Transfer-Encoding": "chunked" },
      mayBreakOff: true,
      tried: `${tried}, in chunks`,
    },
    { ...refusal, statuses: [...limit.refusal.statuses, 411] },
  );
}

/** How large headers may be is not said, but how they are refused is. */
async function largeHeaders(world: World, lane: Lane): Promise<void> {
  const operation = world.description.operations.find(({ method }) => method === "GET");
  if (!operation) return;
  for (const [size, kilobytes] of [
    ["20 KB", 20],
    ["2 MB", 2_000],
  ] as const) {
    const exchange = await lane.expect(
      {
        operation,
        path: world.pathOf(operation),
        headers: { "X-Padding": "x".repeat(kilobytes * 1_000) },
        fresh: true,
        isElsewhere: true,
        mayBreakOff: true,
        tried: `headers of ${size}`,
      },
      {
        check: "malformed_request",
        because: "the headers are too large",
        statuses: [200, 431],
        pointer: "#/info/description",
      },
    );
    if (exchange.answer.status >= 400) expectEnvelope(world, lane, exchange, "malformed_request");
  }
}

/** Methods that may do harm where the description does not tell what they do are tried on this machine alone. */
async function otherMethods(world: World, path: string, lane: Lane): Promise<void> {
  const here = world.description.operations.filter((operation) => operation.path === path);
  const [operation] = here;
  if (!operation) return;
  const known = here.map(({ method }) => method);
  const harmful = world.options.mayChangeWhatIsThere ? ["POST", "PUT", "DELETE", "PATCH"] : [];
  const values = { ...world.pathOf(operation) };
  for (const name of Object.keys(values))
    values[name] = world.shared[name] ?? nowhere(world.description, operation, name);
  for (const method of ["GET", "HEAD", "OPTIONS", "TRACE", ...harmful]) {
    if (known.includes(method)) continue;
    const sends = ["POST", "PUT", "PATCH"].includes(method);
    const request = {
      operation,
      method,
      path: values,
      tried: `${method} on a path that has ${known.join(", ")}`,
      ...(sends && { body: {} }),
    };
    await otherMethod(world, lane, { ...request, isElsewhere: !documents405(operation) }, known);
    for (const each of here) world.session.settings.coverage.answered(each, defaultOf(each));
  }
}

/** Whether the description says how a 405 looks. */
const documents405 = ({ responses }: Operation) =>
  responses.some(({ status }) => ["405", "4XX", "default"].includes(status));

const defaultOf = ({ responses }: Operation) => responses.find(({ status }) => status === "default")?.status;

async function otherMethod(
  world: World,
  lane: Lane,
  request: Request & { method: string },
  known: string[],
): Promise<void> {
  const { operation, method } = request;
  const fallback = operation.responses.find(({ status }) => status === "405" || status === "default");
  const pointer = fallback?.pointer ?? operation.pointer;
  // HTTP lets HEAD be answered where GET is, and OPTIONS everywhere (RFC 9110, 9.3); proxies answer TRACE as they like.
  const free =
    {
      HEAD: known.includes("GET") ? [200, 204, 400, 401, 404] : [],
      OPTIONS: [200, 204],
      TRACE: [400, 403, 404, 501],
    }[method] ?? [];
  const missing = operation.path.includes("{") ? [404] : [];
  const exchange = await lane.expect(request, {
    check: "unsupported_method",
    statuses: [405, ...free, ...(method === "HEAD" ? missing : [])],
    because: `the path has no ${method}`,
    pointer,
  });
  const { status, headers, failure } = exchange.answer;
  if (failure || status !== 405) return;
  const allow = headers.get("allow");
  const allowed = (allow ?? "").split(",").map((each) => each.trim().toUpperCase());
  const isRight = known.every((each) => allowed.includes(each)) && !allowed.includes(method);
  lane.holds(isRight, exchange, {
    check: "unsupported_method",
    what: allow === null ? "answers 405 without Allow" : "answers 405 with an Allow that is not true",
    expected: `Allow: ${known.join(", ")} (RFC 9110, 15.5.6)`,
    actual: allow === null ? "no Allow" : `Allow: ${allow}`,
    pointer: isRolesApi(world) ? "#/components/headers/Allow" : pointer,
  });
}

async function unknownPaths(world: World, lane: Lane): Promise<void> {
  const reads = world.description.operations.filter(({ method }) => method === "GET");
  const [operation] = reads;
  if (!operation) return;
  const base = fillPath(operation.path, world.pathOf(operation));
  const first = `/${base.split("/")[1] ?? ""}`;
  const unknown: [Operation, string][] = [
    [operation, `${base}/nothing/here/at/all`],
    [operation, `${first}/nothing-is-here`],
    [operation, "/nothing-is-here"],
    ...(isRolesApi(world) ? reads.flatMap((read) => nearPaths(world, read)) : []),
  ];
  for (const [about, rawPath] of unknown) {
    const request = { operation: about, rawPath, isElsewhere: true, tried: "a path that does not exist" };
    const exchange = await lane.expect(request, {
      check: "unknown_path",
      statuses: isRolesApi(world) ? [404] : [400, 401, 403, 404, 405],
      because: "there is nothing at this path",
      pointer: "#/info/description",
    });
    if (isRolesApi(world) && exchange.answer.status >= 400)
      expectEnvelope(world, lane, exchange, "unknown_path");
  }
}

/** Paths that are nearly the operation's: with a slash more, or in capitals (RFC 3986, 6.2.2.1: they are other paths). */
function nearPaths(world: World, operation: Operation): [Operation, string][] {
  const values = world.pathOf(operation);
  const last = operation.path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "";
  const inCapitals = operation.path.replace(`/${last}`, `/${last.toUpperCase()}`);
  return [
    [operation, `${fillPath(operation.path, values)}/`],
    [operation, fillPath(inCapitals, values)],
  ];
}

/** The description of the roles API promises its envelope for what comes from no operation, too. */
function expectEnvelope(
  world: World,
  lane: Lane,
  exchange: Exchange,
  check: "unknown_path" | "malformed_request",
): void {
  const { answer, request } = exchange;
  const fallback = request.operation.responses.find(({ status }) => status === "default");
  const media = fallback?.content.find(({ name }) => isJson(name));
  if (answer.failure || !media) return;
  const problems = world.description.problems(media.schemaPointer, answer.body);
  const type = answer.headers.get("content-type") ?? "no Content-Type";
  lane.holds(problems.length === 0 && isJson(type), exchange, {
    check,
    what: "answers outside of the error envelope",
    expected: '{ "success": false, "error": "…" } as application/json, whatever the path',
    actual: `${type}: ${answer.text.slice(0, 200)}`,
    pointer: "#/info/description",
  });
}
