/**
 * What `pnpm spec:diff` runs: holds openapi.yaml to its last released version, or to the git revision that is named. It
 * fails when `info.version` did not grow as much as the changes ask.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { judge, worst } from "./judge.ts";
import { isAtLeast, lowestVersion } from "./version.ts";

const file = join(import.meta.dirname, "../openapi.yaml");
const folder = mkdtempSync(join(tmpdir(), "rolewright-diff-"));

try {
  const [named] = process.argv.slice(2);
  const revision = named ?? lastRelease();
  if (revision === undefined)
    console.log("No version of the description was released yet: there is nothing to hold it to.");
  else compare(revision);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true });
}

function compare(revision: string): void {
  const base = join(folder, "openapi.yaml");
  writeFileSync(base, git("show", `${revision}:spec/openapi.yaml`));
  const changes = judge(base, file);
  for (const { impact, kind, path, property, reasons } of changes) {
    console.log(`${impact}  ${kind}  ${path}${property === undefined ? "" : ` ${property}`}`);
    for (const reason of reasons) console.log(`       ${reason}`);
  }
  const impact = worst(changes);
  if (impact === undefined) return console.log(`The description is as it was at ${revision}.`);
  const [released, version] = [versionOf(base), versionOf(file)];
  const lowest = lowestVersion(released, impact);
  if (isAtLeast(version, lowest))
    return console.log(`The worst change is ${impact}; ${released} became ${version}, which will do.`);
  console.error(
    `The worst change since ${revision} is ${impact}, and info.version is ${version}. ` +
      `Set it to ${lowest} or more in spec/openapi.yaml, and add a changeset for @rolewright/spec.`,
  );
  process.exitCode = 1;
}

/** The newest tag of a release, as changesets writes them. */
function lastRelease(): string | undefined {
  return (
    git("tag", "--list", "@rolewright/spec@*", "--sort=-version:refname", "--merged", "HEAD").split(
      "\n",
    )[0] || undefined
  );
}

function versionOf(path: string): string {
  return (parse(readFileSync(path, "utf8")) as { info: { version: string } }).info.version;
}

function git(...flags: string[]): string {
  return execFileSync("git", flags, { cwd: import.meta.dirname, encoding: "utf8", maxBuffer: 1e8 });
}
