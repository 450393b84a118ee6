import { findResponse } from "@rolewright/openapi";
import { flatSchema, typesOf } from "../data/flat-schema.ts";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Exchange } from "./exchange.ts";
import { valueAt } from "./value-at.ts";
import type { Resource } from "../rules/resource.ts";

type Item = Record<string, unknown>;

/** Returns the items of a list: the array that the description documents, or else the first array of objects. */
export function listItems(description: Description, operation: Operation, body: unknown): Item[] {
  const media = findResponse(operation, 200)?.content[0];
  const place = media && findArray(description, media.schemaPointer);
  const documented = place === undefined ? undefined : place === "" ? body : valueAt(body, place);
  return filterObjects(documented) ?? findFirstObjects(body) ?? [];
}

/** Returns the resources in a list. Some lists wrap each one in an object. */
export function listResources(
  description: Description,
  list: Operation,
  resource: Resource,
  body: unknown,
): Item[] {
  const isResource = (item: unknown) => isObject(item) && resource.idProperty in item;
  return listItems(description, list, body).map((item) =>
    withTextId(
      resource,
      isResource(item) ? item : ((valueAt(item, resource.itemPointer) as Item | undefined) ?? item),
    ),
  );
}

/** Returns the resource in a response. A numeric ID becomes text, as in paths. */
export const readItem = (
  resource: Pick<Resource, "itemPointer"> & Partial<Pick<Resource, "idProperty" | "readPointer">>,
  body: unknown,
): unknown => {
  const { itemPointer, readPointer = itemPointer } = resource;
  return withTextId(resource, valueAt(body, itemPointer) ?? valueAt(body, readPointer));
};

/** Reads the API key that a creation returns. */
export function readIssuedKey({ issuedKeyPointer }: Resource, { response }: Exchange): string | undefined {
  if (issuedKeyPointer === undefined) return undefined;
  const key = valueAt(response.body, issuedKeyPointer);
  return typeof key === "string" && key !== "" ? key : undefined;
}

function withTextId<Value>({ idProperty }: Partial<Pick<Resource, "idProperty">>, item: Value): Value {
  if (!isObject(item) || idProperty === undefined || typeof item[idProperty] !== "number") return item;
  return { ...item, [idProperty]: String(item[idProperty]) };
}

/** Finds the first array in a schema, such as `/data/roles`. */
function findArray(description: Description, pointer: string, depth = 0): string | undefined {
  const { schema, properties } = flatSchema(description, pointer);
  if (schema.type !== undefined && typesOf(schema).includes("array")) return "";
  if (depth > 4) return undefined;
  for (const [name, at] of properties) {
    const inner = findArray(description, at, depth + 1);
    if (inner !== undefined) return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}${inner}`;
  }
  return undefined;
}

const isObject = (value: unknown): value is Item => typeof value === "object" && value !== null;

const filterObjects = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : undefined);

function findFirstObjects(body: unknown): Item[] | undefined {
  if (Array.isArray(body)) return body.every(isObject) ? body : undefined;
  if (!isObject(body)) return undefined;
  return Object.values(body)
    .map(findFirstObjects)
    .find((items) => items !== undefined);
}
