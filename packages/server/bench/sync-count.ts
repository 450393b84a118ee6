import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CreateRequest, runLoad } from "./load.ts";
import type { ServerProcess } from "./server-process.ts";

/** Measures the number of file syncs per response with strace. */
export async function measureSyncsPerResponse(
  folder: string,
  start: (prefix: string[]) => Promise<ServerProcess>,
  connections: number,
  createNext: CreateRequest,
): Promise<number> {
  const trace = join(folder, "syncs");
  const server = await start(["strace", "-D", "-f", "-o", trace, "-e", "trace=fsync,fdatasync"]);
  // strace writes an interrupted call in two lines, of which the second has no parenthesis.
  const countSyncs = () =>
    readFileSync(trace, "utf8")
      .split("\n")
      .filter((line) => /sync\(/.test(line)).length;
  const before = countSyncs();
  const { responses } = await runLoad(server.url, connections, 2, createNext);
  const ratio = (countSyncs() - before) / responses;
  await server.stop();
  return ratio;
}
