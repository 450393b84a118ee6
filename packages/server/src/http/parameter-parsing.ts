import type { Operation, Parameter, ParameterType } from "../openapi/operation.ts";
import { type ApiError, apiErrors } from "./api-errors.ts";

/** Parameters by name. Omitted ones are missing. */
export type ParameterValues = Record<string, unknown>;

/**
 * Creates a parser of an operation's query. It converts each value to the type of its schema. A value that cannot be
 * converted stays a text, which the validator then rejects. Undocumented parameters are ignored.
 */
export function createQueryParser({
  queryParams,
}: Operation): (url: string) => ParameterValues | ApiError<422> {
  if (queryParams.length === 0) return () => ({});
  const commaLists = queryParams.filter(({ isArray, isExploded }) => isArray && !isExploded);
  const commaListNames = new Set(commaLists.map(({ name }) => name));
  return (url) => {
    const start = url.indexOf("?");
    const search = splitCommaLists(start < 0 ? "" : url.slice(start + 1), commaListNames);
    const values: ParameterValues = {};
    for (const parameter of queryParams) {
      const texts = search.getAll(parameter.name);
      if (!parameter.isArray && texts.length > 1) {
        return apiErrors.invalidField(`${parameter.name}: is sent ${texts.length} times. Send it once.`);
      }
      const value = parseTexts(parameter, texts);
      if (value !== undefined) values[parameter.name] = value;
    }
    return values;
  };
}

function parseTexts(parameter: Parameter, texts: string[]): unknown {
  const { type, isArray, isExploded } = parameter;
  const [first] = texts;
  if (first === undefined) return parameter.default;
  if (!isArray) return coerceText(first, type);
  const isEmpty = !isExploded && texts.every((text) => text === "");
  return isEmpty ? [] : texts.map((text) => coerceText(text, type));
}

/** Parses a query. Each item of a list `ids=a,b` becomes a parameter of its own. An encoded comma is part of an item. */
function splitCommaLists(query: string, names: Set<string>): URLSearchParams {
  if (names.size === 0) return new URLSearchParams(query);
  const pairs = query.split("&").flatMap((pair) => {
    const [name = ""] = new URLSearchParams(pair).keys();
    const [key, ...texts] = pair.split("=");
    return names.has(name)
      ? texts
          .join("=")
          .split(",")
          .map((item) => `${key}=${item}`)
      : [pair];
  });
  return new URLSearchParams(pairs.join("&"));
}

/** Creates a function that converts path parameters to the types of their schemas. */
export function createPathParamParser({
  pathParams,
}: Operation): (texts: Record<string, string>) => ParameterValues {
  const converted = pathParams.filter(({ type }) => type !== "string");
  if (converted.length === 0) return (texts) => texts;
  return (texts) => {
    const values: ParameterValues = { ...texts };
    for (const { name, type } of converted) values[name] = coerceText(texts[name] ?? "", type);
    return values;
  };
}

/** Converts a text to a type. Returns the text if that is impossible, or would lose precision. */
function coerceText(text: string, type: ParameterType): unknown {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type === "integer" && /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  if (type === "number" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
}
