/** What a hostile server can do, and what a client should make of it. */
import { apiKey, type Observation } from "./observe.ts";
import type { Deed } from "./server.ts";
import type { Caller, Setup } from "./subjects.ts";

export interface Probe {
  group: "ids" | "key" | "region" | "redirects" | "time" | "retries" | "answers" | "errors";
  title: string;
  /** What the server does to one request after the other; it may point elsewhere. */
  deeds?: Deed[] | ((elsewhere: string) => Deed[]);
  /** What the client is made with in place of the key and the server's address. */
  setup?: Partial<Setup>;
  act?: (caller: Caller) => Promise<unknown>;
  passes: (seen: Observation) => boolean;
  needsRegions?: true;
  /** It waits for a default time-out. */
  slow?: true;
}

const ok = {
  status: 200,
  body: '{"success":true,"data":{"roles":[],"role":{"id":"r1"},"id":"r1","deleted":true}}',
};
const status = (code: number, headers: Record<string, string> = {}): Deed => ({
  status: code,
  headers,
  body: '{"success":false,"error":"server words"}',
});
const answer = (body: string, code = 200, contentType = "application/json"): Deed => ({
  status: code,
  headers: { "content-type": contentType },
  body,
});
const input = { name: "Auditor", policyIds: ["p1"] };

const list = (caller: Caller) => caller.list();
const create = (caller: Caller) => caller.create(input);
const update = (caller: Caller) => caller.update("r1", input);
const remove = (caller: Caller) => caller.remove("r1");

/** Where libraries put a status. */
const statusOf = ({ error }: Observation): unknown =>
  error?.["status"] ??
  error?.["statusCode"] ??
  (error?.["response"] as { status?: unknown; statusCode?: unknown } | undefined)?.status ??
  (error?.["response"] as { statusCode?: unknown } | undefined)?.statusCode;

const failed = ({ error, value }: Observation) => error !== undefined && value === undefined;
const inTime = ({ error }: Observation) => error?.message !== "The probe's patience ended.";
const failedWith = (code: number) => (seen: Observation) => failed(seen) && statusOf(seen) === code;
const times = (count: number) => (seen: Observation) => seen.got.length === count;
const both =
  (...checks: ((seen: Observation) => boolean)[]) =>
  (seen: Observation) =>
    checks.every((check) => check(seen));
const worked = ({ error }: Observation) => error === undefined;
const showsNoKey = ({ shown }: Observation) => !shown.includes("HOSTILE-SECRET");
const lowerKey = apiKey.toLowerCase();
/** The bytes that an error, or what caused it, keeps of what came: a log shows them as numbers. */
const bytesOf = (error: unknown): string =>
  error instanceof Error
    ? Object.values(error)
        .filter((value) => value instanceof Uint8Array)
        .map((bytes) => Buffer.from(bytes).toString())
        .join("") + bytesOf(error.cause)
    : "";
const reasonIsKept = ({ error }: Observation) =>
  [error, error?.cause].some((one) => (one as { mark?: unknown } | undefined)?.mark === "left");

/** Nothing sent, or the id and only the id at its place. */
const noOtherThing =
  (path: string) =>
  ({ got, error }: Observation) =>
    got.length === 0 ? error !== undefined : got.every(({ url }) => url.toLowerCase() === path.toLowerCase());
const nothingSent = ({ got, error }: Observation) => got.length === 0 && error !== undefined;

const idProbe = (id: string, encoded?: string): Probe => ({
  group: "ids",
  title: `the id ${JSON.stringify(id)} names nothing else`,
  deeds: [ok],
  act: (caller) => caller.removeProject(id),
  passes: encoded === undefined ? nothingSent : noOtherThing(`/v1/projects/${encoded}`),
});

const redirectProbe = (code: number, act: (caller: Caller) => Promise<unknown>, what: string): Probe => ({
  group: "redirects",
  title: `${code} to another origin gets neither the key nor ${what}`,
  deeds: (elsewhere) => [{ status: code, headers: { location: `${elsewhere}/v1/organization/roles` } }],
  act,
  passes: both(failed, ({ elsewhere }) => elsewhere.length === 0),
});

const retried = (first: Deed, act: (caller: Caller) => Promise<unknown>, title: string): Probe => ({
  group: "retries",
  title,
  deeds: [first, ok],
  act,
  passes: both(worked, times(2)),
});

const sentOnce = (first: Deed, act: (caller: Caller) => Promise<unknown>, title: string): Probe => ({
  group: "retries",
  title,
  deeds: [first, ok],
  act,
  passes: both(failed, times(1)),
});

const noSuccess = (title: string, deed: Deed, code = 200): Probe => ({
  group: "answers",
  title: `${title} is an error that keeps the status`,
  deeds: [deed],
  act: list,
  passes: both(failedWith(code), times(1)),
});

const leaves = (ms: number) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(Object.assign(new Error("left"), { mark: "left" })), ms);
  return controller.signal;
};

const refused = (title: string, setup: Partial<Setup>, group: Probe["group"] = "region"): Probe => ({
  group,
  title,
  setup,
  passes: both(({ refusedAtOnce }) => refusedAtOnce, showsNoKey),
});

export const probes: Probe[] = [
  idProbe("p1#", "p1%23"),
  idProbe("p1?x=1", "p1%3Fx%3D1"),
  idProbe("../../p2", "..%2F..%2Fp2"),
  idProbe("..\\p2", "..%5Cp2"),
  idProbe("a/b", "a%2Fb"),
  idProbe("p\n1", "p%0A1"),
  idProbe(".."),
  idProbe("."),
  idProbe(""),
  idProbe(" "),
  idProbe("%2e%2e"),
  idProbe(".%2E"),
  idProbe("%C2%A0"),
  idProbe("%c0%ae%c0%ae"),
  {
    ...idProbe("undefined"),
    title: "an id that is undefined is not sent as a word",
    act: (caller) => caller.removeProject(undefined as never),
  },

  redirectProbe(301, list, "the request"),
  redirectProbe(302, list, "the request"),
  redirectProbe(303, create, "the request"),
  redirectProbe(307, create, "the body"),
  redirectProbe(308, update, "the body"),
  {
    group: "redirects",
    title: "a redirect on the same host is not followed: nobody asked for what is there",
    deeds: [{ status: 307, headers: { location: "/v1/projects/p2" } }, ok],
    act: remove,
    passes: both(failed, times(1)),
  },
  {
    group: "redirects",
    title: "a redirect's error says where to",
    deeds: [{ status: 302, headers: { location: "https://login.example/in" } }],
    act: list,
    passes: both(failed, ({ shown }) => shown.includes("login.example/in")),
  },

  refused("a key with a line break is refused without being shown", { apiKey: `${apiKey}\n` }, "key"),
  refused("a key with a space is refused without being shown", { apiKey: `${apiKey} x` }, "key"),
  refused(
    "http to another machine is refused: the key would be readable",
    { baseUrl: "http://api.example" },
    "key",
  ),
  refused(
    "a base URL that is none is refused when the client is made",
    { baseUrl: "api.confident-ai.com" },
    "key",
  ),
  refused(
    "a base URL with a query is refused when the client is made",
    { baseUrl: "https://x.example/?a=b" },
    "key",
  ),
  {
    group: "key",
    title: "a refusal shows no key",
    deeds: [status(401)],
    act: list,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a lost connection shows no key",
    deeds: ["reset"],
    act: create,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a time-out shows no key",
    deeds: ["hang"],
    act: (caller) => caller.create(input, { timeoutMs: 200 }),
    passes: both(failed, inTime, showsNoKey),
  },
  {
    group: "key",
    title: "a server that repeats the key in an error gets it shown to nobody",
    deeds: [answer(`{"success":false,"error":"bad key ${apiKey}"}`, 401)],
    act: list,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a server that repeats the key in a header gets it shown to nobody",
    deeds: [{ status: 401, headers: { "x-echo": apiKey, "x-request-id": apiKey }, body: "{}" }],
    act: list,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a page that repeats the key gets it shown to nobody",
    deeds: [answer(`<p>${apiKey}</p>`, 200, "text/html")],
    act: list,
    passes: both(failed, showsNoKey),
  },

  refused(
    "a base URL that is not encrypted and has the key in it is refused without being shown",
    { baseUrl: `http://api.example/${apiKey}` },
    "key",
  ),
  {
    group: "key",
    title: "a server that repeats the key where HTTP should be gets it shown to nobody",
    deeds: [{ bytes: `${apiKey}\r\n\r\n` }],
    act: create,
    passes: both(failed, showsNoKey, ({ error }) => !bytesOf(error).includes(apiKey)),
  },
  {
    group: "key",
    title: "a server that repeats the key in the name of a header gets it shown to nobody",
    deeds: [{ status: 401, headers: { [`x-${lowerKey}`]: "1" }, body: "{}" }],
    setup: { apiKey: lowerKey },
    act: list,
    passes: both(failed, ({ shown }) => !shown.includes(lowerKey)),
  },

  {
    ...refused("an unknown region is refused", { region: "JP" }),
    needsRegions: true,
    setup: { region: "JP", baseUrl: undefined as never },
  },
  {
    ...refused("a region in lower case is not taken for another", { region: "eu" }),
    needsRegions: true,
    setup: { region: "eu", baseUrl: undefined as never },
  },
  {
    ...refused("a region that the key contradicts is refused", {}),
    needsRegions: true,
    setup: { region: "US", apiKey: "confident_eu_org_HOSTILE-SECRET", baseUrl: undefined as never },
  },
  {
    ...refused("a host that the key contradicts is refused", {}),
    needsRegions: true,
    setup: { apiKey: "confident_eu_org_HOSTILE-SECRET", baseUrl: "https://api.confident-ai.com" },
  },
  {
    ...refused("a host that the key contradicts is refused with a dot at its end too", {}),
    needsRegions: true,
    setup: { apiKey: "confident_eu_org_HOSTILE-SECRET", baseUrl: "https://api.confident-ai.com./" },
  },

  {
    group: "time",
    title: "a server that never answers is given up by default",
    deeds: ["hang"],
    act: create,
    passes: both(failed, inTime),
    slow: true,
  },
  {
    group: "time",
    title: "a body that never ends is given up by default",
    deeds: ["hang in body"],
    act: create,
    passes: both(failed, inTime),
    slow: true,
  },
  {
    group: "time",
    title: "a time-out covers the body",
    deeds: ["hang in body"],
    act: (caller) => caller.list({ timeoutMs: 300 }),
    passes: both(failed, ({ ms }) => ms < 3000),
  },
  {
    group: "time",
    title: "a time-out covers a body that trickles",
    deeds: ["trickle"],
    act: (caller) => caller.create(input, { timeoutMs: 300 }),
    passes: both(failed, ({ ms }) => ms < 3000),
  },
  {
    group: "time",
    title: "a time-out is the whole call's, retries included",
    deeds: [status(503)],
    act: (caller) => caller.list({ timeoutMs: 250 }),
    passes: both(failed, ({ ms }) => ms < 450),
  },
  {
    group: "time",
    title: "an abort is obeyed at once, and keeps its reason",
    deeds: ["hang"],
    act: (caller) => caller.list({ signal: leaves(150) }),
    passes: both(failed, reasonIsKept, ({ ms }) => ms < 1000),
  },
  {
    group: "time",
    title: "an abort is obeyed in a body, and keeps its reason",
    deeds: ["hang in body"],
    act: (caller) => caller.list({ signal: leaves(150) }),
    passes: both(failed, reasonIsKept, ({ ms }) => ms < 1000),
  },
  {
    group: "time",
    title: "an abort is obeyed in back-off, and keeps its reason",
    deeds: [status(429, { "retry-after": "8" }), ok],
    act: (caller) => caller.list({ signal: leaves(300) }),
    passes: both(failed, reasonIsKept, times(1), ({ ms }) => ms < 1500),
  },
  {
    group: "time",
    title: "a change of protocol is an error at once",
    deeds: [{ bytes: "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n" }],
    act: (caller) => caller.create(input, { timeoutMs: 3000 }),
    passes: both(failed, ({ ms }) => ms < 1000),
  },
  {
    group: "time",
    title: "an abort before the call sends nothing",
    deeds: [ok],
    act: (caller) =>
      caller.create(input, { signal: AbortSignal.abort(Object.assign(new Error("left"), { mark: "left" })) }),
    passes: both(nothingSent, reasonIsKept),
  },

  retried(status(503), list, "GET is tried again after 503"),
  retried(status(500), list, "GET is tried again after 500"),
  retried(status(502), update, "PUT is tried again after 502"),
  retried(status(504), remove, "DELETE is tried again after 504"),
  retried(status(408), list, "GET is tried again after 408"),
  retried("reset", list, "GET is tried again after a lost connection"),
  retried("reset", remove, "DELETE is tried again after a lost connection"),
  retried(
    { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\nContent-Type: application/json\r\n\r\n{"success"' },
    list,
    "GET is tried again after a body that broke off",
  ),
  retried(status(429, { "retry-after": "0" }), create, "POST is tried again after 429"),
  retried(status(503, { "retry-after": "0" }), create, "POST is tried again after 503 with Retry-After"),
  sentOnce("reset", create, "POST whose answer was lost is sent once"),
  sentOnce(status(500), create, "POST is sent once where the answer is 500"),
  sentOnce(status(502), create, "POST is sent once where the answer is 502"),
  sentOnce(status(504), create, "POST is sent once where the answer is 504"),
  sentOnce(
    { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\nContent-Type: application/json\r\n\r\n{"success"' },
    create,
    "POST whose answer broke off is sent once",
  ),
  sentOnce(status(409), update, "PUT is sent once where the answer is 409"),
  sentOnce(status(404), remove, "DELETE is sent once where the answer is 404"),
  {
    ...retried(status(429, { "retry-after": "1" }), list, "Retry-After in seconds is waited for"),
    passes: both(
      worked,
      ({ got: [a, b] }) => a !== undefined && b !== undefined && b.at - a.at > 950 && b.at - a.at < 4000,
    ),
  },
  {
    ...retried("hang", list, "Retry-After as a date is waited for"),
    deeds: () => [status(503, { "retry-after": new Date(Date.now() + 2500).toUTCString() }), ok],
    passes: both(
      worked,
      ({ got: [a, b] }) => a !== undefined && b !== undefined && b.at - a.at > 900 && b.at - a.at < 5000,
    ),
  },
  {
    group: "retries",
    title: "Retry-After of an hour fails at once and says when to come back",
    deeds: [status(429, { "retry-after": "3600" }), ok],
    act: list,
    passes: both(
      failedWith(429),
      times(1),
      ({ ms }) => ms < 2000,
      ({ shown, error }) => error?.["retryAt"] !== undefined || /retry-after/i.test(shown),
    ),
  },
  {
    ...retried(status(503, { "retry-after": "soon" }), list, "Retry-After that is nonsense does no harm"),
    passes: both(worked, times(2), ({ ms }) => ms < 5000),
  },
  {
    group: "retries",
    title: "an outage is not fed: 40 calls that all fail send 60 requests at most",
    deeds: [status(503)],
    act: async (caller) => {
      const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => caller.list()));
      if (outcomes.every((outcome) => outcome.status === "rejected")) throw new Error("all failed");
    },
    passes: both(failed, inTime, ({ got }) => got.length >= 40 && got.length <= 60),
  },

  noSuccess("a login page with status 200", answer("<html>Log in</html>", 200, "text/html")),
  noSuccess("a login page that says it is JSON", answer("<html>Log in</html>")),
  noSuccess("an empty 200", answer("")),
  noSuccess("JSON that was cut", answer('{"success":true,"data":{"ro')),
  noSuccess("a list", answer("[]")),
  noSuccess("null", answer("null")),
  noSuccess("an object of another API", answer('{"items":[]}')),
  noSuccess("a success without data", answer('{"success":true}')),
  noSuccess("a success whose roles are no list", answer('{"success":true,"data":{"roles":null}}')),
  noSuccess("a success whose roles are null", answer('{"success":true,"data":{"roles":[null]}}')),
  noSuccess("success: false under 200", answer('{"success":false,"error":"no"}')),
  noSuccess("a GET without content", { status: 204 }, 204),
  { ...noSuccess("a deletion that does not say so", answer('{"success":true,"data":{}}')), act: remove },
  {
    group: "answers",
    title: "a body of 80 MB is not read to its end",
    deeds: ["flood"],
    act: (caller) => caller.create(input, { timeoutMs: 20_000 }),
    passes: both(failedWith(200)),
  },
  {
    group: "answers",
    title: "201 is a success",
    deeds: [answer('{"success":true,"data":{"role":{"id":"r1"}}}', 201)],
    act: create,
    passes: ({ value }) => (value as { id?: string } | undefined)?.id === "r1",
  },
  {
    group: "answers",
    title: "204 is a success of DELETE",
    deeds: [{ status: 204 }],
    act: remove,
    passes: worked,
  },
  {
    group: "answers",
    title: "fields that nobody knew of pass through",
    deeds: [answer('{"success":true,"data":{"role":{"id":"r1","new":{"a":1}}}}')],
    act: create,
    passes: ({ value }) => (value as { new?: { a?: number } } | undefined)?.new?.a === 1,
  },
  {
    group: "answers",
    title: "`__proto__` in an answer changes nothing",
    deeds: [
      answer('{"success":true,"__proto__":{"polluted":1},"data":{"__proto__":{"polluted":1},"roles":[]}}'),
    ],
    act: list,
    passes: both(worked, () => !("polluted" in {})),
  },

  {
    group: "errors",
    title: "409 keeps its status and the server's words",
    deeds: [status(409)],
    act: create,
    passes: both(failedWith(409), ({ shown }) => shown.includes("server words")),
  },
  {
    group: "errors",
    title: "an empty 404 is an error with its status",
    deeds: [{ status: 404 }],
    act: list,
    passes: failedWith(404),
  },
  {
    group: "errors",
    title: "a page with 403 is an error with its status",
    deeds: [answer("<h1>Forbidden</h1>", 403, "text/html")],
    act: list,
    passes: failedWith(403),
  },
  {
    group: "errors",
    title: "an error that is `null` is an error with its status",
    deeds: [answer("null", 400)],
    act: list,
    passes: failedWith(400),
  },
  {
    group: "errors",
    title: "an error in another shape is an error with its status",
    deeds: [answer('{"error":{"code":1}}', 422)],
    act: create,
    passes: failedWith(422),
  },
  {
    group: "errors",
    title: "an error that is nested too deep to be written again is an error with its status",
    deeds: [answer(`{"success":false,"x":${"[".repeat(1e5)}${"]".repeat(1e5)}}`, 409)],
    act: create,
    passes: both(failedWith(409), times(1)),
  },
  {
    group: "errors",
    title: "the status 000 is an error, and no redirect",
    deeds: [{ bytes: "HTTP/1.1 000 X\r\nContent-Length: 2\r\n\r\n{}" }],
    act: create,
    passes: both(failed, inTime, times(1), ({ error }) => !error?.message.includes("redirect")),
  },
  {
    group: "errors",
    title: "a status that nobody knew of is an error with its status",
    deeds: [status(418)],
    act: list,
    passes: failedWith(418),
  },
  {
    group: "errors",
    title: "an error's message steers no terminal and forges no log line",
    deeds: [answer('{"success":false,"error":"x\\u001b[2J\\r\\nFATAL: forged"}', 400)],
    act: list,
    passes: both(
      failed,
      ({ error }) => error !== undefined && ![...error.message].some((sign) => sign < " "),
    ),
  },
  {
    group: "errors",
    title: "an error's message is not a megabyte",
    deeds: [answer(`{"success":false,"error":"${"x".repeat(1e6)}"}`, 400)],
    act: list,
    passes: both(failed, ({ error }) => (error?.message.length ?? 0) < 10_000),
  },
  {
    group: "errors",
    title: "the request's id is kept",
    deeds: [status(409, { "x-request-id": "req-77" })],
    act: create,
    passes: both(failed, ({ shown }) => shown.includes("req-77")),
  },
  {
    group: "errors",
    title: "what is no HTTP is an error",
    deeds: [{ bytes: "\x00\x01\x02 this is not HTTP\r\n\r\n" }],
    act: create,
    passes: both(failed, inTime, times(1)),
  },
  {
    group: "errors",
    title: "headers without end are an error",
    deeds: [{ bytes: `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(200_000)}\r\n\r\n{}` }],
    act: create,
    passes: both(failed, inTime, times(1)),
  },
];
