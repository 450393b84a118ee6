import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { psql, type TemporaryDatabase, temporaryDatabase, whyNoPostgres } from "./databases.ts";
import { killServers, runCommand, type ServerProcess, startProcess } from "./processes.ts";

/** A network between a server and its database that can swallow what is sent. */
interface Network {
  /** The database, on the other side of it. */
  database: string;
  /** From the first bytes that hold this text on, nothing arrives any more, and no connection breaks. */
  swallowFrom(text: string): Promise<void>;
  /** New connections are as good as ever. */
  heal(): void;
  close(): void;
}

async function networkTo(database: string): Promise<Network> {
  const url = new URL(database);
  const sockets = new Set<Socket>();
  let swallowed: string | undefined;
  let swallowing = () => {};
  const server = createServer((inner) => {
    const outer = connect(Number(url.port), url.hostname);
    let isDead = false;
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    inner.on("data", (bytes) => {
      if (swallowed !== undefined && bytes.includes(swallowed)) {
        isDead = true;
        swallowing();
      }
      if (!isDead) outer.write(bytes);
    });
    outer.on("data", (bytes) => isDead || inner.write(bytes));
    outer.on("close", () => isDead || inner.destroy());
    inner.on("close", () => isDead || outer.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(database);
  through.port = String((server.address() as AddressInfo).port);
  return {
    database: through.href,
    swallowFrom: (text) =>
      new Promise((resolve) => {
        swallowed = text;
        swallowing = resolve;
      }),
    heal: () => (swallowed = undefined),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

let count = 0;
/** The status of a create, however long it takes. */
async function create({ url }: ServerProcess, apiKey: string): Promise<number> {
  const answer = await fetch(`${url}/v1/organization/roles`, {
    method: "POST",
    body: JSON.stringify({ name: `Role ${(count += 1)}`, policyIds: [] }),
    headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
  });
  return answer.status;
}

describe.skipIf(whyNoPostgres())("on PostgreSQL the server", { timeout: 60_000 }, () => {
  let made: TemporaryDatabase;
  let apiKey: string;
  const networks: Network[] = [];

  beforeAll(async () => {
    made = await temporaryDatabase("postgres");
    apiKey = await runCommand(["seed", "demo", "--database", made.name]);
  });

  afterEach(async () => {
    await killServers();
    for (const network of networks.splice(0)) network.close();
  });

  afterAll(() => made.remove());

  const start = (database: string) => startProcess(["--database", database, "--log-level", "silent"]);
  async function behindNetwork() {
    const network = await networkTo(made.name);
    networks.push(network);
    return { network, server: await start(network.database) };
  }

  it("answers with 503 when the database falls silent, goes on when it is back, and stops in time", async () => {
    const { network, server } = await behindNetwork();
    expect(await create(server, apiKey)).toBe(200);
    const silent = network.swallowFrom("BEGIN");
    const refused = create(server, apiKey);
    await silent;
    expect(await refused).toBe(503);
    network.heal();
    expect(await create(server, apiKey)).toBe(200);

    const silentAgain = network.swallowFrom("BEGIN");
    void create(server, apiKey).catch(() => {});
    await silentAgain;
    const before = performance.now();
    server.child.kill("SIGTERM");
    expect((await server.closed).code).toBe(0);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("waits no longer than 10 seconds for another process that is gone with its locks", async () => {
    const { network, server } = await behindNetwork();
    const other = await start(made.name);
    const gone = network.swallowFrom("COMMIT");
    void create(server, apiKey).catch(() => {});
    await gone;
    expect(await create(other, apiKey)).toBe(200);
  });

  it.each([
    ["with tables of another program", "CREATE DATABASE theirs", "theirs", /tables of another program/],
    [
      "in an encoding that cannot keep every name",
      "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
      "latin",
      /encoding is LATIN1/,
    ],
    ["that a newer server has brought up to date", "CREATE DATABASE newer", "newer", /a newer rolewright/],
  ])("refuses a database %s", async (_what, statement, name, message) => {
    await psql(made.name, statement);
    const database = new URL(made.name);
    database.pathname = name;
    if (name === "theirs") await psql(database.href, "CREATE TABLE organizations (id integer)");
    if (name === "newer") {
      await runCommand(["seed", "demo", "--database", database.href]);
      await psql(database.href, "INSERT INTO schema_versions VALUES (1000)");
    }
    await expect(start(database.href)).rejects.toThrow(message);
  });

  it("serves a user who may not make tables from those that are there", async () => {
    const rights = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk";
    await psql(made.name, `CREATE USER clerk; ${rights}`);
    const database = new URL(made.name);
    database.username = "clerk";
    expect(await create(await start(database.href), apiKey)).toBe(200);
  });
});
