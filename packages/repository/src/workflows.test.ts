import { execFileSync, spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../../..");
const files = globSync(".github/{workflows,actions/*}/*.yml", { cwd: root }).toSorted();
const read = (file: string) => readFileSync(join(root, file), "utf8");

interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, { "timeout-minutes"?: number }>;
}

describe.each(files)("%s", (file) => {
  it("pins every action to a commit, with its version as a comment", () => {
    const uses = read(file).match(/uses: (?!\.\/).*/g) ?? [];
    expect(uses.filter((each) => !/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(each))).toEqual([]);
  });
});

describe.each(files.filter((file) => file.includes("/workflows/")))("%s", (file) => {
  const workflow = parse(read(file)) as Workflow;

  it("can only read the repository by default, and each job ends", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const job of Object.values(workflow.jobs)) expect(job["timeout-minutes"]).toBeLessThanOrEqual(90);
  });
});

describe("actionlint", () => {
  // cspell:ignore rhysd -- the name of the author
  const command = ["run", "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"];

  /** `test:stress` sets `ROLEWRIGHT_ACTIONLINT=1`. Go compiles the program first, which takes half a minute. */
  const hasGo = process.env["ROLEWRIGHT_ACTIONLINT"] && spawnSync("go", ["version"]).status === 0;

  it.skipIf(!hasGo)(
    "finds no problem in the workflows",
    () => {
      expect(execFileSync("go", [...command, "-no-color"], { cwd: root, encoding: "utf8" })).toBe("");
    },
    300_000,
  );
});

describe("shellcheck", () => {
  interface Action {
    runs: { steps: { run?: string }[] };
  }

  const scripts = [".ci/run", ".github/actions/split-words.sh", "packages/mock/deploy/deploy.sh"].map(
    (file) => [file, read(file)] as const,
  );
  // actionlint checks the steps of workflows, and not those of actions.
  const steps = globSync(".github/actions/*/action.yml", { cwd: root }).flatMap((file) =>
    (parse(read(file)) as Action).runs.steps.flatMap(({ run }, index) =>
      run === undefined
        ? []
        : [[`step ${index} of ${file}`, `#!/bin/bash\nset -eo pipefail\n${run}`] as const],
    ),
  );
  const isInstalled = spawnSync("shellcheck", ["--version"]).status === 0;

  it.skipIf(!isInstalled).each([...scripts, ...steps])("finds no problem in %s", (_, script) => {
    const { stdout } = spawnSync("shellcheck", ["--severity=warning", "-"], {
      input: script,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});
