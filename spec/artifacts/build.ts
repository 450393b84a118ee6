/** Writes the Postman collections of dist/openapi.json and dist/openapi-v2.json. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ApiDocument, createPostmanCollection } from "./postman-collection.ts";

const dist = join(import.meta.dirname, "../dist");
for (const name of ["openapi", "openapi-v2"]) {
  const document = JSON.parse(readFileSync(join(dist, `${name}.json`), "utf8")) as ApiDocument;
  const collection = await createPostmanCollection(document);
  const file = join(dist, `${name.replace("openapi", "postman")}.json`);
  writeFileSync(file, `${JSON.stringify(collection, null, 2)}\n`);
}
