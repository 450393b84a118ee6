/** What a body has to be: requests are closed, and a wrong one is refused with 422. */
import { Refusal } from "./refusal.ts";

type Fields = Record<string, unknown>;

const fieldRules: Record<string, { holds(value: unknown): boolean; rule: string }> = {
  name: {
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses.
    holds: (value) => typeof value === "string" && /^(?=.*\S)[^\x00-\x1f\x7f]{1,255}$/su.test(value),
    rule: "must be a name of 1 to 255 characters that is not blank",
  },
  description: {
    // oxlint-disable-next-line no-control-regex -- U+0000 is what it refuses.
    holds: (value) => value === null || (typeof value === "string" && /^[^\0]{0,1000}$/u.test(value)),
    rule: "must be a text of at most 1,000 characters, or null",
  },
  email: {
    holds: (value) => typeof value === "string" && /^\S+@\S+$/.test(value),
    rule: "must be an address",
  },
  policyIds: { holds: isIds, rule: "must be a list of ids, each once" },
  permissionIds: { holds: isIds, rule: "must be a list of ids, each once" },
};

function isIds(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((id) => typeof id === "string") &&
    new Set(value).size === value.length
  );
}

/**
 * A body, if it has what it needs and nothing that it may not.
 *
 * @throws {Refusal} 422, naming the field.
 */
export function checkedInput<Input>(
  body: unknown,
  required: (keyof Input & string)[],
  optional: (keyof Input & string)[],
): Input {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new Refusal(422, "The body must be an object.");
  const fields = body as Fields;
  for (const name of required) if (!(name in fields)) throw new Refusal(422, `${name}: is missing.`);
  for (const [name, value] of Object.entries(fields)) {
    const field = [...required, ...optional].includes(name as keyof Input & string)
      ? fieldRules[name]
      : undefined;
    if (field === undefined) throw new Refusal(422, `${name}: is not known here. Leave it out.`);
    if (!field.holds(value)) throw new Refusal(422, `${name}: ${field.rule}.`);
  }
  // Each field was held to its rule.
  return fields as Input;
}
