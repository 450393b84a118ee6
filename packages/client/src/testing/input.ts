/** The rules of request bodies. An unknown or invalid field is rejected with 422. */
import { Rejection } from "./rejection.ts";

type Fields = Record<string, unknown>;

const fieldRules: Record<string, { isValid(value: unknown): boolean; rule: string }> = {
  name: {
    // oxlint-disable-next-line no-control-regex -- control characters are invalid.
    isValid: (value) => typeof value === "string" && /^(?=.*\S)[^\x00-\x1f\x7f]{1,255}$/su.test(value),
    rule: "This field must be a name of 1 to 255 characters that is not blank",
  },
  description: {
    // oxlint-disable-next-line no-control-regex -- U+0000 is invalid.
    isValid: (value) => value === null || (typeof value === "string" && /^[^\0]{0,1000}$/u.test(value)),
    rule: "This field must be a text of at most 1,000 characters, or null",
  },
  email: {
    isValid: (value) => typeof value === "string" && /^\S+@\S+$/.test(value),
    rule: "This field must be an email address",
  },
  policyIds: { isValid: isUniqueIds, rule: "This field must be a list of unique IDs" },
  permissionIds: { isValid: isUniqueIds, rule: "This field must be a list of unique IDs" },
};

function isUniqueIds(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((id) => typeof id === "string") &&
    new Set(value).size === value.length
  );
}

/**
 * Validates a body and returns it.
 *
 * @throws {Rejection} 422, with the name of the field.
 */
export function validateInput<Input>(
  body: unknown,
  required: (keyof Input & string)[],
  optional: (keyof Input & string)[],
): Input {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new Rejection(422, "The body must be an object.");
  const fields = body as Fields;
  for (const name of required)
    if (!(name in fields)) throw new Rejection(422, `${name}: This field is required.`);
  for (const [name, value] of Object.entries(fields)) {
    const field = [...required, ...optional].includes(name as keyof Input & string)
      ? fieldRules[name]
      : undefined;
    if (field === undefined) throw new Rejection(422, `${name}: This field is unknown. Omit it.`);
    if (!field.isValid(value)) throw new Rejection(422, `${name}: ${field.rule}.`);
  }
  // Each field was validated.
  return fields as Input;
}
