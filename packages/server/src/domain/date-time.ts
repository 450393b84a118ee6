/**
 * Parses a date and time of a request into milliseconds since 1970. It accepts what the schema's format `date-time` accepts,
 * which is more than `Date.parse` knows: a leap second (RFC 3339), which is the first second of the next minute, and an offset
 * without minutes (ISO 8601).
 *
 * @returns `NaN` for any other text.
 */
export function parseDateTime(text: string): number {
  const withOffsetMinutes = text.replace(/:\d\d(?:\.\d+)?[+-]\d\d$/, "$&:00");
  const withoutLeapSecond = withOffsetMinutes.replace(/(:\d\d):60/, "$1:59");
  const leapMs = withoutLeapSecond === withOffsetMinutes ? 0 : 1_000;
  return Date.parse(withoutLeapSecond) + leapMs;
}
