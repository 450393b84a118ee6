import { readdir, readFile } from "node:fs/promises";
import { marked } from "marked";
import { parse } from "yaml";
import { type Block, heading, type Language, type Page, text } from "./blocks.ts";
import type { Description } from "./description.ts";
import { insertions } from "./insertions.ts";
import type { Operation } from "./operations.ts";

const directory = new URL("../guides/", import.meta.url);

/** Where the build puts what `@rolewright/languages` says of each language. */
const languages = new URL("../dist/languages/", import.meta.url);

/**
 * Reads the guides: those that are written by hand, and after `languages` those of each language. `NAME.md` becomes the page `NAME`; what stands above its text gives `title`,
 * `description` and `order`. A line `<!-- description: NAME -->` is replaced by a part of the description.
 */
export async function readGuides(description: Description, operations: Operation[]): Promise<Page[]> {
  const read = async (folder: URL) => {
    const files = (await readdir(folder)).filter((file) => file.endsWith(".md"));
    const guides = await Promise.all(
      files.map(async (file) =>
        guideOf(file, await readFile(new URL(file, folder), "utf8"), description, operations),
      ),
    );
    return guides.toSorted((one, other) => one.order - other.order).map(({ page }) => page);
  };
  const ofLanguages = (await read(languages)).map((page): Page => ({
    ...page,
    path: `languages/${page.path}`,
    within: "languages",
  }));
  return (await read(directory)).flatMap((page) =>
    page.path === "languages" ? [page, ...ofLanguages] : page,
  );
}

/** A guide as a page, and where it stands among the others. */
export function guideOf(
  file: string,
  source: string,
  description: Description,
  operations: Operation[],
): { order: number; page: Page } {
  const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  const { title, description: summary, order } = (parse(head) ?? {}) as Record<string, string | number>;
  if (!title || !summary || order === undefined) {
    throw new Error(
      `The guide ${file} has to begin with \`title\`, \`description\` and \`order\` between lines of ---.`,
    );
  }
  const blocks = marked.lexer(body).flatMap((token): Block[] => {
    const inserted = /^<!-- description: (\w+) -->\s*$/.exec(token.raw)?.[1];
    if (inserted !== undefined) return insertion(inserted, file)(description, operations);
    if (token.type === "space") return [];
    if (token.type === "heading") return [heading(token["text"] as string, token["depth"] as 2 | 3)];
    if (token.type !== "code") return [text(token.raw.trim())];
    const language = (token["lang"] || "text") as Language;
    return [{ kind: "code", language, label: language, code: token["text"] as string }];
  });
  const path = file.replace(/\.md$/, "");
  const page = { path, title: String(title), description: String(summary), section: "Guides", blocks };
  return { order: Number(order), page };
}

function insertion(name: string, file: string): (typeof insertions)[string] {
  const found = insertions[name];
  if (found !== undefined) return found;
  throw new Error(`The guide ${file} asks for "${name}". There is ${Object.keys(insertions).join(", ")}.`);
}
