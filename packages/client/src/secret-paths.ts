import { InvalidResponseError } from "./errors.ts";
import type { SecretPath } from "./operation.ts";
import { Secret } from "./secret.ts";

/** Returns a copy of the data with its secrets wrapped. `remember` receives each of them, for redaction. */
export function wrapSecrets(
  data: unknown,
  secrets: readonly SecretPath[] = [],
  remember: (secret: string) => void,
): unknown {
  return secrets.reduce((value, { path, ifNull }) => {
    if (ifNull !== undefined && (value as Record<string, unknown>)[ifNull] !== null) return value;
    return wrapAt(value, path, remember);
  }, data);
}

function wrapAt(
  value: unknown,
  [name, ...rest]: readonly string[],
  remember: (secret: string) => void,
): unknown {
  if (name === undefined) {
    if (typeof value !== "string") return value;
    remember(value);
    return new Secret(value);
  }
  if (typeof value !== "object" || value === null) return value;
  if (name === "*")
    return Array.isArray(value) ? value.map((item: unknown) => wrapAt(item, rest, remember)) : value;
  return name in value
    ? { ...value, [name]: wrapAt((value as Record<string, unknown>)[name], rest, remember) }
    : value;
}

/** Removes the secrets of an operation from the body that an error shows: it can be part of a successful response. */
export function redactSecretFields(error: unknown, secrets: readonly SecretPath[] = []): void {
  if (!(error instanceof InvalidResponseError) || secrets.length === 0) return;
  const names = secrets.map(({ path }) => path.at(-1)).join("|");
  // The text can end inside of a secret.
  const field = new RegExp(`("(?:${names})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, "gs");
  const redacted = { body: error.body.replaceAll(field, "$1[redacted]") };
  Object.assign(error, redacted);
}
