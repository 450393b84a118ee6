import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Result } from "./prove.ts";
import type { Recipe } from "./recipe.ts";

const folder = fileURLToPath(new URL("../.cache/results", import.meta.url));

/** Keeps what came of a recipe, so that the table can be made of several runs. */
export function keepResult({ recipe, ...measured }: Result): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(recipe), JSON.stringify({ key: keyOf(recipe), measured }));
}

/** What last came of a recipe, if it and the description that it reads are still what they were. */
export function keptResult(recipe: Recipe): Result | undefined {
  try {
    const { key, measured } = JSON.parse(readFileSync(fileOf(recipe), "utf8")) as {
      key: string;
      measured: Omit<Result, "recipe">;
    };
    return key === keyOf(recipe) ? { recipe, ...measured } : undefined;
  } catch {
    return undefined;
  }
}

function fileOf({ language, generator }: Recipe): string {
  return join(folder, `${language}-${generator}.json`.toLowerCase());
}

/** Changes when the description, a command or a measure does; words about the result may change without a new run. */
function keyOf({ description, ...recipe }: Recipe): string {
  const text = readFileSync(fileURLToPath(import.meta.resolve(`@rolewright/spec/${description}`)), "utf8");
  const { version, install, generate, compile, story, sources, warning } = recipe;
  const parts = [text, version, install, generate, compile, story, sources, String(warning)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
