/**
 * Runs the kit, Prism's proxy and `redocly respect` on the same servers, and writes what each has found into the README.
 *
 * Prism's proxy is given what was asked and answered in the run of the kit. It has found a fault when it says something about
 * the faulty server that it does not say about an honest one.
 *
 * It takes a quarter of an hour to half an hour. One that was interrupted goes on where it was, unless the kit, a server or
 * the description has changed since: the table is always of one and the same.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Difference, differences, type Fault, faultKinds, startFaulty } from "./index.ts";
import type { Answer, Call } from "./fault.ts";
import { type Found, mark, table, writeTable } from "./faults-table.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Exchange, prismSays } from "./prism-proxy.ts";
import { respectFinds } from "./respect.ts";
import { whatTheKitFinds } from "./what-the-kit-finds.ts";

const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "2" },
    /** `0/2`: the first of every two servers, told to the process that asked for it. */
    shard: { type: "string" },
    only: { type: "string", multiple: true },
  },
});

const honest = differences.find(({ name }) => name === "honest") as Difference;

/** How many exchanges of one kind Prism is shown. Most are alike: a fault that shows in one shows in others. */
const alike = 8;
/** What Prism has against an honest server has to be known whole. */
const usualAlike = 50;

/** Runs the kit; answers with the names of the checks that fail, and with what was asked and answered. */
async function runKit(
  planted: Fault | Difference,
  most = alike,
): Promise<{ checks: string[]; exchanges: Exchange[] }> {
  const kinds = new Map<string, number>();
  const exchanges: Exchange[] = [];
  const findings = await whatTheKitFinds(planted, (call, answer) => {
    const kind = kindOf(call, answer);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if ((kinds.get(kind) ?? 0) <= most) exchanges.push({ call, answer });
  });
  return { checks: findings.map(({ check }) => check), exchanges };
}

/** Two exchanges are of one kind when they look the same but for names, ids and numbers. */
function kindOf({ operationId, method }: Call, { status, headers, body, write }: Answer): string {
  const shape = body
    .subarray(0, 2_000)
    .toString()
    .replaceAll(/[\w-]{20,}|\d+/g, "");
  return [
    operationId,
    method,
    status,
    JSON.stringify(Object.keys(headers)),
    write !== undefined,
    shape.slice(0, 300),
  ].join(" ");
}

async function askRespect(planted: Fault | Difference): Promise<boolean> {
  const server = await startFaulty(planted);
  try {
    return await respectFinds(server);
  } finally {
    await server.close();
  }
}

async function compare(kind: string, planted: Fault | Difference, usual: Set<string>): Promise<Found> {
  const { name, what } = planted;
  const { checks, exchanges } = await runKit(planted);
  const said = await prismSays(exchanges);
  const row = {
    kind,
    name,
    what,
    prism: [...said].some((each) => !usual.has(each)),
    respect: await askRespect(planted),
  };
  return "check" in planted
    ? { ...row, check: planted.check, ours: checks.includes(planted.check) }
    : { ...row, ours: checks.length > 0 };
}

/** Looks at every so many of the servers that are left, and tells the process that asked for it. */
async function runShard(shard: string): Promise<void> {
  const [index = 0, count = 1] = shard.split("/").map(Number);
  const { exchanges } = await runKit(honest, usualAlike);
  const usual = await prismSays(exchanges);
  const known = readKnown();
  const left = wanted.filter(({ planted }) => !known.has(planted.name));
  for (const { kind, planted } of left.filter((_, at) => at % count === index)) {
    process.send?.(await compare(kind, planted, usual));
  }
}

/** Has the servers looked at by so many processes at once; what they find out is in the order of the servers. */
async function runShards(jobs: number): Promise<Found[]> {
  const found = readKnown();
  const shards = Array.from({ length: jobs }, async (_, index) => {
    const child = fork(import.meta.filename, [...process.argv.slice(2), "--shard", `${index}/${jobs}`]);
    child.on("message", (row: Found) => {
      found.set(row.name, row);
      if (values.only === undefined) appendFileSync(soFar, `${JSON.stringify(row)}\n`);
      process.stdout.write(`${mark(row.ours)} ${mark(row.prism)} ${mark(row.respect)}  ${row.name}\n`);
    });
    const [code] = (await once(child, "exit")) as [number];
    if (code !== 0)
      throw new Error(`A part of the comparison ended with ${code}. What it said stands above.`);
  });
  await Promise.all(shards);
  return wanted.flatMap(({ planted }) => found.get(planted.name) ?? []);
}

/** What an interrupted comparison has found out, a line for each server. */
const soFar = `reports/faults-${fingerprint()}.jsonl`;

function readKnown(): Map<string, Found> {
  if (values.only !== undefined || !existsSync(soFar)) return new Map();
  const lines = readFileSync(soFar, "utf8").trim().split("\n");
  return new Map(lines.map((line) => JSON.parse(line) as Found).map((row) => [row.name, row]));
}

const wanted = [
  ...faultKinds.flatMap(({ kind, faults }) => faults.map((planted) => ({ kind, planted }))),
  ...differences.map((planted) => ({ kind: "right", planted })),
].filter(({ planted }) => values.only === undefined || values.only.includes(planted.name));

if (values.shard === undefined) {
  mkdirSync("reports", { recursive: true });
  const found = await runShards(Number(values.jobs));
  writeFileSync("reports/faults.json", JSON.stringify(found, undefined, 2));
  if (values.only === undefined) {
    writeTable(table(found));
    rmSync(soFar);
  }
} else await runShard(values.shard);
