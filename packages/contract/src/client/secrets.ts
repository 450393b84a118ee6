/** What takes the place of a secret that a response showed. */
const secretPlaceholder = "[secret value]";

/** Shorter secrets stay in reports, because they may be parts of ordinary words. */
const minLength = 8;

interface Replacement {
  /** Matches the secret as a whole, however it is encoded. */
  pattern: string | RegExp;
  /** The secret in the usual encodings, of which shortened texts show a part. Empty if parts are ordinary words. */
  encodings: string[];
  placeholder: string;
}

/** The texts that no report may contain: the credentials of the run, and the secrets that responses showed. */
export class Secrets {
  readonly #variables: Map<string, string>;
  readonly #replacements = new Map<string, Replacement>();
  /** Longer secrets first, because they may contain shorter ones. */
  #ordered: Replacement[] | undefined;

  /** `credentials` are those of the run, each with the variable that stands for it. */
  constructor(credentials: Iterable<readonly [credential: string, variable: string]> = []) {
    this.#variables = new Map(credentials);
    for (const [credential, variable] of this.#variables) this.#add(credential, `$${variable}`);
  }

  /** The credentials, each with the variable that stands for it. Those of the run are first. */
  get variables(): ReadonlyMap<string, string> {
    return this.#variables;
  }

  /** Adds an API key that a response showed, with the variable that stands for it. */
  addKey(key: string, variable: string): void {
    if (key === "" || this.#variables.has(key)) return;
    this.#variables.set(key, variable);
    this.#add(key, `$${variable}`);
  }

  /** Adds a secret that a response showed. An ordinary text is replaced only where it is a whole value. */
  addShown(secret: string, isOrdinary: (secret: string) => boolean): void {
    if (secret.length < minLength || this.#replacements.has(secret)) return;
    this.#add(secret, secretPlaceholder, isOrdinary(secret));
  }

  /** Replaces secrets, also encoded and shortened ones. */
  redact(text: string): string {
    this.#ordered ??= [...this.#replacements]
      .toSorted(([one], [other]) => other.length - one.length)
      .map(([, each]) => each);
    let safe = text;
    for (const { pattern, placeholder } of this.#ordered) safe = safe.replaceAll(pattern, () => placeholder);
    return safe.includes(ellipsis) ? redactParts(safe, this.#ordered) : safe;
  }

  #add(secret: string, placeholder: string, isOrdinary = false): void {
    if (secret.length < minLength) return;
    const pattern = isOrdinary ? toValuePattern(secret) : toPattern(secret);
    this.#replacements.set(secret, {
      pattern,
      encodings: isOrdinary ? [] : listEncodings(secret),
      placeholder,
    });
    this.#ordered = undefined;
  }
}

/** Matches a secret in all encodings of its characters. These characters have only one. */
const toPattern = (secret: string): string | RegExp =>
  /^[\w.-]*$/.test(secret) ? secret : new RegExp(toEncodedSource(secret), "gu");

/** Matches a text where it is a whole value: in quotes, in a query, or after the name of a header. */
const toValuePattern = (secret: string): RegExp =>
  new RegExp(String.raw`(?<=["=]|: |(?:Bearer|bearer) )${toEncodedSource(secret)}(?=["&'\\\s]|$)`, "gu");

const toEncodedSource = (secret: string): string => Array.from(secret, toCharacterSource).join("");

/** Matches a character as it is, and as URLs, JSON, JSON in JSON, and shell commands encode it. */
function toCharacterSource(character: string): string {
  const literal = String.raw`\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  if (/[\w.-]/.test(character)) return literal;
  const bytes = [...Buffer.from(character)];
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return `(?:${[
    String.raw`\\*${literal}`,
    bytes.map((byte) => `%(?:25)*${toHexSource(byte, 2)}`).join(""),
    units.map((unit) => String.raw`\\+u${toHexSource(unit, 4)}`).join(""),
    bytes.map((byte) => String.raw`\\${byte.toString(8).padStart(3, "0")}`).join(""),
    ...(character === " " ? [String.raw`\+`] : []),
    ...(character === "'" ? [String.raw`'\\''`] : []),
    ...(character in jsonEscapes ? [String.raw`\\+${jsonEscapes[character]}`] : []),
  ].join("|")})`;
}

const jsonEscapes: Record<string, string> = { "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t" };

/** Matches a number in upper and lower case. */
const toHexSource = (number: number, digits: number): string =>
  number
    .toString(16)
    .padStart(digits, "0")
    .replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

function listEncodings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, json, encodeURIComponent(secret.toWellFormed())])];
}

/** Marks where a text was shortened. */
const ellipsis = "…";

/** Replaces the parts of secrets at which a text was shortened. */
function redactParts(text: string, replacements: Replacement[]): string {
  const pieces = text.split(ellipsis);
  for (const { encodings, placeholder } of replacements) {
    for (const [index, piece] of pieces.entries()) {
      const end = index < pieces.length - 1 ? findLongestPart(encodings, piece, takeLast) : 0;
      const rest = piece.slice(0, piece.length - end) + (end > 0 ? placeholder : "");
      const start = index > 0 ? findLongestPart(encodings, rest, takeFirst) : 0;
      pieces[index] = (start > 0 ? placeholder : "") + rest.slice(start);
    }
  }
  return pieces.join(ellipsis);
}

const takeFirst = (text: string, length: number) => text.slice(0, length);
const takeLast = (text: string, length: number) => text.slice(-length);

/** Returns how many of the first or the last characters of a text are a part of a secret. */
function findLongestPart(
  encodings: string[],
  text: string,
  take: (text: string, length: number) => string,
): number {
  if (text.length < minLength) return 0;
  const lengths = encodings.map((encoding) => {
    if (!encoding.includes(take(text, minLength))) return 0;
    let length = minLength;
    while (length < text.length && encoding.includes(take(text, length + 1))) length += 1;
    return length;
  });
  return Math.max(0, ...lengths);
}
