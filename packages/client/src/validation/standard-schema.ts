import type { ResponseSchema, ResponseSchemas } from "../response-schemas.ts";
import { findIssues, type JsonSchema } from "./json-schema.ts";

/** Creates a Standard Schema of each JSON schema. */
export const createResponseSchemas = (schemas: Readonly<Record<string, JsonSchema>>): ResponseSchemas =>
  Object.fromEntries(
    Object.entries(schemas).map(([operation, schema]) => [operation, createStandardSchema(schema)]),
  );

function createStandardSchema(schema: JsonSchema): ResponseSchema {
  return {
    "~standard": {
      version: 1,
      vendor: "rolewright",
      validate(value) {
        const issues = findIssues(schema, value, []);
        return issues.length > 0 ? { issues } : { value };
      },
    },
  };
}
