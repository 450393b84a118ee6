import { Marked } from "marked";
import { code, type Field } from "../model/fields.ts";
import {
  examplesOf,
  isError,
  listResponseHeaders,
  type NamedExample,
  type Operation,
  type OperationResponse,
  type Parameter,
} from "../model/operations.ts";
import {
  type Block,
  type CodeBlock,
  type Language,
  type Page,
  type SampleCase,
  slug,
} from "../pages/blocks.ts";
import { describeContent } from "../pages/operation-page.ts";
import { json } from "../samples/literals.ts";
import type { Sample } from "../samples/sample.ts";
import { exampleText } from "../samples/samples.ts";
import { escapeHtml, escapeText } from "./highlight.ts";
import type { Links } from "./links.ts";
import { formatErrorText } from "./markdown.ts";
import { printTryForm } from "./try-form.ts";

/** What the printer needs to print a page. */
export interface HtmlContext {
  links: Links;
  highlight(code: string, language: Language): string;
}

/** Prints the blocks of a page. Examples are in a column of their own, if there is room. */
export function printBlocks({ blocks }: Page, context: HtmlContext): string {
  const printer = new HtmlPrinter(context);
  const at = blocks.findIndex(({ kind }) => kind === "examples");
  if (at < 0) return printer.blocks(blocks);
  const [intro, examples, rest] = [blocks.slice(0, at), blocks.slice(at, at + 1), blocks.slice(at + 1)].map(
    (part) => printer.blocks(part),
  );
  return `<div class=intro>${intro}</div>\n${examples}\n<div class=details>${rest}</div>`;
}

class HtmlPrinter {
  readonly #context: HtmlContext;
  readonly #marked: Marked;
  readonly #ids = new Set<string>();
  #tabsCount = 0;
  /** The parameters whose values are marked in the samples. */
  #parameters: Parameter[] = [];

  constructor(context: HtmlContext) {
    this.#context = context;
    this.#marked = createMarked(context);
  }

  blocks(blocks: Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  #block(block: Block): string {
    switch (block.kind) {
      case "heading":
        return this.#heading(block);
      case "text":
        return this.#text(block.markdown);
      case "endpoint":
        return printEndpoint(block.operation);
      case "fields":
        return this.#fields(block.fields, block.isRequest, block.prefix);
      case "responses":
        return this.#responses(block.responses);
      case "errors":
        return `<div class=errors>${block.responses.map((response) => this.#error(response)).join("\n")}</div>`;
      case "code":
        return this.#code(block);
      case "variants":
        return this.#variants(block.variants);
      case "operations":
        return `<ul class=operations>${block.operations.map((operation) => this.#operation(operation)).join("\n")}</ul>`;
      case "examples":
        return this.#examples(block);
      case "figure":
        return `<figure>${block.svg}<figcaption>${this.#inline(block.text)}</figcaption></figure>`;
      case "try":
        return printTryForm(block.operation, block.tryItServer);
    }
  }

  #heading({ level, text, id }: Extract<Block, { kind: "heading" }>): string {
    const unique = this.#uniqueId(id);
    return `<h${level} id=${unique}><a href=#${unique}>${this.#inline(text)}</a></h${level}>`;
  }

  #uniqueId(id: string): string {
    let unique = id;
    for (let count = 2; this.#ids.has(unique); count += 1) unique = `${id}-${count}`;
    this.#ids.add(unique);
    return unique;
  }

  #fields(fields: Field[], isRequest: boolean, prefix: string): string {
    if (fields.length === 0) return "";
    const items = fields.map((field) => {
      const id = this.#uniqueId(`${prefix}-${slug(field.name) || "field"}`);
      return `<li id=${id}>${this.#field(field, isRequest, id)}${this.#children(field, isRequest, id)}</li>`;
    });
    return `<ul class=fields>${items.join("\n")}</ul>`;
  }

  #field(field: Field, isRequest: boolean, id: string): string {
    if (field.isVariant) return this.#variant(field, id);
    const required = isRequest && field.required ? " <b>required</b>" : "";
    const optional = !isRequest && !field.required ? " <i>optional</i>" : "";
    const deprecated = field.isDeprecated ? " <b class=deprecated>deprecated</b>" : "";
    const limits = [
      ...field.limits,
      ...(field.default === undefined ? [] : [`default ${code(field.default)}`]),
    ];
    const example = [
      ...(field.example === undefined ? [] : [`e.g. ${code(field.example)}`]),
      ...field.otherExamples,
    ];
    return [
      `<p><a class=name href=#${id}><code>${escapeText(field.name)}</code></a> <i>${this.#inline(field.type)}</i>${required}${optional}${deprecated}</p>`,
      field.description && `<p>${this.#inline(field.description)}${this.#guideLink(field)}</p>`,
      isLong(limits) || field.unofficial.length > 0
        ? this.#rules(field, limits, example)
        : this.#notes([...limits, ...example]),
    ]
      .filter(Boolean)
      .join("");
  }

  #notes(notes: string[]): string {
    return notes.length > 0 ? `<p class=notes>${this.#inline(notes.join("; "))}</p>` : "";
  }

  /** Rules that take more than one line, or have a label, are shown when the reader asks for them. */
  #rules({ name, unofficial }: Field, limits: string[], example: string[]): string {
    const rows = [
      limits.length > 0 ? this.#inline(limits.join("; ")) : "",
      unofficial.length > 0
        ? `${this.#unofficialLabel("Unofficial:")} ${this.#inline(unofficial.join(", "))}`
        : "",
      ...example.map((each) => this.#inline(each)),
    ];
    const title = limits.length > 0 ? "Limits" : "Unofficial limits";
    return `<details class=notes><summary><span class=hidden>${escapeText(name)}: </span>${title}</summary>${rows.map((row) => row && `<p>${row}</p>`).join("")}</details>`;
  }

  #variant({ name, description }: Field, id: string): string {
    return `<p>If it is <a class=name href=#${id}><code>${escapeText(name)}</code></a>: ${this.#inline(description)}</p>`;
  }

  #guideLink({ guide }: Field): string {
    const { file, hasPage } = this.#context.links;
    if (guide === undefined || !hasPage(guide)) return "";
    return ` See <a href=${file(`${guide}.html`)}>${guide.replace(/^./, (first) => first.toUpperCase())}</a>.`;
  }

  #children({ children, name }: Field, isRequest: boolean, id: string): string {
    if (children.length === 0) return "";
    const count = `${children.length} ${children.length === 1 ? "field" : "fields"}`;
    return `<details class=nested open><summary><span class=hidden>${escapeText(name)}: </span>${count}</summary>${this.#fields(children, isRequest, id)}</details>`;
  }

  /** Links to the section that explains the label. */
  #unofficialLabel(label: string): string {
    const { links } = this.#context;
    if (!links.hasPage("conventions")) return `<b class=unofficial>${label}</b>`;
    return `<a class=unofficial href=${links.file("conventions.html")}#unofficial>${label}</a>`;
  }

  /** Every response, then their headers, which are mostly the same. */
  #responses(responses: OperationResponse[]): string {
    const items = responses.map((response) => this.#response(response));
    return `<div class=responses>${items.join("\n")}</div>${this.#responseHeaders(responses)}`;
  }

  #responseHeaders(responses: OperationResponse[]): string {
    const headers = listResponseHeaders(responses).map(({ field, use }) => ({
      ...field,
      description: [field.description, use].filter(Boolean).join(" "),
    }));
    if (headers.length === 0) return "";
    const id = this.#uniqueId("response-headers");
    return `<h3 id=${id}><a href=#${id}>Response headers</a></h3>${this.#ownAndCommon(headers, "response-header")}`;
  }

  /** Fields of a response. Those that many operations share come last, and are closed. */
  #ownAndCommon(fields: Field[], prefix: string): string {
    const common = fields.filter(({ isCommon }) => isCommon);
    const own = fields.filter(({ isCommon }) => !isCommon);
    const names = common.map(({ name }) => `<code>${escapeText(name)}</code>`).join(", ");
    const closed = `<details class=nested><summary>Shared by many operations: ${names}</summary>${this.#fields(common, false, prefix)}</details>`;
    return this.#fields(own, false, prefix) + (common.length > 0 ? closed : "");
  }

  #response(response: OperationResponse): string {
    const { status, description, contents, isCommon } = response;
    const id = this.#uniqueId(`response-${slug(status)}`);
    const open = status.startsWith("2") ? " open" : "";
    const schemas = contents
      .filter((content) => !this.#context.links.isExplained(content))
      .flatMap((content) => {
        const about = this.#inline(describeContent(content));
        return [about && `<p>${about}</p>`, this.#ownAndCommon(content.fields, id)];
      });
    const errors = [
      isCommon ? "" : this.#causes(response),
      isCommon && this.#context.links.hasPage("errors")
        ? `<p>Common error. See <a href=${this.#context.links.file("errors.html")}#all-errors>Errors</a> for causes and examples.</p>`
        : "",
    ];
    const text = withoutLinks(this.#inline(description));
    return [
      `<details class=response id=${id} data-status=${status}${open}><summary><b class="s${escapeHtml(status[0] ?? "")} status">${escapeText(status)}</b> <span>${hideUnofficialPart(text)}</span></summary><div>`,
      ...schemas,
      ...(isError(response) ? errors : []),
      "</div></details>",
    ]
      .filter(Boolean)
      .join("");
  }

  #error(response: OperationResponse): string {
    const { status, description } = response;
    const id = this.#uniqueId(`error-${slug(status)}`);
    return `<section id=${id}><p><b class="s${escapeHtml(status[0] ?? "")} status">${escapeText(status)}</b> ${this.#inline(description)}</p>${this.#causes(response)}</section>`;
  }

  #causes(response: OperationResponse): string {
    const items = examplesOf(response).map((example) => {
      const id = this.#uniqueId(slug(example.name) || "example");
      return `<li id=${id}><p><a class=name href=#${id}><code>${escapeText(example.name)}</code></a> ${this.#inline([example.summary, example.description].filter(Boolean).join(". "))}</p><q>${escapeText(formatErrorText(example))}</q></li>`;
    });
    return items.length === 0 ? "" : `<ul class=causes>${items.join("\n")}</ul>`;
  }

  #examples(block: Extract<Block, { kind: "examples" }>): string {
    const { cases, responses, servers, parameters } = block;
    this.#parameters = parameters;
    const isSingle = cases.length === 1;
    const options = cases.map((each) => ({
      label: each.request?.summary ?? "",
      html: this.#case(each, isSingle),
    }));
    const requests = isSingle ? (options[0]?.html ?? "") : this.#tabs("Example", options);
    const choices = servers.map(
      ({ label, url }) => `<option value="${escapeHtml(url)}">${escapeText(label)}</option>`,
    );
    const picker = `<label class=servers>Server <select>${choices.join("")}</select></label>`;
    const statuses = responses.map((response) => ({
      label: response.status,
      html:
        examplesOf(response)
          .map((example) => this.#responseExample(example))
          .join("\n") || `<p class=caption>${withoutLinks(this.#inline(response.description))}</p>`,
    }));
    return [
      `<section class=beside aria-label=Examples>`,
      `<div class=panel><div class=bar><h2 id=${this.#uniqueId("example")}>Request</h2>${picker}</div>${requests}</div>`,
      statuses.length > 0
        ? `<div class=panel><div class=bar><h2 id=${this.#uniqueId("example-response")}>Response</h2></div>${this.#tabs("Status", statuses)}</div>`
        : "",
      "</section>",
    ].join("");
  }

  #case({ request, samples }: SampleCase, isSingle: boolean): string {
    const about = [isSingle ? request?.summary : "", request?.description].filter(Boolean).join(". ");
    const caption =
      request && about !== ""
        ? `<p class=caption><code>${escapeText(request.name)}</code> ${this.#inline(about)}</p>`
        : "";
    return (
      caption +
      this.#tabs(
        "Language",
        samples.map((sample) => ({ label: sample.label, html: this.#sample(sample) })),
      )
    );
  }

  #sample({ label, language, code: text }: Sample): string {
    return printCode(this.#markValues(this.#context.highlight(text, language)), label);
  }

  /** Marks the values of parameters as placeholders, which the reader replaces. */
  #markValues(html: string): string {
    return this.#parameters.reduce((marked, parameter) => {
      const value = escapeText(encodeURIComponent(exampleText(parameter)));
      const pattern = new RegExp(
        `(?<=[/="])${value.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?=["'?&/\\s]|$)`,
        "g",
      );
      return marked.replace(pattern, () => `<var data-param="${escapeHtml(parameter.name)}">${value}</var>`);
    }, html);
  }

  #responseExample({ name, summary, description, value }: NamedExample): string {
    const isText = typeof value === "string";
    const highlighted = this.#context.highlight(isText ? value : json(value), isText ? "text" : "json");
    return `<p class=caption><code>${escapeText(name)}</code> ${this.#inline([summary, description].filter(Boolean).join(". "))}</p>${printCode(highlighted, name)}`;
  }

  /** Radio buttons that the style sheet makes into tabs, so that they work without JavaScript. */
  #tabs(legend: string, options: { label: string; html: string }[]): string {
    this.#tabsCount += 1;
    const name = `tabs-${this.#tabsCount}`;
    const parts = options.map(({ label, html }, index) => {
      const id = `${name}-${index}`;
      const checked = index === 0 ? " checked" : "";
      return `<input type=radio name=${name} id=${id}${checked}><label for=${id}>${escapeText(label)}</label><div><p class=printed>${escapeText(label)}</p>${html}</div>`;
    });
    return `<div class=tabs role=group aria-label="${legend}">${parts.join("")}</div>`;
  }

  #code({ code: program, language, label }: CodeBlock): string {
    return printCode(this.#context.highlight(program, language), label);
  }

  #variants(variants: CodeBlock[]): string {
    const options = variants.map((variant) => ({
      label: variant.language === "shell" ? "Shell" : "PowerShell",
      html: this.#code(variant),
    }));
    return `<div class=variants>${this.#tabs("Shell", options)}</div>`;
  }

  #operation({ operationId, method, path, summary, isDeprecated }: Operation): string {
    const href = this.#context.links.operation(operationId);
    const note = isDeprecated ? " <b class=deprecated>deprecated</b>" : "";
    return `<li>${printMethod(method)} <a href=${href}>${escapeText(summary)}</a> <code>${escapeText(path)}</code>${note}</li>`;
  }

  #text(markdown: string): string {
    return this.#linkLabels(parse(() => this.#marked.parse(markdown, { async: false })).trim());
  }

  #inline(markdown: string): string {
    // Most texts are plain, and parsing them takes most of the time of a build.
    if (/^[\w ,.;:()'"/{}=+%$-]*$/.test(markdown) && !/_|www\.|:\/\//.test(markdown)) return markdown;
    return this.#linkLabels(parse(() => this.#marked.parseInline(markdown, { async: false })));
  }

  /** Turns the description's markers of unofficial rules into labels. */
  #linkLabels(html: string): string {
    return html.replaceAll(/<(strong|em)>(Unofficial[^<]*)<\/\1>/g, (_, __: string, label: string) =>
      this.#unofficialLabel(label),
    );
  }
}

/** Whether rules would take more than one line. A pattern is not for reading. */
const isLong = (rules: string[]) =>
  rules.join("; ").length > 60 || rules.some((rule) => /matches/.test(rule));

/** Replaces links by their text, where they would be inside another control. */
const withoutLinks = (html: string) =>
  html.replaceAll(/<a (class=unofficial )?[^>]*>(.*?)<\/a>/g, (_, label: string | undefined, text: string) =>
    label ? `<b class=unofficial>${text}</b>` : text,
  );

/** Marks the unofficial rules after a text, which a closed section does not show. */
const hideUnofficialPart = (html: string) =>
  html.replace(/(?<=\S )<b class=unofficial>.*/s, (part) => `<span class=more>${part}</span>`);

/** Prints a block of code with a button. The button's text comes from the style sheet, so that it is not part of the content. */
const printCode = (html: string, label: string) =>
  `<div class=code data-label="${escapeHtml(label)}"><pre tabindex=0><code>${keepSegments(html)}</code></pre><button class=copy aria-label="Copy ${escapeHtml(label)} code"></button></div>`;

/** Lets the lines of a URL end before a slash of its path, not at a hyphen. */
const keepSegments = (html: string) =>
  html
    .replaceAll(
      /https?:\/\/[\w.:-]+|(?<=\/)\w+(?:-\w+)+/g,
      (segment) => `<span class=segment>${segment}</span>`,
    )
    .replaceAll(/(?<=[\w>])\/(?=[\w<$])/g, "<wbr>/");

/** Prints the badge of a method. */
export const printMethod = (method: string): string =>
  `<b class="${method.toLowerCase()} method">${method === "DELETE" ? "DEL" : method}</b>`;

/** Lines end before a slash, not at a hyphen. */
function printEndpoint({ method, server, path, operationId, isDeprecated }: Operation): string {
  const parts = path
    .split(/(?=\/)/)
    .map((part) => `<i>${escapeText(part).replaceAll(/\{[^}]+\}/g, (name) => `<var>${name}</var>`)}</i>`)
    .join("<wbr>");
  const note = isDeprecated ? " <b class=deprecated>deprecated</b>" : "";
  return `<p class=endpoint role=group aria-label=Endpoint><b class="${method.toLowerCase()} method">${method}</b> <code><span>${escapeText(server)}</span><wbr>${parts}</code> <small>${escapeText(operationId)}</small>${note}</p>`;
}

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
        const html = `<code>${escapeText(text)}</code>`;
        return links.hasOperation(text) ? `<a href=${links.operation(text)}>${html}</a>` : html;
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
