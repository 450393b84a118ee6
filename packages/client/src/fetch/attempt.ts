import type { CallScope } from "./call-scope.ts";

/** One attempt of a call. Its time can start later than the attempt, because a custom `fetch` can have a queue. */
export class Attempt {
  readonly #scope: CallScope;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #endsAt = Infinity;
  #isOver = false;
  #reject: (error: unknown) => void = () => {};

  constructor(scope: CallScope) {
    this.#scope = scope;
  }

  /** Aborts when the attempt is stopped. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** `Infinity` before the time starts. */
  get remainingMs(): number {
    return this.#endsAt - performance.now();
  }

  /** Runs the work of the attempt. It rejects as soon as the attempt is stopped, whether the work ends or not. */
  async run<Value>(work: (attempt: Attempt) => Promise<Value>): Promise<Value> {
    let removeListener = () => {};
    try {
      return await new Promise<Value>((resolve, reject) => {
        this.#reject = reject;
        removeListener = this.#scope.onEnd((error) => this.#stop(error));
        if (!this.signal.aborted) work(this).then(resolve, reject);
      });
    } finally {
      this.#isOver = true;
      clearTimeout(this.#timer);
      removeListener();
    }
  }

  /** Starts the time, if it has not started. */
  startTimeout(): void {
    if (this.#isOver || this.#endsAt < Infinity) return;
    const { timeoutMs } = this.#scope.limits;
    this.#endsAt = performance.now() + timeoutMs;
    this.#timer = setTimeout(() => this.#stop(this.#scope.createTimeoutError("timeoutMs")), timeoutMs);
  }

  #stop(error: unknown): void {
    this.#reject(error);
    this.#controller.abort(error);
  }
}
