import { isUtf8 } from "node:buffer";

/**
 * What the bytes of a body say, or `undefined` when there are none.
 *
 * @throws {Error} when they are not UTF-8, not JSON, or hold half of a surrogate pair, which no database can keep.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new Error("The body is not UTF-8.");
  const text = bytes.toString();
  // Only an escape can stand for half of a pair in UTF-8; hardly any body has one, and the slow way is for those.
  return /\\u[dD][89a-fA-F]/.test(text) ? JSON.parse(text, refuseHalfPair) : JSON.parse(text);
}

function refuseHalfPair(key: string, value: unknown): unknown {
  if (key.isWellFormed() && (typeof value !== "string" || value.isWellFormed())) return value;
  throw new Error("The body holds half of a surrogate pair.");
}
