import { describe, expect, it } from "vitest";
import { InvalidResponseError, type Client, Secret } from "./index.ts";
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
