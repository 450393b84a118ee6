/** Responses of `fetch` functions that are not the platform's. */
import { describe, expect, it } from "vitest";
import { ConflictError, createClient, type Fetch, NotFoundError } from "../index.ts";
import {
  apiKey,
  catchError,
  createTestClient,
  recording,
  sequence,
} from "../client-fixtures.test-support.ts";

const body = { success: true, data: { projects: [] } };
const text = JSON.stringify(body);

/** A response of another package, as far as the client needs one. */
const foreign = (fields: object) => ({
  status: 200,
  headers: new Headers(),
  text: async () => text,
  ...fields,
});

describe("a success of a custom fetch", () => {
  const stream = (...chunks: unknown[]) =>
    new ReadableStream({ start: (s) => (chunks.forEach((chunk) => s.enqueue(chunk)), s.close()) });

  it.each<[string, object]>([
    ["has no headers", { headers: undefined }],
    ["has headers of null", { headers: null }],
    ["has headers that can only be read by name", { headers: { get: () => null } }],
    ["has headers in a Map", { headers: new Map([["x-one", "1"]]) }],
    ["has headers in a record", { headers: { "x-one": "1" } }],
    [
      "has headers that no server can send",
      {
        headers: new Map([
          ["x y", "1"],
          ["x-one", "a\nb"],
          ["x-two", "\u0100"],
        ]),
      },
    ],
    ["has a reason phrase that the platform rejects", { statusText: "Fine \u2713" }],
    ["has a reason phrase of two lines", { statusText: "a\nb" }],
    ["has no reason phrase", { statusText: null }],
    [
      "has a body in chunks of text",
      {
        get body() {
          return stream(text.slice(0, 9), text.slice(9));
        },
      },
    ],
    [
      "has a body in buffers",
      {
        get body() {
          return stream(new TextEncoder().encode(text).buffer);
        },
      },
    ],
    [
      "has a body in views of another type",
      {
        get body() {
          return stream(new DataView(new TextEncoder().encode(text).buffer));
        },
      },
    ],
  ])("is accepted when it %s", async (_, fields) => {
    const client = createTestClient(async () => foreign(fields) as never);
    const { data, response } = await client.projects.list().withResponse();
    expect(data).toEqual([]);
    expect(response).toBeInstanceOf(Response);
  });

  it("has the reason phrase and the URL of the response, if they are valid", async () => {
    const read = async (fields: object) => {
      const client = createTestClient(async () => foreign(fields) as never);
      const { response } = await client.projects.list().withResponse();
      return [response.status, response.statusText, response.url];
    };
    const url = "https://api.confident-ai.com/v1/projects";
    expect(await read({ status: 200, statusText: "Fine", url })).toEqual([200, "Fine", url]);
    expect(await read({ status: 299, statusText: 7, url: undefined })).toEqual([299, "", ""]);
    expect(await read({ statusText: "Fine \u2713" })).toEqual([200, "", ""]);
  });

  it("is limited in size without a stream, too", async () => {
    const client = createTestClient(async () => foreign({}) as never, { maxRetries: 0 });
    const { length } = new TextEncoder().encode(text);
    expect(await client.projects.list({ maxResponseBytes: length })).toEqual([]);
    expect(await catchError(client.projects.list({ maxResponseBytes: length - 1 }))).toMatchObject({
      kind: "invalid-response",
      cause: `It is longer than ${length - 1} bytes.`,
    });
  });

  it("keeps the headers that the client reads, when they can only be read by name", async () => {
    const headers = {
      get: (name: string) => ({ "x-request-id": "q", "content-type": "text/html" })[name] ?? null,
    };
    const client = createTestClient(async () => foreign({ headers, text: async () => "<p>" }) as never);
    expect(await catchError(client.projects.list())).toMatchObject({
      requestId: "q",
      contentType: "text/html",
    });
  });

  it.each<[string, object, object]>([
    ["has a chunk that is not bytes", { body: stream(7) }, { kind: "invalid-response", status: 200 }],
    ["has no body and no text()", { text: undefined }, { kind: "invalid-response", status: 200 }],
    ["has a text() that throws", { text: () => Promise.reject(new RangeError("x")) }, { status: 200 }],
    ["has a status that is text", { status: "200" }, { kind: "configuration" }],
    ["has a status that is no number", { status: Number.NaN }, { kind: "configuration" }],
  ])("fails once, and is not sent again, when it %s", async (_, fields, expected) => {
    let count = 0;
    const client = createTestClient(async () => (count++, foreign(fields) as never));
    expect(await catchError(client.organization.update({ name: "n" }))).toMatchObject({
      attempts: 1,
      ...expected,
    });
    expect(count).toBe(1);
  });
});

describe("a response of a custom fetch that cannot be read", () => {
  const unreadable = (...names: string[]) => {
    const properties = names.map((name) => [
      name,
      {
        get() {
          throw new Error(`no ${name} for ${apiKey}`);
        },
      },
    ]);
    return Object.defineProperties(foreign({}), Object.fromEntries(properties));
  };

  it.each<[string, () => object]>([
    ...["status", "type", "headers", "redirected", "bodyUsed", "body"].map((name): [string, () => object] => [
      `has a property ${name} that throws`,
      () => unreadable(name),
    ]),
    [
      "has headers that throw",
      () => foreign({ headers: { forEach: () => expect.fail(`no headers for ${apiKey}`) } }),
    ],
    ["is a proxy of the platform's", () => new Proxy(Response.json(body), {})],
  ])("fails once, without the key, when it %s", async (_, create) => {
    let count = 0;
    const client = createTestClient(async () => (count++, create() as never));
    const error = await catchError(client.organization.update({ name: "n" }));
    expect(error).toMatchObject({ kind: "configuration", method: "PUT", attempts: 1 });
    expect(error.message).toMatch(
      /`fetch` returned a response that cannot be read\. See `cause`\. It may have been executed:/,
    );
    expect((error.cause as Error).message).not.toContain("SECRET");
    expect(count).toBe(1);
  });

  it.each<[string, () => unknown]>([
    ["throws", () => expect.fail("no cancel")],
    ["returns nothing", () => undefined],
    ["rejects", () => Promise.reject(new Error("no cancel"))],
  ])("is a redirect all the same when the cancel() of its body %s", async (_, cancel) => {
    const headers = { location: "https://x.example/" };
    const client = createTestClient(async () => foreign({ status: 302, headers, body: { cancel } }) as never);
    expect(await catchError(client.projects.list())).toMatchObject({ kind: "redirect", status: 302 });
  });
});

describe("an error response of a custom fetch", () => {
  it.each<[string, object]>([
    ["has no headers", { headers: undefined }],
    ["has no body and no text()", { text: undefined }],
    [
      "has a body that was read",
      { bodyUsed: true, text: () => Promise.reject(new TypeError("Body is unusable")) },
    ],
    ["has a chunk that is not bytes", { body: new ReadableStream({ pull: (s) => s.enqueue(7) }) }],
    ["has a body that breaks off", { body: new ReadableStream({ pull: (s) => s.error(new Error("cut")) }) }],
    ["has a reason phrase that the platform rejects", { statusText: "\u2713" }],
  ])("keeps its status, and is not sent again, when it %s", async (_, fields) => {
    let count = 0;
    const client = createTestClient(async () => (count++, foreign({ status: 409, ...fields }) as never));
    const error = await catchError(client.organization.update({ name: "n" }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({
      status: 409,
      attempts: 1,
      body: { success: false, error: expect.any(String) },
    });
    expect(count).toBe(1);
  });

  it.each([101, 600, 999])("may have the status %i", async (status) => {
    const client = createTestClient(async () => foreign({ status }) as never);
    expect(await catchError(client.projects.list())).toMatchObject({ kind: "api", status });
    expect((await client.raw.GET("/v1/projects")).response.status).toBe(status);
  });
});

describe("a custom fetch", () => {
  it("that returns `Response.error()` had no connection", async () => {
    const client = createTestClient(
      sequence(() => Response.error()),
      { maxRetries: 0 },
    );
    const error = await catchError(client.organization.roles.delete("r"));
    expect(error).toMatchObject({ kind: "connection", attempts: 1 });
    expect(error.message).toContain("failed: `fetch` returned a network error. It may have been executed");
    const retried = sequence(
      () => Response.error(),
      () => Response.json(body),
    );
    expect(await createTestClient(retried).projects.list()).toEqual([]);
    expect(retried.count).toBe(2);
  });

  it("that throws an error of another call is neither changed nor taken for an error of this call", async () => {
    const thrown = new NotFoundError("returned 404.", {
      method: "GET",
      path: "/other",
      status: 404,
      attempts: 7,
    });
    let count = 0;
    const client = createTestClient(() => (count++, Promise.reject(thrown)));
    const error = await catchError(client.projects.list());
    expect(error).toMatchObject({ kind: "configuration", path: "/v1/projects", attempts: 1, cause: thrown });
    expect(error.message).toContain("failed: `fetch` threw a NotFoundError. See `cause`.");
    expect(thrown).toMatchObject({ path: "/other", attempts: 7 });
    expect(count).toBe(1);
  });

  it("can be the fetch of another client, whose connection errors keep their cause", async () => {
    const failing: Fetch = () =>
      Promise.reject(
        new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) }),
      );
    const client = createTestClient(failing, { maxRetries: 0 });
    const outer = createClient({
      apiKey,
      maxRetries: 0,
      fetch: async () => (await client.projects.list().withResponse()).response,
    });
    const error = await catchError(outer.projects.list());
    expect(error).toMatchObject({ kind: "connection", isUnsent: true });
    expect(error.message).toContain("failed: ECONNREFUSED. Nothing was sent.");
  });
});

describe("middleware", () => {
  const input = { name: "n", policyIds: [] };

  it("that reads the body of a request stops the call before it is sent", async () => {
    const fetch = sequence(() => Response.json(body));
    const client = createTestClient(fetch);
    client.raw.use({ onRequest: async ({ request }) => void (await request.text()) });
    const error = await catchError(client.organization.roles.create(input));
    expect(error).toMatchObject({ kind: "configuration", attempts: 0, method: "POST" });
    expect(error.message).toContain("was not sent, because its body was read before.");
    expect(fetch.count).toBe(0);
  });

  it("that reads the body of a response changes nothing for a resource method", async () => {
    const good = { success: true, data: { organization: { id: "o" } } };
    for (const status of [200, 409]) {
      const fetch = sequence(() => Response.json(good, { status }));
      const client = createTestClient(fetch);
      client.raw.use({ onResponse: async ({ response }) => void (await response.text()) });
      const { data, error } = await client.organization.update({ name: "n" }).asResult();
      expect(data?.id ?? error?.status).toBe(status === 200 ? "o" : 409);
      expect(fetch.count).toBe(1);
    }
  });

  it("that reads the body of a response ends a raw call with its status", async () => {
    const readBody = {
      onResponse: async ({ response }: { response: Response }) => void (await response.text()),
    };
    const failing = createTestClient(async () => Response.json(body, { status: 409 }));
    failing.raw.use(readBody);
    expect((await failing.raw.GET("/v1/projects")).response.status).toBe(409);
    const client = createTestClient(async () => Response.json(body));
    client.raw.use(readBody);
    expect(await catchError(client.raw.GET("/v1/projects"))).toMatchObject({
      kind: "configuration",
      status: 200,
    });
  });

  it("that reads a clone, or returns another response, is supported", async () => {
    const client = createTestClient(async () => Response.json(body));
    const seen: unknown[] = [];
    client.raw.use({
      async onRequest({ request }) {
        seen.push(await request.clone().text());
      },
      async onResponse({ response }) {
        const data = (await response.clone().json()) as { data: object };
        return Response.json({ ...data, data: { ...data.data, role: { id: "changed" } } }, response);
      },
    });
    expect(await client.organization.roles.create(input)).toEqual({ id: "changed" });
    expect(seen).toEqual([JSON.stringify(input)]);
  });

  it("that throws passes its error on, unchanged", async () => {
    const client = createTestClient(async () => Response.json(body));
    const thrown = new NotFoundError("returned 404.", { method: "GET", path: "/other", attempts: 7 });
    client.raw.use({ onRequest: () => Promise.reject(thrown) });
    expect(await catchError(client.projects.list())).toBe(thrown);
    expect(thrown).toMatchObject({ path: "/other", attempts: 7 });
  });

  it("that handles an error can respond, or throw another error", async () => {
    const client = createTestClient(() => Promise.reject(new TypeError("fetch failed")), { maxRetries: 0 });
    const respond = { onError: () => Response.json(body) };
    client.raw.use(respond);
    expect(await client.projects.list()).toEqual([]);
    client.raw.eject(respond);
    client.raw.use({ onError: ({ error }) => new Error("mine", { cause: error }) });
    await expect(client.projects.list()).rejects.toMatchObject({
      message: "mine",
      cause: { name: "ConnectionError", attempts: 1 },
    });
  });

  it("that changes a request keeps the protection of the client", async () => {
    const { sent, client } = recording(body);
    client.raw.use({
      onRequest({ request }) {
        request.headers.set("confident_api_key", "other");
        return new Request(`${request.url}?page=2`, request);
      },
    });
    await client.projects.list();
    expect(sent[0]?.url).toBe("https://api.confident-ai.com/v1/projects?page=2");
    expect(sent[0]?.headers).toMatchObject({ confident_api_key: apiKey });
    client.raw.use({ onRequest: ({ request }) => request.headers.set("content-length", "7") });
    expect(await catchError(client.projects.list())).toMatchObject({ kind: "configuration", attempts: 0 });
  });

  it.each([
    "https://evil.example/v1/projects",
    "https://api.confident-ai.com.evil.example/v1",
    "http://api.confident-ai.com/v1",
  ])("that sends a request to %s is rejected", async (target) => {
    const { sent, client } = recording(body);
    client.raw.use({ onRequest: ({ request }) => new Request(target, request) });
    const error = await catchError(client.projects.list());
    expect(error).toMatchObject({ kind: "configuration", attempts: 0 });
    expect(error.message).toContain("The API key must not leave the base URL.");
    expect(sent).toEqual([]);
  });

  it("that leaves the path of the base URL is rejected", async () => {
    const { sent, client } = recording(body, { baseUrl: "https://gateway.example/tenant-a" });
    client.raw.use({
      onRequest: ({ request }) => new Request(new URL("/tenant-b/v1", request.url), request),
    });
    expect((await catchError(client.projects.list())).message).toContain("It would go to /tenant-b/v1, but");
    expect(sent).toEqual([]);
  });

  it("that responds itself sends nothing", async () => {
    const fetch = sequence(() => Response.json(body));
    const client = createTestClient(fetch);
    client.raw.use({ onRequest: () => Response.json({ success: false, error: "offline" }, { status: 503 }) });
    expect(await catchError(client.projects.list())).toMatchObject({ status: 503, attempts: 0 });
    expect(fetch.count).toBe(0);
  });
});

describe("`requestId`", () => {
  const sentId = async (call: (fetch: Fetch) => Promise<{ requestId?: string | undefined }>) => {
    let sent: string | undefined;
    const found = await call(async (_, init: { headers: Record<string, string> }) => {
      sent = init.headers["x-request-id"];
      return Response.json(body);
    });
    return [found.requestId, sent];
  };

  it("is that of the response, else the one that was sent", async () => {
    const [found, sent] = await sentId((fetch) => createTestClient(fetch).projects.list().withResponse());
    expect(sent).toMatch(/^[\da-f-]{36}$/);
    expect(found).toBe(sent);
    const [failed, sentByFailed] = await sentId((fetch) =>
      catchError(createTestClient(fetch).organization.roles.create({ name: "n", policyIds: [] })),
    );
    expect(failed).toBe(sentByFailed);
  });

  it("never shows the key", async () => {
    const echo = createTestClient(async () =>
      Response.json(body, { headers: { "x-request-id": `1-${apiKey}` } }),
    );
    expect((await echo.projects.list().withResponse()).requestId).toBe("1-*API-key*");
    const events: unknown[] = [];
    const silent = createTestClient(async () => Response.json(body), {
      onEvent: (event) => events.push(event),
    });
    silent.raw.use({ onRequest: ({ request }) => request.headers.set("x-request-id", `2-${apiKey}`) });
    expect((await silent.projects.list().withResponse()).requestId).toBe("2-*API-key*");
    expect(JSON.stringify(events)).not.toContain("SECRET");
  });
});
