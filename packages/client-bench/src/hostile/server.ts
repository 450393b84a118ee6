/** A scripted server on 127.0.0.1 that records the requests it receives. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";

/** The behavior of the server for one request. */
export type Deed =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Bytes sent instead of an HTTP response. The connection is closed after them. */
  | { bytes: string }
  /** Resets the connection. */
  | "reset"
  /** Sends no response. */
  | "hang"
  /** Sends the headers of a response and half of its body. */
  | "hang in body"
  /** Sends the body byte by byte and never ends. */
  | "trickle"
  /** Sends a body of 80 MB. */
  | "flood";

export interface Got {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
  at: number;
}

export interface HostileServer {
  url: string;
  got: Got[];
  close(): Promise<void>;
}

/** Runs the behaviors in order and repeats the last one. */
export async function startServer(deeds: Deed[]): Promise<HostileServer> {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      got.push({ method, url, headers, body, at: performance.now() });
      const deed = deeds[Math.min(got.length, deeds.length) - 1] ?? "hang";
      commit(deed, request, response);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got, close };
}

function commit(deed: Deed, { socket }: IncomingMessage, response: ServerResponse): void {
  if (deed === "hang") return;
  if (deed === "reset") return void socket.resetAndDestroy();
  if (typeof deed === "object" && "bytes" in deed) return void socket.end(deed.bytes);
  if (typeof deed === "object") {
    const body = deed.body ?? "";
    response.writeHead(deed.status, { "content-type": "application/json", ...deed.headers });
    return void response.end(body);
  }
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"success":true,"data":{"roles":[');
  if (deed === "trickle") return trickle(response);
  if (deed === "flood") return flood(response);
}

function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
}

function flood(response: ServerResponse): void {
  const megabyte = Buffer.alloc(2 ** 20, 0x20);
  const source = Readable.from(
    (function* megabytes() {
      for (let n = 0; n < 80; n++) yield megabyte;
      yield "]}}";
    })(),
  );
  // Probes expect the client to close the connection.
  pipeline(source, response, () => {});
}
