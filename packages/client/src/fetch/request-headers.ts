import { ConfigurationError } from "../errors.ts";

/** Headers as a record, a `Map`, or a `Headers` object of any package. `undefined` and `null` remove a header. */
export type HeadersInput =
  | Readonly<Record<string, string | null | undefined>>
  | Iterable<readonly [string, string]>
  | { forEach(callback: (value: string, name: string) => void): void };

/** They describe the host, the connection and how the body is sent, which the platform decides. */
const rejectedNames = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Normalizes headers to a record with lower-case names. As in `fetch`, a list of pairs can have several values of a header.
 *
 * @throws {ConfigurationError} if a name or value is invalid. The message never shows the value, because it can be secret.
 */
export function normalizeHeaders(headers: HeadersInput | null | undefined): Record<string, string> {
  const normalized: Record<string, string> = {};
  for (const [name, value] of listEntries(headers)) {
    const key = name.toLowerCase();
    const earlier = normalized[key];
    if (value === undefined || value === null) delete normalized[key];
    else if (earlier !== undefined && Array.isArray(headers))
      normalized[key] = `${earlier}, ${validateHeader(name, value)}`;
    else normalized[key] = validateHeader(name, value);
  }
  return normalized;
}

/**
 * Lists the headers of a request, which the platform has validated.
 *
 * @throws {ConfigurationError} if one is set by the platform.
 */
export function listRequestHeaders(headers: Headers): Record<string, string> {
  if (!(headers instanceof Headers)) return normalizeHeaders(headers);
  const listed: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (rejectedNames.has(name)) throw createRejectedNameError(name);
    listed[name] = value;
  });
  return listed;
}

function listEntries(headers: HeadersInput | null | undefined): [string, unknown][] {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== "object")
    throw new ConfigurationError(`\`headers\` is a ${typeof headers}. Use an object or a Headers object.`);
  if (Symbol.iterator in headers) return Array.from(headers as Iterable<unknown>, toPair);
  if ("forEach" in headers && typeof headers.forEach === "function") {
    const entries: [string, unknown][] = [];
    (headers as Headers).forEach((value, name) => entries.push([name, value]));
    return entries;
  }
  return Object.entries(headers);
}

function toPair(entry: unknown): [string, unknown] {
  if (Array.isArray(entry) && entry.length === 2) return [String(entry[0]), entry[1]];
  throw new ConfigurationError("`headers` is a list, but not of pairs. Use an object or a Headers object.");
}

const validName = /^[!#$%&'*+.^_`|~\w-]+$/;
const validValue = /^[\t\x20-\x7e\x80-\xff]*$/;
const surroundingWhitespace = /^[\t\r\n ]+|[\t\r\n ]+$/g;

/** The platform's own error would show the value. */
function validateHeader(name: string, value: unknown): string {
  if (rejectedNames.has(name.toLowerCase())) throw createRejectedNameError(name);
  const isText = ["string", "number", "boolean"].includes(typeof value) || Array.isArray(value);
  const text = isText ? String(value).replaceAll(surroundingWhitespace, "") : undefined;
  if (text === undefined || !validName.test(name) || !validValue.test(text))
    throw new ConfigurationError(`The header ${JSON.stringify(name)} has an invalid name or value.`);
  return text;
}

const createRejectedNameError = (name: string) =>
  new ConfigurationError(`The header ${JSON.stringify(name)} is set by the platform. Remove it.`);
