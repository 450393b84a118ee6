import type { Page } from "./blocks.ts";
import { escapeHtml } from "./highlight.ts";
import { htmlBlocks, type HtmlContext, methodHtml } from "./html.ts";
import { notice } from "./markdown.ts";

/** What the frame around a page's text needs to know of the site. */
export interface Frame extends HtmlContext {
  /** All pages, in the order of the navigation. */
  pages: Page[];
  siteUrl?: string;
  /** What every page runs: so little that to ask for it would take longer than to send it along. */
  script: string;
  /** Whether the pages can call a server on this machine. */
  isLocal: boolean;
}

/** A page as HTML. The text comes first, the navigation after it: for readers without a style sheet, and for agents. */
export function htmlPage(page: Page, frame: Frame): string {
  const { links, siteUrl } = frame;
  const { file } = links;
  const markdown = file(`${page.path}.md`);
  // Checkers look for a path, not for a mere name.
  const index = file("llms.txt").replace(/^llms/, "./llms");
  const canonical = siteUrl && `<link rel=canonical href="${new URL(`${page.path}.html`, siteUrl).href}">`;
  return `<!doctype html>
<html lang=en>
<head>
<meta charset=utf-8>
<meta name=viewport content="width=device-width,initial-scale=1">
<title>${escapeHtml(page.title)} · Rolewright</title>
<meta name=description content="${escapeHtml(page.description)}">
<link rel=stylesheet href=${file("style.css")}>
<link rel=icon href=${file("icon.png")}>
<link rel=alternate type=text/markdown href=${markdown}>
${canonical ? `${canonical}\n` : ""}${frame.isLocal ? `<script defer src=${file("try.js")}></script>\n` : ""}</head>
<body>
<a class=skip href=#main>Skip to the text</a>
<header>
<a class=brand href=${file("index.html")}>Rolewright</a>
<button class=search>Search</button>
<button class=menu popovertarget=pages>Pages</button>
</header>
<aside class=notice aria-label=Notice>${notice} <span>For AI agents: <a href=${markdown}>this page as Markdown</a>, <a href="${index}">llms.txt</a>.</span></aside>
<main id=main${page.operation ? " class=operation" : ""}>
${page.operation ? `<p>${escapeHtml(page.section)}</p>` : ""}
<h1>${escapeHtml(page.title)}</h1>
${htmlBlocks(page, frame)}
</main>
${pager(page, frame)}
${navigation(page, frame)}
<script>${frame.script}</script>
</body>
</html>
`;
}

/** The page before and the page after, as in the navigation; nothing for the page of what is not there. */
function pager(page: Page, frame: Frame): string {
  const { links } = frame;
  const pages = pagesBeside(page, frame);
  const index = pages.indexOf(page);
  if (index < 0) return "";
  const link = (to: Page | undefined, rel: string, words: string) =>
    to
      ? `<a rel=${rel} href=${links.file(`${to.path}.html`)}><small>${words}</small> ${escapeHtml(to.title)}</a>`
      : "";
  const previous = link(pages[index - 1], "prev", "Previous");
  return `<nav class=pager aria-label="Previous and next">${previous}${link(pages[index + 1], "next", "Next")}</nav>`;
}

/** What a page leads to: what another page lists is shown only there, and beside its own kind. */
function pagesBeside(current: Page, { pages }: Frame): Page[] {
  return pages.filter(
    ({ within }) => within === undefined || within === current.path || within === current.within,
  );
}

function navigation(current: Page, frame: Frame): string {
  const { links } = frame;
  const sections = Map.groupBy(pagesBeside(current, frame), ({ section }) => section);
  const item = (page: Page) => {
    const here = page === current ? " aria-current=page" : "";
    const mark = page.operation ? methodHtml(page.operation.method) : "";
    return `<li><a href=${links.file(`${page.path}.html`)}${here}>${mark}${escapeHtml(page.title)}</a></li>`;
  };
  const groups = [...sections].map(
    ([section, members]) => `<p>${escapeHtml(section)}</p><ul>${members.map(item).join("\n")}</ul>`,
  );
  return `<nav id=pages popover aria-label=Pages>${groups.join("\n")}</nav>`;
}
