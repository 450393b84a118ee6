import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Recipe } from "./recipe.ts";

const root = join(import.meta.dirname, "..");

/** A recipe and the folder that holds its files. */
export interface LocatedRecipe {
  recipe: Recipe;
  folder: string;
}

/** Reads every recipe, sorted by language and generator; or those of one language's folder. */
export async function readRecipes(languageFolder = "*"): Promise<LocatedRecipe[]> {
  const files = globSync(`${languageFolder}/*/recipe.ts`, { cwd: root }).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const { recipe } = (await import(pathToFileURL(join(root, file)).href)) as { recipe: Recipe };
      return { recipe, folder: join(root, dirname(file)) };
    }),
  );
}
