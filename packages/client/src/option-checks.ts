import { ConfigurationError } from "./errors.ts";

/**
 * Checks an option that is a function.
 *
 * @throws {ConfigurationError} if it is something else. `null` counts as omitted.
 */
export function validateFunction(name: string, value: unknown): void {
  if (value === undefined || value === null || typeof value === "function") return;
  throw new ConfigurationError(`\`${name}\` is ${describeType(value)}. Use a function.`);
}

/**
 * Checks the option `signal`. Signals of other packages are valid.
 *
 * @throws {ConfigurationError} if it is not an `AbortSignal`. `null` counts as omitted.
 */
export function validateSignal(value: unknown): void {
  if (value === undefined || value === null) return;
  const { aborted, addEventListener } = Object(value) as Partial<AbortSignal>;
  if (typeof aborted === "boolean" && typeof addEventListener === "function") return;
  throw new ConfigurationError(`\`signal\` is ${describeType(value)}. Use the signal of an AbortController.`);
}

/** Names the type of a value, which is not shown because it can be a key in the wrong place. */
export const describeType = (value: unknown) =>
  typeof value === "object" ? "an object" : `a ${typeof value}`;
