import { checks } from "../check-names.ts";
import type { Finding, Report } from "./report.ts";
import { escapeInvisible } from "./printable.ts";
import { headline } from "./text.ts";

/** Formats a report as one self-contained HTML page. */
export function htmlReport(report: Report): string {
  const { findings, checks: results, coverage, description, undeletedResources, startedAt } = report;
  const causes = groupByCause(findings);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.outcome === "failed" ? `Failed, ${findings.length} findings` : report.outcome === "passed" ? "Passed" : "Incomplete"}: ${escape(description.title)}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
  h1 { font-size: 1.3rem; white-space: pre-line } h2 { font-size: 1.1rem; margin-top: 2rem } h3 { font-size: 1rem; margin: 0 }
  pre { background: #f4f4f4; padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
  dd { white-space: pre-line }
  h1, h3, li, dd, td:nth-child(n+3) { overflow-wrap: anywhere }
  table { border-collapse: collapse; display: block; overflow-x: auto } td, th { padding: .15rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }
  article { border-left: 4px solid #b00020; padding-left: 1rem; margin: 1.5rem 0 }
  section + section { border-top: 1px solid #ddd; padding-top: .6rem } summary { cursor: pointer; padding: .3rem 0 }
  @media (max-width: 40rem) { body { margin: 1rem auto; padding: 0 .7rem } article { padding-left: .6rem } dd { margin-left: 0 } td, th { padding: .15rem .3rem } }
  dt { font-weight: 600 } .failed { color: #b00020 } .passed { color: #00692b }
  @media (prefers-color-scheme: dark) { body { color: #eee; background: #161616 } pre { background: #262626 } .failed { color: #ff8a80 } .passed { color: #7fd99a } }
</style>
<h1>${escape(headline(report))}</h1>
<p>${escape(description.title)} ${escape(description.version)}, ${escape(startedAt)}</p>
${causes.length === 0 ? "" : `<h2>Findings</h2>\n<ol>${causes.map(([first], index) => `<li><a href="#f${index + 1}">${first ? title(first) : ""}</a></li>`).join("\n")}</ol>`}
${causes.map((cause, index) => article(cause, index + 1)).join("\n")}
${report.questions.map(({ rule, contradictions, findings: doubtful }) => `<h2>Is this rule right? ${escape(rule.name)}</h2>\n<p>${escape(rule.file)}${rule.line === undefined ? "" : `:${rule.line}`}: ${contradictions} responses contradict it, and none agrees.</p>\n${doubtful.map(section).join("\n")}`).join("\n")}
${report.accepted.length === 0 ? "" : `<h2>Accepted</h2>\n<ul>${report.accepted.map(({ check, reason, count, location }) => `<li>${check}, ${count} times (${escape(location)}): ${escape(reason)}</li>`).join("\n")}</ul>`}
<h2>Checks</h2>
<table><tr><th scope="col">check<th scope="col">outcome<th scope="col">evaluations<th scope="col">what it verifies
${results.map(({ check, outcome, evaluations, skipReasons }) => `<tr><td>${check}<td class="${outcome.replace(" ", "-")}">${outcome}<td>${evaluations}<td>${escape([checks[check], ...skipReasons.slice(0, 3)].join(" · "))}`).join("\n")}
</table>
<h2>Coverage</h2>
<table><tr><th scope="col">dimension<th scope="col">covered<th scope="col">missing<th scope="col">unreachable from outside
${coverage.dimensions.map(({ kind, covered, total, missing, unreachable }) => `<tr><td>${kind}<td>${covered} of ${total}<td>${list(missing)}<td>${list(unreachable.map(({ item, reason }) => `${item}: ${reason}`))}`).join("\n")}
</table>
<h2>Documented responses</h2>
${statusTable(report)}
${undeletedResources.length === 0 ? "" : `<h2>Could not be deleted</h2>${list(undeletedResources)}`}
</html>
`;
}

const title = ({ check, operations, message }: Finding) => escape(`${check}: ${operations[0]}: ${message}`);

/** Findings of one check about one rule of the description have one cause. */
function groupByCause(findings: Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.check} ${finding.specLocation.pointer}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

function article(cause: Finding[], number: number): string {
  const [first] = cause;
  const heading = first === undefined ? "" : title(first);
  const more = cause.length > 1 ? ` <small>and ${cause.length - 1} more about the same rule</small>` : "";
  return `<article id="f${number}"><h3>${number}. ${heading}${more}</h3>${cause.map(section).join("\n")}</article>`;
}

function section(finding: Finding): string {
  const { operations, count, expected, actual, specLocation, requests, reproduce, minimalBody, seed } =
    finding;
  const rows: [string, string][] = [
    ["finding", finding.message],
    ["operations", operations.join(", ")],
    ["count", String(count)],
    ["request", requests.join("; ")],
    ["expected", expected],
    ["actual", actual],
    [
      "spec",
      `${specLocation.file}${specLocation.line === undefined ? "" : `:${specLocation.line}`} ${specLocation.pointer}`,
    ],
    ...(finding.consequences ? [["consequences", finding.consequences.join("\n")] as [string, string]] : []),
    ["seed", String(seed)],
    ...(minimalBody === undefined ? [] : [["minimal body", minimalBody] as [string, string]]),
  ];
  return `<section>
<dl>${rows.map(([name, text]) => `<dt>${name}<dd>${escape(text)}`).join("")}</dl>
${reproduce.length === 0 ? "" : `<details><summary>Reproduce</summary><pre>${escape(reproduce.join("\n\n"))}</pre></details>`}
${finding.response === "" ? "" : `<details><summary>Response</summary><pre>${escape(finding.response)}</pre></details>`}</section>`;
}

function statusTable({ coverage: { responses } }: Report): string {
  const statuses = [...new Set(Object.values(responses).flatMap(Object.keys))].toSorted();
  const marks = { seen: "●", "not seen": "·", unreachable: "–" };
  const rows = Object.entries(responses).map(
    ([operationId, row]) =>
      `<tr><th scope="row">${escape(operationId)}${statuses.map((status) => `<td>${row[status] ? marks[row[status]] : ""}`).join("")}`,
  );
  return `<table><tr><th scope="col">operation${statuses.map((status) => `<th scope="col">${escape(status)}`).join("")}\n${rows.join("\n")}</table>
<p>● seen, · not seen, – unreachable from outside</p>`;
}

const list = (items: string[]) =>
  items.length === 0
    ? ""
    : items.length > 8
      ? `<details><summary>${items.length}</summary>${items.map(escape).join("<br>")}</details>`
      : items.map(escape).join("<br>");

const escape = (text: string): string =>
  escapeInvisible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
