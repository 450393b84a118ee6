/** A location in a description, as the fragment of a URI: `#/components/schemas/Name/maxLength`. */
export type Pointer = string;

/** Returns the pointer of a key below a location. */
export const appendKey = (pointer: Pointer, key: string | number): Pointer =>
  `${pointer}/${escapeKey(String(key))}`;

/** Escapes a key for use in a JSON pointer that is the fragment of a URI. */
export const escapeKey = (key: string): string =>
  key.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");

/** Splits a pointer into its keys: `#/paths/~1v1` into `paths` and `/v1`. */
export const parsePointer = (pointer: Pointer): string[] =>
  pointer
    .replace(/^#\/?/, "")
    .split("/")
    .filter((key) => key !== "")
    .map((key) => decodeFragment(key).replaceAll("~1", "/").replaceAll("~0", "~"));

/** Decodes percent escapes. Text that has other percent signs stays as it is. */
function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns the node at a location, or `undefined` if there is none. */
export const findNode = (document: unknown, pointer: Pointer): unknown =>
  parsePointer(pointer).reduce<unknown>(
    (node, key) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, key)
        ? (node as Record<string, unknown>)[key]
        : undefined,
    document,
  );
