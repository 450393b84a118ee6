import type { Description, Schema } from "@rolewright/openapi";
import { UnsupportedDescriptionError } from "./unsupported.ts";

/** The merged form of each schema, by description: operations share most schemas, and merging is slow. */
const mergedSchemas = new WeakMap<Description, WeakMap<Schema, Schema>>();

/**
 * Resolves a schema, and merges its `allOf` and the keywords next to its `$ref` into it. All rules apply: those that another
 * part has with another value are in `x-further-rules`.
 *
 * @throws {UnsupportedDescriptionError} if a schema is part of itself, or several parts have alternatives.
 */
export function mergeAllOf(schema: Schema, description: Description, seen: string[] = []): Schema {
  const known = mergedSchemas.get(description) ?? new WeakMap<Schema, Schema>();
  mergedSchemas.set(description, known);
  const merged = known.get(schema) ?? mergeNew(schema, description, seen);
  known.set(schema, merged);
  return merged;
}

function mergeNew(schema: Schema, description: Description, seen: string[]): Schema {
  const { $ref, ...beside } = schema;
  const { allOf = [], ...own } = beside;
  if ($ref === undefined && allOf.length === 0) return own;
  if ($ref !== undefined && seen.includes($ref))
    throw new UnsupportedDescriptionError([`${$ref}: allOf contains the schema itself`]);
  // Names a missing target and circular references.
  const target = $ref === undefined ? undefined : description.resolve<Schema>({ $ref });
  const written = $ref === undefined ? undefined : ((description.at($ref) ?? target) as Schema);
  const inside = $ref === undefined ? seen : [...seen, $ref];
  const merge = (part: Schema) => mergeAllOf(part, description, inside);
  if (written !== undefined && Object.keys(beside).length === 0) return merge(written);
  const parts = [...(written ? [merge(written)] : []), ...allOf.map(merge), own];
  requireOneGroupOfAlternatives(parts, description.pointerOf(schema) ?? $ref ?? "a schema");
  return mergeParts(parts);
}

function mergeParts(parts: Schema[]): Schema {
  const own = parts.at(-1) ?? {};
  const valuesOf = <Value>(keyword: string) =>
    distinct(parts.map((part) => part[keyword]).filter((value) => value !== undefined)) as Value[];
  const properties = mergeProperties(parts);
  const required = [...new Set(parts.flatMap((part) => part.required ?? []))];
  const texts = valuesOf<string>("description");
  const examples = distinct(parts.flatMap((part) => listOwnExamples(part)));
  const types = valuesOf<string | string[]>("type");
  const combined = {
    // A text next to the parts replaces theirs.
    ...(texts.length > 0 && { description: own.description ?? texts.join(" ") }),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(examples.length > 0 && { examples }),
    ...(types.length > 1 && { type: intersectTypes(types) }),
    ...(valuesOf("deprecated").includes(true) && { deprecated: true }),
    ...(valuesOf("items").length > 1 && { items: combineSchemas(valuesOf<Schema>("items")) }),
    ...combineOthers("additionalProperties", valuesOf("additionalProperties")),
    ...combineOthers("unevaluatedProperties", valuesOf("unevaluatedProperties")),
  };
  const merged: Schema = { ...(Object.assign({}, ...parts) as Schema), ...combined };
  delete merged.example;
  const further = parts.flatMap((part) => listFurtherRules(part, merged, Object.keys(combined)));
  const unofficial = [...new Set(parts.flatMap((part) => listUnofficial(part)))].filter((keyword) => {
    const last = parts.findLast((part) => part[keyword] !== undefined) ?? {};
    return listUnofficial(last).includes(keyword);
  });
  const { "x-unofficial": _, "x-further-rules": __, ...rest } = merged;
  return {
    ...rest,
    ...(unofficial.length > 0 && { "x-unofficial": unofficial }),
    ...(further.length > 0 && { "x-further-rules": further }),
  };
}

const distinct = <Value>(values: Value[]): Value[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** The types that all parts allow. An integer is a number. */
function intersectTypes(types: (string | string[])[]): string | string[] {
  const [first = [], ...others] = types.map((type) => [type].flat());
  const allows = (list: string[], type: string) =>
    list.includes(type) || (type === "integer" && list.includes("number"));
  const candidates = [...new Set([...first, ...others.flat()])];
  const common = candidates.filter((type) => [first, ...others].every((list) => allows(list, type)));
  return common.length === 1 ? (common[0] ?? "") : common;
}

const combineSchemas = (schemas: Schema[]): Schema =>
  schemas.length === 1 ? (schemas[0] ?? {}) : { allOf: schemas };

/** Combines what parts say about other fields. One part is enough to reject them. */
function combineOthers(keyword: string, values: (boolean | Schema)[]): Schema {
  if (values.length < 2) return {};
  if (values.includes(false)) return { [keyword]: false };
  return { [keyword]: combineSchemas(values.filter((value) => typeof value === "object")) };
}

/** The keywords of a part that the merged schema has with another value. */
function listFurtherRules(part: Schema, merged: Schema, combined: string[]): Schema[] {
  const { "x-further-rules": inner = [], "x-unofficial": _, ...rest } = part;
  const others = Object.entries(rest).filter(
    ([keyword, value]) =>
      keyword !== "example" &&
      !combined.includes(keyword) &&
      JSON.stringify(value) !== JSON.stringify(merged[keyword]),
  );
  if (others.length === 0) return inner as Schema[];
  const keywords = others.map(([keyword]) => keyword);
  const unofficial = listUnofficial(part).filter((keyword) => keywords.includes(keyword));
  return [...(inner as Schema[]), { ...Object.fromEntries(others), "x-unofficial": unofficial }];
}

/** Lists a merged schema and the rules of its parts that it has with another value. */
export const listRules = (schema: Schema): Schema[] => [
  schema,
  ...((schema["x-further-rules"] ?? []) as Schema[]),
];

/** The pages show one group of alternatives of a schema. */
function requireOneGroupOfAlternatives(parts: Schema[], place: string): void {
  const groups = distinct(parts.flatMap(({ oneOf, anyOf }) => [oneOf, anyOf].filter(Boolean)));
  if (groups.length > 1)
    throw new UnsupportedDescriptionError([`${place}: allOf combines several oneOf or anyOf`]);
}

/** Merges properties. All rules of a property that several parts have apply. */
function mergeProperties(parts: Schema[]): Record<string, Schema> {
  const entries = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const byName = Map.groupBy(entries, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, same]) => [name, combineSchemas(distinct(same.map(([, each]) => each)))]),
  );
}

/** The examples of a schema itself, without those of its entries. */
export const listOwnExamples = ({ examples, example }: Schema): unknown[] =>
  examples ?? (example === undefined ? [] : [example]);

/** Lists the keywords of a schema that no public page of the vendor documents. */
export const listUnofficial = (schema: Schema): string[] => (schema["x-unofficial"] ?? []) as string[];
