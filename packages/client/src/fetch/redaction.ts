/** Removes secrets from what errors and events show. */
export interface Redactor {
  redactText(text: string): string;
  redactHeaders(headers: Iterable<readonly [string, string]>): Headers;
  /** Returns the cause itself if it contains no secret, else a copy of its chain without them. */
  redactCause(cause: unknown): unknown;
}

/** Valid in a header name, because the secret can be part of one. */
const placeholder = "*API-key*";

/** A shorter secret, as tests have it, would also hide ordinary words. */
const minSecretLength = 8;

const maxDepth = 6;

/** A cause with more values than this is copied, without looking into it. */
const maxValues = 10_000;

/** What errors and events must not show. */
export interface Secrets {
  /** Called each time, because keys can rotate. */
  listSecrets(): readonly string[];
  /** Matches texts that are secrets although they are not in the list. It has the flag `g`. */
  secretPattern?: RegExp;
}

/** Creates a redactor. */
export function createRedactor({ listSecrets, secretPattern }: Secrets): Redactor {
  let patterns: SecretPattern[] = [];
  const getPatterns = () => {
    const secrets = listSecrets();
    const isCurrent =
      secrets.length === patterns.length && patterns.every(({ secret }, index) => secret === secrets[index]);
    if (!isCurrent) {
      const known = new Map(patterns.map((pattern) => [pattern.secret, pattern]));
      patterns = secrets.map((secret) => known.get(secret) ?? new SecretPattern(secret));
    }
    return patterns;
  };
  const findPatterns = (text: string) => {
    const lowerCase = text.toLowerCase();
    return getPatterns().filter((pattern) => pattern.isIn(text, lowerCase));
  };
  const redactText = (text: string) => {
    const redacted = findPatterns(text).reduce((result, pattern) => pattern.replaceIn(result), text);
    return secretPattern === undefined ? redacted : redacted.replaceAll(secretPattern, placeholder);
  };
  return {
    redactText,
    redactHeaders(headers) {
      const redacted = new Headers();
      for (const [name, value] of headers) redacted.append(redactText(name), redactText(value));
      return redacted;
    },
    redactCause(cause) {
      if (!getPatterns().some(({ isLong }) => isLong)) return cause;
      const search = new SecretSearch(
        (text) =>
          findPatterns(text).length > 0 || (secretPattern !== undefined && text.search(secretPattern) >= 0),
      );
      return search.finds(cause, maxDepth) ? copyError(cause, redactText, maxDepth) : cause;
    },
  };
}

/** Finds a secret in any case, and in the escaped forms of URLs, JSON and HTML. */
class SecretPattern {
  readonly secret: string;
  readonly isLong: boolean;
  readonly #lowerCase: string;
  #pattern: RegExp | undefined;

  constructor(secret: string) {
    this.secret = secret;
    this.isLong = secret.length >= minSecretLength;
    this.#lowerCase = secret.toLowerCase();
  }

  isIn(text: string, lowerCase: string): boolean {
    if (!this.isLong) return false;
    // Much faster than the pattern.
    return lowerCase.includes(this.#lowerCase) || (hasEscapes(text) && text.search(this.#getPattern()) >= 0);
  }

  replaceIn(text: string): string {
    return text.replaceAll(this.#getPattern(), placeholder);
  }

  #getPattern(): RegExp {
    this.#pattern ??= new RegExp(this.secret.replaceAll(/[^]/g, createCharacterPattern), "gi");
    return this.#pattern;
  }
}

const hasEscapes = (text: string) => /[%\\&]/.test(text);

const entities: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/**
 * Creates a pattern that matches a character and its escaped forms: `%2F`, also encoded again; `\u002f`, also escaped again;
 * `\/`; `&#47;` and `&#x2f;`; `&amp;`. Repetitions have a limit, so that a long text of backslashes is searched quickly.
 */
function createCharacterPattern(character: string): string {
  const literal = toUnicodeEscape(character);
  // Letters and digits have other meanings after a backslash.
  const forms = [/\w/.test(character) ? literal : `\\\\{0,8}${literal}`];
  for (const each of new Set([character.toLowerCase(), character.toUpperCase()])) {
    const code = each.charCodeAt(0);
    const hex = code.toString(16);
    forms.push(
      `%(?:25){0,4}${hex.padStart(2, "0")}`,
      `\\\\{1,8}u${hex.padStart(4, "0")}`,
      `&#0{0,6}${code};`,
      `&#x0{0,6}${hex};`,
    );
  }
  const entity = entities[character];
  if (entity !== undefined) forms.push(`&${entity};`);
  return `(?:${forms.join("|")})`;
}

const toUnicodeEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Copies what helps to understand an error: name, message, code and causes. */
function copyError(error: unknown, redactText: (text: string) => string, depth: number): Error {
  try {
    const { name = "Error", message = placeholder, code, cause } = Object(error) as Record<string, unknown>;
    const copy = new Error(redactText(String(message)));
    Object.assign(copy, {
      name: redactText(String(name)),
      code: typeof code === "string" ? redactText(code) : undefined,
    });
    if (cause !== undefined && cause !== error && depth > 0)
      copy.cause = copyError(cause, redactText, depth - 1);
    copy.stack = String(copy);
    return copy;
  } catch {
    // A property cannot be read.
    return new Error(placeholder);
  }
}

/** Looks for a secret in anything of a value that could be printed. What cannot be read counts as if it had one. */
class SecretSearch {
  readonly #isSecret: (text: string) => boolean;
  #values = 0;

  constructor(isSecret: (text: string) => boolean) {
    this.#isSecret = isSecret;
  }

  finds(value: unknown, depth: number): boolean {
    if (typeof value === "string") return this.#isSecret(value);
    if (Object(value) !== value) return false;
    if (depth === 0 || ++this.#values > maxValues) return true;
    try {
      // A list of its bytes would be long.
      if (ArrayBuffer.isView(value))
        return this.#isSecret(new TextDecoder("latin1").decode(value as Uint8Array<ArrayBuffer>));
      return this.#listParts(value as object).some((part) => this.finds(part, depth - 1));
    } catch {
      return true;
    }
  }

  #listParts(value: object): unknown[] {
    const { headers } = value as { headers?: unknown };
    const items = Symbol.iterator in value ? takeItems(value as Iterable<unknown>) : [];
    const properties = Reflect.ownKeys(value).flatMap((name) => [
      name,
      (value as Record<PropertyKey, unknown>)[name],
    ]);
    return [headers, ...items, ...properties];
  }
}

function takeItems(value: Iterable<unknown>): unknown[] {
  const items: unknown[] = [];
  for (const item of value) {
    if (items.length === maxValues) throw new RangeError("There are too many values.");
    items.push(item);
  }
  return items;
}
