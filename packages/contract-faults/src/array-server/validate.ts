/** The rules of request bodies, written by hand. */

export type Body = Record<string, unknown>;

/** Returns what is wrong with a value, or `undefined`. */
type Rule = (value: unknown) => string | undefined;

const lengthOf = (text: string) => [...text].length;

const name: Rule = (value) => {
  if (typeof value !== "string") return "must be a string";
  if (lengthOf(value) === 0 || lengthOf(value) > 255) return "must have 1 to 255 characters";
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return "must not have control characters";
  if (/\p{Bidi_Control}/u.test(value)) return "must not change the direction of text";
  return /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u.test(value) ? undefined : "must not be blank";
};

const description: Rule = (value) => {
  if (value === null) return undefined;
  if (typeof value !== "string") return "must be a string or null";
  if (lengthOf(value) > 1_000) return "must have at most 1,000 characters";
  return value.includes("\0") ? "must not have null characters" : undefined;
};

const email: Rule = (value) => {
  if (typeof value !== "string") return "must be a string";
  const isAddress = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(value);
  return isAddress && value.length >= 3 && value.length <= 254 ? undefined : "must be an email address";
};

export const isId = (value: unknown): value is string =>
  typeof value === "string" && /^[!-~]{1,128}$/.test(value);

const ids =
  (max: number): Rule =>
  (value) => {
    if (!Array.isArray(value)) return "must be a list";
    if (value.length > max) return `must have at most ${max} items`;
    if (!value.every(isId)) return "must have IDs of 1 to 128 visible ASCII characters";
    return new Set(value).size < value.length ? "must not have an ID twice" : undefined;
  };

/** The fields of a body. A required one has an exclamation mark. */
const fields: Record<string, Record<string, Rule>> = {
  organization: { "name!": name },
  policy: { "name!": name, "permissionIds!": ids(500), description },
  role: { "name!": name, "policyIds!": ids(100), description },
  newProject: { "name!": name, description, email },
  project: { name, description },
};

/** Returns the first violation in a body, or `undefined`. */
export function findViolation(kind: keyof typeof fields & string, body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return "body: must be an object";
  const rules = Object.entries(fields[kind] ?? {}).map(([key, rule]) => ({
    name: key.replace("!", ""),
    rule,
    isRequired: key.endsWith("!"),
  }));
  const unknown = Object.keys(body).find((key) => !rules.some((rule) => rule.name === key));
  if (unknown !== undefined) return `${JSON.stringify(unknown)}: is not a known field`;
  if (kind === "project" && Object.keys(body).length === 0) return "body: must have a field";
  for (const { name: key, rule, isRequired } of rules) {
    if (!Object.hasOwn(body, key)) {
      if (isRequired) return `${key}: is missing`;
      continue;
    }
    const violation = rule((body as Body)[key]);
    if (violation !== undefined) return `${key}: ${violation}`;
  }
  return undefined;
}

/** Returns the form of a name that is compared. */
export function foldName(text: string): string {
  const fold = (each: string) =>
    each
      .normalize("NFKC")
      .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
      .toLowerCase()
      .toUpperCase();
  return fold(fold(text)).normalize("NFKC").trim();
}
