import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { filesAfterPowerLoss, random } from "./power-loss.ts";
import { type DiskEvent, readTrace, straceFlags, whyNoStrace } from "./trace.ts";

/** `ROLEWRIGHT_IMAGES=500` is the full count. */
const images = Number(process.env["ROLEWRIGHT_IMAGES"] ?? 500);
const seed = Number(process.env["ROLEWRIGHT_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const skipped = whyNoStrace();
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
 * Creates roles, three at once and so many one after the other, and says the name of each as soon as it is acknowledged;
 * or why it is not. Each of the three goes on by itself, so that commits and syncs overlap.
 */
const writer = (file: string, options: object, creates: number) => `
  import { writeSync } from "node:fs";
  const { openSqlite } = await import(${JSON.stringify(new URL("../sqlite.ts", import.meta.url))});
  const { seedDemo } = await import(${JSON.stringify(new URL("../demo.ts", import.meta.url))});
  const { handlers } = await import(${JSON.stringify(new URL("../handlers/index.ts", import.meta.url))});
  const store = await openSqlite(${JSON.stringify(file)}, ${JSON.stringify(options)});
  await seedDemo(store);
  let id = 0;
  const create = async (name) => {
    const call = { organizationId: "ORGANIZATION-ID", params: {}, body: { name, policyIds: ["policy-uuid-2"] },
      now: new Date().toISOString(), newId: () => "id-" + id++ };
    try {
      await store.write("ORGANIZATION-ID", () => handlers.createOrganizationRole(call));
      writeSync(2, "ack " + name + ";");
    } catch (error) {
      writeSync(2, "refused " + error.name + ": " + error.message + ";");
    }
  };
  await Promise.all([1, 2, 3].map(async (each) => {
    for (let index = 0; index < ${creates}; index += 1) await create(index + "-" + each);
  }));
`;

/** Runs the writer under strace, which may let calls fail, and answers with what it said. */
async function write(flags: string[], script: string): Promise<string> {
  const child = spawn("strace", [...flags, process.execPath, "--input-type=module", "--eval", script], {
    stdio: ["ignore", "ignore", "pipe"],
    // strace counts the calls of each thread for itself: with one that syncs, it fails from a certain sync on.
    env: { ...process.env, UV_THREADPOOL_SIZE: "1" },
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  await once(child, "close");
  return said;
}

const acknowledgedIn = (text: string) =>
  Array.from(text.matchAll(/ack ([\d-]+);/g), ([, name]) => name ?? "");

function namesIn(file: string): string[] {
  const database = new DatabaseSync(file);
  try {
    expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    // Without syncs even the tables may be lost.
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

/** Lets the power go at many moments, and counts the images in which an acknowledged write is missing. */
async function powerLosses(options: object): Promise<number> {
  const folder = temporaryFolder();
  const file = join(folder, "traced.db");
  const trace = join(folder, "trace");
  const said = await write(straceFlags(trace), writer(file, options, 40));
  expect(acknowledgedIn(said)).toHaveLength(120);
  const events = readTrace(readFileSync(trace, "utf8"), file);
  const from = events.findIndex(({ kind }) => kind === "said");
  const chance = random(seed);
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
    // The index of the log is in memory and is made anew.
    if (suffix !== "-shm") writeFileSync(`${file}${suffix}`, content);
  }
  const said = events.map((event) => (event.kind === "said" ? event.text : "")).join("");
  const names = new Set(namesIn(file));
  return acknowledgedIn(said).every((name) => names.has(name));
}

describe.skipIf(skipped)(`the disk (seed ${seed})`, { timeout: 600_000 }, () => {
  it(`loses no acknowledged write with the power, ${images} images`, async () => {
    expect(await powerLosses({ checkpointPages: 60 })).toBe(0);
  });

  it("loses some where commits are not synced, so that this test can be believed", async () => {
    expect(await powerLosses({ checkpointPages: 60, synchronous: "NORMAL" })).toBeGreaterThan(images / 2);
  });

  it.each([
    ["is full", "pwrite64:error=ENOSPC:when=150+", /refused StoreUnavailableError: The disk .* is full/],
    ["fails to write", "pwrite64:error=EIO:when=150+", /refused .*: disk I\/O error/],
    ["fails to sync", "fsync,fdatasync:error=EIO:when=15+", /refused .*: disk I\/O error/],
  ])("that %s is said clearly, and loses nothing", async (_what, fault, message) => {
    const file = join(temporaryFolder(), "roles.db");
    const said = await write(["-f", "-o", "/dev/null", "-e", `inject=${fault}`], writer(file, {}, 20));
    expect(said).toMatch(message);
    const acknowledged = acknowledgedIn(said);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.length).toBeLessThan(60);
    expect(namesIn(file)).toEqual(expect.arrayContaining(acknowledged));
  });
});

/** Root may write into any file: only a mount is read-only for everybody. */
const whyNoMount =
  spawnSync("unshare", ["--mount", "true"]).status === 0
    ? undefined
    : "unshare is not installed, or mounts may not be made (root may)";

describe.skipIf(whyNoMount)("what is read-only", { timeout: 60_000 }, () => {
  it.each([
    ["file", ["seed", "demo"], /The database file, or its folder, is read-only\.\n$/],
    ["file", [], /The database file, or its folder, is read-only\.\n$/],
    [
      "folder",
      ["seed", "demo"],
      /cannot be opened\. Look whether its folder is there and may be written to\.\n$/,
    ],
  ])("a %s is said in one line by rolewright-server %j", (what, words, message) => {
    const folder = temporaryFolder();
    const file = join(folder, "roles.db");
    const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
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

it.for([whyNoMount].filter((why) => why !== undefined))(
  "a read-only file is not tested: %s",
  (why, { skip }) => skip(why),
);

it.for([skipped].filter((why) => why !== undefined))("the disk is not tested: %s", (why, { skip }) =>
  skip(why),
);
