import { numberFormats, textFormats } from "./request-formats.ts";
import { findIssues, type Issue, type JsonSchema } from "../validation/json-schema.ts";

/** The keywords of JSON Schema in the requests of the description: types, as in responses, and limits. */
export interface RequestSchema extends JsonSchema {
  readonly properties?: Readonly<Record<string, RequestSchema>>;
  readonly items?: RequestSchema;
  readonly additionalProperties?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly default?: unknown;
}

/** Finds all violations of a schema, with their paths. Limits are checked when all types are right. */
export function findRequestIssues(schema: RequestSchema, value: unknown): Issue[] {
  const issues = findIssues(schema, value, []);
  return issues.length > 0 ? issues : findLimitIssues(schema, value, []);
}

function findLimitIssues(schema: RequestSchema, value: unknown, path: PropertyKey[]): Issue[] {
  const issues = describeLimits(schema, value).map((message) => ({ message, path }));
  if (Array.isArray(value)) {
    const { items = {} } = schema;
    return [...issues, ...value.flatMap((item, index) => findLimitIssues(items, item, [...path, index]))];
  }
  if (typeof value !== "object" || value === null) return issues;
  const fields = Object.entries(value).flatMap(([name, field]): Issue[] => {
    const property = schema.properties?.[name];
    if (property !== undefined) return findLimitIssues(property, field, [...path, name]);
    return schema.additionalProperties === false
      ? [{ message: "is not a field of this request", path: [...path, name] }]
      : [];
  });
  return [...issues, ...fields];
}

/** Describes the limits that a value violates. The types of the value and of the schema are the same. */
function describeLimits(schema: RequestSchema, value: unknown): string[] {
  if (schema.enum?.includes(value) === false)
    return [
      `is ${JSON.stringify(value)}, not one of ${schema.enum.map((each) => JSON.stringify(each)).join(", ")}`,
    ];
  if (typeof value === "string") return describeTextLimits(schema, value);
  if (typeof value === "number") return describeNumberLimits(schema, value);
  if (Array.isArray(value)) {
    const isRepeated = schema.uniqueItems === true && new Set(value).size < value.length;
    return [
      ...describeRange(value.length, schema.minItems, schema.maxItems, "has", " items"),
      ...(isRepeated ? ["has the same item twice"] : []),
    ];
  }
  const count = Object.keys(value ?? {}).length;
  return typeof value === "object"
    ? describeRange(count, schema.minProperties, schema.maxProperties, "has", " fields")
    : [];
}

function describeNumberLimits(schema: RequestSchema, value: number): string[] {
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity, multipleOf, format = "" } = schema;
  const range = numberFormats[format] ?? { minimum: -Infinity, maximum: Infinity };
  const minimum = Math.max(range.minimum, schema.minimum ?? -Infinity);
  const maximum = Math.min(range.maximum, schema.maximum ?? Infinity);
  return [
    ...describeRange(value, minimum, maximum, "is", ""),
    ...(value <= exclusiveMinimum ? [`is ${value}, not above ${exclusiveMinimum}`] : []),
    ...(value >= exclusiveMaximum ? [`is ${value}, not below ${exclusiveMaximum}`] : []),
    ...(multipleOf !== undefined && !Number.isInteger(value / multipleOf)
      ? [`is ${value}, not a multiple of ${multipleOf}`]
      : []),
  ];
}

function describeTextLimits(schema: RequestSchema, text: string): string[] {
  // JSON Schema counts characters, not UTF-16 code units.
  const length = [...text].length;
  const { minLength, maxLength, pattern, format = "" } = schema;
  return [
    ...describeRange(length, minLength, maxLength, "has", " characters"),
    ...(pattern === undefined || new RegExp(pattern, "u").test(text) ? [] : [`does not match ${pattern}`]),
    ...((textFormats[format]?.(text) ?? true) ? [] : [`does not have the format ${format}`]),
  ];
}

function describeRange(
  value: number,
  min: number | undefined,
  max: number | undefined,
  verb: string,
  unit: string,
): string[] {
  if (min !== undefined && value < min) return [`${verb} ${value}${unit}, below the minimum of ${min}`];
  return max !== undefined && value > max ? [`${verb} ${value}${unit}, above the maximum of ${max}`] : [];
}
