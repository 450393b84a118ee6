import type { Operation } from "../openapi/operation.ts";
import { type ApiError, apiErrors } from "./api-errors.ts";

/** A documented response that a request has selected. */
export interface PreferredResponse {
  statusCode: number;
  body: unknown;
}

/**
 * Parses a `Prefer` header (RFC 7240) as Prism does: `code=409`, `example=builtInRoleName`, separated by commas or
 * semicolons. Other preferences are ignored.
 *
 * @returns The response, `undefined` if the header selects none, or an error that lists the documented responses.
 */
export function findPreferredResponse(
  header: string | undefined,
  { operationId, responses }: Operation,
): PreferredResponse | ApiError<400> | undefined {
  const preferences = new Map((header ?? "").split(/[,;]/).map(parsePreference));
  const code = preferences.get("code");
  const example = preferences.get("example");
  if (code === undefined && example === undefined) return undefined;

  const documented = responses.map(({ status, content }) => [status, content[0]?.examples ?? {}] as const);
  const candidates = code === undefined ? documented : documented.filter(([status]) => status === code);
  const fallback = /^[45]\d\d$/.test(code ?? "") ? documented.filter(([status]) => status === "default") : [];
  for (const [status, examples] of candidates.length > 0 ? candidates : fallback) {
    const name = example ?? Object.keys(examples)[0] ?? "";
    if (name in examples) return { statusCode: toStatusCode(code ?? status), body: examples[name]?.value };
  }
  const list = documented.map(([status, examples]) => `${status} (${Object.keys(examples).join(", ")})`);
  return apiErrors.invalidPreference(
    `${operationId} has no such response. Documented responses: ${list.join(", ")}.`,
  );
}

function parsePreference(part: string): [name: string, value: string] {
  const [name = "", ...value] = part.split("=");
  const text = value.join("=").trim();
  return [name.trim().toLowerCase(), text.replace(/^"(.*)"$/, "$1")];
}

/** `default` documents every other status code. Its example is the one of 405. */
const toStatusCode = (status: string) => (status === "default" ? 405 : Number(status));
