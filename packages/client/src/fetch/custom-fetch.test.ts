/** Responses of `fetch` functions that are not the platform's. */
import { describe, expect, it } from "vitest";
import { ConflictError, createClient, type Fetch, NotFoundError } from "../index.ts";
import { apiKey, catchError, createTestClient, sequence } from "../client-fixtures.test-support.ts";

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

  it.each<[string, unknown]>([
    ["a Map", new Map([["X-Request-Id", "q"]])],
    ["a record", { "X-Request-Id": "q" }],
    [
      "an object with forEach",
      { forEach: (add: (value: string, name: string) => void) => add("q", "x-request-id") },
    ],
  ])("has the headers of %s", async (_, headers) => {
    const client = createTestClient(async () => foreign({ headers }) as never);
    const { requestId, response } = await client.projects.list().withResponse();
    expect([requestId, response.headers.get("x-request-id")]).toEqual(["q", "q"]);
  });

  it.each([null, undefined])("has no header that is read by name and is %s", async (value) => {
    const client = createTestClient(async () => foreign({ headers: { get: () => value } }) as never);
    const { response } = await client.projects.list().withResponse();
    expect([...response.headers]).toEqual([]);
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

describe("a body of a custom fetch with a chunk that is not bytes", () => {
  it.each(["json", "stream"] as const)("is cancelled when it is read as %s", async (parseAs) => {
    let isCancelled = false;
    const chunks = new ReadableStream({
      pull: (controller) => controller.enqueue(7),
      cancel: () => void (isCancelled = true),
    });
    const { raw } = createTestClient(async () => foreign({ body: chunks }) as never, { maxRetries: 0 });
    const reading = raw
      .GET("/v1/projects", { parseAs })
      .then(({ data }) => new Response(data as never).text());
    expect(await catchError(reading)).toMatchObject({ kind: "invalid-response", status: 200 });
    expect(isCancelled).toBe(true);
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
