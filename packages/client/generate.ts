/** Writes src/generated/ from the description; with `--check` only says whether it is as it should be. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operationsFile, routesFile } from "./generate/operations.ts";
import { schemasFile } from "./generate/schemas.ts";
import { errorsByStatusFile, statusErrorsFile } from "./generate/status-errors.ts";

const folder = fileURLToPath(new URL("src/generated/", import.meta.url));
const banner = "/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */\n";

const files: Record<string, string> = {
  "operations.ts": operationsFile(),
  "routes.ts": routesFile(),
  "status-errors.ts": statusErrorsFile(),
  "errors-by-status.ts": errorsByStatusFile(),
  "schemas.ts": schemasFile(),
};

mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  const wanted = banner + content;
  if (!process.argv.includes("--check")) {
    writeFileSync(folder + name, wanted);
  } else if (currentText(name) !== wanted) {
    console.error(
      `src/generated/${name}:${firstDifference(currentText(name), wanted)} is not what spec/openapi.yaml says. Run \`pnpm generate\` and commit the result.`,
    );
    process.exitCode = 1;
  }
}

function currentText(name: string): string {
  try {
    return readFileSync(folder + name, "utf8");
  } catch {
    return "";
  }
}

/** The number of the first line that differs. */
function firstDifference(current: string, wanted: string): number {
  const before = current.split("\n");
  return wanted.split("\n").findIndex((line, index) => line !== before[index]) + 1 || before.length;
}
