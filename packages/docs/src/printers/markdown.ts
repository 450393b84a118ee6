import { isDeepStrictEqual } from "node:util";
import { code, type Field } from "../model/fields.ts";
import {
  type Content,
  examplesOf,
  isError,
  listResponseHeaders,
  type NamedExample,
  type Operation,
  type OperationResponse,
} from "../model/operations.ts";
import type { Block, Page } from "../pages/blocks.ts";
import { describeContent } from "../pages/operation-page.ts";
import { type Links, rewriteLinks } from "./links.ts";

/** The notice at the start of everything that is published. */
export const notice = "Independent and unofficial: no connection with Confident AI.";

/** Prints a page as Markdown. */
export function printMarkdown(page: Page, links: Links): string {
  const printer = new MarkdownPrinter(links);
  const parts = [
    `# ${page.title}`,
    `> ${notice} All pages: ${links.file("llms.txt")}`,
    ...page.blocks.map((block) => printer.block(block)),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

class MarkdownPrinter {
  readonly #links: Links;

  constructor(links: Links) {
    this.#links = links;
  }

  block(block: Block): string {
    switch (block.kind) {
      case "heading":
        return `${"#".repeat(block.level)} ${block.text}`;
      case "text":
        return this.#text(block.markdown);
      case "endpoint":
        return printEndpoint(block.operation);
      case "fields":
        return this.#fields(withoutShownExamples(block.fields, block.examples ?? []), block.isRequest);
      case "responses":
        return this.#responses(block.responses);
      case "errors":
        return block.responses.map((response) => this.#error(response)).join("\n");
      case "code":
        return fenced(block.code, block.language);
      case "variants":
        return block.variants.map(({ code: each, language }) => fenced(each, language)).join("\n\n");
      case "operations":
        return block.operations.map((operation) => this.#operation(operation)).join("\n");
      case "examples":
        return this.#examples(block);
      case "figure":
        return this.#text(block.text);
      case "try":
        return `A local server runs at ${block.tryItServer.url}. Its demo key is \`${block.tryItServer.apiKey}\`.`;
    }
  }

  #text(markdown: string): string {
    return rewriteLinks(markdown, this.#links.markdown);
  }

  /** Text on one line, since a line break would end a list item. */
  #line(markdown: string): string {
    return this.#text(markdown).replaceAll(/\s+/g, " ");
  }

  #fields(fields: Field[], isRequest: boolean, indent = ""): string {
    return fields
      .filter((field) => !(isRequest && field.isCommon))
      .map((field) => {
        const children = this.#fields(field.children, isRequest, `${indent}  `);
        return `${indent}- ${this.#field(field, isRequest)}${children === "" ? "" : `\n${children}`}`;
      })
      .join("\n");
  }

  #field(field: Field, isRequest: boolean): string {
    const notes = fieldNotes(this.#links.hasPage("conventions") ? withoutSharedRules(field) : field).join(
      "; ",
    );
    const need = needText(field, isRequest);
    const head = field.isVariant
      ? `If it is \`${field.name}\`:`
      : `${[`\`${field.name}\` ${field.type}`, need].filter(Boolean).join(", ")}.`;
    return [head, this.#line(field.description), notes && `(${notes})`].filter(Boolean).join(" ");
  }

  /**
   * Every response, then their headers. What many operations share, and the texts of errors, are on pages of their own: the page of
   * an operation has to be short for agents.
   */
  #responses(responses: OperationResponse[]): string {
    const isShort = this.#links.hasPage("errors");
    const common = isShort ? responses.filter(({ isCommon }) => isCommon) : [];
    const own = responses.filter((response) => !common.includes(response));
    const { headers, hasCommon } = this.#headers(responses);
    const statuses = common.map(({ status }) => status).join(", ");
    const see = [
      isShort
        ? `${statuses}${statuses === "" ? "Errors" : " and all error texts"}: [Errors](${this.#links.markdown("errors.md")}).`
        : "",
      hasCommon
        ? `Types, other fields and headers: [Conventions](${this.#links.markdown("conventions.md")}).`
        : "",
    ];
    return [
      own.map((response) => this.#response(response, isShort)).join("\n"),
      headers.length > 0 ? `Response headers:\n\n${headers.join("\n")}` : "",
      see.filter(Boolean).join(" "),
    ]
      .filter(Boolean)
      .join("\n\n");
  }

  /** A header that several responses have is listed once. */
  #headers(responses: OperationResponse[]): { headers: string[]; hasCommon: boolean } {
    const isShort = this.#links.hasPage("conventions");
    const all = listResponseHeaders(responses);
    const own = all.filter(({ field }) => !(isShort && field.isCommon));
    return {
      headers: own.map(({ field, use }) => `- ${this.#field(field, false)} ${use}`),
      hasCommon: own.length < all.length,
    };
  }

  /** A success with its fields, an error with the names of its examples. */
  #response(response: OperationResponse, isShort: boolean): string {
    const { status, description, contents } = response;
    const head = `- **${status}** ${this.#line(description)}`;
    const fields = this.#contents(contents);
    if (!isError(response)) return [head, ...fields].filter(Boolean).join("\n");
    const names = examplesOf(response).map(({ name }) => `\`${name}\``);
    const examples = isShort ? [] : this.#errorExamples(response);
    const own = isShort && names.length > 0 ? `${head} Examples: ${names.join(", ")}.` : head;
    return [own, ...fields, ...examples].filter(Boolean).join("\n");
  }

  /** The schemas of a response, except the one that a page explains for all operations. */
  #contents(contents: Content[]): string[] {
    return contents.flatMap((content) => (this.#links.isExplained(content) ? [] : this.#content(content)));
  }

  #content(content: Content): string[] {
    const about = this.#line(describeContent(content));
    const values = content.examples.map(({ value }) => value);
    const fields = withoutShownExamples(this.#ownFields(content.fields), values);
    return [about && `  ${about}`, this.#fields(fields, false, "  ")];
  }

  #ownFields(fields: Field[]): Field[] {
    return this.#links.hasPage("conventions") ? fields.filter(({ isCommon }) => !isCommon) : fields;
  }

  #error(response: OperationResponse): string {
    const head = `- **${response.status}** ${this.#line(response.description)}`;
    return [head, ...this.#contents(response.contents), ...this.#errorExamples(response)]
      .filter(Boolean)
      .join("\n");
  }

  #errorExamples(response: OperationResponse): string[] {
    return examplesOf(response).map(
      (example) =>
        `  - \`${example.name}\` ${[example.summary, example.description].filter(Boolean).join(". ")}: ${formatErrorText(example)}`,
    );
  }

  #operation({ method, path, operationId, summary, isDeprecated }: Operation): string {
    const note = isDeprecated ? " (deprecated)" : "";
    return `- ${method} [${summary}](${this.#links.operation(operationId)}) \`${path}\`${note}`;
  }

  /** Two languages are enough for agents. Further cases differ in their body only. */
  #examples({ cases, responses }: Extract<Block, { kind: "examples" }>): string {
    const successes = responses.filter((response) => !isError(response));
    return [
      "## Example",
      ...cases.flatMap(({ request, samples }, index) => [
        request ? `${describeExample(request)}${index === 0 ? "" : `: ${code(request.value)}`}` : "",
        ...(index === 0
          ? samples
              .filter(({ label }) => label === "curl" || label === "TypeScript")
              .map((sample) => fenced(sample.statement ?? sample.code, sample.language))
          : []),
      ]),
      ...successes.flatMap((response) =>
        examplesOf(response).flatMap((example, index, all) =>
          this.#responseExample(response, example, {
            isDescribed: cases.some(({ request }) => request?.summary === example.summary),
            ...(index > 0 && { first: all[0] }),
          }),
        ),
      ),
    ]
      .filter(Boolean)
      .join("\n\n");
  }

  /** Prints an example as its difference to the first one, or without most entries of long lists, to keep the page short. */
  #responseExample(
    { status }: OperationResponse,
    example: NamedExample,
    { isDescribed, first }: { isDescribed: boolean; first?: NamedExample | undefined },
  ): string[] {
    // The summary is the one of the request.
    const name = [`\`${example.name}\``, example.description].filter(Boolean).join(": ");
    const head = `Response ${status}, ${isDescribed ? name : describeExample(example)}`;
    const { value } = example;
    const text = formatExample(value);
    const difference = first && formatExample(findDifference(first.value, value));
    if (difference !== undefined && difference.length < text.length * 0.7)
      return [`${head}. As \`${first?.name}\`, except:`, fenced(difference, "json")];
    if (typeof value === "string") return [head, fenced(text, "text")];
    if (text.length < 2_000) return [head, fenced(text, "json")];
    const note = `(first ${maxEntries} entries; complete in ${this.#links.file("openapi.yaml")})`;
    return [`${head} ${note}`, fenced(formatExample(shortenLists(value)), "json")];
  }
}

/** Replaces the rules of a type that many fields share by its name. The conventions list its rules. */
function withoutSharedRules(field: Field): Field {
  const { sharedType, limits, unofficial } = field;
  if (sharedType === undefined || sharedType.rules.length === 0) return field;
  const isOwn = (rule: string) => !sharedType.rules.includes(rule);
  return {
    ...field,
    limits: [...limits.filter(isOwn), `type \`${sharedType.name}\``],
    unofficial: unofficial.filter(isOwn),
  };
}

/** Removes the examples of fields that have a value in one of the JSON examples of the page. */
function withoutShownExamples(fields: Field[], values: unknown[]): Field[] {
  return fields.map(({ example, ...field }) => {
    const own = field.isVariant ? values : values.flatMap((value) => listValues(value, field.name));
    const isShown = !field.isVariant && own.some((value) => value !== null || example === null);
    return {
      ...field,
      ...(example !== undefined && !isShown && { example }),
      children: withoutShownExamples(field.children, own),
    };
  });
}

/** Lists the values of a field in an object, or in each object of a list. */
function listValues(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => listValues(each, name));
  return isRecord(value) && Object.hasOwn(value, name) ? [value[name]] : [];
}

/** Finds the fields that another value with the same fields has differently. */
function findDifference(first: unknown, value: unknown): unknown {
  if (!isRecord(first) || !isRecord(value)) return value;
  if (Object.keys(first).join() !== Object.keys(value).join()) return value;
  const changed = Object.entries(value).filter(([key, each]) => !isDeepStrictEqual(each, first[key]));
  return Object.fromEntries(changed.map(([key, each]) => [key, findDifference(first[key], each)]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The longest list in an example of a page with many entries. */
const maxEntries = 5;

/** Shortens the lists of an example that would take most of a page. */
function shortenLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, maxEntries).map(shortenLists);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortenLists(each)]));
}

const describeExample = ({ name, summary, description }: NamedExample) =>
  [`\`${name}\`: ${summary}`, description].filter(Boolean).join(". ");

const formatExample = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const printEndpoint = ({ method, server, path, operationId }: Operation) =>
  `\`${method} ${server}${path}\` \`${operationId}\``;

/** A fence that is longer than any run of back-ticks in the code. */
function fenced(text: string, language: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Whether a request has to contain the field. A response has all its fields unless the field is optional. */
export function needText({ required }: Field, isRequest: boolean): string {
  if (isRequest) return required ? "required" : "optional";
  return required ? "" : "optional";
}

/** Formats everything about a field's value except its description, in Markdown. */
export function fieldNotes(field: Field): string[] {
  const { limits, unofficial, example, isDeprecated } = field;
  return [
    ...(isDeprecated ? ["deprecated"] : []),
    ...limits,
    ...(field.default !== undefined ? [`default ${code(field.default)}`] : []),
    ...(unofficial.length > 0 ? [`Unofficial: ${unofficial.join(", ")}`] : []),
    ...(example !== undefined ? [`e.g. ${code(example)}`] : []),
    ...field.otherExamples,
  ];
}

/** Returns the text of an error, if the envelope has nothing else; otherwise the whole value as code. */
export function formatErrorText({ value }: NamedExample): string {
  const { success, error, ...others } = (value ?? {}) as Record<string, unknown>;
  const isPlain = success === false && typeof error === "string" && Object.keys(others).length === 0;
  return isPlain ? error : code(value);
}
