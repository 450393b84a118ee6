import { ConfigurationError } from "./errors.ts";

/** What stands where the API key was. */
const placeholder = "[API key]";

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
      "The API key has white space, quotes or other characters that no key has. Copy it again.",
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
  const text = (value: string) => (secret ? value.replaceAll(secret, placeholder) : value);
  return {
    text,
    cause(cause) {
      if (!secret || !holds(cause, secret, 6)) return cause;
      const { name = "Error", message = placeholder, code } = Object(cause) as Record<string, unknown>;
      const clean = new Error(text(String(message)));
      const stack = text(`${String(name)}: ${String(message)}`);
      return Object.assign(clean, { name: text(String(name)), code: code && text(String(code)), stack });
    },
  };
}

/** Whether anything in a value that a person could be shown has the secret in it. What cannot be read may have it. */
function holds(value: unknown, secret: string, depth: number): boolean {
  if (typeof value === "string") return value.includes(secret);
  if (typeof value !== "object" || value === null) return false;
  if (depth === 0) return true;
  try {
    const { headers } = value as { headers?: unknown };
    const inside = Symbol.iterator in value ? [...(value as Iterable<unknown>)] : [];
    const own = Reflect.ownKeys(value).map((name) => (value as Record<PropertyKey, unknown>)[name]);
    return [headers, ...inside, ...own].some((part) => holds(part, secret, depth - 1));
  } catch {
    return true;
  }
}
