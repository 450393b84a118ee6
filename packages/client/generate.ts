/** Writes src/generated/ from the descriptions. With `--check`, only reports whether it is up to date. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Api, v1, v2 } from "./generate/description.ts";
import { writeOperationsFile } from "./generate/operations.ts";
import { writeRoutesFile } from "./generate/routes.ts";
import { writeSchemasFile } from "./generate/schemas.ts";
import { writeSecretTypesFile } from "./generate/secrets.ts";
import { writeErrorsByStatusFile, writeStatusErrorsFile } from "./generate/status-errors.ts";

const folder = fileURLToPath(new URL("src/generated/", import.meta.url));
const shared = "spec/openapi.yaml and spec/openapi-v2.yaml";

/** The content of each file, and where it comes from. */
const files: Record<string, { content: string; source: string }> = {
  ...writeVersion(v1),
  ...writeVersion(v2),
  "status-errors.ts": { content: writeStatusErrorsFile(), source: shared },
  "errors-by-status.ts": { content: writeErrorsByStatusFile(), source: shared },
  "version.ts": {
    content: `/** The version of this package. */\nexport const version = "${readVersion()}";\n`,
    source: "package.json",
  },
};

function writeVersion(api: Api): typeof files {
  const { file: source, suffix } = api;
  return {
    [`operations${suffix}.ts`]: { content: writeOperationsFile(api), source },
    [`routes${suffix}.ts`]: { content: writeRoutesFile(api), source },
    [`schemas${suffix}.ts`]: { content: writeSchemasFile(api), source },
    [`secret-types${suffix}.ts`]: { content: writeSecretTypesFile(api), source },
  };
}

mkdirSync(folder, { recursive: true });
for (const [name, { content, source }] of Object.entries(files)) {
  const expected = `/** Generated from ${source}. Do not edit: run \`pnpm generate\`. */\n${content}`;
  if (!process.argv.includes("--check")) {
    writeFileSync(folder + name, expected);
  } else if (readCurrentText(name) !== expected) {
    console.error(
      `src/generated/${name}:${findFirstDifference(readCurrentText(name), expected)} is not what ${source} says. Run \`pnpm generate\` and commit the result.`,
    );
    process.exitCode = 1;
  }
}

function readVersion(): string {
  const manifest = readFileSync(new URL("package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function readCurrentText(name: string): string {
  try {
    return readFileSync(folder + name, "utf8");
  } catch {
    return "";
  }
}

/** Returns the number of the first line that differs. */
function findFirstDifference(current: string, expected: string): number {
  const before = current.split("\n");
  return expected.split("\n").findIndex((line, index) => line !== before[index]) + 1 || before.length;
}
