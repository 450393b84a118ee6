/**
 * Temporary databases for tests: SQLite files and PostgreSQL clusters.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** The kinds of databases that the server supports. */
export const databaseKinds = ["sqlite", "postgres"] as const;

/** A kind of database. */
export type DatabaseKind = (typeof databaseKinds)[number];

/** An empty database that is deleted after a test. */
export interface TemporaryDatabase {
  /** The value for `--database`. */
  name: string;
  /** Kills PostgreSQL and starts it again. A SQLite file has no process. */
  crash?(): Promise<void>;
  remove(): Promise<void>;
}

const execFileAsync = promisify(execFile);

/** The path of `runuser`, which is not always in `PATH`. */
const runuserPath = ["/usr/sbin/runuser", "/sbin/runuser"].find((file) => existsSync(file));

/** Creates an empty database: a SQLite file, or a PostgreSQL cluster on 127.0.0.1. */
export async function createTemporaryDatabase(kind: DatabaseKind): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "rolewright-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  if (kind === "sqlite") return { name: join(folder, "roles.db"), remove: removeFolder };
  const port = await findFreePort();
  const runPgCtl = (...args: string[]) =>
    runAsPostgres(`${findBinaries()}/pg_ctl`, [
      "--pgdata",
      join(folder, "data"),
      "--mode=immediate",
      ...args,
    ]);
  await startCluster(folder, port);
  return {
    name: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async crash() {
      await runPgCtl("--log", join(folder, "log"), "--wait", "restart");
    },
    async remove() {
      await runPgCtl("stop");
      await removeFolder();
    },
  };
}

/** Returns why a kind of database cannot be tested on this machine, or `undefined` if it can. */
export const findSkipReason = (kind: DatabaseKind): string | undefined =>
  kind === "postgres" ? findPostgresSkipReason() : undefined;

/** Returns why PostgreSQL cannot be tested on this machine, or `undefined` if it can. */
export function findPostgresSkipReason(): string | undefined {
  if (findBinaries() === undefined) return "PostgreSQL is not installed (Debian: apt-get install postgresql)";
  if (process.getuid?.() === 0 && runuserPath === undefined) {
    return "PostgreSQL does not run as root, and runuser is not installed";
  }
  return undefined;
}

/** Runs SQL statements with `psql`, independently of the server. */
export const runSql = (database: string, statements: string) =>
  execFileAsync(`${findBinaries()}/psql`, [
    database,
    "--quiet",
    "--set=ON_ERROR_STOP=1",
    "--command",
    statements,
  ]);

/** Finds the folder of PostgreSQL's newest installation. Debian does not add it to `PATH`. */
export function findBinaries(): string | undefined {
  const [newest] = globSync("/usr/lib/postgresql/*/bin/initdb").toSorted().toReversed();
  return newest && dirname(newest);
}

/**
 * Finds a free port on 127.0.0.1. PostgreSQL and poolers cannot choose one themselves. The ports that the operating system
 * gives to connections and to other servers (from 32768 on Linux) are left out: one of them could take the port meanwhile.
 */
export async function findFreePort(): Promise<number> {
  const port = randomInt(10_000, 32_768);
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return findFreePort();
  }
  server.close();
  await once(server, "close");
  return port;
}

async function startCluster(folder: string, port: number): Promise<void> {
  const data = join(folder, "data");
  if (process.getuid?.() === 0) await execFileAsync("chown", ["postgres", folder]);
  await runAsPostgres(`${findBinaries()}/initdb`, [
    "--pgdata",
    data,
    "--auth=trust",
    "--username=postgres",
    "--encoding=UTF8",
    "--no-sync",
  ]);
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder}`;
  const log = join(folder, "log");
  try {
    await runAsPostgres(`${findBinaries()}/pg_ctl`, [
      "--pgdata",
      data,
      "--wait",
      "--log",
      log,
      "--options",
      options,
      "start",
    ]);
  } catch (error) {
    const logText = await readFile(log, "utf8").catch(() => "It wrote no log.");
    throw new Error(`PostgreSQL did not start:\n${logText}`, { cause: error });
  }
}

/** Runs a program as the user `postgres` if this process is root: PostgreSQL does not run as root. */
export const runAsPostgres = (file: string, args: string[]) =>
  process.getuid?.() === 0
    ? execFileAsync(runuserPath ?? "runuser", ["-u", "postgres", "--", file, ...args], { cwd: "/" })
    : execFileAsync(file, args);
