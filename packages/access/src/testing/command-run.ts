import { type ChildProcess, spawn } from "node:child_process";

/** A run of the command in its own process. */
export interface CommandRun {
  child: ChildProcess;
  /** Resolves when it exits. `code` is `null` if a signal ended it. */
  closed: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/**
 * Starts the command. The environment has `env` and nothing else.
 *
 * @param options.stdout A file descriptor that receives the standard output.
 */
export function startCommand(
  cli: string,
  args: string[],
  {
    cwd,
    env,
    stdout = "pipe",
  }: { cwd: string; env: Record<string, string>; stdout?: number | "pipe" | undefined },
): CommandRun {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env, stdio: ["ignore", stdout, "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const closed = new Promise<Awaited<CommandRun["closed"]>>((resolve) => {
    child.on("close", (code) => resolve({ code, ...output }));
  });
  return { child, closed };
}
