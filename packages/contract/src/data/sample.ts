import type { Pointer, Schema } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { flatSchema, typesOf } from "./flat-schema.ts";

const byFormat: Record<string, string> = {
  email: "ada@fernhill.example",
  uuid: "8f14e45f-ceea-467f-a8c2-6c0f6d0a4b1e",
  "date-time": "2026-02-02T10:30:00Z",
  date: "2026-02-02",
  time: "10:30:00Z",
  uri: "https://fernhill.example/a",
  hostname: "fernhill.example",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};

/** A text or number that fits a schema as well as can be told from its keywords. */
export function sample({
  format,
  minLength = 0,
  maxLength,
  minimum,
  exclusiveMinimum,
  ...schema
}: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if ("const" in schema) return schema.const;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  const types = typesOf(schema);
  if (types.includes("string"))
    return byFormat[format ?? ""] ?? "sample".padEnd(minLength, "x").slice(0, maxLength ?? 50);
  if (types.includes("integer") || types.includes("number")) return minimum ?? (exclusiveMinimum ?? 0) + 1;
  if (types.includes("boolean")) return true;
  return null;
}

/** A value that a schema takes, made of its examples and the least that it requires. */
export function sampleOf(description: Description, pointer: Pointer, depth = 0): unknown {
  const { schema, properties, items } = flatSchema(description, pointer);
  const types = typesOf(schema);
  if (depth > 6) return null;
  if (properties.size > 0 || (types.length === 1 && types[0] === "object")) {
    const wanted = [...properties].filter(([name]) => schema.required?.includes(name));
    return Object.fromEntries(wanted.map(([name, at]) => [name, sampleOf(description, at, depth + 1)]));
  }
  if (items !== undefined && !schema.examples?.length) {
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(description, items, depth + 1));
  }
  return sample(schema);
}
