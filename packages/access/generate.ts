/** Writes src/generated/ from the JSON Schema of the file. With `--check`, only checks that it is up to date. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { configSchema } from "./src/config/config-schema.ts";

const file = new URL("src/generated/validate-config.ts", import.meta.url);
const text = `// @ts-nocheck
/** Generated from config-schema.ts by Ajv. Do not edit: run \`pnpm generate\`. */
${await generateValidator()}`;

mkdirSync(new URL(".", file), { recursive: true });
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
  console.error(
    "src/generated/validate-config.ts is out of date. Run `pnpm generate` and commit the result.",
  );
  process.exitCode = 1;
}

/**
 * Compiling the schema takes longer than everything else before the first request. The module contains the functions of Ajv
 * that it calls, so that Ajv is no dependency at run time.
 */
async function generateValidator(): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    strictNumbers: true,
    verbose: true,
    code: { source: true, esm: true },
  });
  ajv.addSchema(configSchema, "validateConfig");
  // The types of Ajv, which is CommonJS, say `default`. In Node the import is the function itself.
  const printCode = standaloneCode as unknown as typeof standaloneCode.default;
  const { outputFiles } = await build({
    stdin: {
      contents: printCode(ajv, { validateConfig: "validateConfig" }),
      resolveDir: import.meta.dirname,
    },
    // esbuild writes the names of source files into comments, relative to this folder.
    absWorkingDir: import.meta.dirname,
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    legalComments: "inline",
  });
  return outputFiles[0]?.text ?? "";
}
