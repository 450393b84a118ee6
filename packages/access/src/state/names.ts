import { closest, distance } from "fastest-levenshtein";

/**
 * Returns the key by which names are compared: in Unicode form NFKC, case-insensitive, trimmed, and without invisible
 * characters, as the API description specifies.
 */
export function toNameKey(name: string): string {
  // Folding can create characters that must be normalized, and the reverse. The second pass changes nothing more.
  return foldName(foldName(name)).normalize("NFKC").trim();
}

/** Text is lower-cased before it is upper-cased, so that letters which only one of the two maps (`ß`, `ς`) are equal as well. */
const foldName = (name: string): string =>
  name
    .normalize("NFKC")
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .toUpperCase();

/** Returns the key by which email addresses are compared: trimmed and in lower case. */
export function toEmailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** Finds items by name. A search through all items for each name would take minutes for a large organization. */
export class NameIndex<Item extends { name: string }> {
  readonly #items: ReadonlyMap<string, Item>;

  constructor(items: readonly Item[]) {
    // The first of several items with equal names counts.
    this.#items = new Map(items.toReversed().map((item) => [toNameKey(item.name), item]));
  }

  find(name: string): Item | undefined {
    return this.#items.get(toNameKey(name));
  }
}

/** Returns the nearest known names, the nearest first. */
export function suggestNames(name: string, known: string[], count = 3): string[] {
  return known
    .map((each) => ({ each, edits: distance(name.toLowerCase(), each.toLowerCase()) }))
    .toSorted((one, other) => one.edits - other.edits)
    .slice(0, count)
    .map(({ each }) => each);
}

/** Returns the nearest known name. */
export function suggestName(name: string, known: string[]): string {
  return known.length > 0 ? closest(name, known) : "";
}

/** Whether a text matches a pattern in which `*` stands for any characters. Case-insensitive. */
export function matchesPattern(text: string, pattern: string): boolean {
  // A regular expression would take exponential time for a pattern with many `*`.
  const lowerText = text.toLowerCase();
  const [start = "", ...parts] = pattern.toLowerCase().split("*");
  const end = parts.pop();
  if (end === undefined) return lowerText === start;
  if (!lowerText.startsWith(start)) return false;
  let position = start.length;
  for (const part of parts) {
    const found = lowerText.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return lowerText.length - end.length >= position && lowerText.endsWith(end);
}
