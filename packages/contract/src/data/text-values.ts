import type { Pointer } from "@rolewright/openapi";
import type { Description } from "../description/read-description.ts";
import { flatSchema, typesOf } from "./flat-schema.ts";

/**
 * Returns what a server reads from a value that is sent as text, in a parameter or a form: `"7"` is a number if the schema
 * allows one, and empty lists and `null` are absent. Returns `undefined` for an absent value.
 */
export function readAsText(description: Description, pointer: Pointer, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  const { schema, properties, items } = flatSchema(description, pointer);
  const types = typesOf(schema);
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    const read = value.map((item) => (items === undefined ? item : readAsText(description, items, item)));
    // One value looks like a list of one, and the reverse.
    return types.includes("array") || read.length > 1 ? read : read[0];
  }
  if (typeof value === "object") {
    // A server that expects a text reads JSON as text.
    if (types.includes("string") && !types.includes("object")) return JSON.stringify(value);
    const entries = Object.entries(value).flatMap(([name, each]) => {
      const at = properties.get(name);
      const read = at === undefined ? toText(each) : readAsText(description, at, each);
      return read === undefined ? [] : [[name, read] as const];
    });
    return entries.length === 0 && types.includes("object") ? {} : Object.fromEntries(entries);
  }
  if (types.length === 1 && types[0] === "array")
    return [items === undefined ? value : readAsText(description, items, value)];
  return parseScalar(types, String(value));
}

const toText = (value: unknown): unknown =>
  value === null ? undefined : typeof value === "object" ? value : String(value);

function parseScalar(types: string[], text: string): unknown {
  const isNumeric = /^-?\d+(?:\.\d+)?$/.test(text);
  if (!types.includes("string")) {
    if ((types.includes("integer") || types.includes("number")) && isNumeric) return Number(text);
    if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  }
  return text;
}
