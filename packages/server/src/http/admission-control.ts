import { type ApiError, apiErrors } from "./api-errors.ts";

/** Limits the number of concurrent requests. */
export interface ConcurrencyLimit {
  /** Returns the number of requests in flight. */
  count(): number;
  /** Counts a request, or returns the error for one too many. */
  acquire(): ApiError<503> | undefined;
  release(): void;
}

/** Counts a request of an API key, or returns the error for one too many. */
export type RateLimit = (keyHash: string) => ApiError<429> | undefined;

/** What decides whether a request is processed. All operations of a server share it. */
export interface AdmissionControl {
  concurrency: ConcurrencyLimit;
  rateLimit: RateLimit | undefined;
}

/** Creates a limit on concurrent requests. A server that is overloaded rejects requests at once. */
export function createConcurrencyLimit(maxRequests: number): ConcurrencyLimit {
  let count = 0;
  return {
    count: () => count,
    acquire() {
      if (count >= maxRequests) return apiErrors.unavailable(1);
      count += 1;
      return undefined;
    },
    release() {
      count -= 1;
    },
  };
}

/**
 * Creates a limit on the requests of each API key in a minute. The minutes of all keys are the same, so that a key costs
 * one number. Each process counts separately.
 */
export function createRateLimit(maxPerMinute: number, now: () => number = Date.now): RateLimit {
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
    return count > maxPerMinute
      ? apiErrors.tooManyRequests(Math.ceil((60_000 - (time % 60_000)) / 1_000))
      : undefined;
  };
}
