/**
 * Readable names for the types that are generated from the description. Independent and unofficial.
 *
 * The names are the schema names of the description. Types of request bodies end in `Input`.
 *
 * @module
 */
import type { operations } from "./generated/schema.ts";
import type { ResponseBodyIn, StatusIn } from "./response-body.ts";

export type * from "./generated/models.ts";
export type { components, operations, paths } from "./generated/schema.ts";

/** The `operationId` of every operation. */
export type OperationId = keyof operations;
/** A status code that an operation documents. `"default"` is any other status code. */
export type StatusOf<Id extends OperationId> = StatusIn<operations, Id>;
/**
 * The response body of an operation at a status code. A response without a JSON body has the type `never`.
 *
 * @example
 * type Conflict = ResponseBody<"createOrganizationRole", 409>;
 */
export type ResponseBody<Id extends OperationId, Status extends StatusOf<Id>> = ResponseBodyIn<
  operations,
  Id,
  Status
>;
