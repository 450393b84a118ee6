/** Runs the programs of samples, each as it is printed. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The key in the environment of the samples. */
export const apiKey = "confident_us_org_$(touch${IFS}stolen)`touch${IFS}stolen`";

/** Runs programs for a POSIX shell, Node, Python, Go and Java. */
export interface ProgramRunner {
  /** Runs a program, and returns its output, or else its errors. */
  run(language: string, program: string): Promise<string>;
  /** Compiles Go programs together, which takes half as long as one after the other. `run` compiles those that are missing. */
  compileGo(programs: string[]): Promise<void>;
  /** Stops the processes. */
  stop(): void;
}

/** Creates a runner that writes the programs to a folder. Starts the process of a language for its first program. */
export function createProgramRunner(folder: string): ProgramRunner {
  const processes = new Map<string, ProgramProcess>();
  const go = createGoCompiler(join(folder, "sample-go"));
  let count = 0;

  function write(program: string, ending: string): string {
    count += 1;
    return writeProgram(join(folder, `sample-${count}${ending}`), program);
  }

  function runInProcess(command: string[], file: string): Promise<string> {
    const key = command.join(" ");
    const process = processes.get(key) ?? new ProgramProcess(command, folder);
    processes.set(key, process);
    return process.run(file);
  }

  const languages: Record<string, (program: string) => Promise<string>> = {
    shell: (program) => execute(["sh", write(program, ".sh")], folder),
    typescript: (program) => runInProcess(nodeProcess, write(program, ".mts")),
    javascript: (program) => runInProcess(nodeProcess, write(program, ".mjs")),
    python: (program) => runInProcess(pythonProcess, write(program, ".py")),
    java: (program) => runInProcess(javaProcess, write(program, "/Main.java")),
    go: async (program) => {
      await go.compile([program]);
      return execute([go.executables.get(program) ?? ""], folder);
    },
  };

  return {
    run: async (language, program) => {
      const run = languages[language];
      if (run === undefined) throw new Error(`No program runs ${language}.`);
      return run(program);
    },
    compileGo: go.compile,
    stop: () => processes.forEach((process) => process.stop()),
  };
}

/** Runs a command in a folder. Returns its output, or else its errors. */
export async function execute(
  [name = "", ...rest]: string[],
  folder: string,
  environment: Record<string, string> = { CONFIDENT_ORG_API_KEY: apiKey },
): Promise<string> {
  const child = spawn(name, rest, { cwd: folder, env: { ...process.env, ...environment } });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return output || errors;
}

function writeProgram(file: string, program: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, program);
  return file;
}

const locateRunner = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));
/** The commands of the processes that run one program after the other. */
const nodeProcess = [process.execPath, locateRunner("run-programs.mjs")];
const pythonProcess = ["python3", locateRunner("run_programs.py")];
const javaProcess = ["java", locateRunner("RunPrograms.java")];

/** A process that runs one program after the other: to start one for each takes most of the time. */
class ProgramProcess {
  readonly #child;
  readonly #lines;

  constructor([command = "", ...flags]: string[], folder: string) {
    this.#child = spawn(command, flags, {
      cwd: folder,
      env: { ...process.env, CONFIDENT_ORG_API_KEY: apiKey },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  async run(file: string): Promise<string> {
    this.#child.stdin.write(`${file}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.#child.spawnargs.join(" ")} ended while it ran ${file}.`);
    return Buffer.from(value, "base64").toString();
  }

  stop(): void {
    this.#child.kill();
  }
}

/** Compiles Go programs as packages of one module in a folder. */
function createGoCompiler(folder: string) {
  /** The file that runs each program. */
  const executables = new Map<string, string>();

  async function compile(programs: string[]): Promise<void> {
    const added = [...new Set(programs)].filter((program) => !executables.has(program));
    if (added.length === 0) return;
    if (executables.size === 0) {
      mkdirSync(folder);
      await execute(["go", "mod", "init", "samples"], folder);
    }
    const names = added.map((program) => {
      const name = `program-${executables.size + 1}`;
      writeProgram(join(folder, name, "main.go"), program);
      executables.set(program, join(folder, "executables", name));
      return name;
    });
    // Without tables for debuggers, a program is linked in half of the time.
    const flags = ["-ldflags=-s -w", "-o=executables/"];
    const errors = await execute(["go", "build", ...flags, ...names.map((name) => `./${name}`)], folder);
    if (errors !== "") throw new Error(errors);
  }

  return { executables, compile };
}
