import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { preferred } from "./accept.ts";
import type { LocalServer } from "./blocks.ts";
import { buildSite, type Site } from "./site.ts";

/** How the documentation is served. */
export interface DocsOptions {
  /** The port to listen on; 0, the default, takes any free one. */
  port?: number;
  /** The address to listen on. Default `127.0.0.1`: nobody else on the network can reach it. */
  host?: string;
  /** A server on this machine that the pages offer to call, with its demo key. None by default. */
  local?: LocalServer;
}

/** Documentation that is being served. */
export interface Docs {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4030`. */
  url: string;
  /** Stops it; open connections are ended. */
  close(): Promise<void>;
}

/** The port is taken by another process. */
export class PortInUseError extends Error {
  override name = "PortInUseError";
  readonly port: number;

  constructor(port: number, host: string, cause: unknown) {
    super(`Port ${port} on ${host} is already in use. Choose another, or 0 for any free one.`, { cause });
    this.port = port;
  }
}

/**
 * Builds the site and serves it on this machine.
 *
 * @throws {PortInUseError} when another process has the port.
 * @example
 * const docs = await startDocs({ port: 4030 });
 * const page = await fetch(`${docs.url}/errors`, { headers: { Accept: "text/markdown" } });
 * await docs.close();
 */
export async function startDocs(options: DocsOptions = {}): Promise<Docs> {
  const { port = 0, host = "127.0.0.1", local } = options;
  let respond: Responder = (_, response) => response.writeHead(503, { "Retry-After": 1 }).end();
  const server = createServer((request, response) => respond(request, response));
  // A client that keeps a connection for longer than the server does meets one that has just been closed.
  server.keepAliveTimeout = 75_000;
  await listen(server, port, host);
  // Only now is it known where the site is: its Markdown has whole links.
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  try {
    respond = responderFor(await buildSite({ url, ...(local && { local }) }));
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new PortInUseError(port, host, error);
    throw error;
  }
}

type Responder = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers from the site's files alone: no path leads to a disk. */
function responderFor(site: Site): Responder {
  const encoded = new Map<string, Buffer>();
  const bodyOf = (file: string, coding: string): Buffer => {
    const key = `${coding} ${file}`;
    const body = encoded.get(key) ?? encode(site.get(file) ?? Buffer.alloc(0), coding);
    encoded.set(key, body);
    return body;
  };
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD", "Content-Type": "text/plain; charset=utf-8" });
      response.end(`${request.method} is not possible here. Use GET.\n`);
      return;
    }
    const path = pathOf(request.url ?? "/");
    const { file, negotiated } = choose(path, request.headers.accept, site);
    const coding =
      preferred(request.headers["accept-encoding"] ?? "identity", ["br", "gzip", "identity"]) ?? "identity";
    const status = file === "404.html" && path !== "404.html" ? 404 : 200;
    const body = bodyOf(file, coding);
    const headers = {
      "Content-Type": contentType(file),
      ETag: etagOf(body),
      "Cache-Control": "public, max-age=300",
      Vary: negotiated ? "Accept, Accept-Encoding" : "Accept-Encoding",
      "X-Content-Type-Options": "nosniff",
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

/** The path that was asked for, decoded, without the slash before it. What cannot be decoded is no file of the site. */
function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.replace(/[?#].*/s, "")).replace(/^\//, "");
  } catch {
    return "\0";
  }
}

/** The file that answers for a path: the page itself, or its Markdown for those who would rather have that. */
function choose(path: string, accept: string | undefined, site: Site): { file: string; negotiated: boolean } {
  const page = path === "" || path.endsWith("/") ? `${path}index` : path.replace(/\.html$/, "");
  if (path.endsWith(".html.md") && site.has(path.replace(/\.html\.md$/, ".md"))) {
    return { file: path.replace(/\.html\.md$/, ".md"), negotiated: false };
  }
  if (site.has(`${page}.html`) && site.has(`${page}.md`)) {
    const type = preferred(accept ?? "*/*", ["text/html", "text/markdown"]);
    return { file: `${page}.${type === "text/markdown" ? "md" : "html"}`, negotiated: true };
  }
  return { file: site.has(path) ? path : "404.html", negotiated: false };
}

/** Of the bytes as they are sent: another coding has another one. */
const etagOf = (body: Buffer) => `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;

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
