import { expect, it } from "vitest";
import type { Finding, Report } from "./report.ts";
import { githubAnnotations, githubSummary } from "./github.ts";
import { htmlReport } from "./html.ts";
import { junitReport } from "./junit.ts";
import { toPrintableJson } from "./printable.ts";
import { textReport } from "./text.ts";

const finding: Finding = {
  check: "ignored_auth",
  message: "accepts an invalid request: the key's project was deleted",
  operations: ["listProjects"],
  count: 1,
  expected: "status 401",
  actual: "status 200",
  specLocation: { file: "openapi.yaml", pointer: "#/paths" },
  requests: ["the key of a deleted project"],
  reproduce: ["curl 'http://127.0.0.1:1' -H \"CONFIDENT_API_KEY: ${ROLEWRIGHT_API_KEY}\""],
  response: "HTTP 200",
  seed: 1,
};

const failed: Report = {
  baseUrl: "http://127.0.0.1:1",
  description: { file: "openapi.yaml", title: "An API", version: "1" },
  notes: [],
  seed: 1,
  startedAt: "2026-11-26T00:00:00.000Z",
  durationMs: 1,
  requests: 1,
  cases: 1,
  outcome: "failed",
  checks: [],
  findings: [finding],
  questions: [],
  accepted: [],
  coverage: { dimensions: [], responses: {} },
  undeletedResources: [],
  cleanup: true,
};

it("says that created resources were deleted only if all were", () => {
  const deleted = "Created resources were deleted.";
  expect(textReport(failed)).toContain(deleted);
  const undeleted = textReport({ ...failed, undeletedResources: ["DELETE /v1/projects/a"] });
  expect(undeleted).toContain("Could not be deleted: DELETE /v1/projects/a");
  expect(undeleted).not.toContain(deleted);
  expect(undeleted).toContain("run again with --no-cleanup and the seed first");
});

it("does not suggest --no-cleanup after a run with that flag", () => {
  expect(textReport({ ...failed, cleanup: false })).not.toMatch(/were deleted|--no-cleanup/);
});

it("shows consequences under their cause", () => {
  const consequences = ["rejected requests of addBook changed the list", "the list lacks a book"];
  const checks = [{ check: finding.check, outcome: "failed" as const, evaluations: 1, skipReasons: [] }];
  const report = { ...failed, checks, findings: [{ ...finding, consequences }] };
  expect(textReport(report)).toMatch(/consequences rejected requests of addBook .*\n +the list lacks a book/);
  for (const text of [
    htmlReport(report),
    junitReport(report),
    githubAnnotations(report).join(),
    githubSummary(report),
  ])
    expect(text).toMatch(/rejected requests of addBook[^]*the list lacks a book/);
});

it("explains the variable of an issued key if a command uses it", () => {
  const explanation = "ROLEWRIGHT_ISSUED_KEY stands for the API key that a creation returned";
  expect(textReport(failed)).not.toContain(explanation);
  const reproduce = finding.reproduce.map((command) => command.replace("API_KEY}", "ISSUED_KEY}"));
  expect(textReport({ ...failed, findings: [{ ...finding, reproduce }] })).toContain(explanation);
});

// cspell:ignore feff (a code point)
/** A byte order mark, bidirectional controls, joiners, fillers, a soft hyphen, a tag character and an escape sequence. */
const hidden =
  "x\ufeff\u202e\u2066\u200d\u200b\u00ad\u{e0041}\u3164\u2800\u180e\u00a0\u2028\u001b[31m\ud800y";

/** Replaces every free text of a value. */
const withHidden = (value: unknown, key = ""): unknown => {
  if (typeof value === "string")
    return ["check", "outcome", "kind", "startedAt"].includes(key) ? value : hidden;
  if (Array.isArray(value)) return value.map((each) => withHidden(each, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withHidden(each, name)]));
};

const hiddenReport = withHidden({
  ...failed,
  incompleteReason: "",
  notes: [""],
  findings: [{ ...finding, minimalBody: "", consequences: [""], rule: { name: "", file: "" } }],
  questions: [{ rule: { name: "", file: "" }, contradictions: 10, findings: [finding] }],
  accepted: [{ check: "ignored_auth", operation: "", reason: "", location: "", count: 1 }],
  checks: [{ check: "ignored_auth", outcome: "not run", evaluations: 0, skipReasons: ["", ""] }],
  coverage: {
    dimensions: [
      { kind: "operations", covered: 0, total: 1, missing: [""], unreachable: [{ item: "", reason: "" }] },
    ],
    responses: {},
  },
  undeletedResources: [""],
}) as Report;
hiddenReport.coverage.responses = { [hidden]: { [hidden]: "seen" } };

it.each<[string, (report: Report) => string]>([
  ["text", textReport],
  ["HTML", htmlReport],
  ["JUnit", junitReport],
  ["JSON", toPrintableJson],
  ["GitHub annotations", (report) => githubAnnotations(report).join("\n")],
  ["a job summary", githubSummary],
])("shows no invisible character in %s", (_, format) => {
  const text = format(hiddenReport);
  expect(text).toMatch(/feff/i);
  expect(text).toMatch(/^(?:[\n\p{L}\p{N}\p{P}\p{S} ](?<![\p{Default_Ignorable_Code_Point}\u2800]))*$/u);
});

it("keeps invisible characters in JSON for programs", () => {
  expect(JSON.parse(toPrintableJson(hiddenReport))).toEqual(hiddenReport);
});
