import type { Operation } from "../model/operations.ts";
import { escapeHtml, escapeText } from "./highlight.ts";

/** Prints a block of code with a button. The button's text comes from the style sheet, so that it is not part of the content. */
export const printCode = (html: string, label: string) =>
  `<div class=code data-label="${escapeHtml(label)}"><pre tabindex=0 role=group aria-label="${escapeHtml(label)}"><code>${keepSegments(html)}</code></pre><button class=copy aria-label="Copy ${escapeHtml(label)} code"></button></div>`;

/** Lets the lines of a URL end before a slash of its path or before its query, not at a hyphen, and none before a final backslash. */
const keepSegments = (html: string) =>
  html
    .replaceAll(
      /https?:\/\/[\w.:-]+|(?<=\/)\w+(?:-\w+)+/g,
      (segment) => `<span class=segment>${segment}</span>`,
    )
    .replaceAll(/(?<=[\w>])\/(?=[\w<$])/g, "<wbr>/")
    .replaceAll(/ \\$/gm, String.raw`<span class=segment> \</span>`)
    .replaceAll(/(?<=[\w>])\?\w+=/g, (start) => `<wbr><span class=segment>${start}</span>`);

/** Prints the badge of a method. */
export const printMethod = (method: string): string =>
  `<b class="${method.toLowerCase()} method">${method}</b>`;

/** Lines end before a slash, not at a hyphen. */
export function printEndpoint({ method, server, path, operationId, isDeprecated }: Operation): string {
  const parts = path
    .split(/(?=\/)/)
    .map((part) => `<i>${escapeText(part).replaceAll(/\{[^}]+\}/g, (name) => `<var>${name}</var>`)}</i>`)
    .join("<wbr>");
  const note = isDeprecated ? " <b class=deprecated>deprecated</b>" : "";
  return `<p class=endpoint role=group aria-label=Endpoint>${printMethod(method)} <code><span>${escapeText(server)}</span><wbr>${parts}</code> <small>${escapeText(operationId)}</small>${note}</p>`;
}

/** The longest text that stays on one line: a third of the line of a phone is left for what is around it. */
const maxUnbroken = 24;

/** Prints a name or value in running text. A short one stays on one line, and so does a short word with hyphens in a longer one. */
export function printInlineCode(code: string): string {
  const html = escapeText(code);
  if (code.length <= maxUnbroken) return `<code${/[\s-]/.test(code) ? " class=segment" : ""}>${html}</code>`;
  const words = html.replaceAll(/\w+(?:-\w+)+/g, (word) =>
    word.length <= maxUnbroken ? `<span class=segment>${word}</span>` : word,
  );
  return `<code>${words}</code>`;
}
