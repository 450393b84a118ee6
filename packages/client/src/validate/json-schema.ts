/** What of JSON Schema the description's answers use. */
export interface JsonSchema {
  readonly type: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly const?: unknown;
}

interface Issue {
  message: string;
  path: PropertyKey[];
}

/** Everything that a schema has against a value, with where in it. */
export function issuesOf(schema: JsonSchema, value: unknown, path: PropertyKey[]): Issue[] {
  const types = [schema.type].flat();
  if (!types.some((type) => isOf(type, value)))
    return [{ message: `is ${typeOf(value)}, not ${types.join(" or ")}`, path }];
  if (schema.const !== undefined && value !== schema.const)
    return [{ message: `is ${JSON.stringify(value)}, not ${JSON.stringify(schema.const)}`, path }];
  const { items } = schema;
  if (items && Array.isArray(value))
    return value.flatMap((item: unknown, index) => issuesOf(items, item, [...path, index]));
  return typeof value === "object" && value !== null ? issuesOfFields(schema, value, path) : [];
}

function issuesOfFields(schema: JsonSchema, value: object, path: PropertyKey[]): Issue[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  const present = Object.entries(schema.properties ?? {}).filter(([name]) => Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({ message: "is missing", path: [...path, name] })),
    ...present.flatMap(([name, property]) =>
      issuesOf(property, (value as Record<string, unknown>)[name], [...path, name]),
    ),
  ];
}

const isOf = (type: string, value: unknown) =>
  type === "integer" ? Number.isInteger(value) : type === typeOf(value);

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
