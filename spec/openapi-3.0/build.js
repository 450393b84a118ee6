/** Writes the OpenAPI 3.0 versions of dist/openapi.json and dist/openapi-v2.json, for tools without support for 3.1. */
import { readFileSync, writeFileSync } from "node:fs";
import { downConvert } from "./down-convert.js";

const dist = new URL("../dist/", import.meta.url);
for (const name of ["openapi", "openapi-v2"]) {
  const description = JSON.parse(readFileSync(new URL(`${name}.json`, dist), "utf8"));
  writeFileSync(new URL(`${name}-3.0.json`, dist), `${JSON.stringify(downConvert(description), null, 2)}\n`);
}
