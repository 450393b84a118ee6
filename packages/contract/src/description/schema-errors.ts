import { Ajv2020 } from "ajv/dist/2020.js";
import { toRegExp } from "./bounded-pattern.ts";
import { appendKey, type Description, type Pointer } from "@rolewright/openapi";

/** A schema that is not valid JSON Schema. */
interface SchemaError {
  pointer: Pointer;
  message: string;
}

/** Finds the errors in the schemas of a description: those of its components, and those of its operations. */
export function findInvalidSchemas({ schemas, operations, at }: Description): SchemaError[] {
  const pointers = [
    ...Object.keys(schemas).map((name) => appendKey("#/components/schemas", name)),
    ...operations.flatMap(({ parameters, requestBody, responses }) => [
      ...parameters.map(({ schemaPointer }) => schemaPointer),
      ...(requestBody?.content ?? []).map(({ schemaPointer }) => schemaPointer),
      ...responses.flatMap(({ headers, content }) =>
        [...headers, ...content].map(({ schemaPointer }) => schemaPointer),
      ),
    ]),
  ];
  const ajv = new Ajv2020({ allErrors: true, logger: false });
  const errors = [...new Set(pointers)].flatMap((pointer) => {
    const schema = at(pointer);
    if (schema === undefined) return [];
    return [...findKeywordErrors(ajv, pointer, schema), ...findUnclearKeywords(pointer, schema)];
  });
  return [...new Map(errors.map((error) => [`${error.pointer} ${error.message}`, error])).values()];
}

function findKeywordErrors(ajv: Ajv2020, pointer: Pointer, schema: unknown): SchemaError[] {
  if (ajv.validateSchema(schema as object) === true) return [];
  return (ajv.errors ?? []).map(({ instancePath, message = "is invalid" }) => ({
    pointer: pointer + instancePath,
    message,
  }));
}

/** Finds what JSON Schema allows and what has no clear meaning. */
function findUnclearKeywords(pointer: Pointer, node: unknown): SchemaError[] {
  if (typeof node !== "object" || node === null) return [];
  const { nullable, type, pattern, enum: values } = node as Partial<Record<string, unknown>>;
  const patternError = typeof pattern === "string" ? explainInvalidPattern(pattern) : undefined;
  const own = [
    // `nullable` is from OpenAPI 3.0. Without a type, tools disagree about its meaning.
    ...(typeof nullable === "boolean" && type === undefined
      ? [{ pointer: `${pointer}/nullable`, message: 'has no type; use type: [T, "null"]' }]
      : []),
    ...(Array.isArray(values) && values.length === 0
      ? [
          {
            pointer: `${pointer}/enum`,
            message: "is empty, so that no value is valid; add values, or remove it",
          },
        ]
      : []),
    ...(patternError === undefined ? [] : [{ pointer: `${pointer}/pattern`, message: patternError }]),
  ];
  const inner = Object.entries(node).filter(
    ([key]) => !["example", "examples", "default", "enum", "const"].includes(key),
  );
  return [...own, ...inner.flatMap(([key, value]) => findUnclearKeywords(appendKey(pointer, key), value))];
}

/** JSON Schema's patterns are those of ECMA-262. Others, such as `(?i)a`, mean something else there or nothing. */
function explainInvalidPattern(pattern: string): string | undefined {
  try {
    toRegExp(pattern);
    return undefined;
  } catch (error) {
    return `${(error as Error).message}. Use the syntax of JavaScript`;
  }
}
