import { describe, expect, it } from "vitest";
import { ApiError, RedirectError } from "./index.ts";
import { createResilientFetch } from "./fetch/index.ts";
import { catchError, createTestClient } from "./client-fixtures.test-support.ts";

const listed = (respond: () => Response) =>
  createTestClient(async () => respond(), { maxRetries: 0 }).organization.roles.list();

describe("a redirect", () => {
  it.each([300, 301, 302, 303, 307, 308])("of status %i is not followed", async (status) => {
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

describe("304", () => {
  const etag = '"1"';
  const data = { success: true, data: { projects: [{ id: "p" }] } };
  const respond = async (_: string, { headers }: { headers: Record<string, string> }) =>
    headers["if-none-match"] === etag
      ? new Response(null, { status: 304, headers: { etag } })
      : Response.json(data, { headers: { etag } });
  const ifNoneMatch = { headers: { "If-None-Match": etag } };

  it("is a response, not a redirect", async () => {
    const client = createTestClient(respond);
    const { response } = await client.raw.GET("/v1/projects", ifNoneMatch);
    expect([response.status, response.headers.get("etag")]).toEqual([304, etag]);
    const resilientFetch = createResilientFetch({ fetch: respond });
    expect((await resilientFetch("https://x.example/a", ifNoneMatch)).status).toBe(304);
  });

  it("is an error of a resource method, which has no earlier response", async () => {
    const error = await catchError(createTestClient(respond).projects.list(ifNoneMatch));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 304, attempts: 1 });
    expect(error.message).toBe("GET /v1/projects returned 304: The response has no body.");
  });

  it("reaches middleware, which can return an earlier response", async () => {
    const client = createTestClient(respond);
    let earlier: Response | undefined;
    client.raw.use({
      onRequest({ request }) {
        if (earlier) request.headers.set("If-None-Match", earlier.headers.get("etag") ?? "");
      },
      onResponse({ response }) {
        if (response.status === 304) return earlier?.clone();
        earlier = response.clone();
        return undefined;
      },
    });
    expect(await client.projects.list()).toEqual(await client.projects.list());
    expect(await client.projects.list()).toEqual([{ id: "p" }]);
  });
});
