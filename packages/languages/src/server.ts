import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { seedDemo, startServer } from "@rolewright/server";

/** What a story is lived through against. */
export interface Stage {
  /** The reference server with the demo organization. */
  url: string;
  /** The same server, whose answers have unknown fields in every object. */
  grownUrl: string;
  apiKey: string;
  /** How the story sent the description that it cleared: `null` itself, or nothing. */
  clearedBy(): "null" | "left out" | "not sent";
  close(): Promise<void>;
}

/** Starts a reference server of its own for one story, so that each begins with the same organization. */
export async function openStage(): Promise<Stage> {
  const server = await startServer();
  const { apiKey } = await seedDemo(server.store);
  let cleared: ReturnType<Stage["clearedBy"]> = "not sent";
  const watch = (method: string, body: string) => {
    if (method !== "PUT" || !body.includes('"Auditor"')) return;
    cleared = /"description"\s*:\s*null/.test(body) ? "null" : "left out";
  };
  const plain = await relay(server.url, (text) => text, watch);
  const grown = await relay(server.url, grow, () => {});
  return {
    url: plain.url,
    grownUrl: grown.url,
    apiKey,
    clearedBy: () => cleared,
    close: async () => {
      await Promise.all([plain.close(), grown.close()]);
      await server.close();
    },
  };
}

/** Adds what a later version might add: a field with a value of each kind, in every object. */
export function grow(json: string): string {
  const addedLater = { text: "later", number: 1, list: [null, true], nothing: null };
  const added = JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    isPlainObject(value) && key !== "addedLater" ? { ...value, addedLater } : value,
  );
  return added;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("addedLater" in value);
}

/** Passes requests on, and answers back after `rewrite`. */
async function relay(
  target: string,
  rewrite: (body: string) => string,
  watch: (method: string, body: string) => void,
) {
  const server = createServer((request, response) => {
    pass(request, response, target, rewrite, watch).catch((error: unknown) =>
      response.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  rewrite: (body: string) => string,
  watch: (method: string, body: string) => void,
): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const body = await textOf(request);
  watch(method, body);
  const answer = await fetch(`${target}${url}`, {
    method,
    headers: headersOf(request),
    ...(body !== "" && { body }),
  });
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
  response.end(rewrite(await answer.text()));
}

/** The headers to pass on: not those that belong to one connection alone (Java asks for HTTP/2 by `Upgrade`). */
function headersOf({ headers }: IncomingMessage): [name: string, value: string][] {
  const own = [
    "host",
    "connection",
    "keep-alive",
    "upgrade",
    "http2-settings",
    "transfer-encoding",
    "content-length",
  ];
  return Object.entries(headers)
    .filter(([name]) => !own.includes(name))
    .map(([name, value]) => [name, String(value)]);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
