/** How often the clock is read. */
const pollMs = 20;

/** The time that a run may take. A timer alone is late while the process computes, so that requests and tasks ask, too. */
export class TimeLimit {
  readonly #maxTimeMs: number;
  readonly #startedAt: number;
  readonly #now: () => number;

  constructor(maxTimeMs: number | undefined, now: () => number) {
    this.#maxTimeMs = maxTimeMs ?? Infinity;
    this.#now = now;
    this.#startedAt = now();
  }

  get elapsedMs(): number {
    return this.#now() - this.#startedAt;
  }

  get remainingMs(): number {
    return this.#maxTimeMs - this.elapsedMs;
  }

  /** Why the run stops after this time. */
  get reason(): string {
    return `--max-time of ${this.#maxTimeMs / 1_000} s elapsed`;
  }

  /** Calls a function when the time has elapsed. Returns a function that cancels it. */
  onElapsed(call: () => void): () => void {
    return this.after(this.remainingMs, call);
  }

  /** Calls a function when some time has passed on the clock. Returns a function that cancels it. */
  after(ms: number, call: () => void): () => void {
    const end = this.elapsedMs + ms;
    const timer = setInterval(() => {
      if (this.elapsedMs < end) return;
      clearInterval(timer);
      call();
    }, pollMs);
    // A timer that is still set at the end of the run does not keep the process alive.
    timer.unref();
    return () => clearInterval(timer);
  }
}
