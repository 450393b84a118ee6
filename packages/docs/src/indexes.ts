import { type Page, slug } from "./blocks.ts";
import type { Description } from "./description.ts";
import { linksFrom } from "./links.ts";
import { markdownPage, notice } from "./markdown.ts";

/** What the files beside the pages are made from. */
export interface Index {
  description: Description;
  pages: Page[];
  /** Ends with a slash. */
  siteUrl?: string;
}

/** `llms.txt`, one for each tag, `llms-full.txt`, the site map and the API catalog, by their paths. */
export function indexFiles(index: Index): [path: string, text: string][] {
  const tags = index.description.tags.map(({ name }) => name);
  return [
    ["llms.txt", llmsText(index)],
    ...tags.map((tag): [string, string] => [`${slug(tag)}/llms.txt`, tagText(tag, index)]),
    ...index.pages
      .filter((page) => hasOwnList(page, index))
      .map((page): [string, string] => [`${page.path}/llms.txt`, ownList(page, index)]),
    ["llms-full.txt", fullText(index)],
    ["sitemap.xml", siteMap(index)],
    ["robots.txt", robots(index)],
    [".well-known/api-catalog", catalog(index)],
  ];
}

function llmsText(index: Index): string {
  const { description, pages } = index;
  const listed = pages.filter(({ within }) => within === undefined);
  const sections = [...Map.groupBy(listed, ({ section }) => section)];
  return (
    [
      `# ${description.info.title}`,
      `> ${notice}`,
      ...sections.map(([section, members]) => `## ${section}\n\n${list(members, "llms.txt", index, false)}`),
    ].join("\n\n") + "\n"
  );
}

function tagText(tag: string, index: Index): string {
  const { description, pages } = index;
  const about = description.tags.find(({ name }) => name === tag)?.description ?? "";
  const members = pages.filter(({ section }) => section === tag);
  return `# ${tag}\n\n> ${notice} ${about}\n\n## Operations\n\n${list(members, `${slug(tag)}/llms.txt`, index, true)}\n`;
}

/** Agents read the first list to find an operation: pages that another page lists are in a list of their own. */
const hasOwnList = ({ path }: Page, { pages }: Index) => pages.some(({ within }) => within === path);

function ownList(page: Page, index: Index): string {
  const members = index.pages.filter(({ within }) => within === page.path);
  const pages = [page, ...members].map((each) =>
    entry(each, `${page.path}/llms.txt`, index, `${each.path}.md`),
  );
  return `# ${page.title}\n\n> ${notice} ${page.description}\n\n## Pages\n\n${pages.join("\n")}\n`;
}

function list(members: Page[], from: string, index: Index, withPath: boolean): string {
  return members
    .map((page) => {
      const file = hasOwnList(page, index) ? `${page.path}/llms.txt` : `${page.path}.md`;
      // An agent reads the whole list to find one page: method and path are on it, and in the list of its tag.
      return entry(page, from, index, file, page.operation && !withPath ? "" : `: ${page.description}`);
    })
    .join("\n");
}

function entry(
  { title, description }: Page,
  from: string,
  { pages, siteUrl }: Index,
  file: string,
  about = `: ${description}`,
): string {
  return `- [${title}](${linksFrom(from, "md", pages, siteUrl).file(file)})${about}`;
}

/** Every page, one after the other. */
function fullText({ pages, siteUrl }: Index): string {
  const links = linksFrom("llms-full.txt", "md", pages, siteUrl);
  return pages.map((page) => markdownPage(page, links)).join("\n");
}

function siteMap({ pages, siteUrl = "" }: Index): string {
  const locations = pages.map(({ path }) => `<url><loc>${siteUrl}${path}.html</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${locations.join("\n")}\n</urlset>\n`;
}

function robots({ siteUrl }: Index): string {
  return `User-agent: *\nAllow: /\n${siteUrl === undefined ? "" : `Sitemap: ${siteUrl}sitemap.xml\n`}`;
}

/** RFC 9727: where a machine finds the description and the documentation of the API. */
function catalog({ description, siteUrl = "../" }: Index): string {
  const link = (path: string, type: string) => ({ href: siteUrl + path, type });
  const item = {
    anchor: description.servers[0]?.url,
    "service-desc": [link("openapi.yaml", "application/yaml"), link("openapi.json", "application/json")],
    "service-doc": [link("index.html", "text/html"), link("index.md", "text/markdown")],
  };
  return `${JSON.stringify({ linkset: [item] }, null, 2)}\n`;
}
