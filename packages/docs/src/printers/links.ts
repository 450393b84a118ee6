import { posix } from "node:path";
import type { Content } from "../model/operations.ts";
import type { Page } from "../pages/blocks.ts";
import { isLink } from "../model/unsupported.ts";

/** How the links of one page are written. */
export interface Links {
  /** A link to a file of the edition, such as `llms.txt`. */
  file(path: string): string;
  /** A link to a file that all editions share, such as `style.css`. */
  asset(path: string): string;
  /** A link to an operation's page. */
  operation(operationId: string): string;
  /** The target of a Markdown link: `errors.md#429` leads to the page `errors`. */
  markdown(href: string): string;
  hasOperation(operationId: string): boolean;
  hasPage(path: string): boolean;
  /** Whether a page explains the schema of a content for all operations. */
  isExplained(content: Content): boolean;
}

/**
 * Creates the links of one page. In HTML they are relative, so that they work on any host and from a disk. In Markdown they are
 * absolute if `siteUrl` is set, so that a reader who has only the text can follow them. `page` is relative to the folder of its
 * edition.
 */
export function createLinks(
  page: string,
  extension: "html" | "md",
  pages: Page[],
  { folder = "", siteUrl }: { folder?: string; siteUrl?: string | undefined } = {},
): Links {
  const paths = new Set(pages.map(({ path }) => path));
  const operations = new Map(
    pages.flatMap(({ operation, path }) => (operation ? [[operation.operationId, path]] : [])),
  );
  const asset = (path: string) =>
    siteUrl !== undefined && extension === "md"
      ? new URL(path, siteUrl).href
      : posix.relative(posix.dirname(folder + page), path) || posix.basename(path);
  const file = (path: string) => asset(posix.join(folder, path));
  const markdown = (href: string) => {
    if (!isLink(href))
      throw new Error(`The page ${page} links to ${href}. Use a link to a page, or http, https or mailto.`);
    if (/^(\w+:|#)/.test(href)) return href;
    const [, name = "", anchor = ""] = /^(.*?)(#.*)?$/.exec(href) ?? [];
    const path = name.replace(/\.md$/, "");
    // A link that starts with `../` or `v2/` leads to another edition.
    if (/^(\.\.|v\d+)\//.test(name)) return file(`${path}.${extension}`) + anchor;
    if (name.endsWith(".md") && !paths.has(path))
      throw new Error(`The page ${page} links to ${href}, but the page ${name} does not exist.`);
    return file(paths.has(path) ? `${path}.${extension}` : name) + anchor;
  };
  const operation = (operationId: string) => file(`${operations.get(operationId)}.${extension}`);
  return {
    file,
    asset,
    operation,
    markdown,
    hasOperation: (operationId) => operations.has(operationId),
    hasPage: (path) => paths.has(path),
    isExplained: ({ schema, hasOwnKeywords }) =>
      schema === errorSchema && !hasOwnKeywords && paths.has("errors"),
  };
}

/** The schema of errors, which the guide about errors explains. */
const errorSchema = "ErrorResponse";

/** Rewrites the links in Markdown, except in code. */
export function rewriteLinks(markdown: string, rewrite: (href: string) => string): string {
  return markdown.replaceAll(
    /(`+)[\s\S]*?[^`]\1(?!`)|\]\(([^)\s]+)\)/g,
    (whole, _: string, href: string | undefined) => (href === undefined ? whole : `](${rewrite(href)})`),
  );
}
