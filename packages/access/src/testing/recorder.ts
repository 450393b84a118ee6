import { once } from "node:events";
import { createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A write that passed through a recorder. */
export interface RecordedWrite {
  /** The position among the writes, from 1. */
  number: number;
  method: string;
  path: string;
  body: unknown;
  /** The status code and the body of the response. Absent before it arrives. */
  status?: number;
  response?: { data?: { id?: string; role?: { id: string }; policy?: { id: string } } };
}

/** A proxy between a client and a server that records the requests. */
export interface Recorder {
  /** The base URL for the client. */
  url: string;
  writes: RecordedWrite[];
  /** How many requests that only read have passed. */
  readCount: number;
  /** Runs before a write reaches the server. */
  beforeWrite?: (write: RecordedWrite) => void | Promise<void>;
  /** Runs after the server has executed a write and before the client receives the response. */
  beforeResponse?: (write: RecordedWrite) => void | Promise<void>;
  /** Runs after the client was sent the response to a write. */
  afterResponse?: (write: RecordedWrite) => void | Promise<void>;
  /** Returns a response that replaces the server's, or `undefined`. */
  intercept?: (request: { method: string; path: string }) => InterceptedResponse | undefined;
  close(): Promise<void>;
}

/** `status: 0` ends the connection without a response. */
export interface InterceptedResponse {
  status: number;
  headers?: Record<string, string>;
}

/** Starts a recorder in front of a server. */
export async function startRecorder(target: string): Promise<Recorder> {
  const server = createServer((request, response) => {
    void handle(recorder, target, request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const recorder: Recorder = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes: [],
    readCount: 0,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return recorder;
}

async function handle(
  recorder: Recorder,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readAll(request);
  const { method = "", url: path = "" } = request;
  const write = method === "GET" ? undefined : recordWrite(recorder, method, path, body);
  if (!write) recorder.readCount += 1;
  if (write) await recorder.beforeWrite?.(write);
  const intercepted = recorder.intercept?.({ method, path });
  if (intercepted?.status === 0) {
    response.destroy();
    return;
  }
  if (intercepted) {
    response.writeHead(intercepted.status, { "content-type": "application/json", ...intercepted.headers });
    response.end(JSON.stringify({ success: false, error: "Sent by the recorder." }));
    return;
  }
  const reply = sendRequest(new URL(path, target), { method, headers: request.headers });
  reply.end(body);
  const [received] = (await once(reply, "response")) as [IncomingMessage];
  const text = await readAll(received);
  if (write) {
    write.status = received.statusCode ?? 0;
    write.response = JSON.parse(text.toString()) as NonNullable<RecordedWrite["response"]>;
    await recorder.beforeResponse?.(write);
  }
  response.writeHead(received.statusCode ?? 500, received.headers);
  response.end(text);
  await once(response, "close");
  if (write) await recorder.afterResponse?.(write);
}

function recordWrite(recorder: Recorder, method: string, path: string, body: Buffer): RecordedWrite {
  const write: RecordedWrite = {
    number: recorder.writes.length + 1,
    method,
    path,
    body: body.length === 0 ? undefined : JSON.parse(body.toString()),
  };
  recorder.writes.push(write);
  return write;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
