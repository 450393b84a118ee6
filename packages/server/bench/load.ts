import { connect } from "node:net";

/** The result of a load test. */
export interface LoadResult {
  /** Responses per second. */
  rate: number;
  /** The 99th percentile of the latency, in milliseconds. */
  p99: number;
  /** The number of responses with an unexpected status code. */
  failures: number;
  responses: number;
  /** The latencies in milliseconds, in the order of the responses. */
  latencies: number[];
}

/** Creates the next request, as it is sent over the socket. */
export type CreateRequest = () => string;

/** How a load test uses its connections. */
export interface LoadOptions {
  /** Whether each request has a connection of its own. The latency includes its start. Default false. */
  newConnections?: boolean;
  /** The status code of all responses. Default 200. */
  expectedStatus?: number;
}

/**
 * Sends requests over concurrent connections, one after the other on each. It uses raw sockets: an HTTP client would need
 * more CPU than the servers, and would be what is measured.
 */
export async function runLoad(
  url: string,
  connections: number,
  seconds: number,
  createNext: CreateRequest,
  { newConnections = false, expectedStatus = 200 }: LoadOptions = {},
): Promise<LoadResult> {
  const latencies: number[] = [];
  let failures = 0;
  const start = performance.now();
  const end = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, () =>
      runClient(Number(new URL(url).port), createNext, newConnections, (latency, status) => {
        latencies.push(latency);
        if (status !== expectedStatus) failures += 1;
        return performance.now() < end;
      }),
    ),
  );
  const elapsedSeconds = (performance.now() - start) / 1_000;
  const sorted = Float64Array.from(latencies).toSorted();
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  return { rate: latencies.length / elapsedSeconds, p99, failures, responses: latencies.length, latencies };
}

/** Sends requests one after the other. `onResponse` returns whether to send another one. */
async function runClient(
  port: number,
  createNext: CreateRequest,
  newConnections: boolean,
  onResponse: (latencyMs: number, status: number) => boolean,
): Promise<void> {
  if (!newConnections) return runConnection(port, createNext, onResponse);
  const startedAt = performance.now();
  let shouldContinue = false;
  await runConnection(port, createNext, (_, status) => {
    shouldContinue = onResponse(performance.now() - startedAt, status);
    return false;
  });
  if (shouldContinue) await runClient(port, createNext, newConnections, onResponse);
}

/** Runs one connection. `onResponse` returns whether to send another request. */
function runConnection(
  port: number,
  createNext: CreateRequest,
  onResponse: (latencyMs: number, status: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").setNoDelay();
    let sentAt = 0;
    let received = "";
    const send = () => {
      sentAt = performance.now();
      socket.write(createNext());
    };
    socket.setEncoding("latin1");
    socket.on("connect", send);
    socket.on("data", (chunk: string) => {
      received += chunk;
      const headEnd = received.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? 0);
      if (received.length < headEnd + 4 + length) return;
      const shouldContinue = onResponse(performance.now() - sentAt, Number(received.slice(9, 12)));
      received = "";
      if (shouldContinue) return send();
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
}

/** Creates a request with an API key and an optional body. */
export function createRequest(method: string, path: string, apiKey: string, body = ""): string {
  return (
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCONFIDENT_API_KEY: ${apiKey}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Opens connections that each send one byte of a request per second. Returns the function that closes them. */
export function startSlowSenders(url: string, connections: number): () => void {
  const sockets = Array.from({ length: connections }, () => connect(Number(new URL(url).port), "127.0.0.1"));
  for (const socket of sockets) {
    socket.on("error", () => {});
    socket.write("POST /v1/projects HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\nX-Slow: ");
  }
  const timer = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write("x")), 1_000);
  return () => {
    clearInterval(timer);
    for (const socket of sockets) socket.destroy();
  };
}
