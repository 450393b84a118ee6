/** How long a build takes: this project's description, and a description five times as large. */
import { readDescription } from "../src/model/description.ts";
import { repeatDescription } from "./larger.ts";

const { text, description } = await readDescription();
const rows: Record<string, { operations: number; "first build, ms": number; "again, ms": number }> = {};

for (const [name, times] of [
  ["as it is", 1],
  ["five times as large", 5],
] as const) {
  // A process of its own for each: the first build is the one that people wait for.
  const { spawnSync } = await import("node:child_process");
  const code = `
    const { repeatDescription } = await import(${JSON.stringify(new URL("larger.ts", import.meta.url).href)});
    const { readDescription } = await import(${JSON.stringify(new URL("../src/model/description.ts", import.meta.url).href)});
    const { buildSite } = await import(${JSON.stringify(new URL("../src/site.ts", import.meta.url).href)});
    const { text, description } = await readDescription();
    const source = { text, description: repeatDescription(description, ${times}) };
    const first = performance.now();
    await buildSite(${times === 1 ? "" : "{ source }"});
    const again = performance.now();
    await buildSite({ source });
    console.log(JSON.stringify([again - first, performance.now() - again]));`;
  const runs = Array.from({ length: 5 }, () => {
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
      encoding: "utf8",
    });
    return JSON.parse(stdout) as [number, number];
  });
  const median = (index: 0 | 1) =>
    Math.round(runs.map((run) => run[index]).toSorted((a, b) => a - b)[2] ?? 0);
  const operations = repeatDescription(description, times).operations.length;
  rows[name] = { operations, "first build, ms": median(0), "again, ms": median(1) };
}

console.log(
  `Build of the documentation from ${text.length.toLocaleString("en")} characters; the middle of five runs.`,
);
console.table(rows);
