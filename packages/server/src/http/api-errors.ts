import { STATUS_CODES } from "node:http";
import type { DomainError, DomainErrorCode } from "../domain/domain-error.ts";

type ErrorDetails = NonNullable<DomainError["details"]>;

/** An error response in the documented envelope. It is returned, not thrown. */
export class ApiError<Status extends number = number> {
  readonly status: Status;
  readonly message: string;
  readonly headers: Record<string, string>;
  /** The use and the limit of a plan that includes no more. */
  readonly details: ErrorDetails | undefined;

  constructor(status: Status, message: string, headers: Record<string, string> = {}, details?: ErrorDetails) {
    this.status = status;
    this.message = message;
    this.headers = headers;
    this.details = details;
  }

  /** Returns the same error, after which the connection is closed. */
  withConnectionClose(): ApiError<Status> {
    return new ApiError(this.status, this.message, { ...this.headers, connection: "close" });
  }
}

/** The status code of each domain error. */
const statusCodes = {
  no_audit_entries: 400,
  period_incomplete: 400,
  period_reversed: 400,
  too_many_audit_entries: 400,
  plan_limit_exceeded: 403,
  api_key_not_found: 404,
  export_not_found: 404,
  invitation_not_found: 404,
  member_not_found: 404,
  export_in_progress: 409,
  export_unfinished: 409,
  nothing_to_invite: 409,
  owner_removal: 409,
  owner_role: 409,
  rotation_in_progress: 409,
  expiry_required: 422,
  free_email_domain: 422,
  grace_period_not_allowed: 422,
  owner_invitation: 422,
  unknown_role: 422,
  built_in_role_immutable: 404,
  policy_not_found: 404,
  project_not_found: 404,
  role_not_found: 404,
  built_in_role_name: 409,
  limit_exceeded: 409,
  name_conflict: 409,
  role_assigned: 409,
  unknown_member: 422,
  unknown_permission: 422,
  unknown_policy: 422,
} as const satisfies Record<DomainErrorCode, number>;

type StatusCodes = typeof statusCodes;

/** The codes of the domain errors that have one of these status codes. */
export type DomainErrorCodeFor<Status> = {
  [Code in DomainErrorCode]: StatusCodes[Code] extends Status ? Code : never;
}[DomainErrorCode];

/** Converts a domain error to an error response. */
export const toApiError = ({ code, message, details }: DomainError): ApiError =>
  new ApiError(statusCodes[code], message, {}, details);

/** Creates the documented envelope of an error. */
export const createErrorBody = (error: string, details?: ErrorDetails) => ({
  success: false as const,
  error,
  ...(details && { details }),
});

/** The errors of the HTTP layer. The messages equal the examples of the description where it has one. */
export const apiErrors = {
  malformedJson: () =>
    new ApiError(400, "The request body is not valid JSON. Check quotes, commas, and brackets."),
  malformedUrl: (url: string) =>
    new ApiError(
      400,
      `The path contains invalid percent-encoding: "${findInvalidEscape(url)}". Encode a literal percent sign as %25.`,
    ),
  invalidPathParam: (name: string, reason: string) => new ApiError(400, `${name}: ${reason}`),
  invalidIfMatch: () =>
    new ApiError(
      400,
      'If-Match: is neither * nor a list of entity tags. Send the ETag of a response with its quotes: "…".',
    ),
  invalidPreference: (message: string) => new ApiError(400, `Prefer: ${message}`),
  invalidApiKey: () =>
    new ApiError(
      401,
      "The API key is missing or invalid. Send an organization API key in the CONFIDENT_API_KEY header.",
    ),
  projectKey: () =>
    new ApiError(403, "This operation requires an organization API key, but the key is a project API key."),
  pathNotFound: (url: string) =>
    new ApiError(
      404,
      `Path not found: ${toPrintable(url.split("?", 1)[0] ?? "")}. Check the spelling, and remove any trailing slash.`,
    ),
  methodNotAllowed: (method: string, allow: string) =>
    new ApiError(405, `The method ${method} is not supported for this path. Supported methods: ${allow}.`, {
      allow,
    }),
  preconditionFailed: () =>
    new ApiError(
      412,
      "The resource has changed since you read it. Read it again, and repeat the change with its new ETag.",
    ),
  contentTooLarge: (bytes: number) =>
    new ApiError(413, `The request body exceeds ${bytes.toLocaleString("en")} bytes. Send a smaller body.`),
  unsupportedMediaType: (type: string | undefined, supported: string) =>
    new ApiError(
      415,
      `The Content-Type ${type ? `"${toPrintable(type)}" is not supported` : "is missing"}. Send the body as ${supported}.`,
    ),
  unsupportedContentEncoding: (encoding: string) =>
    new ApiError(
      415,
      `The Content-Encoding "${toPrintable(encoding)}" is not supported. Send the body uncompressed.`,
      { "accept-encoding": "identity" },
    ),
  // The message may quote the request. The description does not allow null characters in errors.
  invalidField: (message: string) => new ApiError(422, message.replaceAll("\0", "\ufffd")),
  tooManyRequests: (seconds: number) =>
    new ApiError(429, `Too many requests. Retry after ${formatSeconds(seconds)}.`, {
      "retry-after": String(seconds),
    }),
  requestTimeout: () =>
    new ApiError(408, "The request did not arrive in time. Send its headers and its body without a pause."),
  malformedRequest: (status: number) =>
    new ApiError(status, `${STATUS_CODES[status]}. Check the request's first line and headers.`),
  unsupportedTransferEncoding: (encoding: string) =>
    new ApiError(
      501,
      `The Transfer-Encoding "${toPrintable(encoding)}" is not supported. Send the body as chunked.`,
    ),
  internalError: () =>
    new ApiError(500, "An internal error occurred. Check the current state before you retry."),
  unavailable: (seconds: number) =>
    new ApiError(503, `The service is temporarily unavailable. Retry after ${formatSeconds(seconds)}.`, {
      "retry-after": String(seconds),
    }),
};

const formatSeconds = (seconds: number) => `${seconds} ${seconds === 1 ? "second" : "seconds"}`;

const findInvalidEscape = (url: string) =>
  /%(?![0-9a-f]{2}).{0,2}/i.exec(url)?.[0] ?? /%[0-9a-f]{2}/i.exec(url)?.[0] ?? "%";

/** Shortens a text of the caller and replaces characters that a terminal would interpret. */
const toPrintable = (text: string) => text.slice(0, 500).replaceAll(/[^ -~]/g, "?");
