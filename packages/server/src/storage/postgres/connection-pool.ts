import { Client, type ClientConfig, Pool, type PoolClient, type PoolConfig, type QueryResult } from "pg";
import { parseIntoClientConfig } from "pg-connection-string";
import type { Query } from "../store.ts";
import { closeConnection, destroyConnection, getErrorCode, ignoreUnhandledRejection } from "./connection.ts";
import { prepareStatement } from "./prepared-statements.ts";

/** How long a connection is used, in seconds. A new one follows a changed DNS entry, and finds the new primary. */
const maxLifetimeSeconds = 300;

/** How long the connections may take to close, in milliseconds. */
const closeTimeoutMs = 500;

/**
 * Errors after which a connection must not be used again: the server is read-only (25006), which after a failover stays so
 * until a new connection reaches the new primary, or it is shutting down, crashing or starting (57P01 to 57P03).
 */
const discardCodes = /^(25006|57P0[123])$/;

/** Options of the connections to a PostgreSQL server. */
export interface ConnectionOptions {
  /** Called for each new connection. Default: the password of the URL, `PGPASSWORD` or the password file. */
  readPassword?: (() => Promise<string>) | undefined;
  /** The number of connections of one server process. Default 10. */
  maxConnections?: number | undefined;
}

/** The connections of one server process. */
export interface ConnectionPool {
  acquire(): Promise<PoolClient>;
  /** Returns a connection to the pool. Closes it if it broke, or if it is connected to a server that cannot be used. */
  release(client: PoolClient, connectionError?: Error): void;
  /** Sends a statement without waiting for earlier ones. A caller that does not await the result must check it later. */
  sendQuery(client: PoolClient, query: Query): Promise<QueryResult>;
  /** Closes all connections, including those to a server that does not respond. */
  close(): Promise<void>;
}

/**
 * Creates a pool of connections and opens the first one.
 *
 * Behind a pooler in transaction mode, such as PgBouncer, each transaction may run on another server connection. Statements
 * are then prepared without a name, which every pooler supports in every mode: the parts of one query stay together.
 */
export async function createConnectionPool(
  url: string,
  { readPassword, maxConnections = 10 }: ConnectionOptions,
): Promise<ConnectionPool> {
  const pool = new Pool({
    ...parseUrl(url),
    Client: createClientClass(readPassword),
    max: maxConnections,
    maxLifetimeSeconds,
    connectionTimeoutMillis: 10_000,
    application_name: "rolewright-server",
    // Statements are sent without waiting for earlier results: a round trip costs more than most statements.
    pipeline: true,
  });
  const clients = new Set<PoolClient>();
  /** Connections that were open when one of them reported that its server cannot be used. */
  const unusable = new WeakSet<PoolClient>();
  // The pool replaces an idle connection that breaks.
  pool.on("error", () => {});
  pool.on("connect", (client) => clients.add(client));
  pool.on("remove", (client) => clients.delete(client));

  let isBehindPooler: boolean;
  try {
    isBehindPooler = await detectPooler(pool);
  } catch (error) {
    await closePool(pool, clients);
    throw error;
  }

  let closed: Promise<void> | undefined;
  return {
    acquire: () => pool.connect(),
    release(client, connectionError) {
      client.release(connectionError ?? unusable.has(client));
    },
    sendQuery(client, { statement, values }) {
      const { name, text } = prepareStatement(statement);
      const result = client.query({ ...(!isBehindPooler && { name }), text, values: [...values] });
      result.catch((error: unknown) => {
        // The other connections lead to the same server.
        if (discardCodes.test(getErrorCode(error))) for (const each of clients) unusable.add(each);
      });
      return result;
    },
    close: () => (closed ??= closePool(pool, clients)),
  };
}

/**
 * Creates a class of clients that read their password before they connect, and close the connection when that or the login
 * fails. A connection that breaks reports the error to its user, and would end the process without a listener, also in the
 * moment between the login and the pool's callback. The driver accepts a function too, but leaves the connection open, which keeps the process from ending and takes one
 * of PostgreSQL's connections for a minute.
 */
function createClientClass(readPassword: (() => Promise<string>) | undefined): typeof Client {
  return class extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      this.on("error", () => {});
    }

    override connect(): Promise<Client>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<Client> | void {
      const connected = this.#connect();
      if (!callback) return connected;
      // Without an error, the pool's callback takes no argument.
      void connected.then(
        () => setImmediate(callback as () => void),
        (error: Error) => setImmediate(callback, error),
      );
    }

    async #connect(): Promise<Client> {
      try {
        if (readPassword) (this as { password?: string }).password = await readPassword();
        return await super.connect();
      } catch (error) {
        closeConnection(this);
        throw error;
      }
    }
  };
}

/**
 * Returns whether the first connection goes through a pooler. A pooler gives its clients process IDs of its own, which
 * differ from the one of the server process. A proxy for TCP, such as HAProxy, does not.
 */
async function detectPooler(pool: Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    return rows[0]?.pid !== (client as unknown as { processID: number | null }).processID;
  } finally {
    client.release();
  }
}

function parseUrl(url: string): PoolConfig {
  const [, authority = ""] = /^[a-z]+:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (
    authority.slice(authority.lastIndexOf("@") + 1).includes(",") ||
    /[?&]target_session_attrs=/.test(url)
  ) {
    throw new Error(
      "it names several hosts, or target_session_attrs, which are not supported. Put HAProxy in front of the hosts, with a health check that finds the primary, and give its address",
    );
  }
  return parseIntoClientConfig(url);
}

async function closePool(pool: Pool, clients: ReadonlySet<PoolClient>): Promise<void> {
  const ended = pool.end();
  const timedOut = new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      clients.forEach(destroyConnection);
      resolve();
    }, closeTimeoutMs);
    void ignoreUnhandledRejection(ended).finally(() => clearTimeout(timer));
  });
  await Promise.race([ended, timedOut]);
}
