import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Recipe } from "./recipe.ts";
import type { Result } from "./verify.ts";

/** What is committed of a result. */
type StoredResult = Pick<Result, "warnings" | "steps" | "cleared" | "linesGenerated"> & {
  version: string;
  /** The step that failed. */
  failedStep?: string;
};

const committedFolder = fileURLToPath(new URL("../results", import.meta.url));

/** Writes the result of a recipe. The README's table is made from these files, which are committed. */
export function writeResult(result: Result, folder: string = committedFolder): void {
  const { recipe, warnings, steps, cleared, linesGenerated, failed } = result;
  const stored: StoredResult = {
    version: recipe.version,
    warnings,
    steps,
    cleared,
    linesGenerated,
    ...(failed && { failedStep: failed.step }),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(resultPath(recipe, folder), `${JSON.stringify(stored, null, 2)}\n`);
}

/** Reads the last result of a recipe. Returns `undefined` if there is none for this version of the generator. */
export function readResult(recipe: Recipe, folder: string = committedFolder): Result | undefined {
  const stored = readStored(recipe, folder);
  if (stored?.version !== recipe.version) return undefined;
  const { failedStep, version: _, ...measured } = stored;
  return {
    recipe,
    missing: [],
    seconds: 0,
    ...measured,
    ...(failedStep && { failed: { step: failedStep, output: "" } }),
  };
}

function readStored(recipe: Recipe, folder: string): StoredResult | undefined {
  try {
    return JSON.parse(readFileSync(resultPath(recipe, folder), "utf8")) as StoredResult;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function resultPath({ language, generator }: Recipe, folder: string): string {
  return join(folder, `${language}-${generator}.json`.toLowerCase());
}
