import * as fc from "fast-check";
import type { Pointer } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Given } from "./cases.ts";
import { type FlatSchema, flatSchema, typesOf } from "./flat-schema.ts";
import { sample } from "./sample.ts";

/** Values that a schema takes, made up. Ids and unique names come from what is given. */
export function valueOf(
  description: Description,
  pointer: Pointer,
  given?: Given,
  property = "",
  depth = 0,
): fc.Arbitrary<unknown> {
  const flat = flatSchema(description, pointer);
  const types = typesOf(flat.schema);
  if (flat.schema.enum) return fc.constantFrom(...flat.schema.enum);
  if ("const" in flat.schema) return fc.constant(flat.schema.const);
  const kinds = types.map((type) => ofType(type, description, pointer, flat, given, property, depth));
  return fc.oneof(...kinds);
}

function ofType(
  type: string,
  description: Description,
  pointer: Pointer,
  flat: FlatSchema,
  given: Given | undefined,
  property: string,
  depth: number,
): fc.Arbitrary<unknown> {
  const { schema, properties, items } = flat;
  if (type === "null") return fc.constant(null);
  if (type === "boolean") return fc.boolean();
  if (type === "integer" || type === "number") return numbers(type, flat);
  if (type === "array") {
    const ids = given?.ids(property);
    const bounds = { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 5, 5) };
    if (ids) return ids.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...ids), bounds);
    const item =
      items === undefined || depth > 5
        ? fc.constant("x")
        : valueOf(description, items, given, property, depth + 1);
    return fc.uniqueArray(item, { ...bounds, selector: (value) => JSON.stringify(value) });
  }
  if (type === "object") {
    const wanted = [...properties].filter(([name]) =>
      depth === 0 ? given?.isUnknowable(name) !== true : true,
    );
    if (depth > 5) return fc.constant({});
    const values = wanted.map(
      ([name, at]) =>
        [name, valueOf(description, at, given, depth === 0 ? name : property, depth + 1)] as const,
    );
    return fc
      .record(Object.fromEntries(values), {
        requiredKeys: (schema.required ?? []).filter((name) => properties.has(name)),
      })
      .filter((value) => Object.keys(value).length >= (schema.minProperties ?? 0));
  }
  return texts(description, pointer, flat);
}

function numbers(type: string, { schema }: FlatSchema): fc.Arbitrary<number> {
  const min =
    schema.minimum ?? (schema.exclusiveMinimum === undefined ? -1_000 : schema.exclusiveMinimum + 1);
  const max =
    schema.maximum ??
    (schema.exclusiveMaximum === undefined ? Math.max(min, 1_000) : schema.exclusiveMaximum - 1);
  const step = schema.multipleOf ?? 1;
  const whole = fc.integer({
    min: Math.ceil(Math.max(min, -(2 ** 31)) / step),
    max: Math.floor(Math.min(max, 2 ** 31 - 1) / step),
  });
  return type === "integer" || schema.multipleOf
    ? whole.map((value) => value * step)
    : fc.oneof(whole, fc.double({ min, max, noNaN: true }));
}

/** Text that has broken servers before, and text at random. */
const hostile = [
  "Owner",
  " admin ",
  "caf\u00e9",
  "\u{1f600}",
  "'; DROP TABLE roles; --",
  "\u202eabc",
  "%00",
  "$1",
  "null",
  "__proto__",
  "<script>alert(1)</script>",
  "{{7*7}}",
  "../../etc/passwd",
];

function texts(description: Description, pointer: Pointer, { schema }: FlatSchema): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = 200, pattern, format } = schema;
  const fits = (value: unknown) => description.problems(pointer, value).length === 0;
  if (format !== undefined) {
    if (format === "email") return fc.emailAddress().filter(fits);
    if (format === "uuid") return fc.uuid();
    if (format === "date-time")
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((date) => date.toISOString());
    return fc.constant(sample(schema));
  }
  const bounds = { minLength, maxLength: Math.min(maxLength, 200) };
  const kinds: fc.Arbitrary<string>[] = [
    fc.constantFrom(...hostile),
    text(bounds.minLength, Math.min(bounds.maxLength, 20)),
    text(bounds.minLength, bounds.maxLength),
    visible(bounds.minLength, bounds.maxLength),
  ];
  // A pattern that few of them fit has texts of its own.
  const isRare = fc.sample(fc.oneof(...kinds), { seed: 1, numRuns: 20 }).filter(fits).length < 5;
  if (isRare && pattern !== undefined) return fc.oneof(...matching(pattern), ...kinds).filter(fits);
  return fc.oneof(...kinds).filter(fits);
}

/** Characters by where they are in Unicode. fast-check's own text takes a second to learn all of them. */
const characters = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 2, arbitrary: fc.integer({ min: 0xa0, max: 0x24f }) },
  // Marks that stand on the letter before them, Hebrew and Arabic, Chinese, emoji.
  { weight: 1, arbitrary: fc.integer({ min: 0x300, max: 0x36f }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x5d0, max: 0x64a }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x1f300, max: 0x1faff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xd7ff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xe000, max: 0x10ffff }) },
);

/** Text of so many characters. Half of a pair of surrogates is no text: JSON would carry it, UTF-8 cannot. */
export const text = (
  minLength: number,
  maxLength: number,
  from: fc.Arbitrary<number> = characters,
): fc.Arbitrary<string> =>
  fc.array(from, { minLength, maxLength, size: "max" }).map((points) => String.fromCodePoint(...points));

/** Text of visible ASCII. */
export const visible = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  text(minLength, maxLength, fc.integer({ min: 0x21, max: 0x7e }));

const known = new Map<string, fc.Arbitrary<string>[]>();

/** Texts of a pattern. fast-check knows most of regular expressions, not all, and takes its time to learn one. */
export function matching(pattern: string): fc.Arbitrary<string>[] {
  const found = known.get(pattern) ?? learn(pattern);
  known.set(pattern, found);
  return found;
}

function learn(pattern: string): fc.Arbitrary<string>[] {
  try {
    return [fc.stringMatching(new RegExp(pattern, "u"), { size: "small" })];
  } catch {
    return [];
  }
}
