import { checks } from "../check-names.ts";
import { escapeInvisible } from "./printable.ts";
import type { Finding, Report } from "./report.ts";

/** Formats a report as JUnit XML: a test case for each check, a failure for each finding. */
export function junitReport(report: Report): string {
  const { checks: results, findings, durationMs, description, startedAt } = report;
  const failures = results.filter(({ outcome }) => outcome === "failed").length;
  const skipped = results.filter(({ outcome }) => outcome === "not run").length;
  const totals = `tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${durationMs / 1_000}"`;
  const cases = results.map(({ check, outcome, skipReasons }) => {
    const own = findings.filter((finding) => finding.check === check);
    const inside = [
      ...own.map(formatFailure),
      ...(outcome === "not run"
        ? [`<skipped message="${escape(skipReasons.join("; ") || "no request applies")}"/>`]
        : []),
    ];
    return `    <testcase classname="rolewright-contract" name="${check}: ${escape(checks[check])}">${inside.join("")}</testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rolewright-contract" ${totals}>`,
    `  <testsuite name="${escape(`${description.title} ${description.version}`)}" timestamp="${startedAt}" ${totals}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function formatFailure(finding: Finding): string {
  const { message, operations, count, expected, actual, specLocation, requests, minimalBody, seed } = finding;
  const spec =
    specLocation.line === undefined
      ? specLocation.pointer
      : `${specLocation.file}:${specLocation.line} ${specLocation.pointer}`;
  const text = [
    `operations: ${operations.join(", ")} (${count} ${count === 1 ? "time" : "times"})`,
    `request: ${requests.join("; ")}`,
    `expected: ${expected}`,
    `actual: ${actual}`,
    `spec: ${spec}`,
    ...(minimalBody === undefined ? [] : [`minimal body: ${minimalBody}`]),
    ...(finding.consequences ? [`consequences: ${finding.consequences.join("\n  ")}`] : []),
    `seed: ${seed}`,
    ...finding.reproduce,
    finding.response,
  ].join("\n");
  return `<failure type="contract" message="${escape(`${operations[0]}: ${message}`)}">${escape(text)}</failure>`;
}

/** Escapes text for XML 1.0, which forbids most control characters even in escaped form. */
const escape = (text: string): string =>
  escapeInvisible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
