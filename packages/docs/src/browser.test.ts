import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findViolations, useBrowserSite } from "./testing/browser-site.ts";
import { siteOnDisk } from "./testing/built-sites.ts";
import { reasonToSkip } from "./testing/chromium.ts";
import { startSlowProxy } from "./testing/slow-proxy.ts";

/** CI sets `ROLEWRIGHT_EVERY_PAGE=1`, which takes minutes. Otherwise, one page of each kind represents the others. */
const ofEachKind = [
  "404.html",
  "errors.html",
  "index.html",
  "project-roles/updateProjectRole.html",
  "v2/key-rotation.html",
  "v2/organization-api-keys/rotateOrganizationApiKey.html",
];

/** Skips pages of version 2 that have the same blocks as others: two of three operations, and guides for other languages. */
function isDistinct(path: string, index: number): boolean {
  if (!/^v2\/[\w-]+\/\w/.test(path)) return true;
  return !path.startsWith("v2/languages/") && index % 3 === 0;
}

const pages = process.env["ROLEWRIGHT_EVERY_PAGE"]
  ? [...siteOnDisk.keys()].filter((path) => path.endsWith(".html")).filter(isDistinct)
  : ofEachKind;
const withoutErrorPage = pages.filter((page) => page !== "404.html");

describe.skipIf(reasonToSkip)(`every page in Chromium${reasonToSkip ?? ""}`, { timeout: 600_000 }, () => {
  const site = useBrowserSite();
  const { served, onDisk, visit } = site;

  /** The content, without the controls that need JavaScript. */
  const textOf = (page: Page) =>
    page.locator("main").evaluate((main) => {
      for (const control of main.querySelectorAll(".tools, .servers")) control.remove();
      return (main as HTMLElement).innerText;
    });

  const views = ["light", "dark"]
    .flatMap((colorScheme) =>
      [320, 1440].map((width) => ({
        colorScheme: colorScheme as "light" | "dark",
        viewport: { width, height: 900 },
      })),
    )
    // Each scheme and each width once. CI tests all four combinations.
    .filter((_, index) => process.env["ROLEWRIGHT_EVERY_PAGE"] || index === 0 || index === 3);

  it.each(views)("axe finds no violations, $colorScheme, $viewport.width pixels", async (view) => {
    await visit(view, pages.map(served), async (page, url) => {
      expect(await findViolations(page), url).toEqual([]);
    });
  });

  it.each([320, 1440])("nothing is wider than a window of %i pixels", async (width) => {
    await visit({ viewport: { width, height: 800 } }, withoutErrorPage.map(served), async (page, url) => {
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWide, url).toBeLessThanOrEqual(0);
    });
  });

  // Core Web Vitals call a cumulative layout shift of up to 0.1 good. At most 0.024 was measured in pieces of any size: a row
  // of tabs that gets a second line.
  it.each([320, 1440])(
    "the layout does not shift while a page arrives slowly in a window of %i pixels",
    async (width) => {
      const slow = await startSlowProxy(site.url);
      const urls = withoutErrorPage.map((page) => `${slow.url}/${page}`);
      await visit({ viewport: { width, height: 800 } }, urls, async (page, url) => {
        const shifts = await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let sum = 0;
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
              }).observe({ type: "layout-shift", buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
            }),
        );
        expect(shifts, url).toBeLessThan(0.05);
      });
      await slow.close();
    },
  );

  it("a page sends requests to its own host only", async () => {
    await visit({}, withoutErrorPage.map(served), async (_, url, requested) => {
      expect(
        requested.filter((each) => !each.startsWith(`${site.url}/`)),
        url,
      ).toEqual([]);
    });
  });

  it("the text is the same without JavaScript, and from a disk", async () => {
    const texts = new Map<string, string | undefined>();
    await visit(
      {},
      withoutErrorPage.map(served),
      async (page, url) => void texts.set(url, await textOf(page)),
    );
    for (const [options, address] of [
      [{ javaScriptEnabled: false }, served],
      [{ javaScriptEnabled: false }, onDisk],
      [{}, onDisk],
    ] as const) {
      const context = await site.browser.newContext(options);
      const page = await context.newPage();
      for (const each of withoutErrorPage) {
        await page.goto(address(each));
        const text = await textOf(page);
        expect(text).toContain(await page.locator("main h1").innerText());
        expect(text.length).toBeGreaterThan(100);
        expect(text, `${address(each)} ${JSON.stringify(options)}`).toBe(texts.get(served(each)));
      }
      await context.close();
    }
  });

  it("no line of code is cut off at 1440 pixels in curl and JSON", async () => {
    const urls = withoutErrorPage.map(served);
    await visit({ viewport: { width: 1440, height: 900 } }, urls, async (page, url) => {
      const cut = await page
        .locator("[data-label=curl] pre:visible, [data-label] pre:visible")
        .evaluateAll((blocks) =>
          blocks
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map((each) => each.textContent),
        );
      expect(cut, url).toEqual([]);
    });
  });

  it("the site works below a path of a static host with the policy of _headers, the 404 page at any depth too", async () => {
    const [, policy = ""] = /Content-Security-Policy: (.*)/.exec(String(siteOnDisk.get("_headers"))) ?? [];
    const host = createServer(({ url: path = "" }, response) => {
      const file = path.replace(/^\/sub\/path\//, "");
      const content = siteOnDisk.get(file);
      const type = /\.(\w+)$/.exec(file)?.[1] ?? "html";
      // Chromium reads this file of the host at a time of its own, and would log that it is missing.
      const isIcon = path === "/favicon.ico";
      response.writeHead(content || isIcon ? 200 : 404, {
        "Content-Type":
          { css: "text/css", js: "text/javascript", png: "image/png" }[type] ?? "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
      });
      response.end(content ?? (isIcon ? "" : siteOnDisk.get("404.html")));
    }).listen(0, "127.0.0.1");
    await once(host, "listening");
    const root = `http://127.0.0.1:${(host.address() as AddressInfo).port}/sub/path`;
    const isStyled = (page: Page) =>
      page.evaluate(() => getComputedStyle(document.body).fontFamily.includes("system-ui"));
    await visit(
      {},
      [`${root}/v2/project/createProject.html`],
      async (page) => {
        expect(await isStyled(page)).toBe(true);
        await page.keyboard.press("/");
        await page.getByLabel("Search for").fill("rotateProjectApiKey");
        await page.getByText(/^\d+ (of \d+ )?results?$/).waitFor();
        await page.keyboard.press("Enter");
        await page.waitForURL(`${root}/v2/project-api-keys/rotateProjectApiKey.html`);
        await page.goto(`${root}/a/b/c/d`);
        expect(await page.locator("h1").innerText()).toBe("Page not found");
        expect(await isStyled(page)).toBe(true);
      },
      [expect.stringContaining("404 (Not Found)")],
    );
    host.close();
  });
});
