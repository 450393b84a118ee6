/** Generated from spec/openapi.yaml and spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */
import { errorClassId } from "../error-class.ts";
import { ApiError } from "../errors.ts";

/** The API returned 400 Bad Request. See each operation for the causes. */
export class BadRequestError extends ApiError<400> {
  static override readonly [errorClassId]: string = "BadRequestError";
  override readonly name = "BadRequestError";
}

/** The API returned 401 Unauthorized. The API key is missing or invalid. *Unofficial:* The error text is the same in both cases. */
export class UnauthorizedError extends ApiError<401> {
  static override readonly [errorClassId]: string = "UnauthorizedError";
  override readonly name = "UnauthorizedError";
}

/** The API returned 403 Forbidden. See each operation for the causes. */
export class ForbiddenError extends ApiError<403> {
  static override readonly [errorClassId]: string = "ForbiddenError";
  override readonly name = "ForbiddenError";
}

/** The API returned 404 Not Found. See each operation for the causes. */
export class NotFoundError extends ApiError<404> {
  static override readonly [errorClassId]: string = "NotFoundError";
  override readonly name = "NotFoundError";
}

/** The API returned 409 Conflict. See each operation for the causes. */
export class ConflictError extends ApiError<409> {
  static override readonly [errorClassId]: string = "ConflictError";
  override readonly name = "ConflictError";
}

/** The API returned 413 Content Too Large. *Unofficial:* The request body is larger than 100,000 bytes. */
export class ContentTooLargeError extends ApiError<413> {
  static override readonly [errorClassId]: string = "ContentTooLargeError";
  override readonly name = "ContentTooLargeError";
}

/** The API returned 415 Unsupported Media Type. *Unofficial:* The `Content-Type` of the request is not `application/json`. */
export class UnsupportedMediaTypeError extends ApiError<415> {
  static override readonly [errorClassId]: string = "UnsupportedMediaTypeError";
  override readonly name = "UnsupportedMediaTypeError";
}

/** The API returned 422 Unprocessable Content. See each operation for the causes. */
export class UnprocessableContentError extends ApiError<422> {
  static override readonly [errorClassId]: string = "UnprocessableContentError";
  override readonly name = "UnprocessableContentError";
}

/** The API returned 429 Too Many Requests. *Unofficial:* Too many requests with this API key. The request had no effect. Retry after `Retry-After` seconds. */
export class TooManyRequestsError extends ApiError<429> {
  static override readonly [errorClassId]: string = "TooManyRequestsError";
  override readonly name = "TooManyRequestsError";
}

/** The API returned 500 Internal Server Error. The server failed. *Unofficial:* The request may or may not have taken effect. */
export class InternalServerError extends ApiError<500> {
  static override readonly [errorClassId]: string = "InternalServerError";
  override readonly name = "InternalServerError";
}

/** The API returned 503 Service Unavailable. The service is under maintenance. *Unofficial:* It may also be overloaded. The request had no effect. Retry after `Retry-After` seconds. */
export class ServiceUnavailableError extends ApiError<503> {
  static override readonly [errorClassId]: string = "ServiceUnavailableError";
  override readonly name = "ServiceUnavailableError";
}
