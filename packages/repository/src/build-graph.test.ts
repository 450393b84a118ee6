import { execFileSync } from "node:child_process";
import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository, root } from "./repository-copy.test-support.ts";

let copy: string;

/** Returns the hash of every task that `pnpm test` runs. Turbo restores a task with an unchanged hash from its cache. */
function hashes(): Map<string, string> {
  const flags = [
    "run",
    "build",
    "generate:check",
    "lint",
    "lint:repository",
    "typecheck",
    "test",
    "--dry=json",
  ];
  const output = execFileSync(join(root, "node_modules/.bin/turbo"), flags, {
    cwd: copy,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { tasks } = JSON.parse(output) as { tasks: { taskId: string; hash: string; command: string }[] };
  return new Map(
    tasks.filter(({ command }) => command !== "<NONEXISTENT>").map(({ taskId, hash }) => [taskId, hash]),
  );
}

/** Lists the tasks that turbo runs again after an edit of a file. */
function listRerunTasks(file: string): string[] {
  const before = hashes();
  appendFileSync(join(copy, file), "\n");
  const after = hashes();
  return [...before].filter(([task, hash]) => after.get(task) !== hash).map(([task]) => task);
}

beforeAll(() => {
  copy = copyRepository("graph");
  execFileSync("git", ["init", "--quiet"], { cwd: copy });
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

describe("the build graph", { timeout: 60_000 }, () => {
  it("reruns everything when the description changes, except in packages that do not depend on it", () => {
    const tasks = [...hashes().keys()].filter((task) => !/\/(node-kit|test-support)#/.test(task));
    expect(listRerunTasks("spec/openapi.yaml")).toEqual(tasks);
  });

  it.each([
    [
      "packages/types/src/index.ts",
      ["@rolewright/client#test", "@rolewright/client#build", "@rolewright/conformance#test"],
    ],
    ["packages/mock/src/server.ts", ["@rolewright/conformance#test", "@rolewright/repository#test"]],
    ["spec/redocly.yaml", ["@rolewright/spec#lint", "@rolewright/spec#test"]],
    ["tsconfig.base.json", ["@rolewright/client#typecheck", "@rolewright/mock#build"]],
    ["package.json", ["//#lint:repository"]],
  ])("reruns the dependents of %s when it changes", (file, tasks) => {
    expect(listRerunTasks(file)).toEqual(expect.arrayContaining(tasks));
  });

  it("reruns nothing when nothing changes", () => {
    expect(hashes()).toEqual(hashes());
  });
});
