import { ConfigurationError } from "./errors.ts";

/**
 * An id as a path segment. Empty, blank, `.` and `..` would name something else than one thing, and some servers decode
 * before they resolve, so their encoded forms are refused too. All else is encoded.
 *
 * @throws {ConfigurationError} that names the argument.
 */
export function encodedId(name: string, id: unknown): string {
  try {
    if (typeof id === "string" && !/^\.{0,2}$/.test(decoded(id).trim())) return encodeURIComponent(id);
  } catch {
    // Half of a surrogate pair has no encoding.
  }
  throw new ConfigurationError(
    `\`${name}\` is ${typeof id === "string" ? JSON.stringify(id) : typeof id}, which is no id. Copy one from a list.`,
  );
}

/** Decoded as often as it can be. */
function decoded(text: string): string {
  const next = text.replace(/%([0-7][\da-f]|[c-e][\da-f](%[89ab][\da-f])+)/gi, decodeURIComponent);
  return next === text ? text : decoded(next);
}
