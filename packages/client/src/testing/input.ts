/** Checks requests against the description. */
import type { Issue } from "../validation/json-schema.ts";
import { Rejection } from "./rejection.ts";
import { findRequestIssues, type RequestSchema } from "./request-schema.ts";
import type { Route } from "./router.ts";

/**
 * Parses a JSON body and returns it, or the text of any other body.
 *
 * @throws {Rejection} 400 if it is not JSON, 422 if it violates the schema.
 */
export function parseBody({ body: schema, isBodyOptional }: Route, text: string): unknown {
  if (schema === undefined) return text;
  if (text === "" && isBodyOptional) return undefined;
  const body = parseJson(text);
  if (body === undefined && text !== "") throw new Rejection(400, "The request body is not valid JSON.");
  rejectIssues("The request body", findRequestIssues(schema, body));
  rejectHiddenCharacters(body);
  return body;
}

/** Throws 422 for a name that may look like another name, or like none. The pattern of the schema permits it. */
function rejectHiddenCharacters(body: unknown): void {
  const { name } = Object(body) as { name?: unknown };
  if (typeof name !== "string") return;
  if (/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(name))
    throw new Rejection(
      422,
      "name: has a control character, a line separator, or a character that changes the direction of text.",
    );
  // U+2800 is a blank pattern of Braille.
  if (!/[^\s\p{Default_Ignorable_Code_Point}\u2800]/u.test(name))
    throw new Rejection(422, "name: has no visible character.");
}

/** Parses JSON. Returns `undefined` if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses a query. Each item of a list that is one text becomes a parameter. An encoded comma is part of an item. */
export function parseQuery({ commaLists = [] }: Route, search: string): URLSearchParams {
  const pairs = search.replace(/^\?/, "").split("&");
  const items = pairs.flatMap((pair) => {
    const [name = ""] = new URLSearchParams(pair).keys();
    if (!commaLists.includes(name)) return [pair];
    const [key, ...texts] = pair.split("=");
    const list = texts.join("=");
    return list === "" ? [] : list.split(",").map((item) => `${key}=${item}`);
  });
  return new URLSearchParams(items.join("&"));
}

/**
 * Returns the query parameters of a request, with their defaults.
 *
 * @throws {Rejection} 422 if one is missing or violates its schema.
 */
export function completeQuery(
  { query: schemas = {}, requiredQuery = [] }: Route,
  query: URLSearchParams,
): URLSearchParams {
  const missing = requiredQuery.find((name) => !query.has(name));
  if (missing !== undefined) throw new Rejection(422, `The query parameter ${missing} is missing.`);
  const completed = new URLSearchParams(query);
  for (const [name, schema] of Object.entries(schemas)) {
    const texts = query.getAll(name);
    if (texts.length > 0) rejectIssues(name, findQueryIssues(name, schema, texts));
    else for (const value of [schema.default ?? []].flat()) completed.append(name, String(value));
  }
  return completed;
}

/** Finds the violations of a query parameter. An array is a repeated parameter. */
function findQueryIssues(name: string, schema: RequestSchema, texts: string[]): Issue[] {
  const { items = {} } = schema;
  const value =
    schema.type === "array" ? texts.map((text) => readValue(items, text)) : readValue(schema, texts[0] ?? "");
  return findRequestIssues(schema, value).map(({ message, path }) => ({
    message,
    path: path.length > 0 ? [name, ...path] : [],
  }));
}

function readValue({ type }: RequestSchema, text: string): boolean | number | string {
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  const format = { integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?$/ }[String(type)];
  return format?.test(text) ? Number(text) : text;
}

function rejectIssues(subject: string, [issue]: Issue[]): void {
  if (issue === undefined) return;
  const name = issue.path.length > 0 ? `${issue.path.join(".")}:` : subject;
  throw new Rejection(422, `${name} ${issue.message}.`);
}
