import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Loads the YAML library on first use. It takes some 30 ms, which a server that reads descriptions as JSON need not wait. */
export const loadYaml = (): typeof import("yaml") => require("yaml") as typeof import("yaml");
