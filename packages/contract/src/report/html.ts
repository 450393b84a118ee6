import { checks } from "../check-names.ts";
import type { Finding, Report } from "./report.ts";
import { headline } from "./text.ts";

/** A report as one HTML page that needs nothing else. */
export function htmlReport(report: Report): string {
  const { findings, checks: results, coverage, description, left, startedAt } = report;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(report.outcome === "kept" ? "Kept" : `Broken in ${findings.length} ways`)}: ${escape(description.title)}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
  h1 { font-size: 1.3rem; white-space: pre-line } h2 { font-size: 1.1rem; margin-top: 2rem } h3 { font-size: 1rem; margin: 0 }
  pre { background: #f4f4f4; padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
  h1, h3, li, dd, td:nth-child(n+3) { overflow-wrap: anywhere }
  table { border-collapse: collapse; display: block; overflow-x: auto } td, th { padding: .15rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }
  section { border-left: 4px solid #b00020; padding-left: 1rem; margin: 1.5rem 0 }
  dt { font-weight: 600 } .failed { color: #b00020 } .passed { color: #00692b }
  @media (prefers-color-scheme: dark) { body { color: #eee; background: #161616 } pre { background: #262626 } .failed { color: #ff8a80 } .passed { color: #7fd99a } }
</style>
<h1>${escape(headline(report))}</h1>
<p>${escape(description.title)} ${escape(description.version)}, ${escape(startedAt)}</p>
${findings.length === 0 ? "" : `<h2>What is broken</h2>\n<ol>${findings.map((each, index) => `<li><a href="#f${index + 1}">${title(each)}</a></li>`).join("\n")}</ol>`}
${findings.map((each, index) => section(each, index + 1)).join("\n")}
<h2>Checks</h2>
<table><tr><th scope="col">check<th scope="col">outcome<th scope="col">looked at<th scope="col">what it holds
${results.map(({ check, outcome, looked, notRun }) => `<tr><td>${check}<td class="${outcome.replace(" ", "-")}">${outcome}<td>${looked}<td>${escape([checks[check], ...notRun.slice(0, 3)].join(" · "))}`).join("\n")}
</table>
<h2>Asked for, and answered as expected</h2>
<table><tr><th scope="col">of<th scope="col">covered<th scope="col">missing<th scope="col">not reachable from outside
${coverage.parts.map(({ kind, covered, total, missing, notReachable }) => `<tr><td>${kind}<td>${covered} of ${total}<td>${list(missing)}<td>${list(notReachable.map(({ what, reason }) => `${what}: ${reason}`))}`).join("\n")}
</table>
<h2>Operation by status</h2>
${statusTable(report)}
${left.length === 0 ? "" : `<h2>Could not be taken back</h2>${list(left)}`}
</html>
`;
}

const title = ({ check, operations, what }: Finding) => escape(`${check}: ${operations[0]} ${what}`);

function section(finding: Finding, number: number): string {
  const { operations, count, expected, actual, source, tried, curl, answer, smallest, seed } = finding;
  const rows: [string, string][] = [
    ["operations", operations.join(", ")],
    ["times", String(count)],
    ["tried", tried.join("; ")],
    ["expected", expected],
    ["came", actual],
    ["says", `${source.file}${source.line === undefined ? "" : `:${source.line}`} ${source.pointer}`],
    ["seed", String(seed)],
    ...(smallest === undefined ? [] : [["smallest", smallest] as [string, string]]),
  ];
  return `<section id="f${number}"><h3>${number}. ${title(finding)}</h3>
<dl>${rows.map(([name, text]) => `<dt>${name}<dd>${escape(text)}`).join("")}</dl>
${curl.length === 0 ? "" : `<pre>${escape(curl.join("\n\n"))}</pre>`}
${answer === "" ? "" : `<pre>${escape(answer)}</pre>`}</section>`;
}

function statusTable({ coverage: { responses } }: Report): string {
  const statuses = [...new Set(Object.values(responses).flatMap(Object.keys))].toSorted();
  const marks = { seen: "●", "not seen": "·", "not reachable": "–" };
  const rows = Object.entries(responses).map(
    ([operationId, row]) =>
      `<tr><th scope="row">${escape(operationId)}${statuses.map((status) => `<td>${row[status] ? marks[row[status]] : ""}`).join("")}`,
  );
  return `<table><tr><th scope="col">operation${statuses.map((status) => `<th scope="col">${escape(status)}`).join("")}\n${rows.join("\n")}</table>
<p>● seen, · not seen, – not reachable from outside</p>`;
}

const list = (items: string[]) =>
  items.length === 0
    ? ""
    : items.length > 8
      ? `<details><summary>${items.length}</summary>${items.map(escape).join("<br>")}</details>`
      : items.map(escape).join("<br>");

const escape = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
