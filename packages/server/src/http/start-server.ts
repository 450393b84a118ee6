import { listen, stopListening } from "@rolewright/node-kit";
import { createLog, type Log } from "../observability/log.ts";
import { loadTelemetry, type Telemetry } from "../observability/telemetry.ts";
import { openStore, type PasswordSource } from "../storage/open-store.ts";
import type { Store } from "../storage/store.ts";
import { createClientAddressReader } from "./client-address.ts";
import { rolesApis } from "./roles-api.ts";
import { createServer, type ServerSettings } from "./server.ts";
import { traceStore } from "./traced-store.ts";

/** Options of `startServer`. */
export interface ServerOptions {
  /** `:memory:`, the path of a SQLite file, or `postgres://…`. Default `:memory:`. */
  database?: string;
  /** Where the password of the PostgreSQL user comes from, if not from the URL. */
  databasePassword?: PasswordSource | undefined;
  /** The number of connections to PostgreSQL. Default 10. */
  databaseConnections?: number;
  /** The port to listen on, 0 for any free one. Default 0. */
  port?: number;
  /** The address to listen on. Default `127.0.0.1`, which other machines cannot reach. */
  host?: string;
  /** The maximum size of a body, in bytes. Default 100,000. */
  bodyLimit?: number;
  /** The maximum number of concurrent requests. More fail with 503. Default 1,000. */
  maxConcurrentRequests?: number;
  /** The maximum number of requests of an API key in a minute. Default: no limit. */
  rateLimit?: number;
  /** How long a request may take to arrive, in milliseconds. Default 30,000. */
  requestTimeoutMs?: number;
  /** The web origin whose pages may call the server, `*` for any. Default: none. */
  corsOrigin?: string;
  /** Addresses and networks of proxies whose `X-Forwarded-For` tells the address of the client, such as `10.0.0.0/8`. Default: none. */
  trustedProxies?: string[];
  /** The documentation that the page at `/` links to. Default: the vendor's API reference. */
  docsUrl?: string;
  /** Whether `Prefer: code=409` and `Prefer: example=builtInRoleName` select a documented response. Default `false`. */
  preferHeader?: boolean;
  /** The delay of every response, in milliseconds. Default 0. */
  responseDelayMs?: number;
  /** The share of requests, from 0 to 1, that fail with 503 and have no effect. Default 0. */
  errorRate?: number;
  /** The lowest level that is logged: `debug` (every request), `info`, `warn`, `error` or `silent`. Default `silent`. */
  logLevel?: string;
}

/** A running server. */
export interface RunningServer {
  /** The base URL without a trailing slash: `http://127.0.0.1:4020`. */
  url: string;
  /** The database, for `seedDemo` and `addOrganization`. */
  store: Store;
  /**
   * Accepts no new connections, finishes the requests in flight, and stops within 5 seconds. No acknowledged write is lost.
   *
   * @param options.idleTimeoutMs How long idle connections stay open, for requests that a proxy is sending on them. The
   * response to such a request closes its connection. Default 0.
   */
  close(options?: { idleTimeoutMs?: number }): Promise<void>;
}

/** How long requests in flight may take to finish when the server stops, in milliseconds. */
const drainTimeoutMs = 4_000;

/**
 * Starts the roles API on this machine. OpenTelemetry is on if its environment variables say so.
 *
 * @throws {PortInUseError} if another process listens on the port.
 * @throws {Error} if the database cannot be used.
 * @example
 * const server = await startServer();
 * const { apiKey } = await seedDemo(server.store);
 * await fetch(`${server.url}/v1/organization/roles`, { headers: { CONFIDENT_API_KEY: apiKey } });
 * await server.close();
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { database = ":memory:", port = 0, host = "127.0.0.1" } = options;
  const telemetry = await loadTelemetry();
  const store = await openStore(database, {
    password: options.databasePassword,
    maxConnections: options.databaseConnections,
  });
  try {
    const settings = resolveSettings(options, store, telemetry);
    reportClock(store, settings.log);
    const { server, drain } = createServer(settings);
    const url = await listen(server, { port, host });
    let closed: Promise<void> | undefined;
    const close = async (idleTimeoutMs: number) => {
      drain();
      await stopListening(server, drainTimeoutMs, idleTimeoutMs);
      await store.close();
      await telemetry?.close();
    };
    return { url, store, close: ({ idleTimeoutMs = 0 } = {}) => (closed ??= close(idleTimeoutMs)) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Reports that the clock of the machine is behind the newest row. Then new rows and expiry dates follow the newest row. */
function reportClock({ clock }: Store, log: Log): void {
  const behindMs = clock.readLead();
  if (behindMs > 1_000) {
    log.error(
      { behindMs, now: clock.now() },
      "the clock of this machine is behind the newest row of the database",
    );
  }
}

function resolveSettings(
  options: ServerOptions,
  store: Store,
  telemetry: Telemetry | undefined,
): ServerSettings {
  return {
    apis: rolesApis,
    store: telemetry ? traceStore(store, telemetry) : store,
    telemetry,
    bodyLimit: options.bodyLimit ?? 100_000,
    maxConcurrentRequests: options.maxConcurrentRequests ?? 1_000,
    rateLimit: options.rateLimit,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    corsOrigin: options.corsOrigin,
    readClientAddress: createClientAddressReader(options.trustedProxies ?? []),
    docsUrl: options.docsUrl,
    preferHeader: options.preferHeader ?? false,
    responseDelayMs: options.responseDelayMs ?? 0,
    errorRate: options.errorRate ?? 0,
    log: createLog(options.logLevel ?? "silent"),
  };
}
