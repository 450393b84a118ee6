import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rolewright-reports-"));
});

afterEach(() => rmSync(root, { recursive: true }));

it("prints the totals of all reports", () => {
  writeReport("spec/reports/vitest.json", { numPassedTests: 3 });
  writeReport("packages/server/reports/vitest.json", {
    numPassedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
  });
  expect(summarize("0")).toBe("5 passed, 0 failed, 2 skipped\n");
});

it("counts a failure that no report has as one", () => {
  writeReport("spec/reports/vitest.json", { numPassedTests: 3 });
  expect(summarize("2")).toBe("3 passed, 1 failed, 0 skipped\n");
});

it("names each failed test and each file that could not be loaded, with the message", () => {
  const failed = {
    fullName: "a site is served",
    status: "failed",
    failureMessages: [`AssertionError: ${"x".repeat(999)}`],
  };
  writeReport("packages/docs/reports/stress.json", {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: join(root, "packages/docs/src/site.test.ts"),
        status: "failed",
        message: "",
        assertionResults: [{ fullName: "it is fine", status: "passed", failureMessages: [] }, failed],
      },
      {
        name: join(root, "packages/docs/src/search.test.ts"),
        status: "failed",
        message: "Cannot find module",
        assertionResults: [],
      },
    ],
  });
  expect(summarize("1").split("\n")).toEqual([
    "FAILED packages/docs/src/site.test.ts: a site is served",
    `    AssertionError: ${"x".repeat(384)}`,
    "FAILED packages/docs/src/search.test.ts",
    "    Cannot find module",
    "1 passed, 1 failed, 0 skipped",
    "",
  ]);
});

function writeReport(file: string, content: object): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  const counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  writeFileSync(path, JSON.stringify({ ...counts, ...content }));
}

function summarize(exitCode: string): string {
  const script = join(import.meta.dirname, "summarize-test-results.ts");
  return spawnSync(process.execPath, [script, exitCode, root], { encoding: "utf8" }).stdout;
}
