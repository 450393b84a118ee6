import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FaultyServer } from "./front.ts";

const workflows = fileURLToPath(import.meta.resolve("@rolewright/spec/workflows.arazzo.yaml"));
const redocly = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);

/** How long Respect may take; without an end to it, a server that does not answer would hold it up for ever. */
const timeoutMs = 60_000;

/** Whether `redocly respect` finds anything wrong with a server, by the description's workflows. */
export function respectFinds({ url, apiKey, secondKey }: FaultyServer): Promise<boolean> {
  const inputs = { apiKey, otherApiKey: secondKey, suffix: randomUUID() };
  const given = Object.entries(inputs).flatMap(([name, value]) => ["--input", `${name}=${value}`]);
  const command = [redocly, "respect", workflows, "--server", `roles=${url}`, ...given];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env, timeout: timeoutMs, maxBuffer: 2 ** 26 }, (error) => {
      resolve(error !== null);
    });
  });
}
