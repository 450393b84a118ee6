/**
 * Prints the closing line of a CI run: the totals of all test reports. The argument is the exit code of the run; a failure
 * without a report, such as that of a linter, counts as one.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

const root = join(import.meta.dirname, "../../..");
const exitCode = Number(process.argv[2] ?? 0);

const reports = globSync(["spec/reports/*.json", "packages/*/reports/*.json"], { cwd: root }).map(
  (file) => JSON.parse(readFileSync(join(root, file), "utf8")) as Report,
);

const passed = sum(({ numPassedTests }) => numPassedTests);
const failed = sum(({ numFailedTests }) => numFailedTests);
const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);

console.log(`${passed} passed, ${failed === 0 && exitCode !== 0 ? 1 : failed} failed, ${skipped} skipped`);

function sum(count: (report: Report) => number): number {
  return reports.reduce((total, report) => total + count(report), 0);
}
