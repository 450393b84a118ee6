import * as fc from "fast-check";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { textsMatching } from "./arbitraries.ts";
import { flatSchema } from "./flat-schema.ts";

/** Returns an unknown ID that satisfies the schema of a path parameter. */
export function unknownId(description: Description, { parameters }: Operation, name: string): string {
  const pointer = `${parameters.find((each) => each.name === name && each.in === "path")?.pointer ?? "#"}/schema`;
  const fits = (id: string) => description.problems(pointer, coerce(description, pointer, id)).length === 0;
  const common = ["nothing-has-this-id", "8f14e45f-ceea-467f-a8c2-6c0f6d0a4b1e", "999999999"].find(fits);
  if (common !== undefined) return common;
  const { pattern } = flatSchema(description, pointer).schema;
  const texts = pattern === undefined ? [] : textsMatching(pattern);
  const created = texts.flatMap((each) => fc.sample(each, { seed: 9, numRuns: 200 }));
  const fitting = created.filter((id) => fits(id) && /^[\w.~-]+$/.test(id));
  // The longest one is the least likely to exist.
  return fitting.toSorted((one, other) => other.length - one.length)[0] ?? "nothing-has-this-id";
}

/**
 * Returns variants of an existing ID that no resource has: extended, truncated and in inverted case. A truncated
 * numeric ID may exist.
 */
export function similarIds(id: string, isCaseSensitive = !isUuidOrUlid(id)): [string, string][] {
  if (/^\d*$/.test(id)) return [];
  const isCounted = /^\D*\d+$/.test(id);
  const all: [string, string][] = [
    ["with an additional character", `${id}x`],
    ...(isCounted ? [] : [["truncated to half", id.slice(0, Math.ceil(id.length / 2))] as [string, string]]),
    ...(isCaseSensitive ? [["in inverted case", swapCase(id)] as [string, string]] : []),
  ];
  return all.filter(([, near]) => near !== id);
}

// cspell:ignore hjkmnp (letters of ULIDs)
/** UUIDs (RFC 9562, 4) and ULIDs are case-insensitive, unless the API says otherwise. */
const isUuidOrUlid = (id: string) =>
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) || /^[0-7][\da-hjkmnp-tv-z]{25}$/i.test(id);

/** Inverts the case of ASCII letters. */
export const swapCase = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

/** Parses a path or query value as a number or boolean if its schema says so. */
export function coerce(description: Description, pointer: string, text: string): unknown {
  const types = [flatSchema(description, pointer).schema.type ?? "string"].flat();
  if ((types.includes("integer") || types.includes("number")) && /^-?\d+(?:\.\d+)?$/.test(text))
    return Number(text);
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}
