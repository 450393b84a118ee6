import { describe, expect, it, vi } from "vitest";
import { type ClientOptions, ConfigurationError, createClient, type Fetch } from "../index.ts";
import { createTestClient, catchError, recording, sequence } from "../client-fixtures.test-support.ts";
import { calls, fakeTime, good, outcomeOf, status } from "./outcomes.test-support.ts";

fakeTime();

describe("the time", () => {
  const never: Fetch = () => new Promise(() => {});
  const hanging: Fetch = async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));

  it.each([
    ["response", never],
    ["body", hanging],
  ])("of an attempt covers its %s, though fetch ignores its signal", async (_, fetch) => {
    const { error, ms } = await outcomeOf(calls.POST(createTestClient(fetch)));
    expect(ms).toBe(10_000);
    expect(error).toMatchObject({
      name: "TimeoutError",
      kind: "timeout",
      attempts: 1,
      method: "POST",
      path: "/v1/organization/roles",
    });
    expect(error?.message).toBe(
      "POST /v1/organization/roles timed out after `timeoutMs` (10000 ms). It may have been executed: check before you send it again.",
    );
  });

  it("of the whole call is limited by default", async () => {
    const { error, ms } = await outcomeOf(calls.GET(createTestClient(never)));
    expect(ms).toBe(30_000);
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 3 });
    // Without a doubt whether it was done: a GET does nothing.
    expect(error?.message).toMatch(/ timed out after `deadlineMs` \(30000 ms\)\.$/);
  });

  it("can be set for the client or for the call", async () => {
    expect((await outcomeOf(calls.POST(createTestClient(never, { timeoutMs: 50 })))).ms).toBe(50);
    expect(
      (await outcomeOf(calls.POST(createTestClient(never, { timeoutMs: 50 }), { timeoutMs: 70 }))).ms,
    ).toBe(70);
    expect((await outcomeOf(calls.POST(createTestClient(never, { deadlineMs: 40 })))).ms).toBe(40);
    expect(
      (await outcomeOf(calls.GET(createTestClient(never, { deadlineMs: 40 }), { deadlineMs: 90 }))).ms,
    ).toBe(90);
  });

  it("is not spent on a backoff that would exceed the deadline", async () => {
    const { error, ms } = await outcomeOf(
      calls.GET(createTestClient(sequence(status(500)), { deadlineMs: 100 })),
    );
    expect(ms).toBeLessThan(2);
    expect(error).toMatchObject({ name: "InternalServerError" });
  });

  it("aborts fetch and leaves no timer", async () => {
    let signal: AbortSignal | null | undefined;
    const fetch: Fetch = (_, init) => ((signal = init.signal), never("", {}));
    await outcomeOf(calls.POST(createTestClient(fetch)));
    expect(signal?.aborted).toBe(true);
    await outcomeOf(calls.GET(createTestClient(async () => good())));
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [{ timeoutMs: 0 }, /^`timeoutMs` is 0\. Use a number from 1 to 2147483647\.$/],
    [{ timeoutMs: Number.NaN }, /`timeoutMs` is NaN/],
    [{ deadlineMs: Infinity }, /`deadlineMs` is Infinity/],
    [{ deadlineMs: 2 ** 31 }, /`deadlineMs` is 2147483648/],
    [{ deadlineMs: "9" as never }, /`deadlineMs` is a string\. Use a number/],
    [{ maxRetries: Object.create(null) as never }, /`maxRetries` is a object/],
    [{ maxRetries: -1 }, /^`maxRetries` is -1\. Use a whole number from 0 to 10\.$/],
    [{ maxRetries: 1.5 }, /^`maxRetries` is 1\.5\. Use a whole number from 0 to 10\.$/],
    [{ maxRetries: 11 }, /`maxRetries` is 11/],
    [{ maxRetries: 10.5 }, /`maxRetries` is 10\.5/],
  ])("%j is rejected, by client and call", async (options, message) => {
    expect(() => createTestClient(never, options)).toThrow(ConfigurationError);
    expect(() => createTestClient(never, options)).toThrow(message);
    expect((await outcomeOf(calls.GET(createTestClient(never), options))).error).toMatchObject({
      kind: "configuration",
    });
  });
});

describe("an abort", () => {
  const reason = { why: "the user left" };

  it.each(["client", "call"])("by the %s ends the call at once and keeps its reason", async (by) => {
    const controller = new AbortController();
    const options: ClientOptions = { signal: controller.signal };
    let passedSignal: AbortSignal | null | undefined;
    const fetch: Fetch = (_, init) => ((passedSignal = init.signal), new Promise(() => {}));
    const client = createTestClient(fetch, by === "client" ? options : {});
    const call = catchError(calls.GET(client, by === "call" ? options : {}));
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
    expect(error.message).toContain(
      "GET /v1/projects was aborted by its signal. See `cause` for the reason.",
    );
    expect(passedSignal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends a backoff", async () => {
    const controller = new AbortController();
    const fetch = sequence(status(429, { "retry-after": "20" }), good);
    const call = catchError(calls.GET(createTestClient(fetch), { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort(reason);
    expect((await call).cause).toBe(reason);
    expect(fetch.count).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("before the call sends nothing", async () => {
    const { sent, client } = recording({});
    const error = await catchError(calls.GET(client, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ kind: "abort", attempts: 0, cause: reason });
    expect(sent).toEqual([]);
  });

  it("leaves no listener on a long-lived signal", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await outcomeOf(calls.GET(createTestClient(sequence(status(500), good)), { signal }));
    expect(added).toHaveBeenCalledOnce();
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });
});

describe("an abort while the API key is loaded", () => {
  it("sends nothing afterwards", async () => {
    let release = (_key: string) => {};
    const loadedKey = new Promise<string>((resolve) => (release = resolve));
    let count = 0;
    const client = createClient({
      apiKey: () => loadedKey,
      baseUrl: "http://127.0.0.1:1",
      fetch: async () => ((count += 1), good()),
    });
    const controller = new AbortController();
    const call = catchError(calls.PUT(client, { signal: controller.signal }));
    controller.abort();
    expect(await call).toMatchObject({ name: "AbortError" });
    release("confident_org_LATE");
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(count).toBe(0);
  });
});
