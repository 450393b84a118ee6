/** Puts the description beside the built code, so that the installed package needs no other. */
import { copyFileSync } from "node:fs";

copyFileSync(
  new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")),
  new URL("dist/openapi.yaml", import.meta.url),
);
