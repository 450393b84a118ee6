/** Where an answer becomes data, or the error that it is. */
import { AnswerError, ApiError, type Failure, RedirectError } from "./errors.ts";
import { statusErrors } from "./generated/errors-by-status.ts";
import type { Outgoing } from "./outgoing.ts";
import { retryDate } from "./retry.ts";
import type { AnswerSchemas } from "./schemas.ts";
import type { Redactor } from "./secret.ts";
import type { TransportAnswer, TransportBody } from "./transport.ts";

type Json = Record<string, unknown>;

/** A body that is whole and a JSON object. */
export function objectOf({ text, fault }: TransportBody): Json | undefined {
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

/**
 * The data of a success. Throws the error that any other answer is.
 *
 * @param header gives a header of the answer, without the API key.
 * @param failure gives what an error knows, and more.
 */
export async function dataOf(
  answer: TransportAnswer,
  { text, fault }: TransportBody,
  json: Json | undefined,
  { method, path, template, field }: Outgoing,
  schemas: AnswerSchemas | undefined,
  redact: Redactor,
  header: (name: string) => string | undefined,
  failure: (more: Failure) => Failure,
): Promise<unknown> {
  const { status } = answer;
  const shown = (length: number) => redact.text(text).slice(0, length);

  if (status === 0 || (status >= 300 && status < 400) || answer.redirected) {
    const followed = answer.redirected ? redact.text(answer.response.url) : undefined;
    const location = header("location") ?? followed;
    throw new RedirectError(
      `was redirected to ${plain(location ?? "elsewhere")}. Redirects are not followed: they would take the API key along. Check the base URL.`,
      failure({ location }),
    );
  }

  if (status < 200 || status > 299 || json?.["success"] === false) {
    const fields = objectOf({ text: redact.text(JSON.stringify(json ?? {})) }) ?? {};
    const came = text ? `${header("content-type")}: ${shown(200)}` : "nothing";
    const error =
      typeof fields["error"] === "string"
        ? fields["error"]
        : `The answer is not this API's JSON, but ${came}`;
    const retryAt = retryDate(header);
    const come = retryAt ? ` Come back at ${retryAt.toISOString()}.` : "";
    const ErrorClass = (statusErrors as Record<number, typeof ApiError>)[status] ?? ApiError;
    throw new ErrorClass(
      `answered ${status}: ${plain(error)}${come}`,
      failure({ body: { ...fields, success: false, error }, retryAt }),
    );
  }

  // Without content there is nothing to read: what was deleted is known, anything else is `undefined`.
  if (status === 204 && method !== "GET")
    return method === "DELETE"
      ? { id: decodeURIComponent(path.split("/").pop() as string), deleted: true }
      : undefined;

  let wrong = "not with this API's JSON";
  const { success = true, data } = json ?? {};
  if (success === true && isObject(data) && data["deleted"] !== false) {
    const value = field === null ? json : field === undefined ? data : data[field];
    // Fields in the plural are lists.
    if (field?.endsWith("s") ? Array.isArray(value) : isObject(value)) {
      const schema = schemas?.[`${method} ${template}`];
      const issue = schema && (await schema["~standard"].validate(json)).issues?.[0];
      if (!issue) return value;
      const place = issue.path?.map((part) => String(Object(part).key ?? part)).join(".");
      wrong = `but ${place ?? "the answer"}: ${issue.message}`;
    }
  }
  const contentType = header("content-type");
  const what =
    fault === undefined
      ? text
        ? (contentType ?? "no content type")
        : "an empty body"
      : "a body that broke off";
  throw new AnswerError(
    plain(`answered ${status} with ${what}, ${wrong}.`) + " Check the base URL and proxies.",
    failure({ contentType, body: shown(1000), cause: redact.cause(fault) }),
  );
}

/** A server's words in a message: one line, without what would steer a terminal, and not endless. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 500);
