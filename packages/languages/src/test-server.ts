import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { acceptInvitation, seedDemo, startServer } from "@rolewright/server";

/** The server that a scenario runs against. */
export interface TestServer {
  /** A proxy to the reference server with the demo organization. */
  url: string;
  /** A proxy to the same server that adds unknown fields to every object of its responses. */
  extendedUrl: string;
  apiKey: string;
  /** Accepts the invitation whose token is posted to it, as `rolewright-server invitations accept TOKEN` does. */
  acceptUrl: string;
  /** The `error` texts of all error responses, in their order. */
  errors: string[];
  /** Whether the scenario cleared the description with `null` or by omitting it. */
  clearedWith(): "null" | "omitted" | "not sent";
  close(): Promise<void>;
}

/** Starts a reference server for one scenario, so that each starts with the same organization. */
export async function startTestServer(): Promise<TestServer> {
  const server = await startServer();
  const { apiKey } = await seedDemo(server.store);
  const errors: string[] = [];
  let cleared: ReturnType<TestServer["clearedWith"]> = "not sent";
  const onRequest = (method: string, body: string) => {
    if (method !== "PUT" || !body.includes('"Auditor"')) return;
    cleared = /"description"\s*:\s*null/.test(body) ? "null" : "omitted";
  };
  const onResponse = (body: string) => {
    const { error } = JSON.parse(body) as { error?: string };
    if (error !== undefined) errors.push(error);
    return body;
  };
  const proxy = await startProxy(server.url, onResponse, onRequest);
  const extendingProxy = await startProxy(server.url, addUnknownFields, () => {});
  const invitee = await startListening(async (request, response) => {
    const member = await acceptInvitation(server.store, await readText(request));
    response.writeHead(member === undefined ? 404 : 204).end();
  });
  return {
    url: proxy.url,
    extendedUrl: extendingProxy.url,
    apiKey,
    acceptUrl: invitee.url,
    errors,
    clearedWith: () => cleared,
    close: async () => {
      await Promise.all([proxy.close(), extendingProxy.close(), invitee.close()]);
      await server.close();
    },
  };
}

/** Adds a field with a value of each JSON type to every object, as a later version of the API might. */
export function addUnknownFields(json: string): string {
  const addedLater = { text: "later", number: 1, list: [null, true], nothing: null };
  return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    isPlainObject(value) && key !== "addedLater" ? { ...value, addedLater } : value,
  );
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("addedLater" in value);
}

/** Starts a proxy that rewrites response bodies and reports requests. */
function startProxy(
  target: string,
  rewriteBody: (body: string) => string,
  onRequest: (method: string, body: string) => void,
) {
  return startListening((request, response) => forward(request, response, target, rewriteBody, onRequest));
}

/** Starts an HTTP server on a free port. A handler that fails ends the connection. */
async function startListening(
  handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
) {
  const server = createServer((request, response) => {
    handler(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  rewriteBody: (body: string) => string,
  onRequest: (method: string, body: string) => void,
): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const body = await readText(request);
  onRequest(method, body);
  const upstream = await fetch(`${target}${url}`, {
    method,
    headers: endToEndHeaders(request),
    ...(body !== "" && { body }),
  });
  response.writeHead(upstream.status, { "content-type": upstream.headers.get("content-type") ?? "" });
  response.end(rewriteBody(await upstream.text()));
}

/** Returns the headers without the hop-by-hop ones. Java, for example, requests HTTP/2 with `Upgrade`. */
function endToEndHeaders({ headers }: IncomingMessage): [name: string, value: string][] {
  const hopByHop = [
    "host",
    "connection",
    "keep-alive",
    "upgrade",
    "http2-settings",
    "transfer-encoding",
    "content-length",
  ];
  return Object.entries(headers)
    .filter(([name]) => !hopByHop.includes(name))
    .map(([name, value]) => [name, String(value)]);
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
