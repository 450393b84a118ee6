/**
 * A typed client for Confident AI's roles API. Independent and unofficial.
 *
 * @module
 */
export { createClient, type Client } from "./client.ts";
export type { ClientOptions, Region } from "./options.ts";
export { AnswerError, ApiError, ConfigurationError, ConnectionError, RolewrightError } from "./errors.ts";
export type * from "@rolewright/types";
