import { describe, expect, it } from "vitest";
import {
  ConfigurationError,
  createResilientFetch,
  type FetchInit,
  type ResilientFetchOptions,
} from "./index.ts";

const secret = "token-123456";

describe("a resilient fetch", () => {
  it("accepts a URL with init, a URL object, and a Request", async () => {
    const sent: (FetchInit & { url: string })[] = [];
    const resilientFetch: typeof fetch = createResilientFetch({
      fetch: async (url, init: FetchInit) => {
        sent.push({ url, ...init });
        return new Response("ok");
      },
    });
    const init = { method: "PUT", body: "text", headers: { "X-One": "1", "content-type": "text/plain" } };
    for (const input of ["https://x.example/a", new URL("https://x.example/a")])
      await resilientFetch(input, init);
    const response = await resilientFetch(new Request("https://x.example/a", init));
    expect(await response.text()).toBe("ok");
    expect(sent).toHaveLength(3);
    for (const request of sent)
      expect(request).toMatchObject({
        url: "https://x.example/a",
        method: "PUT",
        body: "text",
        headers: { "x-one": "1" },
        redirect: "manual",
      });
  });

  it("returns error responses, after retries", async () => {
    let count = 0;
    const resilientFetch = createResilientFetch({
      maxRetries: 1,
      fetch: async () => (count++, new Response("later", { status: 503, headers: { "retry-after": "0" } })),
    });
    const response = await resilientFetch("https://x.example/a");
    expect([response.status, await response.text(), count]).toEqual([503, "later", 2]);
  });

  it("rejects redirects, and removes secrets from the error", async () => {
    const resilientFetch = createResilientFetch({
      secrets: [secret],
      fetch: async () =>
        new Response(null, { status: 302, headers: { location: `https://y.example/?t=${secret}` } }),
    });
    await expect(resilientFetch("https://x.example/a")).rejects.toMatchObject({
      kind: "redirect",
      location: "https://y.example/?t=*API-key*",
      message:
        "GET /a was redirected to https://y.example/?t=*API-key*. The redirect was not followed. Check the URL.",
    });
  });

  it("limits the size of a response", async () => {
    const resilientFetch = createResilientFetch({
      maxResponseBytes: 3,
      fetch: async () => new Response("four"),
    });
    await expect(resilientFetch("https://x.example/a")).rejects.toMatchObject({
      kind: "invalid-response",
      status: 200,
    });
    const response = await resilientFetch("https://x.example/a", { maxResponseBytes: 4 });
    expect(await response.text()).toBe("four");
  });
});

/** Creates a resilient fetch that records what it sends. */
function createRecordingFetch(options: ResilientFetchOptions = {}) {
  const sent: (FetchInit & { url: string; [name: string]: unknown })[] = [];
  const resilientFetch = createResilientFetch({
    fetch: async (url, init: FetchInit) => {
      sent.push({ url, ...init });
      return new Response("ok");
    },
    ...options,
  });
  return { sent, resilientFetch };
}

const url = "https://x.example/a";

describe("a Request with init", () => {
  const request = () =>
    new Request(url, {
      method: "POST",
      headers: { "x-one": "1", "content-type": "text/plain" },
      body: "text",
    });

  it.each<[string, RequestInit | undefined, object]>([
    ["nothing", undefined, { method: "POST", body: "text", headers: { "x-one": "1" } }],
    [
      "members that are undefined",
      { method: undefined } as never,
      { method: "POST", headers: { "x-one": "1" } },
    ],
    ["a method", { method: "PUT" }, { method: "PUT", body: "text", headers: { "x-one": "1" } }],
    ["a lower-case method", { method: "put" }, { method: "PUT", body: "text" }],
    ["a body", { body: "other" }, { method: "POST", body: "other", headers: { "x-one": "1" } }],
    ["a signal of null", { signal: null }, { method: "POST", body: "text", headers: { "x-one": "1" } }],
  ])("is merged as `fetch` does: %s", async (_, init, expected) => {
    const { sent, resilientFetch } = createRecordingFetch();
    await resilientFetch(request(), init);
    expect(sent).toMatchObject([expected]);
  });

  it("has the headers of init only, if there are any", async () => {
    const { sent, resilientFetch } = createRecordingFetch();
    await resilientFetch(request(), { headers: { "x-two": "2", "content-type": "text/html" } });
    expect(sent[0]?.headers).toEqual({ "x-two": "2", "content-type": "text/html" });
    expect(sent[0]?.body).toBe("text");
  });

  it("has the signal of init only, if there is one", async () => {
    const { sent, resilientFetch } = createRecordingFetch();
    const aborted = new Request(url, { signal: AbortSignal.abort() });
    await resilientFetch(aborted, { signal: null });
    await resilientFetch(aborted, { signal: new AbortController().signal });
    expect(sent).toHaveLength(2);
    await expect(resilientFetch(aborted)).rejects.toMatchObject({
      kind: "abort",
      method: "GET",
      path: "/a",
      attempts: 0,
    });
    const { signal } = aborted;
    await expect(resilientFetch(url, { signal })).rejects.toMatchObject({ kind: "abort", method: "GET" });
  });

  it("passes settings that it does not know to `fetch`", async () => {
    const { sent, resilientFetch } = createRecordingFetch();
    const dispatcher = { dispatch() {} };
    await resilientFetch(url, { dispatcher, credentials: "include", cf: { cacheTtl: 1 } } as object);
    await resilientFetch(
      new Request(url, { credentials: "include", keepalive: true, integrity: "sha256-x" }),
    );
    await resilientFetch(url, { cache: "force-cache", redirect: "follow" });
    expect(sent[0]).toMatchObject({ credentials: "include", cf: { cacheTtl: 1 }, cache: "no-store" });
    expect(sent[0]?.["dispatcher"]).toBe(dispatcher);
    expect(sent[1]).toMatchObject({ credentials: "include", keepalive: true, integrity: "sha256-x" });
    expect(sent[2]).toMatchObject({ cache: "force-cache", redirect: "manual" });
    for (const name of ["timeoutMs", "mode", "referrer", "duplex", "scope", "transport", "authorize"])
      expect(sent[0]).not.toHaveProperty(name);
  });

  it("can be of another package", async () => {
    const { sent, resilientFetch } = createRecordingFetch();
    const foreign = {
      url,
      method: "PUT",
      headers: new Map([["X-One", "1"]]),
      arrayBuffer: async () => new TextEncoder().encode("text").buffer,
    };
    Object.assign(foreign.headers, { get: () => null });
    await resilientFetch(foreign as never);
    await resilientFetch(foreign as never, { method: "DELETE" });
    expect(sent).toMatchObject([
      { url, method: "PUT", headers: { "x-one": "1" }, body: new TextEncoder().encode("text") },
      { url, method: "DELETE", headers: { "x-one": "1" } },
    ]);
    expect(sent[0]).toHaveProperty("cache", "no-store");
    expect(sent[0]).not.toHaveProperty("mode");
  });

  it("sends forms, bytes and text with a byte order mark unchanged", async () => {
    const { sent, resilientFetch } = createRecordingFetch();
    const latin1 = new Uint8Array([0x66, 0xfc, 0x72]);
    await resilientFetch(url, { method: "POST", body: new URLSearchParams({ a: "b c" }) });
    await resilientFetch(url, { method: "POST", body: latin1, headers: { "content-type": "text/plain" } });
    await resilientFetch(url, {
      method: "POST",
      body: "\ufeff{}",
      headers: { "content-type": "application/json" },
    });
    const form = new FormData();
    form.append("a", "b c");
    await resilientFetch(url, { method: "POST", body: form });
    await resilientFetch(url, { method: "POST", body: new Blob(["text"], { type: "text/plain" }) });
    await resilientFetch(url, { method: "POST", body: "[object Object]" });
    await resilientFetch(url, { method: "POST", body: null });
    const multipart = { "content-type": "multipart/related; type=text/xml" };
    await resilientFetch(url, { method: "POST", body: "text", headers: multipart });
    expect(new TextDecoder().decode(sent[3]?.body as Uint8Array)).toContain('name="a"\r\n\r\nb c\r\n');
    expect(sent.slice(4).map(({ body }) => body)).toEqual([
      "text",
      "[object Object]",
      undefined,
      new TextEncoder().encode("text"),
    ]);
    expect(sent[0]?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(new TextDecoder().decode(sent[0]?.body as Uint8Array)).toBe("a=b+c");
    expect(sent[1]?.body).toEqual(latin1);
    expect(sent[2]?.body).toBe("\ufeff{}");
  });
});

describe("a request that cannot be sent", () => {
  const used = new Request(url, { method: "POST", body: "text" });
  const streamError = () => new ReadableStream({ pull: (stream) => stream.error(new Error(`no ${secret}`)) });

  it.each<[string, string | Request, RequestInit, string]>([
    ["no URL", undefined as never, {}, "The request cannot be sent: "],
    ["an invalid URL", "http://user:PASSWORD@", {}, "The request cannot be sent: "],
    [
      "a URL with a password",
      "https://user:PASSWORD@x.example/",
      {},
      "The request cannot be sent: Request cannot be constructed from a URL that includes credentials: the URL",
    ],
    ["an empty URL", "", {}, "The request cannot be sent: the URL is empty."],
    [
      "an object as body",
      url,
      { method: "POST", body: { a: 1 } as never },
      'The request cannot be sent: The body would be the text "[object Object]".',
    ],
    ["a GET with a body", url, { body: "text" }, "The request cannot be sent: "],
    ["an invalid method", url, { method: "A B" }, "The request cannot be sent: "],
    ["an invalid header", url, { headers: { "x-one": "PASSWORD\nb" } }, 'The header "x-one" has an invalid'],
    ["a content length", url, { headers: { "content-length": "7" } }, 'The header "content-length" is set'],
    ["a body that was read", used, {}, "POST /a was not sent, because its body was read before."],
    [
      "a body that was read, and null",
      used,
      { body: null },
      "POST /a was not sent, because its body was read",
    ],
    [
      "a stream of text",
      url,
      {
        method: "POST",
        get body() {
          return streamError();
        },
      },
      "POST /a was not sent, because its body could not be read. See `cause`.",
    ],
    ["a signal that is none", url, { signal: {} as AbortSignal }, "`signal` is an object."],
  ])("fails with a ConfigurationError: %s", async (name, input, init, message) => {
    if (name.startsWith("a body that was read") && !used.bodyUsed) await used.text();
    const { sent, resilientFetch } = createRecordingFetch({ secrets: [secret] });
    const error: Error = await resilientFetch(input, init).catch((reason) => reason);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain(message);
    expect(`${error.message} ${String(error.cause)}`).not.toMatch(/PASSWORD|token-/);
    expect(sent).toEqual([]);
  });

  it("is not retried, and names its path, when its body never ends", async () => {
    const { resilientFetch } = createRecordingFetch({ deadlineMs: 20 });
    const body = new ReadableStream({ pull: () => new Promise(() => {}) });
    await expect(resilientFetch(url, { method: "post", body, duplex: "half" })).rejects.toMatchObject({
      kind: "timeout",
      message: "POST /a timed out after `deadlineMs` (20 ms).",
    });
  });
});

describe("a response of a resilient fetch", () => {
  it("with 401 is returned, because there are no other credentials", async () => {
    const { sent, resilientFetch } = createRecordingFetch({
      fetch: async () => new Response("", { status: 401 }),
    });
    expect((await resilientFetch(url)).status).toBe(401);
    expect(sent).toEqual([]);
  });

  it.each([
    ["GET", 3],
    ["PUT", 3],
    ["DELETE", 3],
    ["POST", 1],
    ["PATCH", 1],
  ])("with 500 is followed by retries if the method can be repeated: %s", async (method, count) => {
    let requests = 0;
    const fetch = async () => (requests++, new Response("", { status: 500 }));
    const response = await createResilientFetch({ fetch })(url, { method });
    expect([response.status, requests]).toEqual([500, count]);
  });

  const breakOff = (headers: Record<string, string>) => async () => {
    const text = "x".repeat(1001);
    let isRead = false;
    const body = new ReadableStream({
      pull(stream) {
        if (isRead) stream.error(new Error("terminated"));
        else stream.enqueue(new TextEncoder().encode(text));
        isRead = true;
      },
    });
    return new Response(body, { headers });
  };

  it("whose body breaks off is described by its ID and its type, and shown up to a limit", async () => {
    const headers = { "x-request-id": "received", "content-type": "text/csv" };
    const init = { method: "POST", headers: { "x-request-id": "sent" } };
    const failed = createResilientFetch({ fetch: breakOff(headers) })(url, init);
    await expect(failed).rejects.toMatchObject({
      kind: "invalid-response",
      requestId: "received",
      contentType: "text/csv",
      body: "x".repeat(1000),
    });
    const other = createResilientFetch({ fetch: breakOff({}) })(url, init);
    await expect(other).rejects.toMatchObject({ requestId: "sent", contentType: undefined });
  });

  it("that is none is an error of the custom fetch", async () => {
    const resilientFetch = createResilientFetch({ fetch: async () => "text" as never });
    await expect(resilientFetch(url)).rejects.toMatchObject({
      kind: "configuration",
      message: "GET /a failed: `fetch` did not return a Response. Check the `fetch` option.",
    });
  });

  it("that never arrives ends after the timeout, also from a fetch without options", async () => {
    const fetch = async (_url: string) => new Promise<Response>(() => {});
    const resilientFetch = createResilientFetch({ fetch, timeoutMs: 20, maxRetries: 0 });
    await expect(resilientFetch(url)).rejects.toMatchObject({
      kind: "timeout",
      message: "GET /a timed out after `timeoutMs` (20 ms).",
    });
  });
});

describe("an option of a resilient fetch", () => {
  it.each<[unknown, string]>([
    [{ retries: 1 }, "There is no option `retries`. Did you mean `maxRetries`?"],
    [{ timeout: 1 }, "There is no option `timeout`. Did you mean `timeoutMs`?"],
    [{ secret: ["x"] }, "There is no option `secret`. Did you mean `secrets`?"],
    [{ secrets: secret }, "`secrets` is a string. Use an array of strings."],
    [{ fetch: 7 }, "`fetch` is a number. Use a function."],
    [{ onEvent: 7 }, "`onEvent` is a number. Use a function."],
    [{ signal: 7 }, "`signal` is a number. Use the signal of an AbortController."],
    [{ maxResponseBytes: Number.NaN }, "`maxResponseBytes` is NaN."],
    [{ maxRetries: 11 }, "`maxRetries` is 11."],
    [null, "The options are null. Use an object."],
  ])("is rejected: %o", (options, message) => {
    expect(() => createResilientFetch(options as ResilientFetchOptions)).toThrow(message);
    expect(() => createResilientFetch(options as ResilientFetchOptions)).toThrow(ConfigurationError);
  });

  it("of a call is checked too", async () => {
    const { resilientFetch } = createRecordingFetch();
    await expect(resilientFetch(url, { timeoutMs: 0 })).rejects.toThrow("`timeoutMs` is 0.");
  });
});

it("a list of secrets can contain undefined, as a variable of the environment can be", async () => {
  const error: Error = await createResilientFetch({
    secrets: [undefined as never, secret],
    maxRetries: 0,
    fetch: () => Promise.reject(new Error(`no ${secret}`)),
  })(url).catch((reason) => reason);
  expect(error).toMatchObject({ kind: "connection" });
  expect(error.message).not.toContain(secret);
});

it("a URL whose scheme the platform does not know is requested once, and nothing is sent", async () => {
  const error: unknown = await createResilientFetch()("ftp://x.example/a").catch((reason) => reason);
  expect(error).toMatchObject({ kind: "connection", isUnsent: true, isTransient: false, attempts: 1 });
});

describe("a function that authorizes", () => {
  it("adds headers to each attempt, and its failure ends the call", async () => {
    let count = 0;
    const { sent, resilientFetch } = createRecordingFetch({ secrets: [secret] });
    await resilientFetch(url, { authorize: async () => ({ authorization: `Bearer ${++count}` }) });
    expect(sent).toMatchObject([{ headers: { authorization: "Bearer 1" } }]);
    const failing = resilientFetch(url, { authorize: () => Promise.reject(new Error(`no ${secret}`)) });
    await expect(failing).rejects.toMatchObject({
      kind: "configuration",
      attempts: 0,
      message: "GET /a was not sent: `authorize` failed. See `cause`.",
      cause: { message: "no *API-key*" },
    });
  });
});
