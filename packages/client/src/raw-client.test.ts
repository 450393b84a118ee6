import { describe, expect, it } from "vitest";
import { ConfigurationError } from "./index.ts";
import {
  anything,
  catchError,
  createTestClient,
  recording,
  respondWith,
  role,
  sequence,
} from "./client-fixtures.test-support.ts";

describe("a path of the raw client", () => {
  it.each([
    "/v1/projects/p/roles/..",
    "/v1/projects/p/roles/%2e%2e",
    "/../tenant-b/v1/organization",
    "/v1/projects/{projectId",
    "/v1\\..\\organization",
  ])("such as %j is rejected before anything is sent", async (path) => {
    const { sent, client } = recording(anything);
    const error = await catchError(client.raw.DELETE(path as never));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toBe(
      `The path is ${JSON.stringify(path)}. Use a path of the description, with its parameters in \`params.path\`.`,
    );
    expect(sent).toEqual([]);
  });

  it("whose parameter is not filled in is rejected before anything is sent", async () => {
    const { sent, client } = recording(anything);
    const error = await catchError(client.raw.DELETE("/v1/projects/{project-id}" as never));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toBe("`project-id` is undefined, which is not an ID. Use an ID from a list.");
    expect(sent).toEqual([]);
  });
});

describe("the raw client", () => {
  it("returns an error response as a value", async () => {
    const client = respondWith(409, { success: false, error: "conflict" });
    const { data, error, response } = await client.raw.POST("/v1/organization/roles", { body: role });
    expect({ data, error, status: response.status }).toEqual({
      data: undefined,
      error: { success: false, error: "conflict" },
      status: 409,
    });
  });

  it("returns the complete body of a success", async () => {
    const { sent, client } = recording({ success: true, data: { role: { id: "r" } }, link: "l" });
    const { data } = await client.raw.PUT("/v1/projects/{projectId}/roles/{roleId}", {
      params: { path: { projectId: "p/1", roleId: "r" } },
      body: role,
      headers: { "x-one": "1" },
    });
    expect(data).toEqual({ success: true, data: { role: { id: "r" } }, link: "l" });
    expect(sent[0]).toMatchObject({
      url: "https://api.confident-ai.com/v1/projects/p%2F1/roles/r",
      headers: { "x-one": "1" },
      body: JSON.stringify(role),
    });
  });

  it("fills in parameters whose names are no names of variables", async () => {
    const { sent, client } = recording(anything);
    const get = client.raw.GET as unknown as (path: string, init: object) => Promise<unknown>;
    const params = { path: { "role-id": "a/b", class: 7 } };
    await get("/v1/roles/{role-id}/classes/{class}", { params });
    expect(sent[0]?.url).toBe("https://api.confident-ai.com/v1/roles/a%2Fb/classes/7");
  });

  it("throws on responses of other APIs and on requests that cannot be sent", async () => {
    const page = createTestClient(async () => new Response("<html>"));
    await expect(page.raw.GET("/v1/projects")).rejects.toMatchObject({ kind: "invalid-response" });
    await expect(
      page.raw.DELETE("/v1/projects/{projectId}", { params: { path: { projectId: ".." } } }),
    ).rejects.toThrow(/`projectId` is "\.\."/);
    for (const init of [undefined, {}, { params: {} }])
      await expect(page.raw.DELETE("/v1/projects/{projectId}", init as never)).rejects.toThrow(
        /`projectId` is undefined/,
      );
  });

  it("throws the error of a success that says success: false, and of a page", async () => {
    const body = { success: false, error: "no" };
    expect(await catchError(respondWith(200, body).raw.GET("/v1/projects"))).toMatchObject({
      kind: "api",
      status: 200,
      body,
      message: "GET /v1/projects returned 200: no",
    });
    const page = createTestClient(
      async () => new Response("<h1>Log in</h1>", { headers: { "content-type": "text/html" } }),
    );
    expect(await catchError(page.raw.GET("/v1/projects"))).toMatchObject({
      kind: "invalid-response",
      message:
        "GET /v1/projects returned 200 with text/html, not JSON of this API. Check the base URL and proxies.",
    });
  });

  it.each([
    ["https://x.example/other", "/other"],
    ["https://y.example/api/v1/projects", "https://y.example"],
  ])("does not send the key to %s, which middleware requests", async (url, place) => {
    const { sent, client } = recording(anything, { baseUrl: "https://x.example/api" });
    client.raw.use({ onRequest: ({ request }) => new Request(url, request) });
    expect((await catchError(client.projects.list())).message).toContain(
      `It would go to ${place}, but the base URL is https://x.example/api.`,
    );
    expect(sent).toEqual([]);
  });

  it("accepts the options of a call and rejects others", async () => {
    const fetch = sequence(() => Response.json({ success: false, error: "Later." }, { status: 503 }));
    const client = createTestClient(fetch);
    const { error, response } = await client.raw.GET("/v1/projects", { maxRetries: 0 });
    expect([error, response.status, fetch.count]).toEqual([{ success: false, error: "Later." }, 503, 1]);
    await expect(client.raw.GET("/v1/projects", { retires: 0 })).rejects.toThrow(
      "There is no option `retires`. Did you mean `maxRetries`?",
    );
    // @ts-expect-error -- there is no such path
    void (() => client.raw.GET("/v1/roles"));
    // @ts-expect-error -- the body is missing
    void (() => client.raw.POST("/v1/projects"));
  });

  it.each<[string, object, string]>([
    ["BREW", {}, 'There is no method "BREW".'],
    [
      "GET",
      { baseUrl: "https://x.example" },
      "`baseUrl` cannot be set for a call. Create another client for another base URL.",
    ],
    [
      "GET",
      { redirect: "follow" },
      "`redirect` cannot be set for a call. The client never follows redirects, because that would send the API key elsewhere.",
    ],
    [
      "GET",
      { pathSerializer: () => "/v1/roles" },
      "`pathSerializer` cannot be set for a call. The client encodes IDs itself.",
    ],
    ["GET", { Request }, "`Request` cannot be set for a call. Use middleware to change a request."],
    ["GET", { parseAs: "xml" }, '`parseAs` is "xml". Use one of: arrayBuffer, blob, json, stream, text.'],
    ["POST", { body: null }, "`input` is null. Use an object of JSON values."],
    ["POST", { body: "name" }, "`input` is string. Use an object of JSON values."],
    ["POST", { body: { name: 1n } }, "`name` is a BigInt, which is not JSON."],
    ["POST", { body: new Map() }, "`input` is a Map, which is not JSON."],
  ])("says why a %s cannot be sent: %o", async (method, init, message) => {
    const { sent, client } = recording(anything);
    const send = client.raw.request as unknown as (...call: unknown[]) => Promise<unknown>;
    expect((await catchError(send(method, "/v1/projects", init))).message).toBe(message);
    expect(sent).toEqual([]);
  });

  it("sends a text whose type is not JSON, a form, and bytes unchanged", async () => {
    const { sent, client } = recording(anything);
    const post = client.raw.POST as unknown as (path: string, init: object) => Promise<unknown>;
    const form = new FormData();
    form.set("a", "1");
    await post("/v1/projects", { body: "a,b", headers: { "content-type": "text/csv" } });
    await post("/v1/projects", { body: form });
    await post("/v1/projects", { body: new Uint8Array([1, 2]), headers: { "content-type": "image/png" } });
    await post("/v1/projects", { body: { a: 1 }, headers: { "content-type": "application/json" } });
    expect(sent.map(({ headers }) => headers["content-type"]?.split(";")[0])).toEqual([
      "text/csv",
      "multipart/form-data",
      "image/png",
      "application/json",
    ]);
    expect([sent[0]?.body, sent[2]?.body, sent[3]?.body]).toEqual(["a,b", new Uint8Array([1, 2]), '{"a":1}']);
  });

  it.each<[string, object]>([
    ["GET", { body: { name: "n" } }],
    ["GET", { mode: "bogus" }],
    ["GET", { parseAs: "xml" }],
    ["TRACE", {}],
  ])("rejects a %s that the platform cannot send: %o", async (method, init) => {
    const { sent, client } = recording(anything);
    const send = client.raw.request as unknown as (...call: unknown[]) => Promise<unknown>;
    const error = await catchError(send(method, "/v1/projects", init));
    expect(error).toMatchObject({ kind: "configuration", method, path: "/v1/projects", attempts: 0 });
    expect(sent).toEqual([]);
  });

  it("names what the platform rejects", async () => {
    const { client } = recording(anything);
    const error = await catchError(client.raw.GET("/v1/projects", { mode: "bogus" } as never));
    expect(error.message).toMatch(/^GET \/v1\/projects cannot be sent: .*bogus/);
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  it("adds the client's idempotency key to a POST, also if the key of the call is null", async () => {
    const { sent, client } = recording(anything, { idempotencyKey: () => "key-1" });
    await client.raw.POST("/v1/projects", { body: { name: "n" } });
    await client.raw.POST("/v1/projects", { body: { name: "n" }, idempotencyKey: null as never });
    await client.raw.PUT("/v1/organization", { body: { name: "n" } });
    expect(sent.map(({ headers }) => headers["idempotency-key"])).toEqual(["key-1", "key-1", undefined]);
  });

  it("returns the response of a HEAD request, which has no body", async () => {
    const client = createTestClient(async () => new Response(null, { headers: { etag: "1" } }));
    const head = client.raw.HEAD as unknown as (path: string) => Promise<{ response: Response }>;
    expect((await head("/v1/projects")).response.headers.get("etag")).toBe("1");
  });

  it("returns the response of an OPTIONS request, which can have no body", async () => {
    const client = createTestClient(async () => new Response("", { headers: { allow: "GET" } }));
    const options = client.raw.OPTIONS as unknown as (path: string) => Promise<{ response: Response }>;
    expect((await options("/v1/projects")).response.headers.get("allow")).toBe("GET");
    expect(await catchError(client.raw.GET("/v1/projects"))).toMatchObject({ kind: "invalid-response" });
  });

  it("throws the error of middleware, of the client or of one call, unchanged", async () => {
    const thrown = new TypeError("no team");
    const middleware = { onRequest: () => Promise.reject(thrown) };
    const { sent, client } = recording(anything);
    expect(await catchError(client.raw.GET("/v1/projects", { middleware: [middleware] }))).toBe(thrown);
    client.raw.use(middleware);
    expect(await catchError(client.raw.GET("/v1/projects"))).toBe(thrown);
    expect(sent).toEqual([]);
  });

  it.each([".evil.example/x", "@evil.example/x", ":9/x", "v1/projects", 7, undefined])(
    "rejects the path %j, which would become part of the host",
    async (path) => {
      const { sent, client } = recording(anything);
      const error = await catchError(client.raw.GET(path as "/v1/projects", null as never));
      expect(error).toMatchObject({ kind: "configuration" });
      expect(error.message).toBe(`The path is ${JSON.stringify(path)}. Use a path that starts with "/".`);
      expect(sent).toEqual([]);
    },
  );

  it("reads the data of a success as `parseAs` says, without checking it", async () => {
    const page = "<html>";
    const client = createTestClient(async () => new Response(page));
    const read = async (parseAs: string) =>
      (await client.raw.GET("/v1/projects", { parseAs } as never)) as { data: unknown };
    expect((await read("text")).data).toBe(page);
    expect((await read("arrayBuffer")).data).toEqual(new TextEncoder().encode(page).buffer);
    expect(await new Response((await read("stream")).data as ReadableStream).text()).toBe(page);
    expect(await catchError(read("json"))).toMatchObject({ kind: "invalid-response" });
  });

  it("accepts the options that openapi-fetch documents, and others for middleware", async () => {
    const { sent, client } = recording(anything);
    const seen: unknown[] = [];
    client.raw.use({ onRequest: ({ request }) => void seen.push((request as { team?: string }).team) });
    await client.raw.GET("/v1/projects", {
      querySerializer: () => "page=2",
      bodySerializer: JSON.stringify,
      baseUrl: undefined,
      keepalive: true,
      priority: "high",
      cache: "reload",
      team: "platform",
    } as never);
    expect(sent[0]).toMatchObject({
      url: "https://api.confident-ai.com/v1/projects?page=2",
      keepalive: true,
      cache: "reload",
      team: "platform",
    });
    expect(seen).toEqual(["platform"]);
  });

  it("sends a path that looks like a host to the base URL", async () => {
    const { sent, client } = recording(anything);
    await client.raw.GET("//evil.example/x" as "/v1/projects", null as never);
    expect(sent[0]?.url).toBe("https://api.confident-ai.com//evil.example/x");
  });

  it("returns a success that is nested too deep to serialize, and one without content", async () => {
    const deep = createTestClient(
      async () => new Response(`{"data":{"projects":${"[".repeat(1e5)}${"]".repeat(1e5)}}}`),
    );
    expect((await deep.raw.GET("/v1/projects")).data?.data.projects).toHaveLength(1);
    const empty = createTestClient(async () => new Response(null, { status: 204 }));
    const { data, error, response } = await empty.raw.PUT("/v1/organization", { body: { name: "n" } });
    expect([data, error, response.status]).toEqual([undefined, undefined, 204]);
  });

  it("uses the `fetch` of the call, then of the client", async () => {
    const { sent, client } = recording(anything);
    const own = recording(anything);
    await client.raw.GET("/v1/projects", { fetch: ({ url }) => own.fetch(url, {}) as Promise<Response> });
    await client.raw.GET("/v1/projects");
    expect([sent.length, own.sent.length]).toEqual([1, 1]);
    expect(own.sent[0]?.url).toBe("https://api.confident-ai.com/v1/projects");
    await client.projects.list({ fetch: own.fetch });
    expect(own.sent[1]?.url).toBe("https://api.confident-ai.com/v1/projects");
    expect(sent[0]?.headers["accept"]).toBe("application/json");
  });
});
