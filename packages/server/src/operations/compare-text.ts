/** Compares two texts by code units, which gives the same order on every machine and in every database. */
export const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
