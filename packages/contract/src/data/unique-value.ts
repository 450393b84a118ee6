import type { Pointer } from "@rolewright/openapi";
import * as fc from "fast-check";
import type { Description } from "../description/read-description.ts";
import { textsMatching } from "./arbitraries.ts";
import { flatSchema, typesOf } from "./flat-schema.ts";

/** Where unique names come from. They are the same in every run with the same seed. */
interface NameSource {
  uniqueName(): string;
  uniqueNumber(): number;
}

/** Returns a unique value that a schema accepts: a name, or what its format, pattern or type requires. */
export function uniqueValue(
  description: Description,
  pointer: Pointer | undefined,
  source: NameSource,
): unknown {
  const name = source.uniqueName();
  if (pointer === undefined) return name;
  const { schema } = flatSchema(description, pointer);
  const fits = (value: unknown) => description.problems(pointer, value).length === 0;
  if (fits(name)) return name;
  const number = source.uniqueNumber();
  const candidates = [
    name.replaceAll(/\W/g, "-"),
    name.replaceAll(/\W/g, "-").slice(0, schema.maxLength),
    `${name.replaceAll(/\W/g, "-")}@contract.example`,
    `https://contract.example/${name.replaceAll(/\W/g, "-")}`,
    `${number.toString(16).padStart(8, "0")}-0000-4000-8000-${number.toString(16).padStart(12, "0")}`,
    number
      .toString(36)
      .padStart(schema.minLength ?? 1, "0")
      .slice(-(schema.maxLength ?? 20)),
  ];
  const found = candidates.find(fits);
  if (found !== undefined) return found;
  const types = typesOf(schema);
  if (types.includes("integer") || types.includes("number")) {
    const { minimum = 1, maximum = 2 ** 31 - 1 } = schema;
    const value = minimum + (number % Math.max(1, maximum - minimum));
    if (fits(value)) return value;
  }
  const { pattern } = schema;
  const texts = pattern === undefined ? [] : textsMatching(pattern);
  return texts.flatMap((each) => fc.sample(each, { seed: number | 0, numRuns: 20 })).find(fits) ?? name;
}
