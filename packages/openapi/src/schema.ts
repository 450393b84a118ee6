/** A JSON Schema, with the keywords that readers handle in a special way. */
export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  default?: unknown;
  readOnly?: boolean;
  deprecated?: boolean;
  example?: unknown;
  examples?: unknown[];
  [keyword: string]: unknown;
}

/** The type of a value that a parameter can carry. */
export type ValueType = "array" | "boolean" | "integer" | "number" | "object" | "string";

const valueTypes = new Set<string>(["array", "boolean", "integer", "number", "object", "string"]);

/**
 * Returns the type of a schema, or `undefined` if there is not exactly one besides `null`. Without `type`, the values of
 * `enum` or `const` imply it.
 */
export function getValueType(schema: Schema): ValueType | undefined {
  const values = schema.enum ?? ("const" in schema ? [schema.const] : []);
  const implied = [...new Set(values.map((value) => (Array.isArray(value) ? "array" : typeof value)))];
  const [type, ...others] = [schema.type ?? implied].flat().filter((each) => each !== "null");
  return type !== undefined && valueTypes.has(type) && others.length === 0 ? (type as ValueType) : undefined;
}

/** Returns the name of the component that a reference points to: `Role` for `#/components/schemas/Role`. */
export const getComponentName = (node: { $ref?: string } | undefined): string | undefined =>
  /^#\/components\/\w+\/([^/]+)$/.exec(node?.$ref ?? "")?.[1];
