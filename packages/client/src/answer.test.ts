import { describe, expect, it } from "vitest";
import {
  AnswerError,
  ApiError,
  type Client,
  type ClientEvent,
  ConflictError,
  RedirectError,
  RolewrightError,
} from "./index.ts";
import { statusErrors } from "./generated/errors-by-status.ts";
import { answering, clientOf, problemOf } from "./given.test-support.ts";

const listed = (respond: () => Response) =>
  clientOf(async () => respond(), { retries: 0 }).organization.roles.list();
const html = { "content-type": "text/html" };

describe("a success", () => {
  it.each([200, 201, 203, 299])("has the status %i", async (status) => {
    const answer = { success: true, data: { roles: [{ id: "r", since: 2026 }] } };
    expect(await answering(status, answer).organization.roles.list()).toEqual([{ id: "r", since: 2026 }]);
  });

  it("need not say that it is one", async () => {
    expect(await answering(200, { data: { roles: [] } }).organization.roles.list()).toEqual([]);
  });

  it("may have no content, except where content was asked for", async () => {
    const client = clientOf(async () => new Response(null, { status: 204 }));
    expect(await client.organization.roles.delete("r/1")).toEqual({ id: "r/1", deleted: true });
    expect(await client.organization.update({ name: "n" })).toBeUndefined();
    expect(await problemOf(client.organization.roles.list())).toMatchObject({ kind: "answer", status: 204 });
  });
});

describe("an answer that is not this API's", () => {
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
      "a thing for a list",
      () => Response.json({ success: true, data: { roles: {} } }),
      (c) => c.organization.roles.list(),
    ],
    [
      "a list of what is no thing",
      () => Response.json({ success: true, data: { roles: [{ id: "r" }, null] } }),
      (c) => c.organization.roles.list(),
    ],
    [
      "a list for a thing",
      () => Response.json({ success: true, data: { organization: [] } }),
      (c) => c.organization.retrieve(),
    ],
    [
      "null for a thing",
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
  ])("is an AnswerError: %s", async (_, respond, call) => {
    const error = await problemOf(call(clientOf(async () => respond())));
    expect(error).toBeInstanceOf(AnswerError);
    expect(error).toMatchObject({ name: "AnswerError", kind: "answer", status: 200, attempts: 1 });
    expect(error.message).toMatch(
      / answered 200 with .+, not with this API's JSON\. Check the base URL and proxies\.$/,
    );
  });

  it("keeps status, content type, request id and the first part of the body", async () => {
    const page = () =>
      new Response(`<html>${"x".repeat(2000)}`, { status: 200, headers: { ...html, "x-request-id": "q" } });
    const error = await problemOf(listed(page));
    expect(error).toMatchObject({
      status: 200,
      contentType: "text/html",
      requestId: "q",
      method: "GET",
      path: "/v1/organization/roles",
    });
    expect(error.body).toBe(`<html>${"x".repeat(994)}`);
    expect(error.headers?.get("content-type")).toBe("text/html");
    expect(error.message).toContain("answered 200 with text/html, not");
  });

  it("says what came, in words", async () => {
    expect((await problemOf(listed(() => new Response("")))).message).toContain("with an empty body,");
    const untyped = new Response(new TextEncoder().encode("x"));
    expect((await problemOf(listed(() => untyped))).message).toContain("with no content type,");
  });

  it("keeps what came of a body that broke off", async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          start: (stream) => stream.enqueue(new TextEncoder().encode('{"success":true,"data":{"roles":[]}}')),
          pull: (stream) => stream.error(new TypeError("terminated")),
        }),
      );
    const error = await problemOf(listed(broken));
    expect(error).toMatchObject({
      kind: "answer",
      body: '{"success":true,"data":{"roles":[]}}',
      cause: { message: "terminated" },
    });
    expect(error.message).toContain("with an unreadable body (see `cause`), not with");
  });

  it("is read up to a limit, without end or not", async () => {
    let cancelled = false;
    const endless = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (stream) => stream.enqueue(new Uint8Array(2 ** 20).fill(0x20)),
          cancel: () => void (cancelled = true),
        }),
      );
    const error = await problemOf(listed(endless));
    expect(error).toMatchObject({ kind: "answer", cause: "It is longer than 33554432 bytes." });
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
    const error = await problemOf(
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
      "GET /v1/organization/roles was redirected to https://elsewhere.example/x. It was not followed: that would take the API key along. Check the base URL.",
    );
  });

  it("is refused where the platform hides it", async () => {
    const hidden = Object.defineProperty(new Response(), "status", { value: 0 });
    expect(await problemOf(listed(() => hidden))).toMatchObject({
      kind: "redirect",
      status: 0,
      location: undefined,
    });
    expect((await problemOf(listed(() => hidden))).message).toContain("was redirected to elsewhere.");
  });

  it("is refused where a fetch followed it", async () => {
    const followed = Response.json({ success: true, data: { roles: [] } });
    Object.defineProperties(followed, {
      redirected: { value: true },
      url: { value: "https://elsewhere.example/" },
    });
    expect(await problemOf(listed(() => followed))).toMatchObject({
      kind: "redirect",
      location: "https://elsewhere.example/",
    });
  });
});

describe("an error of the API", () => {
  it("has its status, words, method, path, headers and fields that nobody knew of", async () => {
    const answer = { success: false, error: "The name is taken.", hint: 1 };
    const client = answering(409, answer, { "x-request-id": "req-9" });
    const error = await problemOf(client.organization.roles.create({ name: "n", policyIds: [] }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({
      name: "ConflictError",
      kind: "api",
      status: 409,
      method: "POST",
      path: "/v1/organization/roles",
      requestId: "req-9",
      attempts: 1,
      body: answer,
    });
    expect(error.headers?.get("content-type")).toBe("application/json");
    expect(error.message).toBe("POST /v1/organization/roles answered 409: The name is taken.");
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
    const error = await problemOf(answering(status, { success: false, error: "no" }).projects.list());
    expect(error.constructor).toBe((statusErrors as Record<number, unknown>)[status] ?? ApiError);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toBeInstanceOf(RolewrightError);
    expect(error).toMatchObject({ name, kind: "api", status });
  });

  it("under a 200 is an error all the same", async () => {
    const error = await problemOf(answering(200, { success: false, error: "no" }).projects.list());
    expect(error).toMatchObject({ name: "ApiError", status: 200, body: { error: "no" } });
  });

  it.each<[string, () => Response, string]>([
    ["nothing", () => new Response(null, { status: 404 }), "The answer is not this API's JSON, but nothing"],
    [
      "a page",
      () => new Response("<p>gone", { status: 404, headers: html }),
      "The answer is not this API's JSON, but text/html: <p>gone",
    ],
    [
      "an error that is no text",
      () => Response.json({ success: false, error: { code: 1 } }, { status: 404 }),
      'The answer is not this API\'s JSON, but application/json: {"success":false,"error":{"code":1}}',
    ],
    ["what has no type", () => new Response(new Blob(["x"]), { status: 404 }), "but no content type: x"],
    [
      "what is nested too deep to be written again",
      () => new Response(`{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`, { status: 404 }),
      'text/plain;charset=UTF-8: {"a":[[[',
    ],
  ])("always has words: %s", async (_, respond, words) => {
    const error = await problemOf(listed(respond));
    expect(error).toMatchObject({
      name: "NotFoundError",
      body: { success: false, error: expect.stringContaining(words) },
    });
    expect(error.message).toContain(words);
  });

  it("keeps another API's fields", async () => {
    const error = await problemOf(
      answering(403, { message: "Missing Authentication Token" }).projects.list(),
    );
    expect(error.body).toMatchObject({ success: false, message: "Missing Authentication Token" });
  });

  it("is one line that steers no terminal, and not endless", async () => {
    const error = await problemOf(
      answering(400, { success: false, error: `a\u001b[2J\r\n\u202eb${"x".repeat(9000)}` }).projects.list(),
    );
    expect(error.message).toContain("answered 400: a [2J bxx");
    expect(error.message.length).toBeLessThan(600);
  });

  it.each([
    ["30", 30_000],
    ["0", 0],
    ["1.5", 1500],
    ["Wed, 21 Oct 2026 07:28:10 GMT", 10_000],
    ["Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ])("says when to come back: Retry-After %s", async (value, ms) => {
    const before = Date.now();
    const headers = { "retry-after": value, date: "Wed, 21 Oct 2026 07:28:00 GMT" };
    const error = (await problemOf(
      answering(429, { success: false, error: "slow" }, headers).projects.list(),
    )) as ApiError;
    const wait = Number(error.retryAt) - before;
    expect(wait).toBeGreaterThanOrEqual(ms);
    expect(wait).toBeLessThan(ms + 5000);
    expect(error.message).toBe(
      `GET /v1/projects answered 429: slow Come back at ${error.retryAt?.toISOString()}.`,
    );
  });

  it.each(["", "soon", "-5", "0x10", "2026-11-21", "1e3", "xGMT"])(
    "ignores a Retry-After of %j",
    async (value) => {
      const error = await problemOf(
        answering(429, { success: false, error: "slow" }, { "retry-after": value }).projects.list(),
      );
      expect(error).toMatchObject({ retryAt: undefined });
      expect(error.message).toBe("GET /v1/projects answered 429: slow");
    },
  );

  it("measures a date by its own clock where the server shows none, and bears a number without end", async () => {
    const soon = new Date(Date.now() + 60_000).toUTCString();
    const error = await problemOf(answering(503, {}, { "retry-after": soon }).projects.list());
    expect(Math.abs(Number((error as ApiError).retryAt) - Date.parse(soon))).toBeLessThan(5000);
    const never = await problemOf(answering(503, {}, { "retry-after": "9".repeat(40) }).projects.list());
    expect((never as ApiError).retryAt?.getTime()).toBe(8.64e15);
  });
});

describe("a deprecated answer", () => {
  const eventsOf = async (body: unknown, headers: Record<string, string> = {}, status = 200) => {
    const events: ClientEvent[] = [];
    const client = clientOf(async () => Response.json(body, { status, headers }), {
      retries: 0,
      onEvent: (e) => events.push(e),
    });
    await client.projects.list().safe();
    return events.filter(({ type }) => type === "deprecation");
  };
  const good = { success: true, data: { projects: [] } };
  const event = {
    type: "deprecation",
    method: "GET",
    path: "/v1/projects",
    attempt: 1,
    link: undefined,
    deprecation: undefined,
    sunset: undefined,
  };

  it("is an event, however it says so", async () => {
    expect(await eventsOf({ ...good, deprecated: true, link: "https://x.example/new" })).toEqual([
      { ...event, link: "https://x.example/new" },
    ]);
    expect(await eventsOf(good, { deprecation: "@1" })).toEqual([{ ...event, deprecation: "@1" }]);
    expect(await eventsOf(good, { sunset: "Wed, 21 Oct 2026 07:28:00 GMT" })).toEqual([
      { ...event, sunset: "Wed, 21 Oct 2026 07:28:00 GMT" },
    ]);
    expect(await eventsOf({ success: false, error: "x", deprecated: true, link: 1 }, {}, 409)).toEqual([
      event,
    ]);
  });

  it("is none where nothing says so", async () => {
    expect(await eventsOf({ ...good, deprecated: false, link: "l" })).toEqual([]);
  });
});
