import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A virtual environment with one package of the vendor, or the reason why there is none. */
export type PythonEnvironment =
  | { python: string; skipReason?: undefined; remove(): void }
  | { skipReason: string };

/** Installs a package from PyPI, unmodified, into a temporary virtual environment. */
export async function installPackage(requirement: string): Promise<PythonEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-sdk-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const python = join(folder, "bin/python");
  try {
    // Without its own pip, a virtual environment takes a second, not twenty.
    await run("python3", ["-m", "venv", "--without-pip", folder], { timeout: 20_000 });
    const flags = [
      "--quiet",
      "--no-compile",
      "--disable-pip-version-check",
      "--retries",
      "1",
      "--timeout",
      "20",
    ];
    await run("python3", ["-m", "pip", "--python", python, "install", ...flags, requirement], {
      timeout: 60_000,
    });
    return { python, remove };
  } catch (error) {
    remove();
    return { skipReason: `Python could not install ${requirement}: ${(error as Error).message.trim()}` };
  }
}

/** Runs a Python script with an input, and returns its output. */
export async function runPython(python: string, script: string, input: string): Promise<string> {
  const running = run(python, [script], {
    timeout: 60_000,
    maxBuffer: 16 * 2 ** 20,
    // The SDK reads keys and hosts from the environment.
    env: {
      PATH: process.env["PATH"] ?? "", // cspell:ignore PYTHONDONTWRITEBYTECODE
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
  running.child.stdin?.end(input);
  return (await running).stdout;
}
