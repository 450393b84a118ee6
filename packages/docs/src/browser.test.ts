import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startMock } from "@rolewright/mock";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, reasonToSkip } from "./chromium.ts";
import { type Docs, startDocs } from "./server.ts";
import { buildSite } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** `ROLEWRIGHT_EVERY_PAGE=1` is what CI does. Without it, one page of each kind stands for the others: it takes minutes. */
const ofEachKind = ["404.html", "errors.html", "index.html", "project-roles/updateProjectRole.html"];

describe.skipIf(reasonToSkip)(`in Chromium${reasonToSkip ?? ""}`, { timeout: 180_000 }, () => {
  let browser: Browser;
  let docs: Docs;
  let mock: Awaited<ReturnType<typeof startMock>>;
  let local: Docs;
  let folder: string;
  let pages: string[];

  beforeAll(async () => {
    [browser, docs, mock] = await Promise.all([launch(), startDocs(), startMock()]);
    local = await startDocs({ local: { url: mock.url, apiKey: "any" } });
    folder = mkdtempSync(join(tmpdir(), "rolewright-docs-"));
    const site = await buildSite();
    for (const [path, content] of site) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const every = [...site.keys()].filter((path) => path.endsWith(".html"));
    pages = process.env["ROLEWRIGHT_EVERY_PAGE"] ? every : ofEachKind;
  }, 60_000);

  afterAll(async () => {
    await Promise.all([browser.close(), docs.close(), local.close(), mock.close()]);
    rmSync(folder, { recursive: true });
  });

  /** Shows pages one after the other in one window; says what each of them asked for and what went wrong. */
  async function visit(
    options: BrowserContextOptions,
    urls: string[],
    look: (page: Page, url: string, asked: string[]) => Promise<void>,
    expectedErrors: unknown[] = [],
  ) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const [asked, errors]: [string[], string[]] = [[], []];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    for (const url of urls) {
      asked.length = 0;
      await page.goto(url);
      await look(page, url, asked);
    }
    await context.close();
    expect(errors).toEqual(expectedErrors);
  }

  const onDisk = (page: string) => pathToFileURL(join(folder, page)).href;
  const served = (page: string) => `${docs.url}/${page}`;
  const withoutErrorPage = () => pages.filter((page) => page !== "404.html");
  const textOf = (page: Page) => page.evaluate(() => document.querySelector("main")?.innerText);

  const views = ["light", "dark"]
    .flatMap((colorScheme) =>
      [375, 1360].map((width) => ({
        colorScheme: colorScheme as "light" | "dark",
        viewport: { width, height: 900 },
      })),
    )
    // Each scheme and each width once; CI looks at all four.
    .filter((_, index) => process.env["ROLEWRIGHT_EVERY_PAGE"] || index === 0 || index === 3);

  it.each(views)("axe finds nothing on a page, $colorScheme, $viewport.width pixels", async (view) => {
    await visit(view, pages.map(served), async (page, url) => {
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const loaded = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await loaded.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations, url).toEqual([]);
    });
  });

  it.each([375, 1360])(
    "nothing is wider than the window of %i pixels, and nothing moves while a page loads",
    async (width) => {
      await visit({ viewport: { width, height: 800 } }, withoutErrorPage().map(served), async (page, url) => {
        const measured = await page.evaluate(async () => {
          const shifts = await new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
            }).observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
          });
          return { shifts, tooWide: document.documentElement.scrollWidth - innerWidth };
        });
        expect(measured, url).toEqual({
          shifts: 0,
          tooWide: expect.toSatisfy((pixels: number) => pixels <= 0),
        });
      });
    },
  );

  it("a page asks its own host for all it needs, and no other", async () => {
    await visit({}, withoutErrorPage().map(served), async (_, url, asked) => {
      expect(
        asked.filter((each) => !each.startsWith(`${docs.url}/`)),
        url,
      ).toEqual([]);
    });
  });

  it("the text is the same without JavaScript, and from a disk", async () => {
    const texts = new Map<string, string | undefined>();
    await visit(
      {},
      withoutErrorPage().map(served),
      async (page, url) => void texts.set(url, await textOf(page)),
    );
    for (const [options, address] of [
      [{ javaScriptEnabled: false }, served],
      [{ javaScriptEnabled: false }, onDisk],
      [{}, onDisk],
    ] as const) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      for (const each of withoutErrorPage()) {
        await page.goto(address(each));
        const text =
          options.javaScriptEnabled === false ? await page.locator("main").innerText() : await textOf(page);
        expect(text?.length).toBeGreaterThan(300);
        expect(text, `${address(each)} ${JSON.stringify(options)}`).toBe(texts.get(served(each)));
      }
      await context.close();
    }
  });

  it("samples and examples can be chosen without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(onDisk("project-roles/updateProjectRole.html"));
    const shown = () => page.locator(".beside pre:visible").allInnerTexts();
    expect((await shown())[0]).toMatch(/^curl -X PUT/);
    await page.getByText("Python", { exact: true }).locator("visible=true").click();
    expect((await shown())[0]).toMatch(/^import json, os/);
    await page.getByText("Without a description").first().click();
    expect((await shown())[1]).toContain('"description": null');
    await context.close();
  });

  it("a language that was chosen once is chosen on every page", async () => {
    await visit({}, [served("project-roles/updateProjectRole.html")], async (page) => {
      await page.getByText("fetch", { exact: true }).locator("visible=true").click();
      await page.goto(served("project/createProject.html"));
      expect(await page.locator(".beside pre:visible").first().innerText()).toMatch(
        /^const response = await fetch/,
      );
    });
  });

  it.each([["served", served] as const, ["on a disk", onDisk] as const])(
    "search finds operations and errors, %s",
    async (_, address) => {
      await visit({}, [address("project/createProject.html")], async (page) => {
        await page.keyboard.press("/");
        for (const [words, found] of [
          ["create org role", "Create an organization role"],
          ["systemName 409", "Create an organization role"],
          ["nginx underscore", "Authentication"],
        ] as const) {
          await page.getByLabel("Search for").fill(words);
          await page.getByRole("dialog").getByRole("link", { name: found }).first().waitFor();
        }
        await page.getByLabel("Search for").fill("xyzzy");
        await page.getByText("Nothing found.").waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "hidden" });
        // Faster than the browser draws.
        await page.evaluate(() => {
          for (const key of ["/", "Escape", "/"])
            document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        });
        await page.getByLabel("Search for").fill("update project role");
        await page.keyboard.press("Enter");
        await page.waitForURL(address("project-roles/updateProjectRole.html"));
      });
    },
  );

  it("what is typed while the search is loaded is searched for", async () => {
    await visit({}, [served("index.html")], async (page) => {
      const isTyped = Promise.withResolvers<void>();
      await page.route("**/search.js", async (route) => {
        await isTyped.promise;
        await route.continue();
      });
      await page.keyboard.type("/delete project role");
      isTyped.resolve();
      await page.getByRole("dialog").getByRole("link", { name: "Delete a project role" }).waitFor();
      expect(await page.getByLabel("Search for").inputValue()).toBe("delete project role");
      expect(await page.getByRole("dialog").count()).toBe(1);
    });
  });

  it("a sample can be copied whole", async () => {
    await visit(
      { permissions: ["clipboard-read", "clipboard-write"] },
      [served("project/createProject.html")],
      async (page) => {
        await page.locator(".code:visible").first().hover();
        await page.getByRole("button", { name: "Copy" }).first().click();
        await page.locator(".done").waitFor();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
          await page.locator(".beside pre").first().textContent(),
        );
      },
    );
  });

  it("on a phone the list of pages opens over the text, and closes with Escape", async () => {
    await visit({ viewport: { width: 375, height: 800 } }, [served("index.html")], async (page) => {
      const list = page.getByRole("navigation", { name: "Pages", exact: true });
      expect(await list.isVisible()).toBe(false);
      await page.getByRole("button", { name: "Pages" }).click();
      expect(await list.isVisible()).toBe(true);
      await page.keyboard.press("Escape");
      expect(await list.isVisible()).toBe(false);
    });
  });

  it("the list of pages begins where the page is, with what is before it", async () => {
    await visit({ viewport: { width: 1360, height: 900 } }, [served("index.html")], async (page) => {
      const list = page.getByRole("navigation", { name: "Pages", exact: true });
      expect(await list.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
      await page.goto(served("project-roles/deleteProjectRole.html"));
      const here = list.getByRole("link", { name: "Delete a project role" });
      await expect.poll(() => here.evaluate((link) => link.getBoundingClientRect().bottom)).toBeLessThan(900);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
  });

  it("a page is printed in dark ink, whatever colours the reader likes", async () => {
    await visit({ colorScheme: "dark" }, [served("errors.html")], async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
    });
  });

  it("the form of a creation is filled in with a name that the demo does not have", async () => {
    await visit({}, [`${local.url}/organization-roles/createOrganizationRole.html`], async (page) => {
      const body = await page.locator("[name=body]").inputValue();
      expect(JSON.parse(body)).toMatchObject({ name: "Billing Manager 2", policyIds: ["policy-uuid-2"] });
    });
  });

  it("the form of a local build calls the local server, with its key", async () => {
    await visit(
      {},
      [`${local.url}/organization-roles/updateOrganizationRole.html`],
      async (page) => {
        await page.getByRole("button", { name: "Send" }).click();
        await page.getByText("200 OK").waitFor();
        expect(JSON.parse((await page.locator(".try pre").textContent()) ?? "")).toMatchObject({
          success: true,
        });
        await page.locator("[name=body]").fill("{");
        await page.getByRole("button", { name: "Send" }).click();
        await page.getByText("400 Bad Request").waitFor();
        await page.evaluate(axe);
        expect(
          await page.evaluate(
            async () =>
              (
                await (
                  globalThis as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } }
                ).axe.run()
              ).violations,
          ),
        ).toEqual([]);
        // Chromium logs every 400 as an error, which this test asks for.
      },
      [expect.stringContaining("400 (Bad Request)")],
    );
  });

  it("a page can be printed: nothing but its text is on the paper", async () => {
    await visit({}, [served("organization-roles/createOrganizationRole.html")], async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("navigation").locator("visible=true").count()).toBe(0);
      expect(await page.locator("h1").isVisible()).toBe(true);
    });
  });
});
