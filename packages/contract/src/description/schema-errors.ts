import { Ajv2020 } from "ajv/dist/2020.js";
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
    return [...findKeywordErrors(ajv, pointer, schema), ...findNullableErrors(pointer, schema)];
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

/** `nullable` is from OpenAPI 3.0. Without a type, tools disagree about its meaning. */
function findNullableErrors(pointer: Pointer, node: unknown): SchemaError[] {
  if (typeof node !== "object" || node === null) return [];
  const { nullable, type } = node as { nullable?: unknown; type?: unknown };
  const own =
    typeof nullable === "boolean" && type === undefined
      ? [{ pointer: `${pointer}/nullable`, message: 'has no type; use type: [T, "null"]' }]
      : [];
  const inner = Object.entries(node).filter(
    ([key]) => !["example", "examples", "default", "enum", "const"].includes(key),
  );
  return [...own, ...inner.flatMap(([key, value]) => findNullableErrors(appendKey(pointer, key), value))];
}
