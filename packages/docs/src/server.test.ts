import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { negotiate } from "./content-negotiation.ts";
import { type DocsServer, PortInUseError, startDocs } from "./index.ts";

let docs: DocsServer;

beforeAll(async () => {
  docs = await startDocs();
});

afterAll(() => docs.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(docs.url + path, { headers, method });

/** Sends a request without `fetch`, which would normalize the path and decode the body. */
async function raw(path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(docs.url);
  const sent = request({ hostname, port, path, headers });
  sent.end();
  const response = await new Promise<import("node:http").IncomingMessage>((resolve) =>
    sent.once("response", resolve),
  );
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

describe("the server of the documentation", () => {
  it.each([
    ["text/markdown", "text/markdown"],
    ["text/markdown, text/html;q=0.9", "text/markdown"],
    ["text/html;q=0.8, text/markdown;q=0.9", "text/markdown"],
    ["text/html, text/markdown;q=0.5", "text/html"],
    ["text/markdown;q=0", "text/html"],
    ["text/markdown;q=0, */*", "text/html"],
    ["text/*;q=0.3, text/markdown;q=0.2", "text/html"],
    ["*/*", "text/html"],
    ["application/json", "text/html"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"],
    ["TEXT/Markdown ; Q=1", "text/markdown"],
    ["nonsense;;q=,,", "text/html"],
  ])("responds to Accept: %s with %s", async (accept, type) => {
    for (const path of ["/errors.html", "/errors", "/", "/organization-roles/createOrganizationRole"]) {
      const response = await get(path, { Accept: accept });
      expect({ status: response.status, type: response.headers.get("content-type") }).toEqual({
        status: 200,
        type: `${type}; charset=utf-8`,
      });
      expect(response.headers.get("vary")).toBe("Accept, Accept-Encoding");
    }
  });

  it("returns Markdown for a path that ends with .md, regardless of Accept", async () => {
    for (const path of ["/errors.md", "/errors.html.md", "/index.md"]) {
      const response = await get(path, { Accept: "text/html" });
      expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
      expect(await response.text()).toMatch(/^# .+\n\n> Independent and unofficial/);
    }
  });

  it.each([
    ["br", "br"],
    ["gzip, deflate", "gzip"],
    ["gzip;q=0.5, br;q=0.4", "gzip"],
    ["br;q=0, gzip;q=0", undefined],
    ["*", "br"],
    ["identity", undefined],
    ["", undefined],
  ])("compresses as Accept-Encoding: %s allows", async (accepted, coding) => {
    const { headers, body } = await raw("/errors.html", { "Accept-Encoding": accepted });
    expect(headers["content-encoding"]).toBe(coding);
    const plain = coding === "br" ? brotliDecompressSync(body) : coding === "gzip" ? gunzipSync(body) : body;
    expect(plain.toString()).toContain("<h1>Errors</h1>");
    expect(Number(headers["content-length"])).toBe(body.length);
  });

  it("returns 304 if the client has the current version", async () => {
    const etag = (await raw("/errors.html", { "Accept-Encoding": "br" })).headers.etag ?? "";
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const { status, body, headers } = await raw("/errors.html", {
        "If-None-Match": known,
        "Accept-Encoding": "br",
      });
      expect({ status, length: body.length, etag: headers.etag }).toEqual({ status: 304, length: 0, etag });
    }
    expect((await get("/errors.html", { "If-None-Match": '"other"' })).status).toBe(200);
    expect((await get("/errors.md")).headers.get("etag")).not.toBe(etag);
  });

  it.each([
    ["/style.css", "text/css; charset=utf-8"],
    ["/icon.png", "image/png"],
    ["/search.js", "text/javascript; charset=utf-8"],
    ["/openapi.yaml", "application/yaml; charset=utf-8"],
    ["/llms.txt", "text/plain; charset=utf-8"],
  ])("serves %s with its content type", async (path, type) => {
    expect((await get(path)).headers.get("content-type")).toBe(type);
  });

  it("allows caching for five minutes", async () => {
    expect((await get("/errors.html")).headers.get("cache-control")).toBe("public, max-age=300");
  });

  it("responds to HEAD as to GET, without a body", async () => {
    const [head, whole] = [await get("/errors.html", {}, "HEAD"), await get("/errors.html")];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    expect(head.headers.get("etag")).toBe(whole.headers.get("etag"));
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("rejects %s", async (method) => {
    const response = await get("/errors.html", {}, method);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it.each([
    "/../package.json",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/organization/..%5c..%5cpackage.json",
    "//etc/passwd",
    "/....//....//etc/passwd",
    "/%00",
    "/errors.html%00.md",
    "/%zz",
    "/%c0%ae%c0%ae/etc/passwd",
    "/constructor",
    "/__proto__",
    `/${"a/".repeat(4_000)}`,
  ])("returns 404 for %s, with a page", async (path) => {
    const { status, headers, body } = await raw(path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body.toString()).toContain("Page not found");
  });

  it("has working links on the 404 page at any depth", async () => {
    const html = await (await get("/a/b/c/d")).text();
    const links = Array.from(html.matchAll(/(?:href|src)="?([^" >]+)/g), ([, href = ""]) => href).filter(
      (href) => href.startsWith(docs.url),
    );
    for (const link of new Set(links))
      expect((await fetch(new URL(link, `${docs.url}/a/b/c/d`))).status, link).toBe(200);
  });

  it.each([
    ["/organization-roles", "/organization-roles/"],
    ["/old-tag/createOrganizationRole.html", "/organization-roles/createOrganizationRole.html"],
    ["/createOrganizationRole", "/organization-roles/createOrganizationRole.html"],
  ])("redirects %s to %s", async (path, target) => {
    const { status, headers } = await raw(path);
    expect([status, headers.location]).toEqual([301, target]);
  });

  it("sends a content security policy that allows scripts of the site only", async () => {
    const policy = (await get("/errors.html")).headers.get("content-security-policy");
    expect(policy).toContain("script-src 'self';");
  });

  it("restores the demo data for its own pages only, if the local server can", async () => {
    expect((await get("/restore-demo", {}, "POST")).status).toBe(405);
    let count = 0;
    const restoreDemo = async () => void (count += 1);
    const local = await startDocs({
      tryItServer: { url: "http://127.0.0.1:4020", apiKey: "demo", restoreDemo },
    });
    const post = (origin: string) =>
      fetch(`${local.url}/restore-demo`, { method: "POST", headers: { Origin: origin } });
    expect((await post("https://other.example")).status).toBe(403);
    expect(count).toBe(0);
    expect((await post(local.url)).status).toBe(200);
    expect(count).toBe(1);
    await local.close();
  });

  it("publishes an API catalog (RFC 9727)", async () => {
    const response = await get("/.well-known/api-catalog");
    expect(response.headers.get("content-type")).toMatch(
      /^application\/linkset\+json; profile="https:\/\/www.rfc-editor.org\/info\/rfc9727"$/,
    );
    const { linkset } = (await response.json()) as {
      linkset: { anchor: string; [relation: string]: unknown }[];
    };
    expect(linkset[0]?.anchor).toBe("https://api.confident-ai.com");
    for (const relation of ["service-desc", "service-doc"]) {
      for (const { href, type } of (linkset[0]?.[relation] ?? []) as { href: string; type: string }[]) {
        const target = await fetch(href, { headers: { Accept: type } });
        expect([target.status, target.headers.get("content-type")?.split(";")[0]]).toEqual([200, type]);
      }
    }
  });

  it("reports a port in use in one line", async () => {
    const port = Number(new URL(docs.url).port);
    await expect(startDocs({ port })).rejects.toThrow(PortInUseError);
    await expect(startDocs({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use.`);
  });
});

describe("negotiate", () => {
  it.each([
    ["br;q=1.0", ["br", "gzip"], "br"],
    ["gzip;q=0.001", ["br", "gzip"], "gzip"],
    ["gzip;q=2", ["gzip"], undefined],
    ["gzip;q=abc", ["gzip"], undefined],
    ["", ["text/html"], undefined],
    ["text/html;level=1;q=0.4, text/*;q=0.6", ["text/html", "text/markdown"], "text/markdown"],
  ])("of %j with %j is %j", (header, offers, expected) => {
    expect(negotiate(header, offers)).toBe(expected);
  });
});
