import type { Description, Schema } from "@rolewright/openapi";
import { type ApiShape, type Fields, mergeVariant } from "./shape.ts";

/** Reads the operations of a description. */
export function readShape(description: Description): ApiShape {
  return new Map(
    description.operations.map(({ method, path, parameters, requestBody, responses, pointer }) => {
      const success = responses.find(({ status }) => status.startsWith("2"));
      const data = success?.content[0]?.schema?.properties?.["data"];
      return [
        `${method} ${path.replaceAll(/\{[^{}]+\}/g, "{}")}`,
        {
          query: new Set(parameters.filter((each) => each.in === "query").map(({ name }) => name)),
          request: readSchema(description, requestBody?.content[0]?.schema),
          response: readSchema(description, data),
          line: description.lineOf(pointer),
        },
      ] as const;
    }),
  );
}

function readSchema(description: Description, schema: Schema | undefined): Fields {
  const fields: Fields = new Map();
  if (schema !== undefined) addSchema(fields, description, "", schema, true);
  fields.delete("");
  return fields;
}

function addSchema(
  fields: Fields,
  description: Description,
  path: string,
  schema: Schema,
  isRequired: boolean,
): void {
  const resolved = description.resolve(schema);
  const { oneOf, properties, items, required = [], enum: values } = resolved;
  if (oneOf !== undefined) {
    const merged: Fields = new Map();
    for (const member of oneOf) {
      const variant: Fields = new Map();
      addSchema(variant, description, path, member, isRequired);
      mergeVariant(merged, variant);
    }
    for (const [name, field] of merged) fields.set(name, field);
    return;
  }
  const listed = [resolved.type ?? "any"].flat();
  const types = listed.filter((type) => type !== "null");
  const pointer = description.pointerOf(schema) ?? description.pointerOf(resolved);
  fields.set(path, {
    type: types.length === 1 ? (types[0] ?? "any") : "any",
    isRequired,
    isNullable: listed.includes("null"),
    ...(values !== undefined && { values: values.map(String) }),
    line: pointer === undefined ? undefined : description.lineOf(pointer),
  });
  for (const [name, property] of Object.entries(properties ?? {}))
    addSchema(fields, description, path === "" ? name : `${path}.${name}`, property, required.includes(name));
  if (items !== undefined) addSchema(fields, description, `${path}[]`, items, true);
}
