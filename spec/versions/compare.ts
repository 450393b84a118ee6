/** Checks that the components that openapi.yaml and openapi-v2.yaml share are equal. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { compareSharedComponents, type Description } from "./shared-components.ts";

const read = (file: string) =>
  parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8")) as Description;

const problems = compareSharedComponents(read("openapi.yaml"), read("openapi-v2.yaml"));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
