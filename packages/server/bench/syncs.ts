import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load, type NextRequest } from "./load.ts";
import type { Served } from "./processes.ts";

/** How often files are synced for each answer, as strace counts it. */
export async function syncsPerAnswer(
  folder: string,
  start: (before: string[]) => Promise<Served>,
  connections: number,
  next: NextRequest,
): Promise<number> {
  const calls = join(folder, "syncs");
  const server = await start(["strace", "-D", "-f", "-o", calls, "-e", "trace=fsync,fdatasync"]);
  // A call that another thread interrupts stands in two lines, of which the second has no bracket.
  const count = () =>
    readFileSync(calls, "utf8")
      .split("\n")
      .filter((line) => /sync\(/.test(line)).length;
  const before = count();
  const { answers } = await load(server.url, connections, 2, next);
  const ratio = (count() - before) / answers;
  await server.stop();
  return ratio;
}
