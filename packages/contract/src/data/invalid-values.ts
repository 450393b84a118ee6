import { typeOf, typesOf } from "./flat-schema.ts";
import { type CandidateValue, isTestedLimit, type Location } from "./location.ts";
import type { TestData } from "./test-data.ts";

const valuesByType: [string, unknown][] = [
  ["number", 7],
  ["boolean", true],
  ["string", "7"],
  ["null", null],
  ["object", { id: "x" }],
  ["array", ["x"]],
];

export function invalidValues(place: Location, testData: TestData | undefined): CandidateValue[] {
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
  // Every object has it, so that a lookup in one finds it.
  { keyword, value: "constructor" },
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
    ...(!isTestedLimit(maxLength, "characters")
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
    ...(!isTestedLimit(maxItems, "items")
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
