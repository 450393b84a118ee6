import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { preferred } from "./accept.ts";
import { type Docs, PortInUseError, startDocs } from "./index.ts";

let docs: Docs;

beforeAll(async () => {
  docs = await startDocs();
});

afterAll(() => docs.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(docs.url + path, { headers, method });

/** Asks without any help of `fetch`: the path goes out as it is, the body comes back as it is. */
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
  ])("answers Accept: %s with %s", async (accept, type) => {
    for (const path of ["/errors.html", "/errors", "/", "/organization-roles/createOrganizationRole"]) {
      const answer = await get(path, { Accept: accept });
      expect({ status: answer.status, type: answer.headers.get("content-type") }).toEqual({
        status: 200,
        type: `${type}; charset=utf-8`,
      });
      expect(answer.headers.get("vary")).toBe("Accept, Accept-Encoding");
    }
  });

  it("answers a path that ends with .md with Markdown, whatever else is asked for", async () => {
    for (const path of ["/errors.md", "/errors.html.md", "/index.md"]) {
      const answer = await get(path, { Accept: "text/html" });
      expect(answer.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
      expect(await answer.text()).toMatch(/^# .+\n\n> Independent and unofficial/);
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

  it("answers 304 to what the client has, and to nothing else", async () => {
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
  ])("says what %s is", async (path, type) => {
    expect((await get(path)).headers.get("content-type")).toBe(type);
  });

  it("may be kept for five minutes", async () => {
    expect((await get("/errors.html")).headers.get("cache-control")).toBe("public, max-age=300");
  });

  it("answers HEAD as GET, without the body", async () => {
    const [head, whole] = [await get("/errors.html", {}, "HEAD"), await get("/errors.html")];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    expect(head.headers.get("etag")).toBe(whole.headers.get("etag"));
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s", async (method) => {
    const answer = await get("/errors.html", {}, method);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
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
  ])("answers 404 for %s, with a page", async (path) => {
    const { status, headers, body } = await raw(path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body.toString()).toContain("There is no such page");
  });

  it("leads on from a page that is not there, at any depth", async () => {
    const html = await (await get("/a/b/c/d")).text();
    const links = Array.from(html.matchAll(/(?:href|src)="?([^" >]+)/g), ([, href = ""]) => href).filter(
      (href) => !href.startsWith("#"),
    );
    for (const link of new Set(links))
      expect((await fetch(new URL(link, `${docs.url}/a/b/c/d`))).status, link).toBe(200);
  });

  it("says where the description is, by RFC 9727", async () => {
    const answer = await get("/.well-known/api-catalog");
    expect(answer.headers.get("content-type")).toMatch(
      /^application\/linkset\+json; profile="https:\/\/www.rfc-editor.org\/info\/rfc9727"$/,
    );
    const { linkset } = (await answer.json()) as {
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

  it("says that a port is taken, in one line", async () => {
    const port = Number(new URL(docs.url).port);
    await expect(startDocs({ port })).rejects.toThrow(PortInUseError);
    await expect(startDocs({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use.`);
  });
});

describe("preferred", () => {
  it.each([
    ["br;q=1.0", ["br", "gzip"], "br"],
    ["gzip;q=0.001", ["br", "gzip"], "gzip"],
    ["gzip;q=2", ["gzip"], undefined],
    ["gzip;q=abc", ["gzip"], undefined],
    ["", ["text/html"], undefined],
    ["text/html;level=1;q=0.4, text/*;q=0.6", ["text/html", "text/markdown"], "text/markdown"],
  ])("of %j with %j is %j", (header, offers, expected) => {
    expect(preferred(header, offers)).toBe(expected);
  });
});
