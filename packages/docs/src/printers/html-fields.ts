import { code, type Field } from "../model/fields.ts";
import { slug } from "../pages/blocks.ts";
import { escapeText } from "./highlight.ts";
import { printInlineCode } from "./html-code.ts";
import type { HtmlText } from "./html-text.ts";

/** Prints a list of fields, those inside each below it. */
export function printFields(text: HtmlText, fields: Field[], isRequest: boolean, prefix: string): string {
  if (fields.length === 0) return "";
  const items = fields.map((field) => {
    const id = text.uniqueId(`${prefix}-${slug(field.name) || "field"}`);
    const children = printChildren(text, field, isRequest, id);
    return `<li id=${id}>${printField(text, field, isRequest, id)}${children}</li>`;
  });
  return `<ul class=fields>${items.join("\n")}</ul>`;
}

/** Prints fields of a response. Those that many operations share come last, and are closed. */
export function printOwnAndCommon(text: HtmlText, fields: Field[], prefix: string): string {
  const common = fields.filter(({ isCommon }) => isCommon);
  const own = fields.filter(({ isCommon }) => !isCommon);
  const names = common.map(({ name }) => printInlineCode(name)).join(", ");
  const closed = `<details class=nested><summary>Shared by many operations: ${names}</summary>${printFields(text, common, false, prefix)}</details>`;
  return printFields(text, own, false, prefix) + (common.length > 0 ? closed : "");
}

function printField(text: HtmlText, field: Field, isRequest: boolean, id: string): string {
  const name = `<a class=name href=#${id}><code>${escapeText(field.name)}</code></a>`;
  const deprecated = field.isDeprecated ? " <b class=deprecated>deprecated</b>" : "";
  if (field.isVariant)
    return `<p>If it is ${name}${deprecated}: ${text.inline(field.description)}</p>${printFieldRules(text, field)}`;
  const required = isRequest && field.required ? " <b>required</b>" : "";
  const optional = !isRequest && !field.required ? " <i>optional</i>" : "";
  return [
    `<p>${name} <i>${text.inline(field.type)}</i>${required}${optional}${deprecated}</p>`,
    field.description && `<p>${text.inline(field.description)}${printGuideLink(text, field)}</p>`,
    printFieldRules(text, field),
  ]
    .filter(Boolean)
    .join("");
}

function printFieldRules(text: HtmlText, field: Field): string {
  const limits = [
    ...field.limits,
    ...(field.default === undefined ? [] : [`default ${code(field.default)}`]),
  ];
  const example = [
    ...(field.example === undefined ? [] : [`e.g. ${code(field.example)}`]),
    ...field.otherExamples,
  ];
  return isLong(limits) || field.unofficial.length > 0
    ? printRules(text, field, limits, example)
    : printNotes(text, [...limits, ...example]);
}

const printNotes = (text: HtmlText, notes: string[]) =>
  notes.length > 0 ? `<p class=notes>${text.inline(notes.join("; "))}</p>` : "";

/** Rules that take more than one line, or have a label, are shown when the reader asks for them. */
function printRules(
  text: HtmlText,
  { name, unofficial }: Field,
  limits: string[],
  example: string[],
): string {
  const rows = [
    limits.length > 0 ? text.inline(limits.join("; ")) : "",
    unofficial.length > 0
      ? `${text.unofficialLabel("Unofficial:")} ${text.inline(unofficial.join(", "))}`
      : "",
    ...example.map((each) => text.inline(each)),
  ];
  const title = limits.length > 0 ? "Limits" : "Unofficial limits";
  return `<details class=notes><summary><span class=hidden>${escapeText(name)}: </span>${title}</summary>${rows.map((row) => row && `<p>${row}</p>`).join("")}</details>`;
}

function printGuideLink({ links }: HtmlText, { guide }: Field): string {
  if (guide === undefined || !links.hasPage(guide)) return "";
  return ` See <a href=${links.file(`${guide}.html`)}>${guide.replace(/^./, (first) => first.toUpperCase())}</a>.`;
}

function printChildren(text: HtmlText, { children, name }: Field, isRequest: boolean, id: string): string {
  if (children.length === 0) return "";
  const count = `${children.length} ${children.length === 1 ? "field" : "fields"}`;
  return `<details class=nested open><summary><span class=hidden>${escapeText(name)}: </span>${count}</summary>${printFields(text, children, isRequest, id)}</details>`;
}

/** Whether rules would take more than one line. A pattern is not for reading. */
const isLong = (rules: string[]) =>
  rules.join("; ").length > 60 || rules.some((rule) => /matches/.test(rule));
