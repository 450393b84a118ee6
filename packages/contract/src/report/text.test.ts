import { expect, it } from "vitest";
import type { Finding, Report } from "./report.ts";
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

// cspell:ignore feff (a code point)
it("escapes invisible characters", () => {
  const report = textReport({
    ...failed,
    findings: [{ ...finding, actual: 'name: "\ufeff\u202e\u001b[31m"' }],
  });
  expect(report).toContain(String.raw`name: "\u{feff}\u{202e}\u{001b}[31m"`);
  expect(report).toMatch(/^[\n\p{L}\p{N}\p{P}\p{S} ]*$/u);
});

it("shows consequences under their cause", () => {
  const consequences = ["rejected requests of createOrganizationRole changed the list"];
  const report = textReport({ ...failed, findings: [{ ...finding, consequences }] });
  expect(report).toContain("consequences rejected requests of createOrganizationRole changed the list");
});

it("explains the variable of an issued key if a command uses it", () => {
  const explanation = "ROLEWRIGHT_ISSUED_KEY stands for the API key that a creation returned";
  expect(textReport(failed)).not.toContain(explanation);
  const reproduce = finding.reproduce.map((command) => command.replace("API_KEY}", "ISSUED_KEY}"));
  expect(textReport({ ...failed, findings: [{ ...finding, reproduce }] })).toContain(explanation);
});
