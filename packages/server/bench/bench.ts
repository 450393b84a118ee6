/** Prints the table of the README. Each ratio is within this run. It takes four minutes and 1 GB of disk. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { compareServers, type Comparison, median } from "./comparison.ts";
import { addManyKeys, measureKeyUse } from "./key-use.ts";
import { type CreateRequest, createRequest, runLoad, startSlowSenders } from "./load.ts";
import { readMemoryMb, type ServerProcess, startProcess } from "./server-process.ts";
import { measureSyncsPerResponse } from "./sync-count.ts";
import { type EmptyOrganization, fillDatabase, listedProject, memberCount } from "./test-data.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-bench-"));
const rounds = Number(process.env["ROLEWRIGHT_BENCH_ROUNDS"] ?? 7);
const million = Number(process.env["ROLEWRIGHT_BENCH_ROLES"] ?? 1_000_000);
const cli = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const bare = fileURLToPath(new URL("bare-server.ts", import.meta.url));
const mock = fileURLToPath(new URL("cli.js", import.meta.resolve("@rolewright/mock")));
const description = fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.yaml"));

let count = 0;

/** Creates roles with new names, in each project in turn. */
const createRoles =
  ({ apiKey, projectIds }: EmptyOrganization): CreateRequest =>
  () => {
    count += 1;
    const path = `/v1/projects/${projectIds[count % projectIds.length]}/roles`;
    const body = `{"name":"role ${count}","policyIds":["policy"],"description":"Made by the benchmark"}`;
    return createRequest("POST", path, apiKey, body);
  };

const startServer = (database: string, prefix: string[] = []) =>
  startProcess([cli, "--port", "0", "--database", database, "--log-level", "error"], prefix);

/** Starts the baseline server with the bodies that it sends in turn. */
function startBare(...bodies: string[]): Promise<ServerProcess> {
  const file = join(folder, "responses");
  writeFileSync(file, JSON.stringify(bodies));
  return startProcess([bare, file]);
}

const created =
  '{"success":true,"data":{"role":{"id":"01a20033-3bb8-71e5-90c1-cc92b64fedd7","name":"role 12345","description":"Made by the benchmark","projectId":"organization-123","policies":[{"id":"policy","name":"Policy"}]}}}';

/** Starts servers, runs a function with them, and stops them. */
async function withServers<Result>(
  starting: Promise<ServerProcess>[],
  use: (...servers: ServerProcess[]) => Promise<Result>,
): Promise<Result> {
  const servers = await Promise.all(starting);
  try {
    return await use(...servers);
  } finally {
    for (const server of servers) await server.stop();
  }
}

function printRow(label: string, value: number, target = ""): void {
  const text = value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
  console.log(`${label.padEnd(74)} ${text.padStart(9)}   ${target}`);
}

function printComparison(label: string, { rate, ratio, cpuRatio, p99 }: Comparison, target: string): void {
  printRow(`${label}, per second`, rate);
  printRow("  99th percentile, ms", p99);
  printRow("  ratio to bare node:http", ratio, target);
  printRow("  ratio by CPU time per response", cpuRatio);
}

/** The parts of the table. `pnpm bench creates lists` measures only these two. */
const parts: Record<string, (small: string, organization: EmptyOrganization) => Promise<void>> = {
  creates: measureCreates,
  connections: measureNewConnections,
  syncs: measureSyncs,
  prism: compareWithPrism,
  senders: measureSlowSenders,
  lists: measureLists,
  members: (small, organization) =>
    measureMembers("pages of 100 of 10,000 members", small, organization, "0.70 or more"),
  isolation: measureIsolation,
  keys: () => measureKeys("uses of API keys", join(folder, "keys.db")),
  starts: async () => measureMillionRoles(await measureStarts()),
  "postgres-creates": () => onPostgres(measurePostgresCreates),
  "postgres-members": () => onPostgres(measurePostgresMembers),
  "postgres-keys": () => onPostgres(measurePostgresKeys),
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
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown}. The parts are ${Object.keys(parts)}.`);
  const small = join(folder, "small.db");
  const organization = await fillDatabase(small, 1_000, 900);
  for (const [name, part] of Object.entries(parts)) {
    if (named.length === 0 || named.includes(name)) await part(small, organization);
  }
}

async function measureCreates(small: string, organization: EmptyOrganization): Promise<void> {
  for (const [connections, target] of [
    [64, "0.30 or more"],
    [256, "0.35 or more"],
  ] as const) {
    await withServers([startServer(small), startBare(created)], async (subject, baseline) => {
      const createNext = createRoles(organization);
      const result = await compareServers(
        { server: subject, createNext },
        { server: baseline, createNext },
        connections,
        rounds,
      );
      printComparison(`durable creates, ${connections} connections`, result, target);
      printRow("  memory after the load, MB", readMemoryMb(subject), "150 or less");
    });
  }
}

async function measureNewConnections(small: string, organization: EmptyOrganization): Promise<void> {
  await withServers([startServer(small), startBare(created)], async (subject, baseline) => {
    const createNext = createRoles(organization);
    const options = { newConnections: true };
    const result = await compareServers(
      { server: subject, createNext },
      { server: baseline, createNext },
      256,
      rounds,
      options,
    );
    printComparison("durable creates, 256 clients, each with a new connection", result, "");
  });
}

async function measureSyncs(small: string, organization: EmptyOrganization): Promise<void> {
  for (const [connections, target] of [
    [1, "1.05 or less"],
    [64, "0.1 or less"],
  ] as const) {
    const ratio = await measureSyncsPerResponse(
      folder,
      (prefix) => startServer(small, prefix),
      connections,
      createRoles(organization),
    );
    printRow(`syncs per acknowledged create, ${connections} connections`, ratio, target);
  }
}

/** Compares with Prism's own command if `ROLEWRIGHT_BENCH_PRISM` has its path, and else with Prism in the mock, which is faster. */
async function compareWithPrism(small: string, organization: EmptyOrganization): Promise<void> {
  const prism = process.env["ROLEWRIGHT_BENCH_PRISM"];
  const mocked = prism
    ? startProcess([prism, "mock", "--port", "4987", "--host", "127.0.0.1", description])
    : startProcess([mock, "--port", "0"]);
  await withServers([startServer(small), mocked], async (subject, baseline) => {
    const mockRoles = createRoles({ ...organization, projectIds: ["PROJECT-ID"] });
    const result = await compareServers(
      { server: subject, createNext: createRoles(organization) },
      { server: baseline, createNext: mockRoles },
      64,
      rounds,
    );
    const name = prism ? "Prism" : "Prism in the mock";
    printRow(`creates, ratio to ${name}, 64 connections`, result.ratio, "10 or more");
    printRow("  99th percentile, ratio", result.p99Ratio, "0.1 or less");
  });
}

async function measureSlowSenders(small: string, organization: EmptyOrganization): Promise<void> {
  await withServers([startServer(small)], async (server) => {
    await runLoad(server.url, 64, 1, createRoles(organization));
    const ratios: number[] = [];
    for (let index = 0; index < rounds; index += 1) {
      const alone = await runLoad(server.url, 64, 1, createRoles(organization));
      const stop = startSlowSenders(server.url, 500);
      const withSlowSenders = await runLoad(server.url, 64, 1, createRoles(organization));
      stop();
      ratios.push(withSlowSenders.p99 / alone.p99);
    }
    printRow("99th percentile with 500 slow senders, ratio to that without", median(ratios), "2 or less");
  });
}

async function measureLists(small: string, { apiKey }: EmptyOrganization): Promise<void> {
  const path = `/v1/projects/${listedProject}/roles`;
  const createNext = () => createRequest("GET", path, apiKey);
  await withServers([startServer(small)], async (subject) => {
    const response = await fetch(`${subject.url}${path}`, { headers: { CONFIDENT_API_KEY: apiKey } });
    await withServers([startBare(await response.text())], async (baseline) => {
      const result = await compareServers(
        { server: subject, createNext },
        { server: baseline, createNext },
        64,
        rounds,
      );
      printComparison("lists of 100 roles", result, "0.70 or more");
    });
  });
}

/** Reads the pages of the members one after the other. The baseline sends the same pages. */
async function measureMembers(
  label: string,
  database: string,
  { apiKey }: EmptyOrganization,
  target: string,
): Promise<void> {
  const pageSize = 100;
  const pageCount = memberCount / pageSize;
  const toPath = (page: number) => `/v2/organization/members?page=${page}&pageSize=${pageSize}`;
  let sent = 0;
  const createNext = () => createRequest("GET", toPath((sent++ % pageCount) + 1), apiKey);
  await withServers([startServer(database)], async (subject) => {
    const pages: string[] = [];
    for (let page = 1; page <= pageCount; page += 1) {
      const response = await fetch(subject.url + toPath(page), { headers: { CONFIDENT_API_KEY: apiKey } });
      pages.push(await response.text());
    }
    await withServers([startBare(...pages)], async (baseline) => {
      const result = await compareServers(
        { server: subject, createNext },
        { server: baseline, createNext },
        64,
        rounds,
      );
      printComparison(label, result, target);
    });
  });
}

/** Measures what it costs to record when an API key was last used. */
async function measureKeys(label: string, database: string): Promise<void> {
  const organization = await addManyKeys(database);
  await withServers([startServer(database)], async (server) => {
    const { ratio, microseconds } = await measureKeyUse(server, organization);
    printRow(`${label}, CPU time to record one, microseconds`, microseconds);
    printRow("  CPU time of a response with it, ratio to one without", ratio, "3 or less");
  });
}

/** Measures whether response times distinguish a foreign ID from an unknown one. `full-0` is in another organization. */
async function measureIsolation(small: string, { apiKey }: EmptyOrganization): Promise<void> {
  const body = '{"name":"x","policyIds":[]}';
  await withServers([startServer(small)], async ({ url }) => {
    for (const [method, rest, text] of [
      ["GET", "/roles", ""],
      ["POST", "/roles", body],
      ["PUT", "/roles/role-1", body],
      ["DELETE", "", ""],
    ] as const) {
      let turn = 0;
      // Alternating over one connection, so that other load slows both.
      const createNext = () =>
        createRequest(method, `/v1/projects/${turn++ % 2 ? "full-0" : "none-0"}${rest}`, apiKey, text);
      await runLoad(url, 1, 0.5, createNext, { expectedStatus: 404 });
      turn = 0;
      const { latencies, failures } = await runLoad(url, 1, 3, createNext, { expectedStatus: 404 });
      if (failures > 0) throw new Error(`${failures} of ${latencies.length} responses were not 404.`);
      const ratio =
        median(latencies.filter((_, at) => at % 2 === 1)) / median(latencies.filter((_, at) => at % 2 === 0));
      printRow(
        `time of a 404 for ${method} of a foreign project, ratio to an unknown one`,
        ratio,
        "0.95 to 1.05",
      );
    }
  });
}

/** Measures the start. Returns the start time of the baseline in milliseconds. */
async function measureStarts(): Promise<number> {
  const emptyStart = await bestStart(() => startServer(join(folder, "empty.db")));
  const bareStart = await bestStart(() => startBare(created));
  printRow("start to first response, empty file, ms", emptyStart);
  printRow("  ratio to the start of the baseline", emptyStart / bareStart, "2 or less");
  return bareStart;
}

async function bestStart(start: () => Promise<ServerProcess>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    await withServers([start()], async ({ startMs }) => times.push(startMs));
  }
  return Math.min(...times);
}

async function measureMillionRoles(bareStart: number): Promise<void> {
  const large = join(folder, "million.db");
  const small = join(folder, "thousand.db");
  const organizations = {
    large: await fillDatabase(large, million, 900),
    small: await fillDatabase(small, 1_000, 900),
  };
  await withServers([startServer(large), startServer(small)], async (many, few) => {
    const first = { server: many, createNext: createRoles(organizations.large) };
    const { ratio } = await compareServers(
      first,
      { server: few, createNext: createRoles(organizations.small) },
      64,
      rounds,
    );
    const roles = million.toLocaleString("en");
    printRow(`creates with ${roles} roles, ratio to 1,000 roles`, ratio, "0.9 or more");
  });
  const start = await bestStart(() => startServer(large));
  printRow("  start, ratio to that of the baseline", start / bareStart, "2 or less");
}

/** Runs a part on PostgreSQL if `ROLEWRIGHT_BENCH_POSTGRES` has the URL of a database. */
async function onPostgres(
  measure: (database: string, organization: EmptyOrganization) => Promise<void>,
): Promise<void> {
  const database = process.env["ROLEWRIGHT_BENCH_POSTGRES"];
  if (database === undefined) {
    return console.log(
      "PostgreSQL is not measured. Set ROLEWRIGHT_BENCH_POSTGRES to the URL of a database for the benchmark.",
    );
  }
  await measure(database, await fillDatabase(database, 1_000, 300));
}

async function measurePostgresCreates(database: string, organization: EmptyOrganization): Promise<void> {
  await withServers([startServer(database), startBare(created)], async (subject, baseline) => {
    const createNext = createRoles(organization);
    const result = await compareServers(
      { server: subject, createNext },
      { server: baseline, createNext },
      64,
      rounds,
    );
    printComparison("creates on PostgreSQL, 64 connections", result, "0.15 or more");
  });
}

/** Measures with statistics of the tables, which PostgreSQL collects within a minute. */
async function measurePostgresMembers(database: string, organization: EmptyOrganization): Promise<void> {
  await analyzePostgres(database);
  const label = "pages of 100 of 10,000 members on PostgreSQL";
  await measureMembers(label, database, organization, "0.70 or more");
}

async function analyzePostgres(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query("VACUUM ANALYZE");
  await client.end();
}

function measurePostgresKeys(database: string): Promise<void> {
  return measureKeys("uses of API keys on PostgreSQL", database);
}
