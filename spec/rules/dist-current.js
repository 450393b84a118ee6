/** Fails when dist/ is older than the descriptions, since the rules also read the OpenAPI 3.0 version in it. */
import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";

/** @param {string} file */
const read = (file) => (existsSync(file) ? parse(readFileSync(file, "utf8")) : undefined);

const outdated = ["openapi", "openapi-v2"].filter(
  (name) => !isDeepStrictEqual(read(`${name}.yaml`), read(`dist/${name}.json`)),
);
if (outdated.length > 0) {
  console.error(
    `dist/${outdated.join(".json and dist/")}.json differs from the description. Run "npx -y pnpm@12 lint:spec", which builds it first.`,
  );
  process.exitCode = 1;
}
