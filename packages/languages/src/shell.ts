import { spawn } from "node:child_process";
import { once } from "node:events";

/** What a command left. */
export interface Outcome {
  /** 0 when it worked. */
  code: number;
  /** Both streams, as they came. */
  output: string;
  /** The standard output alone. */
  printed: string;
  seconds: number;
}

/** Runs a line of shell in a folder. It never throws: a command that cannot be started ends with 127, as in a shell. */
export async function run(
  command: string,
  folder: string,
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const started = performance.now();
  const child = spawn("sh", ["-c", command], { cwd: folder, env: { ...process.env, ...environment } });
  const outcome = { output: "", printed: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    outcome.output += chunk;
    outcome.printed += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (outcome.output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 1, ...outcome, seconds: (performance.now() - started) / 1000 };
}
