/** The table of the README: each row is a ratio within this run. Takes some two minutes and a gigabyte of disk. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fill, listedProject, type Room } from "./fill.ts";
import { crawl, load, type NextRequest, request, type Result } from "./load.ts";
import { memoryOf, processorTimeOf, serve, type Served } from "./processes.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-bench-"));
const seconds = Number(process.env["ROLEWRIGHT_BENCH_SECONDS"] ?? 4);
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const bare = fileURLToPath(new URL("bare.ts", import.meta.url));
const prism = fileURLToPath(new URL("cli.js", import.meta.resolve("@rolewright/mock")));
const million = Number(process.env["ROLEWRIGHT_BENCH_ROLES"] ?? 1_000_000);

let count = 0;

/** Creates roles, the next in the next project, each with a new name. */
const creates =
  ({ apiKey, projectIds }: Room): NextRequest =>
  () => {
    count += 1;
    const path = `/v1/projects/${projectIds[count % projectIds.length]}/roles`;
    const body = `{"name":"role ${count}","policyIds":["policy"],"description":"Made by the benchmark"}`;
    return request("POST", path, apiKey, body);
  };

const startServer = (database: string, before: string[] = []) =>
  serve([cli, "--port", "0", "--database", database, "--log-level", "error"], before);

/** Serves, warms up, measures, stops. */
async function measure(served: Promise<Served>, connections: number, next: NextRequest): Promise<Measured> {
  const server = await served;
  await load(server.url, connections, 1, next);
  const before = processorTimeOf(server);
  const result = await load(server.url, connections, seconds, next);
  const processorMs = (processorTimeOf(server) - before) / result.answers;
  const megabytes = memoryOf(server);
  await server.stop();
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.answers} answers were not 200.`);
  return { ...result, processorMs, megabytes };
}

/** A result, with what an answer costs the server's processor, in milliseconds. */
interface Measured extends Result {
  processorMs: number;
  /** What the server held of the machine's memory after the load. */
  megabytes: number;
}

/** How one server compares with another: by what it answers in the same time, and by what an answer costs its processor. */
function compare(ours: Measured, other: Measured, bar: string): void {
  row("  ratio to bare node:http", ours.rate / other.rate, bar);
  row("  the same by processor time for each answer", other.processorMs / ours.processorMs, "");
}

function row(what: string, value: number, bar: string): void {
  const text = value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
  console.log(`${what.padEnd(74)} ${text.padStart(9)}   ${bar}`);
}

function answerFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** How often files are synced for each acknowledged create. */
async function syncsPerCreate(database: string, room: Room, connections: number): Promise<number> {
  const counts = join(folder, "syncs");
  const server = await startServer(database, [
    "strace",
    "-D",
    "-f",
    "-o",
    counts,
    "-e",
    "trace=fsync,fdatasync",
  ]);
  const before = () =>
    readFileSync(counts, "utf8")
      .split("\n")
      .filter((line) => /sync\(/.test(line)).length;
  const synced = before();
  const { answers } = await load(server.url, connections, 2, creates(room));
  const ratio = (before() - synced) / answers;
  await server.stop();
  return ratio;
}

async function bestStart(start: () => Promise<Served>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const server = await start();
    times.push(server.startMs);
    await server.stop();
  }
  return Math.min(...times);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true });
}

async function main(): Promise<void> {
  execFileSync("taskset", ["-cp", "1", String(process.pid)], { stdio: "ignore" });
  const created = answerFile(
    "created.json",
    '{"success":true,"data":{"role":{"id":"01a20033-3bb8-71e5-90c1-cc92b64fedd7","name":"role 12345","description":"Made by the benchmark","projectId":"room-123","policies":[{"id":"policy","name":"Policy"}]}}}',
  );
  const small = join(folder, "small.db");
  const room = await fill(small, 1_000, 900);

  const bare64 = await measure(serve([bare, created]), 64, creates(room));
  const ours64 = await measure(startServer(small), 64, creates(room));
  const bare256 = await measure(serve([bare, created]), 256, creates(room));
  const ours256 = await measure(startServer(small), 256, creates(room));
  row("durable creates a second, 64 connections", ours64.rate, "");
  compare(ours64, bare64, "0.35 or more");
  row("durable creates a second, 256 connections", ours256.rate, "");
  compare(ours256, bare256, "0.50 or more");

  const { projectIds: _, ...key } = room;
  const mocked = await measure(
    serve([prism, "--port", "0"]),
    64,
    creates({ ...key, projectIds: ["PROJECT-ID"] }),
  );
  row("creates, ratio to Prism (our mock), 64 connections", ours64.rate / mocked.rate, "10 or more");
  row("99th percentile, ratio to Prism's", ours64.p99 / mocked.p99, "0.05 or less");

  row("syncs per acknowledged create, 1 connection", await syncsPerCreate(small, room, 1), "1.05 or less");
  row("syncs per acknowledged create, 64 connections", await syncsPerCreate(small, room, 64), "0.1 or less");

  await slowSenders(small, room);
  await lists(small, room);
  const emptyStart = await bestStart(() => startServer(join(folder, "empty.db")));
  const bareStart = await bestStart(() => serve([bare, created]));
  row("start to first answer, empty file, ms", emptyStart, "");
  row("  ratio to a bare server's start", emptyStart / bareStart, "2 or less");
  row("memory after the load, MB", Math.max(ours64.megabytes, ours256.megabytes), "150 or less");

  await withMillion(bareStart);
  await onPostgres(bare64);
}

async function slowSenders(small: string, room: Room): Promise<void> {
  const server = await startServer(small);
  await load(server.url, 64, 1, creates(room));
  const alone = await load(server.url, 64, seconds, creates(room));
  const stop = crawl(server.url, 500);
  const beside = await load(server.url, 64, seconds, creates(room));
  stop();
  await server.stop();
  row("99th percentile beside 500 slow senders, ratio to that without", beside.p99 / alone.p99, "2 or less");
}

async function lists(small: string, { apiKey }: Room): Promise<void> {
  const next = () => request("GET", `/v1/projects/${listedProject}/roles`, apiKey);
  const server = await startServer(small);
  const answer = await fetch(`${server.url}/v1/projects/${listedProject}/roles`, {
    headers: { CONFIDENT_API_KEY: apiKey },
  });
  const file = answerFile("list.json", await answer.text());
  await server.stop();
  const bareList = await measure(serve([bare, file]), 64, next);
  const ours = await measure(startServer(small), 64, next);
  row("lists of 100 roles a second", ours.rate, "");
  compare(ours, bareList, "0.90 or more");
}

async function withMillion(bareStart: number): Promise<void> {
  const file = join(folder, "million.db");
  const room = await fill(file, million, 900);
  const small = join(folder, "thousand.db");
  const other = await fill(small, 1_000, 900);
  const few = await measure(startServer(small), 64, creates(other));
  const many = await measure(startServer(file), 64, creates(room));
  row(
    "creates with 1,000,000 roles in the file, ratio to the same with 1,000",
    many.rate / few.rate,
    "0.7 or more",
  );
  const start = await bestStart(() => startServer(file));
  row("start with 1,000,000 roles, ratio to a bare server's start", start / bareStart, "2 or less");
}

async function onPostgres(bare64: Measured): Promise<void> {
  const database = process.env["ROLEWRIGHT_BENCH_POSTGRES"];
  if (database === undefined) {
    return console.log(
      "on PostgreSQL: not measured. Set ROLEWRIGHT_BENCH_POSTGRES to the URL of an empty database.",
    );
  }
  const room = await fill(database, 1_000, 300);
  const ours = await measure(startServer(database), 64, creates(room));
  row("on PostgreSQL, creates a second, 64 connections", ours.rate, "");
  compare(ours, bare64, "0.15 or more");
}
