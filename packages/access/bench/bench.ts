/** Prints the table of the README: `check` and `apply` of a large organization, and the time from the start to the first request. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@rolewright/server";
import { writeConfig } from "../src/pull/write-config.ts";
import { readState } from "../src/state/read-state.ts";
import { startCommand } from "../src/testing/command-run.ts";
import { createLargeOrganization } from "../src/testing/large-organization.ts";
import { type Recorder, startRecorder } from "../src/testing/recorder.ts";
import { storeOrganization } from "../src/testing/stored-organization.ts";

const rounds = Number(process.env["ROLEWRIGHT_BENCH_ROUNDS"] ?? 7);
const size = { projects: 50, rolesPerScope: 20, members: 250 };
const addedRoles = 1_000 - size.rolesPerScope;
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const serverCli = fileURLToPath(new URL("cli/main.js", import.meta.resolve("@rolewright/server")));

const folder = await mkdtemp(join(tmpdir(), "rolewright-access-bench-"));
try {
  const database = join(folder, "roles.db");
  const apiKey = await fillDatabase(database);
  const server = await startServerProcess(database);
  const recorder = await startRecorder(server.url);
  const env = { CONFIDENT_ORG_API_KEY: apiKey, CONFIDENT_BASE_URL: recorder.url };
  const runs = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await measureCheck(recorder, env));
  await writeFile(join(folder, "small.yaml"), "organization: Fernhill Labs\n");
  const smallRuns = [];
  const nodeStarts = [];
  const helpStarts = [];
  // One after the other, so that the load of the machine is the same for all.
  for (let round = 0; round < rounds; round += 1) {
    nodeStarts.push(measureProcess(["-e", "0"]));
    helpStarts.push(measureProcess([cli, "--help"]));
    smallRuns.push(await measureCheck(recorder, { ...env, ROLEWRIGHT_FILE: "small.yaml" }));
  }
  const applyMs = await measureApply(env);
  const startMs = median(smallRuns.map((run) => run.startMs));
  const roles = (size.projects + 1) * size.rolesPerScope;
  console.log(`check of ${size.projects} projects, ${roles} roles, ${size.members} members`);
  printRow("reads without member pages", runs[0]?.reads ?? 0, "at most 160");
  printRow("member pages", runs[0]?.memberPages ?? 0, "");
  printRow("time of check, ms", median(runs.map(({ checkMs }) => checkMs)), "at most 3,000");
  printRow("start to first request, ms", startMs, "at most 500");
  printRow("the same with this file, ms", median(runs.map((run) => run.startMs)), "");
  printRow("start and end of node -e 0, ms", median(nodeStarts), "");
  printRow("rolewright --help : node -e 0", median(helpStarts) / median(nodeStarts), "");
  printRow("start to first request : node -e 0", startMs / median(nodeStarts), "");
  printRow("load of the machine, 1 minute", loadavg()[0] ?? 0, `${availableParallelism()} cores`);
  printRow(`apply of ${addedRoles} new roles in one scope, ms`, applyMs, "");
  printRow("dependencies beside this repository's", countDependencies(), "at most 5");
  await recorder.close();
  await server.stop();
} finally {
  await rm(folder, { recursive: true });
}

/** Stores the organization, and writes what `pull` writes. Returns the API key. */
async function fillDatabase(database: string): Promise<string> {
  const server = await startServer({ database });
  const { api, apiKey } = await storeOrganization(server, createLargeOrganization(size));
  await writeFile(join(folder, "rolewright.yaml"), writeConfig(await readState(api)));
  await server.close();
  return apiKey;
}

async function startServerProcess(database: string): Promise<{ url: string; stop(): Promise<void> }> {
  const args = [serverCli, "--port", "0", "--database", database, "--log-level", "error"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const [url] = /http:\/\/[\w.]+:\d+/.exec(text) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    const stop = async () => {
      child.kill();
      await once(child, "close");
    };
    return { url, stop };
  }
  throw new Error(`The server ended before it listened: ${text}`);
}

async function measureCheck(recorder: Recorder, env: Record<string, string>) {
  const paths: string[] = [];
  const start = performance.now();
  let firstRequest: number | undefined;
  recorder.intercept = ({ path }) => {
    firstRequest ??= performance.now();
    paths.push(path);
    return undefined;
  };
  const { code, stdout, stderr } = await startCommand(cli, ["check"], { cwd: folder, env }).closed;
  if (code !== 0) throw new Error(`check exited with ${code}: ${stdout}${stderr}`);
  const memberPages = paths.filter((path) => path.includes("/members")).length;
  return {
    checkMs: performance.now() - start,
    startMs: (firstRequest ?? start) - start,
    memberPages,
    reads: paths.length - memberPages,
  };
}

/** Measures an `apply` that creates as many roles as a scope can have. Each is preceded by a list of all roles of the scope. */
async function measureApply(env: Record<string, string>): Promise<number> {
  const roles = Array.from(
    { length: addedRoles },
    (_, index) => `  Added ${index}: { policies: [Policy 0] }\n`,
  );
  await writeFile(join(folder, "added.yaml"), `organization: Fernhill Labs\nroles:\n${roles.join("")}`);
  const start = performance.now();
  const args = ["--file", "added.yaml", "apply", "--yes"];
  const { code, stderr } = await startCommand(cli, args, { cwd: folder, env }).closed;
  if (code !== 0) throw new Error(`apply exited with ${code}: ${stderr}`);
  return performance.now() - start;
}

/** Measures a run of Node, in milliseconds. */
function measureProcess(args: string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} exited with ${status}`);
  return performance.now() - start;
}

function countDependencies(): number {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  return Object.keys(dependencies).filter((name) => !name.startsWith("@rolewright/")).length;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function printRow(label: string, value: number, goal: string): void {
  const text = value.toLocaleString("en", { maximumFractionDigits: value < 20 ? 1 : 0 });
  console.log(`${label.padEnd(40)} ${text.padStart(7)}   ${goal}`);
}
