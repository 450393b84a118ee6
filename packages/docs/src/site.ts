import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { LocalServer, Page } from "./pages/blocks.ts";
import { type Edition, readEditionSources } from "./editions.ts";
import type { Description } from "./model/description.ts";
import { markCommonFields } from "./model/common-fields.ts";
import { listOperations, listTags, type Operation } from "./model/operations.ts";
import { groupTags } from "./model/tag-groups.ts";
import { requireSupported } from "./model/unsupported.ts";
import { readGuides } from "./pages/guides.ts";
import { createOperationPage } from "./pages/operation-page.ts";
import { createTagPages } from "./pages/tag-page.ts";
import { createHighlight } from "./printers/highlight.ts";
import { printHtmlPage } from "./printers/html-page.ts";
import { createIndexFiles, createSiteFiles } from "./printers/indexes.ts";
import { createLinks } from "./printers/links.ts";
import { printMarkdown } from "./printers/markdown.ts";
import { createSearchEntries } from "./printers/search-index.ts";
import type { SiteFrame } from "./printers/site-frame.ts";

/** Options for building the site. */
export interface SiteOptions {
  /** The URL that the site will have. Without it, all links are relative and there is no site map. */
  url?: string;
  /** A local server that the pages can call, with its demo key. Do not set it for a site that others read. */
  tryItServer?: LocalServer;
  /** Another description than this project's, with its source text. */
  source?: { text: string; description: Description };
  /** A folder with other guides than this project's. It has to contain `index.md`. */
  guidesFolder?: URL;
  /** The URL of the source repository, for a link in the header and links to edit guides. */
  repositoryUrl?: string;
  /** The date of the last change, as text, for the footer. */
  lastChanged?: string;
}

/** A site: the content of each file, by its path. */
export type Site = Map<string, Buffer>;

const assetsFolder = new URL("../assets/", import.meta.url);

/**
 * Builds the site. The same options result in the same bytes.
 *
 * @throws {UnsupportedDescriptionError} if the pages cannot show a part of the description.
 * @throws {Error} if a guide links to a page that does not exist, or two pages have the same path.
 */
export async function buildSite(options: SiteOptions = {}): Promise<Site> {
  const siteUrl = options.url && new URL(options.url.replace(/\/*$/, "/")).href;
  const editions = await createEditions(options);
  const files: [string, string | Buffer][] = [
    ...(await printPages(editions, options, siteUrl)),
    ...editions.flatMap((edition) => createEditionFiles(edition, editions, { ...options, siteUrl })),
    ...createSiteFiles(editions, siteUrl),
    ...(await readAssets(options)),
    ...createHostFiles(editions, options, siteUrl === undefined ? await hashErrorStyle() : undefined),
  ];
  return new Map(files.map(([path, content]) => [path, Buffer.from(content)]));
}

async function createEditions(options: SiteOptions): Promise<Edition[]> {
  const sources = options.source
    ? [{ name: "v1", folder: "", ...options.source }]
    : await readEditionSources();
  return Promise.all(
    sources.map(async (source, index) => ({
      ...source,
      pages: await createPages(source.description, {
        ...options,
        version: source.name,
        previous: sources[index - 1]?.description,
      }),
    })),
  );
}

/** The options for the pages of one edition. */
export interface EditionOptions extends Pick<SiteOptions, "tryItServer" | "guidesFolder" | "repositoryUrl"> {
  /** As in the paths of the API: `v2`. */
  version?: string;
  /** The description of the version before, for the page of differences. */
  previous?: Description | undefined;
}

/** Creates every page of one edition, in the order of the sidebar. */
export async function createPages(
  description: Description,
  { tryItServer, guidesFolder, repositoryUrl, version = "v1", previous }: EditionOptions = {},
): Promise<Page[]> {
  requireSupported(description);
  const operations = markCommonFields(listOperations(description));
  const tags = listTags(description, operations).map(({ name }) => name);
  const places = groupTags(description, tags);
  const positions = new Map(places.map(({ tag }, index) => [tag, index]));
  const positionOf = ({ tags: [tag = ""] }: Operation) => positions.get(tag) ?? 0;
  const byTag = operations.toSorted((one, other) => positionOf(one) - positionOf(other));
  const context = {
    description,
    operations: byTag,
    version,
    repositoryUrl,
    previous: previous && listOperations(previous),
  };
  const guides = await readGuides(context, guidesFolder);
  const tagPages = createTagPages(description, byTag);
  const operationPages = byTag.map((operation) =>
    createOperationPage(operation, {
      servers: description.servers,
      hasAuthenticationGuide: guides.some(({ path }) => path === "authentication"),
      tryItServer,
    }),
  );
  const reference = places.flatMap((place) =>
    [
      ...tagPages.filter(({ section }) => section === place.tag),
      ...shortenTitles(operationPages.filter(({ section }) => section === place.tag)),
    ].map((page) => ({ ...page, place })),
  );
  const pages = [...guides, ...reference];
  requireNames(pages);
  requireDistinctPaths(pages);
  return pages;
}

/** Shortens the titles to their verb inside a group, if no two pages have the same verb. */
function shortenTitles(pages: Page[]): Page[] {
  const verbs = pages.map(({ title }) => /^\S+( or \S+)?/.exec(title)?.[0] ?? title);
  const isDistinct = new Set(verbs).size === verbs.length;
  return isDistinct
    ? pages.map((page, index) => ({ ...page, shortTitle: verbs[index] ?? page.title }))
    : pages;
}

/** A page needs a name, in its folder and as a folder. */
function requireNames(pages: Page[]): void {
  const nameless = pages.filter(({ path }) => /^\/|(^|\/)[.-]*$/.test(path));
  if (nameless.length > 0)
    throw new Error(
      `The addresses of these pages would have no name: ${nameless.map(({ title }) => title).join(", ")}. Use letters or digits in the tag and the operationId.`,
    );
}

function requireDistinctPaths(pages: Page[]): void {
  const byPath = Map.groupBy(pages, ({ path }) => path.toLowerCase());
  const collisions = [...byPath].filter(([, same]) => same.length > 1).map(([path]) => path);
  if (collisions.length > 0)
    throw new Error(
      `Several pages have the path ${collisions.join(", ")}. Change the operationId, the tag, or the name of the guide.`,
    );
}

/** Prints every page as HTML and as Markdown, and the error page. */
async function printPages(
  editions: Edition[],
  options: SiteOptions,
  siteUrl?: string,
): Promise<[string, string][]> {
  const { tryItServer, repositoryUrl, lastChanged } = options;
  const shared = {
    editions,
    highlight: await createHighlight(),
    hasTryForms: tryItServer !== undefined,
    ...(siteUrl && { siteUrl }),
    ...(repositoryUrl && { repositoryUrl }),
    ...(lastChanged && { lastChanged }),
  };
  const files = editions.flatMap((edition) =>
    edition.pages.flatMap((page): [string, string][] => {
      const { folder, pages } = edition;
      const links = createLinks(page.path, "html", pages, { folder });
      const path = folder + page.path;
      return [
        [`${path}.html`, printHtmlPage(page, { ...shared, edition, links })],
        [`${path}.md`, printMarkdown(page, createLinks(page.path, "md", pages, { folder, siteUrl }))],
      ];
    }),
  );
  const [edition] = editions;
  return edition ? [...files, ["404.html", await printErrorPage({ ...shared, edition })]] : files;
}

/**
 * Prints the page for unknown addresses. Hosts serve it at any depth, so its links are absolute. Without a URL of the site it has
 * its style inside and no links.
 */
async function printErrorPage({ siteUrl, ...frame }: Omit<SiteFrame, "links">): Promise<string> {
  if (siteUrl === undefined)
    return `<!doctype html>
<html lang=en><head><meta charset=utf-8><meta name=viewport content="width=device-width,initial-scale=1"><title>Page not found · Rolewright</title><style>${await readStyle()}</style></head>
<body><main id=main><h1>Page not found</h1><p>This address does not exist. Go to the start page of this site.</p></main></body></html>
`;
  const relative = createLinks("404", "html", frame.edition.pages);
  const file = (path: string) => siteUrl + relative.file(path);
  const links = {
    ...relative,
    file,
    asset: file,
    markdown: (href: string) => siteUrl + relative.markdown(href),
  };
  const starts = frame.editions.map(({ name, folder, pages }) => {
    const linked = pages.filter(({ path }) => startPaths.includes(path));
    const list = linked.map(({ path, title, shortTitle = title }) => `[${shortTitle}](${folder}${path}.md)`);
    return `- ${name}: ${list.join(", ")}`;
  });
  const page: Page = {
    path: "404",
    title: "Page not found",
    description: "This address does not exist.",
    section: "",
    blocks: [
      {
        kind: "text",
        markdown: `This address does not exist. Search for the page, or start here:\n\n${starts.join("\n")}`,
      },
    ],
  };
  const html = printHtmlPage(page, { ...frame, links, hasTryForms: false });
  return html
    .replaceAll(/<link rel=alternate[^>]*>\n|<p class=tools>.*<\/p>\n/g, "")
    .replace(/\n<a href=[^>]*>Markdown<\/a>(?=<\/footer>)/, "")
    .replaceAll(`${file("404.md")}`, file("llms-full.txt"));
}

/** The pages to which the error page links. */
const startPaths = ["index", "getting-started", "reference", "errors"];

/** Creates the files of one edition beside its pages: the description, the lists for agents, and the search index. */
function createEditionFiles(
  edition: Edition,
  editions: Edition[],
  { siteUrl, tryItServer }: Pick<SiteOptions, "tryItServer"> & { siteUrl: string | undefined },
): [string, string][] {
  const { folder, text, description, forms = {} } = edition;
  const entries = JSON.stringify(createSearchEntries(edition, editions));
  const files: [string, string][] = [
    ...createIndexFiles(edition, editions, { siteUrl, tryItServer }),
    ["openapi.yaml", text],
    ["openapi.json", `${JSON.stringify(description.document, null, 2)}\n`],
    ...Object.entries(forms),
    ["search-index.js", `globalThis.searchEntries = ${entries};\n`],
  ];
  return files.map(([path, content]) => [folder + path, content]);
}

/** The hash of the style inside the error page, which a strict policy needs. */
const hashErrorStyle = async () =>
  `sha256-${createHash("sha256")
    .update(await readStyle())
    .digest("base64")}`;

async function readAssets({ tryItServer }: SiteOptions): Promise<[string, string | Buffer][]> {
  const scripts = ["script.js", "search.js", ...(tryItServer ? ["try.js"] : [])];
  const miniSearch = createRequire(import.meta.url)
    .resolve("minisearch")
    .replace(/dist.*/, "dist/umd/index.js");
  return [
    ["style.css", await readStyle()],
    ...(await Promise.all(
      scripts.map(async (name): Promise<[string, string]> => [name, await readAsset(name)]),
    )),
    ["minisearch.js", (await readFile(miniSearch, "utf8")).replace(/\n\/\/# sourceMappingURL.*/, "")],
    ["icon.png", await readFile(new URL("icon.png", assetsFolder))],
  ];
}

/** Reads an asset without indentation and comments, which would be half of its size. */
async function readAsset(name: string): Promise<string> {
  const text = await readFile(new URL(name, assetsFolder), "utf8");
  return text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/^\s*(\/\/.*)?\n?|\s+$/gm, "");
}

/** The files of the style sheet, in the order of their rules. */
const styleFiles = [
  "base",
  "header",
  "text",
  "labels",
  "code",
  "fields",
  "responses",
  "tables",
  "figure",
  "examples",
  "try-form",
  "search",
  "navigation",
  "sidebar",
  "layout",
  "print",
];

/** Joins the files of the style sheet, so that a page loads one. */
async function readStyle(): Promise<string> {
  const parts = await Promise.all(styleFiles.map((name) => readAsset(`style/${name}.css`)));
  return parts
    .join("")
    .replaceAll(/\s*([{};,>~])\s*/g, "$1")
    .replaceAll(": ", ":")
    .replaceAll(/(?<![\d.])0(?=\.\d)/g, "")
    .replaceAll(";}", "}");
}

/** The content security policy that every page works with. */
export const contentSecurityPolicy = (tryItServer?: LocalServer, styleHash?: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styleHash === undefined ? "" : ` '${styleHash}'`}`,
    "img-src 'self'",
    `connect-src 'self'${tryItServer ? ` ${tryItServer.url}` : ""}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Files that configure static hosts: GitHub Pages (`.nojekyll`), and Netlify and Cloudflare Pages (`_headers`, `_redirects`). */
function createHostFiles(
  editions: Edition[],
  { tryItServer }: SiteOptions,
  styleHash?: string,
): [string, string][] {
  const headers = [
    "/*",
    `  Content-Security-Policy: ${contentSecurityPolicy(tryItServer, styleHash)}`,
    "  X-Content-Type-Options: nosniff",
    "/*.md",
    "  Content-Type: text/markdown; charset=utf-8",
    "/*.yaml",
    "  Content-Type: text/plain; charset=utf-8",
    "/.well-known/api-catalog",
    "  Content-Type: application/linkset+json",
  ];
  // The first rule that matches holds, and `/:tag/` of one edition also matches the folder of another.
  const redirects = editions
    .toSorted((one, other) => other.folder.length - one.folder.length)
    .flatMap(({ folder, pages }) =>
      pages.flatMap(({ path, operation }) =>
        operation ? [`/${folder}:tag/${path.split("/").at(-1)} /${folder}${path}.html 301`] : [],
      ),
    );
  return [
    [".nojekyll", ""],
    ["_headers", `${headers.join("\n")}\n`],
    ["_redirects", `${redirects.join("\n")}\n`],
  ];
}

/**
 * Finds the page that an old address leads to. The operationId at its end is enough, so that addresses survive a change of
 * tags.
 */
export function findRedirect(path: string, site: Site): string | undefined {
  if (path !== "" && !path.endsWith("/") && site.has(`${path}/index.html`)) return `${path}/`;
  const operationId = path
    .split("/")
    .at(-1)
    ?.replace(/\.(html|md)$/, "");
  if (!operationId || /[^\w-]/.test(operationId)) return undefined;
  const [folder = ""] = /^v\d+\//.exec(path) ?? [];
  const redirects = site.get("_redirects")?.toString() ?? "";
  return new RegExp(`^/${folder}:tag/${operationId} /(\\S+) 301$`, "m").exec(redirects)?.[1];
}
