/** Measures how long this process was busy, so that response times exclude it. */
export class EventLoopLag {
  static readonly #everyMs = 10;
  #total = 0;
  #last = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#note(), EventLoopLag.#everyMs);
    this.#timer.unref();
  }

  /** The total delay of timers so far, in milliseconds. */
  total(): number {
    this.#note();
    return this.#total;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #note(): void {
    const now = performance.now();
    this.#total += Math.max(0, now - this.#last - EventLoopLag.#everyMs * 1.5);
    this.#last = now;
  }
}
