import type { FlatSchema } from "./flat-schema.ts";

/** A place in a value, whose rules are tested one at a time. */
export interface Location {
  flat: FlatSchema;
  /** The top-level property, or an empty string for the value itself. */
  property: string;
  label: string;
  base: unknown;
  /** Returns the whole value with another value at this location. */
  with(value: unknown): unknown;
}

/** A value that may violate, or be at the limit of, the rule of a keyword. */
export interface CandidateValue {
  keyword: string;
  value: unknown;
  note?: string;
}
