import * as fc from "fast-check";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { matching } from "./arbitraries.ts";
import { flatSchema } from "./flat-schema.ts";

/** An id that nothing has, in the form that the description gives to a path parameter. */
export function nowhere(description: Description, { parameters }: Operation, name: string): string {
  const pointer = `${parameters.find((each) => each.name === name && each.in === "path")?.pointer ?? "#"}/schema`;
  const fits = (id: string) => description.problems(pointer, coerce(description, pointer, id)).length === 0;
  const usual = ["nothing-has-this-id", "8f14e45f-ceea-467f-a8c2-6c0f6d0a4b1e", "999999999"].find(fits);
  if (usual !== undefined) return usual;
  const { pattern } = flatSchema(description, pointer).schema;
  const texts = pattern === undefined ? [] : matching(pattern);
  const made = texts.flatMap((each) => fc.sample(each, { seed: 9, numRuns: 200 }));
  const fitting = made.filter((id) => fits(id) && /^[\w.~-]+$/.test(id));
  // The longest is the least likely to be somebody's.
  return fitting.toSorted((one, other) => other.length - one.length)[0] ?? "nothing-has-this-id";
}

/**
 * Ids that are nearly one that something has, and so are nothing's: with more behind it, half of it, in the other case. Where ids
 * are counted, half of one may be another; UUIDs are read in any case (RFC 9562, 4).
 */
export function nearIds(id: string): [string, string][] {
  if (/^\d*$/.test(id)) return [];
  const isCounted = /^\D*\d+$/.test(id);
  const isUuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
  const all: [string, string][] = [
    ["with more behind it", `${id}x`],
    ...(isCounted ? [] : [["cut in half", id.slice(0, Math.ceil(id.length / 2))] as [string, string]]),
    ...(isUuid ? [] : [["in the other case", swapCase(id)] as [string, string]]),
  ];
  return all.filter(([, near]) => near !== id);
}

/** Capitals for small letters, and small letters for capitals. */
export const swapCase = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

/** What a text in a path or a query stands for: numbers and booleans, where the schema wants them. */
export function coerce(description: Description, pointer: string, text: string): unknown {
  const types = [flatSchema(description, pointer).schema.type ?? "string"].flat();
  if ((types.includes("integer") || types.includes("number")) && /^-?\d+(?:\.\d+)?$/.test(text))
    return Number(text);
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}
