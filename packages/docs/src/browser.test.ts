import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startMock } from "@rolewright/mock";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, reasonToSkip, type VisitParameters, visitPages } from "./testing/chromium.ts";
import { type DocsServer, startDocs } from "./server.ts";
import { siteOnDisk } from "./testing/built-sites.ts";
import { startSlowProxy } from "./testing/slow-proxy.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

describe.skipIf(reasonToSkip)(`in Chromium${reasonToSkip ?? ""}`, { timeout: 600_000 }, () => {
  let browser: Browser;
  let docs: DocsServer;
  let mock: Awaited<ReturnType<typeof startMock>>;
  let withForms: DocsServer;
  let restoredCount = 0;
  let folder: string;
  let pages: string[];

  beforeAll(async () => {
    [browser, docs, mock] = await Promise.all([launch(), startDocs(), startMock()]);
    const restoreDemo = async () => void (restoredCount += 1);
    withForms = await startDocs({ tryItServer: { url: mock.url, apiKey: "any", restoreDemo } });
    folder = mkdtempSync(join(tmpdir(), "rolewright-docs-"));
    for (const [path, content] of siteOnDisk) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const every = [...siteOnDisk.keys()].filter((path) => path.endsWith(".html")).filter(isDistinct);
    pages = process.env["ROLEWRIGHT_EVERY_PAGE"] ? every : ofEachKind;
  }, 60_000);

  afterAll(async () => {
    await Promise.all([browser.close(), docs.close(), withForms.close(), mock.close()]);
    rmSync(folder, { recursive: true });
  });

  const visit = (...visited: VisitParameters) => visitPages(browser, ...visited);
  const onDisk = (page: string) => new URL(page, `${pathToFileURL(folder).href}/`).href;
  const served = (page: string) => `${docs.url}/${page}`;
  const withoutErrorPage = () => pages.filter((page) => page !== "404.html");
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

  it.each([320, 1440])("nothing is wider than a window of %i pixels", async (width) => {
    await visit({ viewport: { width, height: 800 } }, withoutErrorPage().map(served), async (page, url) => {
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWide, url).toBeLessThanOrEqual(0);
    });
  });

  // Core Web Vitals call a cumulative layout shift of up to 0.1 good. At most 0.024 was measured in pieces of any size: a row
  // of tabs that gets a second line.
  it.each([320, 1440])(
    "the layout does not shift while a page arrives slowly in a window of %i pixels",
    async (width) => {
      const slow = await startSlowProxy(docs.url);
      const urls = withoutErrorPage().map((page) => `${slow.url}/${page}`);
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
    await visit({}, withoutErrorPage().map(served), async (_, url, requested) => {
      expect(
        requested.filter((each) => !each.startsWith(`${docs.url}/`)),
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
        const text = await textOf(page);
        expect(text).toContain(await page.locator("main h1").innerText());
        expect(text.length).toBeGreaterThan(100);
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
    expect((await shown())[0]).toMatch(/^import os/);
    await page.getByText("No policies and omitted description", { exact: true }).first().click();
    expect((await shown())[0]).not.toContain("description");
    await context.close();
  });

  it("a selected language is selected on every page", async () => {
    await visit({}, [served("project-roles/updateProjectRole.html")], async (page) => {
      await page.getByText("fetch", { exact: true }).locator("visible=true").click();
      await page.goto(served("project/createProject.html"));
      expect(await page.locator(".beside pre:visible").first().innerText()).toMatch(
        /^const response = await fetch/,
      );
    });
  });

  it.each([["served", served] as const, ["on a disk", onDisk] as const])(
    "search opens the page of an exact name with Enter, %s",
    async (_, address) => {
      await visit({}, [address("project/createProject.html")], async (page) => {
        for (const [query, path] of [
          ["createOrganizationRole", "organization-roles/createOrganizationRole.html"],
          ["updateProjectRole".toLowerCase(), "project-roles/updateProjectRole.html"],
          ["PUT /v1/organization/policies/{policyId}", "organization-policies/updateOrganizationPolicy.html"],
          ["builtInRoleName", `errors.html#${"builtInRoleName".toLowerCase()}`],
        ] as const) {
          await page.keyboard.press("/");
          await page.getByLabel("Search for").fill(query);
          await page.keyboard.press("Enter");
          await page.waitForURL(address(path));
        }
      });
    },
  );

  it("the version switch opens the same page of the other version", async () => {
    await visit({}, [served("organization/retrieveOrganization.html")], async (page) => {
      await page.getByRole("navigation", { name: "API version" }).getByText("v2").click();
      await page.waitForURL(served("v2/organization/getOrganization.html"));
      await page.getByRole("navigation", { name: "API version" }).getByText("v1").click();
      await page.waitForURL(served("organization/retrieveOrganization.html"));
    });
  });

  it("a sample can be copied, which is announced", async () => {
    await visit(
      { permissions: ["clipboard-read", "clipboard-write"] },
      [served("project/createProject.html")],
      async (page) => {
        await page.locator(".code:visible").first().hover();
        await page.getByRole("button", { name: "Copy curl code" }).first().click();
        await page.getByRole("status").getByText("Copied").waitFor({ state: "attached" });
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
          await page.locator(".beside pre").first().textContent(),
        );
        await page.getByRole("button", { name: "Copy page as Markdown" }).click();
        await expect
          .poll(() => page.evaluate(() => navigator.clipboard.readText()))
          .toMatch(/^# Create a project/);
      },
    );
  });

  it("no line of code is cut off at 1440 pixels in curl and JSON", async () => {
    const urls = withoutErrorPage().map(served);
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

  it("the server picker rewrites every sample, and is remembered", async () => {
    await visit({}, [served("project/createProject.html")], async (page) => {
      await page.getByLabel("Server").selectOption("EU production");
      expect(await page.locator(".beside pre:visible").first().innerText()).toContain(
        "https://eu.api.confident-ai.com/v1/projects",
      );
      await page.goto(served("project/listProjects.html"));
      await expect
        .poll(() => page.locator(".beside pre:visible").first().innerText())
        .toContain("https://eu.api.confident-ai.com/v1/projects");
    });
  });

  it("a response that is opened shows its JSON", async () => {
    await visit({}, [served("project/createProject.html")], async (page) => {
      const response = page.locator(".response[data-status='409']");
      await response.locator("> summary").click();
      await page.locator(".beside pre:visible", { hasText: '"success": false' }).first().waitFor();
      expect(await response.locator("q").first().isVisible()).toBe(true);
    });
  });

  it("a link to a nested field opens the sections around it", async () => {
    await visit({}, [served("organization-roles/createOrganizationRole.html#response-409")], async (page) => {
      expect(await page.locator("#response-409").getAttribute("open")).toBe("");
    });
  });

  it("the theme can be switched, and is remembered", async () => {
    await visit({ colorScheme: "light" }, [served("index.html")], async (page) => {
      const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
      await page.getByRole("button", { name: "Use dark theme" }).click();
      expect(await scheme()).toBe("dark");
      await page.goto(served("errors.html"));
      expect(await scheme()).toBe("dark");
      await page.getByRole("button", { name: "Use light theme" }).waitFor();
    });
  });

  it("the list of pages opens over the text on a phone, and closes with Escape", async () => {
    await visit({ viewport: { width: 375, height: 800 } }, [served("index.html")], async (page) => {
      const list = page.getByRole("navigation", { name: "Pages", exact: true });
      expect(await list.isVisible()).toBe(false);
      await page.getByRole("button", { name: "Menu" }).click();
      expect(await list.isVisible()).toBe(true);
      await page.keyboard.press("Escape");
      expect(await list.isVisible()).toBe(false);
    });
  });

  it("the sidebar shows the whole entry of the current page, in its open group", async () => {
    const urls = ["index.html", "project-roles/deleteProjectRole.html", "languages/typescript.html"].map(
      served,
    );
    await visit({ viewport: { width: 1440, height: 600 } }, urls, async (page) => {
      const list = page.getByRole("navigation", { name: "Pages", exact: true });
      const current = list.locator("[aria-current]");
      await expect
        .poll(async () => {
          const [outer, inner] = [await list.boundingBox(), await current.boundingBox()];
          return outer && inner && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
        })
        .toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
  });

  it("a page is printed in the light theme", async () => {
    await visit({ colorScheme: "dark" }, [served("errors.html")], async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
    });
  });

  it("the form of a creation has a name that the demo does not have", async () => {
    await visit({}, [`${withForms.url}/organization-roles/createOrganizationRole.html`], async (page) => {
      const body = await page.locator("[name=body]").inputValue();
      expect(JSON.parse(body)).toMatchObject({ name: "Billing Manager 2", policyIds: ["policy-uuid-2"] });
    });
  });

  it("the form calls the local server, with its key", async () => {
    await visit(
      {},
      [`${withForms.url}/organization-roles/updateOrganizationRole.html`],
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
        // Chromium logs every 400 as an error.
      },
      [expect.stringContaining("400 (Bad Request)")],
    );
  });

  it("the form sends query parameters, and the samples show typed values", async () => {
    await visit({}, [`${withForms.url}/project-roles/updateProjectRole.html`], async (page) => {
      await page.locator("[data-path=roleId]").fill("a/b");
      expect(await page.locator(".beside pre:visible").first().innerText()).toContain("/roles/a%2Fb'");
      const sent = page.waitForRequest(`${mock.url}/**`);
      await page.getByRole("button", { name: "Send" }).click();
      expect((await sent).url()).toContain("/roles/a%2Fb");
    });
  });

  it.each([".", "..", ""])(
    "the form does not send the path value %j, which would call another path",
    async (value) => {
      await visit({}, [`${withForms.url}/project-roles/updateProjectRole.html`], async (page, _, asked) => {
        await page.locator("[data-path=roleId]").fill(value);
        await page.getByRole("button", { name: "Send" }).click();
        await page.getByText("Enter a value for roleId.").waitFor();
        expect(asked.filter((url) => url.startsWith(mock.url))).toEqual([]);
      });
    },
  );

  it("one button restores the demo project", async () => {
    await visit({}, [`${withForms.url}/project/deleteProject.html`], async (page) => {
      await page.getByRole("button", { name: "Restore the demo project" }).click();
      await page.getByText("The demo project is restored.").waitFor();
      expect(restoredCount).toBe(1);
    });
  });

  it.each([
    ["v2/organization-members/removeOrganizationMember.html", "Delete this resource"],
    ["v2/organization-members/updateOrganizationMemberRole.html", "Change the role of this member"],
    ["v2/project-api-keys/rotateProjectApiKey.html", "Replace the value of this API key"],
    ["v2/project-api-keys/updateProjectApiKey.html", "Change whether this API key works"],
  ])("the form of %s asks first", async (path, question) => {
    await visit({}, [`${withForms.url}/${path}`], async (page, _, asked) => {
      const questions: string[] = [];
      page.once("dialog", (dialog) => {
        questions.push(dialog.message());
        void dialog.dismiss();
      });
      await page.getByRole("button", { name: "Send" }).click();
      expect(questions).toEqual([`${question} on ${mock.url}?`]);
      expect(asked.filter((url) => url.startsWith(mock.url))).toEqual([]);
    });
  });

  it("the form asks before it deletes", async () => {
    await visit({}, [`${withForms.url}/project/deleteProject.html`], async (page) => {
      const questions: string[] = [];
      page.once("dialog", (dialog) => {
        questions.push(dialog.message());
        void dialog.dismiss();
      });
      await page.getByRole("button", { name: "Send" }).click();
      expect(questions).toEqual([`Delete this resource on ${mock.url}?`]);
      expect(await page.locator(".try output").textContent()).toBe("");
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
        await page.getByText(/^\d+ results?$/).waitFor();
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

  it("a page is printed without navigation, and with the content of every tab", async () => {
    await visit({}, [served("organization-roles/createOrganizationRole.html")], async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("navigation").locator("visible=true").count()).toBe(0);
      expect(await page.locator("h1").isVisible()).toBe(true);
      for (const label of ["curl", "Python", "409"])
        expect(await page.locator(".printed", { hasText: label }).first().isVisible()).toBe(true);
    });
  });
});
