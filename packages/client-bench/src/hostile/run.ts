/** Runs every probe on every client and writes the table into the client's README. `--print` prints it instead. */
import { readFileSync, writeFileSync } from "node:fs";
import { type Verdict, verdictOf } from "./observe.ts";
import type { Probe } from "./probe.ts";
import { probes } from "./probes.ts";
import { type Subject, subjects } from "./subjects.ts";

const readme = new URL("../../../client/README.md", import.meta.url);
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
const chosen = subjects.filter(({ name }) => only === undefined || name === only);

const results = new Map<Subject, Map<Probe, Verdict>>();
for (const subject of chosen) results.set(subject, await resultsOf(subject));

for (const [subject, verdicts] of results) {
  for (const [probe, verdict] of verdicts)
    if (verdict === "failed" && (only !== undefined || subject === subjects[0]))
      console.log(`${subject.name} failed: ${probe.title}`);
}
const table = tableOf();
console.log(table);
if (only === undefined && !process.argv.includes("--print")) write(table);
if ([...(results.get(subjects[0] as Subject)?.values() ?? [])].includes("failed")) process.exitCode = 1;

/** Runs eight at a time, so that probes that wait for a timeout overlap. */
async function resultsOf(subject: Subject): Promise<Map<Probe, Verdict>> {
  const verdicts = new Map<Probe, Verdict>();
  const queue = probes.toSorted((a, b) => Number(b.slow ?? false) - Number(a.slow ?? false));
  const work = async () => {
    for (let probe = queue.shift(); probe; probe = queue.shift())
      verdicts.set(probe, await verdictOf(probe, subject));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return verdicts;
}

function tableOf(): string {
  const groups = [...new Set(probes.map(({ group }) => group))];
  const cell = (subject: Subject, group?: string) => {
    const inGroup = [...(results.get(subject) ?? [])].filter(
      ([probe]) => group === undefined || probe.group === group,
    );
    const passed = inGroup.filter(([, verdict]) => verdict === "passed").length;
    const offered = inGroup.filter(([, verdict]) => verdict !== "not offered").length;
    return offered === 0 ? "–" : `${passed}${group === undefined ? ` of ${offered}` : ""}`;
  };
  const count = (group?: string) =>
    probes.filter((probe) => group === undefined || probe.group === group).length;
  const rowOf = (subject: Subject) =>
    [`\`${subject.name}\``].concat(
      groups.map((group) => cell(subject, group)),
      cell(subject),
    );
  const rows = [
    ["", ...groups.map((group) => `${group} (${count(group)})`), `all (${count()})`],
    ["---", ...groups.map(() => "--:"), "--:"],
    ...chosen.map(rowOf),
  ];
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function write(text: string): void {
  const before = readFileSync(readme, "utf8");
  const [start, end] = ["<!-- hostile:start -->\n", "<!-- hostile:end -->"];
  const [from, to] = [before.indexOf(start) + start.length, before.indexOf(end)];
  if (from < start.length || to < 0) throw new Error("packages/client/README.md has no place for the table.");
  writeFileSync(readme, `${before.slice(0, from)}\n${text}\n\n${before.slice(to)}`);
}
