/** The keywords of JSON Schema in the responses of the description. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly const?: unknown;
  /** The value is valid for one of them. */
  readonly oneOf?: readonly JsonSchema[];
}

/** A violation of a schema. */
export interface Issue {
  message: string;
  path: PropertyKey[];
}

/** Finds all violations of a schema, with their paths. */
export function findIssues(schema: JsonSchema, value: unknown, path: PropertyKey[]): Issue[] {
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => hasType(type, value)))
    return [{ message: `is ${getType(value)}, not ${types.join(" or ")}`, path }];
  if (schema.const !== undefined && value !== schema.const)
    return [{ message: `is ${JSON.stringify(value)}, not ${JSON.stringify(schema.const)}`, path }];
  const { items, oneOf } = schema;
  if (oneOf) {
    const issues = oneOf.map((variant) => findIssues(variant, value, path));
    return issues.some(({ length }) => length === 0) ? [] : (issues[0] ?? []);
  }
  if (items && Array.isArray(value))
    return value.flatMap((item: unknown, index) => findIssues(items, item, [...path, index]));
  return typeof value === "object" && value !== null ? findFieldIssues(schema, value, path) : [];
}

function findFieldIssues(schema: JsonSchema, value: object, path: PropertyKey[]): Issue[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  const present = Object.entries(schema.properties ?? {}).filter(([name]) => Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({ message: "is missing", path: [...path, name] })),
    ...present.flatMap(([name, property]) =>
      findIssues(property, (value as Record<string, unknown>)[name], [...path, name]),
    ),
  ];
}

const hasType = (type: string, value: unknown) =>
  type === "integer" ? Number.isInteger(value) : type === getType(value);

function getType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
