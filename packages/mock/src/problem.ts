import { STATUS_CODES } from "node:http";

/** Why a request is refused, in words for the caller. The mock answers each in the documented envelope. */
export class Problem extends Error {
  override name = "Problem";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The documented envelope of an error. It may quote what was sent, and the description's errors have no null character. */
export const envelope = (error: string) => ({ success: false, error: error.replaceAll("\0", "\ufffd") });

/** What the mock refuses by itself. Where the description has an example of the same fault, the words are the same. */
export const problems = {
  malformedJson: () => new Problem(400, "The body is not valid JSON. Check its quotes, commas and brackets."),
  malformedUrl: (url: string) =>
    new Problem(
      400,
      `The path has a bad percent escape, "${badEscape(url)}". Write a percent sign itself as %25.`,
    ),
  noKey: () =>
    new Problem(
      401,
      "The API key is missing or not valid. Send an organization API key in the CONFIDENT_API_KEY header.",
    ),
  noSuchPath: (url: string) =>
    new Problem(
      404,
      `There is no path ${url.split("?", 1)[0]}. Check its spelling; a path has no slash at the end.`,
    ),
  noSuchMethod: (method: string, allow: string) =>
    new Problem(405, `This path has no ${method}. It has ${allow}.`),
  contentTooLarge: () => new Problem(413, "The body is larger than 100,000 bytes. Send less."),
  unsupportedMediaType: (type: string | undefined) =>
    new Problem(
      415,
      `The Content-Type is ${type ? `"${type}"` : "missing"}. Send the body as application/json.`,
    ),
  malformedRequest: (status: number) =>
    new Problem(status, `${STATUS_CODES[status]}. Check the request's first line and headers.`),
  preference: (message: string) => new Problem(400, `Prefer: ${message}`),
  mockFailed: () =>
    new Problem(500, "The mock failed to make an answer. This is a fault of the mock, not of the request."),
};

const badEscape = (url: string) =>
  /%(?![0-9a-f]{2}).{0,2}/i.exec(url)?.[0] ?? /%[0-9a-f]{2}/i.exec(url)?.[0] ?? "%";
