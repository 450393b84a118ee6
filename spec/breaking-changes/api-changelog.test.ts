import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type DescriptionVersion, emptyChangelog, updateChangelog } from "./api-changelog.ts";

const readSpec = (name: string) => readFileSync(join(import.meta.dirname, "..", name), "utf8");

/** A version of v1 in which something was replaced, and the unchanged version before it. */
function changeDescription(from: string, to: string): DescriptionVersion {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-changelog-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [before, after] = [join(folder, "before.yaml"), join(folder, "after.yaml")];
  const text = readSpec("openapi.yaml");
  expect(text).toContain(from);
  writeFileSync(before, text);
  writeFileSync(after, text.replaceAll(from, to));
  return {
    name: "openapi.yaml",
    version: "0.2.0",
    file: after,
    operationCount: 25,
    previous: { version: "0.1.0", file: before },
  };
}

const first = { name: "openapi.yaml", version: "0.1.0", file: "openapi.yaml", operationCount: 25 };

test("a first version has the number of its operations", () => {
  expect(updateChangelog(emptyChangelog, first)).toBe(
    `${emptyChangelog}\n## openapi.yaml 0.1.0\n\nFirst version, with 25 operations.\n`,
  );
});

test("a renamed path is a breaking change, and the newest version comes first", () => {
  const changed = changeDescription("\n  /v1/organization/permissions:\n", "\n  /v1/organization/renamed:\n");
  const changelog = updateChangelog(updateChangelog(emptyChangelog, first), changed);
  const [, newest = "", oldest = ""] = changelog.split(/^(?=## )/m);
  expect(newest).toMatch(/^## openapi\.yaml 0\.2\.0\n\n### Breaking changes\n\n- .* renamed to/);
  expect(oldest).toContain("First version, with 25 operations.");
});

test("a changed text breaks no caller", () => {
  const changed = changeDescription("summary: List organization permissions", "summary: List permissions");
  expect(updateChangelog(emptyChangelog, changed)).toContain(
    "### Other changes\n\n- `GET /v1/organization/permissions summary` was modified.",
  );
});

test("an equal description has no changes", () => {
  const changed = changeDescription("/v1/organization/permissions", "/v1/organization/permissions");
  expect(updateChangelog(emptyChangelog, changed)).toContain("No changes since 0.1.0.");
});

test("writing the section of a version again replaces it", () => {
  const once = updateChangelog(emptyChangelog, first);
  expect(updateChangelog(once, first)).toBe(once);
});

test("the committed change log has a section for each description", () => {
  const changelog = readSpec("CHANGELOG-api.md");
  expect(changelog).toMatch(/^## openapi\.yaml \d/m);
  expect(changelog).toMatch(/^## openapi-v2\.yaml \d/m);
});
