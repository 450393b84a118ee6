/** The rules of a schema in the words of the pages. Shares no code with the builder. */

// oxlint-disable-next-line typescript/no-explicit-any -- the point is to read the file without the builder's types
type Node = any;

/** The rules of a value in the words of the pages, with unofficial ones marked. */
export function rules(schema: Node): string[] {
  const { minLength: from, maxLength: to, minimum, maximum, minItems, maxItems } = schema;
  const descriptions: Record<string, string | undefined> = {
    minLength: to === undefined ? `at least ${from} character` : `${from} to ${to} characters`,
    maxLength: from === undefined ? `at most ${to} characters` : `${from} to ${to} characters`,
    minimum: maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`,
    maximum: minimum === undefined ? `at most ${maximum}` : `${minimum} to ${maximum}`,
    // cspell:ignore entr -- "entry" or "entries"
    minItems: maxItems === undefined ? `at least ${minItems} entr` : `${minItems} to ${maxItems} entr`,
    maxItems: minItems === undefined ? `at most ${maxItems} entr` : `${minItems} to ${maxItems} entr`,
    uniqueItems: "unique entries",
    default: `default ${JSON.stringify(schema.default)}`,
    minProperties: `at least ${schema.minProperties} of its fields`,
    pattern: `matches ${schema.pattern}`,
    format: `format ${schema.format}`,
    const: `always ${JSON.stringify(schema.const)}`,
    "x-secret": "a secret",
    enum: schema.enum && `one of ${schema.enum.join(", ")}`,
  };
  return Object.keys(descriptions)
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => unofficially(schema, keyword, descriptions[keyword]));
}

/** A rule with its label, if no public page of the vendor documents it. */
export function unofficially(schema: Node, keyword: string, rule: string | undefined): string {
  return schema["x-unofficial"]?.includes(keyword) ? `Unofficial: ${rule}` : `${rule}`;
}

/** In Markdown, the name of a type that many fields share, and else the rules. */
export function rulesOrType(reference: Node, schema: Node, ownRules = rules(schema)): string[] {
  const isType = reference.$ref !== undefined && schema.type !== "object" && !schema.oneOf;
  return isType && ownRules.length > 0 ? [`type ${reference.$ref.split("/").at(-1)}`] : ownRules;
}
