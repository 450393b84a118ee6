import { ConfigurationError } from "./errors.ts";

/** What stands where the API key was: all of it may be in the name of a header, as the key may. */
const placeholder = "*API-key*";

/**
 * The API key, if it can be one.
 *
 * @throws {ConfigurationError} without showing it.
 */
export function checkedKey(apiKey: unknown): string {
  if (typeof apiKey !== "string" || apiKey === "")
    throw new ConfigurationError(
      "The API key is missing. Give an organization API key as `apiKey`, or set CONFIDENT_ORG_API_KEY.",
    );
  // Without quotes and backslashes it is in JSON as it is.
  if (!/^[!#-[\]-~]+$/.test(apiKey))
    throw new ConfigurationError(
      "The API key has white space, quotes or other odd characters. Copy it again.",
    );
  return apiKey;
}

/** Takes the API key out of what a server or a custom `fetch` may have put it into. */
export interface Redactor {
  text(text: string): string;
  /** The cause itself where it does not show the key, else what is left of it. */
  cause(cause: unknown): unknown;
}

/** A redactor of one key. A key that is too short to be a secret, as in tests, would hide ordinary words. */
export function redactorOf(apiKey: string): Redactor {
  const secret = apiKey.length >= 8 && apiKey;
  const text = (value: string) => (secret ? String(value).replaceAll(secret, placeholder) : value);
  return {
    text,
    cause(cause) {
      if (!secret || !holds(cause, secret, 6)) return cause;
      try {
        const { name = "Error", message = placeholder, code } = Object(cause) as Record<string, string>;
        const clean = Object.assign(new Error(text(message)), { name: text(name), code: code && text(code) });
        clean.stack = String(clean);
        return clean;
      } catch {
        // It cannot even be read.
        return new Error(placeholder);
      }
    },
  };
}

/** Whether anything in a value that a person could be shown has the secret in it. What cannot be read may have it. */
function holds(value: unknown, secret: string, depth: number): boolean {
  if (typeof value === "string") return value.includes(secret);
  if (Object(value) !== value) return false;
  if (depth === 0) return true;
  try {
    const { headers } = value as { headers?: unknown };
    const inside = Symbol.iterator in (value as object) ? [...(value as Iterable<unknown>)] : [];
    const own = Reflect.ownKeys(value as object).map((name) => (value as Record<PropertyKey, unknown>)[name]);
    return [headers, ...inside, ...own].some((part) => holds(part, secret, depth - 1));
  } catch {
    return true;
  }
}
