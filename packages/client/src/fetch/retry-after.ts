/** The latest time that a `Date` can hold. */
const latestTimeMs = 8.64e15;

/**
 * Parses a `Retry-After` header into the time of the next attempt.
 *
 * @param headers An HTTP date is measured by the server's own `Date` header, if there is one.
 * @returns `undefined` if the header is missing or invalid.
 */
export function parseRetryAfter(headers: Pick<Headers, "get">): Date | undefined {
  const value = headers.get("retry-after") ?? "";
  const delayMs = parseDelayMs(value, headers.get("date"));
  if (Number.isNaN(delayMs)) return undefined;
  return new Date(Math.min(Date.now() + Math.max(0, delayMs), latestTimeMs));
}

function parseDelayMs(value: string, serverDate: string | null): number {
  // `Date.parse` would also accept "1.5". A server and its proxy can both set the header.
  if (/^\d[\d.]*(, *\d[\d.]*)*$/.test(value)) return Math.max(...value.split(",").map(Number)) * 1000;
  const date = ansiDate.test(value) ? `${value} GMT` : value;
  if (!date.endsWith("GMT")) return Number.NaN;
  return Date.parse(date) - (Date.parse(serverDate ?? "") || Date.now());
}

/** The obsolete format that HTTP requires recipients to accept: `Sun Nov  6 08:49:37 1994`. */
const ansiDate = /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;
