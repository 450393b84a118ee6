/**
 * Runs the kit, Prism's proxy and `redocly respect` on every server, and writes what each tool finds to `FAULTS.md`.
 *
 * Prism's proxy gets the requests and responses of the kit's run. It has found a fault if it reports a violation that it does
 * not report about the reference server.
 *
 * This takes 15 to 30 minutes. An interrupted comparison continues where it stopped, unless the kit, a fault or the
 * description has changed since, so that the table always describes one version.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { startFaultyServer } from "./fault-proxy.ts";
import { type ComparisonRow, formatMark, writeFaultTable } from "./fault-table.ts";
import type { Fault, ProxyRequest, ProxyResponse, ValidVariant } from "./fault.ts";
import { fingerprint } from "./fingerprint.ts";
import { faultCategories } from "./index.ts";
import { findPrismViolations, type RecordedExchange } from "./prism-proxy.ts";
import { respectFails } from "./respect.ts";
import { runKitOnFault } from "./run-kit-on-fault.ts";
import { unchangedReference, validVariants } from "./valid-variants.ts";

const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "2" },
    /** For the child processes: `0/2` is the first of every two servers. */
    shard: { type: "string" },
    only: { type: "string", multiple: true },
  },
});

/** The number of exchanges of one kind that Prism gets. Exchanges of one kind show the same violations. */
const exchangesPerKind = 8;
/** The violations that Prism reports about the reference server must be complete. */
const referenceExchangesPerKind = 50;

/** The rows of an interrupted comparison, one JSON object per line. */
const progressFile = `reports/faults-${fingerprint()}.jsonl`;

const servers = [
  ...faultCategories.flatMap(({ category, faults }) => faults.map((server) => ({ category, server }))),
  ...validVariants.map((server) => ({ category: "valid variants", server })),
].filter(({ server }) => values.only === undefined || values.only.includes(server.name));

if (values.shard === undefined) {
  mkdirSync("reports", { recursive: true });
  const rows = await runShards(Number(values.jobs));
  if (values.only === undefined) {
    writeFaultTable(rows);
    rmSync(progressFile);
  }
} else await runShard(values.shard);

/** Runs the comparison in several processes. Returns the rows in the order of the servers. */
async function runShards(jobs: number): Promise<ComparisonRow[]> {
  const rows = readProgress();
  const shards = Array.from({ length: jobs }, async (_, index) => {
    const child = fork(import.meta.filename, [...process.argv.slice(2), "--shard", `${index}/${jobs}`]);
    child.on("message", (row: ComparisonRow) => {
      rows.set(row.name, row);
      if (values.only === undefined) appendFileSync(progressFile, `${JSON.stringify(row)}\n`);
      process.stdout.write(
        `${formatMark(row.kit)} ${formatMark(row.prism)} ${formatMark(row.respect)}  ${row.name}\n`,
      );
    });
    const [code] = (await once(child, "exit")) as [number];
    if (code !== 0) throw new Error(`A process of the comparison exited with ${code}. See its output above.`);
  });
  await Promise.all(shards);
  return servers.flatMap(({ server }) => rows.get(server.name) ?? []);
}

/** Compares the tools on one shard of the remaining servers and sends each row to the parent process. */
async function runShard(shard: string): Promise<void> {
  const [index = 0, count = 1] = shard.split("/").map(Number);
  const { exchanges } = await recordKitRun(unchangedReference, referenceExchangesPerKind);
  const referenceViolations = await findPrismViolations(exchanges);
  const done = readProgress();
  const remaining = servers.filter(({ server }) => !done.has(server.name));
  for (const { category, server } of remaining.filter((_, position) => position % count === index)) {
    process.send?.(await compareTools(category, server, referenceViolations));
  }
}

async function compareTools(
  category: string,
  server: Fault | ValidVariant,
  referenceViolations: Set<string>,
): Promise<ComparisonRow> {
  const { name, description } = server;
  const { checks, exchanges } = await recordKitRun(server, exchangesPerKind);
  const violations = await findPrismViolations(exchanges);
  const row = {
    category,
    name,
    description,
    prism: [...violations].some((violation) => !referenceViolations.has(violation)),
    respect: await runRespect(server),
  };
  return "check" in server
    ? { ...row, check: server.check, kit: checks.includes(server.check) }
    : { ...row, kit: checks.length > 0 };
}

/** Runs the kit. Returns the checks that fail, and up to `limit` exchanges of each kind. */
async function recordKitRun(
  server: Fault | ValidVariant,
  limit: number,
): Promise<{ checks: string[]; exchanges: RecordedExchange[] }> {
  const counts = new Map<string, number>();
  const exchanges: RecordedExchange[] = [];
  const { failedChecks } = await runKitOnFault(server, {
    onResponse(request, response) {
      const kind = describeKind(request, response);
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (count <= limit) exchanges.push({ request, response });
    },
  });
  return { checks: failedChecks, exchanges };
}

/** Describes an exchange without names, ids and numbers, so that similar exchanges are of one kind. */
function describeKind(
  { operationId, method }: ProxyRequest,
  { status, headers, body, write }: ProxyResponse,
): string {
  const shape = body
    .subarray(0, 2_000)
    .toString()
    .replaceAll(/[\w-]{20,}|\d+/g, "");
  const headerNames = JSON.stringify(Object.keys(headers));
  return [operationId, method, status, headerNames, write !== undefined, shape.slice(0, 300)].join(" ");
}

async function runRespect(server: Fault | ValidVariant): Promise<boolean> {
  const faulty = await startFaultyServer(server);
  try {
    return await respectFails(faulty);
  } finally {
    await faulty.close();
  }
}

function readProgress(): Map<string, ComparisonRow> {
  if (values.only !== undefined || !existsSync(progressFile)) return new Map();
  const lines = readFileSync(progressFile, "utf8").trim().split("\n");
  return new Map(lines.map((line) => JSON.parse(line) as ComparisonRow).map((row) => [row.name, row]));
}
