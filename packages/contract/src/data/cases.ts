import type { Pointer } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Covered } from "../session/session.ts";
import { type FlatSchema, flatSchema, typeOf, typesOf } from "./flat-schema.ts";
import { sample } from "./sample.ts";

/** A value that was made to show one side of one rule. */
export interface DataCase {
  /** What it is, for a person: `name: maxLength`. */
  rule: string;
  value: unknown;
  covers: Covered[];
}

/** What an implementation has to be asked for before values can be made. */
export interface Given {
  /** Text that nothing else has, of so many code points where a length is given; for properties that have to be unique. */
  unique(length?: number, fill?: string): string;
  /** Which properties have to be unique. */
  isUnique(property: string): boolean;
  /** Ids that exist, for properties that name other things; `undefined` for properties that name nothing. */
  ids(property: string): string[] | undefined;
  /** Properties whose values only the implementation knows, so that none can be made up. */
  isUnknowable(property: string): boolean;
}

interface Place {
  flat: FlatSchema;
  /** The property that it belongs to; empty for the value itself. */
  property: string;
  label: string;
  base: unknown;
  /** The whole value with another value in this place. */
  with(value: unknown): unknown;
}

/** Every way to break one rule of a schema, from a value that keeps them all. */
export function brokenCases(
  description: Description,
  pointer: Pointer,
  base: unknown,
  given?: Given,
): DataCase[] {
  const found: DataCase[] = [];
  for (const place of placesOf(description, pointer, base)) {
    for (const { keyword, value, note } of brokenValues(place, given)) {
      const whole = place.with(value);
      const at = place.flat.places.get(keyword);
      const problems = description.problems(pointer, whole);
      // The value has to break the rule that it was made to break.
      if (at === undefined || !problems.some((problem) => problem.pointer === at)) continue;
      const rule = `${place.label}${keyword}${note === undefined ? "" : ` (${note})`}`;
      found.push({ rule, value: whole, covers: [{ pointer: at, side: "invalid" }] });
    }
  }
  return found;
}

/** Values on the right side of every limit of a schema, one limit at a time. */
export function validCases(
  description: Description,
  pointer: Pointer,
  base: unknown,
  given: Given,
): DataCase[] {
  const found: DataCase[] = [
    { rule: "a usual value", value: base, covers: plainRules(description, pointer, base) },
  ];
  for (const place of placesOf(description, pointer, base)) {
    if (given.isUnknowable(place.property)) continue;
    for (const { keyword, value, note } of validValues(place, given)) {
      const whole = place.with(value);
      const at = place.flat.places.get(keyword);
      if (at === undefined || description.problems(pointer, whole).length > 0) continue;
      const rule = `${place.label}${keyword}${note === undefined ? "" : ` (${note})`}`;
      found.push({ rule, value: whole, covers: [{ pointer: at, side: "valid" }] });
    }
  }
  return found;
}

/** The rules that a value keeps by being as it is; limits have values of their own. */
function plainRules(description: Description, pointer: Pointer, base: unknown): Covered[] {
  const plain = [
    "type",
    "required",
    "additionalProperties",
    "uniqueItems",
    "pattern",
    "format",
    "enum",
    "const",
    "minProperties",
  ];
  return placesOf(description, pointer, base)
    .filter(({ base: here }) => here !== undefined)
    .flatMap(({ flat }) => plain.flatMap((keyword) => flat.places.get(keyword) ?? []))
    .map((at) => ({ pointer: at, side: "valid" }));
}

function placesOf(description: Description, pointer: Pointer, base: unknown): Place[] {
  return walk(description, pointer, { property: "", label: "", base, with: (value) => value }, 0);
}

function walk(description: Description, pointer: Pointer, here: Omit<Place, "flat">, depth: number): Place[] {
  const flat = flatSchema(description, pointer);
  const places: Place[] = [{ ...here, flat }];
  if (depth > 4) return places;
  const object = typeOf(here.base) === "object" ? (here.base as Record<string, unknown>) : {};
  for (const [name, property] of flat.properties) {
    const next = {
      property: depth === 0 ? name : here.property,
      label: `${here.label}${name}: `,
      base: object[name],
      with: (value: unknown) => here.with({ ...object, [name]: value }),
    };
    places.push(...walk(description, property, next, depth + 1));
  }
  if (flat.items !== undefined) {
    const [first] = Array.isArray(here.base) ? here.base : [];
    const next = {
      property: here.property,
      label: `${here.label}items: `,
      base: first,
      with: (value: unknown) => here.with([value]),
    };
    places.push(...walk(description, flat.items, next, depth + 1));
  }
  return places;
}

interface Made {
  keyword: string;
  value: unknown;
  note?: string;
}

const ofOtherTypes: [string, unknown][] = [
  ["number", 7],
  ["boolean", true],
  ["string", "7"],
  ["null", null],
  ["object", { id: "x" }],
  ["array", ["x"]],
];

function brokenValues(place: Place, given: Given | undefined): Made[] {
  const { schema } = place.flat;
  const allowed = typesOf(schema);
  const isAllowed = (type: string) =>
    allowed.includes(type) || (type === "number" && allowed.includes("integer"));
  return [
    ...ofOtherTypes
      .filter(([type]) => !isAllowed(type))
      .map(([type, value]) => ({ keyword: "type", value, note: type })),
    ...(allowed.includes("integer") && !allowed.includes("number")
      ? [{ keyword: "type", value: 1.5, note: "1.5" }]
      : []),
    ...(schema.enum || "const" in schema ? brokenChoice(schema.enum ? "enum" : "const", schema.const) : []),
    ...(allowed.includes("string") ? brokenTexts(place) : []),
    ...brokenNumbers(place),
    ...(allowed.includes("array") ? brokenLists(place, given) : []),
    ...(allowed.includes("object") ? brokenObjects(place) : []),
  ];
}

const brokenChoice = (keyword: string, constant: unknown): Made[] => [
  { keyword, value: typeof constant === "boolean" ? !constant : "NONE-OF-THESE" },
  { keyword, value: "" },
];

/** Texts that a pattern or a format may refuse; those that it does refuse are sent. */
const misfits = [
  "   ",
  ..."\u00a0\u1680\u2003\u2028\u202f\u3000\ufeff",
  " \u3000\u00a0",
  ...[..."\u0000\u0001\t\n\r\u001b\u001f\u007f"].map((character) => `a${character}b`),
  "\ta",
  "a\r\n",
  "a\u0000",
  "\n",
  "a b",
  "caf\u00e9",
  "not an address",
  "ada@",
  "@fernhill.example",
  "!!",
  "2026-13-45",
];

function brokenTexts({ flat: { schema } }: Place): Made[] {
  const { minLength = 0, maxLength } = schema;
  const unfit = schema.pattern === undefined && schema.format === undefined ? [] : misfits;
  const note = (text: string) => JSON.stringify(text);
  return [
    ...(minLength > 0 ? [{ keyword: "minLength", value: "x".repeat(minLength - 1) }] : []),
    ...(minLength > 1 ? [{ keyword: "minLength", value: "", note: "empty" }] : []),
    ...(maxLength === undefined
      ? []
      : [
          {
            keyword: "maxLength",
            value: longText(schema.format, maxLength + 1),
            note: `${maxLength + 1} characters`,
          },
          { keyword: "maxLength", value: "x".repeat(maxLength + 1), note: `${maxLength + 1} times x` },
          // A refusal that quotes one of them, cut anywhere, may cut a character in two.
          ...["", "x"].map((start) => ({
            keyword: "maxLength",
            value: start + "\u{1f600}".repeat(maxLength + 1),
            note: `${start}${maxLength + 1} emoji`,
          })),
        ]),
    ...unfit.map((value) => ({ keyword: "pattern", value, note: note(value) })),
    ...unfit.map((value) => ({ keyword: "format", value, note: note(value) })),
  ];
}

const longText = (format: string | undefined, length: number) =>
  format === "email"
    ? `${"a".repeat(Math.max(length - 12, 1))}@example.org`.slice(-length)
    : "y".repeat(length);

function brokenNumbers({ flat: { schema } }: Place): Made[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  return [
    ...(minimum === undefined ? [] : [{ keyword: "minimum", value: minimum - 1 }]),
    ...(maximum === undefined ? [] : [{ keyword: "maximum", value: maximum + 1 }]),
    ...(exclusiveMinimum === undefined ? [] : [{ keyword: "exclusiveMinimum", value: exclusiveMinimum }]),
    ...(exclusiveMaximum === undefined ? [] : [{ keyword: "exclusiveMaximum", value: exclusiveMaximum }]),
    ...(multipleOf === undefined ? [] : [{ keyword: "multipleOf", value: multipleOf * 1.5 }]),
  ];
}

function brokenLists({ flat: { schema }, property, base }: Place, given: Given | undefined): Made[] {
  const ids = given?.ids(property) ?? [];
  const items = Array.isArray(base) ? base : [];
  const some = (count: number) =>
    Array.from({ length: count }, (_, index) => ids[index] ?? items[index] ?? `id-${index}`);
  const { minItems = 0, maxItems, uniqueItems } = schema;
  const [one = ids[0] ?? "id-1"] = items;
  const other = ids.find((id) => id !== one);
  return [
    ...(minItems > 0 ? [{ keyword: "minItems", value: some(minItems - 1) }] : []),
    ...(maxItems === undefined
      ? []
      : [{ keyword: "maxItems", value: some(maxItems + 1), note: `${maxItems + 1} items` }]),
    ...(uniqueItems === true ? [{ keyword: "uniqueItems", value: [one, one] }] : []),
    ...(uniqueItems === true && other !== undefined
      ? [{ keyword: "uniqueItems", value: [one, other, one], note: "not side by side" }]
      : []),
  ];
}

/** `name` is not `Name`. */
const inOtherCase = (name: string) => {
  const capital = name.charAt(0).toUpperCase();
  return (capital === name.charAt(0) ? capital.toLowerCase() : capital) + name.slice(1);
};

function brokenObjects({ flat: { schema }, base }: Place): Made[] {
  const object = typeOf(base) === "object" ? (base as Record<string, unknown>) : {};
  return [
    ...(schema.required ?? []).map((name) => ({
      keyword: "required",
      value: Object.fromEntries(Object.entries(object).filter(([key]) => key !== name)),
      note: name,
    })),
    ...(schema.additionalProperties === false
      ? [
          { keyword: "additionalProperties", value: { ...object, unexpected: true } },
          { keyword: "additionalProperties", value: { ...object, unexpected: null }, note: "null" },
          { keyword: "additionalProperties", value: { ...object, "": true }, note: "no name" },
          // Every object of JavaScript has it, so that some servers take it for known.
          {
            keyword: "additionalProperties",
            value: Object.fromEntries([...Object.entries(object), ["__proto__", true]]),
            note: "__proto__",
          },
          ...Object.keys(object).map((name) => ({
            keyword: "additionalProperties",
            value: Object.fromEntries(
              Object.entries(object).map(([key, value]) => [key === name ? inOtherCase(key) : key, value]),
            ),
            note: inOtherCase(name),
          })),
        ]
      : []),
    ...(schema.minProperties === undefined ? [] : [{ keyword: "minProperties", value: {} }]),
  ];
}

/** Texts that have broken servers before, and are as good as any other. */
const oddTexts = [
  "\u{1f3f3}\ufe0f\u200d\u{1f308} <b>&amp;</b>",
  "'; DROP TABLE roles; --",
  String.raw`\n "quoted" %00 $1 {}`,
  "\u05e2\u05d1\u05e8\u05d9\u05ea \u0645\u0631\u062d\u0628\u0627",
  "null",
];

function validValues(place: Place, given: Given): Made[] {
  const { schema } = place.flat;
  const allowed = typesOf(schema);
  const isOptional =
    place.base === undefined && place.property !== "" && given.ids(place.property) === undefined;
  return [
    ...(isOptional ? [{ keyword: "type", value: sample(schema), note: "given" }] : []),
    ...(allowed.includes("null") ? [{ keyword: "type", value: null, note: "null" }] : []),
    ...(schema.enum ?? []).map((value) => ({ keyword: "enum", value, note: String(value) })),
    ...(allowed.includes("string") && !schema.enum ? validTexts(place, given) : []),
    ...validNumbers(place),
    ...(allowed.includes("array") ? validLists(place, given) : []),
    ...(allowed.includes("object") ? validObjects(place) : []),
  ];
}

function validTexts({ flat: { schema }, property, label, base }: Place, given: Given): Made[] {
  // Ids inside a list, and everything else that names other things, cannot be made up.
  if (given.ids(property) !== undefined) return [];
  const isUnique = given.isUnique(property) && label === `${property}: `;
  const text = (length: number, fill: string) =>
    isUnique ? given.unique(length, fill) : fill.repeat(length);
  const { minLength = 0, maxLength } = schema;
  // A value that fits a pattern mostly still does when its last letter is there more often.
  const stretched =
    typeof base === "string" && base !== "" && maxLength !== undefined && maxLength < 50_000 && !isUnique
      ? [
          {
            keyword: "maxLength",
            value: base.padEnd(maxLength, base.at(-1)),
            note: `${maxLength} characters`,
          },
        ]
      : [];
  return [
    ...stretched,
    {
      keyword: schema.minLength === undefined ? "type" : "minLength",
      value: text(minLength, "x"),
      note: `${minLength} characters`,
    },
    ...(maxLength === undefined || maxLength > 50_000
      ? []
      : ["x", "\u00e9", "\u{1f600}"].map((fill) => ({
          keyword: "maxLength",
          value: text(maxLength, fill),
          note: `${maxLength} times ${fill}`,
        }))),
    ...oddTexts.map((odd) => ({
      keyword: schema.pattern === undefined ? "type" : "pattern",
      value: isUnique ? `${given.unique()} ${odd}` : odd,
      note: JSON.stringify(odd),
    })),
    ...(schema.format === undefined
      ? []
      : [{ keyword: "format", value: sample(schema), note: schema.format }]),
  ];
}

function validNumbers({ flat: { schema } }: Place): Made[] {
  const { minimum, maximum } = schema;
  return [
    ...(minimum === undefined ? [] : [{ keyword: "minimum", value: minimum }]),
    ...(maximum === undefined ? [] : [{ keyword: "maximum", value: maximum }]),
  ];
}

function validLists({ flat: { schema }, property }: Place, given: Given): Made[] {
  const { minItems = 0, maxItems } = schema;
  const ids = given.ids(property) ?? [];
  return [
    ...(minItems <= ids.length
      ? [
          {
            keyword: minItems > 0 ? "minItems" : "type",
            value: ids.slice(0, minItems),
            note: `${minItems} items`,
          },
        ]
      : []),
    ...(maxItems !== undefined && ids.length >= maxItems
      ? [{ keyword: "maxItems", value: ids.slice(0, maxItems), note: `${maxItems} items` }]
      : []),
    ...(ids.length > 1 && (maxItems === undefined || ids.length < maxItems)
      ? [{ keyword: "type", value: ids, note: `all ${ids.length} that there are` }]
      : []),
  ];
}

/** Every optional property left out, one at a time. */
function validObjects({ flat: { schema, properties }, base }: Place): Made[] {
  const object = typeOf(base) === "object" ? (base as Record<string, unknown>) : {};
  const optional = [...properties.keys()].filter(
    (name) => name in object && !schema.required?.includes(name),
  );
  return optional.map((name) => ({
    keyword: schema.required ? "required" : "type",
    value: Object.fromEntries(Object.entries(object).filter(([key]) => key !== name)),
    note: `without ${name}`,
  }));
}
