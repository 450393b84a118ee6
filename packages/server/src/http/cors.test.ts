import { describe, expect, it } from "vitest";
import { demo } from "./server.test-support.ts";

describe("web pages of another origin", () => {
  const preflight = {
    method: "OPTIONS",
    headers: {
      Origin: "http://127.0.0.1:4030",
      "Access-Control-Request-Method": "PUT",
      "Access-Control-Request-Headers": "confident_api_key,content-type",
    },
  };

  it.each(["/openapi.json", "/openapi-v2.json"])("can read each header that %s names", async (path) => {
    const { url } = await demo({ corsOrigin: "*" });
    const response = await fetch(url + path);
    const { components } = (await response.json()) as { components: { headers: object } };
    // Browsers evaluate this header themselves.
    const described = Object.keys(components.headers).filter(
      (name) => name !== "Access-Control-Allow-Origin",
    );
    const exposed = response.headers.get("access-control-expose-headers")?.split(", ");
    expect(exposed).toEqual(
      expect.arrayContaining([...described, "Content-Disposition", "ETag", "X-Request-Id"]),
    );
  });

  it("can read all responses, errors included, if the origin is allowed", async () => {
    const { url, call } = await demo({ corsOrigin: "http://127.0.0.1:4030" });
    const preflightResponse = await fetch(`${url}/v1/organization`, preflight);
    expect(preflightResponse.status).toBe(204);
    expect(preflightResponse.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(preflightResponse.headers.get("access-control-allow-headers")).toContain("confident_api_key");
    for (const response of [
      preflightResponse,
      await call("/v1/projects"),
      await fetch(`${url}/v1/projects`),
    ]) {
      expect(response.headers.get("access-control-allow-origin")).toBe("http://127.0.0.1:4030");
      expect(response.headers.get("vary")).toBe("Origin");
    }
  });

  it("cannot read responses by default", async () => {
    const { url } = await demo();
    const preflightResponse = await fetch(`${url}/v1/organization`, preflight);
    expect([preflightResponse.status, preflightResponse.headers.get("access-control-allow-origin")]).toEqual([
      405,
      null,
    ]);
  });
});
