import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient, type Fetch } from "../index.ts";
import { createResilientFetch } from "./index.ts";
import { apiKey, catchError, createTestClient } from "../client-fixtures.test-support.ts";

const good = () => Response.json({ success: true, data: { projects: [], role: { id: "r" } } });
const hang = () => new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Skips the time that a promise waits for. */
async function settle<Value>(promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settled = promise.finally(() => (isSettled = true));
  settled.catch(() => {});
  // oxlint-disable-next-line no-unmodified-loop-condition -- `finally` modifies it.
  while (!isSettled) await vi.advanceTimersByTimeAsync(1);
  return settled;
}

const settleError = (promise: Promise<unknown>) => settle(catchError(promise));

/** A body that begins and never ends. */
function createEndlessBody(text = "") {
  const state = { isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => text !== "" && stream.enqueue(new TextEncoder().encode(text)),
    pull: hang,
    cancel: () => void (state.isCancelled = true),
  });
  return { body, state };
}

describe("an error response whose body never ends", () => {
  it.each([401, 403, 404, 409, 422])("keeps its status %i, and is not sent again", async (status) => {
    let count = 0;
    const fetch: Fetch = async () => {
      count += 1;
      return new Response(createEndlessBody('{"success":false,"error":"no').body, { status });
    };
    const client = createTestClient(fetch, { timeoutMs: 20 });
    const error = await settleError(client.organization.roles.update("r", { name: "n", policyIds: [] }));
    expect(error).toMatchObject({ kind: "api", status, attempts: 1 });
    expect(error.message).toContain('{"success":false,"error":"no');
    expect(count).toBe(1);
  });

  it("keeps its status when the deadline is shorter than the timeout", async () => {
    const client = createTestClient(async () => new Response(createEndlessBody().body, { status: 409 }), {
      deadlineMs: 20,
    });
    expect(await settleError(client.projects.list())).toMatchObject({ kind: "api", status: 409 });
  });

  it("keeps its status in a program that was too busy for its timers", async () => {
    const setTimer = vi.spyOn(globalThis, "setTimeout");
    const clock = vi.spyOn(performance, "now");
    const fetch: Fetch = async () => {
      clock.mockReturnValue(60_000);
      return new Response(createEndlessBody().body, { status: 409 });
    };
    expect(await settleError(createTestClient(fetch).projects.list())).toMatchObject({ status: 409 });
    // Node.js warns of a negative time.
    expect(setTimer.mock.calls.map(([, delayMs]) => Number(delayMs)).filter((ms) => ms < 0)).toEqual([]);
  });

  it.each([
    ["the timeout", { timeoutMs: 100 }],
    ["the deadline", { deadlineMs: 100 }],
  ])("is read for half of what is left of %s", async (_, limits) => {
    const readLate = async (delayMs: number) => {
      const fetch: Fetch = async () => {
        const body = new ReadableStream({
          start: (stream) => {
            stream.enqueue(new TextEncoder().encode('{"success":false,'));
            setTimeout(() => stream.enqueue(new TextEncoder().encode('"error":"late"}')), delayMs);
            setTimeout(() => stream.close(), delayMs + 1);
          },
        });
        return new Response(body, { status: 409 });
      };
      return settleError(createTestClient(fetch, limits).projects.list());
    };
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await readLate(40)).message).toBe("GET /v1/projects returned 409: late");
    expect((await readLate(60)).message).toContain('{"success":false,');
  });

  it("is retried for its status only", async () => {
    let count = 0;
    const fetch: Fetch = async () =>
      count++ === 0 ? new Response(createEndlessBody().body, { status: 503 }) : good();
    expect(await settle(createTestClient(fetch, { timeoutMs: 20 }).projects.list())).toEqual([]);
    expect(count).toBe(2);
  });

  it("keeps its status without a stream, as in React Native", async () => {
    const response = { status: 409, headers: new Headers({ "x-request-id": "q" }), text: hang };
    const client = createTestClient(async () => response, { timeoutMs: 20 });
    expect(await settleError(client.projects.list())).toMatchObject({ status: 409, requestId: "q" });
  });

  it("ends at once when the call is aborted", async () => {
    const controller = new AbortController();
    const client = createTestClient(async () => {
      queueMicrotask(() => controller.abort("stop"));
      return new Response(createEndlessBody().body, { status: 409 });
    });
    const error = await settleError(client.projects.list({ signal: controller.signal }));
    expect(error).toMatchObject({ kind: "abort", cause: "stop", attempts: 1 });
  });
});

describe("a success whose body never ends", () => {
  it("fails with a TimeoutError that keeps the status", async () => {
    const client = createTestClient(async () => new Response(createEndlessBody().body), {
      timeoutMs: 20,
      maxRetries: 0,
    });
    expect(await settleError(client.projects.list())).toMatchObject({ kind: "timeout", status: 200 });
  });
});

describe("the deadline and the signals of a call", () => {
  const ends = async (call: (options: { signal?: AbortSignal; deadlineMs?: number }) => Promise<unknown>) => {
    expect(await settleError(call({ deadlineMs: 20 }))).toMatchObject({ kind: "timeout" });
    const controller = new AbortController();
    const aborted = catchError(call({ signal: controller.signal }));
    controller.abort("stop");
    expect(await settle(aborted)).toMatchObject({ kind: "abort", cause: "stop" });
  };

  it("cover middleware, before and after the request", async () => {
    for (const middleware of [{ onRequest: hang }, { onResponse: hang }]) {
      const client = createTestClient(async () => good());
      client.raw.use(middleware);
      await ends((options) => client.projects.list(options));
      await ends((options) => client.raw.GET("/v1/projects", options));
    }
  });

  it("do not say that a request may have been executed that was not sent", async () => {
    const client = createTestClient(async () => good(), { deadlineMs: 20 });
    client.raw.use({ onRequest: hang });
    const error = await settleError(client.organization.roles.create({ name: "n", policyIds: [] }));
    expect(error).toMatchObject({ attempts: 0, path: "/v1/organization/roles" });
    expect(error.message).toMatch(/timed out after `deadlineMs` \(20 ms\)\.$/);
  });

  it.each(["GET", "HEAD", "OPTIONS", "head"])(
    "do not say that %s, which changes nothing, was executed",
    async (method) => {
      const resilientFetch = createResilientFetch({ fetch: hang, maxRetries: 0, timeoutMs: 20 });
      const error = await settleError(resilientFetch("https://x.example/a", { method }));
      expect(error.message).toBe(`${method.toUpperCase()} /a timed out after \`timeoutMs\` (20 ms).`);
    },
  );

  it.each(["PUT", "PATCH", "DELETE"])("say that %s may have been executed", async (method) => {
    const resilientFetch = createResilientFetch({ fetch: hang, maxRetries: 0, timeoutMs: 20 });
    const error = await settleError(resilientFetch("https://x.example/a", { method }));
    expect(error.message).toContain("It may have been executed: check before you send it again.");
  });

  it("cover response schemas", async () => {
    const schema = { "~standard": { version: 1, vendor: "v", validate: hang } } as const;
    const client = createTestClient(async () => good(), { responseSchemas: { "GET /v1/projects": schema } });
    await ends((options) => client.projects.list(options));
  });

  it("cover a function that loads the API key", async () => {
    const client = createClient({ apiKey: hang, fetch: async () => good() });
    await ends((options) => client.projects.list(options));
  });

  it("cover a streamed request body, and cancel it", async () => {
    const { body, state } = createEndlessBody("{");
    const client = createTestClient(async () => good(), { deadlineMs: 20 });
    const error = await settleError(
      client.raw.POST("/v1/projects", { body: body as never, duplex: "half" } as never),
    );
    expect(error).toMatchObject({ kind: "timeout", attempts: 0, method: "POST" });
    expect(state.isCancelled).toBe(true);
  });

  it("cover a body that the caller streams", async () => {
    await ends(async (options) => {
      const client = createTestClient(async () => new Response(createEndlessBody("x").body));
      const { data } = await client.raw.GET("/v1/projects", { parseAs: "stream", ...options });
      return new Response(data).text();
    });
  });

  it("release the connection of a body that the caller does not read", async () => {
    const { body, state } = createEndlessBody("x");
    const client = createTestClient(async () => new Response(body), { deadlineMs: 20 });
    await client.raw.GET("/v1/projects", { parseAs: "stream" });
    expect(state.isCancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(state.isCancelled).toBe(true);
  });

  it("run nothing when a signal aborted before the call", async () => {
    let count = 0;
    const client = createClient({
      apiKey: () => `key-${++count}`,
      fetch: async () => (count++, good()),
    });
    client.raw.use({ onRequest: () => void count++ });
    const signal = AbortSignal.abort("stop");
    for (const call of [
      client.projects.list,
      (options: { signal: AbortSignal }) => client.raw.GET("/v1/projects", options),
    ])
      expect(await settleError(call({ signal }))).toMatchObject({
        kind: "abort",
        cause: "stop",
        attempts: 0,
      });
    expect(count).toBe(0);
  });

  it("abort only the attempt that is running", async () => {
    const controller = new AbortController();
    const signals: unknown[] = [];
    const client = createTestClient((_, init) => {
      signals.push(init.signal);
      return signals.length === 1 ? Promise.resolve(new Response(null, { status: 503 })) : hang();
    });
    const error = catchError(client.projects.list({ signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1_000);
    controller.abort();
    expect(await error).toMatchObject({ kind: "abort", attempts: 2 });
    expect(signals).toMatchObject([{ aborted: false }, { aborted: true }]);
  });

  it("count a signal that middleware sets", async () => {
    const controller = new AbortController();
    const client = createTestClient(async () => {
      controller.abort("stop");
      return hang();
    });
    client.raw.use({ onRequest: ({ request }) => new Request(request, { signal: controller.signal }) });
    expect(await settleError(client.projects.list())).toMatchObject({ kind: "abort", cause: "stop" });
  });

  it("leave no timer and no listener, whatever ends the call", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const client = createTestClient(async () => new Response("12"), { signal });
    const { data } = await client.raw.GET("/v1/projects", { parseAs: "stream" });
    expect(await new Response(data).text()).toBe("12");
    const cancelled = await client.raw.GET("/v1/projects", { parseAs: "stream" });
    await (cancelled.data as unknown as ReadableStream).cancel();
    const controller = new AbortController();
    await client.raw.GET("/v1/projects", { parseAs: "stream", signal: controller.signal });
    controller.abort();
    await settleError(client.projects.list());
    await settleError(client.project("p").retrieve({ timeoutMs: -1 }));
    expect(vi.getTimerCount()).toBe(0);
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });
});

describe("a signal that many calls share", () => {
  it("causes no warning of a leak", async () => {
    const warnings: string[] = [];
    const record = (warning: Error) => warnings.push(warning.name);
    process.on("warning", record);
    const controller = new AbortController();
    const client = createTestClient(hang, { signal: controller.signal });
    const calls = Array.from({ length: 30 }, () => catchError(client.projects.list()));
    controller.abort();
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ kind: "abort" });
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", record);
    expect(warnings).toEqual([]);
  });
});

describe("a streamed body", () => {
  const stream = (body: string | ReadableStream, maxResponseBytes = 3) =>
    createTestClient(async () => new Response(body), { maxResponseBytes }).raw.GET("/v1/projects", {
      parseAs: "stream",
    });

  it("is limited in size, like one that is read first", async () => {
    const { data } = await stream("four");
    expect(await settleError(new Response(data).text())).toMatchObject({
      kind: "invalid-response",
      status: 200,
      cause: "It is longer than 3 bytes.",
    });
    expect(await new Response((await stream("123")).data).text()).toBe("123");
    const client = createTestClient(async () => new Response("four"), { maxResponseBytes: 3 });
    expect(await settleError(client.projects.list())).toMatchObject({ cause: "It is longer than 3 bytes." });
    expect(await settleError(client.projects.list({ maxResponseBytes: 4 }))).toMatchObject({ body: "four" });
  });

  it("fails without the key when it breaks off", async () => {
    const { data } = await stream(
      new ReadableStream({ pull: (controller) => controller.error(new TypeError(`cut ${apiKey}`)) }),
    );
    expect(await settleError(new Response(data).text())).toMatchObject({
      kind: "invalid-response",
      cause: { message: "cut *API-key*" },
    });
  });

  it("leaves no timer when it breaks off", async () => {
    const { data } = await stream(new ReadableStream({ pull: (each) => each.error(new Error("cut")) }));
    await settleError(new Response(data).text());
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not read before the caller reads it", async () => {
    let pulls = 0;
    const source = { pull: (each: ReadableStreamDefaultController) => each.enqueue(Uint8Array.of(++pulls)) };
    const { data } = await stream(new ReadableStream(source, { highWaterMark: 0 }));
    await vi.advanceTimersByTimeAsync(10);
    expect(pulls).toBe(0);
    await (data as unknown as ReadableStream).getReader().read();
    expect(pulls).toBe(1);
  });

  it("is cancelled when middleware throws", async () => {
    const { body, state } = createEndlessBody("x");
    const client = createTestClient(async () => new Response(body));
    client.raw.use({ onResponse: () => Promise.reject(new Error("mine")) });
    await expect(client.raw.GET("/v1/projects", { parseAs: "stream" })).rejects.toThrow("mine");
    expect(state.isCancelled).toBe(true);
  });

  it("of an error is read, so that its status is known", async () => {
    const client = createTestClient(async () =>
      Response.json({ success: false, error: "no" }, { status: 409 }),
    );
    const { error, response } = await client.raw.GET("/v1/projects", { parseAs: "stream" });
    expect([error, response.status]).toEqual([{ success: false, error: "no" }, 409]);
  });
});

describe("the timeout of an attempt", () => {
  /** Sends one request after the other. */
  function createQueue(send: Fetch): Fetch {
    let last: Promise<unknown> = Promise.resolve();
    return (url, init) => {
      const result = last.then(() => send(url, init));
      last = result.catch(() => {});
      return result;
    };
  }

  it("does not include the time in the queue of a custom fetch", async () => {
    const slow: Fetch = (_, init: RequestInit) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => resolve(good()), 40);
        init.signal?.addEventListener("abort", () => (clearTimeout(timer), reject(init.signal?.reason)));
      });
    const client = createTestClient(createQueue(slow), { timeoutMs: 100, maxRetries: 0 });
    const calls = Array.from({ length: 5 }, () => client.projects.list());
    expect(await settle(Promise.all(calls))).toHaveLength(5);
  });

  it("starts when the custom fetch reads its signal, also in a copy of init", async () => {
    const hanging: Fetch = (_, init) => (Object.keys({ ...init }), hang());
    const client = createTestClient(hanging, { timeoutMs: 20, maxRetries: 0 });
    expect(await settleError(client.projects.list())).toMatchObject({
      kind: "timeout",
      message: "GET /v1/projects timed out after `timeoutMs` (20 ms).",
    });
  });

  it("never starts in a queue, which the deadline ends", async () => {
    const inits: object[] = [];
    const queued: Fetch = (_url, init) => (inits.push(init), hang());
    const client = createTestClient(queued, { timeoutMs: 10, deadlineMs: 40 });
    expect((await settleError(client.projects.list())).message).toContain("`deadlineMs` (40 ms)");
    // The queue sends it now.
    expect(inits).toMatchObject([{ signal: { aborted: true } }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("holds for a body that hangs, though the custom fetch did not read its signal", async () => {
    const client = createTestClient(async (_url, _init) => new Response(createEndlessBody().body), {
      timeoutMs: 20,
      maxRetries: 0,
    });
    expect((await settleError(client.projects.list())).message).toContain("`timeoutMs` (20 ms)");
  });
});

describe("an attempt that timed out", () => {
  it("may have been executed, though its fetch says later that it was not sent", async () => {
    let count = 0;
    const failure = new TypeError("fetch failed", {
      cause: Object.assign(new Error(), { code: "ENOTFOUND" }),
    });
    const client = createTestClient(
      () => {
        count += 1;
        return count > 1
          ? hang()
          : new Promise((_, reject) => {
              setTimeout(() => reject(failure), 25);
            });
      },
      { timeoutMs: 20, maxRetries: 1 },
    );
    vi.spyOn(Math, "random").mockReturnValue(0);
    const error = await settleError(client.organization.update({ name: "n" }));
    expect(error).toMatchObject({ kind: "timeout", attempts: 2 });
    expect(error.message).toContain("It may have been executed");
  });

  it("changes nothing when its fetch returns later", async () => {
    const events: unknown[] = [];
    const late: (() => void)[] = [];
    const { body, state } = createEndlessBody("x");
    let count = 0;
    const fetch: Fetch = () => {
      count += 1;
      if (count > 1) return Promise.resolve(good()).then((response) => (late[0]?.(), response));
      return new Promise<Response>((resolve) =>
        late.push(() => resolve(new Response(body, { status: 500 }))),
      );
    };
    const client = createTestClient(fetch, {
      timeoutMs: 20,
      onEvent: ({ type, attempt }) => events.push([type, attempt]),
    });
    expect(await settle(client.projects.list())).toEqual([]);
    expect(state.isCancelled).toBe(true);
    expect(events).toEqual([
      ["request", 1],
      ["retry", 1],
      ["request", 2],
      ["response", 2],
    ]);
  });
});
