import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Recipe, Requirement } from "./recipe.ts";
import { type CommandResult, runCommand } from "./shell.ts";
import { startTestServer } from "./test-server.ts";

/** The result of one recipe. */
export interface Result {
  recipe: Recipe;
  /** Requirements that this machine does not meet. If there are any, nothing else was run. */
  missing: string[];
  /** The step that failed, with its output. */
  failed?: { step: string; output: string };
  warnings: number;
  /** How many lines of the scenario, from the first one on, were printed as expected. */
  steps: number;
  /** How the client sent the cleared description. */
  cleared: string;
  linesGenerated: number;
  seconds: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The lines that every scenario prints. `{error}` stands for the `error` text of the response, and `{description}` for the
 * description of the role after the client cleared it, which only a client that can send `null` does.
 */
export const scenarioLines = readFileSync(join(root, "scenario.txt"), "utf8").trim().split("\n");

/**
 * Generates, compiles and runs one recipe. Tools are cached in `.cache/`; nothing else is reused. For another description
 * than this project's, it only generates the client, since the scenarios are written for this project's description.
 */
export async function verify(recipe: Recipe, folder: string, otherDescription?: string): Promise<Result> {
  const result: Result = {
    recipe,
    missing: await findMissing(recipe.requirements, folder),
    warnings: 0,
    steps: 0,
    cleared: "not sent",
    linesGenerated: 0,
    seconds: 0,
  };
  if (result.missing.length > 0) return result;
  const tools = join(root, ".cache", `${recipe.language}-${recipe.generator}`.toLowerCase());
  const environment = {
    TOOLS: tools,
    DESCRIPTION:
      otherDescription ?? fileURLToPath(import.meta.resolve(`@rolewright/spec/${recipe.description}`)),
  };
  const attempt = async (step: string, action: () => Promise<CommandResult>): Promise<CommandResult> => {
    const commandResult = await action();
    result.seconds += commandResult.seconds;
    if (commandResult.exitCode !== 0) throw new StepFailedError(step, commandResult.output);
    return commandResult;
  };
  try {
    await attempt("install", () => installTools(recipe, folder, environment));
    rmSync(join(folder, "generated"), { recursive: true, force: true });
    await attempt("generate", () => runCommand(recipe.generate, folder, environment));
    result.linesGenerated = countLines(recipe.sources, folder);
    if (otherDescription !== undefined) return result;
    const compiled = await attempt("compile", () => runCommand(recipe.compile, folder, environment));
    result.warnings = compiled.output.split("\n").filter((line) => recipe.warning.test(line)).length;
    await attempt("scenario", () => runScenario(recipe, folder, environment, result));
  } catch (error) {
    if (!(error instanceof StepFailedError)) throw error;
    result.failed = { step: error.step, output: error.output };
  }
  return result;
}

class StepFailedError extends Error {
  override name = "StepFailedError";
  readonly step: string;
  readonly output: string;

  constructor(step: string, output: string) {
    super(`${step} failed`);
    this.step = step;
    this.output = output;
  }
}

async function findMissing(requirements: Requirement[], folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { name, check } of requirements) {
    if ((await runCommand(check, folder)).exitCode !== 0) missing.push(name);
  }
  return missing;
}

/** Installs the tools, unless the same command has installed them already. */
async function installTools(
  { install: command }: Recipe,
  folder: string,
  environment: { TOOLS: string },
): Promise<CommandResult> {
  const marker = join(environment.TOOLS, "installed-by");
  if (command === undefined || readIfExists(marker) === command)
    return { exitCode: 0, output: "", stdout: "", seconds: 0 };
  rmSync(environment.TOOLS, { recursive: true, force: true });
  mkdirSync(environment.TOOLS, { recursive: true });
  const result = await runCommand(command, folder, environment);
  if (result.exitCode === 0) writeFileSync(marker, command);
  return result;
}

function readIfExists(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Runs the scenario against a server of its own. Fails if a printed line differs from the expected one. */
async function runScenario(
  recipe: Recipe,
  folder: string,
  environment: Record<string, string>,
  result: Result,
): Promise<CommandResult> {
  const server = await startTestServer();
  try {
    const commandResult = await runCommand(recipe.scenario, folder, {
      ...environment,
      ROLEWRIGHT_BASE_URL: server.url,
      ROLEWRIGHT_EXTENDED_URL: server.extendedUrl,
      ROLEWRIGHT_API_KEY: server.apiKey,
    });
    result.cleared = server.clearedWith();
    const expected = insertResponses(server.errors, result.cleared);
    result.steps = countPassedSteps(commandResult.stdout, expected);
    if (result.steps === expected.length) return commandResult;
    const output = `Expected line ${result.steps + 1}: ${expected[result.steps]}\n${commandResult.output}`;
    return { ...commandResult, exitCode: commandResult.exitCode || 1, output };
  } finally {
    await server.close();
  }
}

/** The description of the role, by how the client cleared it. */
const descriptions: Record<string, string> = { null: "null", omitted: "Reads, changes nothing" };

/** Returns the expected lines, with the errors and the description that the server returned. */
function insertResponses(errors: string[], cleared: string): string[] {
  const remaining = [...errors];
  return scenarioLines.map((line) =>
    line
      .replace("{error}", () => remaining.shift() ?? "{error}")
      .replace("{description}", descriptions[cleared] ?? "{description}"),
  );
}

/** Counts the lines, from the first one on, that are the expected ones. */
export function countPassedSteps(printed: string, expected = scenarioLines): number {
  const lines = printed.trim().split(/\r?\n/);
  const different = expected.findIndex((line, index) => line !== lines[index]);
  if (different >= 0) return different;
  return lines.length === expected.length ? expected.length : expected.length - 1;
}

function countLines(pattern: string, folder: string): number {
  return globSync(pattern, { cwd: folder })
    .map((file) => readFileSync(join(folder, file), "utf8").split("\n").length - 1)
    .reduce((sum, lines) => sum + lines, 0);
}
