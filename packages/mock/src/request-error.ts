import { STATUS_CODES } from "./http-names.ts";
/** A request that the mock rejects. Its message is sent to the caller in the documented error envelope. */
export class RequestError extends Error {
  override name = "RequestError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Wraps a message in the documented error envelope. Replaces null characters, which the description does not allow. */
export const toErrorBody = (error: string) => ({ success: false, error: error.replaceAll("\0", "\ufffd") });

/** Errors that the mock returns itself. Their texts equal the description's examples where it has one. */
export const requestErrors = {
  malformedJson: () =>
    new RequestError(400, "The request body is not valid JSON. Check quotes, commas, and brackets."),
  malformedUrl: (url: string) =>
    new RequestError(
      400,
      `The path contains invalid percent-encoding: "${findBadEscape(url)}". Encode a literal percent sign as %25.`,
    ),
  missingApiKey: () =>
    new RequestError(
      401,
      "The API key is missing or invalid. Send an organization API key in the CONFIDENT_API_KEY header.",
    ),
  pathNotFound: (url: string) =>
    new RequestError(
      404,
      `Path not found: ${url.split("?", 1)[0]}. Check the spelling, and remove any trailing slash.`,
    ),
  methodNotAllowed: (method: string, allow: string) =>
    new RequestError(
      405,
      `The method ${method} is not supported for this path. Supported methods: ${allow}.`,
    ),
  contentTooLarge: () =>
    new RequestError(413, "The request body exceeds 100,000 bytes. Send a smaller body."),
  unsupportedMediaType: (type: string | undefined) =>
    new RequestError(
      415,
      `The Content-Type ${type ? `"${type}" is not supported` : "is missing"}. Send the body as application/json.`,
    ),
  malformedRequest: (status: number) =>
    new RequestError(status, `${STATUS_CODES[status]}. Check the request's first line and headers.`),
  invalidPreference: (message: string) => new RequestError(400, `Prefer: ${message}`),
  internalError: () =>
    new RequestError(
      500,
      "The mock could not create a response. This is an error in the mock, not in the request.",
    ),
};

const findBadEscape = (url: string) =>
  /%(?![0-9a-f]{2}).{0,2}/i.exec(url)?.[0] ?? /%[0-9a-f]{2}/i.exec(url)?.[0] ?? "%";
