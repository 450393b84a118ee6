import type { Pointer } from "@rolewright/openapi";
import * as fc from "fast-check";
import type { Description } from "../description/read-description.ts";
import { arbitraryFor, maxAlternatives } from "./arbitraries.ts";
import { flatRequestSchema, typesOf } from "./flat-schema.ts";
import { sampleScalar } from "./sample-scalar.ts";

/**
 * Returns a value that a schema accepts, from its examples and required properties. Where their keywords contradict it, such as
 * `pattern`, the value is generated. It is the same in every run.
 */
export function sampleValue(description: Description, pointer: Pointer): unknown {
  const samples = cache.get(description) ?? new Map<Pointer, unknown>();
  cache.set(description, samples);
  if (!samples.has(pointer)) samples.set(pointer, findSample(description, pointer));
  return structuredClone(samples.get(pointer));
}

/** Returns a value for each alternative of `anyOf` or `oneOf` that is valid, except the first. */
export const sampleAlternatives = (
  description: Description,
  pointer: Pointer,
): { alternative: number; value: unknown }[] => {
  const { alternatives } = flatRequestSchema(description, pointer);
  const others = Array.from({ length: Math.min(alternatives, maxAlternatives) - 1 }, (_, index) => index + 1);
  return others
    .map((alternative) => ({ alternative, value: buildSample(description, pointer, 0, alternative) }))
    .filter(({ value }) => description.problems(pointer, value).length === 0);
};

const cache = new WeakMap<Description, Map<Pointer, unknown>>();

function findSample(description: Description, pointer: Pointer): unknown {
  const fits = (value: unknown) => description.problems(pointer, value).length === 0;
  const built = buildSample(description, pointer, 0);
  if (fits(built)) return built;
  const [other] = sampleAlternatives(description, pointer);
  if (other) return other.value;
  const arbitrary = arbitraryFor(description, pointer);
  for (const numRuns of [1, 10, maxGenerated]) {
    // `null` tests less than a value.
    const found = fc.sample(arbitrary, { seed: 1, numRuns }).find((value) => value !== null && fits(value));
    if (found !== undefined) return found;
  }
  return fits(null) ? null : built;
}

/** The number of values that are generated to find a valid one. Most schemas need few. */
const maxGenerated = 100;

function buildSample(
  description: Description,
  pointer: Pointer,
  depth: number,
  alternative?: number,
): unknown {
  const { schema, properties, items } = flatRequestSchema(description, pointer, alternative);
  const types = typesOf(schema);
  if (depth > 6) return null;
  if (properties.size > 0 || (types.length === 1 && types[0] === "object")) {
    const required = [...properties].filter(([name]) => schema.required?.includes(name));
    const optional = [...properties].filter(([name]) => !schema.required?.includes(name));
    const missing = Math.max(0, (schema.minProperties ?? 0) - required.length);
    const wanted = [...required, ...optional.slice(0, missing)];
    return Object.fromEntries(wanted.map(([name, at]) => [name, buildSample(description, at, depth + 1)]));
  }
  if (items !== undefined && !schema.examples?.length) {
    // A body or parameter that is an empty list tests nothing.
    const length = Math.min(Math.max(schema.minItems ?? 0, depth === 0 ? 1 : 0), schema.maxItems ?? Infinity);
    return Array.from({ length }, () => buildSample(description, items, depth + 1));
  }
  return sampleScalar(schema);
}
