import type { Block, Page } from "./blocks.ts";
import { code, type Field } from "./fields.ts";
import type { Answer, NamedExample, Operation } from "./operations.ts";
import { type Links, withLinks } from "./links.ts";

/** Said at the head of everything that is published. */
export const notice = "Independent and unofficial: no connection with Confident AI.";

/** A page as Markdown. */
export function markdownPage(page: Page, links: Links): string {
  const parts = [
    `# ${page.title}`,
    `> ${notice} All pages: ${links.file("llms.txt")}`,
    ...page.blocks.map((block) => blockMarkdown(block, links)),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function blockMarkdown(block: Block, links: Links): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${block.text}`;
    case "text":
      return withLinks(block.markdown, links.markdown);
    case "call":
      return callMarkdown(block.operation);
    case "fields":
      return block.fields.map((field) => `- ${fieldMarkdown(field, links)}`).join("\n");
    case "errors":
      return block.answers.map((answer) => errorMarkdown(answer, links)).join("\n");
    case "code":
      return fenced(block.code, block.language);
    case "choice":
      return block.options
        .map(({ label, blocks }) =>
          [`${label}:`, ...blocks.map((each) => blockMarkdown(each, links))].join("\n\n"),
        )
        .join("\n\n");
    case "operations":
      return block.operations.map((operation) => operationMarkdown(operation, links)).join("\n");
    case "aside":
      return block.blocks.map((each) => blockMarkdown(each, links)).join("\n\n");
    case "try":
      return `A server for trying things out listens on ${block.local.url}. Its demo key is \`${block.local.apiKey}\`.`;
  }
}

const callMarkdown = ({ tag, method, server, path, operationId }: Operation) =>
  `${tag}: \`${method} ${server}${path}\` \`${operationId}\``;

/** A fence longer than any run of back-ticks in the code. */
function fenced(text: string, language: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function fieldMarkdown(field: Field, links: Links): string {
  const head = `\`${field.name}\` ${field.type}, ${field.required ? "required" : "optional"}`;
  const notes = fieldNotes(field).join("; ");
  return [`${head}.`, withLinks(field.description, links.markdown), notes && `(${notes})`]
    .filter(Boolean)
    .join(" ");
}

/** What is to be known of a field's value beside its description, in Markdown. */
export function fieldNotes({ limits, ours, example }: Field): string[] {
  return [
    ...limits,
    ...(ours.length > 0 ? [`ours: ${ours.join(", ")}`] : []),
    ...(example !== undefined ? [`e.g. ${code(example)}`] : []),
  ];
}

function errorMarkdown(answer: Answer, links: Links): string {
  return [
    `- **${answer.status}** ${withLinks(answer.description, links.markdown)}`,
    ...answer.examples.map((example) => `  - \`${example.name}\` ${example.summary}: ${errorWords(example)}`),
  ].join("\n");
}

/** The words of an error, which are all that its envelope carries; anything else as it is. */
export function errorWords({ value }: NamedExample): string {
  const { success, error, ...others } = (value ?? {}) as Record<string, unknown>;
  const isPlain = success === false && typeof error === "string" && Object.keys(others).length === 0;
  return isPlain ? error : code(value);
}

const operationMarkdown = ({ method, path, operationId, summary }: Operation, links: Links) =>
  `- ${method} [${summary}](${links.operation(operationId)}) \`${path}\``;
