/** Limits how many retries a client adds to an outage. */
export interface RetryBudget {
  /** Takes one retry. Returns false if none is left. */
  tryTake(): boolean;
  /** Adds a tenth of a retry, up to the capacity. */
  recordSuccess(): void;
}

const capacity = 10;
const tenthsPerRetry = 10;

/** Creates a token bucket with 10 retries. Ten successful requests add one retry. */
export function createRetryBudget(): RetryBudget {
  // Counted in tenths, because 0.1 cannot be added exactly.
  let tenths = capacity * tenthsPerRetry;
  return {
    tryTake() {
      if (tenths < tenthsPerRetry) return false;
      tenths -= tenthsPerRetry;
      return true;
    },
    recordSuccess() {
      tenths = Math.min(capacity * tenthsPerRetry, tenths + 1);
    },
  };
}
