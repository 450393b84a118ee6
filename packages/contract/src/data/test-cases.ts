import type { Pointer } from "@rolewright/openapi";
import type { Description } from "../description/read-description.ts";
import type { Covered } from "../client/exchange.ts";
import { type FlatSchema, flatRequestSchema, typeOf, typesOf } from "./flat-schema.ts";
import { sampleScalar } from "./sample.ts";

/** A value for one side of one rule. */
export interface DataCase {
  /** A label for people: `name: maxLength`. */
  rule: string;
  value: unknown;
  covers: Covered[];
}

/** The values that only the server or the run can provide. */
export interface TestData {
  /** Returns a unique text, of a length in code points if given. */
  unique(length?: number, fill?: string): string;
  /** Returns a unique value that the schema of a property accepts. */
  uniqueValue(property: string): unknown;
  /** Whether a property must be unique. */
  isUnique(property: string): boolean;
  /** Returns existing IDs for a property that refers to other resources, or `undefined` for other properties. */
  ids(property: string): unknown[] | undefined;
  /** Whether only the server knows the valid values of a property. */
  isServerDefined(property: string): boolean;
}

interface Location {
  flat: FlatSchema;
  /** The top-level property, or an empty string for the value itself. */
  property: string;
  label: string;
  base: unknown;
  /** Returns the whole value with another value at this location. */
  with(value: unknown): unknown;
}

/** Returns invalid values, each of which violates one rule of a schema. */
export function invalidCases(
  description: Description,
  pointer: Pointer,
  base: unknown,
  testData?: TestData,
): DataCase[] {
  const found: DataCase[] = [];
  for (const place of findLocations(description, pointer, base)) {
    for (const { keyword, value, note } of invalidValues(place, testData)) {
      const whole = place.with(value);
      const at = place.flat.places.get(keyword);
      const problems = description.problems(pointer, whole);
      // Keep only values that violate the intended rule.
      if (at === undefined || !problems.some((problem) => problem.pointer === at)) continue;
      const rule = `${place.label}${keyword}${note === undefined ? "" : ` (${note})`}`;
      found.push({ rule, value: whole, covers: [{ pointer: at, side: "invalid" }] });
    }
  }
  return found;
}

/** Returns valid values at every limit of a schema, one limit at a time. */
export function validCases(
  description: Description,
  pointer: Pointer,
  base: unknown,
  testData: TestData,
): DataCase[] {
  const found: DataCase[] = [
    { rule: "a valid value", value: base, covers: findPlainRules(description, pointer, base) },
  ];
  for (const place of findLocations(description, pointer, base)) {
    if (testData.isServerDefined(place.property)) continue;
    for (const { keyword, value, note } of validValues(place, testData)) {
      const whole = place.with(value);
      const at = place.flat.places.get(keyword);
      if (at === undefined || description.problems(pointer, whole).length > 0) continue;
      const rule = `${place.label}${keyword}${note === undefined ? "" : ` (${note})`}`;
      found.push({ rule, value: whole, covers: [{ pointer: at, side: "valid" }] });
    }
  }
  return found;
}

/** Returns the rules that a plain value covers. Limits have their own values. */
function findPlainRules(description: Description, pointer: Pointer, base: unknown): Covered[] {
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
  return findLocations(description, pointer, base)
    .filter(({ base: here }) => here !== undefined)
    .flatMap(({ flat }) => plain.flatMap((keyword) => flat.places.get(keyword) ?? []))
    .map((at) => ({ pointer: at, side: "valid" }));
}

function findLocations(description: Description, pointer: Pointer, base: unknown): Location[] {
  return walk(description, pointer, { property: "", label: "", base, with: (value) => value }, 0);
}

function walk(
  description: Description,
  pointer: Pointer,
  here: Omit<Location, "flat">,
  depth: number,
): Location[] {
  const flat = flatRequestSchema(description, pointer);
  const places: Location[] = [{ ...here, flat }];
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

interface CandidateValue {
  keyword: string;
  value: unknown;
  note?: string;
}

const valuesByType: [string, unknown][] = [
  ["number", 7],
  ["boolean", true],
  ["string", "7"],
  ["null", null],
  ["object", { id: "x" }],
  ["array", ["x"]],
];

function invalidValues(place: Location, testData: TestData | undefined): CandidateValue[] {
  const { schema } = place.flat;
  const allowed = typesOf(schema);
  const isAllowed = (type: string) =>
    allowed.includes(type) || (type === "number" && allowed.includes("integer"));
  return [
    ...valuesByType
      .filter(([type]) => !isAllowed(type))
      .map(([type, value]) => ({ keyword: "type", value, note: type })),
    ...(allowed.includes("integer") && !allowed.includes("number")
      ? [{ keyword: "type", value: 1.5, note: "1.5" }]
      : []),
    ...(schema.enum || "const" in schema ? invalidChoices(schema.enum ? "enum" : "const", schema.const) : []),
    ...(allowed.includes("string") ? invalidTexts(place) : []),
    ...invalidNumbers(place),
    ...(allowed.includes("array") ? invalidLists(place, testData) : []),
    ...(allowed.includes("object") ? invalidObjects(place) : []),
  ];
}

const invalidChoices = (keyword: string, constant: unknown): CandidateValue[] => [
  { keyword, value: typeof constant === "boolean" ? !constant : "NONE-OF-THESE" },
  { keyword, value: "" },
];

/** Texts that a pattern or format may exclude. Only those that it excludes are sent. */
const likelyInvalidTexts = [
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

function invalidTexts({ flat: { schema } }: Location): CandidateValue[] {
  const { minLength = 0, maxLength } = schema;
  const unfit = schema.pattern === undefined && schema.format === undefined ? [] : likelyInvalidTexts;
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
          // An error that quotes a truncated one may split a character.
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

function invalidNumbers({ flat: { schema } }: Location): CandidateValue[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const beyond = firstBeyondFormat[schema.format ?? ""];
  return [
    ...(beyond === undefined ? [] : [{ keyword: "format", value: beyond, note: `${beyond}` }]),
    ...(minimum === undefined ? [] : [{ keyword: "minimum", value: minimum - 1 }]),
    ...(maximum === undefined ? [] : [{ keyword: "maximum", value: maximum + 1 }]),
    ...(exclusiveMinimum === undefined ? [] : [{ keyword: "exclusiveMinimum", value: exclusiveMinimum }]),
    ...(exclusiveMaximum === undefined ? [] : [{ keyword: "exclusiveMaximum", value: exclusiveMaximum }]),
    ...(multipleOf === undefined ? [] : [{ keyword: "multipleOf", value: multipleOf * 1.5 }]),
  ];
}

/** The first numbers that the formats of integers exclude. */
const firstBeyondFormat: Record<string, number> = { int32: 2 ** 31, int64: 2 ** 63 };

function invalidLists(
  { flat: { schema }, property, base }: Location,
  testData: TestData | undefined,
): CandidateValue[] {
  const ids = testData?.ids(property) ?? [];
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
      ? [{ keyword: "uniqueItems", value: [one, other, one], note: "not adjacent" }]
      : []),
  ];
}

/** Changes the case of the first letter. */
const withOtherCase = (name: string) => {
  const capital = name.charAt(0).toUpperCase();
  return (capital === name.charAt(0) ? capital.toLowerCase() : capital) + name.slice(1);
};

function invalidObjects({ flat: { schema }, base }: Location): CandidateValue[] {
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
          { keyword: "additionalProperties", value: { ...object, "": true }, note: "an empty name" },
          // Every JavaScript object has it, so that some servers treat it as known.
          {
            keyword: "additionalProperties",
            value: Object.fromEntries([...Object.entries(object), ["__proto__", true]]),
            note: "__proto__",
          },
          ...Object.keys(object).map((name) => ({
            keyword: "additionalProperties",
            value: Object.fromEntries(
              Object.entries(object).map(([key, value]) => [key === name ? withOtherCase(key) : key, value]),
            ),
            note: withOtherCase(name),
          })),
        ]
      : []),
    ...(schema.minProperties === undefined ? [] : [{ keyword: "minProperties", value: {} }]),
  ];
}

/** Valid texts that have broken servers before. */
const hostileTexts = [
  "\u{1f3f3}\ufe0f\u200d\u{1f308} <b>&amp;</b>",
  "'; DROP TABLE roles; --",
  String.raw`\n "quoted" %00 $1 {}`,
  "\u05e2\u05d1\u05e8\u05d9\u05ea \u0645\u0631\u062d\u0628\u0627",
  "null",
];

function validValues(place: Location, testData: TestData): CandidateValue[] {
  const { schema } = place.flat;
  const allowed = typesOf(schema);
  const isOptional =
    place.base === undefined && place.property !== "" && testData.ids(place.property) === undefined;
  return [
    ...(isOptional ? [{ keyword: "type", value: sampleScalar(schema), note: "given" }] : []),
    ...(allowed.includes("null") ? [{ keyword: "type", value: null, note: "null" }] : []),
    ...(schema.enum ?? []).map((value) => ({ keyword: "enum", value, note: String(value) })),
    ...(allowed.includes("string") && !schema.enum ? validTexts(place, testData) : []),
    ...(testData.ids(place.property) === undefined ? validNumbers(place) : []),
    ...(allowed.includes("array") ? validLists(place, testData) : []),
    ...(allowed.includes("object") ? validObjects(place) : []),
  ];
}

function validTexts(
  { flat: { schema }, property, label, base }: Location,
  testData: TestData,
): CandidateValue[] {
  // References cannot be generated. The values of a list such as `emails` can.
  if (testData.ids(property) !== undefined && !testData.isUnique(property)) return [];
  const isUnique = testData.isUnique(property) && label === `${property}: `;
  const text = (length: number, fill: string) =>
    isUnique ? testData.unique(length, fill) : fill.repeat(length);
  const { minLength = 0, maxLength } = schema;
  // Repeating the last character usually keeps a pattern satisfied.
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
    ...(schema.format === "date-time" && maxLength !== undefined && maxLength >= 24
      ? [{ keyword: "maxLength", value: longTimestamp(maxLength), note: `${maxLength} characters` }]
      : []),
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
    ...hostileTexts.map((value) => ({
      keyword: schema.pattern === undefined ? "type" : "pattern",
      value: isUnique ? `${testData.unique()} ${value}` : value,
      note: JSON.stringify(value),
    })),
    ...(schema.format === undefined
      ? []
      : [{ keyword: "format", value: sampleScalar(schema), note: schema.format }]),
  ];
}

/** A timestamp whose seconds have many decimal places. */
const longTimestamp = (length: number) => `${"2026-02-02T10:30:00.".padEnd(length - 1, "0")}Z`;

function validNumbers({ flat: { schema } }: Location): CandidateValue[] {
  const { minimum, maximum, format } = schema;
  const isFormatted =
    format !== undefined && typesOf(schema).some((type) => type === "integer" || type === "number");
  return [
    ...(isFormatted ? [{ keyword: "format", value: sampleScalar(schema), note: format }] : []),
    ...(minimum === undefined ? [] : [{ keyword: "minimum", value: minimum }]),
    ...(maximum === undefined ? [] : [{ keyword: "maximum", value: maximum }]),
  ];
}

function validLists({ flat: { schema }, property }: Location, testData: TestData): CandidateValue[] {
  const { minItems = 0, maxItems } = schema;
  const ids = testData.ids(property) ?? [];
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
      ? [{ keyword: "type", value: ids, note: `all ${ids.length} existing IDs` }]
      : []),
  ];
}

/** Returns the object without each optional property, one at a time. */
function validObjects({ flat: { schema, properties }, base }: Location): CandidateValue[] {
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
