import { spawnSync } from "node:child_process";

/** How a command runs. */
export interface CommandOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end and returns what it printed.
 *
 * @throws {Error} if it fails. The message has the command and the end of its output.
 */
export function run(command: string, args: string[], { cwd, env = process.env }: CommandOptions): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 1e8,
    // On Windows, npm and npx are batch files.
    shell: process.platform === "win32" && /^np[mx]$/.test(command),
  });
  if (error) throw error;
  if (status === 0) return stdout;
  throw new Error(`${[command, ...args].join(" ")} failed:\n${(stdout + stderr).trim().slice(-3_000)}`);
}

/** Runs a command, and tells whether it succeeded. */
export function succeeds(command: string, args: string[], options: CommandOptions): boolean {
  try {
    run(command, args, options);
    return true;
  } catch {
    return false;
  }
}

/** Runs one of the root's scripts. */
export function runScript(script: string, root: string): string {
  return run("npx", ["-y", "pnpm@12", "--silent", "run", script], { cwd: root });
}
