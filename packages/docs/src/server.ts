import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { listen } from "@rolewright/node-kit";
import { negotiate } from "./content-negotiation.ts";
import type { LocalServer } from "./pages/blocks.ts";
import { buildSite, contentSecurityPolicy, findRedirect, type Site } from "./site.ts";

/** Options for serving the documentation. */
export interface DocsServerOptions {
  /** The port to listen on. The default, 0, is any free port. */
  port?: number;
  /** The address to listen on. The default, `127.0.0.1`, is not reachable from other machines. */
  host?: string;
  /** A local server that the pages can call, with its demo key. None by default. */
  tryItServer?: LocalServer;
}

/** A running server of the documentation. */
export interface DocsServer {
  /** The base URL, without a trailing slash: `http://127.0.0.1:4030`. */
  url: string;
  /** Stops the server and closes open connections. */
  close(): Promise<void>;
}

/**
 * Builds the site and serves it on this machine.
 *
 * @throws {PortInUseError} if another process uses the port.
 * @example
 * const docs = await startDocs({ port: 4030 });
 * const page = await fetch(`${docs.url}/errors`, { headers: { Accept: "text/markdown" } });
 * await docs.close();
 */
export async function startDocs(options: DocsServerOptions = {}): Promise<DocsServer> {
  const { port = 0, host = "127.0.0.1", tryItServer } = options;
  let respond: Responder = (_, response) => response.writeHead(503, { "Retry-After": 1 }).end();
  const server = createServer((request, response) => respond(request, response));
  // Longer than clients keep idle connections, so that they do not use one that was just closed.
  server.keepAliveTimeout = 75_000;
  // The links in Markdown are absolute, so the site is built when the port is known.
  const url = await listen(server, { port, host });
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  try {
    const respondFromSite = createResponder(
      await buildSite({ url, ...(tryItServer && { tryItServer }) }),
      tryItServer,
    );
    respond = (request, response) =>
      request.method === "POST" && request.url === "/restore-demo" && tryItServer?.restoreDemo
        ? void restoreDemo(request, response, { url, restore: () => tryItServer.restoreDemo?.() })
        : respondFromSite(request, response);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

/** Restores the demo data for a form of this site. Pages of other sites may not do this in the reader's browser. */
async function restoreDemo(
  request: IncomingMessage,
  response: ServerResponse,
  { url, restore }: { url: string; restore(): Promise<void> | undefined },
): Promise<void> {
  const respondWith = (status: number, text: string) =>
    response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${text}\n`);
  if (request.headers.origin !== undefined && request.headers.origin !== url) {
    respondWith(403, "Only pages of this site can restore the demo data.");
    return;
  }
  try {
    await restore();
    respondWith(200, "The demo project is restored.");
  } catch (error) {
    respondWith(500, `The demo project could not be restored: ${(error as Error).message}`);
  }
}

type Responder = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the site from memory, so that no path reaches the disk. */
function createResponder(site: Site, tryItServer?: LocalServer): Responder {
  const encoded = new Map<string, Buffer>();
  const toBody = (file: string, coding: string): Buffer => {
    const key = `${coding} ${file}`;
    const body = encoded.get(key) ?? encode(site.get(file) ?? Buffer.alloc(0), coding);
    encoded.set(key, body);
    return body;
  };
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD", "Content-Type": "text/plain; charset=utf-8" });
      response.end(`${request.method} is not supported. Use GET.\n`);
      return;
    }
    const path = decodePath(request.url ?? "/");
    const { file, negotiated } = selectFile(path, request.headers.accept, site);
    const redirect = file === "404.html" ? findRedirect(path, site) : undefined;
    if (redirect !== undefined) {
      response.writeHead(301, { Location: `/${redirect}` }).end();
      return;
    }
    const coding =
      negotiate(request.headers["accept-encoding"] ?? "identity", ["br", "gzip", "identity"]) ?? "identity";
    const status = file === "404.html" && path !== "404.html" ? 404 : 200;
    const body = toBody(file, coding);
    const headers = {
      "Content-Type": contentType(file),
      ETag: createEtag(body),
      "Cache-Control": "public, max-age=300",
      Vary: negotiated ? "Accept, Accept-Encoding" : "Accept-Encoding",
      "X-Content-Type-Options": "nosniff",
      ...(file.endsWith(".html") && { "Content-Security-Policy": contentSecurityPolicy(tryItServer) }),
      ...(coding !== "identity" && { "Content-Encoding": coding }),
      ...(status === 404 && { "Cache-Control": "no-cache" }),
      ...(path === ".well-known/api-catalog" && { Link: '</.well-known/api-catalog>; rel="api-catalog"' }),
    };
    if (status === 200 && isKnown(request.headers["if-none-match"], headers.ETag)) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(status, { ...headers, "Content-Length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

/** Returns the decoded path of a request, without the leading slash. A path that cannot be decoded matches no file. */
function decodePath(url: string): string {
  try {
    return decodeURIComponent(url.replace(/[?#].*/s, "")).replace(/^\//, "");
  } catch {
    return "\0";
  }
}

/** Selects the file for a path: for a page, HTML or Markdown by the `Accept` header. */
function selectFile(
  path: string,
  accept: string | undefined,
  site: Site,
): { file: string; negotiated: boolean } {
  const page = path === "" || path.endsWith("/") ? `${path}index` : path.replace(/\.html$/, "");
  if (path.endsWith(".html.md") && site.has(path.replace(/\.html\.md$/, ".md"))) {
    return { file: path.replace(/\.html\.md$/, ".md"), negotiated: false };
  }
  if (site.has(`${page}.html`) && site.has(`${page}.md`)) {
    const type = negotiate(accept ?? "*/*", ["text/html", "text/markdown"]);
    return { file: `${page}.${type === "text/markdown" ? "md" : "html"}`, negotiated: true };
  }
  return { file: site.has(path) ? path : "404.html", negotiated: false };
}

/** Creates an ETag from the encoded bytes, so that each content coding has its own. */
const createEtag = (body: Buffer) =>
  `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;

function encode(content: Buffer, coding: string): Buffer {
  if (coding === "gzip") return gzipSync(content, { level: 9 });
  if (coding !== "br") return content;
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

const contentTypes: Record<string, string> = {
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  png: "image/png",
  xml: "application/xml; charset=utf-8",
  json: "application/json; charset=utf-8",
  yaml: "application/yaml; charset=utf-8",
};

function contentType(file: string): string {
  if (file.endsWith("api-catalog")) {
    return 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';
  }
  return contentTypes[file.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}

const isKnown = (header: string | undefined, etag: string) =>
  header !== undefined &&
  header.split(",").some((each) => ["*", etag].includes(each.trim().replace(/^W\//, "")));
