// cspell:ignore feff (a code point)
/** Controls, formatting characters, separators, fillers and unassigned code points: nobody sees them, and terminals obey some. */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Escapes invisible characters as `\u{feff}`. Line breaks and tabs stay. */
export const escapeInvisible = (text: string): string =>
  text.replaceAll(invisible, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}}`,
  );

/** Formats a value as JSON in which invisible characters are escaped. It parses to the same value. */
export const toPrintableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(invisible, (character) =>
    character === "\n"
      ? character
      : Array.from(
          { length: character.length },
          (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
        ).join(""),
  );

/** Whether a text has characters that {@link escapeInvisible} would escape. */
export const hasInvisible = (text: string): boolean => escapeInvisible(text) !== text;
