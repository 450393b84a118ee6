import { readFile } from "node:fs/promises";
import type { LocalServer, Page } from "./blocks.ts";
import { type Description, readDescription, readTwin } from "./description.ts";
import { readGuides } from "./guides.ts";
import { createHighlight } from "./highlight.ts";
import { type Frame, htmlPage } from "./html-page.ts";
import { indexFiles } from "./indexes.ts";
import { linksFrom } from "./links.ts";
import { markdownPage } from "./markdown.ts";
import { operationPage } from "./operation-page.ts";
import { operationsOf } from "./operations.ts";
import { searchScript } from "./search-index.ts";

/** How a site is built. */
export interface SiteOptions {
  /** Where the site will be. Without it every link is relative, and the site map has no whole URLs. */
  url?: string;
  /** A server on this machine that the pages may call. Never for a site that others read. */
  local?: LocalServer;
  /** Another description than this project's, with the text that it was read from. */
  source?: { text: string; description: Description };
}

/** A site: what is in each file, by its path. */
export type Site = Map<string, Buffer>;

const assets = new URL("../assets/", import.meta.url);

/**
 * Builds the site. The same options give the same bytes.
 *
 * @throws {Error} when a guide links to a page that is not there, or the description refers to nothing.
 */
export async function buildSite(options: SiteOptions = {}): Promise<Site> {
  const source = options.source ?? (await readDescription());
  const siteUrl = options.url && new URL(options.url.replace(/\/*$/, "/")).href;
  const site = { ...(siteUrl && { siteUrl }) };
  const pages = await pagesOf(source.description, options.local);
  const files: [string, string | Buffer][] = [
    ...(await pageFiles(pages, options.local !== undefined, site.siteUrl)),
    ...indexFiles({ description: source.description, pages, ...site }),
    ["openapi.yaml", source.text],
    ["openapi.json", `${JSON.stringify(source.description, null, 2)}\n`],
    ...(options.source ? [] : [["openapi-3.0.json", await readTwin()] as [string, string]]),
    ["style.css", await asset("style.css")],
    ["search.js", (await asset("search.js")) + searchScript(pages)],
    ["icon.png", await readFile(new URL("icon.png", assets))],
    ...(options.local ? [["try.js", await asset("try.js")] as [string, string]] : []),
  ];
  return new Map(files.map(([path, content]) => [path, Buffer.from(content)]));
}

/** Every page, in the order of the navigation. */
export async function pagesOf(description: Description, local?: LocalServer): Promise<Page[]> {
  const operations = operationsOf(description);
  const tags = description.tags.map(({ name }) => name);
  const byTag = operations.toSorted((one, other) => tags.indexOf(one.tag) - tags.indexOf(other.tag));
  const guides = await readGuides(description, byTag);
  return [...guides, ...byTag.map((operation) => operationPage(operation, local))];
}

/** Every page twice, as HTML and as Markdown, and the page for what is not there. */
async function pageFiles(pages: Page[], isLocal: boolean, siteUrl?: string): Promise<[string, string][]> {
  const [highlight, script] = await Promise.all([createHighlight(), asset("script.js")]);
  const frame = { pages, highlight, script, isLocal, ...(siteUrl && { siteUrl }) };
  const files = pages.flatMap((page): [string, string][] => [
    [`${page.path}.html`, htmlPage(page, { ...frame, links: linksFrom(page.path, "html", pages) })],
    [`${page.path}.md`, markdownPage(page, linksFrom(page.path, "md", pages, siteUrl))],
  ]);
  return [...files, ["404.html", notFoundPage(frame)]];
}

/** It is shown at any URL, so its links are whole ones where the site knows its own. */
function notFoundPage({ siteUrl = "", ...frame }: Omit<Frame, "links">): string {
  const relative = linksFrom("404", "html", frame.pages);
  const file = (path: string) => siteUrl + relative.file(path);
  const links = { ...relative, file, markdown: (href: string) => siteUrl + relative.markdown(href) };
  const page: Page = {
    path: "404",
    title: "There is no such page",
    description: "Nothing is at this address.",
    section: "",
    blocks: [
      {
        kind: "text",
        markdown: "Search for it, or begin at [the overview](index.md). Pages of operations never move.",
      },
    ],
  };
  const html = htmlPage(page, { ...frame, links, isLocal: false });
  return html
    .replaceAll(/<link rel=alternate[^>]*>\n/g, "")
    .replaceAll(`${file("404.md")}`, file("llms-full.txt"));
}

/** An asset without indentation and comments, which half of a page's weight would be. */
async function asset(name: string): Promise<string> {
  const text = await readFile(new URL(name, assets), "utf8");
  const bare = text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/^\s*(\/\/.*)?\n?|\s+$/gm, "");
  if (!name.endsWith(".css")) return bare;
  return bare
    .replaceAll(/\s*([{};,>~])\s*/g, "$1")
    .replaceAll(": ", ":")
    .replaceAll(/(?<![\d.])0(?=\.\d)/g, "")
    .replaceAll(";}", "}");
}
