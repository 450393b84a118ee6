/**
 * A resilient `fetch`, for other clients: retries, timeouts, a deadline, a retry budget, no redirects, a size limit, and
 * errors without secrets. Independent and unofficial.
 *
 * @module
 */
export {
  createResilientFetch,
  type ResilientFetch,
  type ResilientFetchOptions,
  type ResilientInit,
} from "./resilient-fetch.ts";
export type { Fetch, FetchInit, FetchResponse } from "./fetch-function.ts";
export type { HeadersInput } from "./request-headers.ts";
export type { RequestLimits } from "./request-limits.ts";
export type { ClientEvent } from "../events.ts";
export {
  AbortError,
  ConfigurationError,
  ConnectionError,
  InvalidResponseError,
  RedirectError,
  RolewrightError,
  TimeoutError,
} from "../errors.ts";
