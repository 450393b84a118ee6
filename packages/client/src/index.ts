/**
 * A typed client for Confident AI's roles API. Independent and unofficial.
 *
 * @module
 */
export { createClient, type Client } from "./client.ts";
export type { Call, CallError, Result, WithResponse } from "./call.ts";
export type { CallOptions, ClientOptions } from "./options.ts";
export type { ClientEvent } from "./events.ts";
export type { Region } from "./region.ts";
export type { RawClient } from "./raw.ts";
export type { AnswerSchema, AnswerSchemas } from "./schemas.ts";
export type { Fetch, Transport, TransportAnswer, TransportBody, TransportRequest } from "./transport.ts";
export {
  AbortError,
  AnswerError,
  ApiError,
  ConfigurationError,
  ConnectionError,
  type ErrorKind,
  RedirectError,
  RolewrightError,
  TimeoutError,
} from "./errors.ts";
export * from "./generated/status-errors.ts";
export type * from "./generated/operations.ts";
export type * from "@rolewright/types";
