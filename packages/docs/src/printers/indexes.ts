import type { Edition } from "../editions.ts";
import { listTags, resolveServerUrl } from "../model/operations.ts";
import { type LocalServer, type Page, slug } from "../pages/blocks.ts";
import { keyVariable } from "../samples/request.ts";
import { createLinks } from "./links.ts";
import { notice, printMarkdown } from "./markdown.ts";

/** An edition, and what its lists need to know about the site. */
interface Index extends Edition {
  /** The URL of the site, with a trailing slash. */
  siteUrl: string | undefined;
  /** The local server that the pages can call. */
  tryItServer: LocalServer | undefined;
  others: Edition[];
}

/** Creates `llms.txt`, one for each tag, and `llms-full.txt`, all relative to the folder of the edition. */
export function createIndexFiles(
  edition: Edition,
  editions: Edition[],
  { siteUrl, tryItServer }: { siteUrl?: string | undefined; tryItServer?: LocalServer | undefined } = {},
): [path: string, text: string][] {
  const others = editions.filter(({ name }) => name !== edition.name);
  const index = { ...edition, siteUrl, tryItServer, others };
  const operations = index.pages.flatMap(({ operation }) => operation ?? []);
  const tags = listTags(index.description, operations).map(({ name }) => name);
  return [
    ["llms.txt", printLlmsTxt(index)],
    ...tags.map((tag): [string, string] => [`${slug(tag)}/llms.txt`, printTagList(tag, index)]),
    ...index.pages
      .filter((page) => hasOwnList(page, index))
      .map((page): [string, string] => [`${page.path}/llms.txt`, printOwnList(page, index)]),
    ["llms-full.txt", printFullText(index)],
  ];
}

/** Creates the files about the whole site: the site map, `robots.txt` and the API catalog. */
export function createSiteFiles(editions: Edition[], siteUrl?: string): [path: string, text: string][] {
  return [
    // A site map needs absolute URLs.
    ...(siteUrl === undefined ? [] : [["sitemap.xml", printSiteMap(editions, siteUrl)] as [string, string]]),
    ["robots.txt", printRobots(siteUrl)],
    [".well-known/api-catalog", printCatalog(editions, siteUrl)],
  ];
}

/** What an agent needs for its first request, then every page with its method and path. */
function printLlmsTxt(index: Index): string {
  const { description, pages, others, tryItServer } = index;
  const links = createLinks("llms.txt", "md", pages, index);
  const listed = pages.filter(({ parent }) => parent === undefined);
  const sections = [...Map.groupBy(listed, ({ section }) => section)];
  const [server] = description.servers ?? [];
  const scheme = description.securitySchemes[0];
  const facts = [
    server && `- Base URL: ${resolveServerUrl(server)}`,
    tryItServer && `- Local server to try it: ${tryItServer.url}, with the API key \`${tryItServer.apiKey}\``,
    scheme?.in === "header" &&
      `- API key: header \`${scheme.name}\`. The samples read the key from the environment variable \`${keyVariable}\``,
    links.hasPage("client") &&
      `- TypeScript: \`import { createClient } from "@rolewright/client${index.name === "v1" ? "" : `/${index.name}`}"\`. The samples' \`client\` is \`createClient()\`, which reads the key from the same variable. See [TypeScript client](${links.file("client.md")})`,
    `- OpenAPI description: [openapi.yaml](${links.file("openapi.yaml")}), [openapi.json](${links.file("openapi.json")})`,
    `- All pages in one file: [llms-full.txt](${links.file("llms-full.txt")})`,
    ...others.map(
      ({ name, folder }) => `- Version ${name} of the API: [llms.txt](${links.asset(`${folder}llms.txt`)})`,
    ),
  ];
  return `${[
    `# ${description.info.title}`,
    `> ${notice}`,
    facts.filter(Boolean).join("\n"),
    ...printTasks(index),
    ...sections.map(([section, members]) => `## ${section}\n\n${printList(members, "llms.txt", index)}`),
  ].join("\n\n")}\n`;
}

/** The tasks that guides explain, with the requests that each takes. */
function printTasks(index: Index): string[] {
  const links = createLinks("llms.txt", "md", index.pages, index);
  const endpoints = new Map(
    index.pages.flatMap(({ operation }) =>
      operation ? [[operation.operationId, `${operation.method} ${operation.path}`]] : [],
    ),
  );
  const described = index.pages.flatMap(({ path, tasks = [] }) => tasks.map((task) => ({ path, ...task })));
  const lines = described.map(({ path, title, operationIds }) => {
    const steps = operationIds.map((operationId) => {
      const endpoint = endpoints.get(operationId);
      if (endpoint === undefined)
        throw new Error(`The guide ${path} has the step ${operationId}, but this operation does not exist.`);
      return `\`${endpoint}\``;
    });
    return `- [${title}](${links.file(`${path}.md`)}): ${steps.join(", then ")}`;
  });
  return lines.length === 0 ? [] : [`## Tasks\n\n${lines.join("\n")}`];
}

function printTagList(tag: string, index: Index): string {
  const from = `${slug(tag)}/llms.txt`;
  const { description = "" } = index.description.tags?.find(({ name }) => name === tag) ?? {};
  const members = index.pages.filter(({ section, path }) => section === tag && !path.endsWith("/index"));
  return `# ${tag}\n\n> ${notice} ${description}\n\n## Operations\n\n${printList(members, from, index)}\n`;
}

/** Whether other pages are listed on this one. */
const hasOwnList = (page: Page, { pages }: Index) => pages.some(({ parent }) => parent === page.path);

function printOwnList(page: Page, index: Index): string {
  const from = `${page.path}/llms.txt`;
  const children = index.pages.filter(({ parent }) => parent === page.path);
  const entries = [page, ...children].map((each) => printEntry(each, from, index, `${each.path}.md`));
  return `# ${page.title}\n\n> ${notice} ${page.description}\n\n## Pages\n\n${entries.join("\n")}\n`;
}

function printList(members: Page[], from: string, index: Index): string {
  return members
    .map((page) =>
      printEntry(page, from, index, hasOwnList(page, index) ? `${page.path}/llms.txt` : `${page.path}.md`),
    )
    .join("\n");
}

function printEntry({ title, description }: Page, from: string, index: Index, file: string): string {
  return `- [${title}](${createLinks(from, "md", index.pages, index).file(file)}): ${description}`;
}

/** Every page, one after the other. */
function printFullText(index: Index): string {
  const links = createLinks("llms-full.txt", "md", index.pages, index);
  return index.pages.map((page) => printMarkdown(page, links)).join("\n");
}

function printSiteMap(editions: Edition[], siteUrl: string): string {
  const locations = editions.flatMap(({ folder, pages }) =>
    pages.map(({ path }) => `<url><loc>${siteUrl}${folder}${path}.html</loc></url>`),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${locations.join("\n")}\n</urlset>\n`;
}

function printRobots(siteUrl?: string): string {
  return `User-agent: *\nAllow: /\n${siteUrl === undefined ? "" : `Sitemap: ${siteUrl}sitemap.xml\n`}`;
}

/** The API catalog of RFC 9727, which tells machines where the descriptions and the documentation are. */
function printCatalog(editions: Edition[], siteUrl = "../"): string {
  const linkset = editions.map(({ folder, description: { servers } }) => {
    const link = (path: string, type: string) => ({ href: siteUrl + folder + path, type });
    const [server] = servers ?? [];
    return {
      anchor: server && resolveServerUrl(server),
      "service-desc": [link("openapi.yaml", "application/yaml"), link("openapi.json", "application/json")],
      "service-doc": [link("index.html", "text/html"), link("index.md", "text/markdown")],
    };
  });
  return `${JSON.stringify({ linkset }, null, 2)}\n`;
}
