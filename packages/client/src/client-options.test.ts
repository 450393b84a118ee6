import { describe, expect, it } from "vitest";
import { type ClientOptions, ConfigurationError, createClient, type RequestOptions } from "./index.ts";
import { createResilientFetch, type ResilientFetchOptions } from "./fetch/index.ts";
import { apiKey, catchError, recording } from "./client-fixtures.test-support.ts";

const data = { success: true, data: { projects: [] } };

describe("an option of a client", () => {
  it("is read when the client is created", async () => {
    const { fetch, sent } = recording(data);
    const options: ClientOptions = { apiKey, fetch, userAgent: "first", maxRetries: 0 };
    const client = createClient(options);
    const aborted = { signal: AbortSignal.abort(), userAgent: "second", maxRetries: -1 };
    const resilientOptions: ResilientFetchOptions = { fetch: async () => new Response("text") };
    const resilientFetch = createResilientFetch(resilientOptions);
    Object.assign(options, aborted);
    Object.assign(resilientOptions, { signal: aborted.signal, maxRetries: -1 });
    expect(await client.projects.list()).toEqual([]);
    expect(sent[0]?.headers["user-agent"]).toMatch(/^first /);
    expect((await resilientFetch("https://x.example/")).status).toBe(200);
  });

  it.each<[object, string]>([
    [{ baseURL: "x" }, "There is no option `baseURL`. Did you mean `baseUrl`?"],
    [{ timeout: 1 }, "There is no option `timeout`. Did you mean `timeoutMs`?"],
    [{ maxRetry: 1 }, "There is no option `maxRetry`. Did you mean `maxRetries`?"],
    [{ headersABC: 1 }, "There is no option `headersABC`. Use one of: "],
    [{ retry: 1 }, "There is no option `retry`. Did you mean `maxRetries`?"],
    [{ agent: {} }, "There is no option `agent`. Did you mean `fetch`?"],
    [{ defaultHeaders: {} }, "There is no option `defaultHeaders`. Did you mean `headers`?"],
    [{ userAgent: "a\nb: c" }, "`userAgent` is not a line of ASCII text."],
    [{ userAgent: "a\r" }, "`userAgent` is not a line of ASCII text."],
    [{ userAgent: "café/1" }, "`userAgent` is not a line of ASCII text."],
    [{ userAgent: " " }, "`userAgent` is not a line of ASCII text."],
    [{ userAgent: 7 }, "`userAgent` is not a line of ASCII text."],
    [{ fetch: "undici" }, "`fetch` is a string. Use a function."],
    [{ fetch: {} }, "`fetch` is an object. Use a function."],
    [{ onEvent: "log" }, "`onEvent` is a string. Use a function."],
    [{ signal: {} }, "`signal` is an object. Use the signal of an AbortController."],
    [{ signal: new AbortController() }, "`signal` is an object. Use the signal of an AbortController."],
    [{ headers: "x" }, "`headers` is a string. Use an object or a Headers object."],
    [{ headers: ["ab"] }, "`headers` is a list, but not of pairs."],
    [{ headers: [["a"]] }, "`headers` is a list, but not of pairs."],
    [{ headers: { a: {} } }, 'The header "a" has an invalid name or value.'],
    [{ headers: { a: Promise.resolve("b") } }, 'The header "a" has an invalid name or value.'],
    [{ headers: { a: Symbol("b") } }, 'The header "a" has an invalid name or value.'],
    [{ headers: { "Content-Length": "1" } }, 'The header "Content-Length" is set by the platform.'],
    [
      { headers: new Map([["Transfer-Encoding", "x"]]) },
      'The header "Transfer-Encoding" is set by the platform.',
    ],
    [{ headers: { connection: "close" } }, 'The header "connection" is set by the platform.'],
    [{ headers: { Expect: "100-continue" } }, 'The header "Expect" is set by the platform.'],
    [{ maxResponseBytes: 0 }, "`maxResponseBytes` is 0. Use a number from 1 to"],
    [
      { responseSchemas: { "GET /v1/projects": {} } },
      '`responseSchemas` has no Standard Schema for "GET /v1/projects".',
    ],
    [{ logger: console.log, logLevel: "info" }, "`logger` has no method `debug`."],
    [{ logger: { debug() {} } }, "`logger` has no method `info`."],
  ])("is rejected: %o", (options, message) => {
    const make = () => createClient({ apiKey, ...options } as ClientOptions);
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(message);
  });

  it.each([null, apiKey, 7])("cannot be given without an object: %o", (options) => {
    const make = () => createClient(options as never);
    expect(make).toThrow(ConfigurationError);
    expect(make).not.toThrow(/SECRET/);
  });

  it.each<[string, () => ClientOptions["headers"]]>([
    ["a Map", () => new Map([["X-One", "1"]])],
    ["a list of pairs", () => [["X-One", "1"]]],
    ["a generator, which can be read once", () => new Map([["X-One", "1"]]).entries()],
    ["headers that can only be listed", () => ({ forEach: (callback) => callback("1", "X-One") })],
    ["numbers, undefined and null", () => ({ "X-One": 1, "X-Two": undefined, "X-Three": null }) as never],
  ])("can give headers as %s", async (_, createHeaders) => {
    const { sent, client } = recording(data, { headers: createHeaders() });
    await client.projects.list();
    await client.projects.list();
    for (const request of sent) {
      expect(request.headers).toMatchObject({ "x-one": "1" });
      expect(request.headers).not.toHaveProperty("x-two");
      expect(request.headers).not.toHaveProperty("x-three");
    }
  });

  it("names the program in `User-Agent`", async () => {
    const { sent, client } = recording(data, { userAgent: "my-service/1.2 (staging)" });
    await client.projects.list();
    expect(sent[0]?.headers["user-agent"]).toMatch(/^my-service\/1\.2 \(staging\) rolewright-client\//);
  });
});

describe("`ifMatch`", () => {
  it("is sent as `If-Match` with the change of one call only", async () => {
    const { sent, client } = recording(data);
    await client.project("PROJECT-ID").update({ name: "Search" }, { ifMatch: '"version-1"' }).asResult();
    await client.project("PROJECT-ID").update({ name: "Search" }).asResult();
    expect(sent.map(({ headers }) => headers["if-match"])).toEqual(['"version-1"', undefined]);
  });

  it("cannot be set for all calls", () => {
    expect(() => recording(data, { ifMatch: '"version-1"' })).toThrow("Set it for one call.");
  });
});

describe("an option of a call", () => {
  const none = {
    signal: null,
    fetch: null,
    headers: null,
    onEvent: null,
    timeoutMs: null,
    idempotencyKey: null,
    ifMatch: undefined,
  };

  it.each([null, undefined, {}, none])("can be omitted: %o", async (options) => {
    const { sent, client } = recording(data);
    expect(await client.projects.list(options as RequestOptions)).toEqual([]);
    expect((await client.raw.GET("/v1/projects", { ...(options as object) })).data).toEqual(data);
    expect(
      (await client.raw.POST("/v1/projects", { ...options, body: { name: "n" } } as never)).response.ok,
    ).toBe(true);
    expect(sent).toHaveLength(3);
  });

  it.each<[object, string]>([
    [{ signal: "x" }, "`signal` is a string. Use the signal of an AbortController."],
    [{ fetch: 7 }, "`fetch` is a number. Use a function."],
    [{ onEvent: {} }, "`onEvent` is an object. Use a function."],
    [{ headers: 7 }, "`headers` is a number. Use an object or a Headers object."],
    [{ timeoutMS: 7 }, "There is no option `timeoutMS`. Did you mean `timeoutMs`?"],
  ])("is rejected before anything is sent: %o", async (options, message) => {
    const { sent, client } = recording(data);
    const calls = [client.projects.list(options), client.raw.GET("/v1/projects", { ...options })];
    for (const error of await Promise.all(calls.map(catchError))) {
      expect(error).toMatchObject({
        kind: "configuration",
        attempts: 0,
        method: "GET",
        path: "/v1/projects",
      });
      expect(error.message).toContain(message);
    }
    expect(sent).toEqual([]);
  });
});
