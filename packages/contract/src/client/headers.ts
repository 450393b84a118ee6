/** Returns the value of a header. Names of headers are case-insensitive. */
export const findHeader = (headers: Record<string, string>, name: string): string | undefined =>
  Object.entries(headers).find(([each]) => isSameName(each, name))?.[1];

/** Replaces a header, or removes it if the value is `undefined`. */
export function setHeader(headers: Record<string, string>, name: string, value: string | undefined): void {
  for (const each of Object.keys(headers)) if (isSameName(each, name)) delete headers[each];
  if (value !== undefined) headers[name] = value;
}

const isSameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
