import { readFileSync, writeFileSync } from "node:fs";

/** What three tools have found on one server. */
export interface Found {
  kind: string;
  name: string;
  what: string;
  /** The check that has to find it; none for a server that is right. */
  check?: string;
  ours: boolean;
  prism: boolean;
  respect: boolean;
}

/** How a table shows whether something was found. */
export const mark = (isFound: boolean) => (isFound ? "●" : "·");

/** What was found, by kind and by server, in Markdown. */
export function table(found: Found[]): string {
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

/** Puts a table into the README. */
export function writeTable(text: string): void {
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
