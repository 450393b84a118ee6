import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as fc from "fast-check";
import { arbitraryFor } from "./data/arbitraries.ts";
import { invalidCases } from "./data/test-cases.ts";
import { readDescription } from "./description/read-description.ts";
import { initContract } from "./init.ts";

const folder = mkdtempSync(join(tmpdir(), "contract-init-"));
afterAll(() => rmSync(folder, { recursive: true }));

const noTestData = {
  unique: () => "unique",
  uniqueValue: () => "unique",
  isUnique: () => false,
  ids: () => undefined,
  isServerDefined: () => false,
};

let files = 0;

function write(paths: object, schemas: object = {}): string {
  files += 1;
  const file = join(folder, `${files}.json`);
  const document = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components: { schemas } };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** Returns the resources of the contract that `init` writes. */
function guess(paths: object): Record<string, Record<string, unknown>> {
  const contract = join(folder, `${files}.yaml`);
  initContract(write(paths), contract);
  return (parse(readFileSync(contract, "utf8")) as { resources: Record<string, Record<string, unknown>> })
    .resources;
}

const content = (schema: object) => ({ "application/json": { schema } });
const item = (id: string) => ({ type: "object", properties: { [id]: { type: "string" } } });
const ok = (schema: object) => ({ responses: { "200": { description: "OK", content: content(schema) } } });

/** The paths of a collection, with an ID of each parameter in its path. */
function collection(path: string, itemPath: string, id: string): object {
  const parameters = (of: string) =>
    [...of.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
  return {
    [path]: {
      parameters: parameters(path),
      get: { operationId: `list ${path}`, ...ok({ type: "array", items: item(id) }) },
      post: {
        operationId: `create ${path}`,
        requestBody: { content: content(item("name")) },
        ...ok(item(id)),
      },
    },
    [itemPath]: {
      parameters: parameters(itemPath),
      get: { operationId: `get ${path}`, ...ok(item(id)) },
      delete: { operationId: `delete ${path}`, responses: { "204": { description: "Deleted." } } },
    },
  };
}

/** A collection whose list has a cursor, and a response with these properties. */
function withCursor(properties: object): object {
  const paths = collection("/sites", "/sites/{id}", "id") as Record<string, object>;
  const parameters = [{ name: "cursor", in: "query", schema: { type: "string" } }];
  const list = { operationId: "list /sites", parameters, ...ok({ type: "object", properties }) };
  return { ...paths, "/sites": { ...paths["/sites"], get: list } };
}

describe("init", () => {
  it.each([
    ["a trailing slash", "/sites/", "/sites/{id}/", "id"],
    ["an extension", "/sites.json", "/sites/{Sid}.json", "sid"],
    ["an ID that is named by the end of its parameter", "/sites", "/sites/{site_gid}", "gid"],
    ["an ID with another suffix", "/sites", "/sites/{siteRef}", "ref"],
  ])("recognizes resources whose paths have %s", (_, path, itemPath, id) => {
    expect(guess(collection(path, itemPath, id))).toMatchObject({
      site: {
        create: `create ${path}`,
        list: `list ${path}`,
        get: `get ${path}`,
        delete: `delete ${path}`,
        idProperty: id,
      },
    });
  });

  it("gives a resource whose path starts with a digit a valid name", () => {
    expect(guess(collection("/3d_secures", "/3d_secures/{id}", "id"))).toHaveProperty("item3dSecure");
  });

  it.each([
    [
      "beside the items",
      { items: { type: "array" }, nextCursor: { type: ["string", "null"] } },
      "/nextCursor",
    ],
    [
      "in an object",
      { data: { type: "array" }, meta: { properties: { next_page_token: { type: "string" } } } },
      "/meta/next_page_token",
    ],
  ])("finds the cursor of the next page %s", (_, properties, next) => {
    expect(guess(withCursor(properties))["site"]?.["pages"]).toEqual({
      by: "cursor",
      parameter: "cursor",
      next,
    });
  });

  it("finds the number of all items", () => {
    const properties = {
      data: { type: "array" },
      meta: { properties: { next: { type: "string" }, total_count: { type: "integer" } } },
    };
    expect(guess(withCursor(properties))["site"]?.["pages"]).toMatchObject({ total: "/meta/total_count" });
  });

  it("does not read pages if no property names the next one", () => {
    const { site } = guess(withCursor({ data: { type: "array" }, hasMore: { type: "boolean" } }));
    expect(site).toMatchObject({ listShows: "some" });
    expect(site).not.toHaveProperty("pages");
  });

  it("gives resources of the same name the names of their parents", () => {
    const paths = [
      "/issues/{i}/notes",
      "/snippets/{s}/notes",
      "/issues/{i}/notes/{n}/awards",
      "/snippets/{s}/notes/{n}/awards",
    ];
    const all = paths.map((path) => collection(path, `${path}/{id}`, "id"));
    expect(Object.keys(guess(Object.assign({}, ...all) as object))).toEqual([
      "issueNote",
      "snippetNote",
      "issueNoteAward",
      "snippetNoteAward",
    ]);
  });

  it("numbers resources that no parent tells apart", () => {
    const all = ["/notes", "/v1/notes", "/v2/notes"].map((path) => collection(path, `${path}/{id}`, "id"));
    expect(Object.keys(guess(Object.assign({}, ...all) as object))).toEqual(["note", "note2", "note3"]);
  });
});

describe("a description", () => {
  it("is read if references to paths are percent-encoded", () => {
    const paths = collection("/keys", "/keys/{id}", "id") as Record<string, { get: object }>;
    const $ref = "#/paths/~1keys~1%7Bid%7D/get/responses/200/content/application~1json/schema";
    const file = write({
      ...paths,
      "/first": { get: ok({ $ref }) },
      "/50%": { get: ok({ type: "string" }) },
    });
    const { operations, problems } = readDescription(file);
    const valid = { "/first": { id: "1" }, "/50%": "text" };
    const found = operations
      .filter(({ path }) => path in valid)
      .flatMap(({ path, responses }) =>
        [valid[path as keyof typeof valid], 5].map(
          (value) => problems(responses[0]?.content[0]?.schemaPointer ?? "", value).length,
        ),
      );
    expect(found).toEqual([0, 1, 0, 1]);
  });

  it("may escape characters in patterns that need no escape", () => {
    const file = write({
      "/tags": { get: ok({ type: "string", pattern: String.raw`^[a-z0-9_\-\:]+\@\d$` }) },
    });
    const { operations, problems } = readDescription(file);
    const at = operations[0]?.responses[0]?.content[0]?.schemaPointer ?? "";
    expect(["a-b:c_@1", "a\\@1", "A@1", "a@x"].map((text) => problems(at, text).length)).toEqual([
      0, 1, 1, 1,
    ]);
  });

  it("is rejected if patterns use the syntax of other languages", () => {
    const file = write({ "/tags": { get: ok({ type: "string", pattern: String.raw`\A[a-z]+\Z` }) } });
    expect(() => readDescription(file)).toThrow(
      /schema\/pattern: Invalid regular expression.*Use the syntax of JavaScript$/,
    );
  });

  it("may require properties that it does not describe", () => {
    const schema = {
      type: "object",
      required: ["name", "other"],
      properties: { name: { type: "string" } },
    };
    const file = write({ "/tags": { post: { requestBody: { content: content(schema) }, responses: {} } } });
    const description = readDescription(file);
    const at = description.operations[0]?.requestBody?.schemaPointer ?? "";
    const testData = { ...noTestData, isServerDefined: (name: string) => name === "name" };
    const bodies = [undefined, testData].map((each) => fc.sample(arbitraryFor(description, at, each), 1)[0]);
    expect(bodies).toEqual([{ name: expect.any(String) as string, other: "x" }, { other: "x" }]);
  });

  it("is rejected if a list of values is empty", () => {
    const file = write({ "/tags": { get: ok({ type: "string", enum: [] }) } });
    expect(() => readDescription(file)).toThrow(/schema\/enum: is empty, so that no value is valid/);
  });

  it("may have limits that are too large to be tested", () => {
    const schema = {
      type: "object",
      properties: {
        text: { type: "string", maxLength: 73_400_320 },
        ids: { type: "array", maxItems: 100_000_000, items: { type: "integer" } },
      },
    };
    const file = write({ "/tags": { post: { requestBody: { content: content(schema) }, responses: {} } } });
    const description = readDescription(file);
    const at = description.operations[0]?.requestBody?.schemaPointer ?? "";
    const cases = invalidCases(description, at, { text: "a", ids: [1] });
    expect(JSON.stringify(cases).length).toBeLessThan(100_000);
    expect(cases.map(({ rule }) => rule).join()).not.toMatch(/maxLength|maxItems/);
  });

  it("names at most ten invalid schemas", () => {
    const names = Array.from({ length: 25 }, (_, index) => `S${index}`);
    const schemas = Object.fromEntries(names.map((name) => [name, { nullable: true }]));
    const attempt = () => readDescription(write({ "/a": { get: ok({ type: "string" }) } }, schemas));
    expect(attempt).toThrow(/#\/components\/schemas\/S9\/nullable: .*\nand 15 more invalid schemas$/);
  });
});
