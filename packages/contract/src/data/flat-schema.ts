import { escapeKey, type Pointer, type Schema } from "@rolewright/openapi";
import type { Description } from "../description/read-description.ts";

/** A schema with its references and `allOf` merged, and the location of each keyword. */
export interface FlatSchema {
  schema: Schema;
  places: Map<string, Pointer>;
  /** The location of each property's schema. */
  properties: Map<string, Pointer>;
  items?: Pointer;
  /** The number of alternatives, by `anyOf` or `oneOf`. */
  alternatives: number;
}

const cache = new WeakMap<Description, Map<string, FlatSchema>>();

/** Merges a schema with what it refers to, and with one alternative of `anyOf` and `oneOf`. The result is cached. */
export function flatSchema(
  description: Description,
  pointer: Pointer,
  alternative = 0,
): Readonly<FlatSchema> {
  const folded = cache.get(description) ?? new Map<string, FlatSchema>();
  cache.set(description, folded);
  const key = `${alternative} ${pointer}`;
  const flat = folded.get(key) ?? foldSchema(description, pointer, alternative, 0);
  folded.set(key, flat);
  return flat;
}

function foldSchema(
  description: Description,
  pointer: Pointer,
  alternative: number,
  depth: number,
): FlatSchema {
  const own = (description.at(pointer) ?? {}) as Schema;
  const flat: FlatSchema = { schema: {}, places: new Map(), properties: new Map(), alternatives: 1 };
  if (depth > 10) return flat;
  const choose = (keyword: "anyOf" | "oneOf") => {
    const { length = 0 } = own[keyword] ?? [];
    flat.alternatives = Math.max(flat.alternatives, length);
    return length === 0 ? [] : [`${pointer}/${keyword}/${alternative % length}`];
  };
  const parts = [
    ...(own.$ref?.startsWith("#") ? [own.$ref] : []),
    ...(own.allOf ?? []).map((_, index) => `${pointer}/allOf/${index}`),
    ...choose("anyOf"),
    ...choose("oneOf"),
  ];
  for (const part of parts) fold(flat, foldSchema(description, part, alternative, depth + 1));
  for (const keyword of Object.keys(own)) flat.places.set(keyword, `${pointer}/${keyword}`);
  const required = [...(flat.schema.required ?? []), ...(own.required ?? [])];
  Object.assign(flat.schema, own, required.length > 0 && { required: [...new Set(required)] });
  for (const name of Object.keys(own.properties ?? {})) {
    flat.properties.set(name, `${pointer}/properties/${escapeKey(name)}`);
  }
  if (own.items) flat.items = `${pointer}/items`;
  return flat;
}

function fold(into: FlatSchema, { schema, places, properties, items, alternatives }: FlatSchema): void {
  Object.assign(into.schema, schema);
  into.alternatives = Math.max(into.alternatives, alternatives);
  for (const [keyword, place] of places) into.places.set(keyword, place);
  for (const [name, place] of properties) into.properties.set(name, place);
  if (items) into.items = items;
}

const requestCache = new WeakMap<Readonly<FlatSchema>, FlatSchema>();

/** Like {@link flatSchema}, without `readOnly` properties, which requests must not send (OpenAPI 3.1, 4.8.24). */
export function flatRequestSchema(
  description: Description,
  pointer: Pointer,
  alternative = 0,
): Readonly<FlatSchema> {
  const flat = flatSchema(description, pointer, alternative);
  const known = requestCache.get(flat) ?? withoutReadOnly(description, flat);
  requestCache.set(flat, known);
  return known;
}

function withoutReadOnly(description: Description, flat: Readonly<FlatSchema>): FlatSchema {
  const isReadOnly = (name: string) => {
    const at = flat.properties.get(name);
    return at !== undefined && flatSchema(description, at).schema.readOnly === true;
  };
  const { required } = flat.schema;
  return {
    ...flat,
    schema: { ...flat.schema, ...(required && { required: required.filter((name) => !isReadOnly(name)) }) },
    properties: new Map([...flat.properties].filter(([name]) => !isReadOnly(name))),
  };
}

/** Returns the types that a schema allows, or all types if it names none. */
export const typesOf = ({ type, const: constant, enum: values }: Schema): string[] => {
  if (type !== undefined) return [type].flat();
  const known = constant === undefined ? values : [constant];
  return known ? [...new Set(known.map(typeOf))] : ["string", "number", "boolean", "object", "array", "null"];
};

/** Returns the JSON Schema type of a value. */
export const typeOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
