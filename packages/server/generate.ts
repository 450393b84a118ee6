/** Writes src/generated/ from the description. With `--check`, only checks that the files are up to date. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Description, readDescription } from "@rolewright/openapi";
import { generateValidators } from "./generate-validators.ts";
import { toServerOperation } from "./src/openapi/operation.ts";

const folder = new URL("src/generated/", import.meta.url);

const files = {
  ...(await generateFiles("openapi.yaml", "", "QueryDefaults")),
  ...(await generateFiles("openapi-v2.yaml", "-v2", "QueryDefaultsV2")),
};

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const file = new URL(name, folder);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readText(file) !== text) {
    console.error(`src/generated/${name} is out of date. Run \`pnpm generate\` and commit the result.`);
    process.exitCode = 1;
  }
}

/** Generates the files of one version of the API. */
async function generateFiles(source: string, suffix: string, name: string): Promise<Record<string, string>> {
  const description = readDescription(new URL(import.meta.resolve(`@rolewright/spec/${source}`)));
  return {
    [`validators${suffix}.ts`]: `// @ts-nocheck
/** Generated from spec/${source} by Ajv. Do not edit: run \`pnpm generate\`. */
${await generateValidators(description)}`,
    [`query-defaults${suffix}.ts`]: `/** Generated from spec/${source}. Do not edit: run \`pnpm generate\`. */

/** The query parameters with a default, by operationId. A handler always receives them. */
export interface ${name} {
${listQueryDefaults(description)}}
`,
  };
}

function listQueryDefaults({ operations }: Description): string {
  return operations
    .map(toServerOperation)
    .map(({ operationId, queryParams }) => ({
      operationId,
      names: queryParams
        .filter((parameter) => "default" in parameter)
        .map(({ name }) => JSON.stringify(name)),
    }))
    .filter(({ names }) => names.length > 0)
    .map(({ operationId, names }) => `  ${operationId}: ${names.join(" | ")};\n`)
    .join("");
}

function readText(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
