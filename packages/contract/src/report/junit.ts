import { checks } from "../check-names.ts";
import type { Finding, Report } from "./report.ts";

/** A report in JUnit's XML, as CI systems show it: a test case for each check, a failure for each way in which it fails. */
export function junitReport(report: Report): string {
  const { checks: results, findings, durationMs, description, startedAt } = report;
  const failures = results.filter(({ outcome }) => outcome === "failed").length;
  const skipped = results.filter(({ outcome }) => outcome === "not run").length;
  const totals = `tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${durationMs / 1_000}"`;
  const cases = results.map(({ check, outcome, notRun }) => {
    const own = findings.filter((finding) => finding.check === check);
    const inside = [
      ...own.map(failure),
      ...(outcome === "not run"
        ? [`<skipped message="${escape(notRun.join("; ") || "nothing to look at")}"/>`]
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

function failure({
  what,
  operations,
  count,
  expected,
  actual,
  source,
  tried,
  curl,
  answer,
  smallest,
  seed,
}: Finding): string {
  const where =
    source.line === undefined ? source.pointer : `${source.file}:${source.line} ${source.pointer}`;
  const text = [
    `operations: ${operations.join(", ")} (${count} ${count === 1 ? "time" : "times"})`,
    `tried: ${tried.join("; ")}`,
    `expected: ${expected}`,
    `came: ${actual}`,
    `says: ${where}`,
    ...(smallest === undefined ? [] : [`smallest: ${smallest}`]),
    `seed: ${seed}`,
    ...curl,
    answer,
  ].join("\n");
  return `<failure type="contract" message="${escape(`${operations[0]} ${what}`)}">${escape(text)}</failure>`;
}

/** XML cannot hold most control characters at all. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, (character) =>
      "\t\n\r".includes(character) ? character : "\ufffd",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
