import type { Collection } from "./rest-server.test-support.ts";

const problem = {
  description: "Rejected.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
};
const errors = { "400": problem, "401": problem, "404": problem, "415": problem };
const body = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });
const response = (name: string) => ({ description: "Done.", content: body(name) });
const conflict = (text: string) => ({ ...problem, description: text });
const id = (name: string) => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string", minLength: 1, maxLength: 40 },
});

/** An API of books and their authors: a unique ISBN, pages, a protected reference, and PUT that replaces. */
export const booksDescription = {
  openapi: "3.1.0",
  info: { title: "Library", version: "1.0.0" },
  servers: [{ url: "https://library.example/api" }],
  security: [{ token: [] }],
  paths: {
    "/authors": {
      get: {
        operationId: "listAuthors",
        responses: { "200": response("Authors"), ...errors },
      },
      post: {
        operationId: "addAuthor",
        requestBody: { required: true, content: body("NewAuthor") },
        responses: { "201": response("Author"), ...errors },
      },
    },
    "/authors/{authorId}": {
      parameters: [id("authorId")],
      get: { operationId: "getAuthor", responses: { "200": response("Author"), ...errors } },
      put: {
        operationId: "replaceAuthor",
        requestBody: { required: true, content: body("NewAuthor") },
        responses: { "200": response("Author"), ...errors },
      },
      delete: {
        operationId: "removeAuthor",
        responses: { "204": { description: "Gone." }, "409": conflict("Books name it."), ...errors },
      },
    },
    "/books": {
      get: {
        operationId: "listBooks",
        parameters: [
          { name: "page", in: "query", schema: { type: "integer", minimum: 1 } },
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 50 } },
        ],
        responses: { "200": response("Books"), ...errors },
      },
      post: {
        operationId: "addBook",
        requestBody: { required: true, content: body("NewBook") },
        responses: { "201": response("Book"), "409": conflict("The isbn exists already."), ...errors },
      },
    },
    "/books/{bookId}": {
      parameters: [id("bookId")],
      get: { operationId: "getBook", responses: { "200": response("Book"), ...errors } },
      put: {
        operationId: "replaceBook",
        requestBody: { required: true, content: body("NewBook") },
        responses: { "200": response("Book"), "409": conflict("The isbn exists already."), ...errors },
      },
      delete: {
        operationId: "removeBook",
        responses: { "204": { description: "Gone." }, ...errors },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
    schemas: {
      Problem: { type: "object", required: ["detail"], properties: { detail: { type: "string" } } },
      NewAuthor: {
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: {
          name: { type: "string", minLength: 1, maxLength: 80 },
          born: { type: ["integer", "null"], minimum: 1, maximum: 2100, examples: [1815] },
        },
      },
      Author: {
        type: "object",
        required: ["id", "name", "born"],
        properties: {
          id: { type: "string" },
          name: { type: "string" },
          born: { type: ["integer", "null"] },
        },
      },
      Authors: {
        type: "object",
        required: ["authors"],
        properties: { authors: { type: "array", items: { $ref: "#/components/schemas/Author" } } },
      },
      NewBook: {
        type: "object",
        required: ["isbn", "title", "authorId"],
        additionalProperties: false,
        properties: {
          isbn: { type: "string", pattern: "^[0-9]{13}$", examples: ["9780140449136"] },
          title: { type: "string", minLength: 1, maxLength: 120 },
          authorId: { type: "string", minLength: 1, maxLength: 40 },
          subtitle: { type: ["string", "null"], maxLength: 200, examples: ["A novel"] },
        },
      },
      Book: {
        type: "object",
        required: ["bookId", "isbn", "title", "authorId"],
        properties: {
          bookId: { type: "string" },
          isbn: { type: "string" },
          title: { type: "string" },
          authorId: { type: "string" },
          subtitle: { type: ["string", "null"] },
        },
      },
      Books: { type: "array", items: { $ref: "#/components/schemas/Book" } },
    },
  },
};

export const bookCollections: Collection[] = [
  {
    path: "/authors",
    idParameter: "authorId",
    idProperty: "id",
    listWrapper: "authors",
    resets: ["born"],
    isProtected: true,
  },
  {
    path: "/books",
    idParameter: "bookId",
    idProperty: "bookId",
    unique: "isbn",
    references: { authorId: "/authors" },
    resets: ["subtitle"],
  },
];

/** An API of boards with tickets and labels: nested paths, numeric IDs, PATCH, and references that a deletion removes. */
export const ticketsDescription = {
  openapi: "3.1.0",
  info: { title: "Tickets", version: "2.0.0" },
  security: [{ key: [] }],
  paths: {
    "/boards": {
      get: { operationId: "listBoards", responses: { "200": response("Boards"), ...errors } },
      post: {
        operationId: "createBoard",
        requestBody: { required: true, content: body("NewBoard") },
        responses: { "201": response("BoardData"), ...errors },
      },
    },
    "/boards/{boardId}": {
      parameters: [{ ...id("boardId"), schema: { type: "integer", minimum: 1 } }],
      delete: { operationId: "deleteBoard", responses: { "204": { description: "Gone." }, ...errors } },
    },
    "/labels": {
      get: { operationId: "listLabels", responses: { "200": response("Labels"), ...errors } },
      post: {
        operationId: "createLabel",
        requestBody: { required: true, content: body("NewLabel") },
        responses: { "201": response("LabelData"), "409": conflict("The name exists already."), ...errors },
      },
    },
    "/labels/{labelId}": {
      parameters: [{ ...id("labelId"), schema: { type: "integer", minimum: 1 } }],
      patch: {
        operationId: "updateLabel",
        requestBody: { required: true, content: body("NewLabel") },
        responses: { "200": response("LabelData"), "409": conflict("The name exists already."), ...errors },
      },
      delete: { operationId: "deleteLabel", responses: { "204": { description: "Gone." }, ...errors } },
    },
    "/boards/{boardId}/tickets": {
      parameters: [{ ...id("boardId"), schema: { type: "integer", minimum: 1 } }],
      get: { operationId: "listTickets", responses: { "200": response("Tickets"), ...errors } },
      post: {
        operationId: "createTicket",
        requestBody: { required: true, content: body("NewTicket") },
        responses: { "201": response("TicketData"), ...errors },
      },
    },
    "/boards/{boardId}/tickets/{ticketId}": {
      parameters: [
        { ...id("boardId"), schema: { type: "integer", minimum: 1 } },
        { ...id("ticketId"), schema: { type: "integer", minimum: 1 } },
      ],
      get: { operationId: "getTicket", responses: { "200": response("TicketData"), ...errors } },
      patch: {
        operationId: "updateTicket",
        requestBody: { required: true, content: body("TicketChange") },
        responses: { "200": response("TicketData"), ...errors },
      },
      delete: { operationId: "deleteTicket", responses: { "204": { description: "Gone." }, ...errors } },
    },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
    schemas: {
      Problem: { type: "object", required: ["detail"], properties: { detail: { type: "string" } } },
      NewBoard: {
        type: "object",
        required: ["title"],
        additionalProperties: false,
        properties: { title: { type: "string", minLength: 1, maxLength: 60 } },
      },
      NewLabel: {
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: { name: { type: "string", minLength: 1, maxLength: 60 } },
      },
      NewTicket: {
        type: "object",
        required: ["summary", "labelIds"],
        additionalProperties: false,
        properties: {
          summary: { type: "string", minLength: 1, maxLength: 100 },
          priority: { type: "string", enum: ["low", "high"] },
          labelIds: { type: "array", maxItems: 5, uniqueItems: true, items: { type: "integer", minimum: 1 } },
        },
      },
      TicketChange: {
        type: "object",
        minProperties: 1,
        additionalProperties: false,
        properties: {
          summary: { type: "string", minLength: 1, maxLength: 100 },
          priority: { type: "string", enum: ["low", "high"] },
        },
      },
      ...Object.fromEntries(
        (
          [
            ["Board", { title: { type: "string" } }],
            ["Label", { name: { type: "string" } }],
            [
              "Ticket",
              {
                summary: { type: "string" },
                priority: { type: "string" },
                labelIds: { type: "array", items: { type: "integer" } },
              },
            ],
          ] as const
        ).flatMap(([name, properties]) => [
          [
            name,
            { type: "object", required: ["id"], properties: { id: { type: "integer" }, ...properties } },
          ],
          [
            `${name}Data`,
            {
              type: "object",
              required: ["data"],
              properties: { data: { $ref: `#/components/schemas/${name}` } },
            },
          ],
          [
            `${name}s`,
            {
              type: "object",
              required: ["data"],
              properties: { data: { type: "array", items: { $ref: `#/components/schemas/${name}` } } },
            },
          ],
        ]),
      ),
    },
  },
};

const wrapped = { wrapper: "data", listWrapper: "data", idProperty: "id", idFormat: "number" } as const;

export const ticketCollections: Collection[] = [
  { ...wrapped, path: "/boards", idParameter: "boardId" },
  { ...wrapped, path: "/labels", idParameter: "labelId", unique: "name" },
  {
    ...wrapped,
    path: "/boards/{boardId}/tickets",
    idParameter: "ticketId",
    references: { labelIds: "/labels" },
  },
];
