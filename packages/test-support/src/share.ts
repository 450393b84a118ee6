/** The share of the stress tests that a run takes. `index` counts from 1. */
export interface Share {
  index: number;
  count: number;
}

/**
 * Reads a share as vitest's `--shard` writes it: `2/5` is the second of five.
 *
 * @param text The value of `ROLEWRIGHT_SHARE`. `undefined` for everything.
 * @throws {Error} if it is not the number of a share and the count of shares.
 * @example parseShare("2/5") // { index: 2, count: 5 }
 */
export function parseShare(text: string | undefined): Share {
  if (text === undefined) return { index: 1, count: 1 };
  const [, index, count] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index > count)
    throw new Error(
      `ROLEWRIGHT_SHARE is ${text}. Set it to the number of a share and their count, such as 2/5.`,
    );
  return { index, count };
}

/** The share of this run. Stress tests that take minutes run it. All shares together run everything. */
export const share = parseShare(process.env["ROLEWRIGHT_SHARE"]);

/** Returns every item of a list that belongs to the share. */
export const shareOf = <Item>(items: readonly Item[], { index, count } = share): Item[] =>
  items.filter((_, at) => at % count === index - 1);

/** Returns how many of a number of random runs belong to the share. Each share needs another seed. */
export const shareOfRuns = (runs: number, { count } = share): number => Math.ceil(runs / count);
