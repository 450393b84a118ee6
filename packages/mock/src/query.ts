import type { Operation, Parameter, ValueType } from "@rolewright/openapi";
import type { Violation } from "./engine.ts";

/** Texts that a value of a type has in a query. Prism also accepts an empty text and `1.0` for an integer. */
const textPatterns: Partial<Record<ValueType, RegExp>> = {
  boolean: /^(?:true|false)$/,
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i,
};

/** Finds the query parameters whose text is not a value of their type. */
export function findQueryViolations(query: URLSearchParams, { parameters }: Operation): Violation[] {
  return parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap((parameter) => {
      const type = parameter.type === "array" ? parameter.itemType : parameter.type;
      const pattern = type && textPatterns[type];
      const isValid = (text: string) => pattern === undefined || pattern.test(text);
      if (listTexts(query, parameter).every(isValid)) return [];
      return [{ path: ["query", parameter.name], message: `${parameter.name} must be ${type}` }];
    });
}

/** Restores the names of query parameters in violations: Prism writes them in lower case. */
export function restoreNames(violations: Violation[], { parameters }: Operation): Violation[] {
  return violations.map(({ path: [location = "", key = "", ...rest], message }) => {
    const name =
      parameters.find((each) => each.in === location && each.name.toLowerCase() === key)?.name ?? key;
    const path = [location, key, ...rest].filter((part) => part !== "");
    return {
      path: path.map((part) => (part === key ? name : part)),
      message: message.replace(` ${key} `, ` ${name} `),
    };
  });
}

/** Lists the texts of a parameter, those of a comma-separated list one by one. */
function listTexts(query: URLSearchParams, { name, type, isExploded }: Parameter): string[] {
  const texts = query.getAll(name);
  return type === "array" && !isExploded ? texts.flatMap((text) => text.split(",")) : texts;
}

/**
 * Returns the requested page of a paged list: `page` and `pageSize` of the query, or their documented defaults, select from
 * the only list in `data`. Other bodies are returned unchanged.
 */
export function selectPage(body: unknown, query: URLSearchParams, operation: Operation): unknown {
  const page = readInteger(query, operation, "page");
  const pageSize = readInteger(query, operation, "pageSize");
  const { data } = (body ?? {}) as { data?: Record<string, unknown> };
  const lists = Object.entries(data ?? {}).filter(([, value]) => Array.isArray(value));
  const [[name, items] = [], ...others] = lists;
  if (page === undefined || pageSize === undefined || name === undefined || others.length > 0) return body;
  const selected = (items as unknown[]).slice((page - 1) * pageSize, page * pageSize);
  return { ...(body as object), data: { ...data, [name]: selected } };
}

function readInteger(query: URLSearchParams, { parameters }: Operation, name: string): number | undefined {
  const parameter = parameters.find((each) => each.in === "query" && each.name === name);
  if (parameter?.type !== "integer") return undefined;
  const text = query.get(name) ?? parameter.default;
  return text === undefined ? undefined : Number(text);
}
