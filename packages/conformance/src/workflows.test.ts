import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { targets } from "./targets.ts";

interface Report {
  status: string;
  files: Record<string, { executedWorkflows: unknown[] }>;
}

const file = fileURLToPath(import.meta.resolve("@rolewright/spec/workflows.arazzo.yaml"));
const { workflows } = parse(readFileSync(file, "utf8")) as { workflows: unknown[] };
const redocly = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);
const folder = mkdtempSync(join(tmpdir(), "rolewright-workflows-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs `redocly respect` on the workflows. The error has its output when it fails. */
async function runRespect(url: string, inputs: Record<string, string>): Promise<Report> {
  const report = join(folder, `${inputs["suffix"]}.json`);
  const outputFlags = ["--server", `roles=${url}`, "--json-output", report];
  const inputFlags = Object.entries(inputs).flatMap(([name, value]) => ["--input", `${name}=${value}`]);
  await promisify(execFile)(process.execPath, [redocly, "respect", file, ...outputFlags, ...inputFlags]);
  return JSON.parse(readFileSync(report, "utf8")) as Report;
}

const stateful = targets.filter(({ skipReason, isStateful }) => isStateful && skipReason === undefined);

describe.each(stateful.filter(({ name }) => name !== "external"))("$name", ({ start }) => {
  it("passes every workflow of the description", async () => {
    const { url, apiKey, newOrganization, stop } = await start();
    try {
      const inputs = { apiKey, otherApiKey: await newOrganization(), suffix: randomUUID() };
      const { status, files } = await runRespect(url, inputs);
      expect(status).toBe("success");
      expect(Object.values(files).flatMap(({ executedWorkflows }) => executedWorkflows)).toHaveLength(
        workflows.length,
      );
    } finally {
      await stop();
    }
  });
});
