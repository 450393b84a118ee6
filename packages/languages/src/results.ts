import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ApiVersion, Recipe } from "./recipe.ts";
import type { Result } from "./verify.ts";

/** The committed part of a result. `version` is the generator's. */
type StoredResult = Pick<Result, "warnings" | "steps" | "cleared" | "linesGenerated"> & {
  version: string;
  /** The step that failed. */
  failedStep?: string;
};

const committedFolder = fileURLToPath(new URL("../results", import.meta.url));

/** Writes the result of a recipe for one version of the API. The README's table is made from these files, which are committed. */
export function writeResult(result: Result, folder: string = committedFolder): void {
  const { recipe, apiVersion, warnings, steps, cleared, linesGenerated, failed } = result;
  const stored: StoredResult = {
    version: recipe.version,
    warnings,
    steps,
    cleared,
    linesGenerated,
    ...(failed && { failedStep: failed.step }),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(resultPath(recipe, apiVersion, folder), `${JSON.stringify(stored, null, 2)}\n`);
}

/** Reads the last result of a recipe. Returns `undefined` if there is none for this version of the generator. */
export function readResult(
  recipe: Recipe,
  apiVersion: ApiVersion,
  folder: string = committedFolder,
): Result | undefined {
  const stored = readStored(resultPath(recipe, apiVersion, folder));
  if (stored?.version !== recipe.version) return undefined;
  const { failedStep, version: _, ...measured } = stored;
  return {
    recipe,
    apiVersion,
    missing: [],
    seconds: 0,
    ...measured,
    ...(failedStep && { failed: { step: failedStep, output: "" } }),
  };
}

/** The results of one recipe for all versions of the API. */
export type ResultsByVersion = Record<ApiVersion, Result>;

/** Reads the last results of a recipe. Returns `undefined` if one is missing. */
export function readResults(recipe: Recipe): ResultsByVersion | undefined {
  const v1 = readResult(recipe, "v1");
  const v2 = readResult(recipe, "v2");
  return v1 && v2 && { v1, v2 };
}

function readStored(file: string): StoredResult | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StoredResult;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function resultPath({ language, generator }: Recipe, apiVersion: ApiVersion, folder: string): string {
  return join(folder, `${language}-${generator}-${apiVersion}.json`.toLowerCase());
}
