import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  findFreePort,
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

const pgbouncer = "/usr/sbin/pgbouncer";
const whyNoPgBouncer =
  findPostgresSkipReason() ??
  (existsSync(pgbouncer) ? undefined : "PgBouncer is not installed (Debian: apt-get install pgbouncer)");

interface Pooler {
  /** The database through the pooler. */
  database: string;
  close(): Promise<void>;
}

/** Starts PgBouncer with fewer server connections than one of our processes has, so that they are shared. */
async function startPgBouncer(
  database: string,
  mode: "transaction" | "session" | "statement",
): Promise<Pooler> {
  const folder = await mkdtemp(join(tmpdir(), "rolewright-pgbouncer-"));
  const port = await findFreePort();
  const target = new URL(database);
  const configuration = join(folder, "pgbouncer.ini");
  await writeFile(join(folder, "users.txt"), '"postgres" ""\n');
  await writeFile(
    configuration,
    `[databases]
postgres = host=${target.hostname} port=${target.port} dbname=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, "users.txt")}
pool_mode = ${mode}
default_pool_size = ${mode === "transaction" ? 3 : 60}
max_client_conn = 200
`,
  );
  execFileSync("chown", ["-R", "postgres", folder]);
  const userFlags = process.getuid?.() === 0 ? ["-u", "postgres"] : [];
  const child: ChildProcess = spawn(pgbouncer, [...userFlags, "-q", configuration], { stdio: "ignore" });
  await waitForPort(port);
  return {
    database: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async close() {
      child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitForPort(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== undefined));
      socket.on("error", () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing listens on port ${port}.`);
}

describe.skipIf(whyNoPgBouncer).each(["transaction", "session"] as const)(
  "behind PgBouncer in %s mode",
  { timeout: 120_000 },
  (mode) => {
    let postgres: TemporaryDatabase;
    let pooler: Pooler;
    let apiKey: string;

    beforeAll(async () => {
      postgres = await createTemporaryDatabase("postgres");
      pooler = await startPgBouncer(postgres.name, mode);
      apiKey = await runServerCommand(["seed", "demo", "--database", pooler.database]);
    });
    afterEach(killServerProcesses);
    afterAll(async () => {
      await pooler.close();
      await postgres.remove();
    });

    const start = () => startServerProcess(["--database", pooler.database, "--log-level", "silent"]);

    async function call({ url }: ServerProcess, method: string, path: string, body?: object) {
      const response = await fetch(`${url}/v1${path}`, {
        method,
        headers: { CONFIDENT_API_KEY: apiKey, ...(body && { "Content-Type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, data: ((await response.json()) as { data: unknown }).data };
    }

    it("two processes return the right rows for every statement, under load", async () => {
      const servers = await Promise.all([start(), start()]);
      const lists = {
        "/organization/roles": "roles",
        "/organization/policies": "policies",
        "/organization/permissions": "permissions",
        "/projects": "projects",
      };
      const created: string[] = [];
      const unexpected: unknown[] = [];
      await Promise.all(
        Array.from({ length: 16 }, async (_, worker) => {
          for (let round = 0; round < 20; round += 1) {
            const server = servers[(worker + round) % 2] as ServerProcess;
            const name = `Role ${worker}-${round}`;
            const role = await call(server, "POST", "/organization/roles", { name, policyIds: [] });
            if (role.status === 200) created.push(name);
            else unexpected.push(role);
            if (JSON.stringify(role.data).includes(`"name":"${name}"`) === false) unexpected.push(role);
            for (const [path, field] of Object.entries(lists)) {
              const list = await call(server, "GET", path);
              const keys = Object.keys((list.data ?? {}) as object);
              if (list.status !== 200 || keys.join() !== field) unexpected.push({ path, ...list });
            }
            const missing = await call(server, "PUT", `/organization/roles/none-${worker}`, {
              name,
              policyIds: [],
            });
            if (missing.status !== 404) unexpected.push(missing);
          }
        }),
      );
      expect(unexpected).toEqual([]);
      const { data } = await call(servers[0], "GET", "/organization/roles");
      const names = (data as { roles: { name: string }[] }).roles.map((role) => role.name);
      expect(names).toEqual(expect.arrayContaining(created));
      expect(created).toHaveLength(320);
    });

    it("a timeout that the server sets does not reach other clients of the pooler", async () => {
      await call(await start(), "POST", "/organization/roles", { name: `Timeout ${mode}`, policyIds: [] });
      const { default: pg } = await import("pg");
      const client = new pg.Client({ connectionString: pooler.database });
      await client.connect();
      const { rows } = await client.query<{ idle_in_transaction_session_timeout: string }>(
        "SHOW idle_in_transaction_session_timeout",
      );
      await client.end();
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: "0" }]);
    });
  },
);

it.skipIf(whyNoPgBouncer)("PgBouncer in statement mode is rejected, with what to do", async () => {
  const postgres = await createTemporaryDatabase("postgres");
  onTestFinished(() => postgres.remove());
  const pooler = await startPgBouncer(postgres.name, "statement");
  onTestFinished(() => pooler.close());
  await expect(startServerProcess(["--database", pooler.database])).rejects.toThrow(
    /Behind PgBouncer, set pool_mode to transaction or session\./,
  );
});
