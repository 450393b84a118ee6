/** Where arguments become a request. */
import { ConfigurationError } from "./errors.ts";
import { encodedId } from "./path.ts";

/** A request of an operation, ready to be sent. */
export interface Outgoing {
  method: string;
  /** The path as the description has it. */
  template: string;
  /** The path with its ids encoded. */
  path: string;
  /** JSON. */
  body: string | undefined;
  /** The field of `data` that is asked for; without it all of `data`, and for `null` the whole answer. */
  field: string | null | undefined;
}

/**
 * Fills the path and makes the body. What the caller changes later is not sent.
 *
 * @param idOf gives the id of a name in the path.
 * @throws {ConfigurationError} that names the argument.
 */
export function outgoingOf(
  method: string,
  template: string,
  field: string | null | undefined,
  idOf: (name: string) => unknown,
  inputOf: () => unknown,
): Outgoing {
  try {
    const path = filledPath(template, idOf);
    // POST and PUT.
    const body = method.startsWith("P") ? jsonOf(inputOf()) : undefined;
    return { method, template, path, field, body };
  } catch (error) {
    // Only the two above throw, and nothing else.
    throw Object.assign(error as ConfigurationError, { method, path: template });
  }
}

/** A path with its ids encoded. Throws what `encodedId` throws. */
export const filledPath = (template: string, idOf: (name: string) => unknown): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodedId(name, idOf(name)));

/** An input as JSON: an object, or a `ConfigurationError`. */
export function jsonOf(input: unknown): string {
  try {
    if (typeof input === "object" && input !== null) return JSON.stringify(input);
  } catch {
    // It contains itself, or a BigInt.
  }
  throw new ConfigurationError(
    `\`input\` is ${input === null ? "null" : typeof input === "object" ? "not JSON" : typeof input}. Give an object of JSON values.`,
  );
}
