import { gzipSync } from "node:zlib";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { readDescription } from "./description.ts";
import { guideOf } from "./guides.ts";
import { linksFrom } from "./links.ts";
import { markdownPage } from "./markdown.ts";
import { operationsOf } from "./operations.ts";
import { buildSite, type Site } from "./site.ts";

const url = "http://127.0.0.1:4030";
const site = await buildSite({ url });
const fromDisk = await buildSite();
const pages = [...site.keys()].filter((path) => path.endsWith(".html") && path !== "404.html");
const operationPages = pages.filter((path) => path.includes("/") && !path.startsWith("languages/"));
const read = (path: string, from: Site = site) =>
  from.get(path)?.toString() ?? expect.fail(`There is no ${path}.`);
const linksIn = (html: string) =>
  Array.from(html.matchAll(/(?:href|src)="?([^" >]+)/g), ([, link = ""]) => link);

describe("the site", () => {
  it("has its pages at the URLs that it had before, for ever", () => {
    expect(pages.toSorted()).toEqual(addresses);
  });

  it("has every page in each of its lists", () => {
    for (const page of pages) {
      const markdown = page.replace(/\.html$/, ".md");
      // The guides of the languages have a list of their own: agents read the first one for operations.
      const list = page.startsWith("languages") ? "languages/llms.txt" : "llms.txt";
      expect(read(list)).toContain(`(${url}/${markdown})`);
      expect(read("sitemap.xml")).toContain(`<loc>${url}/${page}</loc>`);
      expect(read("llms-full.txt")).toContain(/^# .*$/m.exec(read(markdown))?.[0]);
    }
    for (const page of operationPages) {
      const list = `${page.split("/")[0]}/llms.txt`;
      expect(read(list)).toContain(`(${url}/${page.replace(/\.html$/, ".md")})`);
    }
  });

  it("is the same bytes when it is built again", async () => {
    expect(await buildSite({ url })).toEqual(site);
  });

  it("says on every page that it is independent and unofficial, before anything else", () => {
    for (const path of pages) {
      const text = read(path);
      expect(text.indexOf("Independent and unofficial"), path).toBeLessThan(text.indexOf("<main"));
    }
    for (const path of [...site.keys()].filter((each) => /\.md$|llms.*\.txt$/.test(each))) {
      expect(read(path).slice(0, 200), path).toContain("Independent and unofficial");
    }
  });

  it("tells agents on every page where its Markdown and the list of pages are", () => {
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
      expect(read(page.replace(/\.html$/, ".md"))).toContain(`${url}/llms.txt`);
    }
  });

  it("asks nobody for a key when it is published, and has no form", () => {
    for (const page of pages) expect(read(page)).not.toMatch(/<form|<input (?!type=radio)|try\.js/);
    expect(site.has("try.js")).toBe(false);
  });

  it("offers to call a local server, with its key, when it is told of one", async () => {
    const local = await buildSite({ local: { url: "http://127.0.0.1:4020", apiKey: "demo" } });
    const page = read("organization-roles/createOrganizationRole.html", local);
    expect(page).toContain('data-url="http://127.0.0.1:4020/v1/organization/roles"');
    expect(page).toContain('data-key value="demo"');
  });
});

/** On the site, at the very heading that is meant; or at the vendor's, which is the one other place. */
/** The places outside that pages may lead to: the vendor's documentation, and what is known of a generator. */
const foreign = [
  /^https:\/\/www\.confident-ai\.com\/docs\//,
  /^https:\/\/github\.com\/[\w-]+\/[\w-]+\/issues\/\d+$/,
];

function leadsSomewhere(target: URL, built: Site): boolean {
  if (target.origin !== url) return foreign.some((each) => each.test(target.href));
  const there = built.get(target.pathname.slice(1))?.toString();
  return there !== undefined && (target.hash === "" || there.includes(`id=${target.hash.slice(1)}`));
}

describe("links", () => {
  it.each([
    ["at a URL", site],
    ["on a disk", fromDisk],
  ])("all lead somewhere, %s", (_, built) => {
    for (const [path, content] of built) {
      if (!/\.(html|md|txt)$/.test(path) || path === "404.html") continue;
      const text = content.toString();
      const links = path.endsWith(".html")
        ? linksIn(text)
        : Array.from(
            text.replaceAll(/(`+)[^]*?[^`]\1(?!`)/g, "").matchAll(/\]\(([^)\s]+)\)/g),
            ([, link = ""]) => link,
          );
      const broken = links.filter((link) => !leadsSomewhere(new URL(link, `${url}/${path}`), built));
      expect(broken, path).toEqual([]);
    }
  });

  it("of Markdown and of the lists are whole ones, and lead to Markdown", () => {
    for (const [path, content] of site) {
      if (!/\.md$|llms.*\.txt$/.test(path)) continue;
      const prose = content.toString().replaceAll(/(`+)[^]*?[^`]\1(?!`)/g, "");
      for (const [, link = ""] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
        expect(link, path).toMatch(/^https?:\/\//);
        expect(link, path).toMatch(path.endsWith("llms.txt") ? /\.md$|\/languages\/llms\.txt$/ : /./);
      }
    }
  });

  it("of HTML work on any host and from a disk: none begins with a slash", () => {
    const links = pages.flatMap((page) => linksIn(read(page, fromDisk)));
    expect(links.filter((link) => /^\/|^file:/.test(link))).toEqual([]);
  });

  it("in a guide to a page that is not there stop the build, and say where", async () => {
    const { description } = await readDescription();
    const source = "---\ntitle: T\ndescription: D\norder: 1\n---\nSee [this](nowhere.md).\n";
    const { page } = guideOf("test.md", source, description, operationsOf(description));
    const links = linksFrom("test", "md", [page]);
    expect(() => markdownPage(page, links)).toThrow(
      "The page test links to nowhere.md, but there is no page nowhere.md.",
    );
  });
});

describe("a guide", () => {
  it.each([
    ["no head", "# T\n", /has to begin with `title`/],
    [
      "an insertion that nobody knows",
      "---\ntitle: T\ndescription: D\norder: 1\n---\n<!-- description: weather -->\n",
      /asks for "weather". There is overview/,
    ],
  ])("with %s stops the build", async (_, source, message) => {
    const { description } = await readDescription();
    expect(() => guideOf("test.md", source, description, [])).toThrow(message);
  });
});

describe("weight", () => {
  it("of a page, with its style sheet and icon, is 8,000 bytes gzipped at most", () => {
    const gzipped = (path: string) => gzipSync(site.get(path) ?? "", { level: 9 }).length;
    // A picture is not compressed again. The page asks for nothing else until somebody searches.
    const shared = gzipped("style.css") + (site.get("icon.png")?.length ?? 0);
    for (const page of pages) {
      expect(linksIn(read(page)).filter((link) => /\.(css|js|png|svg)$/.test(link))).toHaveLength(2);
      expect(gzipped(page) + shared, page).toBeLessThanOrEqual(8_000);
    }
  });

  it("of any operation for an agent is two fetches and 4,000 tokens at most: the list and the page", () => {
    const list = countTokens(read("llms.txt"));
    for (const page of operationPages) {
      expect(list + countTokens(read(page.replace(/\.html$/, ".md"))), page).toBeLessThanOrEqual(4_000);
    }
  });
});

/** What was once published stays. A page may be added here, never taken away. */
const addresses = [
  "authentication.html",
  "conventions.html",
  "errors.html",
  "getting-started.html",
  "index.html",
  "languages.html",
  "languages/go.html",
  "languages/java.html",
  "languages/kotlin.html",
  "languages/perl.html",
  "languages/php.html",
  "languages/python.html",
  "languages/ruby.html",
  "languages/rust.html",
  "languages/typescript.html",
  "organization-permissions/listOrganizationPermissions.html",
  "organization-policies/createOrganizationPolicy.html",
  "organization-policies/deleteOrganizationPolicy.html",
  "organization-policies/listOrganizationPolicies.html",
  "organization-policies/updateOrganizationPolicy.html",
  "organization-roles/createOrganizationRole.html",
  "organization-roles/deleteOrganizationRole.html",
  "organization-roles/listOrganizationRoles.html",
  "organization-roles/updateOrganizationRole.html",
  "organization/retrieveOrganization.html",
  "organization/updateOrganization.html",
  "project-permissions/listProjectPermissions.html",
  "project-policies/createProjectPolicy.html",
  "project-policies/deleteProjectPolicy.html",
  "project-policies/listProjectPolicies.html",
  "project-policies/updateProjectPolicy.html",
  "project-roles/createProjectRole.html",
  "project-roles/deleteProjectRole.html",
  "project-roles/listProjectRoles.html",
  "project-roles/updateProjectRole.html",
  "project/createProject.html",
  "project/deleteProject.html",
  "project/listProjects.html",
  "project/retrieveProject.html",
  "project/updateProject.html",
];
