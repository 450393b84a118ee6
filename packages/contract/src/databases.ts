import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Not every path leads to it. */
const runuser = ["/usr/sbin/runuser", "/sbin/runuser"].find((file) => existsSync(file));

/** A database that is empty and goes away afterwards. */
export interface TemporaryDatabase {
  /** As `--database` takes it. */
  name: string;
  /** Kills the database and starts it again; a file needs no such thing. */
  crash?(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes an empty database: a SQLite file, or a PostgreSQL cluster of its own on 127.0.0.1. */
export async function temporaryDatabase(kind: "sqlite" | "postgres"): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "rolewright-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  if (kind === "sqlite") return { name: join(folder, "roles.db"), remove: removeFolder };
  const port = await freePort();
  const control = (...words: string[]) =>
    asPostgres(`${binaries()}/pg_ctl`, ["--pgdata", join(folder, "data"), "--mode=immediate", ...words]);
  await startCluster(folder, port);
  return {
    name: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async crash() {
      await control("--log", join(folder, "log"), "--wait", "restart");
    },
    async remove() {
      await control("stop");
      await removeFolder();
    },
  };
}

/** Why there is no PostgreSQL to test with; `undefined` when there is one. */
export function whyNoPostgres(): string | undefined {
  if (binaries() === undefined) return "PostgreSQL is not installed (Debian: apt-get install postgresql)";
  if (process.getuid?.() === 0 && runuser === undefined) {
    return "PostgreSQL does not run as root, and there is no runuser to become somebody else";
  }
  return undefined;
}

/** Has PostgreSQL carry out statements, beside the servers. */
export const psql = (database: string, statements: string) =>
  run(`${binaries()}/psql`, [database, "--quiet", "--set=ON_ERROR_STOP=1", "--command", statements]);

/** The newest installation's folder; Debian keeps it out of the path. */
function binaries(): string | undefined {
  const [newest] = globSync("/usr/lib/postgresql/*/bin/initdb").toSorted().toReversed();
  return newest && dirname(newest);
}

/** PostgreSQL cannot be asked for any free port. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function startCluster(folder: string, port: number): Promise<void> {
  const data = join(folder, "data");
  if (process.getuid?.() === 0) await run("chown", ["postgres", folder]);
  await asPostgres(`${binaries()}/initdb`, [
    "--pgdata",
    data,
    "--auth=trust",
    "--username=postgres",
    "--encoding=UTF8",
    "--no-sync",
  ]);
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder}`;
  await asPostgres(`${binaries()}/pg_ctl`, [
    "--pgdata",
    data,
    "--wait",
    "--log",
    join(folder, "log"),
    "--options",
    options,
    "start",
  ]);
}

/** PostgreSQL refuses to run as root. */
const asPostgres = (file: string, flags: string[]) =>
  process.getuid?.() === 0
    ? run(runuser ?? "runuser", ["-u", "postgres", "--", file, ...flags], { cwd: "/" })
    : run(file, flags);
