import { nowhere } from "../data/nowhere.ts";
import type { Operation } from "../description/operation.ts";
import { fillPath } from "../description/operation.ts";
import { isJson } from "../description/read-operations.ts";
import type { Lane } from "../session/lane.ts";
import { refusalOf, refusals } from "../session/refusal.ts";
import type { Request } from "../session/session.ts";
import type { World } from "../session/world.ts";
import { isRolesApi } from "./examples.ts";
import type { Task } from "./task.ts";

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
        checks: ["malformed_request", "missing_required_header", "positive_data_acceptance"],
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
  ];
};

async function malformedCalls(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  await badEscape(operation, lane, usual);
  await badQuery(operation, lane, usual);
  if (!operation.requestBody) return;
  await oddJson(operation, lane, usual);
  await loneSurrogate(world, operation, lane);
  await notJson(operation, lane, usual);
  await otherTypes(operation, lane, usual);
  await withCharset(lane, await world.request(operation, lane));
  await tooLarge(operation, lane, usual);
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
async function oddJson(operation: Operation, lane: Lane, { body: _, ...usual }: Request): Promise<void> {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const bodies: [string, string][] = [
    ["JSON that is nested 5,000 levels deep", deep(5_000)],
    ["a field that is nested 5,000 levels deep", `{"name":${deep(5_000)}}`],
    ["a number that no computer has", '{"name":1e999}'],
    ["a number of 400 digits", `{"name":${"9".repeat(400)}}`],
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

async function notJson(operation: Operation, lane: Lane, { body: _, ...usual }: Request): Promise<void> {
  const notUtf8 = Uint8Array.from([...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}')]);
  const bodies: [string, string | Uint8Array][] = [
    ["JSON that breaks off", '{"name":'],
    ["JSON in single quotes", "{'name': 'x'}"],
    ["a form", "name=x"],
    ["JSON with a brace too many", '{"name":"x"}}'],
    ["JSON with a comma too many", '{"name":"x",}'],
    ["JSON that is not UTF-8", notUtf8],
  ];
  for (const [tried, raw] of bodies) {
    await lane.expect(
      { ...usual, raw, tried },
      { check: "malformed_request", because: "the body is not JSON", ...refusals.json(operation) },
    );
  }
}

async function otherTypes(operation: Operation, lane: Lane, { body, ...usual }: Request): Promise<void> {
  const raw = JSON.stringify(body);
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml"]) {
    await lane.expect(
      { ...usual, raw, headers: { "Content-Type": type }, tried: `a body as ${type}` },
      {
        check: "malformed_request",
        because: "the body is of another content type",
        ...refusals.mediaType(operation),
      },
    );
  }
  // Without a Content-Type a server may look at the body itself (RFC 9110, 8.3): either is right.
  const refusal = refusals.mediaType(operation);
  await lane.expect(
    { ...usual, raw, headers: { "Content-Type": undefined }, tried: "a body without a Content-Type" },
    {
      check: "missing_required_header",
      because: "the body has no Content-Type",
      pointer: refusal.pointer,
      statuses: [...refusal.statuses, 200, 201, 400, 422, 409],
    },
  );
}

/** JSON has no charset, and one that is named makes no difference (RFC 8259, 11). */
async function withCharset(lane: Lane, usual: Request): Promise<void> {
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  await lane.accept({ ...usual, headers, tried: "a body as application/json; charset=utf-8" });
}

/** Where a body becomes too large is for the implementation to say; that it survives one is not. */
async function tooLarge(operation: Operation, lane: Lane, { body: _, ...usual }: Request): Promise<void> {
  const limit = refusalOf(operation, ["contentTooLarge"], [413]);
  const { statuses } = refusals.body(operation);
  await lane.expect(
    { ...usual, body: { name: "x".repeat(200_000) }, mayBreakOff: true, tried: "a body of 200,000 bytes" },
    {
      check: "malformed_request",
      because: "the body is too large",
      pointer: limit.pointer,
      statuses: [...limit.statuses, ...statuses],
    },
  );
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
  const operation = world.description.operations.find(({ method }) => method === "GET");
  if (!operation) return;
  const values = world.pathOf(operation);
  const base = fillPath(operation.path, values);
  const first = `/${base.split("/")[1] ?? ""}`;
  for (const rawPath of [`${base}/nothing/here/at/all`, `${first}/nothing-is-here`, "/nothing-is-here"]) {
    const request = { operation, rawPath, isElsewhere: true, tried: "a path that does not exist" };
    const exchange = await lane.expect(request, {
      check: "unknown_path",
      statuses: isRolesApi(world) ? [404] : [400, 401, 403, 404, 405],
      because: "there is nothing at this path",
      pointer: "#/info/description",
    });
    if (isRolesApi(world)) expectEnvelope(world, lane, exchange);
  }
}

/** The description of the roles API promises its envelope for what comes from no operation, too. */
function expectEnvelope(world: World, lane: Lane, exchange: Awaited<ReturnType<Lane["ask"]>>): void {
  const { answer, request } = exchange;
  const fallback = request.operation.responses.find(({ status }) => status === "default");
  const media = fallback?.content.find(({ name }) => isJson(name));
  if (answer.failure || !media) return;
  const problems = world.description.problems(media.schemaPointer, answer.body);
  const type = answer.headers.get("content-type") ?? "no Content-Type";
  lane.holds(problems.length === 0 && isJson(type), exchange, {
    check: "unknown_path",
    what: "answers outside of the error envelope",
    expected: '{ "success": false, "error": "…" } as application/json, whatever the path',
    actual: `${type}: ${answer.text.slice(0, 200)}`,
    pointer: media.schemaPointer,
  });
}
