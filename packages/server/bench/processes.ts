import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** A server in a process of its own, on the first core; the load is on the second. */
export interface Served {
  url: string;
  child: ChildProcess;
  /** From its start to its first answer, in milliseconds. */
  startMs: number;
  stop(): Promise<void>;
}

/** Starts `node` with these words and waits until it answers. */
export async function serve(words: string[], before: string[] = []): Promise<Served> {
  const begin = performance.now();
  const [file = "", ...rest] = ["taskset", "-c", "0", ...before, process.execPath, ...words];
  const child = spawn(file, rest, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.on("exit", () => reject(new Error(`${words.join(" ")} has ended: ${text}`)));
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const found = /listen(?:s|ing) on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  await (await fetch(url)).text();
  const startMs = performance.now() - begin;
  return {
    url,
    child,
    startMs,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What a process holds of the machine's memory, in MB; of taskset, which becomes the process that it starts. */
export function memoryOf({ child }: Served): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024);
}

/** How much of the processor a process has had, in milliseconds: unlike time on the clock, nearly the same on a busy machine. */
export function processorTimeOf({ child }: Served): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  // User and system time, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
