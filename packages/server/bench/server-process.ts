import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** A server process on the first core. The load runs on the second. */
export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** The time from the start to the first response, in milliseconds. */
  startMs: number;
  stop(): Promise<void>;
}

/** Starts `node` with arguments and waits until it responds. `prefix` is a command that wraps it, such as strace. */
export async function startProcess(args: string[], prefix: string[] = []): Promise<ServerProcess> {
  const startedAt = performance.now();
  const [file = "", ...rest] = ["taskset", "-c", "0", ...prefix, process.execPath, ...args];
  const child = spawn(file, rest, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.on("exit", () => reject(new Error(`${args.join(" ")} exited: ${output}`)));
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      const found = /listen(?:s|ing) on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  await (await fetch(url)).text();
  const startMs = performance.now() - startedAt;
  return {
    url,
    child,
    startMs,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** Returns the resident memory of a process in MB. taskset becomes the process that it starts. */
export function readMemoryMb({ child }: ServerProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024);
}

/** Returns the CPU time of a process in milliseconds. Unlike elapsed time, it hardly depends on other load. */
export function readCpuMs({ child }: ServerProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  // User and system time, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
