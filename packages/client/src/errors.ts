/** Which of the errors it is, for a `switch` that needs no `instanceof`. */
export type ErrorKind =
  | "api"
  | "answer"
  | "redirect"
  | "connection"
  | "timeout"
  | "abort"
  | "configuration"
  | "unknown";

/** What is known about a failure when it is made into an error. */
export interface Failure {
  method?: string | undefined;
  path?: string | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  body?: unknown;
  headers?: Headers | undefined;
  attempts?: number | undefined;
  cause?: unknown;
  contentType?: string | undefined;
  location?: string | undefined;
  retryAt?: Date | undefined;
}

/**
 * What every error of this client has in common: catch this one to catch them all. What does not apply is `undefined`.
 * None of them shows the API key, not even where a server or a custom `fetch` repeats it.
 */
export class RolewrightError extends Error {
  override readonly name: string = "RolewrightError";
  readonly kind: ErrorKind = "unknown";
  /** The HTTP status, where an answer came. */
  declare readonly status: number | undefined;
  /** Upper case. */
  declare readonly method: string | undefined;
  /** The path with its ids encoded, without the host. */
  declare readonly path: string | undefined;
  /** What the server calls this request (`x-request-id`), for its support. */
  declare readonly requestId: string | undefined;
  declare readonly body: unknown;
  declare readonly headers: Headers | undefined;
  /** How often it was sent: 0 where nothing was. */
  readonly attempts: number = 0;

  /** The message begins with the call, where there was one. */
  constructor(message: string, { cause, ...failure }: Failure = {}) {
    super(
      failure.method ? `${failure.method} ${failure.path} ${message}` : message,
      cause === undefined ? {} : { cause },
    );
    Object.assign(this, failure);
  }
}

/** The client was given something that it cannot work with: a key, region, URL, id, option or input. Nothing was sent. */
export class ConfigurationError extends RolewrightError {
  override readonly name = "ConfigurationError";
  override readonly kind = "configuration";
  declare readonly status: undefined;
}

/** No answer came: the host is wrong, the network is down, the connection broke. The reason is in `cause`. */
export class ConnectionError extends RolewrightError {
  override readonly name = "ConnectionError";
  override readonly kind = "connection";
  declare readonly status: undefined;
}

/** An attempt outlasted `attemptTimeoutMs`, or the whole call `deadlineMs`. What was sent may have been done. */
export class TimeoutError extends RolewrightError {
  override readonly name = "TimeoutError";
  override readonly kind = "timeout";
  declare readonly status: undefined;
}

/** The caller's signal ended the call. Its reason is in `cause`. What was sent may have been done. */
export class AbortError extends RolewrightError {
  override readonly name = "AbortError";
  override readonly kind = "abort";
  declare readonly status: undefined;
}

/** The statuses of a redirect; 0 is what a browser shows instead of them. */
export type RedirectStatus = 0 | 300 | 301 | 302 | 303 | 304 | 305 | 306 | 307 | 308;

/** The server pointed elsewhere. Redirects are never followed: they would carry the API key along. */
export class RedirectError extends RolewrightError {
  override readonly name = "RedirectError";
  override readonly kind = "redirect";
  declare readonly status: RedirectStatus;
  /** Where to, as the server wrote it; browsers do not say. */
  declare readonly location: string | undefined;
}

/** The statuses that a success can have. */
export type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

/** A success that is not this API's: a proxy's page, a login form, an empty or cut body, other JSON. */
export class AnswerError extends RolewrightError {
  override readonly name = "AnswerError";
  override readonly kind = "answer";
  declare readonly status: SuccessStatus;
  /** The first part of what came, as text: 1,000 characters at most. */
  declare readonly body: string;
  declare readonly contentType: string | undefined;
}

/**
 * The API refused or failed: its status says so, or `success: false` does. Documented statuses have classes of their own,
 * such as `ConflictError`; any other status is a plain `ApiError`.
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
  override readonly name: string = "ApiError";
  override readonly kind = "api";
  declare readonly status: Status;
  /**
   * The whole answer, with fields that nobody knew of. `body.error` is the server's own words, and always a string: where
   * the answer is not this API's, it says what came instead.
   */
  declare readonly body: { success: false; error: string; deprecated?: boolean };
  /** When the server wants to be asked again, where it sent `Retry-After`. */
  declare readonly retryAt: Date | undefined;
}
