import { flatSchema } from "../data/flat-schema.ts";
import type { Pointer } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";

/** Finds the item in the response to a creation: the nearest object with a property that looks like its ID. */
export function findItem(
  description: Description,
  { responses }: Operation,
  idParameter: string,
): { itemPointer: string; idProperty: string } | undefined {
  const media = responses.find(({ status }) => status.startsWith("2"))?.content[0];
  if (media === undefined) return undefined;
  let level: { at: string; pointer: Pointer }[] = [{ at: "", pointer: media.schemaPointer }];
  for (let depth = 0; depth < 4; depth += 1) {
    for (const { at, pointer } of level) {
      const names = [...flatSchema(description, pointer).properties.keys()];
      const idProperty = idNames(idParameter).find((name) => names.includes(name));
      if (idProperty !== undefined) return { itemPointer: at, idProperty };
    }
    level = level.flatMap(({ at, pointer }) =>
      [...flatSchema(description, pointer).properties].map(([name, inner]) => ({
        at: `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
        pointer: inner,
      })),
    );
  }
  return undefined;
}

/** Whether a response can have the property. A schema without properties does not say. */
export function hasProperty(
  description: Description,
  create: Operation,
  itemPointer: string,
  property: string,
): boolean {
  const pointer = findPointer(description, create, itemPointer);
  if (pointer === undefined) return false;
  const { properties } = flatSchema(description, pointer);
  return properties.size === 0 || properties.has(property);
}

/** Whether a response documents the values of the property. */
export function hasValues(
  description: Description,
  create: Operation,
  itemPointer: string,
  property: string,
): boolean {
  const pointer = findPointer(description, create, itemPointer) ?? "#";
  const at = flatSchema(description, pointer).properties.get(property);
  return at !== undefined && flatSchema(description, at).schema.enum !== undefined;
}

/** Finds the schema at a place in the response, or the last one before it that has no properties. */
function findPointer(
  description: Description,
  { responses }: Operation,
  itemPointer: string,
): Pointer | undefined {
  let pointer = responses.find(({ status }) => status.startsWith("2"))?.content[0]?.schemaPointer;
  for (const name of itemPointer.split("/").slice(1)) {
    if (pointer === undefined) return undefined;
    const { properties } = flatSchema(description, pointer);
    if (properties.size === 0) return pointer;
    pointer = properties.get(name);
  }
  return pointer;
}

/** The usual names of an ID, the most likely first. */
const idNames = (idParameter: string) => [
  idParameter,
  toSnakeCase(idParameter),
  // `gid` for `task_gid`, `ref` for `noteRef`.
  ...toSnakeCase(idParameter).split(/[_-]/).slice(-1),
  "id",
  "_id",
  "uuid",
  "uid",
  "key",
  "slug",
  "code",
];

export const toSnakeCase = (name: string): string =>
  name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
