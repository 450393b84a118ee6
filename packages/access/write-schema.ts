/** Writes the JSON Schema of the configuration file into the build, for completion in editors. */
import { writeFileSync } from "node:fs";
import { configSchema } from "./src/config/config-schema.ts";

writeFileSync(
  new URL("dist/schema.json", import.meta.url),
  `${JSON.stringify(configSchema, undefined, 2)}\n`,
);
