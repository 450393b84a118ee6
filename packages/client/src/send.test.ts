import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type CallOptions,
  type Client,
  type ClientEvent,
  type ClientOptions,
  ConfigurationError,
  type Fetch,
} from "./index.ts";
import { apiKey, clientOf, problemOf, recording, sequence } from "./given.test-support.ts";

const good = () =>
  Response.json({ success: true, data: { projects: [], project: {}, role: {}, id: "p", deleted: true } });
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ success: false, error: "no" }, { status: code, headers });
const fault = (code?: string, why?: string) => () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error(why), { code }) });
};
const input = { name: "n", policyIds: [] };

const calls: Record<
  "GET" | "PUT" | "DELETE" | "POST",
  (client: Client, options?: CallOptions) => Promise<unknown>
> = {
  GET: (client, options) => client.projects.list(options),
  PUT: (client, options) => client.project("p").update({ name: "n" }, options),
  DELETE: (client, options) => client.project("p").delete(options),
  POST: (client, options) => client.organization.roles.create(input, options),
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What a call comes to when its waits are skipped, and how long they were. */
async function outcomeOf(
  call: Promise<unknown>,
): Promise<{ error?: Error & Record<string, unknown>; ms: number }> {
  const started = performance.now();
  let end: number | undefined;
  const outcome = call
    .then(
      () => ({}),
      (error) => ({ error }),
    )
    .finally(() => (end = performance.now()));
  // oxlint-disable-next-line no-unmodified-loop-condition -- `finally` modifies it.
  while (end === undefined) await vi.advanceTimersByTimeAsync(1);
  return { ...(await outcome), ms: end - started };
}

describe("a retry", () => {
  it.each(["GET", "PUT", "DELETE"] as const)("of %s follows a fault and what may pass", async (method) => {
    for (const first of [
      fault(),
      status(408),
      status(429),
      status(500),
      status(502),
      status(503),
      status(504),
    ]) {
      const fetch = sequence(first, good);
      expect(await outcomeOf(calls[method](clientOf(fetch)))).toEqual({ ms: 125 });
      expect(fetch.count).toBe(2);
    }
  });

  it.each([400, 401, 403, 404, 409, 413, 415, 422, 501, 505])("does not follow %i", async (code) => {
    const fetch = sequence(status(code), good);
    expect((await outcomeOf(calls.GET(clientOf(fetch)))).error).toMatchObject({ status: code, attempts: 1 });
    expect(fetch.count).toBe(1);
  });

  it("of POST follows what was provably not done", async () => {
    const refused = [
      "ECONNREFUSED",
      "ENOTFOUND",
      "EAI_AGAIN",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "UND_ERR_CONNECT_TIMEOUT",
      "ConnectionRefused",
      "FailedToOpenSocket",
    ];
    const denos = [
      "error sending request: client error (Connect): tcp connect error: Connection refused",
      "dns error: no record",
    ];
    const firsts = [
      ...refused.map((code) => fault(code)),
      fault("EHOSTUNREACH", "connect EHOSTUNREACH 192.0.2.1:443"),
      ...denos.map((message) => () => {
        throw new TypeError(message);
      }),
      status(429),
      status(503, { "retry-after": "0" }),
    ];
    for (const first of firsts) {
      const fetch = sequence(first, good);
      expect((await outcomeOf(calls.POST(clientOf(fetch)))).error).toBeUndefined();
      expect(fetch.count).toBe(2);
    }
  });

  it("of POST does not follow what may have been done", async () => {
    const reset = [
      fault("ECONNRESET"),
      fault("XECONNREFUSED"),
      fault("ECONNREFUSEDX"),
      fault("UND_ERR_SOCKET"),
      // The connection was there already.
      fault("EHOSTUNREACH", "read EHOSTUNREACH"),
      fault("ENETUNREACH", "write ENETUNREACH"),
      fault(),
      () => {
        throw null;
      },
    ];
    const later = { "retry-after": "0" };
    const failed = [408, 500, 502, 503, 504].map((each) => status(each));
    for (const first of [...reset, ...failed, status(500, later), status(502, later)]) {
      const fetch = sequence(first, good);
      expect((await outcomeOf(calls.POST(clientOf(fetch)))).error).toMatchObject({ attempts: 1 });
      expect(fetch.count).toBe(1);
    }
  });

  it("of POST with an idempotency key is like one of PUT, with the same key", async () => {
    const keys: unknown[] = [];
    const answers = sequence(fault("ECONNRESET"), status(500), good);
    const fetch: Fetch = (url, init) => {
      keys.push((init.headers as Record<string, string>)["idempotency-key"]);
      return answers(url, init);
    };
    expect((await outcomeOf(calls.POST(clientOf(fetch), { idempotencyKey: "k1" }))).error).toBeUndefined();
    expect(keys).toEqual(["k1", "k1", "k1"]);
  });

  it("takes a client's idempotency keys for POST alone, a new one for each call", async () => {
    let made = 0;
    const { sent, client } = recording(
      { success: true, data: { projects: [], role: {} } },
      { idempotencyKey: () => `k${++made}` },
    );
    await calls.POST(client);
    await calls.POST(client);
    await calls.GET(client);
    await calls.GET(client, { idempotencyKey: "own" });
    expect(sent.map(({ headers }) => (headers as Record<string, string>)["idempotency-key"])).toEqual([
      "k1",
      "k2",
      undefined,
      "own",
    ]);
  });

  it("follows a body that broke off, but no POST's", async () => {
    const cut = () =>
      new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError("terminated")) }));
    const fetch = sequence(cut, good);
    expect((await outcomeOf(calls.GET(clientOf(fetch)))).error).toBeUndefined();
    expect((await outcomeOf(calls.POST(clientOf(sequence(cut, good))))).error).toMatchObject({
      kind: "answer",
    });
    const page = sequence(() => new Response("<html>"), good);
    expect((await outcomeOf(calls.GET(clientOf(page)))).error).toMatchObject({ kind: "answer", attempts: 1 });
  });

  it("waits up to twice as long each time, by chance, and never more than 8 s", async () => {
    vi.mocked(Math.random).mockReturnValue(0.999_999);
    const delays: number[] = [];
    const onEvent = (event: ClientEvent) => event.type === "retry" && delays.push(Math.round(event.delayMs));
    await outcomeOf(calls.GET(clientOf(sequence(status(500)), { retries: 8, deadlineMs: 90_000, onEvent })));
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it("waits as long as Retry-After says, in both forms", async () => {
    expect(
      (await outcomeOf(calls.POST(clientOf(sequence(status(429, { "retry-after": "7" }), good))))).ms,
    ).toBe(7000);
    const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 5000).toUTCString();
    const { ms } = await outcomeOf(calls.GET(clientOf(sequence(status(503, { "retry-after": at }), good))));
    expect(ms).toBeGreaterThan(4000);
    expect(ms).toBeLessThan(6001);
  });

  it("fails at once where Retry-After lies past the deadline, and says when to come back", async () => {
    const fetch = sequence(status(429, { "retry-after": "3600" }), good);
    const { error, ms } = await outcomeOf(calls.GET(clientOf(fetch)));
    expect(ms).toBeLessThan(2);
    expect(error).toMatchObject({ name: "TooManyRequestsError", attempts: 1 });
    expect(Number(error?.["retryAt"]) - Date.now()).toBeGreaterThan(3_590_000);
    expect(fetch.count).toBe(1);
  });

  it("happens twice unless told otherwise, by the client or the call", async () => {
    for (const [client, call, count] of [
      [{}, {}, 3],
      [{ retries: 0 }, {}, 1],
      [{ retries: 4 }, { retries: 1 }, 2],
      [{ retries: 1 }, { retries: undefined }, 2],
    ] as const) {
      const fetch = sequence(status(500));
      const { error } = await outcomeOf(calls.GET(clientOf(fetch, client), call));
      expect(error).toMatchObject({ attempts: count });
      expect(fetch.count).toBe(count);
    }
  });

  it("stops when many calls fail, and comes back when calls succeed", async () => {
    let broken = true;
    let count = 0;
    const client = clientOf(async () => (count++, broken ? status(503)() : good()));
    for (let n = 0; n < 20; n++) await outcomeOf(calls.GET(client));
    expect(count).toBe(20 + 10);
    broken = false;
    for (let n = 0; n < 10; n++) await outcomeOf(calls.GET(client));
    [broken, count] = [true, 0];
    for (let n = 0; n < 5; n++) await outcomeOf(calls.GET(client));
    expect(count).toBe(5 + 1);
    [broken, count] = [false, 0];
    for (let n = 0; n < 200; n++) await outcomeOf(calls.GET(client));
    [broken, count] = [true, 0];
    for (let n = 0; n < 20; n++) await outcomeOf(calls.GET(client));
    expect(count).toBe(20 + 10);
  });
});

describe("the time", () => {
  const never: Fetch = () => new Promise(() => {});
  const hanging: Fetch = async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));

  it.each([
    ["answer", never],
    ["body", hanging],
  ])("of an attempt covers its %s, though fetch ignores its signal", async (_, fetch) => {
    const { error, ms } = await outcomeOf(calls.POST(clientOf(fetch)));
    expect(ms).toBe(10_000);
    expect(error).toMatchObject({
      name: "TimeoutError",
      kind: "timeout",
      attempts: 1,
      method: "POST",
      path: "/v1/organization/roles",
    });
    expect(error?.message).toBe(
      "POST /v1/organization/roles did not end within its `attemptTimeoutMs` of 10000. It may have been done: look before you send it again.",
    );
  });

  it("of the whole call has an end by default", async () => {
    const { error, ms } = await outcomeOf(calls.GET(clientOf(never)));
    expect(ms).toBe(30_000);
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 3 });
    // Without a doubt whether it was done: a GET does nothing.
    expect(error?.message).toMatch(/ within its `deadlineMs` of 30000\.$/);
  });

  it("can be chosen, for the client or for the call", async () => {
    expect((await outcomeOf(calls.POST(clientOf(never, { attemptTimeoutMs: 50 })))).ms).toBe(50);
    expect(
      (await outcomeOf(calls.POST(clientOf(never, { attemptTimeoutMs: 50 }), { attemptTimeoutMs: 70 }))).ms,
    ).toBe(70);
    expect((await outcomeOf(calls.POST(clientOf(never, { deadlineMs: 40 })))).ms).toBe(40);
    expect((await outcomeOf(calls.GET(clientOf(never, { deadlineMs: 40 }), { deadlineMs: 90 }))).ms).toBe(90);
  });

  it("is not waited for in back-off where it would run out", async () => {
    const { error, ms } = await outcomeOf(calls.GET(clientOf(sequence(status(500)), { deadlineMs: 100 })));
    expect(ms).toBeLessThan(2);
    expect(error).toMatchObject({ name: "InternalServerError" });
  });

  it("tells fetch to stop, and leaves no timer", async () => {
    let signal: AbortSignal | null | undefined;
    const fetch: Fetch = (_, init) => ((signal = init.signal), never("", {}));
    await outcomeOf(calls.POST(clientOf(fetch)));
    expect(signal?.aborted).toBe(true);
    await outcomeOf(calls.GET(clientOf(async () => good())));
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [{ attemptTimeoutMs: 0 }, /^`attemptTimeoutMs` is 0\. Give a number from 1 to 2147483647\.$/],
    [{ attemptTimeoutMs: Number.NaN }, /`attemptTimeoutMs` is NaN/],
    [{ deadlineMs: Infinity }, /`deadlineMs` is Infinity/],
    [{ deadlineMs: 2 ** 31 }, /`deadlineMs` is 2147483648/],
    [{ deadlineMs: "9" as never }, /`deadlineMs` is string\. Give a number/],
    [{ retries: Object.create(null) as never }, /`retries` is object/],
    [{ retries: -1 }, /^`retries` is -1\. Give a number from 0 to 10\.$/],
    [{ retries: 11 }, /`retries` is 11/],
    [{ retries: 10.5 }, /`retries` is 10\.5/],
  ])("%j is refused, by client and call", async (options, message) => {
    expect(() => clientOf(never, options)).toThrow(ConfigurationError);
    expect(() => clientOf(never, options)).toThrow(message);
    expect((await outcomeOf(calls.GET(clientOf(never), options))).error).toMatchObject({
      kind: "configuration",
    });
  });
});

describe("an abort", () => {
  const reason = { why: "the user left" };

  it.each(["client", "call"])("by the %s ends the call at once and keeps its reason", async (by) => {
    const controller = new AbortController();
    const options: ClientOptions = { signal: controller.signal };
    let told: AbortSignal | null | undefined;
    const fetch: Fetch = (_, init) => ((told = init.signal), new Promise(() => {}));
    const client = clientOf(fetch, by === "client" ? options : {});
    const call = problemOf(calls.GET(client, by === "call" ? options : {}));
    await vi.advanceTimersByTimeAsync(5);
    controller.abort(reason);
    const error = await call;
    expect(error).toMatchObject({
      name: "AbortError",
      kind: "abort",
      attempts: 1,
      method: "GET",
      path: "/v1/projects",
    });
    expect(error.cause).toBe(reason);
    expect(error.message).toContain("GET /v1/projects was aborted; the reason is in `cause`.");
    expect(told?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is obeyed in back-off", async () => {
    const controller = new AbortController();
    const fetch = sequence(status(429, { "retry-after": "20" }), good);
    const call = problemOf(calls.GET(clientOf(fetch), { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort(reason);
    expect((await call).cause).toBe(reason);
    expect(fetch.count).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("before the call sends nothing", async () => {
    const { sent, client } = recording({});
    const error = await problemOf(calls.GET(client, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ kind: "abort", attempts: 0, cause: reason });
    expect(sent).toEqual([]);
  });

  it("leaves no listener on a signal that lives on", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await outcomeOf(calls.GET(clientOf(sequence(status(500), good)), { signal }));
    expect(added).toHaveBeenCalledTimes(3);
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });
});

describe("no answer", () => {
  it("is a ConnectionError with its cause", async () => {
    const cause = new TypeError("fetch failed");
    const client = clientOf(() => Promise.reject(cause), { retries: 0 });
    const error = await problemOf(calls.GET(client));
    expect(error).toMatchObject({
      name: "ConnectionError",
      kind: "connection",
      method: "GET",
      path: "/v1/projects",
      attempts: 1,
    });
    expect(error.cause).toBe(cause);
    expect(error.message).toBe(
      "GET /v1/projects got no answer. Check the base URL and the network; the reason is in `cause`.",
    );
  });

  it("says where it may have been done all the same", async () => {
    const doubtful = clientOf(sequence(fault("ECONNRESET")), { retries: 0 });
    expect((await problemOf(calls.POST(doubtful))).message).toMatch(
      / It may have been done: look before you send it again\.$/,
    );
    const refused = clientOf(sequence(fault("ECONNREFUSED")), { retries: 0 });
    expect((await problemOf(calls.POST(refused))).message).not.toContain("may have been done");
  });

  it("comes of a fetch that gives no response", async () => {
    expect(await problemOf(calls.POST(clientOf(async () => undefined as never)))).toMatchObject({
      kind: "connection",
    });
  });
});

describe("events", () => {
  it("tell of each request, response and retry, without the key", async () => {
    const events: ClientEvent[] = [];
    const answers = sequence(
      () =>
        Response.json(
          { success: false, error: apiKey },
          { status: 500, headers: { "x-request-id": `1 ${apiKey}` } },
        ),
      good,
    );
    await outcomeOf(
      calls.GET(clientOf(answers, { onEvent: () => expect.fail("replaced") }), {
        onEvent: (event) => events.push(event),
      }),
    );
    const call = { method: "GET", path: "/v1/projects" };
    expect(events).toEqual([
      { type: "request", ...call, attempt: 1 },
      { type: "response", ...call, attempt: 1, status: 500, requestId: "1 *API-key*", durationMs: 0 },
      {
        type: "retry",
        ...call,
        attempt: 1,
        delayMs: 125,
        error: expect.objectContaining({ name: "InternalServerError" }),
      },
      { type: "request", ...call, attempt: 2 },
      { type: "response", ...call, attempt: 2, status: 200, requestId: undefined, durationMs: 0 },
    ]);
    expect(JSON.stringify(events)).not.toContain(apiKey);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("mine");
      },
    ],
    [
      "fails later",
      async () => {
        throw new Error("mine");
      },
    ],
  ])("go to a listener that may fail: it %s", async (_, onEvent) => {
    expect((await outcomeOf(calls.GET(clientOf(async () => good(), { onEvent })))).error).toBeUndefined();
  });
});

describe("headers", () => {
  const headersFor = async (client: ClientOptions["headers"], call: ClientOptions["headers"]) => {
    const { sent, client: one } = recording({ success: true, data: { role: {} } }, { headers: client });
    await calls.POST(one, { headers: call });
    return sent[0]?.headers;
  };
  const own = { accept: "application/json", "content-type": "application/json", confident_api_key: apiKey };

  it("of the call go before the client's, whatever their case", async () => {
    expect(await headersFor({ "X-One": "1", "X-Two": "2" }, { "x-one": "3" })).toEqual({
      ...own,
      "x-one": "3",
      "x-two": "2",
    });
    expect(await headersFor(new Headers({ "X-One": "1" }), undefined)).toEqual({ ...own, "x-one": "1" });
  });

  it("do not replace the client's own", async () => {
    const mine = { Confident_Api_Key: "other", Accept: "text/html", "Content-Type": "text/plain" };
    expect(await headersFor(mine, mine)).toEqual(own);
  });

  it.each([[{ "x y": "1" }], [{ "": "1" }], [{ "x-one": "a\r\nb: SECRET" }], [{ "x-one": "\u0100SECRET" }]])(
    "%j are refused without their values",
    (headers) => {
      const make = () => clientOf(async () => good(), { headers: headers as Record<string, string> });
      expect(make).toThrow(ConfigurationError);
      expect(make).toThrow(/^The header ".*" has a name or a value that cannot be sent\.$/);
      expect(make).not.toThrow(/SECRET/);
    },
  );

  it("take no idempotency key for all calls", async () => {
    expect(() => clientOf(async () => good(), { idempotencyKey: "one" })).toThrow(
      /^`idempotencyKey` of a client has to be a function\.$/,
    );
    expect(
      await problemOf(
        calls.POST(
          clientOf(async () => good()),
          { idempotencyKey: "a\nb" },
        ),
      ),
    ).toMatchObject({ kind: "configuration" });
    const failing = clientOf(async () => good(), {
      idempotencyKey: () => {
        throw new Error("mine");
      },
    });
    expect(await problemOf(calls.POST(failing))).toMatchObject({
      kind: "configuration",
      message: expect.stringMatching(/^`idempotencyKey` gave no text\.$/),
      cause: { message: "mine" },
    });
  });

  it.each([[""], [" "], [7]])("take no idempotency key that is %j: nothing is sent", async (key) => {
    const fetch = sequence(good);
    const client = clientOf(fetch, { idempotencyKey: () => key as string });
    expect(await problemOf(calls.POST(client))).toMatchObject({ kind: "configuration", attempts: 0 });
    expect(await problemOf(calls.POST(clientOf(fetch), { idempotencyKey: key as string }))).toMatchObject({
      kind: "configuration",
    });
    expect(fetch.count).toBe(0);
  });

  it("and a signal that are null are none", async () => {
    const { sent, client } = recording({ success: true, data: { roles: [] } });
    const none = { headers: null, signal: null } as never;
    expect(await client.organization.roles.list(none)).toEqual([]);
    expect(Object.keys(Object(sent[0]?.headers))).toEqual(["accept", "confident_api_key"]);
  });

  it("may be as large as is said, and as small", () => {
    const [most, least] = [2 ** 31 - 1, 1];
    for (const options of [
      { retries: 10, attemptTimeoutMs: most, deadlineMs: most },
      { retries: 0, attemptTimeoutMs: least, deadlineMs: least },
    ])
      expect(() => clientOf(async () => good(), options)).not.toThrow();
  });
});

describe("a transport", () => {
  it("is used in place of fetch, unless the call has its own", async () => {
    const { sent, fetch } = recording({ success: true, data: { projects: [{ id: "fetched" }] } });
    const client = clientOf(fetch, {
      transport: async () => ({
        status: 200,
        header: () => undefined,
        headers: new Headers(),
        redirected: false,
        read: async () => ({ text: '{"success":true,"data":{"projects":[{"id":"carried"}]}}' }),
        response: new Response(),
      }),
    });
    expect(await client.projects.list()).toEqual([{ id: "carried" }]);
    expect(await client.projects.list({ fetch })).toEqual([{ id: "fetched" }]);
    expect(sent).toHaveLength(1);
  });
});
