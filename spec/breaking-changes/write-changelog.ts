/**
 * Writes `CHANGELOG-api.md` from the differences between the descriptions and their last released versions. `pnpm generate`
 * runs it. With `--check` it fails if the file has no section for `info.version`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { type DescriptionVersion, emptyChangelog, updateChangelog } from "./api-changelog.ts";
import { descriptionFiles, findLastRelease, readRevision, readVersion } from "./released.ts";

const changelogFile = join(import.meta.dirname, "../CHANGELOG-api.md");

if (process.argv.includes("--check")) check();
else write();

function check(): void {
  const changelog = readFileSync(changelogFile, "utf8");
  const missing = descriptionFiles.filter(
    (name) => !changelog.includes(`\n## ${name} ${readVersion(pathOf(name))}\n`),
  );
  if (missing.length === 0) return;
  console.error(
    `CHANGELOG-api.md has no section for the version of ${missing.join(", ")}. Run "npx -y pnpm@12 generate".`,
  );
  process.exitCode = 1;
}

function write(): void {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-changelog-"));
  try {
    const release = findLastRelease();
    const descriptions = descriptionFiles.map((name) => readDescription(name, release, folder));
    const updated = descriptions
      // A released version does not change any more.
      .filter(({ version, previous }) => version !== previous?.version)
      .toReversed()
      .reduce(updateChangelog, readChangelog());
    writeFileSync(changelogFile, updated);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readDescription(name: string, release: string | undefined, folder: string): DescriptionVersion {
  const file = pathOf(name);
  const { paths } = parse(readFileSync(file, "utf8")) as { paths: Record<string, Record<string, object>> };
  const operations = Object.values(paths).flatMap((item) =>
    Object.values(item).filter((operation) => "operationId" in operation),
  );
  const common = { name, file, version: readVersion(file), operationCount: operations.length };
  const released = release && readRevision(release, name);
  if (!released) return common;
  const previousFile = join(folder, name);
  writeFileSync(previousFile, released);
  return { ...common, previous: { version: readVersion(previousFile), file: previousFile } };
}

function readChangelog(): string {
  try {
    return readFileSync(changelogFile, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return emptyChangelog;
  }
}

function pathOf(name: string): string {
  return join(import.meta.dirname, "..", name);
}
