import { placeholder, SecretPattern } from "./secret-pattern.ts";
import { SecretSearch } from "./secret-search.ts";

/** Removes secrets from what errors and events show. */
export interface Redactor {
  redactText(text: string): string;
  redactHeaders(headers: Iterable<readonly [string, string]>): Headers;
  /** Returns the cause itself if it contains no secret, else a copy of its chain without them. */
  redactCause(cause: unknown): unknown;
}

const maxDepth = 6;

/** What errors and events must not show. */
export interface Secrets {
  /** Called each time, because keys can rotate. */
  listSecrets(): readonly string[];
  /** Matches texts that are secrets although they are not in the list. It has the flag `g`. */
  secretPattern?: RegExp;
}

/** Creates a redactor. */
export function createRedactor({ listSecrets, secretPattern }: Secrets): Redactor {
  let patterns = new Map<string, SecretPattern>();
  const getPatterns = () => {
    patterns = new Map(
      listSecrets().map((secret) => [secret, patterns.get(secret) ?? new SecretPattern(secret)]),
    );
    return [...patterns.values()];
  };
  const findPatterns = (text: string) => {
    const lowerCase = text.toLowerCase();
    return getPatterns().filter((pattern) => pattern.isIn(text, lowerCase));
  };
  const redactText = (text: string) => {
    const redacted = findPatterns(text).reduce((result, pattern) => pattern.replaceIn(result), text);
    return secretPattern === undefined ? redacted : redacted.replaceAll(secretPattern, placeholder);
  };
  return {
    redactText,
    redactHeaders(headers) {
      const redacted = new Headers();
      for (const [name, value] of headers) redacted.append(redactText(name), redactText(value));
      return redacted;
    },
    redactCause(cause) {
      if (!getPatterns().some(({ isLong }) => isLong)) return cause;
      const search = new SecretSearch(
        (text) =>
          findPatterns(text).length > 0 || (secretPattern !== undefined && text.search(secretPattern) >= 0),
      );
      return search.finds(cause, maxDepth) ? copyError(cause, redactText, maxDepth) : cause;
    },
  };
}

/** Copies what helps to understand an error: name, message, code and causes. */
function copyError(error: unknown, redactText: (text: string) => string, depth: number): Error {
  try {
    const { name = "Error", message = placeholder, code, cause } = Object(error) as Record<string, unknown>;
    const copy = new Error(redactText(String(message)));
    Object.assign(copy, {
      name: redactText(String(name)),
      code: typeof code === "string" ? redactText(code) : undefined,
    });
    if (cause !== undefined && cause !== error && depth > 0)
      copy.cause = copyError(cause, redactText, depth - 1);
    copy.stack = String(copy);
    return copy;
  } catch {
    // A property cannot be read.
    return new Error(placeholder);
  }
}
