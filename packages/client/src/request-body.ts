import { ConfigurationError } from "./errors.ts";

/**
 * Serializes a body. JavaScript's binary and form types are sent unchanged.
 *
 * @throws {ConfigurationError} if a body is not JSON.
 */
export function serializeBody(body: unknown, headers?: unknown): string | BinaryOrForm {
  const contentType = new Headers(headers as Headers | undefined).get("content-type");
  if (typeof body === "string" && contentType !== null && !contentType.includes("json")) return body;
  if (isBinaryOrForm(body)) return body;
  try {
    const json = typeof body === "object" && body !== null ? JSON.stringify(body, rejectLoss) : undefined;
    if (json !== undefined) return json;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    // It contains itself or a BigInt, or its `toJSON` fails.
  }
  const shown = body === null ? "null" : typeof body === "object" ? "not JSON" : typeof body;
  throw new ConfigurationError(`\`input\` is ${shown}. Use an object of JSON values.`);
}

/** `[object Number]` and the others are values in an object, which JSON unwraps. */
const jsonTags = /^\[object (?:Object|Array|Null|Undefined|String|Number|Boolean|Function|Symbol)\]$/;

/**
 * Rejects what JSON would silently replace: `NaN` and invalid dates by `null`, which can have a meaning of its own, and `Map`,
 * `Set` and others by `{}`.
 *
 * @param this The object or array that has the value.
 * @param value The value, after its `toJSON`.
 */
function rejectLoss(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const isNumberLost = typeof value === "number" && !Number.isFinite(value);
  const isDateLost = value === null && this[name] !== null;
  const tag = Object.prototype.toString.call(value);
  if (!isNumberLost && !isDateLost && jsonTags.test(tag)) return value;
  const shown = isNumberLost ? value : isDateLost ? "an invalid date" : `a ${tag.slice(8, -1)}`;
  throw new ConfigurationError(`\`${name || "input"}\` is ${shown}, which is not JSON.`);
}

type BinaryOrForm = FormData | Blob | ArrayBuffer | ArrayBufferView | URLSearchParams | ReadableStream;

const binaryOrFormTypes = ["FormData", "Blob", "ArrayBuffer", "URLSearchParams", "ReadableStream"] as const;

export function isBinaryOrForm(body: unknown): body is BinaryOrForm {
  if (ArrayBuffer.isView(body)) return true;
  // React Native has no streams.
  return binaryOrFormTypes.some(
    (name) => typeof globalThis[name] === "function" && body instanceof globalThis[name],
  );
}
