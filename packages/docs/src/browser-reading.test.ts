import { describe, expect, it } from "vitest";
import { useBrowserSite } from "./testing/browser-site.ts";
import { reasonToSkip } from "./testing/chromium.ts";

describe.skipIf(reasonToSkip)(`reading a page in Chromium${reasonToSkip ?? ""}`, { timeout: 600_000 }, () => {
  const site = useBrowserSite();
  const { served, onDisk, visit } = site;

  it("samples and examples can be chosen without JavaScript", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(onDisk("project-roles/updateProjectRole.html"));
    const shown = () => page.locator(".beside pre:visible").allInnerTexts();
    expect((await shown())[0]).toMatch(/^curl -X PUT/);
    await page.getByText("Python", { exact: true }).locator("visible=true").click();
    expect((await shown())[0]).toMatch(/^import os/);
    await page.getByLabel("Example", { exact: true }).selectOption("No policies and omitted description");
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

  it("an error that all operations share shows its JSON while it is open", async () => {
    await visit({}, [served("project/createProject.html")], async (page) => {
      const tab = page.locator("[aria-label=Status] > label", { hasText: "401" });
      expect(await tab.isVisible()).toBe(false);
      await page.locator(".response[data-status='401'] > summary").click();
      await tab.waitFor();
      await page.locator(".beside pre:visible", { hasText: '"success": false' }).first().waitFor();
    });
  });

  it("a selected request shows the response that belongs to it, without JavaScript too", async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit(
        { javaScriptEnabled },
        [served("v2/organization-members/updateOrganizationMemberRole.html")],
        async (page) => {
          const captions = () => page.locator(".caption:visible > code").allInnerTexts();
          expect(await captions()).toEqual(["roleChanged"]);
          await page.getByLabel("Example", { exact: true }).selectOption("Transfer of ownership");
          expect(await captions()).toEqual(["ownershipTransferred"]);
        },
      );
    }
  });

  it("a selected request selects the status of its response", async () => {
    await visit({}, [served("project/updateProject.html")], async (page) => {
      const status = page.locator("[aria-label=Status] > input:checked + label");
      await page.locator("[aria-label=Status] > label", { hasText: "409" }).click();
      expect(await status.innerText()).toBe("409");
      await page.getByLabel("Example", { exact: true }).selectOption("Cleared description");
      expect(await status.innerText()).toBe("200");
    });
  });

  it("a response that is open shows its JSON when the reader scrolls to it", async () => {
    await visit({}, [served("organization-roles/createOrganizationRole.html")], async (page) => {
      const status = page.locator("[aria-label=Status] > input:checked + label");
      await page.locator(".response[data-status='409'] > summary").click();
      await expect.poll(() => status.innerText()).toBe("409");
      await page.locator(".response[data-status='200']").evaluate((each) => each.scrollIntoView());
      await expect.poll(() => status.innerText()).toBe("200");
    });
  });

  it.each([320, 1440])("a title is below the link to the page above it, at %i pixels", async (width) => {
    const urls = ["languages/go.html", "project/createProject.html"].map(served);
    await visit({ viewport: { width, height: 900 } }, urls, async (page, url) => {
      const above = await page.getByRole("navigation", { name: "Breadcrumb" }).boundingBox();
      const title = await page.locator("h1").boundingBox();
      expect(title?.x, url).toBe(above?.x);
      expect(title?.y, url).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
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

  it("a page is printed in the light theme", async () => {
    await visit({ colorScheme: "dark" }, [served("errors.html")], async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
    });
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
