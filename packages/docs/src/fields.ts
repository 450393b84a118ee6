import { type Description, nameOf, resolve, type Schema } from "./description.ts";

/** Something that is sent or comes back, as a reader is told of it. */
export interface Field {
  /** The way to it from the whole: `data.role.policies[].id`. */
  name: string;
  /** In words: `list of strings`, `string or null`, `object Role`. */
  type: string;
  required: boolean;
  /** Markdown. */
  description: string;
  /** What documented rules its value keeps, in Markdown. */
  limits: string[];
  /** The same for rules that are this project's choice. */
  ours: string[];
  example?: unknown;
}

/** The fields of a body, those inside of others after them. */
export function fieldsOf(schema: Schema, description: Description, path = "", above: string[] = []): Field[] {
  const { properties = {}, required = [] } = resolve(schema, description);
  return Object.entries(properties).flatMap(([name, property]) => {
    const field = fieldOf(`${path}${name}`, property, required.includes(name), description);
    const { items } = resolve(property, description);
    const inner = items ?? property;
    const innerName = nameOf(inner) ?? "";
    // A schema that contains itself would never end.
    if (above.includes(innerName)) return [field];
    const below = fieldsOf(inner, description, `${field.name}${items ? "[]" : ""}.`, above.concat(innerName));
    return [field].concat(below);
  });
}

/** One field. */
export function fieldOf(name: string, property: Schema, required: boolean, description: Description): Field {
  const schema = resolve(property, description);
  const shared = nameOf(property) !== undefined && !isObject(schema);
  const { items } = schema;
  const each = items && resolve(items, description);
  const eachText = each?.description && isObject(each) ? `Each: ${each.description}` : "";
  const limits = limitsOf(schema);
  const eachLimits = each ? limitsOf(each) : { limits: [], ours: [] };
  // The example of a shared type speaks of one of its many uses, rarely of this one.
  const example = shared || schema["const"] !== undefined ? undefined : schema.examples?.[0];
  return {
    name,
    type: typeOf(property, description),
    required,
    description: [schema.description, eachText].filter(Boolean).join(" "),
    limits: [...limits.limits, ...eachLimits.limits.map(ofEach)],
    ours: [...limits.ours, ...eachLimits.ours.map(ofEach)],
    ...(example !== undefined && { example }),
  };
}

const ofEach = (limit: string) => `each ${limit}`;
const isObject = ({ type, properties }: Schema) => type === "object" || properties !== undefined;

/** Whether a field that the schema does not have is refused. */
export function isClosed({ additionalProperties, unevaluatedProperties }: Schema): boolean {
  return additionalProperties === false || unevaluatedProperties === false;
}

/** A schema's type in words. */
export function typeOf(property: Schema, description: Description): string {
  const schema = resolve(property, description);
  const name = nameOf(property);
  const types = [schema.type ?? "anything"].flat().map((type) => {
    if (type === "array") return `list of ${plural(typeOf(schema.items ?? {}, description))}`;
    if (type === "object" && name !== undefined) return `object \`${name}\``;
    return type;
  });
  return types.join(" or ");
}

const plural = (type: string) => type.replace(/^\w+/, (word) => `${word}s`);

/** Keywords that are told in other ways than as a limit. */
const toldElsewhere = [
  "$ref",
  "description",
  "type",
  "properties",
  "required",
  "items",
  "examples",
  "x-ours",
];

/** The rules that a schema sets, in words, those that are this project's choice apart. */
export function limitsOf(schema: Schema): { limits: string[]; ours: string[] } {
  const marked = schema["x-ours"] ?? [];
  const keywords = Object.keys(schema).filter((keyword) => !toldElsewhere.includes(keyword));
  const inWords = (chosen: string[]) =>
    phrases(Object.fromEntries(chosen.map((keyword) => [keyword, schema[keyword]])));
  return {
    limits: inWords(keywords.filter((keyword) => !marked.includes(keyword))),
    ours: inWords(keywords.filter((keyword) => marked.includes(keyword))),
  };
}

function phrases(rules: Record<string, unknown>): string[] {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, uniqueItems, ...rest } = rules;
  return [
    range(minLength, maxLength, "character"),
    range(minItems, maxItems, "entry", "entries"),
    range(minimum, maximum, ""),
    uniqueItems === true ? "none twice" : "",
    ...Object.entries(rest).map(([keyword, value]) => phrase(keyword, value)),
  ].filter(Boolean);
}

function range(min: unknown, max: unknown, unit: string, units = unit && `${unit}s`): string {
  if (min === undefined && max === undefined) return "";
  const bounds =
    min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`;
  return `${bounds} ${(max ?? min) === 1 ? unit : units}`.trim();
}

function phrase(keyword: string, value: unknown): string {
  if (keyword === "const") return `always ${code(value)}`;
  if (keyword === "enum") return `one of ${(value as unknown[]).map(code).join(", ")}`;
  if (keyword === "pattern") return `matches ${code(value)}`;
  if (keyword === "minProperties") return `at least ${value} of its fields`;
  if (keyword === "format") return `format ${code(value)}`;
  // Answers are open: the page says so once for all of them.
  if (/^(additional|unevaluated)Properties$/.test(keyword)) return value === false ? "no other fields" : "";
  return `${keyword} ${code(value)}`;
}

/** A value as Markdown code; a longer fence goes around back-ticks. */
export function code(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (!text.includes("`")) return `\`${text}\``;
  const longest = Math.max(...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}
