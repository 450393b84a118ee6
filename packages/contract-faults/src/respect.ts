import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FaultyServer } from "./fault-proxy.ts";

const workflows = fileURLToPath(import.meta.resolve("@rolewright/spec/workflows.arazzo.yaml"));
const redocly = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);

/** Respect has no timeout of its own for a server that does not respond. */
const timeoutMs = 60_000;

/** Runs `redocly respect` with the description's workflows. Returns whether it fails. */
export function respectFails({ url, apiKey, secondApiKey }: FaultyServer): Promise<boolean> {
  const inputs = { apiKey, otherApiKey: secondApiKey, suffix: randomUUID() };
  const flags = Object.entries(inputs).flatMap(([name, value]) => ["--input", `${name}=${value}`]);
  const command = [redocly, "respect", workflows, "--server", `roles=${url}`, ...flags];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env, timeout: timeoutMs, maxBuffer: 2 ** 26 }, (error) => {
      resolve(error !== null);
    });
  });
}
