import { type Description, getComponentName, type Schema } from "@rolewright/openapi";

/** A parameter, header or property, with the fields inside it. */
export interface Field {
  name: string;
  /** In words: `list of strings`, `string or null`, `object Role`. */
  type: string;
  required: boolean;
  /** Markdown. */
  description: string;
  /** Documented rules for the value, in Markdown. */
  limits: string[];
  /** Rules that no public page of the vendor documents, in Markdown. */
  unofficial: string[];
  /** The type that many fields share, with its rules, which are among the limits and unofficial rules. */
  sharedType?: { name: string; rules: string[] };
  isDeprecated: boolean;
  /** The path of a guide about it. */
  guide?: string;
  /** Whether many operations share it, so that one page explains it for all of them. */
  isCommon?: boolean;
  /** Whether it is one of several forms of the object that contains it. */
  isVariant?: boolean;
  example?: unknown;
  default?: unknown;
  /** The fields of an object, or of each entry of a list. */
  children: Field[];
}

/** Lists the fields of an object schema, those of `allOf` included. */
export function listFields(schema: Schema, description: Description, ancestors: string[] = []): Field[] {
  const {
    properties = {},
    required = [],
    oneOf,
    anyOf,
    additionalProperties,
  } = mergeAllOf(schema, description);
  const own = Object.entries(properties).map(([name, property]) =>
    toField(name, property, required.includes(name), description, ancestors),
  );
  const variants = (oneOf ?? anyOf ?? []).filter((variant) => isObject(mergeAllOf(variant, description)));
  const ofVariants = splitVariants(
    variants.map((variant, index) =>
      toField(getComponentName(variant) ?? `variant ${index + 1}`, variant, false, description, ancestors),
    ),
  );
  const ofOthers =
    typeof additionalProperties === "object" && additionalProperties !== null
      ? [toField("[key]", additionalProperties, false, description, ancestors)]
      : [];
  return [...own, ...ofVariants, ...ofOthers];
}

/** Lists the fields that all variants have once, and the others in each variant. */
function splitVariants(variants: Field[]): Field[] {
  const [first, ...others] = variants.map(({ children }) => children.map((child) => JSON.stringify(child)));
  const shared = new Set((first ?? []).filter((child) => others.every((each) => each.includes(child))));
  const isShared = (child: Field) => shared.has(JSON.stringify(child));
  return [
    ...(variants[0]?.children ?? []).filter(isShared),
    ...variants.map((variant) => ({
      ...variant,
      isVariant: true,
      children: variant.children.filter((child) => !isShared(child)),
    })),
  ];
}

/** Converts one property. `ancestors` are the schemas above it, so that recursive schemas end. */
export function toField(
  name: string,
  property: Schema,
  required: boolean,
  description: Description,
  ancestors: string[] = [],
): Field {
  const schema = mergeAllOf(property, description);
  const isShared = getComponentName(property) !== undefined && !isObject(schema);
  const items = schema.items && mergeAllOf(schema.items, description);
  const itemText = items?.description && isObject(items) ? `Each entry: ${items.description}` : "";
  const limits = describeLimits(schema);
  const itemLimits = items ? describeLimits(items) : { limits: [], unofficial: [] };
  // The example of a shared type shows one of its many uses, rarely this one.
  const example = isShared || schema["const"] !== undefined ? undefined : firstExample(schema);
  const inner = schema.items ?? property;
  const innerName = getComponentName(inner) ?? "";
  const isRecursive = ancestors.includes(innerName);
  const sharedLimits = schema.items ? itemLimits : limits;
  const isSharedType = innerName !== "" && !isObject(schema.items ? (items ?? {}) : schema);
  return {
    name,
    type: describeType(property, description),
    required,
    description: [schema.description, itemText].filter(Boolean).join(" "),
    limits: [...limits.limits, ...itemLimits.limits.map(forEachEntry)],
    unofficial: [...limits.unofficial, ...itemLimits.unofficial.map(forEachEntry)],
    ...(isSharedType && {
      sharedType: {
        name: innerName,
        rules: [...sharedLimits.limits, ...sharedLimits.unofficial].map((rule) =>
          schema.items ? forEachEntry(rule) : rule,
        ),
      },
    }),
    isDeprecated: schema["deprecated"] === true,
    children: isRecursive
      ? []
      : listFields(inner, description, innerName === "" ? ancestors : [...ancestors, innerName]),
    ...(example !== undefined && { example }),
    ...(schema["default"] !== undefined && { default: schema["default"] }),
  };
}

const forEachEntry = (limit: string) => `each entry: ${limit}`;
const isObject = ({ type, properties }: Schema) => type === "object" || properties !== undefined;
const firstExample = ({ examples, example }: Schema): unknown =>
  examples === undefined ? example : examples[0];

/** Resolves a schema and merges its `allOf` into it. */
export function mergeAllOf(schema: Schema, description: Description): Schema {
  const { allOf, ...own } = description.resolve<Schema>(schema);
  if (allOf === undefined) return own;
  const parts = [...allOf.map((part) => mergeAllOf(part, description)), own];
  const properties = Object.assign({}, ...parts.map((part) => part.properties)) as Record<string, Schema>;
  const required = [...new Set(parts.flatMap((part) => part.required ?? []))];
  const unofficial = [...new Set(parts.flatMap((part) => listUnofficial(part)))];
  return {
    ...(Object.assign({}, ...parts) as Schema),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(unofficial.length > 0 && { "x-unofficial": unofficial }),
  };
}

/** What happens to fields that a schema does not list, and whether a rejection is an unofficial rule. */
export type UnknownFields = "allowed" | "rejected" | "rejected-unofficial";

/** Describes what a schema says about fields that it does not list. */
export function describeUnknownFields(schema: Schema): UnknownFields {
  const keywords = (["additionalProperties", "unevaluatedProperties"] as const).filter(
    (keyword) => schema[keyword] === false,
  );
  if (keywords.length === 0) return "allowed";
  const isUnofficial = keywords.every((keyword) => listUnofficial(schema).includes(keyword));
  return isUnofficial ? "rejected-unofficial" : "rejected";
}

/** Lists the keywords of a schema that no public page of the vendor documents. */
const listUnofficial = (schema: Schema): string[] => (schema["x-unofficial"] ?? []) as string[];

/** Describes a schema's type in words. */
export function describeType(property: Schema, description: Description): string {
  const schema = mergeAllOf(property, description);
  const name = getComponentName(property);
  const variants = schema.oneOf ?? schema.anyOf;
  // The names of the forms of an object are shown with their fields.
  if (
    variants &&
    schema.type === undefined &&
    variants.every((variant) => isObject(mergeAllOf(variant, description)))
  )
    return "object";
  if (variants && schema.type === undefined)
    return variants.map((variant) => describeType(variant, description)).join(" or ");
  const fallback = schema.properties ? "object" : "any type";
  const types = [schema.type ?? fallback].flat().map((type) => {
    if (type === "array") return `list of ${plural(describeType(schema.items ?? {}, description))}`;
    if (type === "object" && name !== undefined) return `object \`${name}\``;
    return type;
  });
  return types.join(" or ");
}

const plural = (type: string) => type.replace(/^\w+/, (word) => `${word}s`);

/** Keywords that are shown in another way than as a limit. */
const shownElsewhere = [
  "$ref",
  "title",
  "description",
  "type",
  "properties",
  "required",
  "items",
  "allOf",
  "oneOf",
  "anyOf",
  "example",
  "examples",
  "default",
  "deprecated",
  "discriminator",
  "externalDocs",
];

/** Describes the limits of a schema in words, with unofficial ones separate. */
export function describeLimits(schema: Schema): { limits: string[]; unofficial: string[] } {
  const marked = listUnofficial(schema);
  const keywords = Object.keys(schema).filter(
    (keyword) => !shownElsewhere.includes(keyword) && (!keyword.startsWith("x-") || keyword === "x-secret"),
  );
  const inWords = (selected: string[]) =>
    describeRules(Object.fromEntries(selected.map((keyword) => [keyword, schema[keyword]])));
  return {
    limits: inWords(keywords.filter((keyword) => !marked.includes(keyword))),
    unofficial: inWords(keywords.filter((keyword) => marked.includes(keyword))),
  };
}

function describeRules(rules: Record<string, unknown>): string[] {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, uniqueItems, ...rest } = rules;
  return [
    describeRange(minLength, maxLength, "character"),
    describeRange(minItems, maxItems, "entry", "entries"),
    describeRange(minimum, maximum, ""),
    uniqueItems === true ? "unique entries" : "",
    ...Object.entries(rest).map(([keyword, value]) => describeRule(keyword, value)),
  ].filter(Boolean);
}

function describeRange(min: unknown, max: unknown, unit: string, units = unit && `${unit}s`): string {
  if (min === undefined && max === undefined) return "";
  const bounds =
    min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`;
  return `${bounds} ${(max ?? min) === 1 ? unit : units}`.trim();
}

function describeRule(keyword: string, value: unknown): string {
  if (keyword === "const") return `always ${code(value)}`;
  if (keyword === "enum") return `one of ${(value as unknown[]).map(code).join(", ")}`;
  if (keyword === "pattern") return `matches ${code(value)}`;
  if (keyword === "minProperties") return `at least ${value} of its fields`;
  if (keyword === "format") return `format ${code(value)}`;
  if (keyword === "readOnly") return value === true ? "only in responses" : "";
  if (keyword === "writeOnly") return value === true ? "only in requests" : "";
  if (keyword === "x-secret") return value === true ? "a secret" : "";
  if (keyword === "nullable") return value === true ? "may be `null`" : "";
  // Response schemas are open. The page says so once for the whole body.
  if (/^(additional|unevaluated)Properties$/.test(keyword)) return value === false ? "no other fields" : "";
  return `${keyword} ${code(value)}`;
}

/** Formats a value as Markdown code, with a longer fence around back-ticks. */
export function code(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (!text.includes("`")) return `\`${text}\``;
  const longest = Math.max(...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}
