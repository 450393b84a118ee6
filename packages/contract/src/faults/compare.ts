/**
 * Runs the kit, Prism's proxy and `redocly respect` on the same servers, and writes what each has found into the README.
 *
 * Prism's proxy is given what was asked and answered in the run of the kit. It has found a fault when it says something about
 * the faulty server that it does not say about an honest one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runContract } from "../run-contract.ts";
import {
  type Difference,
  differences,
  type Fault,
  type FaultyServer,
  faultKinds,
  startFaulty,
} from "./index.ts";
import type { Answer, Call } from "./fault.ts";
import { type Exchange, prismSays } from "./prism-proxy.ts";
import { respectFinds } from "./respect.ts";

interface Found {
  kind: string;
  name: string;
  what: string;
  /** The check that has to find it; none for a server that is right. */
  check?: string;
  ours: boolean;
  prism: boolean;
  respect: boolean;
}

const { values } = parseArgs({
  options: { jobs: { type: "string", default: "2" }, only: { type: "string", multiple: true } },
});

const honest = differences.find(({ name }) => name === "honest") as Difference;

/** How many exchanges of one kind Prism is shown. Most are alike: a fault that shows in one shows in others. */
const alike = 8;

/** Runs the kit; answers with the names of the checks that fail, and with what was asked and answered. */
async function runKit(planted: Fault | Difference): Promise<{ checks: string[]; exchanges: Exchange[] }> {
  const kinds = new Map<string, number>();
  const exchanges: Exchange[] = [];
  const server = await startFaulty(planted, (call, answer) => {
    const kind = kindOf(call, answer);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if ((kinds.get(kind) ?? 0) <= alike) exchanges.push({ call, answer });
  });
  try {
    const { findings } = await runContract({ baseUrl: server.url, ...options(server, planted) });
    return { checks: findings.map(({ check }) => check), exchanges };
  } finally {
    await server.close();
  }
}

const options = (
  { apiKey, secondKey, member, assignedRoles }: FaultyServer,
  planted: Fault | Difference,
) => ({
  apiKey,
  secondKey,
  member,
  assignedRoles,
  ...("check" in planted && { only: [planted.check] }),
  seed: 1,
  fuzz: 100,
  requestTimeoutMs: 4_000,
});

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

async function inTurn<Item, Result>(items: Item[], jobs: number, work: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}

const mark = (isFound: boolean) => (isFound ? "●" : "·");

function table(found: Found[]): string {
  const planted = found.filter(({ check }) => check !== undefined);
  const right = found.filter(({ check }) => check === undefined);
  const count = (rows: Found[], tool: "ours" | "prism" | "respect") => rows.filter((row) => row[tool]).length;
  const line = (label: string, rows: Found[]) =>
    `| ${label} | ${rows.length} | ${count(rows, "ours")} | ${count(rows, "prism")} | ${count(rows, "respect")} |`;
  const kinds = [...Map.groupBy(planted, ({ kind }) => kind)];
  return [
    "| planted | servers | the kit | Prism's proxy | Respect |",
    "| --- | --- | --- | --- | --- |",
    ...kinds.map(([kind, rows]) => line(kind, rows)),
    line("**all faults**", planted),
    line("**right, but different** (each is a false alarm)", right),
    "",
    "<details>",
    "<summary>Every planted server</summary>",
    "",
    "| server | the check that has to find it | kit | Prism | Respect |",
    "| --- | --- | --- | --- | --- |",
    ...found.map(
      ({ what, check = "none: it is right", ours, prism, respect }) =>
        `| ${what.replace(/\.$/, "").replaceAll("|", String.raw`\|`)} | ${check} | ${mark(ours)} | ${mark(prism)} | ${mark(respect)} |`,
    ),
    "",
    "</details>",
  ].join("\n");
}

const begin = "<!-- faults: written by `pnpm --filter @rolewright/contract run compare` -->";
const end = "<!-- /faults -->";

function writeTable(text: string): void {
  const file = new URL("../../README.md", import.meta.url);
  const readme = readFileSync(file, "utf8");
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(
      `README.md has no place for the table. Put "${begin}" and "${end}" where it shall stand.`,
    );
  }
  writeFileSync(file, `${before}${begin}\n\n${text}\n\n${end}${after}`);
}

const wanted = [
  ...faultKinds.flatMap(({ kind, faults }) => faults.map((planted) => ({ kind, planted }))),
  ...differences.map((planted) => ({ kind: "right", planted })),
].filter(({ planted }) => values.only === undefined || values.only.includes(planted.name));

const usual = await prismSays((await runKit(honest)).exchanges);

const found = await inTurn(wanted, Number(values.jobs), async ({ kind, planted }) => {
  const row = await compare(kind, planted, usual);
  process.stdout.write(`${mark(row.ours)} ${mark(row.prism)} ${mark(row.respect)}  ${row.name}\n`);
  return row;
});
if (values.only === undefined) writeTable(table(found));
