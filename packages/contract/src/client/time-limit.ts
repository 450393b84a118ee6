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
    if (this.#maxTimeMs === Infinity) return () => {};
    const timer = setTimeout(call, Math.max(0, this.remainingMs));
    return () => clearTimeout(timer);
  }
}
