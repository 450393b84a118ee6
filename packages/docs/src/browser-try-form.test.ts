import { startMock } from "@rolewright/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DocsServer, startDocs } from "./server.ts";
import { findViolations, useBrowserSite } from "./testing/browser-site.ts";
import { reasonToSkip } from "./testing/chromium.ts";

describe.skipIf(reasonToSkip)(
  `the form of an operation in Chromium${reasonToSkip ?? ""}`,
  { timeout: 600_000 },
  () => {
    const { visit } = useBrowserSite();
    let mock: Awaited<ReturnType<typeof startMock>>;
    let withForms: DocsServer;
    let restoredCount = 0;

    beforeAll(async () => {
      mock = await startMock();
      const restoreDemo = async () => void (restoredCount += 1);
      withForms = await startDocs({ tryItServer: { url: mock.url, apiKey: "any", restoreDemo } });
    });

    afterAll(async () => {
      await Promise.all([withForms.close(), mock.close()]);
    });

    it("of a creation has a name that the demo does not have", async () => {
      await visit({}, [`${withForms.url}/organization-roles/createOrganizationRole.html`], async (page) => {
        const body = await page.locator("[name=body]").inputValue();
        expect(JSON.parse(body)).toMatchObject({ name: "Billing Manager 2", policyIds: ["policy-uuid-2"] });
      });
    });

    it("calls the local server, with its key", async () => {
      await visit(
        {},
        [`${withForms.url}/organization-roles/updateOrganizationRole.html`],
        async (page) => {
          const form = page.getByRole("form", { name: "Try it" });
          await form.getByRole("button", { name: "Send" }).click();
          await form.getByRole("status").getByText("200 OK").waitFor();
          const body = form.getByRole("group", { name: "Response body" });
          expect(JSON.parse((await body.textContent()) ?? "")).toMatchObject({ success: true });
          await page.locator("[name=body]").fill("{");
          await page.getByRole("button", { name: "Send" }).click();
          await page.getByText("400 Bad Request").waitFor();
          expect(await findViolations(page)).toEqual([]);
          // Chromium logs every 400 as an error.
        },
        [expect.stringContaining("400 (Bad Request)")],
      );
    });

    it("sends query parameters, and the samples show typed values", async () => {
      await visit({}, [`${withForms.url}/project-roles/updateProjectRole.html`], async (page) => {
        await page.locator("[data-path=roleId]").fill("a/b");
        expect(await page.locator(".beside pre:visible").first().innerText()).toContain("/roles/a%2Fb'");
        const sent = page.waitForRequest(`${mock.url}/**`);
        await page.getByRole("button", { name: "Send" }).click();
        expect((await sent).url()).toContain("/roles/a%2Fb");
      });
    });

    it.each([".", "..", ""])(
      "does not send the path value %j, which would call another path",
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
    ])("of %s asks first", async (path, question) => {
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

    it("asks before it deletes", async () => {
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
  },
);
