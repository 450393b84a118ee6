import ajvFormats from "ajv-formats";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { Pointer } from "./operation.ts";

/** One rule that a value breaks. */
export interface SchemaProblem {
  /** Where in the value: `/data/role/id`; empty for the value itself. */
  at: string;
  /** The keyword of JSON Schema: `maxLength`. */
  keyword: string;
  /** What is wrong, without the place: `must have required property 'id'`. */
  message: string;
  /** Where the rule stands: `#/components/schemas/Name/maxLength`. */
  pointer: Pointer;
}

/** A function that holds a value to the schema at a place of the document. */
export function createValidator(document: object, pointerOf: (node: object) => Pointer | undefined) {
  // Descriptions have words that are none of JSON Schema's (x-…, example, discriminator): they are no fault here.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    verbose: true,
    validateFormats: true,
    // It takes a third of the time to compile, and what it saves on values as small as these is less.
    code: { optimize: false },
  });
  // ajv-formats is CommonJS whose types say `default`; under Node that is the function itself.
  (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
  ajv.addSchema({ ...document, $id: "description" } as never);
  const compiled = new Map<Pointer, ValidateFunction>();

  return (schemaPointer: Pointer, value: unknown): SchemaProblem[] => {
    let validate = compiled.get(schemaPointer);
    if (validate === undefined) {
      validate = ajv.compile({ $ref: `description#${encodeURI(schemaPointer.slice(1))}` });
      compiled.set(schemaPointer, validate);
    }
    if (validate(value)) return [];
    const problems = (validate.errors ?? []).map((error) => problemOf(error, pointerOf, schemaPointer));
    return problems;
  };
}

function problemOf(
  { instancePath, keyword, message, params, parentSchema }: ErrorObject,
  pointerOf: (node: object) => Pointer | undefined,
  schemaPointer: Pointer,
): SchemaProblem {
  const extra = "additionalProperty" in params ? ` ("${String(params["additionalProperty"])}")` : "";
  const allowed = Array.isArray(params["allowedValues"]) ? `: ${params["allowedValues"].join(", ")}` : "";
  const place = parentSchema === undefined ? undefined : pointerOf(parentSchema);
  return {
    at: instancePath,
    keyword,
    message: `${message ?? keyword}${extra}${allowed}`,
    pointer: place === undefined ? schemaPointer : `${place}/${keyword}`,
  };
}
