import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { onTestFinished } from "vitest";
import { seedDemo, type ServerOptions, startServer } from "../index.ts";
import { createLog } from "../observability/log.ts";
import { openStore } from "../storage/open-store.ts";
import type { Store } from "../storage/store.ts";
import { createClientAddressReader } from "./client-address.ts";
import { rolesApis } from "./roles-api.ts";
import { createServer } from "./server.ts";

type ServerSettings = Parameters<typeof createServer>[0];

/** The settings of a server without limits that a test would reach, without a log, and without testing options. */
export const quietSettings: Omit<ServerSettings, "apis" | "store"> = {
  bodyLimit: 100_000,
  maxConcurrentRequests: 1_000,
  rateLimit: undefined,
  requestTimeoutMs: 30_000,
  corsOrigin: undefined,
  readClientAddress: createClientAddressReader([]),
  docsUrl: undefined,
  preferHeader: false,
  responseDelayMs: 0,
  errorRate: 0,
  log: createLog("silent"),
};

/** Starts a server with the demo organization. */
export async function demo(options: ServerOptions = {}) {
  const server = await startServer(options);
  onTestFinished(() => server.close());
  const { apiKey } = await seedDemo(server.store);
  const call = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: { CONFIDENT_API_KEY: apiKey, ...init.headers } });
  return { ...server, apiKey, call };
}

/** Sends a text unchanged, and returns everything that the server sends until it closes the connection. */
export async function sendRaw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("utf8");
  let received = "";
  socket.on("data", (chunk: string) => (received += chunk));
  socket.write(text);
  await once(socket, "close");
  return received;
}

/** Starts a server on a store whose functions a test can replace. */
export async function startOnStore(
  change: (store: Store) => Partial<Store>,
  settings: Partial<ServerSettings> = {},
) {
  const store = await openStore(":memory:");
  const { apiKey } = await seedDemo(store);
  const { server } = createServer({
    apis: rolesApis,
    store: { ...store, ...change(store) },
    ...quietSettings,
    ...settings,
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(async () => void (await once(server.close(), "close")));
  const { port } = server.address() as AddressInfo;
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const remove = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: "DELETE", headers: { CONFIDENT_API_KEY: apiKey } });
  const call = (method: "GET" | "POST", body?: object, key = apiKey) =>
    fetch(`http://127.0.0.1:${port}/v1/organization/roles`, {
      method,
      headers: { CONFIDENT_API_KEY: key, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { get, call, remove };
}
