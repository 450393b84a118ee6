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

/** What a text in a path or a query stands for: numbers and booleans, where the schema wants them. */
export function coerce(description: Description, pointer: string, text: string): unknown {
  const types = [flatSchema(description, pointer).schema.type ?? "string"].flat();
  if ((types.includes("integer") || types.includes("number")) && /^-?\d+(?:\.\d+)?$/.test(text))
    return Number(text);
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}
