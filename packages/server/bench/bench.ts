/** The table of the README: each row is a ratio within this run. Takes some four minutes and a gigabyte of disk. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { duel, type Duel, median } from "./duel.ts";
import { fill, listedProject, type Room } from "./fill.ts";
import { crawl, load, type NextRequest, request } from "./load.ts";
import { memoryOf, serve, type Served } from "./processes.ts";
import { syncsPerAnswer } from "./syncs.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-bench-"));
const rounds = Number(process.env["ROLEWRIGHT_BENCH_ROUNDS"] ?? 7);
const million = Number(process.env["ROLEWRIGHT_BENCH_ROLES"] ?? 1_000_000);
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const bare = fileURLToPath(new URL("bare.ts", import.meta.url));
const mock = fileURLToPath(new URL("cli.js", import.meta.resolve("@rolewright/mock")));
const description = fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.yaml"));

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

/** A bare server that sends this text. */
function startBare(text: string): Promise<Served> {
  const file = join(folder, "answer");
  writeFileSync(file, text);
  return serve([bare, file]);
}

const created =
  '{"success":true,"data":{"role":{"id":"01a20033-3bb8-71e5-90c1-cc92b64fedd7","name":"role 12345","description":"Made by the benchmark","projectId":"room-123","policies":[{"id":"policy","name":"Policy"}]}}}';

/** Runs something with servers that are stopped afterwards. */
async function withServers<Result>(
  starting: Promise<Served>[],
  use: (...servers: Served[]) => Promise<Result>,
): Promise<Result> {
  const servers = await Promise.all(starting);
  try {
    return await use(...servers);
  } finally {
    for (const server of servers) await server.stop();
  }
}

function row(what: string, value: number, bar = ""): void {
  const text = value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
  console.log(`${what.padEnd(74)} ${text.padStart(9)}   ${bar}`);
}

function comparison(what: string, { rate, ratio, processorRatio, p99 }: Duel, bar: string): void {
  row(`${what}, a second`, rate);
  row("  99th percentile, ms", p99);
  row("  ratio to bare node:http", ratio, bar);
  row("  the same by processor time for each answer", processorRatio);
}

/** The parts of the table; `pnpm bench creates lists` measures these alone. */
const parts: Record<string, (small: string, room: Room) => Promise<void>> = {
  creates: durableCreates,
  syncs,
  prism: besidePrism,
  senders: slowSenders,
  lists,
  isolation,
  starts: async () => withMillion(await starts()),
  postgres: onPostgres,
};

try {
  execFileSync("taskset", ["-cp", "1", String(process.pid)], { stdio: "ignore" });
  await main();
} finally {
  rmSync(folder, { recursive: true });
}

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown}. There are ${Object.keys(parts)}.`);
  const small = join(folder, "small.db");
  const room = await fill(small, 1_000, 900);
  for (const [name, part] of Object.entries(parts)) {
    if (named.length === 0 || named.includes(name)) await part(small, room);
  }
}

async function durableCreates(small: string, room: Room): Promise<void> {
  for (const [connections, bar] of [
    [64, "0.35 or more"],
    [256, "0.50 or more"],
  ] as const) {
    await withServers([startServer(small), startBare(created)], async (ours, other) => {
      const next = creates(room);
      const result = await duel({ server: ours, next }, { server: other, next }, connections, rounds);
      comparison(`durable creates, ${connections} connections`, result, bar);
      row("  memory after the load, MB", memoryOf(ours), "150 or less");
    });
  }
}

async function syncs(small: string, room: Room): Promise<void> {
  for (const [connections, bar] of [
    [1, "1.05 or less"],
    [64, "0.1 or less"],
  ] as const) {
    const ratio = await syncsPerAnswer(
      folder,
      (before) => startServer(small, before),
      connections,
      creates(room),
    );
    row(`syncs per acknowledged create, ${connections} connections`, ratio, bar);
  }
}

/** `ROLEWRIGHT_BENCH_PRISM` names the script of Prism's own command; without it, the Prism in our mock, which is faster. */
async function besidePrism(small: string, room: Room): Promise<void> {
  const prism = process.env["ROLEWRIGHT_BENCH_PRISM"];
  const mocked = prism
    ? serve([prism, "mock", "--port", "4987", "--host", "127.0.0.1", description])
    : serve([mock, "--port", "0"]);
  await withServers([startServer(small), mocked], async (ours, other) => {
    const theirs = creates({ ...room, projectIds: ["PROJECT-ID"] });
    const result = await duel(
      { server: ours, next: creates(room) },
      { server: other, next: theirs },
      64,
      rounds,
    );
    const name = prism ? "Prism" : "the Prism in our mock";
    row(`creates, ratio to ${name}, 64 connections`, result.ratio, "10 or more");
    row("  99th percentile, ratio to its", result.p99Ratio, "0.05 or less");
  });
}

async function slowSenders(small: string, room: Room): Promise<void> {
  await withServers([startServer(small)], async (server) => {
    await load(server.url, 64, 1, creates(room));
    const ratios: number[] = [];
    for (let index = 0; index < rounds; index += 1) {
      const alone = await load(server.url, 64, 1, creates(room));
      const stop = crawl(server.url, 500);
      const beside = await load(server.url, 64, 1, creates(room));
      stop();
      ratios.push(beside.p99 / alone.p99);
    }
    row("99th percentile beside 500 slow senders, ratio to that without", median(ratios), "2 or less");
  });
}

async function lists(small: string, { apiKey }: Room): Promise<void> {
  const path = `/v1/projects/${listedProject}/roles`;
  const next = () => request("GET", path, apiKey);
  await withServers([startServer(small)], async (ours) => {
    const answer = await fetch(`${ours.url}${path}`, { headers: { CONFIDENT_API_KEY: apiKey } });
    await withServers([startBare(await answer.text())], async (other) => {
      const result = await duel({ server: ours, next }, { server: other, next }, 64, rounds);
      comparison("lists of 100 roles", result, "0.90 or more");
    });
  });
}

/** Whether time tells what is another organization's from what does not exist; the organization of `full-0` is not the key's. */
async function isolation(small: string, { apiKey }: Room): Promise<void> {
  const body = '{"name":"x","policyIds":[]}';
  await withServers([startServer(small)], async ({ url }) => {
    for (const [method, rest, text] of [
      ["GET", "/roles", ""],
      ["POST", "/roles", body],
      ["PUT", "/roles/role-1", body],
      ["DELETE", "", ""],
    ] as const) {
      let turn = 0;
      // In turns over one connection, so that whatever slows the machine down slows both alike.
      const next = () =>
        request(method, `/v1/projects/${turn++ % 2 ? "full-0" : "none-0"}${rest}`, apiKey, text);
      await load(url, 1, 0.5, next, 404);
      turn = 0;
      const { took, failures } = await load(url, 1, 3, next, 404);
      if (failures > 0) throw new Error(`${failures} of ${took.length} answers were not 404.`);
      const ratio =
        median(took.filter((_, at) => at % 2 === 1)) / median(took.filter((_, at) => at % 2 === 0));
      row(`time to refuse ${method} of another's project, ratio to nobody's`, ratio, "0.95 to 1.05");
    }
  });
}

/** How long a bare server takes to start, after a row about ours. */
async function starts(): Promise<number> {
  const emptyStart = await bestStart(() => startServer(join(folder, "empty.db")));
  const bareStart = await bestStart(() => startBare(created));
  row("start to first answer, empty file, ms", emptyStart);
  row("  ratio to a bare server's start", emptyStart / bareStart, "2 or less");
  return bareStart;
}

async function bestStart(start: () => Promise<Served>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    await withServers([start()], async ({ startMs }) => times.push(startMs));
  }
  return Math.min(...times);
}

async function withMillion(bareStart: number): Promise<void> {
  const large = join(folder, "million.db");
  const small = join(folder, "thousand.db");
  const rooms = { large: await fill(large, million, 900), small: await fill(small, 1_000, 900) };
  await withServers([startServer(large), startServer(small)], async (many, few) => {
    const first = { server: many, next: creates(rooms.large) };
    const { ratio } = await duel(first, { server: few, next: creates(rooms.small) }, 64, rounds);
    const roles = million.toLocaleString("en");
    row(`creates with ${roles} roles in the file, ratio to the same with 1,000`, ratio, "0.7 or more");
  });
  const start = await bestStart(() => startServer(large));
  row("  start, ratio to a bare server's", start / bareStart, "2 or less");
}

async function onPostgres(): Promise<void> {
  const database = process.env["ROLEWRIGHT_BENCH_POSTGRES"];
  if (database === undefined) {
    return console.log(
      "on PostgreSQL: not measured. Set ROLEWRIGHT_BENCH_POSTGRES to the URL of an empty database.",
    );
  }
  const room = await fill(database, 1_000, 300);
  await withServers([startServer(database), startBare(created)], async (ours, other) => {
    const next = creates(room);
    const result = await duel({ server: ours, next }, { server: other, next }, 64, rounds);
    comparison("creates on PostgreSQL, 64 connections", result, "0.15 or more");
  });
}
