import { writeFileSync } from "node:fs";
import { crossedFaults } from "./faults/array-server.ts";
import { faultsOfVersion2 } from "./version-2/index.ts";

/** What three tools found on one server. */
export interface ComparisonRow {
  category: string;
  name: string;
  description: string;
  /** The check that must find the fault; none for a valid variant. */
  check?: string;
  kit: boolean;
  prism: boolean;
  respect: boolean;
}

/** Shows in a table whether a tool found something. */
export const formatMark = (isFound: boolean) => (isFound ? "●" : "·");

/** Writes the rows to `FAULTS.md`. */
export function writeFaultTable(rows: ComparisonRow[]): void {
  writeFileSync(new URL("../FAULTS.md", import.meta.url), `${introduction}${formatTables(rows)}\n`);
}

const introduction = `# Injected faults

What three tools find on servers with one injected fault each, and on valid variants of the reference server, where every
finding is a false alarm. [README.md](README.md) says how the comparison works.

\`pnpm --filter @rolewright/contract-faults compare\` writes this page. The ${crossedFaults.length} faults in front of the array server and the
${faultsOfVersion2.length} faults of version 2 are not compared with other tools. \`test:stress\` runs the kit on them.

## Summary

`;

function formatTables(rows: ComparisonRow[]): string {
  const faults = rows.filter(({ check }) => check !== undefined);
  const variants = rows.filter(({ check }) => check === undefined);
  const categories = [...Map.groupBy(faults, ({ category }) => category)];
  return [
    "| category | servers | the kit | Prism's proxy | Respect |",
    "| --- | --- | --- | --- | --- |",
    ...categories.map(([category, some]) => formatSummary(category, some)),
    formatSummary("**all faults**", faults),
    formatSummary("**valid variants** (each finding is a false alarm)", variants),
    "",
    "## Every server",
    "",
    "| server | check that must find the fault | kit | Prism | Respect |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(formatServer),
  ].join("\n");
}

function formatSummary(label: string, rows: ComparisonRow[]): string {
  const count = (tool: "kit" | "prism" | "respect") => rows.filter((row) => row[tool]).length;
  return `| ${label} | ${rows.length} | ${count("kit")} | ${count("prism")} | ${count("respect")} |`;
}

function formatServer({ description, check = "none", kit, prism, respect }: ComparisonRow): string {
  const text = description.replace(/\.$/, "").replaceAll("|", String.raw`\|`);
  return `| ${text} | ${check} | ${formatMark(kit)} | ${formatMark(prism)} | ${formatMark(respect)} |`;
}
