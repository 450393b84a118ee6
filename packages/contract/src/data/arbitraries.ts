import { toRegExp } from "../description/bounded-pattern.ts";
import * as fc from "fast-check";
import type { Pointer } from "@rolewright/openapi";
import type { Description } from "../description/read-description.ts";
import type { TestData } from "./test-data.ts";
import { type FlatSchema, flatRequestSchema, typesOf } from "./flat-schema.ts";
import { FittingArbitrary } from "./fitting-arbitrary.ts";
import { sampleScalar } from "./sample-scalar.ts";

/** Generates values that a schema accepts. IDs and unique names come from the test data. */
export function arbitraryFor(
  description: Description,
  pointer: Pointer,
  testData?: TestData,
  property = "",
  depth = 0,
): fc.Arbitrary<unknown> {
  const { alternatives } = flatRequestSchema(description, pointer);
  // Far down, alternatives of alternatives would have millions of parts.
  const length = depth > 1 ? 1 : Math.min(alternatives, maxAlternatives);
  const kinds = Array.from({ length }, (_, alternative) => {
    const flat = flatRequestSchema(description, pointer, alternative);
    if (flat.schema.enum) return [fc.constantFrom(...flat.schema.enum)];
    if ("const" in flat.schema) return [fc.constant(flat.schema.const)];
    return typesOf(flat.schema).map((type) =>
      ofType(type, description, pointer, flat, testData, property, depth),
    );
  }).flat();
  return kinds.length === 1 && kinds[0] ? kinds[0] : fc.oneof(...kinds);
}

/** The alternatives of `anyOf` or `oneOf` that are tried. */
export const maxAlternatives = 20;

function ofType(
  type: string,
  description: Description,
  pointer: Pointer,
  flat: FlatSchema,
  testData: TestData | undefined,
  property: string,
  depth: number,
): fc.Arbitrary<unknown> {
  const { schema, properties, items } = flat;
  const ids = testData?.ids(property);
  if (["string", "integer", "number"].includes(type) && depth === 1 && ids)
    return fc.constantFrom(...(ids.length > 0 ? ids : ["unknown"]));
  if (type === "null") return fc.constant(null);
  if (type === "boolean") return fc.boolean();
  if (type === "integer" || type === "number") return numbers(type, flat);
  if (type === "array") {
    const minLength = schema.minItems ?? 0;
    const bounds = { minLength, maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 5, 5)) };
    if (ids) return ids.length === 0 ? fc.constant([]) : distinctItems(fc.constantFrom(...ids), bounds);
    const item =
      items === undefined || depth > 5
        ? fc.constant("x")
        : arbitraryFor(description, items, testData, property, depth + 1);
    return distinctItems(item, bounds);
  }
  if (type === "object") {
    if (depth > 5) return fc.constant({});
    // Far down, optional properties are omitted: recursive schemas with many of them would have millions of parts.
    const wanted = [...properties].filter(([name]) =>
      depth === 0 ? testData?.isServerDefined(name) !== true : depth < 2 || schema.required?.includes(name),
    );
    const values = wanted.map(
      ([name, at]) =>
        [name, arbitraryFor(description, at, testData, depth === 0 ? name : property, depth + 1)] as const,
    );
    // A schema can require properties that it does not describe.
    const unknown = (schema.required ?? []).filter((name) => !properties.has(name));
    const described = new Set(values.map(([name]) => name));
    const objects = fc.record<Record<string, unknown>>(
      Object.fromEntries([...values, ...unknown.map((name) => [name, fc.constant("x")])]),
      {
        requiredKeys: (schema.required ?? []).filter((name) => described.has(name) || !properties.has(name)),
        // Responses are compared with what was sent, including prototypes.
        noNullPrototype: true,
      },
    );
    return new FittingArbitrary<unknown>(
      objects,
      (value) => Object.keys(value as object).length >= (schema.minProperties ?? 0),
    );
  }
  return textArbitrary(description, pointer, flat);
}

/** Generates lists of distinct items, or lists with duplicates if there are too few distinct ones. */
function distinctItems(
  item: fc.Arbitrary<unknown>,
  bounds: { minLength: number; maxLength: number },
): fc.Arbitrary<unknown[]> {
  const distinct = { selector: (value: unknown) => JSON.stringify(value) };
  if (bounds.minLength === 0) return fc.uniqueArray(item, { ...bounds, ...distinct });
  const lists = fc.array(item, { ...bounds, size: "max" });
  return new FittingArbitrary(
    lists,
    (list) => new Set(list.map((each) => distinct.selector(each))).size === list.length,
  );
}

function numbers(type: string, { schema }: FlatSchema): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = multipleOf ?? 1;
  const min = minimum ?? (exclusiveMinimum === undefined ? -1_000 : exclusiveMinimum + step);
  const max = maximum ?? (exclusiveMaximum === undefined ? Math.max(min, 1_000) : exclusiveMaximum - step);
  const bounds = {
    min: Math.ceil(Math.max(min, -(2 ** 31)) / step),
    max: Math.floor(Math.min(max, 2 ** 31 - 1) / step),
  };
  const whole = bounds.min > bounds.max ? undefined : fc.integer(bounds).map((value) => value * step);
  if (type === "integer" || multipleOf !== undefined) return whole ?? fc.constant(min);
  const low = minimum ?? exclusiveMinimum ?? min;
  const high = maximum ?? exclusiveMaximum ?? max;
  // No number is between the limits. Callers validate the value.
  if (low > high) return fc.constant(low);
  const fractions = fc.double({ min: low, max: high, noNaN: true });
  return whole ? fc.oneof(whole, fractions) : fractions;
}

/** Texts that have broken servers before. */
const hostileTexts = [
  "Owner",
  " admin ",
  "caf\u00e9",
  "\u{1f600}",
  "'; DROP TABLE users; --",
  "%00",
  "$1",
  "null",
  "__proto__",
  "<script>alert(1)</script>",
  "{{7*7}}",
  "../../etc/passwd",
];

function textArbitrary(
  description: Description,
  pointer: Pointer,
  { schema }: FlatSchema,
): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = 200, pattern, format } = schema;
  const fits = (value: unknown) => description.problems(pointer, value).length === 0;
  if (format !== undefined) {
    if (format === "email") return new FittingArbitrary<unknown>(fc.emailAddress(), fits);
    if (format === "uuid") return fc.uuid();
    if (format === "date-time")
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((date) => date.toISOString());
    return fc.constant(sampleScalar(schema));
  }
  // Very long texts take long to generate, and differ no more than shorter ones.
  if (minLength > 2_000) return fc.constant(sampleScalar(schema));
  const bounds = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 200)) };
  const kinds: fc.Arbitrary<string>[] = [
    fc.constantFrom(...hostileTexts),
    text(bounds.minLength, Math.max(bounds.minLength, Math.min(bounds.maxLength, 20))),
    text(bounds.minLength, bounds.maxLength),
    visibleText(bounds.minLength, bounds.maxLength),
  ];
  // Few random texts match the pattern, so texts are generated from it.
  const isRare = fc.sample(fc.oneof(...kinds), { seed: 1, numRuns: 20 }).filter(fits).length < 5;
  if (isRare && pattern !== undefined)
    return new FittingArbitrary<unknown>(fc.oneof(...textsMatching(pattern), ...kinds), fits);
  return new FittingArbitrary<unknown>(fc.oneof(...kinds), fits);
}

/** Characters by Unicode block. fast-check's own arbitrary takes a second to initialize. */
const characters = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 2, arbitrary: fc.integer({ min: 0xa0, max: 0x24f }) },
  // Combining marks, Hebrew and Arabic, Chinese, emoji.
  { weight: 1, arbitrary: fc.integer({ min: 0x300, max: 0x36f }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x5d0, max: 0x64a }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x1f300, max: 0x1faff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xd7ff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xe000, max: 0x10ffff }) },
);

/** Generates text of a length. It excludes lone surrogates, which UTF-8 cannot encode. */
export const text = (
  minLength: number,
  maxLength: number,
  from: fc.Arbitrary<number> = characters,
): fc.Arbitrary<string> =>
  fc
    .array(from, { minLength, maxLength, size: "max" })
    .map((points) => String.fromCodePoint(...points).replaceAll(hiddenCharacters, "x"));

/**
 * Control characters beyond ASCII, and characters that are not visible. Servers may reject a name with them, and a pattern that
 * every language understands cannot exclude them.
 */
const hiddenCharacters =
  /[\u0080-\u009f\u2028\u2029\u2800\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** Generates visible ASCII text. */
export const visibleText = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  text(minLength, maxLength, fc.integer({ min: 0x21, max: 0x7e }));

const patternCache = new Map<string, fc.Arbitrary<string>[]>();

/** Generates texts from a pattern. fast-check supports most regular expressions, and takes time to compile one. */
export function textsMatching(pattern: string): fc.Arbitrary<string>[] {
  const found = patternCache.get(pattern) ?? compilePattern(pattern);
  patternCache.set(pattern, found);
  return found;
}

function compilePattern(pattern: string): fc.Arbitrary<string>[] {
  // fast-check has no lookarounds. Many texts that match the rest of the pattern match the lookarounds as well.
  for (const supported of [pattern, pattern.replaceAll(lookarounds, "")]) {
    try {
      return [fc.stringMatching(toRegExp(supported), { size: "small" })];
    } catch {
      // Try without lookarounds, or else without the pattern.
    }
  }
  return [];
}

/** Lookarounds with at most one level of groups in them. */
const lookarounds = /\(\?<?[=!](?:[^()\\]|\\.|\([^()]*\))*\)/g;
