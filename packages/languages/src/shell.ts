import { spawn } from "node:child_process";
import { once } from "node:events";

/** The result of a command. */
export interface CommandResult {
  /** 0 if the command succeeded. */
  exitCode: number;
  /** Standard output and standard error, interleaved. */
  output: string;
  stdout: string;
  seconds: number;
}

/** Runs a shell command in a folder. Never throws: a command that cannot be started exits with 127, as in a shell. */
export async function runCommand(
  command: string,
  folder: string,
  environment: Record<string, string> = {},
): Promise<CommandResult> {
  const startedAt = performance.now();
  const child = spawn("sh", ["-c", command], { cwd: folder, env: { ...process.env, ...environment } });
  const streams = { output: "", stdout: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    streams.output += chunk;
    streams.stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (streams.output += chunk));
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode: exitCode ?? 1, ...streams, seconds: (performance.now() - startedAt) / 1000 };
}
