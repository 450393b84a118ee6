import { describe, expect, it } from "vitest";
import { ConfigurationError, NotFoundError } from "./index.ts";
import { apiKey, catchError, createTestClient, recording, sequence } from "./client-fixtures.test-support.ts";

const body = { success: true, data: { projects: [] } };

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
    const message =
      "GET /v1/projects failed: a body was read before. Middleware that reads a body must read a clone of it.";
    const { raw } = client;
    expect(await catchError(raw.GET("/v1/projects"))).toMatchObject({
      kind: "configuration",
      status: 200,
      message,
    });
    const unsent = createTestClient(async () => Response.json(body));
    unsent.raw.use({
      async onRequest({ request }) {
        await request.text();
        await request.text();
      },
    });
    const post = unsent.raw.POST("/v1/projects", { body: { name: "n" } });
    expect(await catchError(post)).toMatchObject({
      kind: "configuration",
      status: undefined,
      attempts: 0,
      message: message.replace("GET", "POST"),
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

  const other = { method: "GET", path: "/other", attempts: 7 };

  it.each([
    ["an error of another call", new NotFoundError("returned 404.", other), other],
    ["an error of another call that was not sent", new ConfigurationError("failed.", other), other],
    ["its own error", new Error("mine"), {}],
  ])("that throws %s passes it on, unchanged", async (_, thrown, facts) => {
    const client = createTestClient(async () => Response.json(body));
    client.raw.use({ onRequest: () => Promise.reject(thrown) });
    for (const call of [client.projects.list(), client.raw.GET("/v1/projects")]) {
      expect(await catchError(call)).toBe(thrown);
      expect(thrown).toMatchObject(facts);
      expect("method" in thrown).toBe("method" in facts);
    }
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
