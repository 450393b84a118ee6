import type { Operation } from "@rolewright/openapi";
import type { Preferences } from "./engine.ts";
import { requestErrors } from "./request-error.ts";

/**
 * Parses a `Prefer` header (RFC 7240): `code=409`, `example=builtInRoleName`, `dynamic=true`, `seed=42`, separated by commas
 * or semicolons. Unknown preferences are ignored, as the RFC requires.
 *
 * @throws {RequestError} if `code` or `example` is not documented for the operation, or a value is invalid.
 */
export function parsePreferHeader(header: string | undefined, operation: Operation): Preferences {
  const preferences = new Map((header ?? "").split(/[,;]/).map(parsePreference));
  const dynamic = preferences.get("dynamic");
  const seed = preferences.get("seed");
  return {
    ...(dynamic !== undefined && { dynamic: parseBoolean(dynamic) }),
    ...(seed !== undefined && { seed }),
    ...selectDocumentedResponse(preferences.get("code"), preferences.get("example"), operation),
  };
}

function parsePreference(part: string): [name: string, value: string] {
  const [name = "", ...value] = part.split("=");
  return [
    name.trim().toLowerCase(),
    value
      .join("=")
      .trim()
      .replace(/^"(.*)"$/, "$1"),
  ];
}

function parseBoolean(value: string): boolean {
  if (value !== "true" && value !== "false") {
    throw requestErrors.invalidPreference(`dynamic is "${value}". Write dynamic=true or dynamic=false.`);
  }
  return value === "true";
}

/** Selects a documented response. An example name alone also selects the status code that has it. */
function selectDocumentedResponse(
  code: string | undefined,
  example: string | undefined,
  operation: Operation,
): Preferences {
  const { operationId } = operation;
  const examples = collectExampleNames(operation);
  if (code !== undefined && !examples.has(code) && !/^[45]\d\d$/.test(code)) {
    const statuses = [...examples.keys()].filter((status) => status !== "default").join(", ");
    throw requestErrors.invalidPreference(
      `${operationId} has no status "${code}". It documents ${statuses}; any other status from 400 to 599 returns its default response.`,
    );
  }
  if (example === undefined) return code === undefined ? {} : { code: toStatusCode(code) };

  const status = code ?? [...examples].find(([, names]) => names.includes(example))?.[0];
  const names =
    status === undefined
      ? [...examples.values()].flat()
      : (examples.get(status) ?? examples.get("default") ?? []);
  if (status === undefined || !names.includes(example)) {
    const where = code === undefined ? operationId : `${operationId} at ${code}`;
    throw requestErrors.invalidPreference(
      `${where} has no example "${example}". It has ${[...new Set(names)].join(", ")}.`,
    );
  }
  return { code: toStatusCode(status), example };
}

/** `default` covers every undocumented status; its examples describe a 405. */
const toStatusCode = (status: string) => (status === "default" ? 405 : Number(status));

/** Returns the names of the examples of each documented status, in all media types. */
const collectExampleNames = ({ responses }: Operation): Map<string, string[]> =>
  new Map(
    responses.map(({ status, content }) => [
      status,
      [...new Set(content.flatMap(({ examples }) => Object.keys(examples)))],
    ]),
  );
