import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { shareOf } from "@rolewright/test-support";
import { beforeAll, describe, expect, it } from "vitest";
import { findViolations, useBrowserSite } from "./testing/browser-site.ts";
import { siteOnDisk } from "./testing/built-sites.ts";
import { reasonToSkip } from "./testing/chromium.ts";
import { startSlowProxy } from "./testing/slow-proxy.ts";

/** `test:stress` sets `ROLEWRIGHT_EVERY_PAGE=1`, which takes minutes. Otherwise, one page of each kind represents the others. */
const every = process.env["ROLEWRIGHT_EVERY_PAGE"] !== undefined;
const ofEachKind = [
  "404.html",
  "errors.html",
  "index.html",
  "project-roles/updateProjectRole.html",
  "v2/key-rotation.html",
  "v2/organization-api-keys/rotateOrganizationApiKey.html",
];

/** Both color schemes at both widths. Without `ROLEWRIGHT_EVERY_PAGE`, each of them once. */
const views = (["light", "dark"] as const)
  .flatMap((colorScheme) => [320, 1440].map((width) => ({ colorScheme, width })))
  .filter((_, index) => every || index === 0 || index === 3);

/** Skips pages of version 2 that have the same blocks as others: two of three operations, and guides for other languages. */
function isDistinct(path: string, index: number): boolean {
  if (!/^v2\/[\w-]+\/\w/.test(path)) return true;
  return !path.startsWith("v2/languages/") && index % 3 === 0;
}

const pages = every
  ? shareOf([...siteOnDisk.keys()].filter((path) => path.endsWith(".html")).filter(isDistinct))
  : ofEachKind;
const withoutErrorPage = pages.filter((page) => page !== "404.html");

/** What a visit to a page finds. */
interface Findings {
  foreignRequests: string[];
  /** The pixels that the page is wider than the window, by the width of the window. */
  excessWidths: Record<number, number>;
  /** The blocks of code with a line that is cut off. */
  cutCode: (string | null)[];
  text: string;
}

/** The content, without the controls that need JavaScript. */
const readText = (page: Page) =>
  page.locator("main").evaluate((main) => {
    for (const control of main.querySelectorAll(".tools, .servers")) control.remove();
    return (main as HTMLElement).innerText;
  });

const desktop = { windowCount: 2, viewport: { width: 1440, height: 900 } };

describe.skipIf(reasonToSkip)(`every page in Chromium${reasonToSkip ?? ""}`, { timeout: 1_200_000 }, () => {
  const site = useBrowserSite();
  const { served, onDisk, visit } = site;
  /** By page. One visit finds everything, since opening a page takes most of the time. */
  const findings = new Map<string, Findings>();

  beforeAll(async () => {
    const paths = new Map(withoutErrorPage.map((path) => [served(path), path]));
    await visit(desktop, [...paths.keys()], async (page, url, requested) => {
      const foreignRequests = requested.filter((each) => !each.startsWith(`${site.url}/`));
      const cutCode = await page
        .locator("[data-label=curl] pre:visible, [data-label] pre:visible")
        .evaluateAll((blocks) =>
          blocks
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map((each) => each.textContent),
        );
      const excessWidths: Record<number, number> = {};
      for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 900 });
        excessWidths[width] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      }
      await page.setViewportSize(desktop.viewport);
      const text = await readText(page);
      findings.set(paths.get(url) ?? "", { foreignRequests, excessWidths, cutCode, text });
    });
  }, 1_200_000);

  it("axe finds no violations in any color scheme at 320 and 1440 pixels", async () => {
    const complete = new Set(ofEachKind.map(served));
    await visit(desktop, pages.map(served), async (page, url) => {
      for (const { width, colorScheme } of views) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        // The dark scheme changes only colors, as the test below finds in the style sheet.
        const tag = colorScheme === "dark" && !complete.has(url) ? "cat.color" : undefined;
        expect(await findViolations(page, tag), `${url} ${width} ${colorScheme}`).toEqual([]);
      }
    });
  });

  it("a color scheme changes only colors", () => {
    const style = String(siteOnDisk.get("style.css"));
    const rest = style
      .replaceAll(/--\w+:light-dark\(#[\da-f]{6},#[\da-f]{6}\)/g, "")
      .replaceAll(/:root(\[data-theme(="\w+")?\])?\{color-scheme:[\w ]+[;}]/g, "")
      .replaceAll(/:root,:root\[data-theme\]\{color-scheme:light[;}]/g, "");
    expect(rest).not.toMatch(/light-dark|color-scheme|data-theme/);
  });

  it.each([320, 1440])("nothing is wider than a window of %i pixels", (width) => {
    for (const [page, { excessWidths }] of findings) expect(excessWidths[width], page).toBeLessThanOrEqual(0);
  });

  // Core Web Vitals call a cumulative layout shift of up to 0.1 good. At most 0.024 was measured in pieces of any size: a row
  // of tabs that gets a second line.
  it.each([320, 1440])(
    "the layout does not shift while a page arrives slowly in a window of %i pixels",
    async (width) => {
      const slow = await startSlowProxy(site.url);
      const urls = withoutErrorPage.map((page) => `${slow.url}/${page}`);
      // In one window: those behind another one are drawn less often.
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

  it("a page sends requests to its own host only", () => {
    for (const [page, { foreignRequests }] of findings) expect(foreignRequests, page).toEqual([]);
  });

  it("no line of code is cut off at 1440 pixels in curl and JSON", () => {
    for (const [page, { cutCode }] of findings) expect(cutCode, page).toEqual([]);
  });

  it("the visits found all pages", () => {
    expect([...findings.keys()].toSorted()).toEqual(withoutErrorPage.toSorted());
  });

  it.each([
    ["without JavaScript", { javaScriptEnabled: false }, served],
    ["from a disk without JavaScript", { javaScriptEnabled: false }, onDisk],
    ["from a disk", {}, onDisk],
  ])("the text is the same %s", async (_, options, address) => {
    const paths = new Map(withoutErrorPage.map((path) => [address(path), path]));
    await visit({ ...desktop, ...options }, [...paths.keys()], async (page, url) => {
      const text = await readText(page);
      expect(text).toContain(await page.locator("main h1").innerText());
      expect(text.length).toBeGreaterThan(100);
      expect(text, url).toBe(findings.get(paths.get(url) ?? "")?.text);
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
