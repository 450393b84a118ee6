import type { ErrorResponse } from "@rolewright/types";

/** What every error of this client has in common: catch this one to catch them all. None of them shows the API key. */
export class RolewrightError extends Error {
  override name = "RolewrightError";
}

/** The client was given something it cannot work with; nothing was sent. */
export class ConfigurationError extends RolewrightError {
  override name = "ConfigurationError";
}

/** What was called, for errors that come after sending. */
export interface Call {
  /** Upper case. */
  method: string;
  /** The path with its ids, without the host. */
  path: string;
}

/** No answer came: the host is wrong, the network is down, the connection broke. The reason is in `cause`. */
export class ConnectionError extends RolewrightError {
  override name = "ConnectionError";
  readonly method: string;
  readonly path: string;

  constructor({ method, path }: Call, cause: unknown) {
    super(
      `${method} ${path} got no answer. Check the base URL and the network; the reason is in \`cause\`.`,
      { cause },
    );
    this.method = method;
    this.path = path;
  }
}

/**
 * The API refused or failed: it answered with an error.
 *
 * @example
 * try {
 *   await client.organization.roles.create(input);
 * } catch (error) {
 *   if (error instanceof ApiError && error.status === 409) console.error(error.body.error);
 *   else throw error;
 * }
 */
export class ApiError extends RolewrightError {
  override name = "ApiError";
  readonly status: number;
  readonly method: string;
  readonly path: string;
  /** The whole answer. `body.error` is the server's own words. */
  readonly body: ErrorResponse;

  constructor({ method, path }: Call, status: number, body: ErrorResponse) {
    super(`${method} ${path} answered ${status}: ${body.error}`);
    this.status = status;
    this.method = method;
    this.path = path;
    this.body = body;
  }
}

/** An answer came that is not of this API: a proxy's page, a login form, another service. */
export class AnswerError extends RolewrightError {
  override name = "AnswerError";
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly contentType: string | null;

  constructor({ method, path }: Call, response: Response, cause?: unknown) {
    const contentType = response.headers.get("content-type");
    super(
      `${method} ${path} answered ${response.status} with ${contentType ?? "no content type"}, not with this API's JSON. ` +
        "Check the base URL, and what stands between here and there.",
      { cause },
    );
    this.status = response.status;
    this.method = method;
    this.path = path;
    this.contentType = contentType;
  }
}
