/** Puts the descriptions beside the built code, so that the installed package needs no other. */
import { copyFileSync } from "node:fs";

for (const name of ["openapi.yaml", "openapi-v2.yaml"])
  copyFileSync(
    new URL(import.meta.resolve(`@rolewright/spec/${name}`)),
    new URL(`dist/${name}`, import.meta.url),
  );
