/** The site in Chromium, served and as files of a folder, for the tests of one file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type DocsServer, startDocs } from "../server.ts";
import { siteOnDisk } from "./built-sites.ts";
import { launch, type VisitParameters, visitPages } from "./chromium.ts";

/** What the tests of a file share. Its members work in tests only. */
export interface BrowserSite {
  readonly browser: Browser;
  /** The base URL of the served site, without a trailing slash. */
  readonly url: string;
  /** The URL of a served page. */
  served(page: string): string;
  /** The URL of the same page as a file. */
  onDisk(page: string): string;
  /** Opens pages in one window, and expects no errors. */
  visit(...visited: VisitParameters): Promise<void>;
}

/** Starts Chromium and the site before the tests of a file, and stops them after these. */
export function useBrowserSite(): BrowserSite {
  let browser: Browser;
  let docs: DocsServer;
  let folder: string;

  beforeAll(async () => {
    [browser, docs] = await Promise.all([launch(), startDocs()]);
    folder = mkdtempSync(join(tmpdir(), "rolewright-docs-"));
    for (const [path, content] of siteOnDisk) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }, 60_000);

  afterAll(async () => {
    await Promise.all([browser.close(), docs.close()]);
    rmSync(folder, { recursive: true });
  });

  return {
    get browser() {
      return browser;
    },
    get url() {
      return docs.url;
    },
    served: (page) => `${docs.url}/${page}`,
    onDisk: (page) => new URL(page, `${pathToFileURL(folder).href}/`).href,
    visit: (...visited) => visitPages(browser, ...visited),
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Lists the violations that axe finds on the open page.
 *
 * @param tag Runs the rules with this tag only: `cat.color`. Without it, all rules but the strictest ones (AAA).
 */
export async function findViolations(page: Page, tag?: string): Promise<string[]> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(axe);
  // By its tag, axe would also run this rule, which is not enabled by default.
  const rules = { "color-contrast-enhanced": { enabled: false } };
  const options = { resultTypes: ["violations"], rules, ...(tag && { runOnly: [tag] }) };
  return page.evaluate(async (given) => {
    const loaded = globalThis as unknown as {
      axe: { run(given: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await loaded.axe.run(given)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, options);
}
