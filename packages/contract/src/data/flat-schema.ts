import type { Pointer, Schema } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { escapeKey } from "../description/references.ts";

/** A schema with its references and `allOf` folded in, and where each of its keywords is written. */
export interface FlatSchema {
  schema: Schema;
  places: Map<string, Pointer>;
  /** Where each property's schema is. */
  properties: Map<string, Pointer>;
  items?: Pointer;
}

const foldedOf = new WeakMap<Description, Map<Pointer, FlatSchema>>();

/** Folds what a schema refers to into one; of `anyOf` and `oneOf` the first. It is done once, and shared. */
export function flatSchema(description: Description, pointer: Pointer): Readonly<FlatSchema> {
  const folded = foldedOf.get(description) ?? new Map<Pointer, FlatSchema>();
  foldedOf.set(description, folded);
  const flat = folded.get(pointer) ?? foldSchema(description, pointer, 0);
  folded.set(pointer, flat);
  return flat;
}

function foldSchema(description: Description, pointer: Pointer, depth: number): FlatSchema {
  const own = (description.at(pointer) ?? {}) as Schema;
  const flat: FlatSchema = { schema: {}, places: new Map(), properties: new Map() };
  if (depth > 10) return flat;
  const parts = [
    ...(own.$ref?.startsWith("#") ? [own.$ref] : []),
    ...(own.allOf ?? []).map((_, index) => `${pointer}/allOf/${index}`),
    ...(own.anyOf ? [`${pointer}/anyOf/0`] : []),
    ...(own.oneOf ? [`${pointer}/oneOf/0`] : []),
  ];
  for (const part of parts) fold(flat, foldSchema(description, part, depth + 1));
  for (const keyword of Object.keys(own)) flat.places.set(keyword, `${pointer}/${keyword}`);
  const required = [...(flat.schema.required ?? []), ...(own.required ?? [])];
  Object.assign(flat.schema, own, required.length > 0 && { required: [...new Set(required)] });
  for (const name of Object.keys(own.properties ?? {})) {
    flat.properties.set(name, `${pointer}/properties/${escapeKey(name)}`);
  }
  if (own.items) flat.items = `${pointer}/items`;
  return flat;
}

function fold(into: FlatSchema, { schema, places, properties, items }: FlatSchema): void {
  Object.assign(into.schema, schema);
  for (const [keyword, place] of places) into.places.set(keyword, place);
  for (const [name, place] of properties) into.properties.set(name, place);
  if (items) into.items = items;
}

/** The types that a schema allows; all of them when it names none. */
export const typesOf = ({ type, const: constant, enum: values }: Schema): string[] => {
  if (type !== undefined) return [type].flat();
  const known = constant === undefined ? values : [constant];
  return known ? [...new Set(known.map(typeOf))] : ["string", "number", "boolean", "object", "array", "null"];
};

/** The type of a value, in the words of JSON Schema. */
export const typeOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
