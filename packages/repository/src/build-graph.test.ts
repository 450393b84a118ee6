import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
let copy: string;

/** The hash of every task that `pnpm test` runs: one that stays the same is taken from the cache. */
function hashes(): Map<string, string> {
  const flags = ["run", "build", "lint", "lint:repository", "typecheck", "test", "--dry=json"];
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

/** What an edit of a file makes turbo run again. */
function rerunBy(file: string): string[] {
  const before = hashes();
  appendFileSync(join(copy, file), "\n");
  const after = hashes();
  return [...before].filter(([task, hash]) => after.get(task) !== hash).map(([task]) => task);
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "rolewright-graph-"));
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.trim().split("\n")) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  execFileSync("git", ["init", "--quiet"], { cwd: copy });
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

describe("the build graph", { timeout: 60_000 }, () => {
  it("runs everything again when the description changes", () => {
    expect(rerunBy("spec/openapi.yaml")).toEqual([...hashes().keys()]);
  });

  it.each([
    [
      "packages/types/src/index.ts",
      ["@rolewright/client#test", "@rolewright/client#build", "@rolewright/contract#test"],
    ],
    ["packages/mock/src/server.ts", ["@rolewright/contract#test", "@rolewright/repository#test"]],
    ["spec/redocly.yaml", ["@rolewright/spec#lint", "@rolewright/spec#test"]],
    ["tsconfig.base.json", ["@rolewright/client#typecheck", "@rolewright/mock#build"]],
    ["package.json", ["//#lint:repository"]],
  ])("runs what depends on %s again when it changes", (file, tasks) => {
    expect(rerunBy(file)).toEqual(expect.arrayContaining(tasks));
  });

  it("runs nothing again when nothing changes", () => {
    expect(hashes()).toEqual(hashes());
  });
});
