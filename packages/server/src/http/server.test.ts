import { describe, expect, it, vi } from "vitest";
import { rolesApis } from "./roles-api.ts";
import { demo, startOnStore } from "./server.test-support.ts";

describe("a response", () => {
  it("is never stored by a cache, since it may contain a secret", async () => {
    const { url, call } = await demo();
    for (const response of [
      await call("/v1/projects", {
        method: "POST",
        body: JSON.stringify({ name: "Search" }),
        headers: { "Content-Type": "application/json" },
      }),
      await call("/v1/projects"),
      await fetch(`${url}/v1/projects`),
    ]) {
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });
});

describe("a browser", () => {
  it("sees what the server is at /, with a link to the documentation", async () => {
    const { url } = await demo({ docsUrl: 'https://docs.example.com/"' });
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    const text = await response.text();
    expect(text).toContain("independent and unofficial");
    expect(text).toContain('<a href="https://docs.example.com/&#34;">Documentation</a>');
    for (const [, path] of text.matchAll(/href="(\/[^"]*)"/g)) {
      expect((await fetch(`${url}${path}`)).status).toBe(200);
    }
  });

  it.each(["/openapi", "/openapi-v2"])("gets the description at %s in YAML and JSON", async (path) => {
    const { url } = await demo();
    const yaml = await fetch(`${url}${path}.yaml`);
    expect(yaml.headers.get("content-type")).toBe("application/yaml; charset=utf-8");
    expect(await yaml.text()).toMatch(/^openapi: 3\.1\.0\n/);
    expect(await (await fetch(`${url}${path}.json`)).json()).toMatchObject({ openapi: "3.1.0" });
  });
});

describe("shutdown", () => {
  it("finishes requests in flight and accepts no new ones", async () => {
    const server = await demo({ responseDelayMs: 1_500 });
    const pending = server.call("/v1/projects");
    await vi.waitFor(async () => {
      expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^http_requests_in_flight 1$/m);
    });
    const closed = server.close();
    expect((await pending).status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow("fetch failed");
  });
});

describe("start", () => {
  it("fails if the handlers do not match the description", async () => {
    const [api] = rolesApis;
    if (!api) throw new Error("There is no version 1.");
    const { retrieveOrganization: _, ...others } = api.handlers;
    const handlers = { ...others, listMembers: others["listProjects"] };
    await expect(startOnStore(() => ({}), { apis: [{ ...api, handlers }] })).rejects.toThrow(
      /missing retrieveOrganization, unknown listMembers/,
    );
  });
});
