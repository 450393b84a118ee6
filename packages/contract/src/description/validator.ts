import ajvFormats from "ajv-formats";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { type Description, InvalidDescriptionError, parsePointer, type Pointer } from "@rolewright/openapi";
import { BoundedPattern, PatternTimeoutError } from "./bounded-pattern.ts";

/** A violated schema rule. */
export interface SchemaProblem {
  /** The location in the value: `/data/role/id`, or an empty string for the value itself. */
  at: string;
  /** The JSON Schema keyword: `maxLength`. */
  keyword: string;
  /** The violation without its location: `must have required property 'id'`. */
  message: string;
  /** The location of the rule: `#/components/schemas/Name/maxLength`. */
  pointer: Pointer;
  /** Nobody knows whether the value violates the rule. */
  isUndecided?: boolean;
}

/** Validates values against the schemas of a document. */
export interface Validator {
  /** Validates a value against the schema at a JSON pointer. In request bodies, `readOnly` properties are not required. */
  problems(schemaPointer: Pointer, value: unknown): SchemaProblem[];
  /** Formats that are not validated, because nobody has defined them for this validator. */
  unknownFormats: string[];
}

/**
 * Creates the validator of a description.
 *
 * @throws {InvalidDescriptionError} from `problems`, if a schema is invalid.
 */
export function createValidator(description: Description): Validator {
  const { document, file } = description;
  const responses = createAjv(document);
  /** The nodes of the description, by their copies. */
  const originals = new WeakMap<object, object>();
  const requests = createAjv(withoutRequiredReadOnly(description, originals));
  const pointerOf = (node: object) => description.pointerOf(originals.get(node) ?? node);
  const compiled = new Map<Pointer, ValidateFunction>();
  const compile = (schemaPointer: Pointer) => {
    const ajv = isRequestBody(schemaPointer) ? requests() : responses();
    try {
      return ajv.compile({ $ref: `description#${toFragment(schemaPointer)}` });
    } catch (error) {
      throw new InvalidDescriptionError(
        `${file}: the schema at ${schemaPointer} is invalid: ${(error as Error).message}.`,
      );
    }
  };
  return {
    problems(schemaPointer, value) {
      const validate = compiled.get(schemaPointer) ?? compile(schemaPointer);
      compiled.set(schemaPointer, validate);
      try {
        if (validate(value)) return [];
      } catch (error) {
        if (!(error instanceof PatternTimeoutError)) throw error;
        return [
          { at: "", keyword: "pattern", message: error.message, pointer: schemaPointer, isUndecided: true },
        ];
      }
      return (validate.errors ?? []).map((error) => problemOf(error, pointerOf, schemaPointer));
    },
    unknownFormats: findUnknownFormats(document, responses),
  };
}

/** Encodes a pointer as the fragment of a URI. References in a description may be encoded already. */
const toFragment = (pointer: Pointer) =>
  parsePointer(pointer)
    .map((key) => `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`)
    .join("");

/** Creates an Ajv instance on first use. */
function createAjv(document: object): () => Ajv2020 {
  let ajv: Ajv2020 | undefined;
  return () => {
    if (ajv !== undefined) return ajv;
    ajv = new Ajv2020(ajvOptions);
    // ajv-formats is CommonJS. Its types have a `default` export, but in Node.js the module itself is the function.
    (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
    ajv.addSchema({ ...document, $id: "description" } as never);
    return ajv;
  };
}

const ajvOptions = {
  allErrors: true,
  // Descriptions have keywords outside JSON Schema, such as x-…, example and discriminator.
  strict: false,
  verbose: true,
  validateFormats: true,
  // Unknown formats are listed once in the report.
  logger: false as const,
  code: {
    // Optimizing triples the compile time, and saves less than that for values this small.
    optimize: false,
    regExp: Object.assign((pattern: string) => new BoundedPattern(pattern), { code: "BoundedPattern" }),
  },
};

/** Request bodies are the only place in which a required `readOnly` property is not required. */
const isRequestBody = (pointer: Pointer) => /\/requestBod(?:y|ies)\//.test(pointer);

/** Copies the description for requests, and records the original of each object. */
function withoutRequiredReadOnly(
  { document, resolve }: Description,
  originals: WeakMap<object, object>,
): object {
  if (!JSON.stringify(document).includes('"readOnly":true')) return document;
  const copy = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map(copy);
    const { required, properties } = node as { required?: unknown; properties?: Record<string, object> };
    const entries = Object.entries(node).map(([key, value]) => [key, copy(value)]);
    const isReadOnly = (key: unknown) => {
      const property = properties?.[String(key)];
      return (
        property !== undefined && (resolve<object>(property) as { readOnly?: boolean }).readOnly === true
      );
    };
    const copied = {
      ...(Object.fromEntries(entries) as object),
      ...(Array.isArray(required) && { required: required.filter((key) => !isReadOnly(key)) }),
    };
    originals.set(copied, node);
    return copied;
  };
  return copy(document) as object;
}

function findUnknownFormats(document: object, ajv: () => Ajv2020): string[] {
  const formats = new Set<string>();
  JSON.stringify(document, (key, value: unknown) => {
    if (key === "format" && typeof value === "string") formats.add(value);
    return value;
  });
  return formats.size === 0 ? [] : [...formats].filter((format) => !(format in ajv().formats)).toSorted();
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
