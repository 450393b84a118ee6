import type { Operation } from "./description.ts";
import * as generated from "./generated/validators.ts";
import { type Refusal, refusals } from "./refusals.ts";

/** A rule of a schema that is broken, in Ajv's words. */
interface BrokenRule {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** What Ajv has made of a schema: `errors` holds the first rule that the last value broke. */
interface Validator {
  (value: unknown): boolean;
  errors?: BrokenRule[] | null;
}

// Ajv's code has no types; each of its exports is a validator.
const validators = generated as unknown as Record<string, Validator | undefined>;

/** Judges the ids in an operation's path: why they are refused, if they are. */
export function idJudge({ params }: Operation): (values: Record<string, string>) => Refusal<400> | undefined {
  const judges = params.map(({ name, schema }) => ({ name, isValid: validatorOf(schema) }));
  return (values) => {
    for (const { name, isValid } of judges) if (!isValid(values[name])) return refusals.malformedId(name);
    return undefined;
  };
}

/** Judges a body by the schema of that name: why it is refused, by the first rule that it breaks, if it is. */
export function bodyJudge(schema: string): (body: unknown) => Refusal<422> | undefined {
  const isValid = validatorOf(schema);
  return (body) => {
    if (isValid(body)) return undefined;
    const [rule] = isValid.errors as [BrokenRule];
    return refusals.invalidField(`${fieldOf(rule)}: ${wrong(rule, valueAt(body, rule.instancePath))}`);
  };
}

function validatorOf(schema: string): Validator {
  const found = validators[schema];
  if (found) return found;
  throw new Error(
    `There is no validator for ${schema}. Install versions of @rolewright/spec and @rolewright/server that belong together.`,
  );
}

/** The value that a rule is about. */
const valueAt = (body: unknown, path: string): unknown =>
  path
    .split("/")
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], body);

/** The field's name; the body itself has none. */
function fieldOf({ instancePath, keyword, params }: BrokenRule): string {
  const field = instancePath.slice(1).replaceAll("/", ".");
  if (keyword === "required") return join(field, params["missingProperty"]);
  if (keyword === "additionalProperties") return join(field, params["additionalProperty"]);
  return field || "body";
}

const join = (field: string, name: unknown) =>
  `${field && `${field}.`}${String(name).slice(0, 200)}`.toWellFormed();

function wrong({ instancePath, keyword, message, params }: BrokenRule, data: unknown): string {
  if (instancePath === "" && keyword === "type") {
    return data === null || data === undefined ? "is missing. Send a JSON object." : "must be a JSON object.";
  }
  if (instancePath === "/name" && ["minLength", "maxLength", "pattern"].includes(keyword)) {
    return wrongName(String(data));
  }
  switch (keyword) {
    case "required":
      return "is missing. Send it.";
    case "additionalProperties":
      return "is not a field of this request. Leave it out.";
    case "minProperties":
      return "is empty. Send at least one field.";
    case "uniqueItems":
      return `"${String((data as unknown[])[params["j"] as number])}" is there twice. Send each id once.`;
    case "format":
      return "must be an email address.";
    case "pattern":
      return /^\/(policy|permission)Ids\//.test(instancePath)
        ? "must be 1 to 128 visible ASCII characters. Copy the id from a list."
        : "must not contain the character U+0000.";
    default:
      return `${message}.`;
  }
}

function wrongName(name: string): string {
  // The description's words; control characters are the other thing that its pattern refuses.
  const blank = name.trim() === "" ? "must not be blank" : undefined;
  const long = name.length > 255 ? "must not be that long" : undefined;
  return `${blank ?? long ?? "must not have control characters"}. Send a name of 1 to 255 characters.`;
}
