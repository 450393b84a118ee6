/** Writes values as TypeScript. */
export function writeLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeLiteral(item)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([name, item]) => writeProperty(name, writeLiteral(item))).join(", ")} }`;
}

/** Writes a property of an object, with quotes if its name needs them. */
export const writeProperty = (name: string, value: string): string =>
  `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${value}`;
