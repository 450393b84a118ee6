import type { Operation, SuccessResponse } from "../openapi/operation.ts";
import { createEntityTag, findResource } from "./entity-tag.ts";

/** A successful response, ready to be sent. */
export interface OperationResponse {
  statusCode: number;
  /** `undefined` if there is no body. */
  contentType: string | undefined;
  body: Buffer | string;
  headers?: Record<string, string>;
  /** The ID of the resource in the body, for the audit log. `undefined` if there is none. */
  resourceId?: string | undefined;
}

const jsonContentType = "application/json; charset=utf-8";

/**
 * Converts the result of an operation's handler to a response.
 *
 * @param isTagged Whether a JSON body gets an `ETag`.
 */
export function createResponse(
  { successes }: Operation,
  result: unknown,
  isTagged: boolean,
): OperationResponse {
  const { success, headers, content } = readResult(successes, result);
  const response = serializeResult(success, content, isTagged);
  if (headers === undefined) return response;
  const required = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { ...response, headers: { ...response.headers, ...Object.fromEntries(required) } };
}

/** The parts of the result of a handler. */
interface HandlerResult {
  success: SuccessResponse;
  /** The headers that the description requires, if it requires any. */
  headers?: Record<string, unknown>;
  content: unknown;
}

/**
 * Reads the result of a handler. It has the status if the description documents several, and headers if it requires any.
 *
 * @throws {Error} if the handler returned a status that is not documented.
 */
export function readResult(successes: readonly SuccessResponse[], result: unknown): HandlerResult {
  // An operation has at least one success.
  const [only, ...others] = successes as [SuccessResponse, ...SuccessResponse[]];
  if (others.length === 0) return readHeaders(only, result);
  const selected = result as { statusCode: number; result: unknown };
  const success = successes.find(({ statusCode }) => statusCode === selected.statusCode);
  if (!success) throw new Error(`A handler returned the undocumented status ${selected.statusCode}.`);
  return readHeaders(success, selected.result);
}

function readHeaders(success: SuccessResponse, result: unknown): HandlerResult {
  if (!success.hasRequiredHeaders) return { success, content: result };
  return { success, ...(result as { headers: Record<string, unknown>; content: unknown }) };
}

function serializeResult(
  { statusCode, mediaType }: SuccessResponse,
  result: unknown,
  isTagged: boolean,
): OperationResponse {
  if (mediaType === "application/json") {
    const data = JSON.stringify(result);
    const resource = findResource(result);
    // A list, or a resource without an envelope, is serialized once.
    const tagged = resource && resource !== result ? JSON.stringify(resource) : data;
    return {
      statusCode,
      contentType: jsonContentType,
      body: `{"success":true,"data":${data}}`,
      ...(isTagged && { headers: { etag: createEntityTag(tagged) } }),
      resourceId: resource && String(resource.id),
    };
  }
  if (statusCode >= 300) {
    const { location } = result as { location: string };
    return { statusCode, contentType: undefined, body: "", headers: { location } };
  }
  if (mediaType === undefined) return { statusCode, contentType: undefined, body: "" };
  const contentType = mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;
  return { statusCode, contentType, body: typeof result === "string" ? result : toBuffer(result) };
}

/** The type of a handler allows a text or bytes. */
const toBuffer = (result: unknown) => Buffer.from(result as Uint8Array);

/** Returns a response with its body as bytes, as it is cached and sent again. */
export const toBytes = (response: OperationResponse): OperationResponse & { body: Buffer } => ({
  ...response,
  body: Buffer.from(response.body),
});
