import { describe, expect, it } from "vitest";
import { ApiError, ConflictError, RolewrightError } from "./index.ts";
import { statusErrors } from "./generated/errors-by-status.ts";
import { respondWith, createTestClient, catchError } from "./client-fixtures.test-support.ts";

const listed = (respond: () => Response) =>
  createTestClient(async () => respond(), { maxRetries: 0 }).organization.roles.list();
const html = { "content-type": "text/html" };

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

  it("is serialized without its body and its headers", async () => {
    const client = respondWith(409, { success: false, error: "no" }, { "x-request-id": "req-9" });
    expect(JSON.parse(JSON.stringify(await catchError(client.project("p").delete())))).toEqual({
      name: "ConflictError",
      kind: "api",
      message: "DELETE /v1/projects/p returned 409: no",
      status: 409,
      requestId: "req-9",
      method: "DELETE",
      path: "/v1/projects/p",
      attempts: 1,
    });
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
      "an empty text",
      () => Response.json({ success: false, error: " " }, { status: 404 }),
      'The response is not JSON of this API, but application/json: {"success":false,"error":" "}',
    ],
    ["nothing", () => new Response(null, { status: 404 }), "The response has no body."],
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

  it("shows the first 200 characters of a page", async () => {
    const page = async () => new Response("x".repeat(201), { status: 403, headers: html });
    const error = await catchError(createTestClient(page).projects.list());
    expect(error.message).toBe(
      `GET /v1/projects returned 403: The response is not JSON of this API, but text/html: ${"x".repeat(200)}`,
    );
  });

  it("is reported although a success with an error is nested too deep to be written again", async () => {
    const text = `{"success":false,"error":"no","a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`;
    const error = await catchError(createTestClient(async () => new Response(text)).projects.list());
    expect(error).toMatchObject({ kind: "api", status: 200 });
    expect(error.message).toMatch(/returned 200: The response is not JSON of this API/);
  });

  it("ends with a period before the time of a retry, unless it has one", async () => {
    for (const [text, sentence] of [
      ["v1.2 is gone", "v1.2 is gone."],
      ["Slow down!", "Slow down!"],
    ]) {
      const error = await catchError(
        respondWith(429, { success: false, error: text }, { "retry-after": "60" }).projects.list(),
      );
      expect(error.message).toContain(`returned 429: ${sentence} Retry at `);
    }
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
