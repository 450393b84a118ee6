import { ApiError, type Failure, InvalidResponseError } from "./errors.ts";
import type { CallScope } from "./fetch/call-scope.ts";
import { isSuccess } from "./fetch/received-response.ts";
import type { Redactor } from "./fetch/redaction.ts";
import type { Bytes } from "./fetch/response-body.ts";
import { parseRetryAfter } from "./fetch/retry-after.ts";
import { statusErrors } from "./generated/errors-by-status.ts";
import type { FieldCheck, JsonResponse } from "./operation.ts";
import { findSchemaViolation, type ResponseSchema } from "./response-schemas.ts";
import { toSingleLine } from "./single-line.ts";

/** The part of a long page in which the key is searched. Less than this is shown, so that no part of a key is. */
const searchedLength = 20_000;

type JsonObject = Record<string, unknown>;

/** What errors show of a response. */
export type ResponseHead = Pick<Response, "status" | "headers">;

/** A response with its text. */
export interface TextResponse {
  response: ResponseHead;
  text: string;
  scope: CallScope;
  redactor: Redactor;
}

/** Parses a text that is a JSON object, else returns `undefined`. */
export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a response is an error, by its status code or by `success: false`. */
export const isErrorResponse = (response: ResponseHead, json: JsonObject | undefined): boolean =>
  !isSuccess(response.status) || json?.["success"] === false;

/** Creates the error for an error response. */
export function createApiError({ response, text, scope, redactor }: TextResponse): ApiError {
  const { status } = response;
  const { redactText } = redactor;
  // Parsed again after redaction, because a key can be escaped. JSON can be nested too deeply to be serialized.
  const json = parseJsonObject(text);
  const fields = (json && parseJsonObject(redactText(trySerialize(json)))) ?? {};
  const { error: sent } = fields;
  const error =
    typeof sent === "string" && sent.trim() !== "" ? sent : describeForeignBody(response, text, redactText);
  const retryAt = parseRetryAfter(response.headers);
  const retryAdvice = retryAt ? ` Retry at ${retryAt.toISOString()}.` : "";
  // The 404 itself proves that the last attempt had no effect.
  const mayBeDeleted = status === 404 && scope.method === "DELETE" && scope.mayHaveExecuted;
  const deleteAdvice = mayBeDeleted ? " An earlier attempt of this call may have deleted it." : "";
  const ErrorClass = (statusErrors as Record<number, typeof ApiError>)[status] ?? ApiError;
  const advice = retryAdvice + deleteAdvice;
  return new ErrorClass(`returned ${status}: ${toSentence(error, advice)}`, {
    ...describeResponse(response, scope, redactor),
    body: { ...fields, success: false, error },
    retryAt,
  });
}

/** Describes a body that has no `error` of this API. */
function describeForeignBody(
  response: ResponseHead,
  text: string,
  redactText: Redactor["redactText"],
): string {
  if (text === "") return "The response has no body.";
  const shown = redactText(text.slice(0, searchedLength)).slice(0, 200);
  return `The response is not JSON of this API, but ${describeType(response)}: ${shown}`;
}

/** Ends the text of a server with a period, if a sentence follows. */
function toSentence(text: string, advice: string): string {
  const line = toSingleLine(text);
  return advice === "" || /[.!?]$/.test(line) ? line + advice : `${line}.${advice}`;
}

function trySerialize(value: JsonObject): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "";
  }
}

/** Creates the error for a response with a status of 2xx that is not from this API. */
export function createInvalidResponseError(
  { response, text, scope, redactor }: TextResponse,
  problem: string,
  cause?: unknown,
): InvalidResponseError {
  const received = text === "" ? "an empty body" : describeType(response);
  const contentType = response.headers.get("content-type");
  const sentence = toSingleLine(
    redactor.redactText(`returned ${response.status} with ${received}, ${problem}.`),
  );
  return new InvalidResponseError(`${sentence} Check the base URL and proxies.`, {
    ...describeResponse(response, scope, redactor),
    contentType: contentType === null ? undefined : redactor.redactText(contentType),
    body: redactor.redactText(text.slice(0, searchedLength)).slice(0, 1000),
    cause: redactor.redactCause(cause),
  });
}

/**
 * Rejects a success that is not JSON. JSON is UTF-8. In another encoding, letters would be replaced without an error, and an
 * update could then store the wrong name.
 *
 * @throws {InvalidResponseError}
 */
export function requireJson(
  received: TextResponse,
  json: JsonObject | undefined,
  bytes: Bytes | undefined,
): asserts json is JsonObject {
  if (json === undefined) throw createInvalidResponseError(received, "not JSON of this API");
  if (received.text.includes("\uFFFD") && !isUtf8(bytes))
    throw createInvalidResponseError(received, "not UTF-8");
}

function isUtf8(bytes: Bytes | undefined): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const describeType = ({ headers }: ResponseHead) => headers.get("content-type") ?? "no content type";

function describeResponse(response: ResponseHead, scope: CallScope, redactor: Redactor): Failure {
  return {
    ...scope.describe(),
    status: response.status,
    requestId: findRequestId(response, scope, redactor),
    headers: redactor.redactHeaders(response.headers),
  };
}

/** Returns the `X-Request-Id` of the response, else the one that was sent. */
export function findRequestId(
  { headers }: ResponseHead,
  scope: CallScope,
  { redactText }: Redactor,
): string | undefined {
  return redactText(headers.get("x-request-id") ?? "") || scope.requestId;
}

/**
 * Returns the data of a successful JSON response.
 *
 * @throws {InvalidResponseError} if the response is not from this API, or violates the schema.
 */
export async function extractData(
  received: TextResponse,
  json: JsonObject,
  expected: JsonResponse,
  schema: ResponseSchema | undefined,
): Promise<unknown> {
  const { success = true, data } = json;
  if (success !== true || !isObject(data) || !hasFields(data, expected.fields))
    throw createInvalidResponseError(received, "not JSON of this API");
  const violation = schema && (await validateResponse(received, schema, json));
  if (violation !== undefined) throw createInvalidResponseError(received, `but ${violation}`);
  return expected.field === undefined ? data : data[expected.field];
}

async function validateResponse(received: TextResponse, schema: ResponseSchema, json: unknown) {
  try {
    return await findSchemaViolation(schema, json);
  } catch (cause) {
    throw createInvalidResponseError(received, "but its schema failed (see `cause`)", cause);
  }
}

const checks = {
  array: (value: unknown) => Array.isArray(value) && value.every((item) => item !== null),
  object: isObject,
  true: (value: unknown) => value === true,
};

const hasFields = (data: JsonObject, fields: Readonly<Record<string, FieldCheck>>): boolean =>
  Object.entries(fields).every(([name, check]) => checks[check](data[name]));
