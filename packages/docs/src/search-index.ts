import type { Block, Page } from "./blocks.ts";
import { errorWords } from "./markdown.ts";

/** What the search looks through: a script, since a page on a disk may not fetch. */
export function searchScript(pages: Page[]): string {
  const entries = pages.map(({ path, title, operation, description, blocks }) => {
    const words = new Set(
      blocks
        .flatMap(blockWords)
        .join(" ")
        .toLowerCase()
        .match(/[\p{L}\p{N}_-]{2,}/gu) ?? [],
    );
    return [path, title, description, [operation?.operationId ?? "", ...words].join(" ").trim()];
  });
  return `\nstartSearch(${JSON.stringify(entries)});\n`;
}

function blockWords(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return [block.text];
    case "text":
      return [block.markdown];
    case "fields":
      return block.fields.flatMap(({ name, description }) => [name, description]);
    case "errors":
      return block.answers.flatMap(({ status, description, examples }) => [
        status,
        description,
        ...examples.flatMap((example) => [example.name, example.summary, errorWords(example)]),
      ]);
    default:
      return [];
  }
}
