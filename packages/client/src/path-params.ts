import { ConfigurationError } from "./errors.ts";

/**
 * Encodes the value of a path parameter. Empty or blank values, `.` and `..` would address another resource. Some servers
 * decode a path before they resolve it, so encoded forms of these are rejected too.
 *
 * @throws {ConfigurationError} that names the parameter.
 */
export function encodePathParam(name: string, value: unknown): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  try {
    if (typeof value === "string" && !hasDotSegment(value)) return encodeURIComponent(value);
  } catch {
    // Half of a surrogate pair has no encoding.
  }
  const shown = typeof value === "string" ? JSON.stringify(value) : value === null ? "null" : typeof value;
  throw new ConfigurationError(`\`${name}\` is ${shown}, which is not an ID. Use an ID from a list.`);
}

/**
 * Fills in the parameters of a path.
 *
 * @throws {ConfigurationError} if one is missing or not an ID.
 */
export const fillPath = (template: string, values: Record<string, unknown>): string =>
  template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => encodePathParam(name, values[name]));

/** Whether a server that decodes a path before it resolves it would find `.`, `..` or nothing in it. */
export function hasDotSegment(text: string): boolean {
  const decoded = decodeRepeatedly(text);
  return decoded.trim() === "" || decoded.split(/[/\\]/).some((segment) => /^\.{1,2}$/.test(segment.trim()));
}

function decodeRepeatedly(text: string): string {
  const decoded = text.replace(/%([0-7][\da-f]|[c-e][\da-f](%[89ab][\da-f])+)/gi, decodeURIComponent);
  return decoded === text ? text : decodeRepeatedly(decoded);
}
