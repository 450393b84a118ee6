/** Descriptions for tests. */
import { type Description, parseDescription } from "@rolewright/openapi";

export const jsonContent = { "application/json": { schema: { type: "object" } } };
export const parameter = (location: "path" | "query", name: string, schema: object, more: object = {}) => ({
  name,
  in: location,
  schema,
  ...(location === "path" && { required: true }),
  ...more,
});
export const operation = (
  operationId: string,
  status: number,
  content: object | undefined,
  more: object = {},
) => ({
  operationId,
  responses: { [status]: { description: "A response.", ...(content && { content }) } },
  ...more,
});

export const parsePaths = (paths: object, components: object = {}): Description =>
  parseDescription(JSON.stringify({ openapi: "3.1.0", paths, components }), "test.json");
