import { type Failure, RedirectError } from "../errors.ts";
import { toSingleLine } from "../single-line.ts";
import type { Redactor } from "./redaction.ts";

/** What of a response shows a redirect. */
type RedirectHints = Pick<Response, "status" | "redirected" | "url">;

/** Of 3xx, 304 alone is no redirect: a request with `If-None-Match` asks for it. */
const notModified = 304;

/** Whether a status code is that of a redirect. */
export const isRedirectStatus = (status: number): boolean =>
  status >= 300 && status < 400 && status !== notModified;

/** Whether a response is a redirect, hidden by the platform (status 0), or the target of one that a `fetch` followed. */
export const isRedirect = ({ status, redirected }: RedirectHints): boolean =>
  status === 0 || isRedirectStatus(status) || redirected === true;

/**
 * Creates the error for a redirect.
 *
 * @param hasKey Whether the request has the API key, which would be sent to the target.
 */
export function createRedirectError(
  response: RedirectHints,
  headers: Headers,
  { redactText }: Redactor,
  failure: Failure,
  hasKey: boolean,
): RedirectError {
  const target = headers.get("location") ?? (response.redirected ? response.url : null);
  const location = target === null ? undefined : redactText(target);
  const to = location === undefined ? "" : ` to ${toSingleLine(location)}`;
  const advice = hasKey
    ? "The client did not follow the redirect, because that would send the API key there. Check the base URL."
    : "The redirect was not followed. Check the URL.";
  return new RedirectError(`was redirected${to}. ${advice}`, { ...failure, location });
}
