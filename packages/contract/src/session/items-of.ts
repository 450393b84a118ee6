import { flatSchema, typesOf } from "../data/flat-schema.ts";
import { type Operation, responseTo } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { valueAt } from "./lane.ts";
import type { Resource } from "./resources.ts";

type Item = Record<string, unknown>;

/**
 * The items of a list: of the array that the documented answer has, whatever a server puts beside it. Without one in the
 * description, of the first array of objects.
 */
export function itemsOf(description: Description, operation: Operation, body: unknown): Item[] {
  const media = responseTo(operation, 200)?.content[0];
  const place = media && arrayIn(description, media.schemaPointer);
  const documented = place === undefined ? undefined : place === "" ? body : valueAt(body, place);
  return objectsOf(documented) ?? firstObjects(body) ?? [];
}

/** The things of one kind that their list shows. Some lists wrap each thing as the answer about one does. */
export function thingsOf(
  description: Description,
  list: Operation,
  resource: Resource,
  body: unknown,
): Item[] {
  const isThing = (item: unknown) => isObject(item) && resource.idProperty in item;
  return itemsOf(description, list, body).map((item) =>
    isThing(item) ? item : ((valueAt(item, resource.itemPointer) as Item | undefined) ?? item),
  );
}

/** Where a schema has its first array: `/data/roles`. */
function arrayIn(description: Description, pointer: string, depth = 0): string | undefined {
  const { schema, properties } = flatSchema(description, pointer);
  if (schema.type !== undefined && typesOf(schema).includes("array")) return "";
  if (depth > 4) return undefined;
  for (const [name, at] of properties) {
    const inner = arrayIn(description, at, depth + 1);
    if (inner !== undefined) return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}${inner}`;
  }
  return undefined;
}

const isObject = (value: unknown): value is Item => typeof value === "object" && value !== null;

const objectsOf = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : undefined);

function firstObjects(body: unknown): Item[] | undefined {
  if (Array.isArray(body)) return body.every(isObject) ? body : undefined;
  if (!isObject(body)) return undefined;
  return Object.values(body)
    .map(firstObjects)
    .find((items) => items !== undefined);
}
