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
export function objectOf(body: TransportBody): Json | undefined {
  if (body.fault !== undefined) return undefined;
  try {
    const value: unknown = JSON.parse(body.text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json => Object(value) === value && !Array.isArray(value);

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
  const contentType = header("content-type");
  const type = contentType ?? "no content type";

  if (status === 0 || (status >= 300 && status < 400) || answer.redirected) {
    const followed = answer.redirected ? redact.text(answer.response.url) : undefined;
    const location = header("location") ?? followed;
    throw new RedirectError(
      `was redirected to ${plain(location ?? "elsewhere")}. It was not followed: that would take the API key along. Check the base URL.`,
      failure({ location }),
    );
  }

  if (status < 200 || status > 299 || json?.["success"] === false) {
    const fields =
      objectOf({
        // In there, since JSON can be nested too deep to be written again.
        get text() {
          return redact.text(JSON.stringify(json));
        },
      }) ?? {};
    const came = text ? `${type}: ${shown(200)}` : "nothing";
    const error =
      typeof fields["error"] === "string"
        ? fields["error"]
        : `The answer is not this API's JSON, but ${came}`;
    const retryAt = retryDate(header);
    throw new ((statusErrors as Record<number, typeof ApiError>)[status] ?? ApiError)(
      `answered ${status}: ${plain(error)}${retryAt ? ` Come back at ${retryAt.toISOString()}.` : ""}`,
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
  if (success === true && isObject(data)) {
    const value = field === null ? json : field === undefined ? data : data[field];
    // Fields in the plural are lists. Without a field it is a deletion, or a project with its key.
    if (
      method === "DELETE"
        ? data["deleted"] === true
        : field?.endsWith("s")
          ? Array.isArray(value) && value.every(isObject)
          : isObject(field === undefined ? data["project"] : value)
    ) {
      const schema = schemas?.[`${method} ${template}`];
      const issue = schema && (await schema["~standard"].validate(json)).issues?.[0];
      if (!issue) return value;
      const place = issue.path?.map((part) => String(Object(part).key ?? part)).join(".");
      wrong = `but ${place ?? "the answer"}: ${issue.message}`;
    }
  }
  const what = fault === undefined ? (text ? type : "an empty body") : "an unreadable body (see `cause`)";
  throw new AnswerError(
    plain(redact.text(`answered ${status} with ${what}, ${wrong}.`)) + " Check the base URL and proxies.",
    failure({ contentType, body: shown(1000), cause: redact.cause(fault) }),
  );
}

/** A server's words in a message: one line, without what would steer a terminal, and not endless. */
const plain = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 500);
