import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  runAsPostgres,
  findBinaries,
  findFreePort,
  runSql,
  createTemporaryDatabase,
  findPostgresSkipReason,
} from "@rolewright/test-support";
import {
  killServerProcesses,
  runServerCommand,
  type ServerProcess,
  startServerProcess,
} from "./server-process.ts";

const haproxy = "/usr/sbin/haproxy";
const whyNoHaproxy =
  findPostgresSkipReason() ??
  (existsSync(haproxy) ? undefined : "HAProxy is not installed (Debian: apt-get install haproxy)");

let roleCount = 0;
async function createRole({ url }: ServerProcess, apiKey: string) {
  const name = `Role ${(roleCount += 1)}`;
  const response = await fetch(`${url}/v1/organization/roles`, {
    method: "POST",
    body: JSON.stringify({ name, policyIds: [] }),
    headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
  });
  return { name, status: response.status, retryAfter: response.headers.get("retry-after") };
}

async function listRoleNames({ url }: ServerProcess, apiKey: string): Promise<string[]> {
  const response = await fetch(`${url}/v1/organization/roles`, { headers: { CONFIDENT_API_KEY: apiKey } });
  const { data } = (await response.json()) as { data: { roles: { name: string }[] } };
  return data.roles.map(({ name }) => name);
}

const readiness = async ({ url }: ServerProcess) => (await fetch(`${url}/readyz`)).status;

/** A primary with a synchronous standby, behind HAProxy, whose health check finds the primary. */
async function startCluster() {
  const folder = await mkdtemp(join(tmpdir(), "rolewright-failover-"));
  execFileSync("chmod", ["777", folder]);
  const [primaryPort, standbyPort, proxyPort] = [
    await findFreePort(),
    await findFreePort(),
    await findFreePort(),
  ];
  const [primary, standby] = [join(folder, "primary"), join(folder, "standby")];
  const options = (port: number) =>
    `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder}`;
  const control = (data: string, ...words: string[]) =>
    runAsPostgres(`${findBinaries()}/pg_ctl`, ["--pgdata", data, "--wait", "--log", `${data}.log`, ...words]);

  await runAsPostgres(`${findBinaries()}/initdb`, [
    "--pgdata",
    primary,
    "--auth=trust",
    "--username=postgres",
    "--encoding=UTF8",
  ]);
  await control(primary, "--options", options(primaryPort), "start");
  const primaryUrl = `postgres://postgres@127.0.0.1:${primaryPort}/postgres`;
  await runAsPostgres(`${findBinaries()}/pg_basebackup`, [
    `--dbname=${primaryUrl}?application_name=standby`,
    "--pgdata",
    standby,
    "--write-recovery-conf",
    "--checkpoint=fast",
  ]);
  await control(standby, "--options", options(standbyPort), "start");
  await runSql(primaryUrl, "ALTER SYSTEM SET synchronous_standby_names = '*'");
  await runSql(primaryUrl, "SELECT pg_reload_conf()");

  const check = join(folder, "is-primary");
  await writeFile(
    check,
    `#!/bin/sh\n[ "$(${findBinaries()}/psql -h 127.0.0.1 -p "$4" -U postgres -tAc 'SELECT pg_is_in_recovery()' postgres)" = f ]\n`,
  );
  await chmod(check, 0o755);
  const configuration = join(folder, "haproxy.cfg");
  await writeFile(
    configuration,
    `global
  external-check
  insecure-fork-wanted
defaults
  mode tcp
  timeout connect 2s
  timeout client 1h
  timeout server 1h
listen postgres
  bind 127.0.0.1:${proxyPort}
  option external-check
  external-check command ${check}
  default-server inter 300ms fall 1 rise 1 on-marked-down shutdown-sessions
  server one 127.0.0.1:${primaryPort} check
  server two 127.0.0.1:${standbyPort} check
`,
  );
  const proxy: ChildProcess = spawn(haproxy, ["-db", "-q", "-f", configuration], { stdio: "ignore" });
  const url = `postgres://postgres@127.0.0.1:${proxyPort}/postgres`;
  await vi.waitFor(() => runSql(url, "SELECT 1"), { timeout: 60_000, interval: 200 });

  return {
    url,
    /** Kills the primary with SIGKILL and promotes the standby. */
    async failOver() {
      const pid = Number(readFileSync(join(primary, "postmaster.pid"), "utf8").split("\n", 1)[0]);
      const children = execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
        .trim()
        .split("\n");
      // The postmaster is first. It would end the other children when it loses one.
      for (const each of [pid, ...children.map(Number)]) killIfRunning(each);
      await control(standby, "promote");
    },
    async close() {
      proxy.kill("SIGKILL");
      await once(proxy, "close");
      for (const data of [primary, standby]) await control(data, "--mode=immediate", "stop").catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Kills a process. One that has ended already, such as a child of a killed process, is ignored. */
function killIfRunning(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

describe.skipIf(whyNoHaproxy)("a failover from a killed primary", { timeout: 120_000 }, () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let apiKey: string;

  beforeAll(async () => {
    cluster = await startCluster();
    apiKey = await runServerCommand(["seed", "demo", "--database", cluster.url]);
  }, 120_000);
  afterEach(killServerProcesses);
  afterAll(() => cluster.close());

  it("loses no acknowledged write, and the server recovers without a restart", async () => {
    const server = await startServerProcess(["--database", cluster.url, "--log-level", "silent"]);
    const acknowledged: string[] = [];
    const statuses = new Set<number>();
    const load = new AbortController();
    const workers = Array.from({ length: 8 }, async () => {
      while (!load.signal.aborted) {
        const { name, status } = await createRole(server, apiKey);
        statuses.add(status);
        if (status === 200) acknowledged.push(name);
        // The organization may have 1,000 roles.
        if (acknowledged.length > 700) break;
      }
    });
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(50), { timeout: 60_000 });
    await cluster.failOver();
    await vi.waitFor(async () => expect(await readiness(server)).toBe(200), {
      timeout: 30_000,
      interval: 200,
    });
    load.abort();
    await Promise.all(workers);

    expect((await createRole(server, apiKey)).status).toBe(200);
    expect(await listRoleNames(server, apiKey)).toEqual(expect.arrayContaining(acknowledged));
    // 500 tells that a write may have been done: its connection broke during the commit.
    expect([...statuses].filter((status) => ![200, 500, 503].includes(status))).toEqual([]);
  });
});

describe.skipIf(findPostgresSkipReason())("a server on PostgreSQL", { timeout: 60_000 }, () => {
  let database: Awaited<ReturnType<typeof createTemporaryDatabase>>;
  let userUrl: string;
  let passwordFile: string;
  let apiKey: string;

  beforeAll(async () => {
    database = await createTemporaryDatabase("postgres");
    apiKey = await runServerCommand(["seed", "demo", "--database", database.name]);
    await runSql(
      database.name,
      "CREATE USER clerk PASSWORD 'first'; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk",
    );
    await requirePassword();
    const url = new URL(database.name);
    url.username = "clerk";
    userUrl = url.href;
    passwordFile = join(await mkdtemp(join(tmpdir(), "rolewright-password-")), "password");
    await writeFile(passwordFile, "first\n");
  }, 60_000);
  afterEach(killServerProcesses);
  afterAll(async () => {
    await rm(join(passwordFile, ".."), { recursive: true });
    await database.remove();
  });

  /** Makes the cluster ask `clerk` for a password; it trusts everybody else on 127.0.0.1. */
  async function requirePassword() {
    const file = await hbaFile();
    const rules = await readFile(file, "utf8");
    await writeFile(file, `host all clerk 127.0.0.1/32 scram-sha-256\n${rules}`);
    await runSql(database.name, "SELECT pg_reload_conf()");
  }

  async function hbaFile(): Promise<string> {
    const { stdout } = await runSql(database.name, "SELECT setting FROM pg_settings WHERE name = 'hba_file'");
    return /\/\S+pg_hba\.conf/.exec(stdout)?.[0] ?? "";
  }

  const start = (...flags: string[]) => startServerProcess(["--log-level", "silent", ...flags]);
  const startAsClerk = () => start("--database", userUrl, "--database-password-file", passwordFile);
  const endConnections = (user: string) =>
    runSql(
      database.name,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}' AND pid <> pg_backend_pid()`,
    );

  it("fails with 503 while its password is outdated, and recovers when the password file has the new one", async () => {
    const server = await startAsClerk();
    expect((await createRole(server, apiKey)).status).toBe(200);
    await runSql(database.name, "ALTER USER clerk PASSWORD 'second'");
    await endConnections("clerk");
    const rejected = await createRole(server, apiKey);
    expect(rejected).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) });
    expect(await readiness(server)).toBe(503);
    await writeFile(passwordFile, "second");
    expect((await createRole(server, apiKey)).status).toBe(200);
    expect(await readiness(server)).toBe(200);
  });

  it("fails with 503 while its password file is empty, for example while it is written", async () => {
    await writeFile(passwordFile, "first");
    await runSql(database.name, "ALTER USER clerk PASSWORD 'first'");
    const server = await startAsClerk();
    await writeFile(passwordFile, "");
    await endConnections("clerk");
    expect((await createRole(server, apiKey)).status).toBe(503);
    expect(await readiness(server)).toBe(503);
    await writeFile(passwordFile, "first");
    expect((await createRole(server, apiKey)).status).toBe(200);
  });

  it("says that PostgreSQL requires a password, and how to give it", async () => {
    await expect(start("--database", userUrl)).rejects.toThrow(
      /requires a password, and there is none\. .* give --database-password-file/,
    );
  });

  it("takes the password from a command", async () => {
    const server = await start("--database", userUrl, "--database-password-command", `cat ${passwordFile}`);
    expect(await readiness(server)).toBe(200);
  });

  it("names the password file that cannot be read", async () => {
    await expect(start("--database", userUrl, "--database-password-file", "/nowhere")).rejects.toThrow(
      /password file \/nowhere cannot be read: ENOENT/,
    );
  });

  it("fails with 503 while PostgreSQL is read-only, on connections that were open before too, and recovers", async () => {
    const server = await start("--database", database.name);
    await Promise.all(Array.from({ length: 40 }, () => createRole(server, apiKey)));
    const setReadOnly = async (value: "on" | "off") => {
      await runSql(database.name, `ALTER SYSTEM SET default_transaction_read_only = ${value}`).catch(
        async () => {
          await runSql(
            database.name,
            `SET default_transaction_read_only = off; ALTER SYSTEM SET default_transaction_read_only = ${value}`,
          );
        },
      );
      await runSql(database.name, "SELECT pg_reload_conf()");
    };
    await setReadOnly("on");
    await vi.waitFor(async () => expect(await readiness(server)).toBe(503), { timeout: 5_000 });
    expect((await createRole(server, apiKey)).status).toBe(503);
    await setReadOnly("off");
    await vi.waitFor(async () => expect(await readiness(server)).toBe(200), { timeout: 5_000 });
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async () => (await createRole(server, apiKey)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it.each([
    ["statement_timeout", "57014"],
    ["lock_timeout", "55P03"],
  ])("fails with 503 and Retry-After when %s cancels a statement, and changes nothing", async (setting) => {
    await runSql(database.name, `ALTER USER clerk SET ${setting} = '300ms'`);
    const server = await startAsClerk();
    const { default: pg } = await import("pg");
    const other = new pg.Client({ connectionString: database.name });
    await other.connect();
    await other.query("BEGIN; SELECT * FROM scopes FOR UPDATE");
    const rejected = await createRole(server, apiKey);
    await other.query("ROLLBACK");
    await other.end();
    await runSql(database.name, `ALTER USER clerk RESET ${setting}`);
    expect(rejected).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) });
    expect(await listRoleNames(server, apiKey)).not.toContain(rejected.name);
  });
});
