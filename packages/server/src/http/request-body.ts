import type { IncomingMessage } from "node:http";
import { parseJsonBody } from "@rolewright/node-kit";
import type { OperationBody } from "../openapi/operation.ts";
import { ApiError, apiErrors } from "./api-errors.ts";

/** A parsed body. `value` is `undefined` if the request has none. */
export interface RequestBody {
  value: unknown;
}

/** Rejects a body that cannot be read: one of another media type, or with a content coding. */
export function checkBodyHeaders(
  request: IncomingMessage,
  { mediaType }: OperationBody,
): ApiError<415> | undefined {
  const { "content-type": type, "content-encoding": encoding = "identity" } = request.headers;
  if (type === undefined ? hasBody(request) : parseMediaType(type) !== mediaType) {
    return apiErrors.unsupportedMediaType(type, mediaType);
  }
  return encoding.trim().toLowerCase() === "identity"
    ? undefined
    : apiErrors.unsupportedContentEncoding(encoding);
}

/**
 * Reads a body: the value of a JSON body, the text of a `text/…` body, the bytes of any other.
 *
 * @param limit The maximum size in bytes.
 * @returns The body, or an error if it is too large, or is not JSON.
 * @throws {Error} if the caller closes the connection or is too slow.
 */
export async function readBody(
  request: IncomingMessage,
  { mediaType }: OperationBody,
  limit: number,
): Promise<RequestBody | ApiError<400 | 413>> {
  const bytes = await readBytes(request, limit);
  if (bytes instanceof ApiError) return bytes;
  try {
    return { value: parseBytes(bytes, mediaType) };
  } catch {
    return apiErrors.malformedJson();
  }
}

/** Returns the media type of a `Content-Type` without its parameters, in lower case. */
const parseMediaType = (contentType: string) => contentType.split(";", 1)[0]?.trim().toLowerCase();

function parseBytes(bytes: Buffer, mediaType: string): unknown {
  if (mediaType === "application/json") return parseJsonBody(bytes);
  if (bytes.length === 0) return undefined;
  return mediaType.startsWith("text/") ? bytes.toString() : bytes;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";

/** Rejects a body whose `Content-Length` exceeds the limit, before it is read. */
export const checkDeclaredLength = ({ headers }: IncomingMessage, limit: number): ApiError<413> | undefined =>
  Number(headers["content-length"] ?? 0) > limit ? apiErrors.contentTooLarge(limit) : undefined;

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | ApiError<413>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      // Keep reading after the limit. Closing the socket while the client still sends would lose the 413.
      if (length > limit) resolve(apiErrors.contentTooLarge(limit));
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on("error", reject);
  });
}
