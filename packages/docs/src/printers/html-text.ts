import { Marked } from "marked";
import type { Language } from "../pages/blocks.ts";
import { escapeHtml, escapeText } from "./highlight.ts";
import { printCode, printInlineCode } from "./html-code.ts";
import type { Links } from "./links.ts";

/** What the printer needs to print a page. */
export interface HtmlContext {
  links: Links;
  highlight(code: string, language: Language): string;
}

/** A tab, and what it shows. */
export interface Tab {
  label: string;
  html: string;
  /** Attributes of its radio button, each with a space before it. */
  attributes?: string;
}

/** Prints the text of one page, whose anchors are unique. */
export class HtmlText {
  readonly links: Links;
  readonly highlight: HtmlContext["highlight"];
  readonly #marked: Marked;
  readonly #ids = new Set<string>();
  #tabsCount = 0;

  constructor(context: HtmlContext) {
    this.links = context.links;
    this.highlight = context.highlight;
    this.#marked = createMarked(context);
  }

  /** Returns an anchor that the page does not have yet. */
  uniqueId(id: string): string {
    let unique = id;
    for (let count = 2; this.#ids.has(unique); count += 1) unique = `${id}-${count}`;
    this.#ids.add(unique);
    return unique;
  }

  /** Prints Markdown with paragraphs. */
  block(markdown: string): string {
    return this.#linkLabels(parse(() => this.#marked.parse(markdown, { async: false })).trim());
  }

  /** Prints Markdown without paragraphs. */
  inline(markdown: string): string {
    // Most texts are plain, and parsing them takes most of the time of a build.
    if (/^[\w ,.;:()'"/{}=+%$-]*$/.test(markdown) && !/_|www\.|:\/\//.test(markdown)) return markdown;
    return this.#linkLabels(parse(() => this.#marked.parseInline(markdown, { async: false })));
  }

  /** Prints a label of unofficial rules, which links to the section that explains it. */
  unofficialLabel(label: string): string {
    if (!this.links.hasPage("conventions")) return `<b class=unofficial>${label}</b>`;
    return `<a class=unofficial href=${this.links.file("conventions.html")}#unofficial>${label}</a>`;
  }

  /** Prints radio buttons that the style sheet makes into tabs, so that they work without JavaScript. A title is in the same row. */
  tabs(legend: string, tabs: Tab[], title = ""): string {
    this.#tabsCount += 1;
    const name = `tabs-${this.#tabsCount}`;
    const parts = tabs.map(({ label, html, attributes = "" }, index) => {
      const id = `${name}-${index}`;
      const checked = index === 0 ? " checked" : "";
      return `<input type=radio name=${name} id=${id}${attributes}${checked}><label for=${id}>${escapeText(label)}</label><div><p class=printed>${escapeText(label)}</p>${html}</div>`;
    });
    return `<div class=tabs role=group aria-label="${legend}">${title}${parts.join("")}</div>`;
  }

  /** Turns the description's markers of unofficial rules into labels. */
  #linkLabels(html: string): string {
    return html.replaceAll(/<(strong|em)>(Unofficial[^<]*)<\/\1>/g, (_, __: string, label: string) =>
      this.unofficialLabel(label),
    );
  }
}

/** Replaces links by their text, where they would be inside another control. */
export const withoutLinks = (html: string): string =>
  html.replaceAll(/<a (class=unofficial )?[^>]*>(.*?)<\/a>/g, (_, label: string | undefined, text: string) =>
    label ? `<b class=unofficial>${text}</b>` : text,
  );

/** Runs the Markdown parser. It adds to every error that its authors want a report, also if a link of a text is broken. */
function parse(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replace(/\nPlease report this to .*$/, "");
    throw error;
  }
}

/** Creates a Markdown parser that escapes HTML, and links pages and operation names. */
function createMarked({ links, highlight }: HtmlContext): Marked {
  return new Marked({
    renderer: {
      html: ({ text }) => escapeText(text),
      // The library escapes quotes too, of which the texts have many. Entities are part of Markdown.
      text(token) {
        if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
        return escapeText(token.text).replaceAll(/&amp;(#?\w+;)/g, "&$1");
      },
      code: ({ text, lang }) => printCode(highlight(text, (lang || "text") as Language), lang || "text"),
      // The policy of the pages allows no images of other hosts.
      image: ({ href, text }) =>
        `<a href="${escapeHtml(links.markdown(href))}">${escapeText(text || href)}</a>`,
      link({ href, tokens }) {
        return `<a href="${escapeHtml(links.markdown(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      codespan({ text }) {
        const html = printInlineCode(text);
        return links.hasOperation(text) ? `<a href=${links.operation(text)}>${html}</a>` : html;
      },
      table(token) {
        const row = (cells: typeof token.header, tag: string) =>
          `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("");
        const columns = formatColumns(
          [token.header, ...token.rows].map((cells) => cells.map(({ text }) => toPlainText(text))),
        );
        const isNarrow = token.rows.every(([first]) => (first?.text.length ?? 0) <= 12);
        return `<div class="table${isNarrow ? " narrow" : ""}" tabindex=0 role=group aria-label=Table><table>${columns}<thead>${row(token.header, "th")}</thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
}

/** The text of Markdown without the signs of code and links. */
const toPlainText = (markdown: string) => markdown.replaceAll(/`|\[|\]\([^)]*\)/g, "");

/** The longest cell that counts for the width of a column. */
const maxCellLength = 48;

/**
 * Prints the widths of three and more columns in tenths, from the lengths of their texts: the style sheet of the pages lays tables
 * out before all rows have arrived.
 */
function formatColumns(rows: string[][]): string {
  const count = rows[0]?.length ?? 0;
  if (count < 3 || count > 9) return "";
  const lengths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((cells) => Math.min(cells[column]?.length ?? 0, maxCellLength))),
  );
  const total = lengths.reduce((sum, length) => sum + length, 0);
  // A tenth has room for a word of seven letters in bold.
  const needed = (rows[0] ?? []).map((cell) => (cell.split(" ").some((word) => word.length > 7) ? 2 : 1));
  const tenths = lengths.map((length, column) =>
    Math.max(needed[column] ?? 1, Math.floor((length / total) * 10)),
  );
  // What rounding leaves goes to the columns that lack most.
  while (tenths.reduce((sum, each) => sum + each, 0) < 10) {
    const lacking = lengths.map((length, column) => (length / total) * 10 - (tenths[column] ?? 0));
    const column = lacking.indexOf(Math.max(...lacking));
    tenths[column] = (tenths[column] ?? 0) + 1;
  }
  return `<colgroup>${tenths.map((each) => `<col class=w${each}>`).join("")}</colgroup>`;
}
