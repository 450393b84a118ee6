/**
 * A transport over `node:http` and `node:https`, for those who make many calls. Independent and unofficial.
 *
 * @module
 */
import * as http from "node:http";
import * as https from "node:https";
import type { Transport, TransportBody, TransportRequest } from "../transport.ts";

export type { Transport } from "../transport.ts";

/**
 * How long a connection is kept without a use, in milliseconds, unless the server's `Keep-Alive` says less. What lies between
 * may forget one that is idle without a word, and what is then sent on it is lost. Node's own agents have the same.
 */
const idleMs = 5000;

/** How the connections are kept. */
export interface NodeTransportOptions {
  /** How many connections to one host there may be at a time. Default 64. */
  maxSockets?: number;
}

/** A transport with connections of its own. */
export interface NodeTransport extends Transport {
  /** Closes the connections that are kept. What is under way goes on. */
  close(): void;
}

/**
 * Makes a transport that keeps its connections for 5 s without a use. It follows no redirects, takes no proxy from the environment, and does not
 * keep a process alive.
 *
 * @example
 * const client = createClient({ apiKey, transport: nodeTransport() });
 */
export function nodeTransport({ maxSockets = 64 }: NodeTransportOptions = {}): NodeTransport {
  const options = { keepAlive: true, maxSockets, scheduling: "lifo" as const, timeout: idleMs };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  const transport: Transport = async (request) => {
    const message = await answerTo(request, agents);
    return answerOf(request, message);
  };
  const close = () => {
    agents.http.destroy();
    agents.https.destroy();
  };
  return Object.assign(transport, { close });
}

function answerTo(
  { url, method, headers, body, signal }: TransportRequest,
  agents: { http: http.Agent; https: https.Agent },
): Promise<http.IncomingMessage> {
  const secure = url.startsWith("https:");
  const start = url.indexOf("/", "https://".length);
  const { host, hostname, port } = originOf(url.slice(0, start));
  // As a list, Node sends them as they are; as an object it would look at each again.
  const fields = ["host", host];
  // What says where a request ends is said once, or a proxy and a server could see two requests in one.
  for (const [name, value] of Object.entries(headers)) if (!framing.has(name)) fields.push(name, value);
  if (body !== undefined) fields.push("content-length", String(Buffer.byteLength(body)));
  return new Promise((resolve, reject) => {
    // A signal that has spoken does not speak again.
    signal.throwIfAborted();
    const request = (secure ? https : http).request(
      {
        method,
        host: hostname,
        port,
        path: url.slice(start),
        agent: secure ? agents.https : agents.http,
        headers: fields,
      },
      (message) => {
        // No server of HTTP says so, and elsewhere it stands for a redirect that is hidden.
        if (message.statusCode === 0) request.destroy(new Error("The answer has the status 000."));
        else resolve(message);
      },
    );
    // Node's own `signal` option does this too, at several times the cost.
    signal.addEventListener("abort", () => request.destroy());
    request.on("error", (fault: Error & { rawPacket?: unknown }) => {
      // All that came, in which a server may repeat the API key.
      delete fault.rawPacket;
      reject(fault);
    });
    // Without this, Node closes the connection and says nothing.
    request.on("upgrade", (_, socket) => {
      socket.destroy();
      reject(new Error("The server wants to switch to another protocol."));
    });
    request.end(body);
  });
}

/** Headers that are the transport's own. `fetch` takes them from nobody either. */
const framing = new Set(["host", "content-length", "transfer-encoding", "expect", "upgrade"]);

const origins = new Map<string, { host: string; hostname: string; port: string }>();

/** The parts of an origin. A client has one, and reading a URL anew for each call costs more than the call is worth. */
function originOf(origin: string): { host: string; hostname: string; port: string } {
  let parts = origins.get(origin);
  if (parts === undefined) {
    const { host, hostname, port } = new URL(origin);
    // An IPv6 address is in brackets there, and without them here.
    parts = { host, hostname: hostname.replace(/^\[(.+)\]$/, "$1"), port };
    origins.set(origin, parts);
  }
  return parts;
}

function answerOf({ url }: TransportRequest, message: http.IncomingMessage): Awaited<ReturnType<Transport>> {
  const status = message.statusCode ?? 0;
  let text = "";
  let headers: Headers | undefined;
  return {
    status,
    redirected: false,
    // Of a header that is there twice, the first is enough here.
    header: (name) => {
      const value = message.headers[name];
      return typeof value === "object" ? value[0] : value;
    },
    get headers() {
      return (headers ??= headersOf(message));
    },
    async read(limit) {
      const read = await bodyOf(message, limit);
      text = read.text;
      return read;
    },
    // Few ask for it, and it takes long to make.
    get response() {
      // Responses cannot be made of every status that a server can send.
      const empty = status === 204 || status === 205 || status === 304;
      const possible = status >= 200 && status <= 599 ? status : 599;
      const response = new Response(empty ? null : text, { status: possible, headers: this.headers });
      return Object.defineProperty(response, "url", { value: url });
    },
  };
}

/** Field by field: a header may be there twice. */
function headersOf({ rawHeaders }: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  return headers;
}

function bodyOf(message: http.IncomingMessage, limit: number): Promise<TransportBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const encoding = message.headers["content-encoding"] ?? "";
    const finish = (fault?: unknown, cut?: boolean) => {
      message.off("close", closed);
      const text = Buffer.concat(chunks)
        .toString("utf8")
        .replace(/^\uFEFF/, "");
      resolve({ text, fault, ...(cut && { cut }) });
    };
    const closed = () => finish("The connection was closed.", true);
    message.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) {
        message.destroy();
        finish(`It is longer than ${limit} bytes.`);
      }
    });
    // Without this it would be a text that nobody knows.
    const compressed = /gzip|deflate|br|zstd|compress/i.test(encoding);
    message.on("end", () => finish(compressed ? `It is compressed: ${encoding}.` : undefined));
    message.on("error", (fault) => finish(fault, true));
    message.on("close", closed);
  });
}
