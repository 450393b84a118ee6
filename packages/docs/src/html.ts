import { Marked } from "marked";
import type { Block, Language, Page } from "./blocks.ts";
import type { Field } from "./fields.ts";
import { escapeHtml, escapeText } from "./highlight.ts";
import type { Links } from "./links.ts";
import { errorWords, fieldNotes } from "./markdown.ts";
import type { Answer, Operation } from "./operations.ts";
import { tryForm } from "./try-form.ts";

/** What printing one page's blocks as HTML needs. */
export interface HtmlContext {
  links: Links;
  highlight(code: string, language: Language): string;
}

/** Prints the blocks of one page. What stands beside the text makes two columns of it, under the call. */
export function htmlBlocks({ blocks }: Page, context: HtmlContext): string {
  const printer = new HtmlPrinter(context);
  const beside = blocks.findIndex(({ kind }) => kind === "aside");
  if (beside < 0) return printer.blocks(blocks);
  const [call, about, aside, rest] = [
    blocks.slice(0, 1),
    blocks.slice(1, beside),
    blocks.slice(beside, beside + 1),
    blocks.slice(beside + 1),
  ].map((part) => printer.blocks(part));
  return `${call}\n<div>${about}</div>\n${aside}\n<div>${rest}</div>`;
}

class HtmlPrinter {
  readonly #context: HtmlContext;
  readonly #marked: Marked;
  readonly #ids = new Set<string>();
  #choices = 0;

  constructor(context: HtmlContext) {
    this.#context = context;
    this.#marked = markedWith(context);
  }

  blocks(blocks: Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  #block(block: Block): string {
    switch (block.kind) {
      case "heading":
        return this.#heading(block);
      case "text":
        return this.#marked.parse(block.markdown, { async: false }).trim();
      case "call":
        return callHtml(block.operation);
      case "fields":
        return `<ul class=fields>${block.fields.map((field) => `<li>${this.#field(field)}</li>`).join("\n")}</ul>`;
      case "errors":
        // The style sheet guesses the height of the list before the browser has set it.
        return `<ul class=errors>${block.answers.map((answer) => this.#error(answer)).join("\n")}</ul>`;
      case "code":
        return codeHtml(this.#context.highlight(block.code, block.language));
      case "choice":
        return this.#choice(block);
      case "operations":
        return `<ul class=operations>${block.operations.map((operation) => this.#operation(operation)).join("\n")}</ul>`;
      case "aside":
        return `<section class=beside aria-label=Example>${this.blocks(block.blocks)}</section>`;
      case "try":
        return tryForm(block.operation, block.local);
    }
  }

  #heading({ level, text, id }: Extract<Block, { kind: "heading" }>): string {
    let unique = id;
    for (let count = 2; this.#ids.has(unique); count += 1) unique = `${id}-${count}`;
    this.#ids.add(unique);
    return `<h${level} id=${unique}><a href=#${unique}>${this.#inline(text)}</a></h${level}>`;
  }

  #field(field: Field): string {
    const path = field.name.split(".");
    const name = path.pop() ?? "";
    const above = path.length > 0 ? `<small>${escapeText(path.join("."))}.</small>` : "";
    const need = field.required ? "<b>required</b>" : "<i>optional</i>";
    const notes = fieldNotes(field).join("; ");
    return [
      `<p><code class=name>${above}${escapeText(name)}</code> <i>${this.#inline(field.type)},</i> ${need}</p>`,
      field.description && `<p>${this.#inline(field.description)}</p>`,
      notes && `<p class=notes>${this.#inline(notes)}</p>`,
    ]
      .filter(Boolean)
      .join("");
  }

  #error({ status, description, examples }: Answer): string {
    const words = examples.map(
      (example) =>
        `<li><code>${escapeText(example.name)}</code> ${escapeText(example.summary)}: <q>${escapeText(errorWords(example))}</q></li>`,
    );
    return `<li><p><b class=s${escapeHtml(status[0] ?? "")}>${escapeText(status)}</b> ${this.#inline(description)}</p><ul>${words.join("\n")}</ul></li>`;
  }

  /** Radio buttons and a style sheet: it works without a script. */
  #choice({ legend, options }: Extract<Block, { kind: "choice" }>): string {
    this.#choices += 1;
    const name = `c${this.#choices}`;
    const parts = options.map(({ label, blocks }, index) => {
      const id = `${name}-${index}`;
      const checked = index === 0 ? " checked" : "";
      return `<input type=radio name=${name} id=${id}${checked}><label for=${id}>${escapeText(label)}</label><div>${this.blocks(blocks)}</div>`;
    });
    return `<div class=choice role=group aria-label=${legend}>${parts.join("")}</div>`;
  }

  #operation({ operationId, method, path, summary }: Operation): string {
    const href = this.#context.links.operation(operationId);
    return `<li><b class=${method.toLowerCase()}>${method}</b> <a href=${href}>${escapeText(summary)}</a> <code>${escapeText(path)}</code></li>`;
  }

  #inline(markdown: string): string {
    return this.#marked.parseInline(markdown, { async: false });
  }
}

/** The button has its word from the style sheet: it is no part of the text. */
const codeHtml = (code: string) =>
  `<div class=code><pre tabindex=0><code>${code}</code></pre><button class=copy aria-label=Copy></button></div>`;

/** The mark of a method: a word, and a colour for those who see it. */
export const methodHtml = (method: string): string =>
  `<b class=${method.toLowerCase()}>${method === "DELETE" ? "DEL" : method}</b>`;

function callHtml({ method, server, path, operationId }: Operation): string {
  const parts = escapeText(path).replaceAll(/\{[^}]+\}/g, (name) => `<var>${name}</var>`);
  return `<p class=call><b class=${method.toLowerCase()}>${method}</b> <code><span>${escapeText(server)}</span>${parts}</code> <small>${escapeText(operationId)}</small></p>`;
}

/** Markdown as the pages understand it: no HTML in it, links of this site, operations by their name. */
function markedWith({ links, highlight }: HtmlContext): Marked {
  return new Marked({
    renderer: {
      html: ({ text }) => escapeText(text),
      // The library escapes quotes as well, of which this API's texts have many. Entities are Markdown's own.
      text(token) {
        if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
        return escapeText(token.text).replaceAll(/&amp;(#?\w+;)/g, "&$1");
      },
      code: ({ text, lang }) => codeHtml(highlight(text, (lang || "text") as Language)),
      link({ href, tokens }) {
        return `<a href="${escapeHtml(links.markdown(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      codespan({ text }) {
        const code = `<code>${escapeText(text)}</code>`;
        return links.hasOperation(text) ? `<a href=${links.operation(text)}>${code}</a>` : code;
      },
      table(token) {
        const row = (cells: typeof token.header, tag: string) =>
          `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("");
        return `<div class=table tabindex=0><table><thead>${row(token.header, "th")}</thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
}
