/**
 * Prints the end of a CI run: each failed test with its message, since the log before is long, and the totals of all test
 * reports as the closing line. The first argument is the exit code of the run; a failure without a report, such as that of
 * a linter, counts as one. The second is the folder of the repository, by default this one.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** What is read of a report by Vitest's JSON reporter. The runtimes and languages write only the counts. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults?: TestFile[];
}

interface TestFile {
  name: string;
  status: string;
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}

const shownLines = 12;
const shownLineLength = 400;

const exitCode = Number(process.argv[2] ?? 0);
const root = process.argv[3] ?? join(import.meta.dirname, "../../..");

const reportFiles = globSync(["spec/reports/*.json", "packages/*/reports/*.json"], { cwd: root }).toSorted();
const reports = reportFiles.map((file) => JSON.parse(readFileSync(join(root, file), "utf8")) as Report);

const passed = sum(({ numPassedTests }) => numPassedTests);
const failed = sum(({ numFailedTests }) => numFailedTests);
const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);

for (const [index, report] of reports.entries()) {
  for (const file of report.testResults ?? []) printFailures(file, reportFiles[index] ?? "");
}
console.log(`${passed} passed, ${failed === 0 && exitCode !== 0 ? 1 : failed} failed, ${skipped} skipped`);

function printFailures(file: TestFile, reportFile: string): void {
  const tests = file.assertionResults.filter(({ status }) => status === "failed");
  const place = relative(join(root, dirname(reportFile), ".."), file.name);
  const packageFolder = dirname(dirname(reportFile));
  for (const { fullName, failureMessages } of tests) {
    printFailure(`${packageFolder}/${place}: ${fullName}`, failureMessages.join("\n"));
  }
  // A file that could not be loaded has no tests, and a failed hook fails none.
  if (file.status === "failed" && tests.length === 0) printFailure(`${packageFolder}/${place}`, file.message);
}

function printFailure(title: string, message: string): void {
  const lines = message.split("\n").slice(0, shownLines);
  console.log(`FAILED ${title}\n${lines.map((line) => `    ${line.slice(0, shownLineLength)}`).join("\n")}`);
}

function sum(count: (report: Report) => number): number {
  return reports.reduce((total, report) => total + count(report), 0);
}
