import type { SecretPath } from "./operation.ts";
import { Secret } from "./secret.ts";

/** Returns a copy of the data with its secrets wrapped. */
export function wrapSecrets(data: unknown, secrets: readonly SecretPath[] = []): unknown {
  return secrets.reduce((value, { path, ifNull }) => {
    if (ifNull !== undefined && (value as Record<string, unknown>)[ifNull] !== null) return value;
    return wrapAt(value, path);
  }, data);
}

function wrapAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return typeof value === "string" ? new Secret(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (name === "*") return Array.isArray(value) ? value.map((item: unknown) => wrapAt(item, rest)) : value;
  return name in value ? { ...value, [name]: wrapAt((value as Record<string, unknown>)[name], rest) } : value;
}

/** Finds the secrets in the text of a response. */
export type SecretFinder = (text: string) => void;

/**
 * Creates a function that finds the secrets of an operation in the text of its response, by the names of their fields. The
 * response can be an error, invalid or truncated, inside of a secret too: an error shows it all the same.
 *
 * @param remember Receives each secret, for redaction.
 */
export function createSecretFinder(
  secrets: readonly SecretPath[] | undefined,
  remember: (secret: string) => void,
): SecretFinder | undefined {
  if (secrets === undefined) return undefined;
  const names = secrets.map(({ path }) => path.at(-1)).join("|");
  const field = new RegExp(`"(?:${names})"\\s*:\\s*"((?:[^"\\\\]|\\\\.)+)`, "g");
  return (text) => {
    for (const [, literal = ""] of text.matchAll(field)) remember(unescapeJson(literal));
  };
}

function unescapeJson(literal: string): string {
  try {
    return JSON.parse(`"${literal}"`) as string;
  } catch {
    // The text ends inside of an escape sequence.
    return literal;
  }
}
