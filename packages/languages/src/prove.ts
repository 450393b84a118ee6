import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Need, Recipe } from "./recipe.ts";
import { openStage } from "./server.ts";
import { type Outcome, run } from "./shell.ts";

/** What came of one recipe. */
export interface Result {
  recipe: Recipe;
  /** What the machine lacks; nothing else was tried. */
  lacks: string[];
  /** The step that failed, with what it printed. */
  failed?: { step: string; output: string };
  warnings: number;
  /** The lines of the story that came out word for word, from the first one on. */
  steps: number;
  /** How the cleared description was sent. */
  cleared: string;
  linesGenerated: number;
  seconds: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The lines that every story prints. */
export const storyLines = readFileSync(join(root, "story.txt"), "utf8").trim().split("\n");

/**
 * Generates, compiles and runs one recipe, from nothing but what is kept in `.cache/`. Of another description than this
 * project's it only generates: the stories are written for ours.
 */
export async function prove(recipe: Recipe, folder: string, another?: string): Promise<Result> {
  const result: Result = {
    recipe,
    lacks: await lacking(recipe.needs, folder),
    warnings: 0,
    steps: 0,
    cleared: "not sent",
    linesGenerated: 0,
    seconds: 0,
  };
  if (result.lacks.length > 0) return result;
  const tools = join(root, ".cache", `${recipe.language}-${recipe.generator}`.toLowerCase());
  const environment = {
    TOOLS: tools,
    DESCRIPTION: another ?? fileURLToPath(import.meta.resolve(`@rolewright/spec/${recipe.description}`)),
  };
  const attempt = async (step: string, make: () => Promise<Outcome>): Promise<Outcome> => {
    const outcome = await make();
    result.seconds += outcome.seconds;
    if (outcome.code !== 0) throw new StepFailedError(step, outcome.output);
    return outcome;
  };
  try {
    await attempt("install", () => install(recipe, folder, environment));
    rmSync(join(folder, "generated"), { recursive: true, force: true });
    await attempt("generate", () => run(recipe.generate, folder, environment));
    result.linesGenerated = countLines(recipe.sources, folder);
    if (another !== undefined) return result;
    const compiled = await attempt("compile", () => run(recipe.compile, folder, environment));
    result.warnings = compiled.output.split("\n").filter((line) => recipe.warning.test(line)).length;
    await attempt("story", () => live(recipe, folder, environment, result));
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

async function lacking(needs: Need[], folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { name, check } of needs) {
    if ((await run(check, folder)).code !== 0) missing.push(name);
  }
  return missing;
}

/** Fetches the tools, unless they were fetched by the same words. */
async function install(
  { install: command }: Recipe,
  folder: string,
  environment: { TOOLS: string },
): Promise<Outcome> {
  const mark = join(environment.TOOLS, "installed-by");
  if (command === undefined || readIfThere(mark) === command)
    return { code: 0, output: "", printed: "", seconds: 0 };
  rmSync(environment.TOOLS, { recursive: true, force: true });
  mkdirSync(environment.TOOLS, { recursive: true });
  const outcome = await run(command, folder, environment);
  if (outcome.code === 0) writeFileSync(mark, command);
  return outcome;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Runs the story against a server of its own. It fails when a line differs from what all stories print. */
async function live(
  recipe: Recipe,
  folder: string,
  environment: Record<string, string>,
  result: Result,
): Promise<Outcome> {
  const stage = await openStage();
  try {
    const outcome = await run(recipe.story, folder, {
      ...environment,
      ROLEWRIGHT_BASE_URL: stage.url,
      ROLEWRIGHT_GROWN_URL: stage.grownUrl,
      ROLEWRIGHT_API_KEY: stage.apiKey,
    });
    result.cleared = stage.clearedBy();
    result.steps = stepsPassed(outcome.printed);
    if (result.steps === storyLines.length) return outcome;
    const output = `line ${result.steps + 1} should be: ${storyLines[result.steps]}\n${outcome.output}`;
    return { ...outcome, code: outcome.code || 1, output };
  } finally {
    await stage.close();
  }
}

/** How many lines from the first on are those that all stories print. */
export function stepsPassed(printed: string): number {
  const lines = printed.trim().split(/\r?\n/);
  const different = storyLines.findIndex((line, index) => line !== lines[index]);
  if (different >= 0) return different;
  return lines.length === storyLines.length ? storyLines.length : storyLines.length - 1;
}

function countLines(pattern: string, folder: string): number {
  return globSync(pattern, { cwd: folder })
    .map((file) => readFileSync(join(folder, file), "utf8").split("\n").length - 1)
    .reduce((sum, lines) => sum + lines, 0);
}
