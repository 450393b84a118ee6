import { createDescription } from "@rolewright/openapi";
import { escapeHtml } from "../printers/highlight.ts";
import { printBlocks } from "../printers/html.ts";
import { createLinks } from "../printers/links.ts";
import { printMarkdown } from "../printers/markdown.ts";
import { createPages } from "../site.ts";

/** Prints every page in both formats, without highlighting, which is slow. */
export async function print(
  document: Record<string, unknown>,
  version: string,
): Promise<Map<string, { markdown: string; html: string }>> {
  const pages = await createPages(createDescription(document, "", "openapi.yaml"), { version });
  return new Map(
    pages.map((page) => {
      const links = createLinks(page.path, "html", pages);
      const html = printBlocks(page, { links, highlight: (code) => escapeHtml(code) });
      return [
        page.path,
        { markdown: printMarkdown(page, createLinks(page.path, "md", pages)), html: page.title + html },
      ];
    }),
  );
}
