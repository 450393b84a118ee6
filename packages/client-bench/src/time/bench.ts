/** Measures CPU and wall time of 5,000 sequential calls as ratios to bare `fetch` in the same run. Reports the median of five rounds. */
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

interface Cost {
  cpuMs: number;
  wallMs: number;
}

const names = ["fetch", "@rolewright/client", "node:http", "openapi-fetch", "axios"];
const rounds = 5;

const server = fork(join(import.meta.dirname, "server.ts"));
try {
  const [port] = (await once(server, "message")) as [number];
  const costs = new Map<string, Cost[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) costs.get(name)?.push(costOf(name, `http://127.0.0.1:${port}`));
  }
  for (const [name, own] of costs) {
    const ratio = (kind: keyof Cost) =>
      median(
        own.map((cost, round) => cost[kind] / (costs.get("fetch")?.[round]?.[kind] ?? Number.NaN)),
      ).toFixed(2);
    console.log(`${name}: CPU ${ratio("cpuMs")}, wall ${ratio("wallMs")}`);
  }
} finally {
  server.kill();
}

function costOf(name: string, url: string): Cost {
  const file = join(import.meta.dirname, "call.ts");
  return JSON.parse(execFileSync(process.execPath, [file, name, url], { encoding: "utf8" })) as Cost;
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
