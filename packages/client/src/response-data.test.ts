import { describe, expect, it } from "vitest";
import {
  InvalidResponseError,
  ApiError,
  type Client,
  ConflictError,
  RedirectError,
  RolewrightError,
  Secret,
} from "./index.ts";
import { statusErrors } from "./generated/errors-by-status.ts";
import { respondWith, createTestClient, catchError } from "./client-fixtures.test-support.ts";

const listed = (respond: () => Response) =>
  createTestClient(async () => respond(), { maxRetries: 0 }).organization.roles.list();
const html = { "content-type": "text/html" };

describe("a success", () => {
  it.each([200, 201, 203, 299])("has the status %i", async (status) => {
    const body = { success: true, data: { roles: [{ id: "r", since: 2026 }] } };
    expect(await respondWith(status, body).organization.roles.list()).toEqual([{ id: "r", since: 2026 }]);
  });

  it("does not need `success: true`", async () => {
    expect(await respondWith(200, { data: { roles: [] } }).organization.roles.list()).toEqual([]);
  });

  it("may have no content, unless the operation returns content", async () => {
    const client = createTestClient(async () => new Response(null, { status: 204 }));
    expect(await client.organization.roles.delete("r/1")).toEqual({ id: "r/1", deleted: true });
    expect(await client.organization.update({ name: "n" })).toBeUndefined();
    expect(await catchError(client.organization.roles.list())).toMatchObject({
      kind: "invalid-response",
      status: 204,
    });
  });
});

describe("a success in another encoding than UTF-8", () => {
  const json = JSON.stringify({ success: true, data: { projects: [{ id: "p", name: "Zürich \uFFFD" }] } });
  const respond = (bytes: Uint8Array<ArrayBuffer>) =>
    createTestClient(async () => new Response(bytes, { headers: { "content-type": "application/json" } }));

  it.each(["latin1", "utf16le"] as const)("is rejected: %s", async (encoding) => {
    const client = respond(Buffer.from(json, encoding));
    for (const call of [client.projects.list(), client.raw.GET("/v1/projects")])
      expect(await catchError(call)).toMatchObject({
        kind: "invalid-response",
        message: expect.stringMatching(
          encoding === "latin1"
            ? /with application\/json, not UTF-8\. Check/
            : /not JSON of this API\. Check/,
        ),
      });
  });

  it("is not UTF-8 with a mark, nor with a replacement character", async () => {
    const client = respond(Buffer.from(`\uFEFF${json}`));
    expect(await client.projects.list()).toMatchObject([{ name: "Zürich \uFFFD" }]);
    expect((await client.raw.GET("/v1/projects")).data?.data.projects[0]?.name).toBe("Zürich \uFFFD");
  });

  it("is accepted when middleware has replaced it", async () => {
    const client = respond(Buffer.from(json, "latin1"));
    client.raw.use({ onResponse: () => new Response(json.replace(" \uFFFD", "")) });
    expect(await client.projects.list()).toMatchObject([{ name: "Zürich" }]);
  });
});

it("the API key of a new project prints as [redacted] and is read by reveal()", async () => {
  const apiKey = { id: 34, name: "Default", value: "confident_us_proj_new" };
  const data = { project: { id: "p", name: "Checkout" }, apiKey };
  const created = await respondWith(200, { success: true, data }).projects.create({ name: "Checkout" });
  expect(created.apiKey.value).toBeInstanceOf(Secret);
  expect(created.apiKey.value.reveal()).toBe("confident_us_proj_new");
  expect(JSON.stringify(created)).toBe(
    JSON.stringify({ ...data, apiKey: { ...apiKey, value: "[redacted]" } }),
  );
});

describe("a response of another API", () => {
  it.each<[string, () => Response, (client: Client) => Promise<unknown>]>([
    [
      "a page",
      () => new Response("<html>Log in</html>", { headers: html }),
      (c) => c.organization.roles.list(),
    ],
    ["nothing", () => new Response(""), (c) => c.organization.roles.list()],
    ["JSON that was cut", () => new Response('{"success":tr'), (c) => c.organization.roles.list()],
    ["another JSON", () => Response.json({ roles: [] }), (c) => c.organization.roles.list()],
    ["a list", () => Response.json([]), (c) => c.organization.roles.list()],
    ["null", () => Response.json(null), (c) => c.organization.roles.list()],
    ["a text", () => Response.json("ok"), (c) => c.organization.roles.list()],
    [
      "success as a text",
      () => Response.json({ success: "true", data: { roles: [] } }),
      (c) => c.organization.roles.list(),
    ],
    [
      "data that is null",
      () => Response.json({ success: true, data: null }),
      (c) => c.organization.roles.list(),
    ],
    [
      "data that is a list",
      () => Response.json({ success: true, data: [] }),
      (c) => c.organization.roles.delete("r"),
    ],
    [
      "data without the field",
      () => Response.json({ success: true, data: {} }),
      (c) => c.organization.roles.list(),
    ],
    [
      "an object instead of a list",
      () => Response.json({ success: true, data: { roles: {} } }),
      (c) => c.organization.roles.list(),
    ],
    [
      "a list of values that are no objects",
      () => Response.json({ success: true, data: { roles: [{ id: "r" }, null] } }),
      (c) => c.organization.roles.list(),
    ],
    [
      "a list instead of an object",
      () => Response.json({ success: true, data: { organization: [] } }),
      (c) => c.organization.retrieve(),
    ],
    [
      "null instead of an object",
      () => Response.json({ success: true, data: { organization: null } }),
      (c) => c.organization.retrieve(),
    ],
    [
      "a deletion of nothing",
      () => Response.json({ success: true, data: {} }),
      (c) => c.organization.roles.delete("r"),
    ],
    [
      "a new project that is none",
      () => Response.json({ success: true, data: { apiKey: {} } }),
      (c) => c.projects.create({ name: "n" }),
    ],
    [
      "a deletion that was none",
      () => Response.json({ success: true, data: { id: "r", deleted: false } }),
      (c) => c.organization.roles.delete("r"),
    ],
  ])("is an InvalidResponseError: %s", async (_, respond, call) => {
    const error = await catchError(call(createTestClient(async () => respond())));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({
      name: "InvalidResponseError",
      kind: "invalid-response",
      status: 200,
      attempts: 1,
    });
    expect(error.message).toMatch(
      / returned 200 with .+, not JSON of this API\. Check the base URL and proxies\.$/,
    );
  });

  it("keeps status, content type, request id and the first part of the body", async () => {
    const page = () =>
      new Response(`<html>${"x".repeat(2000)}`, { status: 200, headers: { ...html, "x-request-id": "q" } });
    const error = await catchError(listed(page));
    expect(error).toMatchObject({
      status: 200,
      contentType: "text/html",
      requestId: "q",
      method: "GET",
      path: "/v1/organization/roles",
    });
    expect(error.body).toBe(`<html>${"x".repeat(994)}`);
    expect(error.headers?.get("content-type")).toBe("text/html");
    expect(error.message).toContain("returned 200 with text/html, not");
  });

  it("is described in the error message", async () => {
    expect((await catchError(listed(() => new Response("")))).message).toContain("with an empty body,");
    const untyped = new Response(new TextEncoder().encode("x"));
    expect((await catchError(listed(() => untyped))).message).toContain("with no content type,");
  });

  it("keeps the received part of a truncated body", async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          start: (stream) => stream.enqueue(new TextEncoder().encode('{"success":true,"data":{"roles":[]}}')),
          pull: (stream) => stream.error(new TypeError("terminated")),
        }),
      );
    const error = await catchError(listed(broken));
    expect(error).toMatchObject({
      kind: "invalid-response",
      body: '{"success":true,"data":{"roles":[]}}',
      cause: { message: "terminated" },
    });
    expect(error.message).toContain("with an unreadable body (see `cause`).");
  });

  it("is read up to a limit, even if it never ends", async () => {
    let cancelled = false;
    const endless = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (stream) => stream.enqueue(new Uint8Array(2 ** 20).fill(0x20)),
          cancel: () => void (cancelled = true),
        }),
      );
    const error = await catchError(listed(endless));
    expect(error).toMatchObject({ kind: "invalid-response", cause: "It is longer than 33554432 bytes." });
    expect(cancelled).toBe(true);
  });

  it("may split a character between two chunks", async () => {
    const bytes = new TextEncoder().encode('{"success":true,"data":{"roles":[{"id":"ü"}]}}');
    const at = bytes.indexOf(0xc3) + 1;
    const chunks = [bytes.slice(0, at), bytes.slice(at)];
    const split = () =>
      new Response(
        new ReadableStream({
          start: (s) => {
            chunks.forEach((c) => s.enqueue(c));
            s.close();
          },
        }),
      );
    expect(await listed(split)).toEqual([{ id: "ü" }]);
  });
});

describe("a redirect", () => {
  it.each([300, 301, 302, 303, 304, 307, 308])("of status %i is not followed", async (status) => {
    const error = await catchError(
      listed(() => new Response(null, { status, headers: { location: "https://elsewhere.example/x" } })),
    );
    expect(error).toBeInstanceOf(RedirectError);
    expect(error).toMatchObject({
      name: "RedirectError",
      kind: "redirect",
      status,
      location: "https://elsewhere.example/x",
    });
    expect(error.message).toBe(
      "GET /v1/organization/roles was redirected to https://elsewhere.example/x. The client did not follow the redirect, because that would send the API key there. Check the base URL.",
    );
  });

  it("is rejected if the platform hides it", async () => {
    const hidden = Object.defineProperty(new Response(), "status", { value: 0 });
    expect(await catchError(listed(() => hidden))).toMatchObject({
      kind: "redirect",
      status: 0,
      location: undefined,
    });
    expect((await catchError(listed(() => hidden))).message).toContain("was redirected.");
  });

  it("has a body that is cancelled, because it would keep the connection open", async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      pull: () => new Promise(() => {}),
      cancel: () => void (isCancelled = true),
    });
    await catchError(listed(() => new Response(body, { status: 302, headers: { location: "/x" } })));
    expect(isCancelled).toBe(true);
  });

  it("is rejected if a custom fetch followed it", async () => {
    const followed = Response.json({ success: true, data: { roles: [] } });
    Object.defineProperties(followed, {
      redirected: { value: true },
      url: { value: "https://elsewhere.example/" },
    });
    expect(await catchError(listed(() => followed))).toMatchObject({
      kind: "redirect",
      location: "https://elsewhere.example/",
    });
  });
});

describe("an error of the API", () => {
  it("has its status, message, method, path, headers and unknown fields", async () => {
    const body = { success: false, error: "The name is taken.", hint: 1 };
    const client = respondWith(409, body, { "x-request-id": "req-9" });
    const error = await catchError(client.organization.roles.create({ name: "n", policyIds: [] }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({
      name: "ConflictError",
      kind: "api",
      status: 409,
      method: "POST",
      path: "/v1/organization/roles",
      requestId: "req-9",
      attempts: 1,
      body,
    });
    expect(error.headers?.get("content-type")).toBe("application/json");
    expect(error.message).toBe("POST /v1/organization/roles returned 409: The name is taken.");
  });

  it.each([
    [400, "BadRequestError"],
    [401, "UnauthorizedError"],
    [403, "ForbiddenError"],
    [404, "NotFoundError"],
    [409, "ConflictError"],
    [413, "ContentTooLargeError"],
    [415, "UnsupportedMediaTypeError"],
    [422, "UnprocessableContentError"],
    [429, "TooManyRequestsError"],
    [500, "InternalServerError"],
    [503, "ServiceUnavailableError"],
    [418, "ApiError"],
    [599, "ApiError"],
  ] as const)("of status %i is a %s", async (status, name) => {
    const error = await catchError(respondWith(status, { success: false, error: "no" }).projects.list());
    expect(error.constructor).toBe((statusErrors as Record<number, unknown>)[status] ?? ApiError);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toBeInstanceOf(RolewrightError);
    expect(error).toMatchObject({ name, kind: "api", status });
  });

  it("is an error even with status 200", async () => {
    const error = await catchError(respondWith(200, { success: false, error: "no" }).projects.list());
    expect(error).toMatchObject({ name: "ApiError", status: 200, body: { error: "no" } });
  });

  it.each<[string, () => Response, string]>([
    [
      "nothing",
      () => new Response(null, { status: 404 }),
      "The response is not JSON of this API, but nothing",
    ],
    [
      "a page",
      () => new Response("<p>gone", { status: 404, headers: html }),
      "The response is not JSON of this API, but text/html: <p>gone",
    ],
    [
      "an error that is no text",
      () => Response.json({ success: false, error: { code: 1 } }, { status: 404 }),
      'The response is not JSON of this API, but application/json: {"success":false,"error":{"code":1}}',
    ],
    ["what has no type", () => new Response(new Blob(["x"]), { status: 404 }), "but no content type: x"],
    [
      "what is nested too deep to be written again",
      () => new Response(`{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`, { status: 404 }),
      "text/plain;charset=UTF-8: JSON that is nested too deeply",
    ],
  ])("always has words: %s", async (_, respond, words) => {
    const error = await catchError(listed(respond));
    expect(error).toMatchObject({
      name: "NotFoundError",
      body: { success: false, error: expect.stringContaining(words) },
    });
    expect(error.message).toContain(words);
  });

  it("keeps another API's fields", async () => {
    const error = await catchError(
      respondWith(403, { message: "Missing Authentication Token" }).projects.list(),
    );
    expect(error.body).toMatchObject({ success: false, message: "Missing Authentication Token" });
  });

  it("has a message of one line, without control characters and of limited length", async () => {
    const error = await catchError(
      respondWith(400, { success: false, error: `a\u001b[2J\r\n\u202eb${"x".repeat(9000)}` }).projects.list(),
    );
    expect(error.message).toContain("returned 400: a [2J bxx");
    expect(error.message.length).toBeLessThan(600);
  });

  it.each([
    ["30", 30_000],
    ["0", 0],
    ["1.5", 1500],
    ["Wed, 21 Oct 2026 07:28:10 GMT", 10_000],
    ["Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ])("says when to retry: Retry-After %s", async (value, ms) => {
    const before = Date.now();
    const headers = { "retry-after": value, date: "Wed, 21 Oct 2026 07:28:00 GMT" };
    const error = (await catchError(
      respondWith(429, { success: false, error: "slow" }, headers).projects.list(),
    )) as ApiError;
    const wait = Number(error.retryAt) - before;
    expect(wait).toBeGreaterThanOrEqual(ms);
    expect(wait).toBeLessThan(ms + 5000);
    expect(error.message).toBe(
      `GET /v1/projects returned 429: slow. Retry at ${error.retryAt?.toISOString()}.`,
    );
  });

  it.each(["", "soon", "-5", "0x10", "2026-11-21", "1e3", "xGMT"])(
    "ignores a Retry-After of %j",
    async (value) => {
      const error = await catchError(
        respondWith(429, { success: false, error: "slow" }, { "retry-after": value }).projects.list(),
      );
      expect(error).toMatchObject({ retryAt: undefined });
      expect(error.message).toBe("GET /v1/projects returned 429: slow");
    },
  );

  it("compares a Retry-After date with its own clock if the server sends no Date, and accepts a huge number", async () => {
    const soon = new Date(Date.now() + 60_000).toUTCString();
    const error = await catchError(respondWith(503, {}, { "retry-after": soon }).projects.list());
    expect(Math.abs(Number((error as ApiError).retryAt) - Date.parse(soon))).toBeLessThan(5000);
    const never = await catchError(respondWith(503, {}, { "retry-after": "9".repeat(40) }).projects.list());
    expect((never as ApiError).retryAt?.getTime()).toBe(8.64e15);
  });
});
