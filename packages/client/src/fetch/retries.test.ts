// cspell:ignore ConnectionRefused refused ECONNREFUSEDX XECONNREFUSED -- error codes and messages of the runtimes, and codes that only look like one
import { describe, expect, it, vi } from "vitest";
import type { ClientEvent, Fetch } from "../index.ts";
import { createTestClient, catchError, recording, sequence } from "../client-fixtures.test-support.ts";
import { calls, fakeTime, fault, good, outcomeOf, status } from "./outcomes.test-support.ts";

fakeTime();

/** `Sun Nov  6 08:49:37 1994` */
function formatAnsiDate(time: number): string {
  const [, day, date = "", month, year, clock] =
    /^(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(new Date(time).toUTCString()) ?? [];
  return `${day} ${month} ${String(Number(date)).padStart(2)} ${clock} ${year}`;
}

describe("a retry", () => {
  it.each(["GET", "PUT", "DELETE"] as const)(
    "of %s follows a network failure and a retryable status",
    async (method) => {
      for (const first of [
        fault("ECONNRESET"),
        status(408),
        status(429),
        status(500),
        status(502),
        status(503),
        status(504),
      ]) {
        const fetch = sequence(first, good);
        expect(await outcomeOf(calls[method](createTestClient(fetch)))).toEqual({ ms: 125 });
        expect(fetch.count).toBe(2);
      }
    },
  );

  it.each([400, 401, 403, 404, 409, 413, 415, 422, 501, 505])("does not follow %i", async (code) => {
    const fetch = sequence(status(code), good);
    expect((await outcomeOf(calls.GET(createTestClient(fetch)))).error).toMatchObject({
      status: code,
      attempts: 1,
    });
    expect(fetch.count).toBe(1);
  });

  it.each([
    ["a connection of the custom fetch to another host", { code: "ECONNREFUSED", port: 59_999 }, "refused"],
    ["a host name that is not the API's", { code: "ENOTFOUND", hostname: "audit.example" }, "getaddrinfo"],
    ["an invalid header of the response", { code: "HPE_INVALID_HEADER_TOKEN" }, "Invalid header value char"],
    [
      "an invalid header of the response, as Node.js 24 reports it",
      {},
      "Response does not match the HTTP/1.1 protocol (Invalid header token)",
    ],
  ])("of POST does not follow %s", async (_, details, message) => {
    let count = 0;
    const error = await catchError(
      calls.POST(
        createTestClient(() => {
          count += 1;
          throw new TypeError("fetch failed", { cause: Object.assign(new Error(message), details) });
        }),
      ),
    );
    expect(count).toBe(1);
    expect(error).toMatchObject({ name: "ConnectionError", isUnsent: false });
    expect(error.message).not.toContain("Nothing was sent");
  });

  it("of PUT does not follow a response whose body a custom fetch has read", async () => {
    let count = 0;
    const client = createTestClient(async () => {
      count += 1;
      const response = Response.json({ success: true, data: { role: { id: "r" } } });
      await response.text();
      return response;
    });
    const error = await catchError(calls.PUT(client));
    expect(count).toBe(1);
    expect(error).toMatchObject({ name: "ConfigurationError", status: 200 });
    expect(error.message).toContain("Read a clone of it instead");
  });

  it("of POST follows a failure that provably had no effect", async () => {
    const connectionErrors = [
      "ECONNREFUSED",
      "ENOTFOUND",
      "EAI_AGAIN",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "UND_ERR_CONNECT_TIMEOUT",
      "ConnectionRefused",
      "FailedToOpenSocket",
    ];
    const denoErrors = [
      "error sending request: client error (Connect): tcp connect error: Connection refused",
      "dns error: no record",
    ];
    const firsts = [
      ...connectionErrors.map((code) => fault(code)),
      fault("EHOSTUNREACH", "connect EHOSTUNREACH 192.0.2.1:443"),
      ...denoErrors.map((message) => () => {
        throw new TypeError(message);
      }),
      status(429),
      status(503, { "retry-after": "0" }),
    ];
    for (const first of firsts) {
      const fetch = sequence(first, good);
      expect((await outcomeOf(calls.POST(createTestClient(fetch)))).error).toBeUndefined();
      expect(fetch.count).toBe(2);
    }
  });

  it("of POST does not follow a failure after which the request may have been executed", async () => {
    const reset = [
      fault("ECONNRESET"),
      fault("XECONNREFUSED"),
      fault("ECONNREFUSEDX"),
      fault("UND_ERR_SOCKET"),
      // The connection was there already.
      fault("EHOSTUNREACH", "read EHOSTUNREACH"),
      fault("ENETUNREACH", "write ENETUNREACH"),
      fault(undefined, "other side closed"),
      () => {
        throw null;
      },
    ];
    const later = { "retry-after": "0" };
    const failed = [408, 500, 502, 503, 504].map((each) => status(each));
    for (const first of [...reset, ...failed, status(500, later), status(502, later)]) {
      const fetch = sequence(first, good);
      expect((await outcomeOf(calls.POST(createTestClient(fetch)))).error).toMatchObject({ attempts: 1 });
      expect(fetch.count).toBe(1);
    }
  });

  it("of POST with an idempotency key follows the rules for PUT and sends the same key", async () => {
    const keys: unknown[] = [];
    const fetchSequence = sequence(fault("ECONNRESET"), status(500), good);
    const fetch: Fetch = (url, init) => {
      keys.push((init.headers as Record<string, string>)["idempotency-key"]);
      return fetchSequence(url, init);
    };
    expect(
      (await outcomeOf(calls.POST(createTestClient(fetch), { idempotencyKey: "k1" }))).error,
    ).toBeUndefined();
    expect(keys).toEqual(["k1", "k1", "k1"]);
  });

  it("adds the client's idempotency keys to POST only, with a new key for each call", async () => {
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

  it("follows a truncated body, except for POST", async () => {
    const cut = () =>
      new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError("terminated")) }));
    const fetch = sequence(cut, good);
    expect((await outcomeOf(calls.GET(createTestClient(fetch)))).error).toBeUndefined();
    expect((await outcomeOf(calls.POST(createTestClient(sequence(cut, good))))).error).toMatchObject({
      kind: "invalid-response",
    });
    const page = sequence(() => new Response("<html>"), good);
    expect((await outcomeOf(calls.GET(createTestClient(page)))).error).toMatchObject({
      kind: "invalid-response",
      attempts: 1,
    });
  });

  it("waits for a random time whose maximum doubles up to 8 s", async () => {
    vi.mocked(Math.random).mockReturnValue(0.999_999);
    const delays: number[] = [];
    const onEvent = (event: ClientEvent) => event.type === "retry" && delays.push(Math.round(event.delayMs));
    await outcomeOf(
      calls.GET(createTestClient(sequence(status(500)), { maxRetries: 8, deadlineMs: 90_000, onEvent })),
    );
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it("waits for the time in Retry-After, in seconds or as a date", async () => {
    expect(
      (await outcomeOf(calls.POST(createTestClient(sequence(status(429, { "retry-after": "7" }), good))))).ms,
    ).toBe(7000);
    const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 5000).toUTCString();
    const { ms } = await outcomeOf(
      calls.GET(createTestClient(sequence(status(503, { "retry-after": at }), good))),
    );
    expect(ms).toBeGreaterThan(4000);
    expect(ms).toBeLessThan(6001);
  });

  it.each([
    ["a date in the obsolete format of ANSI C", () => formatAnsiDate(Date.now() + 6000), 6000],
    ["two values, of which the longer counts", () => "3, 7", 7000],
    ["three values without spaces", () => "3,12,7.5", 12_000],
    ["a second value that is no number", () => "3, soon", 125],
    ["a second value that ends in letters", () => "3, 7s", 125],
    ["a fraction of a second", () => "1.5", 1500],
    ["a date in the past", () => "Sun Nov  6 08:49:37 1994", 125],
    ["two dots", () => "1.2.3", 125],
    ["a comma", () => ",", 125],
    ["a word", () => "soon", 125],
    ["a date without a time zone", () => "2036-11-28T20:00:00", 125],
  ])("waits as Retry-After says: %s", async (_, createValue, expectedMs) => {
    vi.setSystemTime(Math.ceil(Date.now() / 1000) * 1000);
    const fetch = sequence(status(503, { "retry-after": createValue() }), good);
    expect(Math.abs((await outcomeOf(calls.GET(createTestClient(fetch)))).ms - expectedMs)).toBeLessThan(2);
  });

  it("fails at once if Retry-After exceeds the deadline, and says when to retry", async () => {
    const fetch = sequence(status(429, { "retry-after": "3600" }), good);
    const { error, ms } = await outcomeOf(calls.GET(createTestClient(fetch)));
    expect(ms).toBeLessThan(2);
    expect(error).toMatchObject({ name: "TooManyRequestsError", attempts: 1 });
    expect(Number(error?.["retryAt"]) - Date.now()).toBeGreaterThan(3_590_000);
    expect(fetch.count).toBe(1);
  });

  it("happens twice by default, or as often as the client or the request specifies", async () => {
    for (const [client, call, count] of [
      [{}, {}, 3],
      [{ maxRetries: 0 }, {}, 1],
      [{ maxRetries: 4 }, { maxRetries: 1 }, 2],
      [{ maxRetries: 1 }, { maxRetries: undefined }, 2],
    ] as const) {
      const fetch = sequence(status(500));
      const { error } = await outcomeOf(calls.GET(createTestClient(fetch, client), call));
      expect(error).toMatchObject({ attempts: count });
      expect(fetch.count).toBe(count);
    }
  });

  it("stops when many calls fail, and resumes when calls succeed", async () => {
    let broken = true;
    let count = 0;
    const client = createTestClient(async () => (count++, broken ? status(503)() : good()));
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

describe("a DELETE that gets 404", () => {
  const advice = "returned 404: no. An earlier attempt of this call may have deleted it.";

  it.each<[string, () => Response, boolean]>([
    ["after a connection that broke", fault("ECONNRESET"), true],
    ["after 500", status(500), true],
    ["after 502", status(502), true],
    [
      "after a body that broke off",
      () => new Response(new ReadableStream({ pull: (s) => s.error(new Error("cut")) })),
      true,
    ],
    ["after a connection that was not made", fault("ECONNREFUSED"), false],
    ["after 429", status(429), false],
    ["after 503 with Retry-After", status(503, { "retry-after": "0" }), false],
  ])("%s says whether it may be deleted", async (_, first, mayBeDeleted) => {
    const { error } = await outcomeOf(calls.DELETE(createTestClient(sequence(first, status(404)))));
    expect(error).toMatchObject({ name: "NotFoundError", attempts: 2 });
    expect(error?.message.includes(advice)).toBe(mayBeDeleted);
  });
});

describe("the error of a retry", () => {
  it.each([
    ["DELETE", 409],
    ["DELETE", 410],
    ["PUT", 404],
    ["GET", 404],
  ] as const)("of %s with %i does not say that the resource may be deleted", async (method, code) => {
    const client = createTestClient(sequence(fault("ECONNRESET"), status(code)));
    const { error } = await outcomeOf(calls[method](client));
    expect(error).toMatchObject({ status: code, attempts: 2 });
    expect(error?.message).toMatch(new RegExp(` returned ${code}: no$`));
  });
});
