import type { Description } from "../model/description.ts";
import { listTags, type Operation } from "../model/operations.ts";
import { type Page, slug, text } from "./blocks.ts";

/** Creates a page for each tag, with its operations. Its path is the folder of these operations' pages. */
export function createTagPages(description: Description, operations: Operation[]): Page[] {
  return listTags(description, operations).map((tag) => ({
    path: `${slug(tag.name)}/index`,
    title: tag.name,
    shortTitle: "Overview",
    description: tag.description || `Operations of ${tag.name}.`,
    section: tag.name,
    blocks: [
      ...(tag.description ? [text(tag.description)] : []),
      ...(tag.externalDocs
        ? [text(`[${tag.externalDocs.description ?? "More documentation"}](${tag.externalDocs.url})`)]
        : []),
      { kind: "operations", operations: operations.filter(({ tags }) => tags.includes(tag.name)) },
    ],
  }));
}
