import { createHash } from "node:crypto";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { createDescription } from "@rolewright/openapi";
import { findCounterpart, readEditionSources } from "./editions.ts";
import { readDescription } from "./model/description.ts";
import { slug } from "./pages/blocks.ts";
import { parseGuide } from "./pages/guides.ts";
import { printBlocks } from "./printers/html.ts";
import { createLinks } from "./printers/links.ts";
import { printMarkdown } from "./printers/markdown.ts";
import { listOperations } from "./model/operations.ts";
import { buildSite, createPages, findRedirect, type Site } from "./site.ts";
import { siteAtUrl as site, siteOnDisk as fromDisk, url } from "./testing/built-sites.ts";

const pages = [...site.keys()].filter((path) => path.endsWith(".html") && path !== "404.html");
const operationPages = pages.filter((path) =>
  /^(v2\/)?(?!languages\/|v2\/)[\w-]+\/(?!index)\w+\.html$/.test(path),
);
/** The folder of the version that a page is about. */
const folderOf = (path: string) => (path.startsWith("v2/") ? "v2/" : "");
const read = (path: string, from: Site = site) =>
  from.get(path)?.toString() ?? expect.fail(`There is no ${path}.`);
const linksIn = (html: string) =>
  Array.from(html.matchAll(/(?:href|src)="?([^" >]+)/g), ([, link = ""]) => link);

const otherFolderOf = (path: string) => (folderOf(path) === "" ? "v2/" : "");

/** The method and the path of each operation in a version, without the version, by operationId. */
function readEndpoints(folder: string): Map<string, string> {
  const { paths } = JSON.parse(read(`${folder}openapi.json`)) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  const items = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, { operationId = "" }]) => [operationId, `${method} ${path.replace(/^\/v\d+/, "")}`] as const,
    ),
  );
  return new Map(items);
}

const endpointsByFolder = new Map(["", "v2/"].map((folder) => [folder, readEndpoints(folder)]));

/** Finds the page of the other version about the same guide, tag, or method and path. */
function findExpectedCounterpart(page: string): string | undefined {
  const [folder, otherFolder] = [folderOf(page), otherFolderOf(page)];
  if (!operationPages.includes(page)) {
    const path = otherFolder + page.slice(folder.length);
    return site.has(path) ? path : undefined;
  }
  const operationId = page.replace(/^.*\/|\.html$/g, "");
  const endpoint = endpointsByFolder.get(folder)?.get(operationId);
  return operationPages.find(
    (other) =>
      folderOf(other) === otherFolder &&
      endpointsByFolder.get(otherFolder)?.get(other.replace(/^.*\/|\.html$/g, "")) === endpoint,
  );
}

describe("the site", () => {
  it("a list of sections has at most 20 entries: a longer one leaves out sections that are inside others", () => {
    const listed = pages.map((page) => {
      const [contents = ""] = /<nav class=contents[^]*?<\/nav>/.exec(read(page)) ?? [];
      return { page, links: linksIn(contents) };
    });
    expect(listed.filter(({ links }) => links.length > 20)).toEqual([]);
    expect(listed.find(({ page }) => page === "v2/v1-to-v2.html")?.links).toEqual([
      "#migrate",
      "#new-operations",
      "#renamed-operations",
      "#requests",
      "#successful-responses",
      "#behavior",
    ]);
  });

  it("redirects every old address of an operation by its operationId", () => {
    for (const page of operationPages) {
      const operationId = page.split("/").at(-1) ?? "";
      expect(findRedirect(`${folderOf(page)}old-tag/${operationId}`, site)).toBe(page);
      expect(read("_redirects")).toContain(
        `/${folderOf(page)}:tag/${operationId.replace(/\.html$/, "")} /${page} 301`,
      );
    }
    expect(findRedirect("old-tag/unknownOperation", site)).toBeUndefined();
    expect(findRedirect("organization-roles", site)).toBe("organization-roles/");
  });

  it("lists every page in llms.txt, the site map and llms-full.txt", () => {
    for (const page of pages) {
      const markdown = page.replace(/\.html$/, ".md");
      // The guides for other languages have their own list.
      const folder = folderOf(page);
      const list = page.startsWith(`${folder}languages`) ? "languages/llms.txt" : "llms.txt";
      expect(read(folder + list)).toContain(`(${url}/${markdown})`);
      expect(read("sitemap.xml")).toContain(`<loc>${url}/${page}</loc>`);
      expect(read(`${folder}llms-full.txt`)).toContain(/^# .*$/m.exec(read(markdown))?.[0]);
    }
    for (const page of operationPages) {
      const list = page.replace(/[^/]*$/, "llms.txt");
      expect(read(list)).toContain(`(${url}/${page.replace(/\.html$/, ".md")})`);
    }
  });

  it("has a switch to the same page of the other version, and to its start page otherwise", () => {
    for (const page of pages) {
      const other = /<nav class=versions[^>]*>(.*?)<\/nav>/.exec(read(page))?.[1] ?? "";
      const target = linksIn(other).find((href) => href !== "") ?? "";
      const resolved = new URL(target, `${url}/${page}`).pathname.slice(1);
      const isMissing = other.includes("does not have this page");
      const expected = findExpectedCounterpart(page);
      expect(resolved, page).toBe(expected ?? `${otherFolderOf(page)}index.html`);
      expect(isMissing, page).toBe(expected === undefined);
    }
  });

  it("has a switch between operations with the same method and path under different tags", async () => {
    const [v1, v2] = await readEditionSources();
    if (!v1 || !v2) throw new Error("There are not two versions.");
    const document = structuredClone(v1.description.document) as {
      paths: Record<string, Record<string, { tags: string[] }>>;
    };
    const [first, ...others] = v1.description.operations;
    const tag = others.map(({ tags }) => tags[0]).find((name) => name !== first?.tags[0]);
    const moved = document.paths[first?.path ?? ""]?.[first?.method.toLowerCase() ?? ""];
    if (!first || !moved || tag === undefined)
      throw new Error("There is no operation to move to another tag.");
    moved.tags = [tag];
    const options = { guidesFolder: new URL("testing/guides/", import.meta.url) };
    const [before, after] = await Promise.all([
      createPages(createDescription(document, "", "openapi.yaml"), options),
      createPages(v2.description, { ...options, version: "v2" }),
    ]);
    const page = before.find(({ operation }) => operation?.operationId === first.operationId);
    const twin = after.find(
      ({ operation }) =>
        operation?.method === first.method && operation.path === first.path.replace("/v1/", "/v2/"),
    );
    if (!page || !twin) throw new Error("There is no such page.");
    expect(page.path.split("/")[0]).not.toBe(twin.path.split("/")[0]);
    expect(findCounterpart(page, { ...v2, pages: after })).toBe(twin);
    expect(findCounterpart(twin, { ...v1, pages: before })).toBe(page);
  });

  it("is identical if it is built again", async () => {
    expect(await buildSite({ url })).toEqual(site);
  });

  it("has no code of another version, except where it compares them", () => {
    const other = {
      "": /\/v2\/(organization|projects)|client\/v2|openapi-v2/,
      "v2/": /\/v1\/(organization|projects)|(from |\()["']@rolewright\/client(\/(testing|validation))?["']/,
    };
    for (const page of pages.filter((path) => !/\/(v1-to-v2|migrate)\.html$/.test(path))) {
      const code = read(page.replace(/\.html$/, ".md")).match(/^```\w+\n[^]*?\n```$|`[^`\n]+`/gm) ?? [];
      const pattern = other[folderOf(page) as keyof typeof other];
      const found = code.filter((each) => pattern.test(each));
      expect(found, page).toEqual([]);
    }
  });

  it("has pages of operations in Markdown of at most 1,500 tokens", () => {
    const long = operationPages
      .map((page) => page.replace(/\.html$/, ".md"))
      .map((page) => [page, countTokens(read(page))] as const)
      .filter(([, tokens]) => tokens > 1_500);
    expect(long).toEqual([]);
  });

  it("gives agents in llms.txt what they need for a first request, and the requests of each task", () => {
    for (const folder of ["", "v2/"]) {
      const list = read(`${folder}llms.txt`);
      expect(list).toContain("Base URL: https://api.confident-ai.com");
      expect(list).toContain(
        "API key: header `CONFIDENT_API_KEY`. The samples read the key from the environment variable `CONFIDENT_ORG_API_KEY`\n",
      );
      expect(list).toContain(`(${url}/${folder}openapi.yaml)`);
      const { paths } = JSON.parse(read(`${folder}openapi.json`)) as { paths: Record<string, object> };
      for (const [path, item] of Object.entries(paths))
        for (const method of Object.keys(item).filter((key) => key !== "parameters"))
          expect(list).toContain(`): ${method.toUpperCase()} ${path}\n`);
    }
    expect(read("v2/llms.txt")).toContain(
      `- [Give a project role to a member](${url}/v2/assign-roles.md): \`GET /v2/projects/{projectId}/members\`, then \`GET /v2/projects/{projectId}/roles\`, then \`PUT /v2/projects/{projectId}/members/{userId}\``,
    );
    expect(read("v2/llms.txt")).toContain(
      `- [Give a role to a member](${url}/v2/assign-roles.md): \`GET /v2/organization/members\`, then \`GET /v2/organization/roles\`, then \`PUT /v2/organization/members/{userId}\``,
    );
  });

  it("says on every page that it is independent and unofficial", () => {
    for (const path of pages) {
      const html = read(path);
      expect(html.indexOf("Unofficial"), path).toBeLessThan(html.indexOf("<main"));
      expect(html, path).toContain("Independent and unofficial");
    }
    for (const path of [...site.keys()].filter((each) => /\.md$|llms.*\.txt$/.test(each))) {
      expect(read(path).slice(0, 200), path).toContain("Independent and unofficial");
    }
  });

  it("links to its Markdown and to llms.txt on every page, for agents", () => {
    for (const page of pages) {
      const name = page
        .split("/")
        .at(-1)
        ?.replace(/\.html$/, ".md");
      expect(read(page)).toMatch(
        new RegExp(`<link rel=alternate type=text/markdown href=(\\.\\./[\\w-]+/|)${name}>`),
      );
      expect(read(page)).toMatch(
        /For AI agents: <a href=\S+>this page as Markdown<\/a>, <a href="\S+\/llms.txt">llms.txt<\/a>/,
      );
      expect(read(page.replace(/\.html$/, ".md"))).toContain(`${url}/${folderOf(page)}llms.txt`);
    }
  });

  it("has no form and no key field if it is published", () => {
    for (const page of pages) expect(read(page)).not.toMatch(/<form|<input (?!type=radio)|try\.js/);
    expect(site.has("try.js")).toBe(false);
  });

  it("has a form that calls the local server, with its key", async () => {
    const local = await buildSite({ tryItServer: { url: "http://127.0.0.1:4020", apiKey: "demo" } });
    const page = read("organization-roles/createOrganizationRole.html", local);
    expect(page).toContain('data-url="http://127.0.0.1:4020/v1/organization/roles"');
    expect(page).toContain('data-key value="demo"');
    for (const list of ["llms.txt", "v2/llms.txt"])
      expect(read(list, local)).toContain("http://127.0.0.1:4020, with the API key `demo`");
  });
});

/** Other sites that pages may link to: the vendor's documentation, libraries, issues of generators, the license, and the local servers. */
const otherSites = [
  /^https:\/\/opensource\.org\/license\/mit$/,
  /^http:\/\/127\.0\.0\.1:40[123]0/,
  /^https:\/\/www\.confident-ai\.com\/docs\//,
  /^https:\/\/(openapi-ts\.dev|undici\.nodejs\.org|mswjs\.io)\//,
  /^https:\/\/github\.com\/[\w-]+\/[\w-]+\/issues\/\d+$/,
];

/** Whether the target exists, with the anchor that the link names. */
function exists(target: URL, built: Site): boolean {
  if (target.origin !== url) return otherSites.some((each) => each.test(target.href));
  const there = built.get(target.pathname.slice(1))?.toString();
  if (there === undefined || target.hash === "") return there !== undefined;
  const anchor = target.hash.slice(1);
  if (!target.pathname.endsWith(".md")) return new RegExp(`id="?${anchor}[" >]`).test(there);
  return Array.from(there.matchAll(/^#+ (.*)$/gm), ([, title = ""]) => slug(title)).includes(anchor);
}

describe("links", () => {
  it.each([
    ["at a URL", site],
    ["on a disk", fromDisk],
  ])("lead to existing pages and anchors, %s", (_, built) => {
    for (const [path, content] of built) {
      if (!/\.(html|md|txt)$/.test(path) || path === "404.html") continue;
      const text = content.toString();
      const links = path.endsWith(".html")
        ? linksIn(text)
        : Array.from(
            text.replaceAll(/(`+)[^]*?[^`]\1(?!`)/g, "").matchAll(/\]\(([^)\s]+)\)/g),
            ([, link = ""]) => link,
          );
      const broken = links.filter((link) => !exists(new URL(link, `${url}/${path}`), built));
      expect(broken, path).toEqual([]);
    }
  });

  it("in Markdown and in the lists are absolute, and lead to Markdown", () => {
    for (const [path, content] of site) {
      if (!/\.md$|llms.*\.txt$/.test(path)) continue;
      const prose = content.toString().replaceAll(/(`+)[^]*?[^`]\1(?!`)/g, "");
      for (const [, link = ""] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
        expect(link, path).toMatch(/^https?:\/\//);
        expect(link, path).toMatch(path.endsWith("llms.txt") ? /\.md$|\.txt$|\/openapi\.(yaml|json)$/ : /./);
      }
    }
  });

  it("in HTML are relative, so that they work on any host and from a disk", () => {
    const links = pages.flatMap((page) => linksIn(read(page, fromDisk)));
    expect(links.filter((link) => /^\/|^file:/.test(link))).toEqual([]);
  });

  it("to a page that does not exist stop the build, and name the guide", async () => {
    const { description } = await readDescription();
    const source = "---\ntitle: T\ndescription: D\norder: 1\n---\nSee [this](nowhere.md).\n";
    const { page } = parseGuide("test.md", source, {
      description,
      operations: listOperations(description),
      version: "v1",
    });
    const links = createLinks("test", "md", [page]);
    const message = "The page test links to nowhere.md, but the page nowhere.md does not exist.";
    expect(() => printMarkdown(page, links)).toThrow(message);
    const printHtml = () => printBlocks(page, { links, highlight: (code) => code });
    expect(printHtml).toThrow(new Error(message));
  });
});

describe("the page for unknown addresses", () => {
  it("has its style inside without a URL, which the policy in _headers allows", () => {
    const style = /<style>([^]*)<\/style>/.exec(read("404.html", fromDisk))?.[1] ?? "";
    expect(style.length).toBeGreaterThan(1_000);
    const hash = createHash("sha256").update(style).digest("base64");
    expect(read("_headers", fromDisk)).toContain(`style-src 'self' 'sha256-${hash}'`);
    expect(read("404.html", fromDisk)).not.toMatch(/ (href|src)=/);
  });

  it("has absolute links with a URL", () => {
    expect(read("404.html")).toContain(`href=${url}/style.css`);
    expect(read("_headers")).not.toContain("sha256-");
  });
});

describe("a guide", () => {
  it.each([
    ["no front matter", "# T\n", /has no `title`, `description` or `order`/],
    [
      "a placeholder that nobody knows",
      "---\ntitle: T\ndescription: D\norder: 1\n---\n<!-- description: weather -->\n",
      /unknown placeholder "weather". Use one of overview/,
    ],
  ])("with %s stops the build", async (_, source, message) => {
    const { description } = await readDescription();
    expect(() => parseGuide("test.md", source, { description, operations: [], version: "v1" })).toThrow(
      message,
    );
  });
});
