import { errorClassId, isErrorInstance } from "./error-class.ts";

/** The kind of an error, for a `switch` without `instanceof`. */
export type ErrorKind =
  | "api"
  | "invalid-response"
  | "redirect"
  | "connection"
  | "timeout"
  | "abort"
  | "configuration"
  | "export"
  | "unknown";

/** The facts of a failure from which an error is created. */
export interface Failure {
  method?: string | undefined;
  path?: string | undefined;
  /** Used in the message instead of the path. */
  url?: string | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  body?: unknown;
  headers?: Headers | undefined;
  attempts?: number | undefined;
  cause?: unknown;
  contentType?: string | undefined;
  location?: string | undefined;
  retryAt?: Date | undefined;
  isUnsent?: boolean | undefined;
  isTransient?: boolean | undefined;
  isTruncated?: boolean | undefined;
}

/**
 * The base class of all errors of this client. Fields that do not apply are `undefined`. No error contains the API key,
 * even if a server or a custom `fetch` repeats it. `JSON.stringify(error)` returns name, kind, message, status, requestId,
 * method, path and attempts.
 */
export class RolewrightError extends Error {
  static readonly [errorClassId]: string = "RolewrightError";
  /** `instanceof` also accepts the errors of another copy of this package: the ES modules or the CommonJS modules. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isErrorInstance(this, value);
  }

  override readonly name: string = "RolewrightError";
  readonly kind: ErrorKind = "unknown";
  /** The HTTP status code, if there was a response. */
  declare readonly status: number | undefined;
  /** In upper case. */
  declare readonly method: string | undefined;
  /** The path with encoded ids, without host and query. */
  declare readonly path: string | undefined;
  /** The `X-Request-Id` of the response, else the one that the client sent. */
  declare readonly requestId: string | undefined;
  declare readonly body: unknown;
  declare readonly headers: Headers | undefined;
  /** How often the request was sent. 0 if it was not. */
  readonly attempts: number = 0;

  /** The message starts with the method and the path, if they are known. */
  constructor(message: string, { cause, url, ...facts }: Failure = {}) {
    super(
      facts.method ? `${facts.method} ${url ?? facts.path} ${message}` : message,
      cause === undefined ? {} : { cause },
    );
    Object.assign(this, facts);
  }

  toJSON(): Record<string, unknown> {
    const { name, kind, message, status, requestId, method, path, attempts } = this;
    return { name, kind, message, status, requestId, method, path, attempts };
  }
}

/** An option, ID or input is invalid, or middleware or a custom `fetch` is. If `attempts` is 0, nothing was sent. */
export class ConfigurationError extends RolewrightError {
  static override readonly [errorClassId]: string = "ConfigurationError";
  override readonly name = "ConfigurationError";
  override readonly kind = "configuration";
  /** The status code of a success, if its headers had arrived. */
  declare readonly status: SuccessStatus | undefined;
  declare readonly body: undefined;
}

/** Adds the call to an error that occurred before the request was created. Other errors are returned as they are. */
export function addCall(error: unknown, { method, path }: Failure): unknown {
  if (error instanceof ConfigurationError && error.method === undefined)
    Object.assign(error, { method, path });
  return error;
}

/** There was no response: the host is unknown, the network is down, or the connection broke. See `cause`. */
export class ConnectionError extends RolewrightError {
  static override readonly [errorClassId]: string = "ConnectionError";
  override readonly name = "ConnectionError";
  override readonly kind = "connection";
  declare readonly status: undefined;
  declare readonly body: undefined;
  /** Whether the request provably did not reach the server. */
  readonly isUnsent: boolean;
  /** Whether another attempt can succeed. It cannot if a certificate is invalid or a proxy rejects the request. */
  readonly isTransient: boolean;

  constructor(message: string, failure: Failure = {}) {
    super(message, failure);
    this.isUnsent = failure.isUnsent ?? false;
    this.isTransient = failure.isTransient ?? true;
  }
}

/** An attempt took longer than `timeoutMs`, or the call longer than `deadlineMs`. It may have been executed. */
export class TimeoutError extends RolewrightError {
  static override readonly [errorClassId]: string = "TimeoutError";
  override readonly name = "TimeoutError";
  override readonly kind = "timeout";
  /** The status code of a success, if its headers had arrived. */
  declare readonly status: SuccessStatus | undefined;
  declare readonly body: undefined;
}

/** The caller's signal aborted the call. Its reason is in `cause`. The call may have been executed. */
export class AbortError extends RolewrightError {
  static override readonly [errorClassId]: string = "AbortError";
  override readonly name = "AbortError";
  override readonly kind = "abort";
  /** The status code of a success, if its headers had arrived. */
  declare readonly status: SuccessStatus | undefined;
  declare readonly body: undefined;
}

/** The status codes of redirects. Browsers report 0. */
export type RedirectStatus = 0 | 300 | 301 | 302 | 303 | 305 | 306 | 307 | 308;

/** The server responded with a redirect, which the client did not follow: it never sends the API key to another place. */
export class RedirectError extends RolewrightError {
  static override readonly [errorClassId]: string = "RedirectError";
  override readonly name = "RedirectError";
  override readonly kind = "redirect";
  declare readonly status: RedirectStatus;
  declare readonly body: undefined;
  /** The `Location` header. Browsers hide it. */
  declare readonly location: string | undefined;
}

/** The status codes of a success. */
export type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

/** A response with a status of 2xx that is not from this API: a page of a proxy, an empty or truncated body, other JSON. */
export class InvalidResponseError extends RolewrightError {
  static override readonly [errorClassId]: string = "InvalidResponseError";
  override readonly name = "InvalidResponseError";
  override readonly kind = "invalid-response";
  declare readonly status: SuccessStatus;
  /** The first 1,000 characters of the body. */
  declare readonly body: string;
  declare readonly contentType: string | undefined;
  /** Whether the connection ended before the body did. */
  readonly isTruncated: boolean;

  constructor(message: string, failure: Failure = {}) {
    super(message, failure);
    this.isTruncated = failure.isTruncated ?? false;
  }
}

/**
 * The API rejected the request or failed, by its status code or by `success: false`. Documented status codes have their own
 * classes, such as `ConflictError`. Any other status code is an `ApiError`.
 *
 * @example
 * try {
 *   await client.organization.roles.create(input);
 * } catch (error) {
 *   if (error instanceof ConflictError) console.error(error.body.error);
 *   else throw error;
 * }
 */
export class ApiError<Status extends number = number> extends RolewrightError {
  static override readonly [errorClassId]: string = "ApiError";
  override readonly name: string = "ApiError";
  override readonly kind = "api";
  declare readonly status: Status;
  /** The whole body, unknown fields included. `body.error` is always a string, even if the response is from a proxy. */
  declare readonly body: { success: false; error: string; deprecated?: boolean };
  /** The time of `Retry-After`, if the response has one. */
  declare readonly retryAt: Date | undefined;
}
