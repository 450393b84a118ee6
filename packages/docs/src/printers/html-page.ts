import { findCounterpart } from "../editions.ts";
import { listHeadings, type Page } from "../pages/blocks.ts";
import { escapeHtml, escapeText } from "./highlight.ts";
import { printBlocks } from "./html.ts";
import { notice } from "./markdown.ts";
import { printPager, printSidebar } from "./sidebar.ts";
import type { SiteFrame } from "./site-frame.ts";

/** Prints a page as HTML. The content comes before the sidebar, for readers without a style sheet and for agents. */
export function printHtmlPage(page: Page, frame: SiteFrame): string {
  const { links } = frame;
  const { file } = links;
  const isOperation = page.operation !== undefined;
  return `<!doctype html>
<html lang=en>
<head>
${printHead(page, frame)}</head>
<body>
<nav class=skip aria-label="Skip links"><a href=#main>Skip to content</a> <a href=#pages>Skip to navigation</a></nav>
<aside class=skip aria-label="For AI agents">For AI agents: <a href=${file(`${page.path}.md`)}>this page as Markdown</a>, <a href="${file("llms.txt").replace(/^llms/, "./llms")}">llms.txt</a>.</aside>
${printHeader(page, frame)}
${printContents(page)}
<main id=main${isOperation ? " class=operation" : ""}>
<div class=title>
${printBreadcrumb(page, frame)}
<h1>${escapeHtml(page.title)}</h1>
<p class=tools><button class=copy-page data-markdown=${file(`${page.path}.md`)}>Copy page as Markdown</button></p>
</div>
${printBlocks(page, frame)}
</main>
${printPager(page, frame)}
${printSidebar(page, frame)}
${printFooter(page, frame)}
<p id=announcement role=status class=hidden></p>
</body>
</html>
`;
}

function printHead(page: Page, { links, siteUrl, hasTryForms, edition }: SiteFrame): string {
  const { file, asset } = links;
  return [
    "<meta charset=utf-8>",
    '<meta name=viewport content="width=device-width,initial-scale=1">',
    `<title>${escapeHtml(page.title)} · Rolewright</title>`,
    `<meta name=description content="${escapeHtml(page.description)}">`,
    `<link rel=stylesheet href=${asset("style.css")}>`,
    `<link rel=icon href=${asset("icon.png")}>`,
    `<link rel=alternate type=text/markdown href=${file(`${page.path}.md`)}>`,
    siteUrl && `<link rel=canonical href="${new URL(`${edition.folder}${page.path}.html`, siteUrl).href}">`,
    `<script defer src=${asset("script.js")}></script>`,
    hasTryForms && page.operation && `<script defer src=${asset("try.js")}></script>`,
  ]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join("");
}

function printHeader(page: Page, frame: SiteFrame): string {
  const { links, repositoryUrl } = frame;
  return [
    "<header>",
    `<a class=brand href=${links.file("index.html")}>Rolewright</a>`,
    `<span class=unofficial-notice>Unofficial</span>`,
    `<button class=search aria-keyshortcuts="Control+K /"><span>Search</span> <kbd>Ctrl K</kbd></button>`,
    printVersions(page, frame),
    repositoryUrl ? `<a class=repository href="${escapeHtml(repositoryUrl)}">Repository</a>` : "",
    `<button class=theme aria-label="Use dark theme"></button>`,
    `<button class=menu popovertarget=pages>Menu</button>`,
    "</header>",
  ]
    .filter(Boolean)
    .join("\n");
}

/** Links to the same page in the other editions, or to their start pages if they do not have it. */
function printVersions(page: Page, { links, edition, editions }: SiteFrame): string {
  if (editions.length < 2) return "";
  const items = editions.map((each) => {
    if (each === edition) return `<a href="" aria-current=true>${escapeText(each.name)}</a>`;
    const counterpart = findCounterpart(page, each);
    const href = links.asset(`${each.folder}${counterpart?.path ?? "index"}.html`);
    const title = counterpart ? "" : ` title="${escapeHtml(each.name)} does not have this page"`;
    return `<a href=${href}${title}>${escapeText(each.name)}</a>`;
  });
  return `<nav class=versions aria-label="API version">${items.join("")}</nav>`;
}

function printBreadcrumb(page: Page, { links, edition: { pages } }: SiteFrame): string {
  const parentPath = page.operation ? `${page.path.split("/")[0]}/index` : page.parent;
  const parent = pages.find(({ path }) => path === parentPath);
  if (parent === undefined) return "";
  return `<nav class=breadcrumb aria-label=Breadcrumb><a href=${links.file(`${parent.path}.html`)}>${escapeText(parent.title)}</a></nav>`;
}

/** A longer list would not fit beside the text. It has only the sections that are not inside others. */
const maxContents = 20;

/**
 * "On this page", for pages with several sections. It comes before the content: beside it, the content is narrower, and
 * would wrap again if it had already been drawn.
 */
function printContents({ blocks, operation }: Page): string {
  const all = listHeadings(blocks);
  if (operation !== undefined || all.length < 3) return "";
  const headings = all.length > maxContents ? all.filter(({ level }) => level === 2) : all;
  const items = headings.map(
    ({ id, text, level }) =>
      `<li${level === 3 ? " class=inner" : ""}><a href=#${id}>${escapeText(text.replaceAll("`", ""))}</a></li>`,
  );
  return `<nav class=contents aria-label="On this page"><p>On this page</p><ul>${items.join("")}</ul></nav>`;
}

function printFooter(page: Page, frame: SiteFrame): string {
  const { links, edition, repositoryUrl, lastChanged } = frame;
  const { license, version } = edition.description.info;
  const edit =
    repositoryUrl && page.source
      ? `<a href="${escapeHtml(`${repositoryUrl.replace(/\/$/, "")}/edit/main/${page.source}`)}">Edit this page</a>`
      : "";
  const licenseName = license?.url
    ? `<a href="${escapeHtml(license.url)}">${escapeText(license.name)}</a>`
    : license && escapeText(license.name);
  const parts = [
    `<span>${notice}</span>`,
    license && `<span>License: ${licenseName}</span>`,
    `<span>API description ${escapeText(version)}${lastChanged ? `, changed ${escapeText(lastChanged)}` : ""}</span>`,
    edit,
    `<a href=${links.file("openapi.yaml")} type=application/yaml>OpenAPI description</a>`,
    `<a href=${links.file(`${page.path}.md`)}>Markdown</a>`,
  ];
  return `<footer>${parts.filter(Boolean).join("\n")}</footer>`;
}
