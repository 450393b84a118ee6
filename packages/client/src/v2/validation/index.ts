/**
 * Standard Schemas of every successful response, generated from the description of version 2, for validation at run time. Independent and
 * unofficial.
 *
 * @module
 */
import { successSchemas } from "../../generated/schemas-v2.ts";
import type { ResponseSchemas } from "../../response-schemas.ts";
import { createResponseSchemas } from "../../validation/standard-schema.ts";

export type { ResponseSchemas } from "../../response-schemas.ts";

/**
 * A Standard Schema of the successful response of each operation, by method and path as in the description. Unknown fields,
 * new plans and longer texts are valid. A missing field or a field of another type is not.
 *
 * @example
 * const client = createClient({ apiKey, responseSchemas }); // an invalid response is now an InvalidResponseError
 * const result = await responseSchemas["GET /v2/projects"]?.["~standard"].validate(body);
 */
export const responseSchemas: ResponseSchemas = createResponseSchemas(successSchemas);
