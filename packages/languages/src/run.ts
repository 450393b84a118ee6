/**
 * The command `pnpm test:languages [name…]`. Generates, compiles and runs the recipes of the named languages or generators,
 * or all of them, for each version of the API. Writes the results to `results/` and the table in README.md. Recipes whose toolchain is missing are
 * skipped. With `--description FILE` it prints what the generators make of another description, and writes nothing.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { formatComparison } from "./comparison.ts";
import { readRecipes } from "./recipes.ts";
import { apiVersions, type Recipe } from "./recipe.ts";
import { readResult, readResults, writeResult } from "./results.ts";
import { formatOutcome, formatTable, replaceTable } from "./table.ts";
import { type Result, verify } from "./verify.ts";

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  options: { description: { type: "string" } },
  allowPositionals: true,
});
const names = positionals.map((name) => name.toLowerCase());
const otherDescription = values.description && resolve(process.env["INIT_CWD"] ?? ".", values.description);
if (otherDescription !== undefined && !existsSync(otherDescription))
  exitWithError(`${otherDescription} does not exist. Give the path of an OpenAPI description.`);

const recipes = await readRecipes();
const selected = recipes.filter(({ recipe }) => isSelected(recipe));
if (selected.length === 0)
  exitWithError(`Unknown language or generator: ${names.join(", ")}. Known: ${listNames()}.`);

const results: Result[] = [];
// Another description is compared with version 1, the version that the vendor's own description has.
const selectedVersions = otherDescription === undefined ? apiVersions : (["v1"] as const);
for (const { recipe, folder } of selected) {
  for (const apiVersion of selectedVersions) {
    const result = await verify(recipe, folder, apiVersion, otherDescription);
    results.push(result);
    if (result.missing.length === 0 && otherDescription === undefined) writeResult(result);
    console.log(formatReport(result));
  }
}
if (otherDescription === undefined) {
  updateTable();
  writeReport(results);
} else console.log(`\n${formatComparison(results, ({ recipe }) => readResult(recipe, "v1"))}`);
if (otherDescription === undefined && results.some(({ failed }) => failed !== undefined))
  process.exitCode = 1;

function exitWithError(message: string): never {
  console.error(message);
  process.exit(2);
}

function isSelected({ language, generator }: Recipe): boolean {
  return (
    names.length === 0 || names.includes(language.toLowerCase()) || names.includes(generator.toLowerCase())
  );
}

function listNames(): string {
  return [
    ...new Set(recipes.flatMap(({ recipe }) => [recipe.language.toLowerCase(), recipe.generator])),
  ].join(", ");
}

function formatReport(result: Result): string {
  const { recipe, apiVersion, missing, failed, warnings, linesGenerated, seconds } = result;
  const name = `${recipe.language}, ${recipe.generator} ${recipe.version}${otherDescription === undefined ? `, ${apiVersion}` : ""}`;
  if (missing.length > 0) return `skipped   ${name}: this machine has no ${missing.join(" and no ")}`;
  const duration = `${seconds.toFixed(0)} s`;
  if (failed === undefined && otherDescription !== undefined)
    return `generated ${name}: ${linesGenerated.toLocaleString("en")} lines, ${duration}`;
  if (otherDescription !== undefined) return `failed    ${name}: ${failed?.step}, ${duration}`;
  if (failed === undefined)
    return `passed    ${name}: ${formatOutcome(result)}, ${warnings} warnings, ${duration}`;
  return `FAILED    ${name}: ${formatOutcome(result)}, ${duration}\n${lastLines(failed.output)}`;
}

/** Writes the counts in the format of the test runner's reports, which CI adds up. */
function writeReport(all: Result[]): void {
  const numPendingTests = all.filter(({ missing }) => missing.length > 0).length;
  const numFailedTests = all.filter(({ failed }) => failed !== undefined).length;
  const numPassedTests = all.length - numPendingTests - numFailedTests;
  mkdirSync(join(root, "reports"), { recursive: true });
  writeFileSync(
    join(root, "reports/scenarios.json"),
    JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0 }),
  );
}

function lastLines(output: string): string {
  return output
    .trim()
    .split("\n")
    .slice(-20)
    .map((line) => `          ${line}`)
    .join("\n");
}

/** Rewrites the README's table from all results, those of earlier runs included. */
function updateTable(): void {
  const known = recipes.map(({ recipe }) => readResults(recipe)).filter((each) => each !== undefined);
  if (known.length < recipes.length) {
    console.log(`The table was not updated: ${recipes.length - known.length} recipes have no result yet.`);
    return;
  }
  const file = join(root, "README.md");
  writeFileSync(file, replaceTable(readFileSync(file, "utf8"), formatTable(known)));
  // The root's script runs this file, so the root's tools are on the PATH.
  execFileSync("oxfmt", [file], { stdio: "ignore" });
}
