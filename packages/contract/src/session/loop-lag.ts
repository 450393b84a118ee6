/** Tells how long this process itself was busy with other things, so that nobody else is blamed for it. */
export class LoopLag {
  static readonly #everyMs = 10;
  #total = 0;
  #last = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#note(), LoopLag.#everyMs);
    this.#timer.unref();
  }

  /** All the time by which timers were late so far, in milliseconds. */
  total(): number {
    this.#note();
    return this.#total;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #note(): void {
    const now = performance.now();
    this.#total += Math.max(0, now - this.#last - LoopLag.#everyMs * 1.5);
    this.#last = now;
  }
}
