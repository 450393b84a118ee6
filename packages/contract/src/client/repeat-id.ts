import { coerce } from "../data/unknown-ids.ts";
import { flatRequestSchema } from "../data/flat-schema.ts";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Resource } from "../rules/resource.ts";

type Body = Record<string, unknown>;

/**
 * Returns the body of an update with the ID of the path, if the body has an ID. Servers reject another one. A value that violates the
 * schema stays, because the violation is the purpose of the request.
 */
export function repeatPathId<Sent>(
  description: Description,
  resources: readonly Resource[],
  operation: Operation,
  path: Readonly<Record<string, string>>,
  body: Sent,
): Sent {
  const resource = resources.find(({ update }) => update === operation);
  const id = path[resource?.idParameter ?? ""];
  if (!resource || id === undefined || !hasProperty(body, resource.idProperty)) return body;
  const { properties } = flatRequestSchema(description, operation.requestBody?.schemaPointer ?? "#");
  const pointer = properties.get(resource.idProperty);
  if (pointer === undefined) return body;
  const isValid = (value: unknown) => description.problems(pointer, value).length === 0;
  const repeated = coerce(description, pointer, id);
  return isValid(body[resource.idProperty]) && isValid(repeated)
    ? { ...body, [resource.idProperty]: repeated }
    : body;
}

const hasProperty = (body: unknown, name: string): body is Body =>
  typeof body === "object" && body !== null && !Array.isArray(body) && name in body;
