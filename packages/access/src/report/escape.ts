/** Replaces control, format and bidirectional characters with escapes, so that a name cannot forge a line of a report. */
export function escapeControls(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Replaces the same characters, except the ends of lines of a message. */
export const escapeLines = (text: string): string => text.split("\n").map(escapeControls).join("\n");

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * Prints text as code in Markdown. Escapes are not enough: hosts link `@team`, `#1` and web addresses after they have removed
 * the escapes, but not in code.
 */
export function toMarkdownCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(1 + Math.max(0, ...runs));
  const padding = text === "" || /^[ `]|[ `]$/.test(text) ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Quotes a CSV field. A leading character that a spreadsheet would read as a formula gets an apostrophe. */
export function toCsvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
