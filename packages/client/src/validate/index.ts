/**
 * Run-time validation of answers, generated from the description: Standard Schemas for every success. Independent and
 * unofficial.
 *
 * @module
 */
import { successSchemas } from "../generated/schemas.ts";
import type { AnswerSchema, AnswerSchemas } from "../schemas.ts";
import { issuesOf, type JsonSchema } from "./json-schema.ts";

export type { AnswerSchemas } from "../schemas.ts";

/**
 * A Standard Schema of each operation's whole success, by method and path as the description has them. Fields that nobody
 * knew of, new plans and longer texts pass; a field that is missing or of another type does not.
 *
 * @example
 * const client = createClient({ apiKey, schemas: answerSchemas }); // a wrong answer is now an AnswerError
 * const result = await answerSchemas["GET /v1/projects"]?.["~standard"].validate(answer);
 */
export const answerSchemas: AnswerSchemas = Object.fromEntries(
  Object.entries(successSchemas).map(([operation, schema]) => [operation, standardSchema(schema)]),
);

function standardSchema(schema: JsonSchema): AnswerSchema {
  return {
    "~standard": {
      version: 1,
      vendor: "rolewright",
      validate(value) {
        const issues = issuesOf(schema, value, []);
        return issues.length > 0 ? { issues } : { value };
      },
    },
  };
}
