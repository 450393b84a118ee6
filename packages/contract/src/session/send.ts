import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { LoopLag } from "./loop-lag.ts";

/** What goes over the wire. */
export interface Sent {
  method: string;
  /** With its query, as it goes over the wire. */
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** What came back. */
export interface Answer {
  /** 0 when nothing came back. */
  status: number;
  headers: { get(name: string): string | null; keys(): Iterable<string> };
  text: string;
  /** The parsed body; `undefined` when there is none or it is not JSON. */
  body: unknown;
  /** From the first byte sent to the last byte received, without the time that this process was busy itself. */
  durationMs: number;
  /** Why there is no answer, or not the whole of one. */
  failure?: Failure;
  /** The body is not valid UTF-8. */
  notUtf8?: boolean;
  /** What the connection had answered before this, if anything: `415 to POST /v1/projects`. */
  before?: string;
}

/** Why an answer is missing or incomplete. */
export interface Failure {
  kind: "timeout" | "broken" | "unreachable" | "tooLarge" | "stopped";
  message: string;
}

/** How requests are sent. */
export interface Wire {
  send(sent: Sent, options?: { fresh?: boolean }): Promise<Answer>;
  close(): void;
}

/** The most that is read of a body. */
const mostBytes = 20_000_000;

/** Sends to one base URL over connections that are kept. Redirects are not followed, so that the key goes nowhere else. */
export function createWire(
  baseUrl: URL,
  { timeoutMs, sockets }: { timeoutMs: number; sockets: number },
): Wire {
  const secure = baseUrl.protocol === "https:";
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, maxSockets: sockets })
    : new HttpAgent({ keepAlive: true, maxSockets: sockets });
  const lag = new LoopLag();
  /** What connections answered last. Node's own `reusedSocket` leaves out what a waiting request is handed. */
  const lastOn = new WeakMap<Socket, string>();
  const ask = secure ? httpsRequest : httpRequest;
  const target = {
    protocol: baseUrl.protocol,
    hostname: baseUrl.hostname.replace(/^\[|\]$/g, ""),
    port: baseUrl.port || undefined,
    setDefaultHeaders: true,
  };
  const prefix = baseUrl.pathname.replace(/\/+$/, "");

  async function send(sent: Sent, { fresh = false } = {}): Promise<Answer> {
    const outcome = await once(sent, fresh);
    // A server may close a connection that is idle just as it is used again: that is nobody's fault, and happens once.
    return outcome.retry ? (await once(sent, true)).answer : outcome.answer;
  }

  function once(sent: Sent, fresh: boolean): Promise<{ answer: Answer; retry: boolean }> {
    const { promise, resolve } = promiseOf<{ answer: Answer; retry: boolean }>();
    const since = performance.now();
    const lagBefore = lag.total();
    const elapsed = () => Math.max(0, performance.now() - since - (lag.total() - lagBefore));
    const outgoing = ask({
      ...target,
      method: sent.method,
      path: prefix + sent.path,
      headers: withLength(sent),
      agent: fresh ? false : agent,
    });
    const fail = (failure: Failure, retry = false) => resolve({ answer: nothing(failure, elapsed()), retry });
    const timer = setTimeout(() => {
      fail({ kind: "timeout", message: `no whole answer within ${timeoutMs} ms` });
      outgoing.destroy();
    }, timeoutMs);
    let before: string | undefined;
    outgoing.on("socket", (socket) => {
      before = lastOn.get(socket);
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const refused = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"].includes(error.code ?? "");
      const retry = before !== undefined && ["ECONNRESET", "EPIPE"].includes(error.code ?? "");
      fail({ kind: refused ? "unreachable" : "broken", message: error.code ?? error.message }, retry);
    });
    outgoing.on("response", (response) => {
      lastOn.set(
        response.socket,
        `${response.statusCode} to ${sent.method} ${sent.path.replace(/\?.*/, "")}`,
      );
      read(response, elapsed, (answer) => {
        clearTimeout(timer);
        resolve({ answer: { ...answer, ...(before !== undefined && { before }) }, retry: false });
        if (answer.failure) outgoing.destroy();
      });
    });
    outgoing.end(sent.body);
    return promise;
  }

  const close = () => {
    lag.stop();
    agent.destroy();
  };
  return { send, close };
}

function promiseOf<Value>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function withLength({ headers, body, method }: Sent): Record<string, string> {
  if ("Transfer-Encoding" in headers) return headers;
  if (body !== undefined) return { ...headers, "Content-Length": String(Buffer.byteLength(body)) };
  return ["POST", "PUT", "PATCH"].includes(method) ? { ...headers, "Content-Length": "0" } : headers;
}

function read(response: IncomingMessage, elapsed: () => number, done: (answer: Answer) => void): void {
  let isDone = false;
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = (failure?: Failure) => {
    if (isDone) return;
    isDone = true;
    done(toAnswer(response, chunks, elapsed(), failure));
  };
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= mostBytes) return void chunks.push(chunk);
    finish({ kind: "tooLarge", message: `the body is larger than ${mostBytes.toLocaleString("en")} bytes` });
    response.destroy();
  });
  response.on("end", () => finish());
  response.on("error", (error: NodeJS.ErrnoException) =>
    finish({ kind: "broken", message: `the body broke off (${error.code ?? error.message})` }),
  );
  response.on("close", () => finish({ kind: "broken", message: "the body broke off" }));
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function toAnswer(
  response: IncomingMessage,
  chunks: Buffer[],
  durationMs: number,
  failure?: Failure,
): Answer {
  const { headers, statusCode = 0 } = response;
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  };
  const whole = Buffer.concat(chunks);
  const encoding = get("content-encoding");
  const unpacked = decoded(whole, encoding);
  const { text, notUtf8 } = decode(unpacked ?? whole);
  const message = `the body is not ${encoding}, as its Content-Encoding says`;
  const wrong = failure ?? (unpacked ? undefined : { kind: "broken" as const, message });
  return {
    status: statusCode,
    headers: { get, keys: () => Object.keys(headers) },
    text,
    body: parseJson(text),
    durationMs,
    ...(wrong && { failure: wrong }),
    ...(notUtf8 && { notUtf8 }),
  };
}

/** What was packed; `undefined` when it was not packed as it says. */
function decoded(bytes: Buffer, encoding: string | null): Buffer | undefined {
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

function decode(bytes: Buffer): { text: string; notUtf8: boolean } {
  try {
    return { text: utf8.decode(bytes), notUtf8: false };
  } catch {
    return { text: bytes.toString("utf8"), notUtf8: true };
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

const nothing = (failure: Failure, durationMs: number): Answer => ({
  status: 0,
  headers: { get: () => null, keys: () => [] },
  text: "",
  body: undefined,
  durationMs,
  failure,
});
