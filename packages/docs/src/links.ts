import { posix } from "node:path";
import type { Page } from "./blocks.ts";
import { operationPath } from "./operation-page.ts";

/** How the links of one page are written. */
export interface Links {
  /** To a file of the site: `llms.txt`. */
  file(path: string): string;
  /** To an operation's page. */
  operation(operationId: string): string;
  /** Where a link in a guide or the description leads: `errors.md#429` is the page `errors`. */
  markdown(href: string): string;
  /** Whether there is an operation of that name. */
  hasOperation(operationId: string): boolean;
}

/**
 * The links of one page. With a URL of the site, those of Markdown are whole ones: an agent that has only the text can
 * follow them. Without one, and in HTML, they are relative: they lead somewhere on any host, and from a disk.
 */
export function linksFrom(page: string, extension: "html" | "md", pages: Page[], siteUrl?: string): Links {
  const paths = new Map(pages.map((each) => [each.path, each.path]));
  const operations = new Map(
    pages.flatMap(({ operation }) => (operation ? [[operation.operationId, operationPath(operation)]] : [])),
  );
  const file = (path: string) =>
    siteUrl !== undefined && extension === "md"
      ? new URL(path, siteUrl).href
      : posix.relative(posix.dirname(page), path) || posix.basename(path);
  const markdown = (href: string) => {
    if (/^(https?:|mailto:|#)/.test(href)) return href;
    const [, name = "", anchor = ""] = /^(.*?)(#.*)?$/.exec(href) ?? [];
    const path = paths.get(name.replace(/\.md$/, ""));
    if (name.endsWith(".md") && path === undefined)
      throw new Error(`The page ${page} links to ${href}, but there is no page ${name}.`);
    return path === undefined ? file(name) + anchor : file(`${path}.${extension}`) + anchor;
  };
  const operation = (operationId: string) => file(`${operations.get(operationId)}.${extension}`);
  return { file, operation, markdown, hasOperation: (operationId) => operations.has(operationId) };
}

/** Markdown whose links are written anew; code is left alone. */
export function withLinks(markdown: string, link: (href: string) => string): string {
  return markdown.replaceAll(
    /(`+)[\s\S]*?[^`]\1(?!`)|\]\(([^)\s]+)\)/g,
    (whole, _: string, href: string | undefined) => (href === undefined ? whole : `](${link(href)})`),
  );
}
