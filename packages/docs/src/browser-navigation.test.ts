import { describe, expect, it } from "vitest";
import { useBrowserSite } from "./testing/browser-site.ts";
import { reasonToSkip } from "./testing/chromium.ts";

describe.skipIf(reasonToSkip)(`finding a page in Chromium${reasonToSkip ?? ""}`, { timeout: 600_000 }, () => {
  const { served, onDisk, visit } = useBrowserSite();

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
      const current = list.locator("[aria-current=page]");
      await expect
        .poll(async () => {
          const [outer, inner] = [await list.boundingBox(), await current.boundingBox()];
          return outer && inner && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
        })
        .toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
  });

  it("the sidebar shows the current page on a phone when it is opened", async () => {
    const options = { viewport: { width: 320, height: 600 } };
    await visit(options, [served("v2/project-roles/deleteProjectRole.html")], async (page) => {
      await page.getByRole("button", { name: "Menu" }).click();
      const current = page.locator("#pages [aria-current=page]");
      await expect
        .poll(async () => {
          const box = await current.boundingBox();
          return box && box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 600;
        })
        .toBe(true);
    });
  });

  it.each([
    ["a guide", "errors.html", ["Recipes", "All errors"]],
    [
      "an operation",
      "v2/organization-members/updateOrganizationMemberRole.html",
      ["Responses", "Next steps"],
    ],
  ])("the section of %s that is being read is marked", async (_, path, [section = "", last = ""]) => {
    await visit({ viewport: { width: 1440, height: 900 } }, [served(path)], async (page) => {
      const marked = page.locator("[aria-current=location]");
      expect(await marked.count()).toBe(0);
      await page
        .getByRole("heading", { name: section, exact: true })
        .evaluate((each) => each.scrollIntoView());
      await expect.poll(() => marked.allInnerTexts()).toEqual([section]);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await expect.poll(() => marked.allInnerTexts()).toEqual([last]);
      await page.evaluate(() => scrollTo(0, 0));
      await expect.poll(() => marked.count()).toBe(0);
    });
  });

  it("a section too short to reach the top is marked when its link is followed", async () => {
    await visit(
      { viewport: { width: 1440, height: 2000 } },
      [served("authentication.html")],
      async (page) => {
        const links = page.locator(".contents a");
        const wanted = links.nth((await links.count()) - 2);
        await wanted.click();
        await expect.poll(() => wanted.getAttribute("aria-current")).toBe("location");
      },
    );
  });
});
