/**
 * Compares openapi.yaml and openapi-v2.yaml with their last released versions, or with a given git revision. Fails when
 * `info.version` did not increase as much as the changes require. `pnpm spec:diff` runs it.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judge, worst } from "./judge.ts";
import { descriptionFiles, findLastRelease, readRevision, readVersion } from "./released.ts";
import { isAtLeast, lowestVersion } from "./version.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-diff-"));

try {
  const [named] = process.argv.slice(2);
  const revision = named ?? findLastRelease();
  if (revision === undefined)
    console.log("No version of the description was released yet: there is nothing to hold it to.");
  else for (const file of descriptionFiles) compare(file, revision);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true });
}

function compare(name: string, revision: string): void {
  const released = readRevision(revision, name);
  if (released === undefined) return console.log(`${name}: not part of ${revision}.`);
  const base = join(folder, name);
  const file = join(import.meta.dirname, "..", name);
  writeFileSync(base, released);
  const changes = judge(base, file);
  for (const { impact, kind, path, property, reasons } of changes) {
    console.log(`${impact}  ${kind}  ${path}${property === undefined ? "" : ` ${property}`}`);
    for (const reason of reasons) console.log(`       ${reason}`);
  }
  const impact = worst(changes);
  if (impact === undefined) return console.log(`${name}: no changes since ${revision}.`);
  const [releasedVersion, version] = [readVersion(base), readVersion(file)];
  const lowest = lowestVersion(releasedVersion, impact);
  if (isAtLeast(version, lowest))
    return console.log(
      `${name}: the worst change is ${impact}. The version change from ${releasedVersion} to ${version} is sufficient.`,
    );
  console.error(
    `${name}: the worst change since ${revision} is ${impact}, but info.version is ${version}. ` +
      `Set it to ${lowest} or higher in spec/${name}, and add a changeset for @rolewright/spec.`,
  );
  process.exitCode = 1;
}
