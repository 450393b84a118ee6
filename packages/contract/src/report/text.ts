import { checks } from "../check-names.ts";
import type { CoverageOf } from "../coverage-of.ts";
import type { Finding, Report } from "./report.ts";

/** A report for a person at a terminal: what is broken first, in full; then what was looked at. */
export function textReport(report: Report): string {
  const { findings } = report;
  return [
    headline(report),
    "",
    ...(findings.length === 0
      ? []
      : [...summary(findings), "", ...findings.flatMap((finding, index) => [block(finding, index + 1), ""])]),
    ...notRun(report),
    ...coverage(report),
    ...ending(report),
  ].join("\n");
}

/** One line that says how it went. */
export function headline({
  outcome,
  findings,
  baseUrl,
  description,
  requests,
  durationMs,
  seed,
  incomplete,
}: Report): string {
  const seen = findings.reduce((sum, { count }) => sum + count, 0);
  const how =
    outcome === "kept" && incomplete !== undefined
      ? `NOT FINISHED: nothing was found wrong with ${baseUrl} so far`
      : outcome === "kept"
        ? `KEPT: ${baseUrl} does what ${description.title} ${description.version} says`
        : `BROKEN: ${baseUrl} fails in ${count(findings.length, "way")}, seen ${count(seen, "time")}`;
  const early = incomplete === undefined ? "" : `\nINCOMPLETE: ${incomplete}`;
  return `${how} (${requests.toLocaleString("en")} requests in ${(durationMs / 1_000).toFixed(1)} s, seed ${seed})${early}`;
}

const count = (number: number, word: string) =>
  `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

/** One line for each failure, those that were seen most often last in each check. */
function summary(findings: Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings.map(
    (finding, index) =>
      `${String(index + 1).padStart(3)}  ${finding.check.padEnd(width)}  ${operationsOf(finding)} ${finding.what}`,
  );
}

const operationsOf = ({ operations }: Finding) =>
  operations.length > 2 ? `${operations[0]} and ${operations.length - 1} others` : operations.join(" and ");

function block(finding: Finding, number: number): string {
  const {
    check,
    what,
    operations,
    count: times,
    expected,
    actual,
    source,
    tried,
    curl,
    answer,
    smallest,
    seed,
  } = finding;
  const line = source.line === undefined ? source.file : `${source.file}:${source.line}`;
  return [
    `${number}. ${check}: ${operationsOf(finding)} ${what}`,
    `   ${checks[check]}`,
    ...(operations.length > 2 ? [field("seen with", operations.join(", "))] : []),
    field("times", String(times)),
    field("tried", tried.join("; ")),
    field("expected", expected),
    field("came", actual),
    field("says", `${line}  ${source.pointer}`),
    ...(smallest === undefined ? [] : [field("smallest", smallest)]),
    ...(curl.length === 0 ? [] : [field("repeat", curl.join("\n\n"))]),
    ...(answer === "" ? [] : [field("answer", answer)]),
    field("seed", `${seed}; again: --seed ${seed} --only ${check}`),
  ].join("\n");
}

const field = (name: string, text: string) =>
  `   ${name.padEnd(10)} ${printable(text).replaceAll("\n", "\n              ")}`;

/** Nothing that a server sends shall be obeyed by a terminal: no control character, and nothing that turns text around. */
const printable = (text: string) =>
  text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === "\n" ? character : "\ufffd",
  );

function notRun({ checks: results }: Report): string[] {
  const lines = results.flatMap(({ check, outcome, notRun: reasons }) => {
    if (outcome !== "not run" && reasons.length === 0) return [];
    const [first = "nothing to look at", ...others] = reasons;
    const more = others.length === 0 ? "" : ` (and ${count(others.length, "other reason")}: --report json)`;
    return [`  ${check}${outcome === "not run" ? "" : ", in part"}: ${printable(first)}${more}`];
  });
  return lines.length === 0 ? [] : ["Not run:", ...lines, ""];
}

function coverage({ coverage: { parts } }: Report): string[] {
  return ["Asked for, and answered as expected:", ...parts.map(coverageLine), ""];
}

function coverageLine({ kind, covered, total, missing, notReachable }: CoverageOf): string {
  const percent = total === 0 ? 100 : Math.floor((covered / total) * 100);
  const some =
    missing.length === 0 ? "" : `; not ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? " …" : ""}`;
  const beyond = notReachable.length === 0 ? "" : `; ${notReachable.length} not reachable from outside`;
  return `  ${kind.padEnd(10)} ${covered} of ${total} (${percent} %)${some}${beyond}`;
}

function ending({ findings, checks: results, left, keep }: Report): string[] {
  const passed = results.filter(({ outcome }) => outcome === "passed").length;
  const failed = results.filter(({ outcome }) => outcome === "failed").length;
  const other = results.length - passed - failed;
  return [
    `${passed} checks passed, ${failed} failed, ${other} not run.`,
    ...(left.length === 0
      ? []
      : [
          `Could not be taken back: ${left.slice(0, 10).join(", ")}${left.length > 10 ? ` and ${left.length - 10} more` : ""}`,
        ]),
    ...(findings.length > 0 && keep !== true
      ? [
          `${left.length === 0 ? "What the run made is deleted again. " : ""}To repeat a command as it is, run with --keep and the seed first.`,
        ]
      : []),
    ...(findings.some(({ curl }) => curl.join("").includes("ROLEWRIGHT_PROJECT_KEY"))
      ? ["ROLEWRIGHT_PROJECT_KEY is a project's own key, as createProject answers with one."]
      : []),
  ];
}

/** Operation by status: which documented answers were seen (●), which were not (·), which cannot be asked for (–). */
export function statusTable({ coverage: { responses } }: Report): string {
  const statuses = [...new Set(Object.values(responses).flatMap((row) => Object.keys(row)))].toSorted();
  const width = Math.max(...Object.keys(responses).map(({ length }) => length));
  const marks = { seen: "●", "not seen": "·", "not reachable": "–" };
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
    `${seen} of ${all.length} documented answers seen (●)`,
  ].join("\n");
}
