import {
  examplesOf,
  type NamedExample,
  type OperationResponse,
  type Parameter,
} from "../model/operations.ts";
import type { Block, SampleCase } from "../pages/blocks.ts";
import { json } from "../samples/literals.ts";
import type { Sample } from "../samples/sample.ts";
import { exampleText } from "../samples/request.ts";
import { escapeHtml, escapeText } from "./highlight.ts";
import { printCode } from "./html-code.ts";
import { describeExample, isExplainedOnce } from "./html-responses.ts";
import { type HtmlText, type Tab, withoutLinks } from "./html-text.ts";

/** Prints the samples of requests, and the responses by status, of which those that belong to the selected request are shown. */
export function printExamples(text: HtmlText, block: Extract<Block, { kind: "examples" }>): string {
  const { cases, responses, servers, parameters } = block;
  const isSingle = cases.length === 1;
  const requests = cases.map((each, index) => {
    const html = printCase(text, each, { isSingle, parameters });
    return isSingle
      ? html
      : `<div data-cases=${index}><p class=printed>${escapeText(each.request?.summary ?? "")}</p>${html}</div>`;
  });
  const choices = servers.map(
    ({ label, url }) => `<option value="${escapeHtml(url)}">${escapeText(label)}</option>`,
  );
  // Beside the list of examples, there is no room for the label.
  const label = isSingle ? "Server" : "<span class=hidden>Server</span>";
  const picker = `<label class=servers>${label} <select>${choices.join("")}</select></label>`;
  const statuses = responses.map((response) => printStatusTab(text, response, cases));
  const responseTitle = `<h2 id=${text.uniqueId("example-response")}>Response</h2>`;
  return [
    `<section class=beside aria-label=Examples>`,
    `<div class=panel><div class=bar><h2 id=${text.uniqueId("example")}>Request</h2>${isSingle ? "" : printCasePicker(cases, responses)}${picker}</div>${requests.join("")}</div>`,
    statuses.length > 0 ? `<div class=panel>${text.tabs("Status", statuses, responseTitle)}</div>` : "",
    "</section>",
  ].join("");
}

/** Prints a list of the examples of a request. The style sheet shows what belongs to the selected one, so that it works without JavaScript. */
function printCasePicker(cases: SampleCase[], responses: OperationResponse[]): string {
  const options = cases.map(
    (each, index) =>
      `<option data-case=${index}${formatStatus(each, responses)}>${escapeText(each.request?.summary ?? "")}</option>`,
  );
  return `<select class=cases aria-label=Example>${options.join("")}</select>`;
}

/** The status of the response that belongs to a request, which the page then selects. */
function formatStatus(each: SampleCase, responses: OperationResponse[]): string {
  const found = responses.find((response) =>
    examplesOf(response).some((example) => belongsTo(example, each)),
  );
  return found ? ` data-status="${escapeHtml(found.status)}"` : "";
}

/** An example of a response belongs to the request with the same name or summary. */
const belongsTo = (example: NamedExample, { request }: SampleCase) =>
  request !== undefined && (request.name === example.name || request.summary === example.summary);

function printStatusTab(text: HtmlText, response: OperationResponse, cases: SampleCase[]): Tab {
  const label = response.status;
  const examples = examplesOf(response);
  if (examples.length === 0)
    return { label, html: `<p class=caption>${withoutLinks(text.inline(response.description))}</p>` };
  // The tab of an error that all operations share is shown while the reader has the error open.
  if (isExplainedOnce(text, response))
    return {
      label,
      html: examples
        .slice(0, 1)
        .map((example) => printExample(text, example))
        .join(""),
      attributes: " class=shared",
    };
  const html = examples
    .map((example) => limitToCases(printExample(text, example), example, examples, cases))
    .join("\n");
  return { label, html };
}

/** Names the requests with which an example is shown, unless it is always shown. The style sheet hides it with the others. */
function limitToCases(
  html: string,
  example: NamedExample,
  examples: NamedExample[],
  cases: SampleCase[],
): string {
  if (!cases.some((each) => belongsTo(example, each))) return html;
  const shown = cases.flatMap((each, index) => {
    const hasOther = examples.some((other) => belongsTo(other, each));
    return belongsTo(example, each) || !hasOther ? [index] : [];
  });
  return shown.length === cases.length ? html : `<div data-cases="${shown.join(" ")}">${html}</div>`;
}

function printCase(
  text: HtmlText,
  { request, samples }: SampleCase,
  { isSingle, parameters }: { isSingle: boolean; parameters: Parameter[] },
): string {
  const about = [isSingle ? request?.summary : "", request?.description].filter(Boolean).join(". ");
  const caption =
    request && about !== ""
      ? `<p class=caption><code>${escapeText(request.name)}</code> ${text.inline(about)}</p>`
      : "";
  const tabs = samples.map((sample) => ({
    label: sample.label,
    html: printSample(text, sample, parameters),
  }));
  return caption + text.tabs("Language", tabs);
}

const printSample = (text: HtmlText, { label, language, code }: Sample, parameters: Parameter[]) =>
  printCode(markValues(text.highlight(code, language), parameters), label);

/** Marks the values of parameters as placeholders, which the reader replaces. */
function markValues(html: string, parameters: Parameter[]): string {
  return parameters.reduce((marked, parameter) => {
    const value = escapeText(encodeURIComponent(exampleText(parameter)));
    const pattern = new RegExp(
      `(?<=[/="])${value.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?=["'?&/\\s]|$)`,
      "g",
    );
    return marked.replace(pattern, () => `<var data-param="${escapeHtml(parameter.name)}">${value}</var>`);
  }, html);
}

function printExample(text: HtmlText, example: NamedExample): string {
  const { name, value } = example;
  const isText = typeof value === "string";
  const highlighted = text.highlight(isText ? value : json(value), isText ? "text" : "json");
  return `<p class=caption><code>${escapeText(name)}</code> ${text.inline(describeExample(example))}</p>${printCode(highlighted, name)}`;
}
