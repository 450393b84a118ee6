import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { explainConnectionError, type Failure, isClosedConnection } from "./connection-failures.ts";
import { EventLoopLag } from "./event-loop-lag.ts";

/** A request as it is sent. */
export interface HttpRequest {
  method: string;
  /** The encoded path with its query. */
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** A received response. */
export interface HttpResponse {
  /** 0 if there was no response. */
  status: number;
  headers: { get(name: string): string | null; keys(): Iterable<string> };
  text: string;
  /** The parsed body, or `undefined` if there is none or it is not JSON. */
  body: unknown;
  /** From the first byte sent to the last byte received, without the time in which this process was busy. */
  durationMs: number;
  /** Why there is no response, or only a part of it. */
  failure?: Failure;
  /** The body is not valid UTF-8. */
  isInvalidUtf8?: boolean;
  /** The previous response on the connection, if any: `415 to POST /v1/projects`. */
  previousResponse?: string;
}

/** Sends requests to one server. */
export interface HttpConnection {
  /** Sends a request. If the signal aborts, the response is no longer waited for. */
  send(sent: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  close(): void;
}

interface SendOptions {
  newConnection: boolean;
  signal: AbortSignal;
}

/** The maximum size of a response body that is read. */
const maxBodyBytes = 20_000_000;

/**
 * Creates persistent connections to one base URL. Redirects are not followed, so that the key is not sent elsewhere.
 */
export function createHttpConnection(
  baseUrl: URL,
  { timeoutMs, sockets }: { timeoutMs: number; sockets: number },
): HttpConnection {
  const secure = baseUrl.protocol === "https:";
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, maxSockets: sockets })
    : new HttpAgent({ keepAlive: true, maxSockets: sockets });
  const eventLoopLag = new EventLoopLag();
  /** The last response of each connection. Node's `reusedSocket` is not set for queued requests. */
  const lastOn = new WeakMap<Socket, string>();
  let hasConnected = false;
  const ask = secure ? httpsRequest : httpRequest;
  const target = {
    protocol: baseUrl.protocol,
    hostname: baseUrl.hostname.replace(/^\[|\]$/g, ""),
    port: baseUrl.port || undefined,
    setDefaultHeaders: true,
  };
  const prefix = baseUrl.pathname.replace(/\/+$/, "");

  async function send(sent: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    const outcome = await sendOnce(sent, options);
    if (!outcome.shouldRetry || options.signal.aborted) return outcome.response;
    // A server may close an idle connection just when it is used again. Retry once on a new connection.
    return (await sendOnce(sent, { ...options, newConnection: true })).response;
  }

  function sendOnce(
    sent: HttpRequest,
    { newConnection, signal }: SendOptions,
  ): Promise<{ response: HttpResponse; shouldRetry: boolean }> {
    const { promise, resolve } = createDeferred<{ response: HttpResponse; shouldRetry: boolean }>();
    const since = performance.now();
    const lagBefore = eventLoopLag.total();
    const elapsed = () => Math.max(0, performance.now() - since - (eventLoopLag.total() - lagBefore));
    const outgoing = ask({
      ...target,
      method: sent.method,
      path: prefix + sent.path,
      headers: addContentLength(sent),
      agent: newConnection ? false : agent,
    });
    const end = (response: HttpResponse, shouldRetry = false) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      resolve({ response, shouldRetry });
    };
    const fail = (failure: Failure, shouldRetry = false) =>
      end(toFailedResponse(failure, elapsed()), shouldRetry);
    const giveUp = (kind: "timeout" | "stopped", when: string) => {
      const isConnecting = outgoing.socket?.connecting === true;
      const message = `no ${isConnecting ? "connection" : "complete response"} ${when}`;
      // A server that was there before may be busy.
      fail({ kind: isConnecting && !hasConnected ? "unreachable" : kind, message });
      outgoing.destroy();
    };
    const stop = () => giveUp("stopped", "before the run ended");
    const timer = setTimeout(() => giveUp("timeout", `within ${timeoutMs} ms`), timeoutMs);
    signal.addEventListener("abort", stop);
    let before: string | undefined;
    outgoing.on("socket", (socket) => {
      before = lastOn.get(socket);
      if (!socket.connecting) return;
      socket.once("connect", () => {
        hasConnected = true;
      });
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      fail(explainConnectionError(error), before !== undefined && isClosedConnection(error));
    });
    outgoing.on("response", (message) => {
      lastOn.set(message.socket, `${message.statusCode} to ${sent.method} ${sent.path.replace(/\?.*/, "")}`);
      readBody(message, elapsed, (response) => {
        end({ ...response, ...(before !== undefined && { previousResponse: before }) });
        if (response.failure) outgoing.destroy();
      });
    });
    outgoing.end(sent.body);
    return promise;
  }

  const close = () => {
    eventLoopLag.stop();
    agent.destroy();
  };
  return { send, close };
}

function createDeferred<Value>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function addContentLength({ headers, body, method }: HttpRequest): Record<string, string> {
  if ("Transfer-Encoding" in headers) return headers;
  if (body !== undefined) return { ...headers, "Content-Length": String(Buffer.byteLength(body)) };
  return ["POST", "PUT", "PATCH"].includes(method) ? { ...headers, "Content-Length": "0" } : headers;
}

function readBody(
  response: IncomingMessage,
  elapsed: () => number,
  done: (response: HttpResponse) => void,
): void {
  let isDone = false;
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = (failure?: Failure) => {
    if (isDone) return;
    isDone = true;
    done(toHttpResponse(response, chunks, elapsed(), failure));
  };
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxBodyBytes) return void chunks.push(chunk);
    finish({
      kind: "tooLarge",
      message: `the body is larger than ${maxBodyBytes.toLocaleString("en")} bytes`,
    });
    response.destroy();
  });
  response.on("end", () => finish());
  response.on("error", (error: NodeJS.ErrnoException) =>
    finish({
      kind: "closed",
      message: `the connection closed before the end of the body (${error.code ?? error.message})`,
    }),
  );
  response.on("close", () =>
    finish({ kind: "closed", message: "the connection closed before the end of the body" }),
  );
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function toHttpResponse(
  response: IncomingMessage,
  chunks: Buffer[],
  durationMs: number,
  failure?: Failure,
): HttpResponse {
  const { headers, statusCode = 0 } = response;
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  };
  const whole = Buffer.concat(chunks);
  const encoding = get("content-encoding");
  const decoded = decodeContent(whole, encoding);
  const { text, isInvalidUtf8 } = decode(decoded ?? whole);
  const message = `the body is not valid ${encoding}, which its Content-Encoding declares`;
  const anyFailure = failure ?? (decoded ? undefined : { kind: "closed" as const, message });
  return {
    status: statusCode,
    headers: { get, keys: () => Object.keys(headers) },
    text,
    body: parseJson(text),
    durationMs,
    ...(anyFailure && { failure: anyFailure }),
    ...(isInvalidUtf8 && { isInvalidUtf8 }),
  };
}

/** Decodes the content coding. Returns `undefined` if the body is not encoded as declared. */
function decodeContent(bytes: Buffer, encoding: string | null): Buffer | undefined {
  if (bytes.length === 0) return bytes;
  try {
    if (encoding === "gzip" || encoding === "x-gzip") return gunzipSync(bytes);
    if (encoding === "deflate") return inflateSync(bytes);
    if (encoding === "br") return brotliDecompressSync(bytes);
  } catch {
    return undefined;
  }
  return bytes;
}

function decode(bytes: Buffer): { text: string; isInvalidUtf8: boolean } {
  try {
    return { text: utf8.decode(bytes), isInvalidUtf8: false };
  } catch {
    return { text: bytes.toString("utf8"), isInvalidUtf8: true };
  }
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const toFailedResponse = (failure: Failure, durationMs: number): HttpResponse => ({
  status: 0,
  headers: { get: () => null, keys: () => [] },
  text: "",
  body: undefined,
  durationMs,
  failure,
});
