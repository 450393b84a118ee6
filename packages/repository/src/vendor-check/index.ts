/** `pnpm vendor:check [--package FILE.whl]`: compares the vendor's newest published SDK with the description of version 2. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDescription } from "@rolewright/openapi";
import { findDifferences } from "./compare.ts";
import { readShape } from "./description-shape.ts";
import { readSdk } from "./sdk-shape.ts";

const file = "spec/openapi-v2.yaml";

try {
  const { values } = parseArgs({ options: { package: { type: "string" } } });
  const wheel = values.package === undefined ? downloadNewestPackage() : readFileSync(values.package);
  const description = readDescription(join(import.meta.dirname, "../../../..", file), file);
  const differences = findDifferences(readSdk(wheel), readShape(description));
  for (const { sign, subject, detail, line } of differences)
    console.log(`${sign} ${subject}: ${detail}${line === undefined ? "" : ` (${file}:${line})`}`);
  console.log(differences.length === 0 ? "No differences." : `${differences.length} differences.`);
  process.exitCode = differences.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The package could not be compared. ${(error as Error).message}`);
  process.exitCode = 2;
}

/** Downloads the newest wheel with pip, which does not run anything of it. */
function downloadNewestPackage(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-vendor-"));
  try {
    const options = ["download", "confident-ai", "--no-deps", "--only-binary=:all:", "--dest", folder];
    execFileSync("pip", options, { stdio: "pipe" });
    const [name = ""] = readdirSync(folder);
    return readFileSync(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
