/** A small description, to which tests add the features of OpenAPI. */

// oxlint-disable-next-line typescript/no-explicit-any -- the change may be anywhere in the description
export type Node = any;

/** What a page has to show. */
export interface Shown {
  words: string[];
  /** The path of the page, if it is not that of the operation `getReport`. */
  page?: string;
}

/** The path of its operations. */
export const path = "/reports/{id}";

/** Adds a feature, with a word that nothing else has. */
export type AddFeature = (d: Node, word: string) => Shown;

/** A description with two operations. */
export const createSmallDescription = (): Node => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1", description: "D" },
  servers: [{ url: "https://api.example" }],
  paths: {
    [path]: {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "getReport",
        tags: ["Reports"],
        summary: "Get a report",
        parameters: [],
        responses: {
          "200": {
            description: "OK",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Report" },
                examples: { one: { value: { id: "1" } } },
              },
            },
          },
        },
      },
      put: {
        operationId: "putReport",
        tags: ["Reports"],
        summary: "Put a report",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Report" } } },
        },
        responses: { "204": { description: "Done" }, "404": { description: "No" } },
      },
    },
  },
  components: {
    schemas: {
      Report: { type: "object", properties: { id: { type: "string" }, size: { type: "integer" } } },
    },
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
  },
  security: [{ key: [] }],
});
