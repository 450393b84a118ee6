import { createDescription } from "@rolewright/openapi";
import { describe, expect, it } from "vitest";
import { buildSite, createPages, type Site } from "./site.ts";

const read = (path: string, from: Site) => from.get(path)?.toString() ?? expect.fail(`There is no ${path}.`);

describe("another description", () => {
  const minimal = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {
      "/reports/{id}": {
        get: {
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "integer" } },
            {
              name: "tags",
              in: "query",
              schema: { type: "array", items: { type: "string" } },
              example: ["a", "b c"],
            },
            { name: "limit", in: "query", deprecated: true, schema: { type: "integer", default: 25 } },
            { name: "session", in: "cookie", schema: { type: "string" } },
          ],
          deprecated: true,
          security: [{ token: [] }],
          servers: [{ url: "https://files.example/{version}", variables: { version: { default: "v9" } } }],
          externalDocs: { url: "https://example.com/more", description: "More" },
          tags: ["Reports", "Downloads"],
          responses: {
            "200": {
              description: "The file.",
              content: { "text/csv": { schema: { type: "string" }, example: "a,b" } },
            },
            "302": { description: "Elsewhere.", headers: { Location: { schema: { type: "string" } } } },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        other: { type: "http", scheme: "basic" },
      },
    },
  };
  const guidesFolder = new URL("testing/guides/", import.meta.url);
  const create = (document: object) => createDescription({ ...document }, "", "openapi.yaml");
  const build = async (document: object) =>
    buildSite({ guidesFolder, source: { text: "", description: create(document) } });

  it("is shown completely: parameters, media types, servers, security and deprecation", async () => {
    const files = await build(minimal);
    for (const extension of ["md", "html"]) {
      const page = read(`reports/getReportsId.${extension}`, files).replaceAll(/<[^>]*>/g, "");
      for (const text of [
        "Deprecated.",
        "list of strings",
        "default",
        "session",
        "Authorization",
        "https://files.example/v9/reports/",
        "More",
        "Tags: Reports, Downloads.",
        "text/csv",
        "a,b",
        "Elsewhere.",
        "Location",
      ])
        expect(page, `${extension}: ${text}`).toContain(text);
      expect(page).toContain("?tags=a&tags=b%20c".replaceAll("&", extension === "html" ? "&amp;" : "&"));
    }
    expect(read("downloads/index.md", files)).toContain("getReportsId");
  });

  it.each([
    ["callbacks", { callbacks: { done: {} } }, "paths./reports/{id}.get.callbacks"],
    [
      "several security schemes together",
      { security: [{ token: [], other: [] }] },
      "security.0: token and other together",
    ],
    ["an unknown key", { surprise: 1 }, "paths./reports/{id}.get.surprise"],
  ])("with %s stops the build and names them", async (_, change, part) => {
    const description = structuredClone(minimal);
    Object.assign(description.paths["/reports/{id}"].get, change);
    await expect(build(description)).rejects.toThrow(part);
  });

  it("with webhooks stops the build and names them", async () => {
    await expect(build({ ...minimal, webhooks: {} })).rejects.toThrow("- webhooks");
  });

  it("with two operations at the same path of the site stops the build", async () => {
    const description = structuredClone(minimal) as never as { paths: Record<string, object> };
    const operation = { operationId: "same", tags: ["A"], responses: {} };
    description.paths = { "/a": { get: operation, put: { ...operation, operationId: "Same" } } };
    await expect(createPages(create(description), { guidesFolder })).rejects.toThrow(
      "Several pages have the path a/same.",
    );
  });
});
