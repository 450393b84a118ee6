/**
 * What `pnpm test:languages [name…]` runs. A name is that of a language or of a generator; without one, all are run. What
 * the machine has no toolchain for is skipped and said. The table in README.md is rewritten when every recipe has a result
 * of this description, from this run or an earlier one. With `--description FILE` it prints a table of what the same
 * generators make of another description, such as the vendor's, beside what they made of ours, and changes nothing.
 */
import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { comparisonOf } from "./comparison.ts";
import { keepResult, keptResult } from "./kept-results.ts";
import { prove, type Result, storyLines } from "./prove.ts";
import type { Recipe } from "./recipe.ts";
import { tableOf } from "./table.ts";

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  options: { description: { type: "string" } },
  allowPositionals: true,
});
const names = positionals.map((name) => name.toLowerCase());
const another = values.description && resolve(process.env["INIT_CWD"] ?? ".", values.description);
if (another !== undefined && !existsSync(another)) stop(`There is no description at ${another}.`);

const recipes = await Promise.all(
  globSync("*/*/recipe.ts", { cwd: root })
    .toSorted()
    .map(async (file) => {
      const { recipe } = (await import(join(root, file))) as { recipe: Recipe };
      return { recipe, folder: join(root, dirname(file)) };
    }),
);
const chosen = recipes.filter(({ recipe }) => isChosen(recipe));
if (chosen.length === 0) stop(`Nothing is called ${names.join(" or ")}. There are: ${knownNames()}.`);

const results: Result[] = [];
for (const { recipe, folder } of chosen) {
  const result = await prove(recipe, folder, another);
  results.push(result);
  if (result.lacks.length === 0 && another === undefined) keepResult(result);
  console.log(report(result));
}
if (another === undefined) keepAll();
else console.log(`\n${comparisonOf(results, ({ recipe }) => keptResult(recipe))}`);
if (another === undefined && results.some(({ failed }) => failed !== undefined)) process.exitCode = 1;

function keepAll(): void {
  const known = recipes.map(({ recipe }) => keptResult(recipe)).filter((result) => result !== undefined);
  if (known.length === recipes.length) rewriteTable(tableOf(known, storyLines.length));
  else
    console.log(
      `The table stays as it is: ${recipes.length - known.length} of its rows have no result here.`,
    );
  writeReport(results);
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

function isChosen({ language, generator }: Recipe): boolean {
  return (
    names.length === 0 || names.includes(language.toLowerCase()) || names.includes(generator.toLowerCase())
  );
}

function knownNames(): string {
  return [
    ...new Set(recipes.flatMap(({ recipe }) => [recipe.language.toLowerCase(), recipe.generator])),
  ].join(", ");
}

function report({ recipe, lacks, failed, steps, warnings, linesGenerated, seconds }: Result): string {
  const name = `${recipe.language}, ${recipe.generator} ${recipe.version}`;
  if (lacks.length > 0) return `skipped  ${name}: this machine has no ${lacks.join(" and no ")}`;
  const took = `${seconds.toFixed(0)} s`;
  if (failed === undefined && another !== undefined)
    return `generated ${name}: ${linesGenerated.toLocaleString("en")} lines, ${took}`;
  if (another !== undefined) return `failed    ${name}: ${failed?.step}, ${took}`;
  if (failed === undefined)
    return `passed   ${name}: ${steps} of ${storyLines.length} steps, ${warnings} warnings, ${took}`;
  return `FAILED   ${name}: ${failed.step}, ${steps} of ${storyLines.length} steps, ${took}\n${lastLines(failed.output)}`;
}

/** What CI adds up, in the words of the test runner's reports. */
function writeReport(all: Result[]): void {
  const numPendingTests = all.filter(({ lacks }) => lacks.length > 0).length;
  const numFailedTests = all.filter(({ failed }) => failed !== undefined).length;
  const numPassedTests = all.length - numPendingTests - numFailedTests;
  mkdirSync(join(root, "reports"), { recursive: true });
  writeFileSync(
    join(root, "reports/stories.json"),
    JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0 }),
  );
}

function lastLines(output: string): string {
  return output
    .trim()
    .split("\n")
    .slice(-20)
    .map((line) => `         ${line}`)
    .join("\n");
}

/** Puts the table between its marks. */
function rewriteTable(table: string): void {
  const file = join(root, "README.md");
  const readme = readFileSync(file, "utf8");
  const marks = /(<!-- table: made by `pnpm test:languages` -->\n)[\s\S]*(<!-- end of table -->)/;
  if (!marks.test(readme)) throw new Error("README.md has lost the marks of its table. Put them back.");
  writeFileSync(
    file,
    readme.replace(marks, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`),
  );
  // A script of the root's: its tools are on the path.
  execFileSync("oxfmt", [file], { stdio: "ignore" });
}
