import type { Operation } from "../model/operations.ts";
import type { Block, CodeBlock, Page } from "../pages/blocks.ts";
import { escapeText } from "./highlight.ts";
import { printCode, printEndpoint, printMethod } from "./html-code.ts";
import { printExamples } from "./html-examples.ts";
import { printFields } from "./html-fields.ts";
import { printError, printResponses } from "./html-responses.ts";
import { type HtmlContext, HtmlText } from "./html-text.ts";
import { printTryForm } from "./try-form.ts";

/** Prints the blocks of a page. Examples are in a column of their own, if there is room. */
export function printBlocks({ blocks }: Page, context: HtmlContext): string {
  const text = new HtmlText(context);
  const print = (part: Block[]) => part.map((block) => printBlock(text, block)).join("\n");
  const at = blocks.findIndex(({ kind }) => kind === "examples");
  if (at < 0) return print(blocks);
  const [intro, examples, rest] = [blocks.slice(0, at), blocks.slice(at, at + 1), blocks.slice(at + 1)].map(
    print,
  );
  return `<div class=intro>${intro}</div>\n${examples}\n<div class=details>${rest}</div>`;
}

function printBlock(text: HtmlText, block: Block): string {
  switch (block.kind) {
    case "heading":
      return printHeading(text, block);
    case "text":
      return text.block(block.markdown);
    case "endpoint":
      return printEndpoint(block.operation);
    case "fields":
      return printFields(text, block.fields, block.isRequest, block.prefix);
    case "responses":
      return printResponses(text, block.responses);
    case "errors":
      return `<div class=errors>${block.responses.map((response) => printError(text, response)).join("\n")}</div>`;
    case "code":
      return printCodeBlock(text, block);
    case "variants":
      return printVariants(text, block.variants);
    case "operations":
      return `<ul class=operations>${block.operations.map((operation) => printOperation(text, operation)).join("\n")}</ul>`;
    case "examples":
      return printExamples(text, block);
    case "figure":
      return `<figure>${block.svg}<figcaption>${text.inline(block.text)}</figcaption></figure>`;
    case "try":
      return printTryForm(block.operation, block.tryItServer);
  }
}

function printHeading(
  text: HtmlText,
  { level, text: title, id }: Extract<Block, { kind: "heading" }>,
): string {
  const unique = text.uniqueId(id);
  return `<h${level} id=${unique}><a href=#${unique}>${text.inline(title)}</a></h${level}>`;
}

const printCodeBlock = (text: HtmlText, { code, language, label }: CodeBlock) =>
  printCode(text.highlight(code, language), label);

function printVariants(text: HtmlText, variants: CodeBlock[]): string {
  const tabs = variants.map((variant) => ({
    label: variant.language === "shell" ? "Shell" : "PowerShell",
    html: printCodeBlock(text, variant),
  }));
  return `<div class=variants>${text.tabs("Shell", tabs)}</div>`;
}

function printOperation({ links }: HtmlText, operation: Operation): string {
  const { operationId, method, path, summary, isDeprecated } = operation;
  const note = isDeprecated ? " <b class=deprecated>deprecated</b>" : "";
  return `<li>${printMethod(method)} <a href=${links.operation(operationId)}>${escapeText(summary)}</a> <code>${escapeText(path)}</code>${note}</li>`;
}
