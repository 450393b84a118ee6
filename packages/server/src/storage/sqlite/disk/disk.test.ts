import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { shareOfRuns } from "@rolewright/test-support";
import { afterEach, describe, expect, it } from "vitest";
import { filesAfterPowerLoss, createRandom } from "./power-loss.ts";
import { type DiskEvent, readTrace, straceFlags, findStraceSkipReason } from "./trace.ts";

/** The number of simulated power losses. */
const images = shareOfRuns(Number(process.env["ROLEWRIGHT_DISK_IMAGES"] ?? 500));
const seed = Number(process.env["ROLEWRIGHT_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const straceSkipReason = findStraceSkipReason();
const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-disk-"));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/**
 * A program that creates roles in three concurrent sequences, and writes the name of each role that is acknowledged, or why it
 * failed. Commits and syncs of the sequences overlap.
 */
const writer = (file: string, options: object, creates: number) => `
  import { writeSync } from "node:fs";
  const { openSqlite } = await import(${JSON.stringify(new URL("../sqlite-store.ts", import.meta.url))});
  const { seedDemo } = await import(${JSON.stringify(new URL("../../../operations/demo-organization.ts", import.meta.url))});
  const { operationHandlers } = await import(${JSON.stringify(new URL("../../../http/operation-handlers.ts", import.meta.url))});
  const store = await openSqlite(${JSON.stringify(file)}, ${JSON.stringify(options)});
  await seedDemo(store);
  let id = 0;
  const create = async (name) => {
    const input = { organizationId: "ORGANIZATION-ID", params: {}, body: { name, policyIds: ["policy-uuid-2"] },
      now: new Date().toISOString(), createId: () => "id-" + id++ };
    try {
      await store.write("ORGANIZATION-ID", () => operationHandlers.createOrganizationRole(input));
      writeSync(2, "ack " + name + ";");
    } catch (error) {
      writeSync(2, "failed " + error.name + ": " + error.message + ";");
    }
  };
  await Promise.all([1, 2, 3].map(async (each) => {
    for (let index = 0; index < ${creates}; index += 1) await create(index + "-" + each);
  }));
`;

/** Runs a program under strace, which can inject failures of system calls, and returns its output. */
async function write(flags: string[], script: string): Promise<string> {
  const child = spawn("strace", [...flags, process.execPath, "--input-type=module", "--eval", script], {
    stdio: ["ignore", "ignore", "pipe"],
    // strace counts the calls of each thread separately. With one thread that syncs, all syncs after a certain one fail.
    env: { ...process.env, UV_THREADPOOL_SIZE: "1" },
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  await once(child, "close");
  return output;
}

const acknowledgedIn = (text: string) =>
  Array.from(text.matchAll(/ack ([\d-]+);/g), ([, name]) => name ?? "");

function namesIn(file: string): string[] {
  const database = new DatabaseSync(file);
  try {
    expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    // Without syncs, even the tables can be lost.
    if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'roles'").get()) return [];
    const half = database.prepare(
      "SELECT count(*) AS count FROM scopes s WHERE roles <> (SELECT count(*) FROM roles r WHERE r.scope_id = s.scope_id)",
    );
    expect(half.get()).toEqual({ count: 0 });
    return database
      .prepare("SELECT name FROM roles")
      .all()
      .map(({ name }) => String(name));
  } finally {
    database.close();
  }
}

/** Simulates power losses at random moments, and counts the images in which an acknowledged write is missing. */
async function powerLosses(options: object): Promise<number> {
  const folder = temporaryFolder();
  const file = join(folder, "traced.db");
  const trace = join(folder, "trace");
  const output = await write(straceFlags(trace), writer(file, options, 40));
  expect(acknowledgedIn(output)).toHaveLength(120);
  const events = readTrace(readFileSync(trace, "utf8"), file);
  const from = events.findIndex(({ kind }) => kind === "output");
  const chance = createRandom(seed);
  let losses = 0;
  for (let image = 0; image < images; image += 1) {
    const moment = from + 1 + Math.floor(chance() * (events.length - from));
    if (!keepsAcknowledged(events.slice(0, moment), join(folder, `${image}.db`), chance)) losses += 1;
  }
  console.log(
    `${JSON.stringify(options)}: ${losses} of ${images} images lack an acknowledged write (seed ${seed})`,
  );
  return losses;
}

function keepsAcknowledged(events: DiskEvent[], file: string, chance: () => number): boolean {
  for (const [suffix, content] of filesAfterPowerLoss(events, chance)) {
    // The index of the log is in memory and is rebuilt.
    if (suffix !== "-shm") writeFileSync(`${file}${suffix}`, content);
  }
  const output = events.map((event) => (event.kind === "output" ? event.text : "")).join("");
  const names = new Set(namesIn(file));
  return acknowledgedIn(output).every((name) => names.has(name));
}

describe.skipIf(straceSkipReason)(`the disk (seed ${seed})`, { timeout: 600_000 }, () => {
  it(`loses no acknowledged write in a power loss, ${images} images`, async () => {
    expect(await powerLosses({ checkpointPages: 60 })).toBe(0);
  });

  it("loses some if commits are not synced, which shows that the simulation works", async () => {
    expect(await powerLosses({ checkpointPages: 60, synchronous: "NORMAL" })).toBeGreaterThan(images / 2);
  });

  it.each([
    ["is full", "pwrite64:error=ENOSPC:when=150+", /failed StoreUnavailableError: The disk .* is full/],
    ["fails to write", "pwrite64:error=EIO:when=150+", /failed .*: disk I\/O error/],
    ["fails to sync", "fsync,fdatasync:error=EIO:when=15+", /failed .*: disk I\/O error/],
  ])("that %s causes a clear error, and loses nothing", async (_what, fault, message) => {
    const file = join(temporaryFolder(), "roles.db");
    const output = await write(["-f", "-o", "/dev/null", "-e", `inject=${fault}`], writer(file, {}, 20));
    expect(output).toMatch(message);
    const acknowledged = acknowledgedIn(output);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.length).toBeLessThan(60);
    expect(namesIn(file)).toEqual(expect.arrayContaining(acknowledged));
  });

  it.each(["pwrite64:error=EIO:when=10+", "fsync,fdatasync:error=EIO:when=2+"])(
    "that fails while the log is written back causes a clear error, and loses nothing: %s",
    async (fault) => {
      const file = join(temporaryFolder(), "roles.db");
      // Only the database file fails, to which nothing else is written.
      const flags = ["-f", "-o", "/dev/null", "-P", file, "-e", `inject=${fault}`];
      const output = await write(flags, writer(file, { checkpointPages: 60 }, 100));
      expect(output).toMatch(/failed StoreUnavailableError: The disk failed when the log was written back/);
      const acknowledged = acknowledgedIn(output);
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(acknowledged.length).toBeLessThan(300);
      expect(namesIn(file)).toEqual(expect.arrayContaining(acknowledged));
    },
  );
});

/** Root can write to any file. Only a read-only mount stops it. */
const mountSkipReason =
  spawnSync("unshare", ["--mount", "true"]).status === 0
    ? undefined
    : "unshare is not installed, or mounting is not permitted (it needs root)";

describe.skipIf(mountSkipReason)("a read-only database", { timeout: 60_000 }, () => {
  it.each([
    ["file", ["seed", "demo"], /The database file or its folder is read-only\.\n$/],
    ["file", [], /The database file or its folder is read-only\.\n$/],
    ["folder", ["seed", "demo"], /cannot be opened\. Check that its folder exists and is writable\.\n$/],
  ])("a read-only %s is reported in one line by rolewright-server %j", (what, words, message) => {
    const folder = temporaryFolder();
    const file = join(folder, "roles.db");
    const cli = fileURLToPath(new URL("../../../cli/main.ts", import.meta.url));
    const made = spawnSync(process.execPath, [cli, "organizations", "create", "Acme", "--database", file]);
    expect(made.status).toBe(0);
    const mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"';
    const command = [process.execPath, cli, ...words, "--database", file, "--port", "0"];
    const { status, stderr } = spawnSync(
      "unshare",
      ["--mount", "sh", "-c", mount, what === "file" ? file : folder, ...command],
      { encoding: "utf8", timeout: 20_000 },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.split("\n")).toHaveLength(2);
  });
});

describe.skipIf(mountSkipReason)("a disk with less room than the log may take", { timeout: 120_000 }, () => {
  it("takes all writes, since the log is written back when the disk is full", () => {
    const folder = temporaryFolder();
    const program = `
      const { openSqlite } = await import(${JSON.stringify(new URL("../sqlite-store.ts", import.meta.url))});
      const { addOrganization } = await import(${JSON.stringify(new URL("../../../operations/demo-organization.ts", import.meta.url))});
      const { queryOne } = await import(${JSON.stringify(new URL("../../store.ts", import.meta.url))});
      const { sql } = await import(${JSON.stringify(new URL("../../statements.ts", import.meta.url))});
      const store = await openSqlite(${JSON.stringify(join(folder, "roles.db"))});
      const { id } = await addOrganization(store, "Acme");
      for (let index = 0; index < 2_000; index += 1) {
        await store.write(id, () => queryOne(sql.renameOrganization, id, "Acme " + index));
      }
      await store.close();
      console.log("2000 writes");
    `;
    const mount = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"';
    const command = [process.execPath, "--input-type=module", "--eval", program];
    const { stdout, stderr } = spawnSync("unshare", ["--mount", "sh", "-c", mount, folder, ...command], {
      encoding: "utf8",
    });
    expect({ stdout, stderr }).toEqual({ stdout: "2000 writes\n", stderr: "" });
  });
});

it.for([mountSkipReason].filter((why) => why !== undefined))(
  "a read-only file is not tested: %s",
  (why, { skip }) => skip(why),
);

it.for([straceSkipReason].filter((why) => why !== undefined))("the disk is not tested: %s", (why, { skip }) =>
  skip(why),
);
