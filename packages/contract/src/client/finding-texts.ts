import { truncate } from "./response-problems.ts";
import type { Exchange, Request, Violation } from "./exchange.ts";
import type { HttpResponse, HttpRequest } from "./http-connection.ts";

/** Returns the steps that reproduce a finding. Concurrent requests are one step. */
export function reproductionSteps(
  exchange: Exchange,
  { after = [], concurrent: atOnce = [] }: Violation,
): (Exchange | Exchange[])[] {
  if (atOnce.length === 0) return [...after, exchange].slice(-5);
  const isOneOfThem = atOnce.some(({ sent }) => sent === exchange.sent);
  return [...after.slice(-3), atOnce, ...(isOneOfThem ? [] : [exchange])];
}

/** Formats concurrent requests as one command, with at most four of them. */
export const inParallel = (commands: string[]) => `${commands.slice(0, 4).join(" &\n")} &\nwait`;

/** The path is not documented, so that the finding names the path instead of an operation. */
export const isUndocumentedPath = ({ isUndocumented, rawPath }: Request) =>
  isUndocumented === true && rawPath !== undefined;

/** The operation that a finding about a request names. */
export const nameOperation = (request: Request, { method, path }: HttpRequest): string =>
  isUndocumentedPath(request) ? `${method} ${path}` : request.operation.operationId;

export function formatResponse({
  status,
  headers,
  text,
  body,
  failure,
  previousResponse: before,
}: HttpResponse): string {
  if (failure) return failure.message;
  // A body that is not JSON may belong to the previous request, if the connection is out of sync.
  const step = body === undefined && text !== "" && before !== undefined;
  const shownHeaders = [...headers.keys()]
    .filter((name) => ["content-type", "allow", "retry-after", "location", "x-request-id"].includes(name))
    .map((name) => `${name}: ${headers.get(name)}`);
  const last = step ? ["", `(the previous response on this connection was ${before})`] : [];
  return [`HTTP ${status}`, ...shownHeaders, "", truncate(text), ...last].join("\n").trimEnd();
}

export function formatMinimalBody({ minimalBody }: Violation, { body }: HttpRequest): string | undefined {
  const text = minimalBody === undefined ? body : JSON.stringify(minimalBody);
  if (text === undefined) return undefined;
  return truncate(typeof text === "string" ? text : Buffer.from(text).toString("latin1"), 400);
}
