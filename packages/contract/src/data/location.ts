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

/**
 * A longer text or list is not sent to test its limit: some descriptions allow 70 MB. The coverage shows that the limit is not
 * tested.
 */
const maxTestedSize = { characters: 50_000, items: 10_000 };

/** Whether a value at a limit is small enough to be sent. */
export const isTestedLimit = (limit: number | undefined, unit: keyof typeof maxTestedSize): limit is number =>
  limit !== undefined && limit <= maxTestedSize[unit];
