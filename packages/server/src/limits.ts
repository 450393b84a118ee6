import { type Refusal, refusals } from "./refusals.ts";

/** How many requests are worked on, and how many may be. */
export interface InFlightLimit {
  count(): number;
  /** Counts one more, or says why it is not taken. */
  enter(): Refusal<503> | undefined;
  leave(): void;
}

/** Counts a call of a key, or refuses it. */
export type RateLimit = (keyHash: string) => Refusal<429> | undefined;

/** Counts what is being worked on, and refuses more than there may be: a server that is too busy says so at once. */
export function createInFlightLimit(most: number): InFlightLimit {
  let count = 0;
  return {
    count: () => count,
    enter() {
      if (count >= most) return refusals.unavailable(1);
      count += 1;
      return undefined;
    },
    leave() {
      count -= 1;
    },
  };
}

/**
 * Lets each key make so many calls a minute. The minutes of all keys are the same, so that a key costs one number.
 * Each process counts for itself.
 */
export function createRateLimit(perMinute: number, now: () => number = Date.now): RateLimit {
  let minute = 0;
  const counts = new Map<string, number>();
  return (keyHash) => {
    const time = now();
    if (Math.floor(time / 60_000) !== minute) {
      minute = Math.floor(time / 60_000);
      counts.clear();
    }
    const count = (counts.get(keyHash) ?? 0) + 1;
    counts.set(keyHash, count);
    return count > perMinute
      ? refusals.tooManyRequests(Math.ceil((60_000 - (time % 60_000)) / 1_000))
      : undefined;
  };
}
