import { spawn } from "node:child_process";
import { constants } from "node:os";

/** How a command runs. */
export interface CommandOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the command. */
  signal?: AbortSignal;
}

/** A command that failed. Its message has the command and the end of its output. */
export class CommandError extends Error {
  override name = "CommandError";
  /** What the command printed, on both streams. */
  readonly output: string;

  constructor(command: string[], output: string) {
    super(`${command.join(" ")} failed:\n${output.trim().slice(-3_000)}`);
    this.output = output;
  }
}

/**
 * Runs a command to its end and returns what it printed.
 *
 * @throws {CommandError} if it fails.
 */
export async function run(
  command: string,
  args: string[],
  { cwd, env = process.env, signal = interruption.signal }: CommandOptions,
): Promise<string> {
  signal.throwIfAborted();
  const child = spawn(command, args, {
    cwd,
    env,
    signal,
    stdio: ["ignore", "pipe", "pipe"],
    // On Windows, npm and npx are batch files.
    shell: process.platform === "win32" && /^np[mx]$/.test(command),
  });
  let stdout = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    // An interrupted command is over when the programs that it runs are.
    child.on("error", (error) => signal.aborted || reject(error)).once("close", resolve);
  });
  signal.throwIfAborted();
  if (code !== 0) throw new CommandError([command, ...args], output);
  return stdout;
}

/** Runs a command, and tells whether it succeeded. */
export async function succeeds(command: string, args: string[], options: CommandOptions): Promise<boolean> {
  try {
    await run(command, args, options);
    return true;
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

/** Runs one of the root's scripts. */
export function runScript(script: string, root: string): Promise<string> {
  return run("npx", ["-y", "pnpm@12", "--silent", "run", script], { cwd: root });
}

/** What ends the commands when somebody ends this process. */
const interruption = new AbortController();

/** Ends the running command on Ctrl-C and SIGTERM, so that this process can undo what it began. */
export function endCommandsOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      process.exitCode = 128 + constants.signals[signal];
      interruption.abort(new Error(`The release was interrupted (${signal}). Run it again to complete it.`));
    });
}
