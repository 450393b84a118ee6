/** Writes dist/openapi-3.0.json, the twin of dist/openapi.json for tools that refuse OpenAPI 3.1. */
import { readFileSync, writeFileSync } from "node:fs";
import { downConvert } from "./down-convert.js";

const dist = new URL("../dist/", import.meta.url);
const description = JSON.parse(readFileSync(new URL("openapi.json", dist), "utf8"));

writeFileSync(new URL("openapi-3.0.json", dist), `${JSON.stringify(downConvert(description), null, 2)}\n`);
