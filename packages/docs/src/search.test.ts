import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DocsServer, startDocs } from "./server.ts";
import { siteOnDisk } from "./testing/built-sites.ts";
import { launch, reasonToSkip, type VisitParameters, visitPages } from "./testing/chromium.ts";

/** What readers type, and the page that opens in version 1. In version 2, it is its own page of the same name. */
// cspell:ignore delte -- a typing error that the search corrects
const searchTerms: [query: string, v1: string][] = [
  ["createOrganizationRole", "organization-roles/createOrganizationRole.html"],
  ["updateProjectRole", "project-roles/updateProjectRole.html"],
  ["/v2/organization/roles", "organization-roles/listOrganizationRoles.html"],
  ["custom role", "access-model.html"],
  ["custom roles", "access-model.html"],
  ["create a custom role", "organization-roles/createOrganizationRole.html"],
  ["rate limit", "retries.html"],
  ["rate limits", "retries.html"],
  ["throttling", "retries.html"],
  ["permission denied", "errors.html"],
  ["roleNotFound", `errors.html#${"roleNotFound".toLowerCase()}`],
  ["SDK", "getting-started.html"],
  ["delte role", "organization-roles/deleteOrganizationRole.html"],
  ["pagination", "conventions.html#pagination"],
  ["changelog", "versions.html"],
  ["nginx underscores", "authentication.html#api-key"],
  ["assign role", "assign-roles.html"],
  ["transfer ownership", "assign-roles.html"],
  ["invite member", "v2/invitations.html"],
  ["rotate key", "v2/key-rotation.html"],
  ["audit log", "v2/audit-logs.html"],
  ["remove member", "v2/members.html"],
  ["terraform", "v2/access-as-code.html"],
];

describe.skipIf(reasonToSkip)(`the search${reasonToSkip ?? ""}`, { timeout: 600_000 }, () => {
  let browser: Browser;
  let docs: DocsServer;

  beforeAll(async () => {
    [browser, docs] = await Promise.all([launch(), startDocs()]);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([browser.close(), docs.close()]);
  });

  const visit = (...visited: VisitParameters) => visitPages(browser, ...visited);
  const served = (page: string) => `${docs.url}/${page}`;

  /** Opens the search of the open page, and returns the page that Enter would open. */
  async function search(page: Page, query: string) {
    const input = page.getByLabel("Search for");
    if (!(await input.isVisible())) await page.keyboard.press("/");
    await input.fill(query);
    const first = page.getByRole("dialog").locator("[aria-selected=true]");
    return (await first.getAttribute("href"))?.replace(`${docs.url}/`, "");
  }

  it("opens the page of a term with Enter, in both versions", async () => {
    await visit({}, [served("index.html")], async (page) => {
      for (const [query, v1] of searchTerms) expect(await search(page, query), query).toBe(v1);
      await page.goto(served("v2/index.html"));
      for (const [query, v1] of searchTerms)
        expect(await search(page, query), query).toBe(`v2/${v1.replace(/^v2\//, "")}`);
      await page.keyboard.press("Enter");
      await page.waitForURL(served("v2/access-as-code.html"));
    });
  });

  it.each(["", "v2/"])("finds every operation by all its names, at %j", async (version) => {
    const document = JSON.parse(String(siteOnDisk.get(`${version}openapi.json`))) as {
      paths: Record<string, Record<string, { operationId?: string; summary?: string }>>;
    };
    const expected = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { operationId = "", summary = "" }]) => {
        if (operationId === "") return [];
        const route = `${method.toUpperCase()} ${path}`;
        const withValues = route.replaceAll(/\{[^{}]+\}/g, "a-1");
        const inUrl = withValues.replace(" ", " https://eu.api.confident-ai.com");
        const names = [operationId, operationId.toLowerCase(), summary, route, withValues, inUrl];
        return names.map((name) => ({ name, page: `/${operationId}.html` }));
      }),
    );
    expect(expected.length).toBeGreaterThan(100);
    await visit({}, [served(`${version}index.html`)], async (page) => {
      await page.keyboard.press("/");
      await page.getByRole("dialog").waitFor();
      const found = await page.evaluate(
        (names) => {
          const loaded = globalThis as unknown as { findInDocs(query: string): { entry: { url: string } }[] };
          return names.map((name) => loaded.findInDocs(name)[0]?.entry.url.replace(/^.*(?=\/)/, ""));
        },
        expected.map(({ name }) => name),
      );
      expect(expected.filter(({ page: wanted }, index) => found[index] !== wanted)).toEqual([]);
    });
  });

  it("prefers the version of the page, and finds what only the other version has", async () => {
    await visit({}, [served("v2/index.html")], async (page) => {
      expect(await search(page, "retrieveOrganization")).toBe("v2/organization/getOrganization.html");
      await page.goto(served("index.html"));
      expect(await search(page, "retrieveOrganization")).toBe("organization/retrieveOrganization.html");
      await search(page, "rotateProjectApiKey");
      const group = page.getByRole("group", { name: "Only in v2" });
      await group.getByRole("option", { name: "Rotate a project API key" }).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(served("v2/project-api-keys/rotateProjectApiKey.html"));
    });
  });

  it("is used with the keyboard and announces the number of results", async () => {
    await visit({}, [served("index.html")], async (page) => {
      await page.keyboard.press("/");
      const input = page.getByLabel("Search for");
      await input.fill("delete role");
      await page.getByText(/^\d+ of \d+ results$/).waitFor();
      const selected = () => page.locator("[aria-selected=true]").innerText();
      const first = await selected();
      await page.keyboard.press("ArrowDown");
      expect(await selected()).not.toBe(first);
      await page.keyboard.press("ArrowUp");
      expect(await selected()).toBe(first);
      expect(await page.locator("mark").count()).toBeGreaterThan(0);
      expect(await input.getAttribute("aria-expanded")).toBe("true");
      await input.fill("000000");
      await page.getByText("No results.").waitFor();
      expect(await input.getAttribute("aria-expanded")).toBe("false");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      // Faster than the browser renders.
      await page.evaluate(() => {
        for (const key of ["/", "Escape", "/"])
          document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      });
      await page.getByRole("dialog").waitFor();
      await page.getByRole("button", { name: "Close search" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    });
  });

  it("shows the text around a word that the title does not have", async () => {
    await visit({}, [served("index.html")], async (page) => {
      await search(page, "delete role");
      const operations = page.getByRole("group", { name: "Operations" });
      const textsOf = (name: string) =>
        operations.getByRole("option", { name }).locator("small").allInnerTexts();
      expect(await textsOf("Delete an organization role")).toEqual([
        "DELETE /v1/organization/roles/{roleId}",
      ]);
      const [, snippet = ""] = await textsOf("Delete an organization policy");
      expect(snippet).toMatch(/^….*\brole\b/);
      await search(page, "429 retry-after");
      const texts = await page.getByRole("option").locator("small:last-child").allInnerTexts();
      expect(texts.filter((text) => text.length > 140 || /[*`[\]]/.test(text))).toEqual([]);
    });
  });

  it("text that is typed while the search loads is searched for", async () => {
    await visit({}, [served("index.html")], async (page) => {
      const isTyped = Promise.withResolvers<void>();
      await page.route("**/search.js", async (route) => {
        await isTyped.promise;
        await route.continue();
      });
      await page.keyboard.type("/delete project role");
      isTyped.resolve();
      await page.getByRole("option", { name: "Delete a project role" }).first().waitFor();
      expect(await page.getByLabel("Search for").inputValue()).toBe("delete project role");
      expect(await page.getByRole("dialog").count()).toBe(1);
    });
  });
});
