import { type Description, getComponentName, getValueType, type Schema } from "@rolewright/openapi";
import { listOwnExamples, listRules, listUnofficial, mergeAllOf } from "./merge-schemas.ts";

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
  /** Further examples, in Markdown. */
  otherExamples: string[];
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
    unevaluatedProperties,
  } = mergeAllOf(schema, description);
  const own = Object.entries(properties).map(([name, property]) =>
    toField(name, property, required.includes(name), description, ancestors),
  );
  const withoutSchema = required
    .filter((name) => !Object.hasOwn(properties, name))
    .map((name) => toField(name, {}, true, description, ancestors));
  const variants = (oneOf ?? anyOf ?? []).filter((variant) => hasFields(variant, description));
  const ofVariants = splitVariants(
    variants.map((variant, index) => {
      const name = getComponentName(variant) ?? variant.title ?? `variant ${index + 1}`;
      return toField(name, variant, false, description, ancestors);
    }),
  );
  const ofOthers = [additionalProperties, unevaluatedProperties]
    .filter((each): each is Schema => typeof each === "object" && each !== null)
    .map((each) => toField("[key]", each, false, description, ancestors));
  return [...own, ...withoutSchema, ...ofVariants, ...ofOthers];
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
  const { limits, unofficial } = describeAllLimits(property, description);
  // The example of a shared type shows one of its many uses, rarely this one.
  const [example, ...otherExamples] = isShared
    ? listOwnExamples(property)
    : schema["const"] === undefined
      ? listExamples(schema, schema.items)
      : [];
  const inner = findInnermost(property, description);
  const innerName = getComponentName(inner) ?? "";
  const isRecursive = ancestors.includes(innerName);
  const depth = listNestedItems(property, description).length;
  const sharedLimits = describeLimits(mergeAllOf(withoutOwnKeywords(inner), description));
  const isSharedType = innerName !== "" && !isObject(mergeAllOf(inner, description));
  return {
    name,
    type: describeType(property, description),
    required,
    description: [describeSchema(schema), ...describeItems(property, description)].filter(Boolean).join(" "),
    limits: [
      ...describeTitle(schema, name),
      ...describeTitlesOfItems(property, description),
      ...limits,
      ...describeAlternatives(schema, description),
      ...describeAlternativesOfItems(property, description),
    ],
    unofficial,
    otherExamples: otherExamples.map((value) => `e.g. ${code(value)}`),
    ...(isSharedType && {
      sharedType: {
        name: innerName,
        rules: [...sharedLimits.limits, ...sharedLimits.unofficial].map(
          (rule) => "each entry: ".repeat(depth) + rule,
        ),
      },
    }),
    isDeprecated: schema["deprecated"] === true,
    children: [
      // A value that may be a list or an object has the fields of both.
      ...(depth > 0 ? listFields(withoutItems(schema), description, ancestors) : []),
      ...(isRecursive
        ? []
        : listFields(inner, description, innerName === "" ? ancestors : [...ancestors, innerName])),
    ],
    ...(example !== undefined && { example }),
    ...(schema["default"] !== undefined && { default: schema["default"] }),
  };
}

const withoutItems = ({ items: _, ...schema }: Schema): Schema => schema;

const isObject = ({ type, properties }: Schema) => type === "object" || properties !== undefined;

/** Whether a schema is an object, or a list of objects. */
const hasFields = (schema: Schema, description: Description): boolean =>
  isObject(mergeAllOf(findInnermost(schema, description), description));

/** The schemas of the entries of a list, of their entries, and so on. Ends where a schema contains itself. */
function listNestedItems(schema: Schema, description: Description, seen: string[] = []): Schema[] {
  const { items } = mergeAllOf(schema, description);
  const name = getComponentName(items) ?? "";
  if (items === undefined || seen.includes(name)) return [];
  return [items, ...listNestedItems(items, description, name === "" ? seen : [...seen, name])];
}

/** The schema of the entries of a list, and of a list of lists. Returns any other schema unchanged. */
const findInnermost = (schema: Schema, description: Description): Schema =>
  listNestedItems(schema, description).at(-1) ?? schema;

/** The examples of a schema, or if it has none, of its entries. The entries of a shared type have examples of other uses. */
export function listExamples(schema: Schema, items?: Schema): unknown[] {
  const own = listOwnExamples(schema);
  if (own.length > 0 || items === undefined || getComponentName(items) !== undefined) return own;
  return listExamples(items).map((each) => [each]);
}

/** The description of a schema, with links to its external documentation. */
export function describeSchema(schema: Schema): string {
  const links = listRules(schema).map(({ externalDocs }) => {
    const docs = externalDocs as { url: string; description?: string } | undefined;
    return docs && `[${docs.description ?? "More documentation"}](${docs.url})`;
  });
  return [schema.description, ...links].filter(Boolean).join(" ");
}

/** The description of a schema, unless it is the one of the component to which it refers. */
export function describeOwnText(schema: Schema, description: Description): string {
  const [own, shared] = [schema, withoutOwnKeywords(schema)].map((each) =>
    describeSchema(mergeAllOf(each, description)),
  );
  return own === undefined || (own === shared && schema.$ref !== undefined) ? "" : own;
}

/** A reference without the keywords beside it, which apply in one place only. Returns any other schema unchanged. */
const withoutOwnKeywords = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : { $ref: schema.$ref };

function describeItems(property: Schema, description: Description): string[] {
  return listNestedItems(property, description).flatMap((items) => {
    const schema = mergeAllOf(items, description);
    // A type that many fields share is described with the types.
    const isShared = getComponentName(items) !== undefined && !isObject(schema);
    const text = isShared ? describeOwnText(items, description) : describeSchema(schema);
    return text === "" ? [] : [`Each entry: ${text}`];
  });
}

/** The titles of the objects of a list. Other types have theirs with the types. */
function describeTitlesOfItems(property: Schema, description: Description): string[] {
  return listNestedItems(property, description).flatMap((items) => {
    const schema = mergeAllOf(items, description);
    const titles = isObject(schema) ? describeTitle(schema, getComponentName(items) ?? "") : [];
    return titles.map((title) => `each entry: ${title}`);
  });
}

/** A title is shown if it is not the name in other letters. */
export function describeTitle(schema: Schema, name: string): string[] {
  const normalize = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return listRules(schema).flatMap(({ title }) =>
    title === undefined || normalize(title) === normalize(name) ? [] : [`titled ${code(title)}`],
  );
}

/** Describes the alternatives of a value that are not objects, which have fields of their own. */
export function describeAlternatives(schema: Schema, description: Description): string[] {
  const variants = schema.oneOf ?? schema.anyOf ?? [];
  return variants
    .filter((variant) => !hasFields(variant, description))
    .flatMap((variant) => {
      const merged = mergeAllOf(variant, description);
      const { limits, unofficial } = describeAllLimits(merged, description);
      const parts = [
        ...describeTitle(merged, ""),
        ...(merged.required ?? []).map((name) => `requires ${code(name)}`),
        ...limits,
        ...unofficial.map((rule) => `Unofficial: ${rule}`),
        describeSchema(merged),
        ...listExamples(merged).map((value) => `e.g. ${code(value)}`),
      ].filter(Boolean);
      const type = describeType(variant, description);
      const label = type === anyType ? "one form" : `if ${type}`;
      return parts.length === 0 ? [] : [`${label}: ${parts.join(", ")}`];
    });
}

function describeAlternativesOfItems(property: Schema, description: Description): string[] {
  return listNestedItems(property, description).flatMap((items, depth) =>
    describeAlternatives(mergeAllOf(items, description), description).map(
      (alternative) => "each entry: ".repeat(depth + 1) + alternative,
    ),
  );
}

/** Describes the limits of a schema and of the entries of its lists. */
function describeAllLimits(
  schema: Schema,
  description: Description,
): { limits: string[]; unofficial: string[] } {
  const all = [schema, ...listNestedItems(schema, description)].map((each, depth) => {
    const rules = describeLimits(mergeAllOf(each, description));
    const prefix = "each entry: ".repeat(depth);
    return {
      limits: rules.limits.map((rule) => prefix + rule),
      unofficial: rules.unofficial.map((rule) => prefix + rule),
    };
  });
  return {
    limits: all.flatMap(({ limits }) => limits),
    unofficial: all.flatMap(({ unofficial }) => unofficial),
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

/** Describes a schema's type in words. */
export function describeType(property: Schema, description: Description, seen: string[] = []): string {
  const schema = mergeAllOf(property, description);
  const name = getComponentName(property);
  // A schema that contains itself, such as any JSON value.
  if (name !== undefined && seen.includes(name)) return code(name);
  const inside = name === undefined ? seen : [...seen, name];
  const variants = schema.oneOf ?? schema.anyOf;
  // The names of the forms of an object are shown with their fields.
  if (
    variants &&
    schema.type === undefined &&
    variants.every((variant) => isObject(mergeAllOf(variant, description)))
  )
    return "object";
  if (variants && schema.type === undefined)
    return variants.map((variant) => describeType(variant, description, inside)).join(" or ");
  const fallback = schema.properties ? "object" : (getValueType(schema) ?? anyType);
  const types = [schema.type ?? fallback].flat().map((type) => {
    if (type === "array") return `list of ${plural(describeType(schema.items ?? {}, description, inside))}`;
    if (type === "object" && name !== undefined) return `object \`${name}\``;
    return type;
  });
  return types.join(" or ");
}

const anyType = "any type";

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
  const all = listRules(schema).map((rules, index) => describeOwnLimits(rules, index > 0));
  return {
    limits: all.flatMap(({ limits }) => limits),
    unofficial: all.flatMap(({ unofficial }) => unofficial),
  };
}

function describeOwnLimits(schema: Schema, isFurther: boolean): { limits: string[]; unofficial: string[] } {
  const marked = listUnofficial(schema);
  const keywords = Object.keys(schema).filter(
    (keyword) =>
      (!shownElsewhere.includes(keyword) || (isFurther && keyword === "default")) &&
      (!keyword.startsWith("x-") || keyword === "x-secret"),
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

/** The rule of a schema that allows only the fields that it lists. */
export const noOtherFields = "no other fields";

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
  if (/^(additional|unevaluated)Properties$/.test(keyword)) return value === false ? noOtherFields : "";
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
