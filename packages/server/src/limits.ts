import { type Refusal, refusals } from "./refusals.ts";

/** Counts what is being worked on, and refuses more than there may be: a server that is too busy says so at once. */
export function createInFlightLimit(most: number) {
  let count = 0;
  return {
    count: () => count,
    enter(): Refusal<503> | undefined {
      if (count >= most) return refusals.unavailable(1);
      count += 1;
      return undefined;
    },
    leave(): void {
      count -= 1;
    },
  };
}

/**
 * Lets each key make so many calls a minute. The minutes of all keys are the same, so that a key costs one number.
 * Each process counts for itself.
 */
export function createRateLimit(perMinute: number, now: () => number = Date.now) {
  let minute = 0;
  const counts = new Map<string, number>();
  return (keyHash: string): Refusal<429> | undefined => {
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
