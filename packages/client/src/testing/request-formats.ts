/** How the formats of texts are checked. */
export const textFormats: Readonly<Record<string, (text: string) => boolean>> = {
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  date: isDate,
  "date-time": (text) => {
    const [date = "", time = ""] = text.split(/t/i, 2);
    return (
      isDate(date) &&
      /^\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(time) &&
      !Number.isNaN(Date.parse(text))
    );
  },
  uri: (text) => URL.canParse(text),
  uuid: (text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
};

/** The ranges of the formats of numbers. A JSON number has no more digits in JavaScript. */
export const numberFormats: Readonly<Record<string, { minimum: number; maximum: number }>> = {
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
};

/** Whether a day exists. `Date.parse` takes February 30 for March 2. */
function isDate(text: string): boolean {
  const time = Date.parse(text);
  return text.length === 10 && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
