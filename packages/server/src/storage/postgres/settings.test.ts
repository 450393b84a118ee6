import {
  createTemporaryDatabase,
  findSkipReason,
  runSql,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type RunningServer, seedDemo, startServer } from "../../index.ts";

let databaseCount = 0;

describe.skipIf(findSkipReason("postgres"))("a PostgreSQL database with unusual settings", () => {
  let cluster: TemporaryDatabase;

  beforeAll(async () => {
    cluster = await createTemporaryDatabase("postgres");
    await runSql(cluster.name, "CREATE ROLE clerk LOGIN");
  });
  afterAll(() => cluster?.remove());

  /** Returns the URL of a database for a user. */
  function toUrl(name: string, user = "postgres"): string {
    const url = new URL(cluster.name);
    url.pathname = name;
    url.username = user;
    return url.href;
  }

  /** Creates a database with the demo organization. `clerk` may use its tables, but owns none. */
  async function createDemo(): Promise<{ name: string; apiKey: string }> {
    const name = `database_${(databaseCount += 1)}`;
    await runSql(cluster.name, `CREATE DATABASE ${name}`);
    const server = await startServer({ database: toUrl(name) });
    const { apiKey } = await seedDemo(server.store);
    await server.close();
    await runSql(toUrl(name), "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk");
    return { name, apiKey };
  }

  async function start(name: string, options = {}): Promise<RunningServer> {
    const server = await startServer({ database: toUrl(name, "clerk"), ...options });
    onTestFinished(() => server.close());
    return server;
  }

  const createRole = (server: RunningServer, apiKey: string, name: string) =>
    fetch(`${server.url}/v1/organization/roles`, {
      method: "POST",
      headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
      body: JSON.stringify({ name, policyIds: [] }),
    });

  it.each([
    [
      "a search_path without a schema",
      (name: string) => `ALTER DATABASE ${name} SET search_path = ''`,
      /no schema has been selected to create in\. Set the search_path of the database user/,
    ],
    [
      "row-level security that hides rows",
      () => "ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY",
      /row-level security hides rows of its tables\. Disable it, or give the database user BYPASSRLS/,
    ],
    [
      "a table that the user may not read",
      () => "REVOKE ALL ON schema_versions FROM clerk",
      /permission denied for table schema_versions\. The database user needs/,
    ],
  ])("is rejected because of %s, with what to do", async (_, toStatement, message) => {
    const { name } = await createDemo();
    await runSql(toUrl(name), toStatement(name));
    await expect(start(name)).rejects.toThrow(message);
  });

  it("serves the owner of tables with row-level security, whom it does not concern", async () => {
    const { name, apiKey } = await createDemo();
    await runSql(toUrl(name), "ALTER TABLE roles ENABLE ROW LEVEL SECURITY");
    const server = await start(name, { database: toUrl(name) });
    expect((await createRole(server, apiKey, "Auditor")).status).toBe(200);
  });

  it("returns 503 while a permission is missing, and recovers", async () => {
    const { name, apiKey } = await createDemo();
    const server = await start(name);
    await runSql(toUrl(name), "REVOKE INSERT ON audit_entries FROM clerk");
    expect((await createRole(server, apiKey, "Auditor")).status).toBe(503);
    await runSql(toUrl(name), "GRANT INSERT ON audit_entries TO clerk");
    expect((await createRole(server, apiKey, "Auditor")).status).toBe(200);
  });

  it("serves concurrent requests with one connection", async () => {
    const { name, apiKey } = await createDemo();
    await runSql(cluster.name, `ALTER DATABASE ${name} CONNECTION LIMIT 1`);
    const server = await start(name, { databaseConnections: 1 });
    const list = () =>
      fetch(`${server.url}/v1/organization/roles`, { headers: { CONFIDENT_API_KEY: apiKey } });
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? list() : createRole(server, apiKey, `Role ${index}`),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it("is usable through a Unix socket", async () => {
    const { name, apiKey } = await createDemo();
    const { stdout } = await runSql(cluster.name, "SHOW unix_socket_directories");
    const [folder = ""] = /\/\S+/.exec(stdout) ?? [];
    const { port } = new URL(cluster.name);
    const url = `postgres://clerk@/${name}?host=${encodeURIComponent(folder)}&port=${port}`;
    const server = await start(name, { database: url });
    expect((await createRole(server, apiKey, "Auditor")).status).toBe(200);
  });
});
