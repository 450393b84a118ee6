/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import { ApiError } from "../errors.ts";

/** The API answered 400, Bad Request. What it means is said with each operation. */
export class BadRequestError extends ApiError<400> {
  override readonly name = "BadRequestError";
}

/** The API answered 401, Unauthorized. The API key is missing or wrong; the answer does not say which. */
export class UnauthorizedError extends ApiError<401> {
  override readonly name = "UnauthorizedError";
}

/** The API answered 403, Forbidden. What it means is said with each operation. */
export class ForbiddenError extends ApiError<403> {
  override readonly name = "ForbiddenError";
}

/** The API answered 404, Not Found. What it means is said with each operation. */
export class NotFoundError extends ApiError<404> {
  override readonly name = "NotFoundError";
}

/** The API answered 409, Conflict. What it means is said with each operation. */
export class ConflictError extends ApiError<409> {
  override readonly name = "ConflictError";
}

/** The API answered 413, Content Too Large. The body is larger than 100,000 bytes. */
export class ContentTooLargeError extends ApiError<413> {
  override readonly name = "ContentTooLargeError";
}

/** The API answered 415, Unsupported Media Type. The body is not sent as `application/json`. */
export class UnsupportedMediaTypeError extends ApiError<415> {
  override readonly name = "UnsupportedMediaTypeError";
}

/** The API answered 422, Unprocessable Content. What it means is said with each operation. */
export class UnprocessableContentError extends ApiError<422> {
  override readonly name = "UnprocessableContentError";
}

/** The API answered 429, Too Many Requests. Too many requests with this key. Wait as long as `Retry-After` says. */
export class TooManyRequestsError extends ApiError<429> {
  override readonly name = "TooManyRequestsError";
}

/** The API answered 500, Internal Server Error. The server failed. What it was doing may or may not have happened. */
export class InternalServerError extends ApiError<500> {
  override readonly name = "InternalServerError";
}

/** The API answered 503, Service Unavailable. The service is under maintenance or too busy; nothing was done. Wait as long as `Retry-After` says. */
export class ServiceUnavailableError extends ApiError<503> {
  override readonly name = "ServiceUnavailableError";
}
