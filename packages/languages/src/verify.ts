import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ApiVersion, apiVersions, type Recipe, type Requirement } from "./recipe.ts";
import { type CommandResult, runCommand } from "./shell.ts";
import { startTestServer } from "./test-server.ts";

/** The result of one recipe for one version of the API. */
export interface Result {
  recipe: Recipe;
  apiVersion: ApiVersion;
  /** Requirements that this machine does not meet. If there are any, nothing else was run. */
  missing: string[];
  /** The step that failed, with its output. */
  failed?: { step: string; output: string };
  warnings: number;
  /** How many lines of the scenario, from the first one on, were printed as expected. 0 without a scenario. */
  steps: number;
  /** How the client sent the cleared description. */
  cleared: string;
  linesGenerated: number;
  seconds: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The lines that the scenarios of each version print. `{error}` stands for the `error` text of the response, and
 * `{description}` for the description of the role after the client cleared it, which only a client that can send `null` does.
 */
export const scenarioLines: Record<ApiVersion, string[]> = {
  v1: readLines("scenario-v1.txt"),
  v2: readLines("scenario-v2.txt"),
};

/** The lines that every example prints. */
const exampleLines = readLines("example.txt");

function readLines(file: string): string[] {
  return readFileSync(join(root, file), "utf8").trim().split("\n");
}

/**
 * Generates and compiles the client of one version of the API, and runs the example, and the
 * scenario if the recipe has one for this version.
 * Tools and compiled dependencies are cached in `.cache/`; nothing else is reused. For another description than this
 * project's, it only generates the client, since the scenarios are written for this project's descriptions.
 */
export async function verify(
  recipe: Recipe,
  recipeFolder: string,
  apiVersion: ApiVersion,
  otherDescription?: string,
): Promise<Result> {
  const result: Result = {
    recipe,
    apiVersion,
    missing: await findMissing(recipe.requirements, recipeFolder),
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
    DESCRIPTION: otherDescription ?? findDescription(recipe, apiVersion),
  };
  const attempt = async (step: string, action: () => Promise<CommandResult>): Promise<CommandResult> => {
    const commandResult = await action();
    result.seconds += commandResult.seconds;
    if (commandResult.exitCode !== 0) throw new StepFailedError(step, commandResult.output);
    return commandResult;
  };
  try {
    const folder = createWorkFolder(recipeFolder, apiVersion);
    await attempt("install", () => installTools(recipe, folder, environment));
    await attempt("generate", () => runCommand(recipe.generate, folder, environment));
    result.linesGenerated = countLines(recipe.sources, folder);
    if (otherDescription !== undefined) return result;
    const compiled = await attempt("compile", () => runCommand(recipe.compile, folder, environment));
    result.warnings = compiled.output.split("\n").filter((line) => recipe.warning.test(line)).length;
    await attempt("example", () => runExample(recipe, folder, environment));
    if (recipe.scenarios.includes(apiVersion))
      await attempt("scenario", () => runScenario(folder, environment, result));
  } catch (error) {
    if (!(error instanceof StepFailedError)) throw error;
    result.failed = { step: error.step, output: error.output };
  }
  return result;
}

function findDescription({ description }: Recipe, apiVersion: ApiVersion): string {
  const file = apiVersion === "v1" ? description : description.replace("openapi", `openapi-${apiVersion}`);
  return fileURLToPath(import.meta.resolve(`@rolewright/spec/${file}`));
}

/** Creates a folder with the recipe's files that all versions share, and those of one version. */
function createWorkFolder(recipeFolder: string, apiVersion: ApiVersion): string {
  const folder = join(recipeFolder, "work", apiVersion);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const notShared = ["recipe.ts", "work", ...apiVersions];
  for (const name of readdirSync(recipeFolder).filter((each) => !notShared.includes(each)))
    cpSync(join(recipeFolder, name), join(folder, name), { recursive: true });
  const own = join(recipeFolder, apiVersion);
  if (existsSync(own)) cpSync(own, folder, { recursive: true });
  return folder;
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

async function runExample(
  { example }: Recipe,
  folder: string,
  environment: Record<string, string>,
): Promise<CommandResult> {
  const { commandResult } = await runProgram(example, exampleLines, folder, environment);
  return commandResult;
}

/** Runs the scenario, and adds to the result how far it came. */
async function runScenario(
  folder: string,
  environment: Record<string, string>,
  result: Result,
): Promise<CommandResult> {
  const { scenario } = result.recipe;
  const lines = scenarioLines[result.apiVersion];
  const { commandResult, passedLines, cleared } = await runProgram(scenario, lines, folder, environment);
  result.steps = passedLines;
  result.cleared = cleared;
  return commandResult;
}

/** Runs a program against a server of its own. Fails if a printed line differs from the expected one. */
async function runProgram(
  command: string,
  lines: string[],
  folder: string,
  environment: Record<string, string>,
): Promise<{ commandResult: CommandResult; passedLines: number; cleared: string }> {
  const server = await startTestServer();
  try {
    const commandResult = await runCommand(command, folder, {
      ...environment,
      ROLEWRIGHT_BASE_URL: server.url,
      ROLEWRIGHT_EXTENDED_URL: server.extendedUrl,
      ROLEWRIGHT_API_KEY: server.apiKey,
      ROLEWRIGHT_ACCEPT_URL: server.acceptUrl,
    });
    const cleared = server.clearedWith();
    const expected = insertResponses(lines, server.errors, cleared);
    const passedLines = countPassedSteps(commandResult.stdout, expected);
    if (passedLines === expected.length) return { commandResult, passedLines, cleared };
    const output = `Expected line ${passedLines + 1}: ${expected[passedLines]}\n${commandResult.output}`;
    const exitCode = commandResult.exitCode || 1;
    return { commandResult: { ...commandResult, exitCode, output }, passedLines, cleared };
  } finally {
    await server.close();
  }
}

/** The description of the role, by how the client cleared it. */
const descriptions: Record<string, string> = { null: "null", omitted: "Reads, changes nothing" };

/** Returns the expected lines, with the errors and the description that the server returned. */
function insertResponses(lines: string[], errors: string[], cleared: string): string[] {
  const remaining = [...errors];
  return lines.map((line) =>
    line
      .replace("{error}", () => remaining.shift() ?? "{error}")
      .replace("{description}", descriptions[cleared] ?? "{description}"),
  );
}

/** Counts the lines, from the first one on, that are the expected ones. */
export function countPassedSteps(printed: string, expected: string[]): number {
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
