import { checks } from "../check-names.ts";
import type { CoverageDimension } from "../coverage.ts";
import { issuedKeyName } from "../client/exchange.ts";
import type { Waiver } from "../rules/waivers.ts";
import { escapeInvisible } from "./printable.ts";
import type { Finding, Report, RuleLocation, RuleQuestion } from "./report.ts";

/** Formats a report for a terminal: findings first, then what did not run, then coverage. */
export function textReport(report: Report): string {
  const { findings } = report;
  const lines = [
    headline(report),
    "",
    ...(findings.length === 0
      ? []
      : [
          ...summarize(findings),
          "",
          ...findings.flatMap((finding, index) => [formatFinding(finding, index + 1), ""]),
        ]),
    ...report.questions.flatMap(formatQuestion),
    ...formatAccepted(report),
    ...formatSkipped(report),
    ...formatCoverage(report),
    ...(report.notes.length === 0 ? [] : [...report.notes, ""]),
    ...formatEnding(report),
  ];
  return escapeInvisible(lines.join("\n"));
}

/** The verdict in one line. */
export function headline({
  outcome,
  findings,
  baseUrl,
  description,
  requests,
  durationMs,
  seed,
  incompleteReason,
}: Report): string {
  const total = findings.reduce((sum, { count }) => sum + count, 0);
  const verdict = {
    passed: `PASSED: ${baseUrl} conforms to ${description.title} ${description.version}`,
    failed: `FAILED: ${baseUrl} has ${count(findings.length, "kind")} of violation, seen ${count(total, "time")}`,
    incomplete: `INCOMPLETE: no violation found in ${baseUrl} so far`,
  }[outcome];
  const reason =
    incompleteReason === undefined
      ? ""
      : `\nThe run did not finish: ${incompleteReason.replace(/[.?]?$/, (end) => end || ".")}`;
  return `${verdict} (${requests.toLocaleString("en")} requests in ${(durationMs / 1_000).toFixed(1)} s, seed ${seed})${reason}`;
}

const count = (number: number, word: string) =>
  `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

/** One line for each finding, in the order of the checks. */
function summarize(findings: Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings.map(
    (finding, index) =>
      `${String(index + 1).padStart(3)}  ${finding.check.padEnd(width)}  ${formatOperations(finding)} ${finding.message}`,
  );
}

const formatOperations = ({ operations }: Finding) =>
  operations.length > 2
    ? `${operations[0]} and ${operations.length - 1} others:`
    : `${operations.join(" and ")}:`;

function formatFinding(finding: Finding, number: number): string {
  const { check, message, operations, specLocation, requests, reproduce, minimalBody, seed } = finding;
  const line =
    specLocation.line === undefined ? specLocation.file : `${specLocation.file}:${specLocation.line}`;
  return [
    `${number}. ${check}: ${formatOperations(finding)} ${message}`,
    `   ${checks[check]}`,
    ...(operations.length > 2 ? [field("operations", operations.join(", "))] : []),
    field("count", String(finding.count)),
    field("request", requests.join("; ")),
    field("expected", finding.expected),
    field("actual", finding.actual),
    field("spec", `${line}  ${specLocation.pointer}`),
    ...(finding.rule === undefined ? [] : [field("rule", formatRule(finding.rule))]),
    ...(minimalBody === undefined ? [] : [field("minimal body", minimalBody)]),
    ...(reproduce.length === 0 ? [] : [field("reproduce", reproduce.join("\n\n"))]),
    ...(finding.response === "" ? [] : [field("response", finding.response)]),
    ...(finding.consequences ? [field("consequences", finding.consequences.join("\n"))] : []),
    field("seed", `${seed}; repeat with --seed ${seed} --checks ${check}`),
  ].join("\n");
}

const field = (name: string, text: string) =>
  `   ${name.padEnd(12)} ${text.replaceAll("\n", "\n                ")}`;

/** A rule that every response contradicts, and what to do about it. */
function formatQuestion({ rule, contradictions, findings }: RuleQuestion): string[] {
  return [
    `Is this rule right? ${formatRule(rule)}`,
    `   ${contradictions} responses contradict it, and none agrees. Correct the rule, or delete it. If the server is wrong,`,
    `   add the rule to "confirmed", and run again.`,
    ...findings.flatMap((finding) => [
      `   ${finding.check}: ${formatOperations(finding)} ${finding.message}`,
      field("expected", finding.expected),
      field("actual", finding.actual),
      ...(finding.reproduce.length === 0 ? [] : [field("reproduce", finding.reproduce.join("\n\n"))]),
    ]),
    "",
  ];
}

const formatRule = ({ name, file, line }: RuleLocation) =>
  `${file}${line === undefined ? "" : `:${line}`} ${name}`;

/** Accepted findings with their reasons, and entries that nothing needs any more. */
function formatAccepted({ accepted }: Report): string[] {
  const used = accepted.filter(({ count: times }) => times > 0);
  const unused = accepted.filter(({ count: times }) => times === 0);
  const format = ({ check, operation, location }: Waiver) =>
    `${check}${operation === undefined ? "" : `:${operation}`} (${location})`;
  return [
    ...(used.length === 0
      ? []
      : [
          "Accepted:",
          ...used.map((waiver) => `  ${format(waiver)}, ${count(waiver.count, "time")}: ${waiver.reason}`),
          "",
        ]),
    ...(unused.length === 0
      ? []
      : [
          "Accepted, but not found. Delete these entries, unless the run was limited:",
          ...unused.map((waiver) => `  ${format(waiver)}`),
          "",
        ]),
  ];
}

function formatSkipped({ checks: results }: Report): string[] {
  const lines = results.flatMap(({ check, outcome, skipReasons }) => {
    if (outcome !== "not run" && skipReasons.length === 0) return [];
    const [first = "no request applies", ...others] = skipReasons;
    const more = others.length === 0 ? "" : ` (and ${count(others.length, "other reason")}: --report json)`;
    return [`  ${check}${outcome === "not run" ? "" : ", in part"}: ${first}${more}`];
  });
  return lines.length === 0 ? [] : ["Not run:", ...lines, ""];
}

function formatCoverage({ coverage: { dimensions } }: Report): string[] {
  return ["Coverage:", ...dimensions.map(formatDimension), ""];
}

function formatDimension({ kind, covered, total, missing, unreachable }: CoverageDimension): string {
  const percent = total === 0 ? 100 : Math.floor((covered / total) * 100);
  const some =
    missing.length === 0
      ? ""
      : `; missing: ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? " …" : ""}`;
  const beyond = unreachable.length === 0 ? "" : `; ${unreachable.length} unreachable from outside`;
  return `  ${kind.padEnd(10)} ${covered} of ${total} (${percent} %)${some}${beyond}`;
}

function formatEnding({
  findings,
  checks: results,
  undeletedResources: undeleted,
  cleanup,
}: Report): string[] {
  const passed = results.filter(({ outcome }) => outcome === "passed").length;
  const failed = results.filter(({ outcome }) => outcome === "failed").length;
  const other = results.length - passed - failed;
  const isCleanedUp = cleanup && undeleted.length === 0;
  return [
    `${passed} checks passed, ${failed} failed, ${other} not run.`,
    ...(undeleted.length === 0
      ? []
      : [
          `Could not be deleted: ${undeleted.slice(0, 10).join(", ")}${undeleted.length > 10 ? ` and ${undeleted.length - 10} more` : ""}`,
        ]),
    ...(findings.length > 0 && cleanup
      ? [
          `${isCleanedUp ? "Created resources were deleted. " : ""}To reproduce a command as it is, run again with --no-cleanup and the seed first.`,
        ]
      : []),
    ...(findings.some(({ reproduce }) => reproduce.join("").includes(issuedKeyName))
      ? [`${issuedKeyName} stands for the API key that a creation returned.`]
      : []),
  ];
}

/** A table of operations by status: documented responses that were seen (●), not seen (·) and unreachable (–). */
export function statusTable({ coverage: { responses } }: Report): string {
  const statuses = [...new Set(Object.values(responses).flatMap((row) => Object.keys(row)))].toSorted();
  const width = Math.max(...Object.keys(responses).map(({ length }) => length));
  const marks = { seen: "●", "not seen": "·", unreachable: "–" };
  const rows = Object.entries(responses).map(([operationId, row]) =>
    [
      operationId.padEnd(width),
      ...statuses.map((status) => (row[status] ? marks[row[status]] : "").padStart(status.length)),
    ].join("  "),
  );
  const all = Object.values(responses).flatMap((row) => Object.values(row));
  const seen = all.filter((state) => state === "seen").length;
  return [
    ["".padEnd(width), ...statuses].join("  "),
    ...rows,
    `${seen} of ${all.length} documented responses seen (●)`,
  ].join("\n");
}
