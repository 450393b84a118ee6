import { parseDescription } from "@rolewright/openapi";
import { afterAll, describe, expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import { createServer } from "./server.ts";

const error = {
  description: "Invalid.",
  content: {
    "application/json": { schema: { type: "object" }, example: { success: false, error: "Invalid." } },
  },
};
const members = { success: true, data: { members: [{ id: 1 }, { id: 2 }, { id: 3 }], total: 3 } };
const json = (example: unknown) => ({ content: { "application/json": { schema: {}, example } } });
const key = { "x-key": "any" };

/** One operation of each shape that the roles API does not have today. */
const paths = {
  "/members": {
    get: {
      operationId: "listMembers",
      parameters: [
        { name: "page", in: "query", schema: { type: "integer", minimum: 1, default: 1 } },
        { name: "pageSize", in: "query", schema: { type: "integer", minimum: 1, maximum: 50, default: 3 } },
        { name: "active", in: "query", schema: { type: "boolean" } },
        { name: "score", in: "query", schema: { type: "number" } },
        {
          name: "groups",
          in: "query",
          explode: false,
          schema: { type: "array", items: { type: "integer" } },
        },
        {
          name: "sort",
          in: "query",
          required: true,
          schema: { enum: ["name", "createdAt"], type: "string" },
        },
        { name: "id", in: "query", schema: { type: "array", items: { type: "integer" } } },
      ],
      responses: { 200: { description: "OK", ...json(members) }, 422: error },
    },
  },
  "/members/{member-id}": {
    parameters: [{ name: "member-id", in: "path", required: true, schema: { type: "integer" } }],
    get: {
      operationId: "getMember",
      responses: { 200: { description: "OK", ...json({ id: 7 }) }, 422: error },
    },
    delete: { operationId: "deleteMember", responses: { 204: { description: "Deleted." } } },
  },
  "/badges": {
    get: {
      operationId: "listBadges",
      parameters: [
        { name: "page", in: "query", schema: { type: "integer" } },
        { name: "pageSize", in: "query", schema: { type: "integer" } },
      ],
      responses: { 200: { description: "OK", ...json({ data: { badges: [1], owners: [2] } }) }, 400: error },
    },
  },
  "/exports": {
    post: {
      operationId: "createExport",
      requestBody: {
        content: { "text/csv": { schema: { type: "string" } }, "application/json": { schema: {} } },
      },
      responses: { 202: { description: "Accepted.", ...json({ id: "export-1" }) }, 415: error },
    },
  },
  "/exports/latest": {
    get: {
      operationId: "getLatestExport",
      security: [],
      responses: {
        302: {
          description: "Found.",
          headers: { Location: { schema: { type: "string" }, example: "https://files.example/1.csv" } },
        },
      },
    },
  },
  "/exports/{name}": {
    get: {
      operationId: "downloadExport",
      parameters: [{ name: "name", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        200: {
          description: "The file.",
          content: { "text/csv": { schema: { type: "string" }, example: "id,name\n1,Ada\n" } },
        },
      },
    },
  },
};
const description = parseDescription(
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shapes", version: "1" },
    security: [{ Key: [] }],
    components: { securitySchemes: { Key: { type: "apiKey", in: "header", name: "X-KEY" } } },
    paths,
  }),
  "shapes.json",
);
const server = createServer([{ description, engine: await createEngine(description, { dynamic: false }) }]);

afterAll(() => server.close());

describe("a mock of operations of any shape", () => {
  it.each([
    "/members?sort=name",
    "/members?sort=createdAt&page=1",
    "/members?sort=name&id=1&id=2",
    "/members?sort=name&groups=1,2&active=false&score=-1.5e3",
    "/members?sort=name&unknown=1",
  ])("returns every field of data for %s", async (url) => {
    const response = await server.inject({ url, headers: key });
    expect([response.statusCode, response.json()]).toEqual([200, members]);
  });

  it.each([
    ["a missing parameter", "/members", "sort"],
    ["a value outside of an enum", "/members?sort=age", "sort"],
    ["a page that is not a number", "/members?sort=name&page=abc", "page"],
    ["a page below the minimum", "/members?sort=name&page=0", "page"],
    ["an item that is not a number", "/members?sort=name&id=1&id=x", "id"],
    ["an empty number", "/members?sort=name&page=", "page"],
    ["an integer with a fraction", "/members?sort=name&page=1.0", "page"],
    ["an integer with a sign", "/members?sort=name&page=%2B1", "page"],
    ["an empty item", "/members?sort=name&id=", "id"],
    ["a separated item that is not a number", "/members?sort=name&groups=1,x", "groups"],
    ["a flag that is not a boolean", "/members?sort=name&active=yes", "active"],
    ["an empty flag", "/members?sort=name&active=", "active"],
    ["a number that is a word", "/members?sort=name&score=high", "score"],
    ["an empty decimal", "/members?sort=name&score=", "score"],
    ["a page size above the maximum", "/members?sort=name&pageSize=51", "pageSize"],
  ])("rejects %s with 422 and names the parameter", async (_, url, parameter) => {
    const response = await server.inject({ url, headers: key });
    expect(response.statusCode).toBe(422);
    expect(response.json()).toEqual({ success: false, error: expect.stringContaining(parameter) });
    expect(JSON.parse(String(response.headers["sl-violations"]))[0].path).toEqual(
      expect.arrayContaining(["query"]),
    );
  });

  it.each([
    ["page=1&pageSize=2", [1, 2]],
    ["page=2&pageSize=2", [3]],
    ["pageSize=1", [1]],
    ["page=2", []],
  ])("returns the page of %s, with the other fields unchanged", async (query, ids) => {
    const response = await server.inject({ url: `/members?sort=name&${query}`, headers: key });
    const data = { members: ids.map((id) => ({ id })), total: 3 };
    expect([response.statusCode, response.json()]).toEqual([200, { success: true, data }]);
  });

  it("rejects an invalid query with 400 if no 422 is documented", async () => {
    const response = await server.inject({ url: "/badges?page=", headers: key });
    expect([response.statusCode, response.json()]).toEqual([
      400,
      { success: false, error: "page must be integer." },
    ]);
  });

  it("returns a body with several lists, or none, whatever the page", async () => {
    const response = await server.inject({ url: "/badges?page=2&pageSize=1", headers: key });
    expect([response.statusCode, response.json()]).toEqual([200, { data: { badges: [1], owners: [2] } }]);
  });

  it("accepts an integer in a path and rejects other texts with 400", async () => {
    const found = await server.inject({ url: "/members/7", headers: key });
    const rejected = await server.inject({ url: "/members/seven", headers: key });
    expect([found.statusCode, found.json(), rejected.statusCode]).toEqual([200, { id: 7 }, 400]);
  });

  it("returns 204 without a body or a media type", async () => {
    const response = await server.inject({ method: "DELETE", url: "/members/7", headers: key });
    expect([response.statusCode, response.body, response.headers["content-type"]]).toEqual([
      204,
      "",
      undefined,
    ]);
  });

  it.each([
    ["text/csv", "id\n1\n"],
    ["text/csv; charset=utf-8", "id\n1\n"],
    ["application/json", "[1]"],
  ])("accepts a body of %s", async (contentType, payload) => {
    const headers = { ...key, "content-type": contentType };
    const response = await server.inject({ method: "POST", url: "/exports", headers, payload });
    expect([response.statusCode, response.json()]).toEqual([202, { id: "export-1" }]);
  });

  it("rejects a body of an undocumented media type", async () => {
    const headers = { ...key, "content-type": "application/xml" };
    const response = await server.inject({ method: "POST", url: "/exports", headers, payload: "<a/>" });
    expect(response.statusCode).toBe(415);
  });

  it("redirects with the documented Location, without a key if the operation is public", async () => {
    const response = await server.inject({ url: "/exports/latest" });
    expect([response.statusCode, response.headers.location]).toEqual([302, "https://files.example/1.csv"]);
    expect((await server.inject({ url: "/exports/a.csv" })).statusCode).toBe(401);
  });

  it.each(["*/*", "text/csv", "text/html"])("downloads a file as it is for Accept: %s", async (accept) => {
    const response = await server.inject({ url: "/exports/a.csv", headers: { ...key, accept } });
    expect([response.statusCode, response.body]).toEqual([200, "id,name\n1,Ada\n"]);
    expect(response.headers["content-type"]).toMatch(/^text\/csv/);
  });
});
