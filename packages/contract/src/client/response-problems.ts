import {
  type DocumentedResponse,
  findResponse,
  isJsonMediaType,
  type Pointer,
  type Schema,
} from "@rolewright/openapi";
import type { CheckName } from "../check-names.ts";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { SchemaProblem } from "../description/validator.ts";
import { findDuplicateKey } from "./duplicate-keys.ts";
import { valueAt } from "./value-at.ts";

/** A response with the parts that can be validated. */
export interface ResponseToValidate {
  status: number;
  headers: { get(name: string): string | null };
  text: string;
  /** The parsed body, or `undefined` if there is none or it is not JSON. */
  body: unknown;
  isInvalidUtf8?: boolean;
}

/** One violation of the description by a response. */
export interface ResponseProblem {
  check: CheckName;
  /** The same for every response with this violation. */
  message: string;
  expected: string;
  actual: string;
  /** Where the description states the rule. */
  pointer: Pointer;
  /** Nobody knows whether the response violates the rule. */
  isUndecided?: boolean;
}

/** Finds the violations of a response that do not depend on the request. Returns an empty array if it conforms. */
export function findResponseProblems(
  description: Description,
  operation: Operation,
  response: ResponseToValidate,
  method = operation.method,
  right: ValidBodies = new Set(),
): ResponseProblem[] {
  const { status } = response;
  const documented = findResponse(operation, status);
  const failed = serverError(operation, documented, status);
  if (documented === undefined) return [failed ?? undocumented(operation, status)];
  const isEmpty = documented.content.length === 0 || method === "HEAD" || status === 204 || status === 304;
  // A documented 500 must still have the documented body.
  return [
    ...(failed ? [failed] : []),
    ...headerProblems(description, documented, response),
    ...(isEmpty ? [] : bodyProblems(description, documented, response, right)),
  ];
}

/** Valid bodies, because many responses are equal. */
type ValidBodies = Set<string>;

/** Longer bodies are growing lists, which do not repeat. */
const maxCachedLength = 10_000;

function bodyProblems(
  description: Description,
  documented: DocumentedResponse,
  response: ResponseToValidate,
  right: ValidBodies,
): ResponseProblem[] {
  const mayRepeat = response.isInvalidUtf8 !== true && response.text.length < maxCachedLength;
  const key = mayRepeat
    ? `${documented.pointer} ${response.headers.get("content-type")} ${response.text}`
    : "";
  if (mayRepeat && right.has(key)) return [];
  const problems = [
    ...contentTypeProblems(documented, response),
    ...integrityProblems(documented, response),
    ...schemaProblems(description, documented, response),
  ];
  if (right.size > 2_000) right.clear();
  if (mayRepeat && problems.length === 0) right.add(key);
  return problems;
}

function serverError(
  operation: Operation,
  documented: DocumentedResponse | undefined,
  status: number,
): ResponseProblem | undefined {
  const mayBeBusy = status === 503 && documented?.status === "503";
  if (status < 500 || mayBeBusy) return undefined;
  return {
    check: "not_a_server_error",
    message: `returns ${status}`,
    expected: "a status below 500 for every request",
    actual: `status ${status}`,
    pointer: `${operation.pointer}/responses`,
  };
}

const undocumented = (operation: Operation, status: number): ResponseProblem => ({
  check: "status_code_conformance",
  message: `returns ${status}, which is not documented`,
  expected: `one of the documented statuses: ${operation.responses.map((each) => each.status).join(", ")}`,
  actual: `status ${status}`,
  pointer: `${operation.pointer}/responses`,
});

function contentTypeProblems(
  { content, pointer }: DocumentedResponse,
  response: ResponseToValidate,
): ResponseProblem[] {
  const sent = response.headers.get("content-type");
  const [mediaType = "", ...parameters] = (sent ?? "").split(";").map((part) => part.trim().toLowerCase());
  const names = content.map(({ name }) => name);
  const base = { check: "content_type_conformance" as const, pointer: `${pointer}/content` };
  const expected = `the Content-Type ${names.join(" or ")}`;
  if (!names.some((name) => matchesType(name.toLowerCase(), mediaType))) {
    const actual = sent === null ? "no Content-Type" : `Content-Type: ${sent}`;
    return [
      {
        ...base,
        message: sent === null ? "has no Content-Type" : "has an unexpected Content-Type",
        expected,
        actual,
      },
    ];
  }
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  if (!isJsonMediaType(mediaType) || charset === undefined || charset === "utf-8" || charset === "utf8")
    return [];
  return [
    {
      ...base,
      message: "declares a charset other than UTF-8 for JSON",
      expected: "JSON in UTF-8 (RFC 8259, 8.1)",
      actual: `Content-Type: ${sent}`,
    },
  ];
}

function matchesType(documented: string, sent: string): boolean {
  const [name = ""] = documented.split(";", 1);
  return name === sent || name === "*/*" || (name.endsWith("/*") && sent.startsWith(name.slice(0, -1)));
}

function headerProblems(
  description: Description,
  { headers, status: documented }: DocumentedResponse,
  response: ResponseToValidate,
): ResponseProblem[] {
  return headers.flatMap(({ name, isRequired, schema, pointer }) => {
    const sent = response.headers.get(name);
    const base = { check: "response_headers_conformance" as const };
    if (sent === null) {
      if (!isRequired) return [];
      const expected = `the header ${name} in every ${documented}`;
      return [
        {
          ...base,
          message: `has no ${name}`,
          expected,
          actual: `no ${name}`,
          pointer: `${pointer}/required`,
        },
      ];
    }
    const type = description.resolve(schema).type;
    const value =
      type === "integer" || type === "number" ? Number(sent) : type === "boolean" ? sent === "true" : sent;
    return description.problems(`${pointer}/schema`, value).map((problem) => ({
      ...base,
      message: `has an invalid ${name}`,
      expected: `${name} ${problem.message}`,
      actual: `${name}: ${sent}`,
      pointer: problem.pointer,
      ...(problem.isUndecided && { isUndecided: true }),
    }));
  });
}

function integrityProblems({ pointer }: DocumentedResponse, response: ResponseToValidate): ResponseProblem[] {
  if (!isJsonMediaType(response.headers.get("content-type") ?? "application/json")) return [];
  const base = { check: "body_integrity" as const, pointer: `${pointer}/content` };
  if (response.isInvalidUtf8) {
    return [
      {
        ...base,
        message: "is not valid UTF-8",
        expected: "a body in UTF-8",
        actual: truncate(response.text),
      },
    ];
  }
  if (response.body === undefined) {
    const message = response.text === "" ? "has no body" : "has a body that is not JSON";
    return [
      {
        ...base,
        message,
        expected: "a JSON body",
        actual: response.text === "" ? "nothing" : truncate(response.text),
      },
    ];
  }
  const key = findDuplicateKey(response.text, response.body);
  if (key === undefined) return [];
  const actual = `"${key}" more than once`;
  return [{ ...base, message: "has a duplicate object key", expected: "each object key once", actual }];
}

function schemaProblems(
  description: Description,
  { content }: DocumentedResponse,
  { body }: ResponseToValidate,
): ResponseProblem[] {
  const media = content.find(({ name }) => isJsonMediaType(name));
  if (media === undefined || body === undefined) return [];
  const problems = withoutConsequences(description, description.problems(media.schemaPointer, body));
  return mergeMissing(problems).map(({ at, message, pointer, isUndecided }) => ({
    check: "response_schema_conformance",
    message: `${formatPath(at)} ${message}`,
    expected: `${formatPath(at)} ${message}`,
    actual: truncate(JSON.stringify(valueAt(body, at)) ?? "nothing"),
    pointer,
    ...(isUndecided && { isUndecided }),
  }));
}

/**
 * Omits what follows from another problem: a value that matches no alternative violates rules of each. Where `null` is the only
 * other alternative, the rules of the first are the problem.
 */
function withoutConsequences(description: Description, problems: SchemaProblem[]): SchemaProblem[] {
  let causes = problems;
  for (const union of problems.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf")) {
    const isInside = ({ at }: SchemaProblem) => at === union.at || at.startsWith(`${union.at}/`);
    const isAboutNull = (each: SchemaProblem) => each === union || each.message === "must be null";
    const alternatives = (description.at(union.pointer) ?? []) as Schema[];
    const others = alternatives.filter((each) => description.resolve<Schema>(each).type !== "null");
    const ofOther = causes.filter((each) => isInside(each) && !isAboutNull(each));
    const isNullable = others.length === 1 && ofOther.length > 0;
    causes = causes.filter(
      (each) => !isInside(each) || (isNullable ? ofOther.includes(each) : each === union),
    );
  }
  return causes;
}

/** Names all missing properties of an object in one problem. */
const mergeMissing = (problems: SchemaProblem[]): SchemaProblem[] =>
  problems.flatMap((problem) => {
    if (problem.keyword !== "required") return [problem];
    const same = problems.filter(({ keyword, at }) => keyword === "required" && at === problem.at);
    if (same.length === 1) return [problem];
    const names = same.map(({ message }) => /'.*'$/s.exec(message)?.[0]);
    return same[0] === problem
      ? [{ ...problem, message: `must have required properties ${names.join(", ")}` }]
      : [];
  });

/** Formats a path in a body without array indexes, so that one violation in a list is one finding. */
const formatPath = (at: string) =>
  at === ""
    ? "the body"
    : at
        .replaceAll(/\/\d+(?=\/|$)/g, "[]")
        .replace(/^\//, "")
        .replaceAll("/", ".");

/** Shortens a text for display. */
export const truncate = (text: string, most = 300): string =>
  text.length > most ? `${text.slice(0, most)}… (${text.length.toLocaleString("en")} characters)` : text;
