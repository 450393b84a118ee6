import { createDescription } from "@rolewright/openapi";
import { expect, it } from "vitest";
import { type Api, createApi } from "./description.ts";
import { writeOperationsFile } from "./operations.ts";
import { writeRoutesFile } from "./routes.ts";
import { writeSchemasFile } from "./schemas.ts";

const success = {
  description: "Done.",
  content: {
    "application/json": {
      schema: {
        type: "object",
        properties: {
          data: {
            type: "object",
            required: ["id"],
            properties: { id: { type: "string" }, name: { type: "string" } },
          },
        },
      },
    },
  },
};
const itemId = (place: "path" | "query", schema: object, description: string) => ({
  name: "itemId",
  in: place,
  required: true,
  description,
  schema,
});
const operation = (operationId: string, parameters: object[]) => ({
  operationId,
  summary: operationId,
  parameters,
  responses: { "200": success },
});

const createItemsApi = (paths: object): Api =>
  createApi(
    createDescription({ openapi: "3.1.0", info: { title: "Items", version: "1" }, paths }, "", "items.json"),
    {
      typesModule: "./types.ts",
      namedTypes: new Set(),
      suffix: "",
    },
  );

/** Writes the methods of the operations at these paths. */
const writeOperations = (paths: object): string => writeOperationsFile(createItemsApi(paths));

it("writes which query parameters a route of the fake API needs", () => {
  const shelf = { name: "shelf", in: "query", schema: { type: "string" } };
  const get = operation("listLog", [itemId("query", { type: "string" }, "Item of the log."), shelf]);
  expect(writeRoutesFile(createItemsApi({ "/v1/log": { get } }))).toContain(
    'query: { itemId: { type: "string" }, shelf: { type: "string" } }, requiredQuery: ["itemId"] },',
  );
});

it("writes which lists of a query are one text", () => {
  const list = (name: string, explode?: boolean) => ({
    name,
    in: "query",
    ...(explode !== undefined && { explode }),
    schema: { type: "array", items: { type: "string" } },
  });
  const get = operation("searchLog", [list("ids", false), list("tags"), list("actors", false)]);
  const api = createItemsApi({ "/v1/log": { get } });
  expect(writeOperationsFile(api)).toContain('commaLists: ["ids", "actors"], response:');
  expect(writeRoutesFile(api)).toContain('commaLists: ["ids","actors"] },');
  const spaced = { ...list("ids", false), style: "spaceDelimited" };
  expect(() => writeOperations({ "/v1/log": { get: operation("searchLog", [spaced]) } })).toThrow(
    'The client does not support the style of the query parameter "ids" of searchLog. Use "form".',
  );
});

it("writes names of parameters and fields that are no names of variables", () => {
  const pageSize = { name: "page-size", in: "query", schema: { type: "integer" } };
  const roleId = {
    ...itemId("path", { type: "string" }, "ID of the role."),
    name: "role-id",
    example: "r-1",
  };
  const schema = structuredClone(success);
  Object.assign(schema.content["application/json"].schema.properties.data, {
    required: ["role-names"],
    properties: { "role-names": { type: "array", items: { type: "string" } }, total: { type: "integer" } },
  });
  const get = { ...operation("listAudits", [roleId, pageSize]), responses: { "200": schema } };
  const api = createItemsApi({ "/v1/organization/audits/{role-id}": { get } });
  const file = writeOperationsFile(api);
  expect(file).toMatch(/ list\(roleId: string, query\?: .*"listAudits"/);
  expect(file).toContain("@param roleId ID of the role.\n");
  expect(file).toContain('client.organization.audits.list("r-1")');
  expect(file).toContain(
    'list: (roleId, query, options) => caller.call(listAudits, { path: { "role-id": roleId }',
  );
  expect(file).toContain('fields: { "role-names": "array" }');
  expect(writeRoutesFile(api)).toContain('query: { "page-size": { type: "integer" } }');
  expect(writeSchemasFile(api)).toContain('properties: { "role-names": {');
});

it("names a format that the fake API does not check", () => {
  const query = { name: "host", in: "query", schema: { type: "string", format: "ipv4" } };
  expect(() =>
    writeRoutesFile(createItemsApi({ "/v1/log": { get: operation("listLog", [query]) } })),
  ).toThrow(
    'items.json, #/paths/~1v1~1log/get/parameters/0/schema: The fake API does not check the format "ipv4". Add it to src/testing/request-formats.ts in packages/client.',
  );
});

it("recognizes pages whatever the notation of their size", () => {
  const page = { name: "page", in: "query", schema: { type: "integer" } };
  const size = { name: "page_size", in: "query", schema: { type: "integer" } };
  const list = structuredClone(success);
  Object.assign(list.content["application/json"].schema.properties.data, {
    required: ["items", "total_count"],
    properties: { items: { type: "array", items: {} }, total_count: { type: "integer" } },
  });
  const get = (parameters: object[]) => ({ ...operation("listLog", parameters), responses: { "200": list } });
  expect(writeOperations({ "/v1/log": { get: get([page, size]) } })).toContain(
    'pagination: { items: "items", page: "page", pageSize: "page_size", total: "total_count" }',
  );
  expect(writeOperations({ "/v1/log": { get: get([page]) } })).toContain(
    'pagination: { items: "items", page: "page", total: "total_count" }',
  );
});

it("takes the facts of an ID from the path of its own operation", () => {
  const file = writeOperations({
    "/v1/log": {
      get: operation("listLog", [itemId("query", { type: "string" }, "Item in the query of the log.")]),
    },
    "/v1/library/books/{itemId}": {
      get: operation("getBook", [
        itemId("path", { type: "integer", examples: [7] }, "ID of the book."),
        itemId("query", { type: "string", examples: ["page"] }, "Item in the query of the book."),
      ]),
    },
    "/v1/library/files/{itemId}": {
      get: operation("getFile", [
        itemId("path", { type: "string", examples: ["file-1"] }, "ID of the file."),
      ]),
    },
  });
  expect(file).toMatch(/ get\(itemId: number, query: .*"getBook"/);
  expect(file).toContain("@param itemId ID of the book.\n");
  expect(file).toContain('client.library.books.get(7, { itemId: "page" })');
  expect(file).toMatch(/ get\(itemId: string, options\?: .*"getFile"/);
  expect(file).toContain("@param itemId ID of the file.\n");
  expect(file).toContain('client.library.files.get("file-1")');
});

it("takes the facts of a parent's ID from the paths below the parent", () => {
  const file = writeOperations({
    "/v1/books/{bookId}": {
      get: operation("getBook", [
        { ...itemId("path", { type: "integer" }, "ID of the book."), name: "bookId" },
      ]),
    },
    "/v1/shelves/{shelfId}/books": {
      get: operation("listShelfBooks", [
        { ...itemId("path", { type: "integer" }, "ID of the shelf."), name: "shelfId" },
        { ...itemId("query", { type: "string" }, "Shelf in the query."), name: "shelfId" },
      ]),
    },
  });
  expect(file).toContain("@param shelfId ID of the shelf.\n");
  expect(file).toContain("shelf(shelfId: number): ShelfMethods;");
});

it.each([
  [{ type: "array", items: {} }, true, ", takesArray: true"],
  [{ type: "object" }, false, ", isInputOptional: true"],
])("writes which input %j an operation takes", (schema, required, fact) => {
  const requestBody = { required, content: { "application/json": { schema } } };
  const post = { ...operation("addToLog", []), requestBody };
  expect(writeOperations({ "/v1/log": { post } })).toContain(
    `requestType: "application/json"${fact}, response`,
  );
});

it("names an input that is neither an object nor an array", () => {
  const requestBody = { required: true, content: { "application/json": { schema: { type: "string" } } } };
  const post = { ...operation("addToLog", []), requestBody };
  expect(() => writeOperations({ "/v1/log": { post } })).toThrow(
    "addToLog takes a string. The client supports objects and arrays.",
  );
});
