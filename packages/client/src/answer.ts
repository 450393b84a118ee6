/** Where an answer becomes data, or the error that it is. */
import { AnswerError, ApiError, type Failure, RedirectError } from "./errors.ts";
import { statusErrors } from "./generated/errors-by-status.ts";
import type { Outgoing } from "./outgoing.ts";
import { retryDate } from "./retry.ts";
import { type AnswerSchemas, complaint } from "./schemas.ts";
import type { Redactor } from "./secret.ts";
import type { TransportAnswer, TransportBody } from "./transport.ts";

interface Judge {
  outgoing: Outgoing;
  redact: Redactor;
  schemas: AnswerSchemas | undefined;
  attempts: number;
  /** Is told the fields of an envelope that say that the operation is deprecated. */
  onDeprecation(link: string | undefined): void;
}

type Json = Record<string, unknown>;

/** The data of a success. Throws the error that any other answer is. */
export async function dataOf(answer: TransportAnswer, body: TransportBody, judge: Judge): Promise<unknown> {
  const { status } = answer;
  if (status === 0 || (status >= 300 && status < 400) || answer.redirected) throw redirectOf(answer, judge);

  const parsed = parse(body);
  if (parsed?.["deprecated"] === true || answer.header("deprecation") || answer.header("sunset")) {
    const link = parsed?.["link"];
    judge.onDeprecation(typeof link === "string" ? judge.redact.text(link) : undefined);
  }
  if (status < 200 || status > 299 || parsed?.["success"] === false)
    throw apiErrorOf(answer, body, parsed, judge);

  const { method, path, template, field } = judge.outgoing;
  // Without content there is nothing to read: what was deleted is known, anything else is `undefined`.
  if (status === 204 && method !== "GET")
    return method === "DELETE"
      ? { id: decodeURIComponent(path.slice(path.lastIndexOf("/") + 1)), deleted: true }
      : undefined;
  if (parsed && isSuccess(parsed, field)) {
    const schema = judge.schemas?.[`${method} ${template}`];
    const wrong = schema && (await complaint(schema, parsed));
    if (!wrong) return pick(parsed, field);
    throw answerErrorOf(answer, body, judge, `, but ${wrong}.`);
  }
  throw answerErrorOf(answer, body, judge);
}

function pick(parsed: Json, field: Outgoing["field"]): unknown {
  if (field === null) return parsed;
  return field === undefined ? parsed["data"] : (parsed["data"] as Json)[field];
}

function parse({ text, fault }: TransportBody): Json | undefined {
  if (fault !== undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields in the plural are lists. What says that nothing was deleted is no success. */
function isSuccess({ success = true, data }: Json, field: Outgoing["field"]): boolean {
  if (success !== true || !isObject(data) || data["deleted"] === false) return false;
  return field == null || (field.endsWith("s") ? Array.isArray(data[field]) : isObject(data[field]));
}

function failureOf({ status, headers }: TransportAnswer, { outgoing, redact, attempts }: Judge) {
  const clean = redact.headers(headers);
  const { method, path } = outgoing;
  const header = (name: string) => clean.get(name) ?? undefined;
  const [requestId, contentType] = [header("x-request-id"), header("content-type")];
  return {
    method,
    path: redact.text(path),
    status,
    headers: clean,
    requestId,
    contentType,
    attempts,
  } satisfies Failure;
}

function redirectOf(answer: TransportAnswer, judge: Judge): RedirectError {
  const failure = failureOf(answer, judge);
  const followed = answer.redirected ? judge.redact.text(answer.response.url) : undefined;
  const location = failure.headers.get("location") ?? followed;
  return new RedirectError(
    `was redirected to ${plain(location ?? "a place that the platform does not show")}. ` +
      "Redirects are not followed: they would take the API key along. Check the base URL.",
    { ...failure, location },
  );
}

function answerErrorOf(
  answer: TransportAnswer,
  { text, fault }: TransportBody,
  judge: Judge,
  complaints = ", not with this API's JSON.",
): AnswerError {
  const failure = failureOf(answer, judge);
  const body = judge.redact.text(text).slice(0, 1000);
  const what = fault === undefined ? (text ? failure.contentType : "an empty body") : "a body that broke off";
  return new AnswerError(
    plain(`answered ${failure.status} with ${what ?? "no content type"}${complaints}`) +
      " Check the base URL, and what stands between here and there.",
    { ...failure, body, cause: judge.redact.cause(fault) },
  );
}

function apiErrorOf(
  answer: TransportAnswer,
  { text }: TransportBody,
  parsed: Json | undefined,
  judge: Judge,
): ApiError {
  const failure = failureOf(answer, judge);
  const { status, headers } = failure;
  const fields = judge.redact.json(parsed ?? {}) as Json;
  const came = text ? `${failure.contentType}: ${judge.redact.text(text).slice(0, 200)}` : "nothing";
  const words =
    typeof fields["error"] === "string" ? fields["error"] : `The answer is not this API's JSON, but ${came}`;
  const retryAt = retryDate(headers);
  const come = retryAt ? ` Come back at ${retryAt.toISOString()}.` : "";
  const ErrorClass = (statusErrors as Record<number, typeof ApiError>)[status] ?? ApiError;
  const body = { ...fields, success: false, error: words };
  return new ErrorClass(`answered ${status}: ${plain(words)}${come}`, { ...failure, body, retryAt });
}

/** A server's words in a message: one line, without what would steer a terminal, and not endless. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 500);
