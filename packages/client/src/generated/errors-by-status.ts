/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import {
  BadRequestError,
  ConflictError,
  ContentTooLargeError,
  ForbiddenError,
  InternalServerError,
  NotFoundError,
  ServiceUnavailableError,
  TooManyRequestsError,
  UnauthorizedError,
  UnprocessableContentError,
  UnsupportedMediaTypeError,
} from "./status-errors.ts";

/** The error that stands for each documented status. */
export interface StatusErrors {
  400: BadRequestError;
  401: UnauthorizedError;
  403: ForbiddenError;
  404: NotFoundError;
  409: ConflictError;
  413: ContentTooLargeError;
  415: UnsupportedMediaTypeError;
  422: UnprocessableContentError;
  429: TooManyRequestsError;
  500: InternalServerError;
  503: ServiceUnavailableError;
}

/** The class of the error that stands for each documented status. */
export const statusErrors = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  413: ContentTooLargeError,
  415: UnsupportedMediaTypeError,
  422: UnprocessableContentError,
  429: TooManyRequestsError,
  500: InternalServerError,
  503: ServiceUnavailableError,
};
