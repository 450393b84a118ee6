import {
  examplesOf,
  isError,
  listResponseHeaders,
  type NamedExample,
  type OperationResponse,
} from "../model/operations.ts";
import { slug } from "../pages/blocks.ts";
import { describeContent } from "../pages/operation-page.ts";
import { escapeHtml, escapeText } from "./highlight.ts";
import { printOwnAndCommon } from "./html-fields.ts";
import { type HtmlText, withoutLinks } from "./html-text.ts";
import { formatErrorText } from "./markdown.ts";

/** Prints every response, then their headers, which are mostly the same. */
export function printResponses(text: HtmlText, responses: OperationResponse[]): string {
  const items = responses.map((response) => printResponse(text, response));
  return `<div class=responses>${items.join("\n")}</div>${printResponseHeaders(text, responses)}`;
}

/** Prints an error with all its examples. */
export function printError(text: HtmlText, response: OperationResponse): string {
  const { status, description } = response;
  const id = text.uniqueId(`error-${slug(status)}`);
  return `<section id=${id}><p>${printStatus(status)} ${text.inline(description)}</p>${printContents(text, response, id)}${printCauses(text, response)}</section>`;
}

/** Formats the summary and the description of an example, in Markdown. */
export const describeExample = ({ summary, description }: NamedExample): string =>
  [summary, description].filter(Boolean).join(". ");

/** Whether a page explains an error for all operations. */
export const isExplainedOnce = ({ links }: HtmlText, response: OperationResponse): boolean =>
  isError(response) && response.isCommon && links.hasPage("errors");

function printResponse(text: HtmlText, response: OperationResponse): string {
  const { status, description } = response;
  const id = text.uniqueId(`response-${slug(status)}`);
  const open = status.startsWith("2") ? " open" : "";
  const causes = isExplainedOnce(text, response)
    ? `<p>Common error. See <a href=${text.links.file("errors.html")}#all-errors>Errors</a> for causes and examples.</p>`
    : printCauses(text, response);
  const summary = hideFurtherSentences(withoutLinks(text.inline(description)));
  return [
    `<details class=response id=${id} data-status=${status}${open}><summary>${printStatus(status)} <span>${summary}</span></summary><div>`,
    printContents(text, response, id),
    isError(response) ? causes : "",
    "</div></details>",
  ]
    .filter(Boolean)
    .join("");
}

/** Prints the schemas of a response, except the one that a page explains for all operations. */
const printContents = (text: HtmlText, { contents }: OperationResponse, id: string) =>
  contents
    .filter((content) => !text.links.isExplained(content))
    .map((content) => {
      const about = text.inline(describeContent(content));
      return `${about && `<p>${about}</p>`}${printOwnAndCommon(text, content.fields, id)}`;
    })
    .join("");

const printStatus = (status: string) =>
  `<b class="s${escapeHtml(status[0] ?? "")} status">${escapeText(status)}</b>`;

function printResponseHeaders(text: HtmlText, responses: OperationResponse[]): string {
  const headers = listResponseHeaders(responses).map(({ field, use }) => ({
    ...field,
    description: [field.description, use].filter(Boolean).join(" "),
  }));
  if (headers.length === 0) return "";
  const id = text.uniqueId("response-headers");
  return `<h3 id=${id}><a href=#${id}>Response headers</a></h3>${printOwnAndCommon(text, headers, "response-header")}`;
}

function printCauses(text: HtmlText, response: OperationResponse): string {
  const items = examplesOf(response).map((example) => {
    const id = text.uniqueId(slug(example.name) || "example");
    return `<li id=${id}><p><a class=name href=#${id}><code>${escapeText(example.name)}</code></a> ${text.inline(describeExample(example))}</p><q>${escapeText(formatErrorText(example))}</q></li>`;
  });
  return items.length === 0 ? "" : `<ul class=causes>${items.join("\n")}</ul>`;
}

/** Marks what follows the first sentence, which a closed section does not show. A sentence does not end inside an element. */
function hideFurtherSentences(html: string): string {
  let depth = 0;
  for (const { 0: found, index } of html.matchAll(/<\/?\w[^>]*>|[.!?](?=\s+[\p{Lu}<])/gu)) {
    if (found.startsWith("<")) depth += found.startsWith("</") ? -1 : found.startsWith("<br") ? 0 : 1;
    else if (depth === 0)
      return `${html.slice(0, index + 1)}<span class=more>${html.slice(index + 1)}</span>`;
  }
  return html;
}
