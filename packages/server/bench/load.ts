import { connect } from "node:net";

/** What a load has seen. */
export interface Result {
  /** Answers a second. */
  rate: number;
  /** The 99th percentile of how long an answer took, in milliseconds. */
  p99: number;
  /** Answers with another status than was expected. */
  failures: number;
  answers: number;
  /** How long each answer took, in milliseconds, in the order in which they came. */
  took: number[];
}

/** Makes the next request, as it goes over the wire. */
export type NextRequest = () => string;

/**
 * Sends one request after the other over each of so many connections. Sockets by hand: an HTTP client would need more of
 * its core than the servers need of theirs, and would be what is measured.
 */
export async function load(
  url: string,
  connections: number,
  seconds: number,
  next: NextRequest,
  status = 200,
): Promise<Result> {
  const took: number[] = [];
  let failures = 0;
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse(Number(new URL(url).port), next, (ms, answered) => {
        took.push(ms);
        if (answered !== status) failures += 1;
        return performance.now() < end;
      }),
    ),
  );
  const elapsed = (performance.now() - begin) / 1_000;
  const sorted = Float64Array.from(took).toSorted();
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  return { rate: took.length / elapsed, p99, failures, answers: took.length, took };
}

/** One connection: `answered` says whether to go on. */
function converse(
  port: number,
  next: NextRequest,
  answered: (ms: number, status: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").setNoDelay();
    let sent = 0;
    let received = "";
    const send = () => {
      sent = performance.now();
      socket.write(next());
    };
    socket.setEncoding("latin1");
    socket.on("connect", send);
    socket.on("data", (chunk: string) => {
      received += chunk;
      const head = received.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received.slice(0, head))?.[1] ?? 0);
      if (received.length < head + 4 + length) return;
      const goesOn = answered(performance.now() - sent, Number(received.slice(9, 12)));
      received = "";
      if (goesOn) return send();
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
}

/** A request with a key and, where there is one, a body. */
export function request(method: string, path: string, apiKey: string, body = ""): string {
  return (
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCONFIDENT_API_KEY: ${apiKey}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Opens so many connections that each send one byte of a request a second, and answers with what ends them. */
export function crawl(url: string, connections: number): () => void {
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
