import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  type Description,
  fillPath,
  findResponse,
  InvalidDescriptionError,
  isJsonMediaType,
  type Operation,
  parseDescription,
  readDescription,
} from "./index.ts";

/** The smallest description of one operation, with parts of it replaced. */
function parse(path: string, item: object, rest: object = {}): Description {
  const document = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: { [path]: item }, ...rest };
  return parseDescription(JSON.stringify(document), "api.json");
}

const ok = { responses: { 200: { description: "OK" } } };

function readFirst(path: string, item: object, rest?: object): Operation {
  const [operation] = parse(path, item, rest).operations;
  if (operation === undefined) throw new Error("No operation.");
  return operation;
}

const components = {
  parameters: {
    RoleId: { name: "roleId", in: "path", required: true, schema: { type: "string" }, example: "role-1" },
    Page: { $ref: "#/components/parameters/RealPage" },
    RealPage: { name: "page", in: "query", schema: { $ref: "#/components/schemas/Page" } },
  },
  schemas: {
    Page: { type: "integer", default: 1 },
    Sort: { enum: ["name", "createdAt"] },
    Members: { type: "object", properties: { members: { type: "array" }, total: { type: "integer" } } },
  },
  responses: { NotFound: { description: "Not found." } },
  examples: { Found: { summary: "A role", value: { id: 1 } } },
};

test("reads the parameters of the path and of the operation, which override them", () => {
  const { parameters } = readFirst(
    "/roles/{roleId}",
    {
      parameters: [
        { $ref: "#/components/parameters/RoleId" },
        { name: "page", in: "query", schema: { type: "string" } },
      ],
      get: { ...ok, parameters: [{ $ref: "#/components/parameters/Page" }] },
    },
    { components },
  );
  expect(parameters.map((each) => [each.in, each.name, each.type, each.schemaName, each.pointer])).toEqual([
    ["path", "roleId", "string", undefined, "#/components/parameters/RoleId"],
    ["query", "page", "integer", "Page", "#/components/parameters/RealPage"],
  ]);
  expect(parameters[1]).toMatchObject({
    default: 1,
    isRequired: false,
    schemaPointer: "#/components/schemas/Page",
  });
});

test.each([
  ["a string", { schema: { type: "string" } }, { type: "string", style: "form", isExploded: true }],
  ["a nullable integer", { schema: { type: ["integer", "null"] } }, { type: "integer" }],
  ["an enum without a type", { schema: { enum: ["asc", "desc"] } }, { type: "string" }],
  [
    "a referenced enum",
    { schema: { $ref: "#/components/schemas/Sort" } },
    { type: "string", schemaName: "Sort" },
  ],
  [
    "an array of referenced enums",
    { schema: { type: "array", items: { $ref: "#/components/schemas/Sort" } } },
    { type: "array", itemType: "string", isExploded: true },
  ],
  [
    "a comma-separated array",
    { explode: false, schema: { type: "array", items: { type: "integer" } } },
    { type: "array", itemType: "integer", isExploded: false },
  ],
  [
    "a piped array",
    { style: "pipeDelimited", schema: { type: "array" } },
    { style: "pipeDelimited", isExploded: false },
  ],
  [
    "JSON in a parameter",
    { content: { "application/json": { schema: { type: "object" } } } },
    { type: "object", mediaType: "application/json" },
  ],
  ["a deprecated schema", { schema: { type: "string", deprecated: true } }, { isDeprecated: true }],
  ["an example of the schema", { schema: { type: "string", examples: ["a", "b"] } }, { example: "a" }],
  ["a named example", { schema: { type: "string" }, examples: { first: { value: "c" } } }, { example: "c" }],
  ["a boolean default", { schema: { type: "boolean", default: false } }, { type: "boolean", default: false }],
])("reads a query parameter with %s", (_, parameter, expected) => {
  const { parameters } = readFirst(
    "/roles",
    { get: { ...ok, parameters: [{ name: "q", in: "query", ...parameter }] } },
    { components },
  );
  expect(parameters[0]).toMatchObject(expected);
});

test.each([
  ["path", "simple", false, true],
  ["query", "form", true, false],
  ["header", "simple", false, false],
  ["cookie", "form", true, false],
])("gives a %s parameter the style %s", (location, style, isExploded, isRequired) => {
  const parameter = { name: "id", in: location, schema: { type: "integer" } };
  const { parameters } = readFirst(location === "path" ? "/x/{id}" : "/x", {
    get: { ...ok, parameters: [parameter] },
  });
  expect(parameters[0]).toMatchObject({ in: location, type: "integer", style, isExploded, isRequired });
});

test("reads responses without a body, downloads, and several fields in data", () => {
  const { responses } = readFirst(
    "/exports",
    {
      get: {
        responses: {
          200: {
            description: "The file.",
            headers: { "Content-Disposition": { required: true, schema: { type: "string" } } },
            content: { "text/csv": { schema: { type: "string" } }, "application/octet-stream": {} },
          },
          202: {
            description: "Accepted.",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Members" } } },
          },
          302: {
            description: "Elsewhere.",
            headers: { Location: { schema: { type: "string", format: "uri" } } },
          },
          "4XX": { description: "Invalid." },
          404: { $ref: "#/components/responses/NotFound" },
          default: { description: "Failed." },
        },
      },
    },
    { components },
  );
  const byStatus = new Map(responses.map((response) => [response.status, response]));
  expect(byStatus.get("200")?.content.map(({ name, schema }) => [name, schema?.type])).toEqual([
    ["text/csv", "string"],
    ["application/octet-stream", undefined],
  ]);
  expect(byStatus.get("200")?.headers[0]).toMatchObject({ name: "Content-Disposition", isRequired: true });
  expect(byStatus.get("202")?.content[0]).toMatchObject({ schemaName: "Members" });
  expect(Object.keys(byStatus.get("202")?.content[0]?.schema?.properties ?? {})).toEqual([
    "members",
    "total",
  ]);
  expect(byStatus.get("302")).toMatchObject({ content: [], headers: [{ name: "Location" }] });
  expect(byStatus.get("404")).toMatchObject({ name: "NotFound", pointer: "#/components/responses/NotFound" });
});

test.each([
  [200, "200"],
  [201, undefined],
  [404, "404"],
  [409, "4XX"],
  [500, "default"],
])("finds the documented response of %i", (statusCode, status) => {
  const response = { description: "" };
  const responses = { 200: response, 404: response, "4xx": response, default: response };
  const operation = readFirst("/x", { get: { responses } });
  expect(findResponse(operation, statusCode)?.status.toUpperCase()).toBe(status?.toUpperCase());
});

test("reads request bodies with referenced and inline examples", () => {
  const { requestBody } = readFirst(
    "/roles",
    {
      post: {
        ...ok,
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: { type: "object" },
              examples: {
                found: { $ref: "#/components/examples/Found" },
                far: { externalValue: "https://a.example" },
              },
            },
            "multipart/form-data": { example: "text" },
          },
        },
      },
    },
    { components },
  );
  expect(requestBody?.isRequired).toBe(true);
  expect(requestBody?.content.map(({ name, examples }) => [name, examples])).toEqual([
    [
      "application/json",
      { found: { summary: "A role", value: { id: 1 }, pointer: "#/components/examples/Found" } },
    ],
    ["multipart/form-data", { example: { value: "text", pointer: expect.stringContaining("/example") } }],
  ]);
});

test("reads links, servers, tags, deprecation and security", () => {
  const securitySchemes = { Key: { type: "apiKey", in: "header", name: "X-KEY" } };
  const links = {
    next: { operationId: "other", parameters: { id: "$response.body#/id" } },
    ref: { operationRef: "#" },
  };
  const document = {
    components: { securitySchemes },
    security: [{ Key: [] }],
    servers: [{ url: "https://a.example" }],
  };
  const item = {
    servers: [{ url: "https://b.example" }],
    get: { deprecated: true, tags: ["Roles"], responses: { 200: { description: "", links } } },
    post: { ...ok, security: [], servers: [{ url: "https://c.example" }] },
  };
  const { operations } = parse("/x", item, document);
  expect(operations[0]).toMatchObject({
    operationId: "GET /x",
    isDeprecated: true,
    tags: ["Roles"],
    servers: [{ url: "https://b.example" }],
    security: [[{ schemeName: "Key", name: "X-KEY", in: "header", scopes: [] }]],
    responses: [
      { links: [{ name: "next", operationId: "other", parameters: { id: "$response.body#/id" } }] },
    ],
  });
  expect(operations[1]).toMatchObject({ security: [], servers: [{ url: "https://c.example" }] });
});

test("gives no type to a parameter that allows several", () => {
  const parameter = { name: "q", in: "query", schema: { type: ["integer", "string"] } };
  const { parameters } = readFirst("/x", { get: { ...ok, parameters: [parameter] } });
  expect(parameters[0]).not.toHaveProperty("type");
});

test("lets keywords next to a reference override those of its target", () => {
  const description = parse("/x", { get: ok }, { components });
  const node = { $ref: "#/components/schemas/Page", description: "The page." };
  expect(description.resolve(node)).toEqual({ type: "integer", default: 1, description: "The page." });
  expect(description.resolve({ type: "string" })).toEqual({ type: "string" });
});

test.each<[string, () => unknown, string]>([
  ["text that is not YAML", () => parseDescription("a: [", "api.yaml"), "api.yaml is neither YAML nor JSON"],
  ["a list", () => parseDescription("just text", "api.yaml"), "api.yaml is not an OpenAPI description."],
  [
    "Swagger",
    () => parseDescription('{"swagger":"2.0"}', "a.json"),
    "a.json is Swagger 2.0, and only OpenAPI 3.1",
  ],
  ["OpenAPI 3.0", () => parseDescription('{"openapi":"3.0.3"}', "a.json"), "a.json is OpenAPI 3.0.3"],
  [
    "OpenAPI 3.2",
    () => parseDescription('{"openapi":"3.2.0"}', "a.json"),
    "Use a description in this version.",
  ],
  ["an unquoted version", () => parseDescription("openapi: 3.0", "a.yaml"), "a.yaml is OpenAPI 3, and only"],
  ["no version", () => parseDescription("{}", "a.json"), 'a.json has no "openapi" version'],
  ["no operations", () => parseDescription('{"openapi":"3.1.0"}', "a.json"), "a.json has no operations"],
  ["a missing file", () => readDescription("/nowhere/api.yaml"), "/nowhere/api.yaml cannot be read (ENOENT)"],
  [
    "a reference without a target",
    () => parse("/x", { get: { ...ok, parameters: [{ $ref: "#/components/parameters/Missing" }] } }),
    "the reference #/components/parameters/Missing at #/paths/~1x/get/parameters/0 has no target",
  ],
  [
    "a reference to another file in a text",
    () => parse("/x", { get: { ...ok, parameters: [{ $ref: "other.yaml#/a" }] } }),
    "the reference other.yaml#/a at #/paths/~1x/get/parameters/0 leads to another file",
  ],
  [
    "a header with a name that HTTP does not allow",
    () => parse("/x", { get: { ...ok, parameters: [{ name: "X Id", in: "header", schema: {} }] } }),
    'the header "X Id" at #/paths/~1x/get/parameters/0 has a name that HTTP does not allow. Rename it.',
  ],
  [
    "a parameter with an empty name",
    () => parse("/x", { get: { ...ok, parameters: [{ name: "", in: "header", schema: {} }] } }),
    'the parameter at #/paths/~1x/get/parameters/0 needs a "name"',
  ],
  [
    "a circular reference",
    () => parse("/x", { $ref: "#/paths/~1x" }),
    "the reference at #/paths/~1x is circular",
  ],
  [
    "a path parameter without a description",
    () => parse("/x/{id}", { get: ok }),
    '#/paths/~1x~1{id}/get does not describe the path parameter "id"',
  ],
  [
    "a path parameter that the path does not have",
    () => parse("/x", { get: { ...ok, parameters: [{ name: "id", in: "path", schema: {} }] } }),
    'describes the path parameter "id", which the path /x does not have',
  ],
  [
    "a parameter without a schema",
    () => parse("/x", { get: { ...ok, parameters: [{ name: "q", in: "query" }] } }),
    'the parameter "q" at #/paths/~1x/get/parameters/0 has no schema',
  ],
  [
    "a parameter of another location",
    () => parse("/x", { get: { ...ok, parameters: [{ name: "q", in: "body", schema: {} }] } }),
    'the parameter at #/paths/~1x/get/parameters/0 needs a "name"',
  ],
  [
    "a request body without a media type",
    () => parse("/x", { post: { ...ok, requestBody: { content: {} } } }),
    "the request body at #/paths/~1x/post/requestBody has no media type",
  ],
  [
    "a duplicate operationId",
    () => parse("/x", { get: { ...ok, operationId: "a" }, post: { ...ok, operationId: "a" } }),
    '#/paths/~1x/get and #/paths/~1x/post have the same operationId "a"',
  ],
])("rejects %s", (_, read, message) => {
  let error: unknown;
  try {
    read();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(InvalidDescriptionError);
  expect((error as Error).message).toContain(message);
});

/** Writes files to a new folder, which is removed after the test. */
function writeFiles(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-openapi-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return join(folder, "api.yaml");
}

const api = (ref: string) =>
  `openapi: 3.1.0\npaths:\n  /x:\n    get:\n      responses: {}\n      parameters: [{ $ref: "${ref}" }]\n`;

test("reads files in the folder of the description, and their own references", () => {
  const file = writeFiles({
    "api.yaml": api("shared.yaml#/Page"),
    "shared.yaml":
      'Page: { name: page, in: query, schema: { $ref: "#/Number" }, example: { $ref: text } }\nNumber: { type: integer }\n',
  });
  const [operation] = readDescription(file).operations;
  expect(operation?.parameters[0]).toMatchObject({
    name: "page",
    type: "integer",
    example: { $ref: "text" },
  });
});

test.each([
  ["another host", "https://api.example/a.yaml#/Page", "Other hosts are not contacted"],
  ["another folder", "../a.yaml#/Page", "is outside of its folder"],
  ["a missing file", "missing.yaml#/Page", "refers to missing.yaml#/Page, which cannot be read (ENOENT)"],
])("rejects a reference to %s", (_, ref, message) => {
  const file = writeFiles({ "api.yaml": api(ref) });
  expect(() => readDescription(file)).toThrow(message);
});

test("leaves references in extensions as they are, and names an older version first", () => {
  const extension = "x-topics: [{ content: { $ref: ./guide.md } }]\n";
  const header = '            x-next: { $ref: "shared.yaml#/Next" }\n';
  const operation = "paths:\n  /x:\n    get:\n      responses:\n        '200':\n          headers:\n";
  const file = writeFiles({
    "api.yaml": `openapi: 3.1.0\n${extension}${operation}${header}`,
    "old.yaml": `openapi: 3.0.0\ninfo: { $ref: missing.yaml }\n`,
    "shared.yaml": "Next: { schema: { type: string } }\n",
  });
  expect(readDescription(file).operations[0]?.responses[0]?.headers[0]?.schema).toEqual({ type: "string" });
  expect(() => readDescription(join(dirname(file), "old.yaml"))).toThrow("is OpenAPI 3.0.0");
});

test("gives the line of a location and the location of a node", () => {
  const text = "openapi: 3.1.0\npaths:\n  /x:\n    get:\n      tags:\n        - One\n      responses: {}\n";
  const description = parseDescription(text, "api.yaml");
  expect(description.lineOf("#/paths/~1x/get")).toBe(4);
  expect(description.lineOf("#/paths/~1x/get/tags/0")).toBe(6);
  expect(description.lineOf("#/paths/~1y")).toBeUndefined();
  expect(description.pointerOf(description.at("#/paths/~1x/get") as object)).toBe("#/paths/~1x/get");
  expect(description.at("#/paths/~1x/toString")).toBeUndefined();
});

test("fills in paths with encoded values", () => {
  expect(fillPath("/projects/{projectId}/roles/{roleId}", { projectId: "a/b", roleId: "é" })).toBe(
    "/projects/a%2Fb/roles/%C3%A9",
  );
});

test.each([
  ["application/json", true],
  ["application/problem+json; charset=utf-8", true],
  ["text/json-like", false],
  ["application/octet-stream", false],
])("says whether %s is JSON", (mediaType, isJson) => {
  expect(isJsonMediaType(mediaType)).toBe(isJson);
});

test("reads the same operations from this project's YAML and JSON", () => {
  const fromYaml = readDescription(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")));
  const fromJson = readDescription(new URL(import.meta.resolve("@rolewright/spec/openapi.json")));
  const facts = (description: Description) =>
    description.operations.map(({ operationId, parameters, responses }) => ({
      operationId,
      parameters,
      responses,
    }));
  expect(facts(fromJson)).toEqual(facts(fromYaml));
  expect(fromJson.operations.length).toBeGreaterThan(20);
});
