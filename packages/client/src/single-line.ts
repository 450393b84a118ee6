/** Makes text of a server safe for an error message: one line, no terminal control characters, at most 500 characters. */
export const toSingleLine = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 500);
