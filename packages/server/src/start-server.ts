import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { handlers } from "./handlers/index.ts";
import { createLog } from "./log.ts";
import { openStore } from "./open-store.ts";
import { createServer, type ServerSettings } from "./server.ts";
import type { Store } from "./store.ts";

/** How a server is started. */
export interface ServerOptions {
  /** `:memory:`, the default; the path of a SQLite file; or `postgres://…`. */
  database?: string;
  /** The port to listen on; 0, the default, takes any free one. */
  port?: number;
  /** The address to listen on. Default `127.0.0.1`: nobody else on the network can reach it. */
  host?: string;
  /** The largest body that is read, in bytes. Default 100,000. */
  bodyLimit?: number;
  /** How many requests are worked on at once; more are answered with 503. Default 1,000. */
  maxInFlight?: number;
  /** How many calls a key may make in a minute. Default: any number. */
  rateLimit?: number;
  /** How long a request may take to arrive, in milliseconds. Default 30,000. */
  requestTimeoutMs?: number;
  /** The web origin whose pages may call it, `*` for any. Default: none. */
  allowOrigin?: string;
  /** `Prefer: code=409` and `Prefer: example=systemName` get the documented answer. Default `false`. */
  mockPreferences?: boolean;
  /** How long every answer is held back, in milliseconds. Default 0. */
  delayMs?: number;
  /** The part of calls, from 0 to 1, that is answered with 503 and not carried out. Default 0. */
  faultRate?: number;
  /** What is logged: `debug` for every answer, `info`, `error`, or `silent`, the default. */
  logLevel?: string;
}

/** A server that is running. */
export interface RunningServer {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4020`. */
  url: string;
  /** Where it keeps everything: for `seedDemo` and `addOrganization`. */
  store: Store;
  /** Refuses what is new, finishes what has begun, and ends within 5 seconds. Nothing that was acknowledged is lost. */
  close(): Promise<void>;
}

/** The port is taken by another process. */
export class PortInUseError extends Error {
  override name = "PortInUseError";
  readonly port: number;

  constructor(port: number, host: string, cause: unknown) {
    super(`Port ${port} on ${host} is already in use. Choose another, or 0 for any free one.`, { cause });
    this.port = port;
  }
}

/** How long requests that have begun get to finish when the server stops, in milliseconds. */
const drainTimeMs = 4_000;

/**
 * Starts the roles API on this machine.
 *
 * @throws {PortInUseError} when another process has the port.
 * @example
 * const server = await startServer();
 * const { apiKey } = await seedDemo(server.store);
 * await fetch(`${server.url}/v1/organization/roles`, { headers: { CONFIDENT_API_KEY: apiKey } });
 * await server.close();
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { database = ":memory:", port = 0, host = "127.0.0.1" } = options;
  // Node would take it for every address.
  if (host === "") throw new Error("The host is empty. Give an address; 0.0.0.0 stands for all of them.");
  const store = await openStore(database);
  try {
    const { server, drain } = createServer(settingsOf(options, store));
    const url = await listen(server, port, host);
    let closed: Promise<void> | undefined;
    const close = async () => {
      drain();
      await stopListening(server);
      await store.close();
    };
    return { url, store, close: () => (closed ??= close()) };
  } catch (error) {
    await store.close();
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new PortInUseError(port, host, error);
    throw error;
  }
}

/** Listens, and answers with where. */
async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen({ port, host });
  await once(server, "listening");
  // Only a pipe has no such address.
  const { address, family, port: taken } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`;
}

/** Lets what has begun finish, for a while. */
async function stopListening(server: Server): Promise<void> {
  // A connection that was busy when the server began to stop is idle as soon as its answer is sent.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), drainTimeMs);
  server.close();
  await once(server, "close");
  clearInterval(idle);
  clearTimeout(late);
}

function settingsOf(options: ServerOptions, store: Store): ServerSettings {
  return {
    handlers,
    store,
    bodyLimit: options.bodyLimit ?? 100_000,
    maxInFlight: options.maxInFlight ?? 1_000,
    rateLimit: options.rateLimit,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    allowOrigin: options.allowOrigin,
    mockPreferences: options.mockPreferences ?? false,
    delayMs: options.delayMs ?? 0,
    faultRate: options.faultRate ?? 0,
    log: createLog(options.logLevel ?? "silent"),
  };
}
