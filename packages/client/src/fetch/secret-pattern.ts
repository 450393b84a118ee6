/** Valid in a header name, because the secret can be part of one. */
export const placeholder = "*API-key*";

/** A shorter secret, as tests have it, would also hide ordinary words. */
const minSecretLength = 8;

/** Finds a secret in any case, in the escaped forms of URLs, JSON and HTML, in base64 and in hexadecimal. */
export class SecretPattern {
  readonly secret: string;
  readonly isLong: boolean;
  readonly #lowerCase: string;
  #pattern: RegExp | undefined;
  #encodedForms: string[] | undefined;

  constructor(secret: string) {
    this.secret = secret;
    this.isLong = secret.length >= minSecretLength;
    this.#lowerCase = secret.toLowerCase();
  }

  isIn(text: string, lowerCase: string): boolean {
    if (!this.isLong) return false;
    // Much faster than the pattern.
    if (lowerCase.includes(this.#lowerCase)) return true;
    return (
      this.#getEncodedForms().some((form) => text.includes(form)) ||
      (hasEscapes(text) && text.search(this.#getPattern()) >= 0)
    );
  }

  replaceIn(text: string): string {
    return this.#getEncodedForms().reduce(
      (result, form) => result.replaceAll(form, placeholder),
      text.replaceAll(this.#getPattern(), placeholder),
    );
  }

  #getEncodedForms(): string[] {
    this.#encodedForms ??= listEncodedForms(this.secret);
    return this.#encodedForms;
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

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Lists how the bytes of a secret appear in hexadecimal and in base64, also within a longer text. A character of base64 has
 * six bits, so the first one that belongs to the secret alone starts at its bit 0, 2 or 4.
 */
function listEncodedForms(secret: string): string[] {
  const bytes = Array.from(new TextEncoder().encode(secret));
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const base64 = [0, 2, 4].map((start) =>
    Array.from(bits.slice(start).matchAll(/.{6}/g), ([group]) =>
      base64Alphabet.charAt(Number.parseInt(group, 2)),
    ).join(""),
  );
  const base64Url = base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([...base64, ...base64Url, hex, hex.toUpperCase()])];
}
