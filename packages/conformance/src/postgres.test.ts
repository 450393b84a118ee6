import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  runSql,
  type TemporaryDatabase,
  createTemporaryDatabase,
  findPostgresSkipReason,
} from "@rolewright/test-support";
import {
  killServerProcesses,
  runServerCommand,
  type ServerProcess,
  startServerProcess,
} from "./server-process.ts";

/** A TCP proxy between a server and its database that can stop forwarding. */
interface DatabaseProxy {
  /** The connection URL through the proxy. */
  database: string;
  /**
   * Stops forwarding on a connection when it sends this text, and keeps the connection open. Resolves when that happens.
   */
  stallOn(text: string): Promise<void>;
  /** Forwards new connections again. */
  resume(): void;
  close(): void;
}

async function startDatabaseProxy(database: string): Promise<DatabaseProxy> {
  const url = new URL(database);
  const sockets = new Set<Socket>();
  let trigger: string | undefined;
  let onStalled = () => {};
  const server = createServer((inner) => {
    const outer = connect(Number(url.port), url.hostname);
    let isStalled = false;
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    inner.on("data", (bytes) => {
      if (trigger !== undefined && bytes.includes(trigger)) {
        isStalled = true;
        onStalled();
      }
      if (!isStalled) outer.write(bytes);
    });
    outer.on("data", (bytes) => isStalled || inner.write(bytes));
    outer.on("close", () => isStalled || inner.destroy());
    inner.on("close", () => isStalled || outer.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxied = new URL(database);
  proxied.port = String((server.address() as AddressInfo).port);
  return {
    database: proxied.href,
    stallOn: (text) =>
      new Promise((resolve) => {
        trigger = text;
        onStalled = resolve;
      }),
    resume: () => (trigger = undefined),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

let count = 0;

/** Creates a role without a timeout and returns the status. */
async function createRole({ url }: ServerProcess, apiKey: string): Promise<number> {
  const response = await fetch(`${url}/v1/organization/roles`, {
    method: "POST",
    body: JSON.stringify({ name: `Role ${(count += 1)}`, policyIds: [] }),
    headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
  });
  return response.status;
}

describe.skipIf(findPostgresSkipReason())("the server on PostgreSQL", { timeout: 60_000 }, () => {
  let postgres: TemporaryDatabase;
  let apiKey: string;
  const proxies: DatabaseProxy[] = [];

  beforeAll(async () => {
    postgres = await createTemporaryDatabase("postgres");
    apiKey = await runServerCommand(["seed", "demo", "--database", postgres.name]);
  });

  afterEach(async () => {
    await killServerProcesses();
    for (const proxy of proxies.splice(0)) proxy.close();
  });

  afterAll(() => postgres.remove());

  const start = (database: string) => startServerProcess(["--database", database, "--log-level", "silent"]);
  async function startBehindProxy() {
    const proxy = await startDatabaseProxy(postgres.name);
    proxies.push(proxy);
    return { proxy, server: await start(proxy.database) };
  }

  it("returns 503 when the database stops responding, recovers, and exits in time", async () => {
    const { proxy, server } = await startBehindProxy();
    expect(await createRole(server, apiKey)).toBe(200);
    const stalled = proxy.stallOn("BEGIN");
    const response = createRole(server, apiKey);
    await stalled;
    expect(await response).toBe(503);
    proxy.resume();
    expect(await createRole(server, apiKey)).toBe(200);

    const stalledAgain = proxy.stallOn("BEGIN");
    void createRole(server, apiKey).catch(() => {});
    await stalledAgain;
    const before = performance.now();
    server.child.kill("SIGTERM");
    expect((await server.closed).code).toBe(0);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("waits at most 10 seconds for the locks of a process that lost its connection", async () => {
    const { proxy, server } = await startBehindProxy();
    const other = await start(postgres.name);
    const stalled = proxy.stallOn("COMMIT");
    void createRole(server, apiKey).catch(() => {});
    await stalled;
    expect(await createRole(other, apiKey)).toBe(200);
  });

  it.each([
    ["with tables of another program", "CREATE DATABASE other", "other", /tables of another program/],
    [
      "in an encoding that cannot store every name",
      "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
      "latin",
      /encoding is LATIN1/,
    ],
    ["that a newer version has migrated", "CREATE DATABASE newer", "newer", /a newer rolewright/],
  ])("rejects a database %s", async (_title, statement, name, message) => {
    await runSql(postgres.name, statement);
    const database = new URL(postgres.name);
    database.pathname = name;
    if (name === "other") await runSql(database.href, "CREATE TABLE organizations (id integer)");
    if (name === "newer") {
      await runServerCommand(["seed", "demo", "--database", database.href]);
      await runSql(database.href, "INSERT INTO schema_versions VALUES (1000)");
    }
    await expect(start(database.href)).rejects.toThrow(message);
  });

  it("serves an existing schema to a user without CREATE permission", async () => {
    const grant = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk";
    await runSql(postgres.name, `CREATE USER clerk; ${grant}`);
    const database = new URL(postgres.name);
    database.username = "clerk";
    expect(await createRole(await start(database.href), apiKey)).toBe(200);
  });
});
