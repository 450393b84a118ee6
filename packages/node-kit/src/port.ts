/**
 * Parses the number of a port.
 *
 * @param label What the port is for, in the message: `port`, `mock port`.
 * @throws {Error} if it is not a whole number from 0 to 65535.
 */
export function parsePort(text: string, label = "port"): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`The ${label} "${text}" is invalid. Use a number from 0 to 65535, or 0 for any free port.`);
}
