import { Marked } from "marked";
import type { Block, Language, Page } from "./blocks.ts";
import type { Field } from "./fields.ts";
import { escapeHtml } from "./highlight.ts";
import type { Links } from "./links.ts";
import { errorWords, fieldNotes } from "./markdown.ts";
import type { Answer, Operation } from "./operations.ts";
import { tryForm } from "./try-form.ts";

/** What printing one page's blocks as HTML needs. */
export interface HtmlContext {
  links: Links;
  highlight(code: string, language: Language): string;
}

/** Prints the blocks of one page. */
export function htmlBlocks(page: Page, context: HtmlContext): string {
  return new HtmlPrinter(context).blocks(page.blocks);
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
    const above = path.length > 0 ? `<small>${escapeHtml(path.join("."))}.</small>` : "";
    const need = field.required ? "<b>required</b>" : "<i>optional</i>";
    const notes = fieldNotes(field).join("; ");
    return [
      `<p><code class=name>${above}${escapeHtml(name)}</code> <i>${this.#inline(field.type)},</i> ${need}</p>`,
      field.description && `<p>${this.#inline(field.description)}</p>`,
      notes && `<p class=notes>${this.#inline(notes)}</p>`,
    ]
      .filter(Boolean)
      .join("");
  }

  #error({ status, description, examples }: Answer): string {
    const words = examples.map(
      (example) =>
        `<li><code>${escapeHtml(example.name)}</code> ${escapeHtml(example.summary)}: <q>${escapeHtml(errorWords(example))}</q></li>`,
    );
    return `<li><p><b class="status s${escapeHtml(status[0] ?? "")}">${escapeHtml(status)}</b> ${this.#inline(description)}</p><ul>${words.join("\n")}</ul></li>`;
  }

  /** Radio buttons and a style sheet: it works without a script. */
  #choice({ legend, options }: Extract<Block, { kind: "choice" }>): string {
    this.#choices += 1;
    const name = `c${this.#choices}`;
    const tabs = options.map(
      ({ label }, index) =>
        `<label><input type=radio name=${name}${index === 0 ? " checked" : ""}>${escapeHtml(label)}</label>`,
    );
    const panels = options.map(({ blocks }) => `<div>${this.blocks(blocks)}</div>`);
    return `<div class="choice ${legend.toLowerCase()}"><div class=tabs role=radiogroup aria-label=${legend}>${tabs.join("")}</div>${panels.join("")}</div>`;
  }

  #operation({ operationId, method, path, summary }: Operation): string {
    const href = this.#context.links.operation(operationId);
    return `<li><b class=${method.toLowerCase()}>${method}</b> <a href=${href}>${escapeHtml(summary)}</a> <code>${escapeHtml(path)}</code></li>`;
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
  const parts = escapeHtml(path).replaceAll(/\{[^}]+\}/g, (name) => `<var>${name}</var>`);
  return `<p class=call><b class=${method.toLowerCase()}>${method}</b> <code><span>${escapeHtml(server)}</span>${parts}</code> <small>${escapeHtml(operationId)}</small></p>`;
}

/** Markdown as the pages understand it: no HTML in it, links of this site, operations by their name. */
function markedWith({ links, highlight }: HtmlContext): Marked {
  return new Marked({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      code: ({ text, lang }) => codeHtml(highlight(text, (lang || "text") as Language)),
      link({ href, tokens }) {
        return `<a href="${escapeHtml(links.markdown(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      codespan({ text }) {
        const code = `<code>${escapeHtml(text)}</code>`;
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
