import type { Schema } from "@rolewright/openapi";
import { typesOf } from "./flat-schema.ts";

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

/** Returns a text or number for a schema, from its keywords. */
export function sampleScalar({
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
    return (
      byFormat[format ?? ""] ?? "sample".padEnd(minLength, "x").slice(0, maxLength ?? Math.max(minLength, 50))
    );
  if (types.includes("integer") || types.includes("number")) return minimum ?? (exclusiveMinimum ?? 0) + 1;
  if (types.includes("boolean")) return true;
  return null;
}
