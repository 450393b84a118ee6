import { typeOf, typesOf } from "./flat-schema.ts";
import { sampleScalar } from "./sample-scalar.ts";
import { type CandidateValue, isTestedLimit, type Location } from "./location.ts";
import type { TestData } from "./test-data.ts";

/** Valid texts that have broken servers before. */
const hostileTexts = [
  "\u{1f3f3}\ufe0f\u200d\u{1f308} <b>&amp;</b>",
  "'; DROP TABLE users; --",
  String.raw`\n "quoted" %00 $1 {}`,
  "\u05e2\u05d1\u05e8\u05d9\u05ea \u0645\u0631\u062d\u0628\u0627",
  "null",
];

export function validValues(place: Location, testData: TestData): CandidateValue[] {
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
    typeof base === "string" && base !== "" && isTestedLimit(maxLength, "characters") && !isUnique
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
    ...(schema.format === "date-time" && isTestedLimit(maxLength, "characters") && maxLength >= 24
      ? [{ keyword: "maxLength", value: longTimestamp(maxLength), note: `${maxLength} characters` }]
      : []),
    {
      keyword: schema.minLength === undefined ? "type" : "minLength",
      value: text(minLength, "x"),
      note: `${minLength} characters`,
    },
    ...(!isTestedLimit(maxLength, "characters")
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
      : [
          {
            keyword: "format",
            value: isUnique ? testData.uniqueValue(property) : sampleScalar(schema),
            note: schema.format,
          },
        ]),
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

function validLists({ flat: { schema }, property, base }: Location, testData: TestData): CandidateValue[] {
  const { minItems = 0, maxItems } = schema;
  const known = testData.ids(property);
  if (known === undefined && Array.isArray(base) && base.length > 0)
    return (["minItems", "maxItems"] as const).flatMap((keyword) => {
      const { [keyword]: length = Infinity } = schema;
      const value = length > maxRepeated ? undefined : Array.from({ length }, (_, at) => base[at] ?? base[0]);
      return value === undefined ? [] : [{ keyword, value, note: `${length} items` }];
    });
  const ids = known ?? [];
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

/** Longer lists of equal items are not sent. */
const maxRepeated = 200;

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
