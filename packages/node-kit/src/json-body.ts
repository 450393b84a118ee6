import { isUtf8 } from "node:buffer";

/**
 * Parses the bytes of a JSON body. Returns `undefined` if there are none.
 *
 * @throws {Error} if they are not UTF-8, not JSON, or contain an unpaired surrogate, which no database can store.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new Error("The body is not UTF-8.");
  const text = bytes.toString();
  // In UTF-8 only an escape can stand for an unpaired surrogate. Few bodies have one, so the slow path is rare.
  return /\\u[dD][89a-fA-F]/.test(text) ? JSON.parse(text, rejectUnpairedSurrogates) : JSON.parse(text);
}

function rejectUnpairedSurrogates(key: string, value: unknown): unknown {
  if (key.isWellFormed() && (typeof value !== "string" || value.isWellFormed())) return value;
  throw new Error("The body contains an unpaired surrogate.");
}
