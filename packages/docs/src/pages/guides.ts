import { readdir, readFile } from "node:fs/promises";
import { marked, type Token } from "marked";
import { parse } from "yaml";
import { type Block, type CodeBlock, heading, type Language, type Page, text } from "./blocks.ts";
import type { GuideContext } from "./guide-context.ts";
import { placeholders } from "./placeholders.ts";

const guidesFolder = new URL("../../guides/", import.meta.url);

/** The build copies the guides of `@rolewright/languages` to this folder, which has a folder for each version. */
const languagesFolder = new URL("../../dist/languages/", import.meta.url);

/**
 * Reads the guides of one edition: those for all versions, those in the folder of the version, and after `languages` those of
 * each language. `NAME.md` becomes the page `NAME`. The front matter has `title`, `description` and `order`, and optionally
 * `shortTitle` and `section` for the sidebar, comma-separated `keywords` for the search, and for `llms.txt` the `tasks` that
 * it explains, each with its operations. A line `<!-- description: NAME -->` is replaced by a part of the description, `{{version}}` by the
 * version, `{{client}}` by the package of its client, and `{{repository}}` by the URL of the repository.
 *
 * @param folder a folder with other guides, which replace this project's.
 */
export async function readGuides(context: GuideContext, folder?: URL): Promise<Page[]> {
  if (folder !== undefined) return sortGuides(await readFolder(folder, context));
  const folders = [guidesFolder, new URL(`${context.version}/`, guidesFolder)];
  const languages = await readFolder(new URL(`${context.version}/`, languagesFolder), context);
  const readAll = async (using: GuideContext) =>
    sortGuides((await Promise.all(folders.map((each) => readFolder(each, using)))).flat());
  // The start page lists the first task of each guide.
  const tasks = (await readAll(context)).flatMap(({ tasks: [task] = [], path, description }) =>
    task === undefined ? [] : [{ title: task.title, path, description }],
  );
  return (await readAll({ ...context, tasks })).flatMap((page) =>
    page.path === "languages"
      ? [page, ...sortGuides(languages).map((each) => toLanguagePage(each, page))]
      : [page],
  );
}

interface FrontMatter {
  title?: string;
  description?: string;
  order?: number;
  keywords?: string;
  shortTitle?: string;
  section?: string;
  /** The operations of each task, separated by commas. */
  tasks?: Record<string, string>;
}

interface Guide {
  /** The position among the guides. */
  order: number;
  page: Page;
}

const sortGuides = (guides: Guide[]): Page[] =>
  guides.toSorted((one, other) => one.order - other.order).map(({ page }) => page);

async function readFolder(folder: URL, context: GuideContext): Promise<Guide[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md"));
  return Promise.all(
    files.map(async (file) =>
      parseGuide(file, await readFile(new URL(file, folder), "utf8"), context, folder),
    ),
  );
}

function toLanguagePage(page: Page, { path: parent, section }: Page): Page {
  const { source: _, ...rest } = page;
  return { ...rest, path: `${parent}/${page.path}`, parent, section };
}

/** Parses a guide. */
export function parseGuide(
  file: string,
  source: string,
  context: GuideContext,
  folder: URL = guidesFolder,
): Guide {
  const filled = fillVariables(source, context);
  const [, frontMatter = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(filled) ?? [];
  const {
    title,
    description: summary,
    order,
    keywords,
    shortTitle,
    section = "Guides",
    tasks,
  } = (parse(frontMatter) ?? {}) as FrontMatter;
  if (!title || !summary || order === undefined) {
    throw new Error(
      `The guide ${file} has no \`title\`, \`description\` or \`order\`. Start it with these fields between lines of ---.`,
    );
  }
  const blocks = mergeVariants(marked.lexer(body).flatMap((token) => toBlocks(token, file, context)));
  const page: Page = {
    path: file.replace(/\.md$/, ""),
    title: String(title),
    description: String(summary),
    section: String(section),
    source: `packages/docs/guides/${folder.href.slice(guidesFolder.href.length)}${file}`,
    blocks,
    ...(keywords !== undefined && { keywords: String(keywords) }),
    ...(shortTitle !== undefined && { shortTitle: String(shortTitle) }),
    ...(tasks !== undefined && {
      tasks: Object.entries(tasks).map(([name, steps]) => ({ title: name, operationIds: steps.split(", ") })),
    }),
  };
  return { order: Number(order), page };
}

function fillVariables(source: string, { version, repositoryUrl = "REPOSITORY-URL" }: GuideContext): string {
  const client = version === "v1" ? "@rolewright/client" : `@rolewright/client/${version}`;
  return source
    .replaceAll("{{version}}", version)
    .replaceAll("{{client}}", client)
    .replaceAll("{{repository}}", repositoryUrl);
}

function toBlocks(token: Token, file: string, context: GuideContext): Block[] {
  const name = /^<!-- description: ([\w-]+) -->\s*$/.exec(token.raw)?.[1];
  if (name !== undefined) return findPlaceholder(name, file)(context);
  if (token.type === "space") return [];
  if (token.type === "heading") return [heading(token["text"] as string, token["depth"] as 2 | 3)];
  if (token.type !== "code") return [text(token.raw.trim())];
  const [language = "text", label = language] = String(token["lang"] || "text").split(" ");
  return [{ kind: "code", language: language as Language, label, code: token["text"] as string }];
}

/** Joins a block for a POSIX shell and the one for PowerShell after it. */
function mergeVariants(blocks: Block[]): Block[] {
  return blocks.flatMap((block, index): Block[] => {
    const [previous, next] = [blocks[index - 1], blocks[index + 1]];
    if (isCode(block, "powershell") && isCode(previous, "shell")) return [];
    return isCode(block, "shell") && isCode(next, "powershell")
      ? [{ kind: "variants", variants: [block, next] }]
      : [block];
  });
}

const isCode = (block: Block | undefined, language: Language): block is CodeBlock =>
  block?.kind === "code" && block.language === language;

function findPlaceholder(name: string, file: string): (typeof placeholders)[string] {
  const found = placeholders[name];
  if (found !== undefined) return found;
  throw new Error(
    `The guide ${file} has an unknown placeholder "${name}". Use one of ${Object.keys(placeholders).join(", ")}.`,
  );
}
