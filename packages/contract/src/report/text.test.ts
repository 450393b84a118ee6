import { expect, it } from "vitest";
import type { Finding, Report } from "./report.ts";
import { textReport } from "./text.ts";

const finding: Finding = {
  check: "ignored_auth",
  what: "accepts what it has to refuse: the key's project is gone",
  operations: ["listProjects"],
  count: 1,
  expected: "status 401",
  actual: "status 200",
  source: { file: "openapi.yaml", pointer: "#/paths" },
  tried: ["the key of a project that was deleted"],
  curl: ["curl 'http://127.0.0.1:1' -H \"CONFIDENT_API_KEY: ${ROLEWRIGHT_API_KEY}\""],
  answer: "HTTP 200",
  seed: 1,
};

const broken: Report = {
  baseUrl: "http://127.0.0.1:1",
  description: { file: "openapi.yaml", title: "An API", version: "1" },
  seed: 1,
  startedAt: "2026-11-26T00:00:00.000Z",
  durationMs: 1,
  requests: 1,
  cases: 1,
  outcome: "broken",
  checks: [],
  findings: [finding],
  coverage: { parts: [], responses: {} },
  left: [],
};

it("says that everything is deleted again only when it is", () => {
  const again = "What the run made is deleted again.";
  expect(textReport(broken)).toContain(again);
  const left = textReport({ ...broken, left: ["DELETE /v1/projects/a"] });
  expect(left).toContain("Could not be taken back: DELETE /v1/projects/a");
  expect(left).not.toContain(again);
  expect(left).toContain("run with --keep and the seed first");
});

it("does not advise --keep to whoever gave it", () => {
  expect(textReport({ ...broken, keep: true })).not.toMatch(/deleted again|--keep/);
});

it("says where the key of a project comes from, when a command wants one", () => {
  const words = "ROLEWRIGHT_PROJECT_KEY is a project's own key";
  expect(textReport(broken)).not.toContain(words);
  const curl = finding.curl.map((command) => command.replace("API_KEY}", "PROJECT_KEY}"));
  expect(textReport({ ...broken, findings: [{ ...finding, curl }] })).toContain(words);
});
