import type { ApiKeyInput } from "./api-key.ts";
import type { Region } from "./base-url.ts";
import { ConfigurationError } from "./errors.ts";
import type { EventListener } from "./events.ts";
import type { Fetch } from "./fetch/fetch-function.ts";
import type { HeadersInput } from "./fetch/request-headers.ts";
import type { RequestLimits } from "./fetch/request-limits.ts";
import { rejectUnknownOptions } from "./known-options.ts";
import type { Logger, LogLevel } from "./logger.ts";
import { validateFunction, validateSignal } from "./option-checks.ts";
import type { ResponseSchema, ResponseSchemas } from "./response-schemas.ts";

/** Options of one call. As options of a client, they are the defaults of its calls. */
export interface RequestOptions extends RequestLimits {
  /** Aborts the call at once, also while it waits for its next attempt. The signals of the client and the call both count. */
  signal?: AbortSignal | undefined;
  /** Sends the requests. Default: `globalThis.fetch`, read for each attempt. */
  fetch?: Fetch | undefined;
  /** Additional headers. They cannot replace those of the client. */
  headers?: HeadersInput | undefined;
  /**
   * Sent as `Idempotency-Key`. A POST with a key is retried like a PUT. The vendor documents no such header: use it only
   * with a server that supports it. A client takes a function, which creates a key for each POST.
   */
  idempotencyKey?: string | (() => string) | undefined;
  /**
   * Sent as `If-Match`: the change is made only if the resource still has this `ETag`, and else fails with 412. The vendor
   * documents no such header: use it only with a server that supports it. A retry after a lost response can fail with 412
   * although the change was made. A client does not take it.
   */
  ifMatch?: string | undefined;
  /** Receives each request, response, retry and deprecation. Its failures are ignored. */
  onEvent?: EventListener | undefined;
}

/** Options of a client. */
export interface ClientOptions extends RequestOptions {
  /** The **organization** API key, or a function that returns it. Default: `CONFIDENT_ORG_API_KEY`. */
  apiKey?: ApiKeyInput | undefined;
  /** The region of the vendor's host. Default: `CONFIDENT_REGION`, else the region in the key, else `US`. */
  region?: Region | undefined;
  /** The base URL of another server: a mock, or your own. https, or a loopback address. Default: `CONFIDENT_BASE_URL`. */
  baseUrl?: string | undefined;
  /** Validates each successful response with a Standard Schema, such as those of `@rolewright/client/validation`. */
  responseSchemas?: ResponseSchemas | undefined;
  /** Receives log entries without secrets. Default: `console`. */
  logger?: Logger | undefined;
  /** The least severe level that is logged. Default: `ROLEWRIGHT_LOG`, else `off`. */
  logLevel?: LogLevel | undefined;
  /** Names your program in the `User-Agent` header: `my-service/1.2`. */
  userAgent?: string | undefined;
  /** Permits to create a client in a browser, where every visitor can read the API key. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

const requestOptionNames = {
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  maxResponseBytes: true,
  signal: true,
  fetch: true,
  headers: true,
  idempotencyKey: true,
  ifMatch: true,
  onEvent: true,
} satisfies Record<keyof RequestOptions, true>;

const clientOptionNames = {
  ...requestOptionNames,
  apiKey: true,
  region: true,
  baseUrl: true,
  responseSchemas: true,
  logger: true,
  logLevel: true,
  userAgent: true,
  dangerouslyAllowBrowser: true,
} satisfies Record<keyof ClientOptions, true>;

export const requestOptionKeys: readonly string[] = Object.keys(requestOptionNames);
const clientOptionKeys: readonly string[] = Object.keys(clientOptionNames);

/**
 * Checks the options of a client. Limits, headers, the key and the base URL are checked where they are resolved.
 *
 * @throws {ConfigurationError} if one is unknown or invalid.
 */
export function validateClientOptions(options: ClientOptions): void {
  rejectUnknownOptions(options, clientOptionKeys);
  validateCallOptions(options);
  validateUserAgent(options.userAgent);
  validateSchemas(options.responseSchemas);
  if (typeof options.idempotencyKey === "string")
    throw new ConfigurationError(
      "`idempotencyKey` of a client is a text. Use a function that creates one for each POST.",
    );
  if (options.ifMatch !== undefined)
    throw new ConfigurationError("`ifMatch` cannot be set for a client. Set it for one call.");
}

/**
 * Checks the options of a call.
 *
 * @throws {ConfigurationError} if one is invalid.
 */
export function validateCallOptions({ fetch, onEvent, signal }: RequestOptions): void {
  validateFunction("fetch", fetch);
  validateFunction("onEvent", onEvent);
  validateSignal(signal);
}

function validateUserAgent(userAgent: unknown): void {
  if (userAgent === undefined || userAgent === null) return;
  if (typeof userAgent === "string" && /^(?=.*\S)[\x20-\x7e]+$/.test(userAgent)) return;
  throw new ConfigurationError(
    "`userAgent` is not a line of ASCII text. Use the name of your program: my-service/1.2.",
  );
}

function validateSchemas(schemas: unknown): void {
  if (schemas === undefined || schemas === null) return;
  for (const [name, schema] of Object.entries(schemas)) {
    const { validate } = Object((schema as Partial<ResponseSchema> | undefined)?.["~standard"]) as {
      validate?: unknown;
    };
    if (typeof validate !== "function")
      throw new ConfigurationError(`\`responseSchemas\` has no Standard Schema for ${JSON.stringify(name)}.`);
  }
}

/**
 * Creates the value of the `Idempotency-Key` header.
 *
 * @throws {ConfigurationError} if it is empty. All POST requests would then count as the same.
 */
export function createIdempotencyKey(key: string | (() => string)): string {
  let cause: unknown;
  try {
    const text = typeof key === "function" ? key() : key;
    if (text.trim()) return text;
  } catch (error) {
    cause = error;
  }
  throw new ConfigurationError("`idempotencyKey` is not a text, or empty. Use a unique text.", { cause });
}
