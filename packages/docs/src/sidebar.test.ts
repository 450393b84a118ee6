import { createDescription } from "@rolewright/openapi";
import { describe, expect, it } from "vitest";
import { buildSite } from "./site.ts";
import { siteOnDisk } from "./testing/built-sites.ts";
import { createSmallDescription } from "./testing/small-description.ts";

/** The names of the groups, indented by depth, with `*` if they are open. */
function readGroups(html: string): string[] {
  const [, sidebar = ""] = /<nav id=pages[^>]*>([^]*?)<\/nav>/.exec(html) ?? [];
  let depth = -1;
  return Array.from(
    sidebar.matchAll(/<details( open)?><summary>(.*?)<\/summary>|<\/details>/g),
    ([, open, name]) => {
      depth += name === undefined ? -1 : 1;
      return name === undefined
        ? ""
        : `${"  ".repeat(depth)}${name.replaceAll(/<[^>]*>/g, "")}${open ? " *" : ""}`;
    },
  ).filter(Boolean);
}

/** Builds a description with an operation for each list of tags. */
async function buildWithTags(tags: string[], extension: object = {}): Promise<string> {
  const operations = tags.map((tag, index): [string, object] => [
    `/${index}`,
    { get: { operationId: `get${index}`, tags: [tag], responses: { "200": { description: "OK" } } } },
  ]);
  const document = { ...createSmallDescription(), paths: Object.fromEntries(operations), ...extension };
  const source = { text: "", description: createDescription(document, "", "openapi.yaml") };
  const site = await buildSite({ guidesFolder: new URL("testing/guides/", import.meta.url), source });
  return String(site.get("index.html"));
}

describe("the sidebar", () => {
  it("groups the operations of version 2 by scope, and opens only what leads to the current page", () => {
    const html = String(siteOnDisk.get("v2/organization-members/listOrganizationMembers.html"));
    expect(readGroups(html).slice(4)).toEqual([
      "Organization *",
      "  Organization API keys",
      "  Organization Audit logs",
      "  Organization Invitations",
      "  Organization Members *",
      "  Organization Permissions",
      "  Organization Policies",
      "  Organization Roles",
      "Project",
      "  Project API keys",
      "  Project Audit logs",
      "  Project Invitations",
      "  Project Members",
      "  Project Permissions",
      "  Project Policies",
      "  Project Roles",
    ]);
  });

  it("groups the tags of any description by their first word, if several have the same", async () => {
    const html = await buildWithTags(["User", "Reports", "User keys"]);
    expect(readGroups(html).slice(1)).toEqual(["User", "  User Keys", "Reports"]);
  });

  it("groups tags by `x-tagGroups`, and shows the others after them", async () => {
    const html = await buildWithTags(["Reports", "Users", "Keys"], {
      "x-tagGroups": [{ name: "Access", tags: ["Keys", "Unknown", "Users"] }],
    });
    expect(readGroups(html).slice(1)).toEqual(["Access", "  Keys", "  Users", "Reports"]);
  });

  it("lists the parts of the page of an operation", () => {
    const html = String(siteOnDisk.get("v2/organization-members/listOrganizationMembers.html"));
    const [, parts = ""] = /<ul class=parts[^>]*>(.*?)<\/ul>/.exec(html) ?? [];
    expect(Array.from(parts.matchAll(/href=#([\w-]+)/g), ([, id]) => id)).toEqual([
      "query-parameters",
      "headers",
      "responses",
      "next-steps",
    ]);
  });

  it("names the links of operations and overviews in full", () => {
    const html = String(siteOnDisk.get("v2/index.html"));
    const [, sidebar = ""] = /<nav id=pages[^>]*>([^]*?)<\/nav>/.exec(html) ?? [];
    const names = Array.from(sidebar.matchAll(/<li><a [^>]*>(.*?)<\/a>/g), ([, name = ""]) =>
      name.replaceAll(/<[^>]*>/g, ""),
    );
    expect(names).toContain("Update the role of a project member PUT");
    expect(names).toContain("Overview of Project members");
    expect(new Set(names).size).toBe(names.length);
  });
});
