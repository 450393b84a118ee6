/**
 * A typed client for Confident AI's roles API. Independent and unofficial.
 *
 * @module
 */
import type { OperationId, operations } from "@rolewright/types";
import type { OperationError, OperationResult } from "./api-promise.ts";

export { createClient, type Client, type RawClient } from "./client.ts";
export { Secret } from "./secret.ts";
export { ApiPromise, type DataWithResponse } from "./api-promise.ts";
export type { PagePromise } from "./page-promise.ts";
export type { ClientOptions, RequestOptions } from "./client-options.ts";
export type { ApiKeyInput, ExpiringApiKey } from "./api-key.ts";
export type { ClientEvent } from "./events.ts";
export type { Logger, LogLevel } from "./logger.ts";
export type { Region } from "./base-url.ts";
export type { ResponseSchema, ResponseSchemas } from "./response-schemas.ts";
export type { Fetch, FetchInit, FetchResponse } from "./fetch/fetch-function.ts";
export type { HeadersInput } from "./fetch/request-headers.ts";
export {
  AbortError,
  ApiError,
  ConfigurationError,
  ConnectionError,
  type ErrorKind,
  InvalidResponseError,
  RedirectError,
  RolewrightError,
  TimeoutError,
} from "./errors.ts";
export * from "./generated/status-errors.ts";
export type * from "./generated/operations.ts";
export type * from "@rolewright/types";
// Types with secrets replace those of the description.
export type { CreatedProject, ProjectApiKey } from "./generated/secret-types.ts";

/** The errors of an operation. Comparing `status` with a documented status code narrows `body`. */
export type CallError<Id extends OperationId> = OperationError<operations[Id]>;

/** The outcome of a call as a value. `ok` tells success from failure. */
export type Result<Data, Id extends OperationId = OperationId> = OperationResult<Data, operations[Id]>;
