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

/** Finds the item with an equal name. */
export function findByName<Item extends { name: string }>(items: Item[], name: string): Item | undefined {
  const key = toNameKey(name);
  return items.find((item) => toNameKey(item.name) === key);
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
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "is").test(text);
}
