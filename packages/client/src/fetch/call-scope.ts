import { AbortError, type SuccessStatus, TimeoutError } from "../errors.ts";
import { onAbort } from "./abort-listeners.ts";
import type { ReceivedResponse } from "./received-response.ts";
import type { ResolvedLimits } from "./request-limits.ts";

/** The limits of a call, what aborts it, and what is known of it before a request exists. */
export interface CallStart {
  limits: ResolvedLimits;
  signals: Iterable<AbortSignal | null | undefined>;
  method: string;
  path: string;
  /** Removes secrets from the reason of a signal. */
  redactCause(cause: unknown): unknown;
}

type EndListener = (error: unknown) => void;

/** The methods that change nothing, as HTTP defines them. */
const safeMethods = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * One call, from its first middleware to the end of its body. Its deadline and its signals end everything that it does, and
 * its facts describe it in errors.
 */
export class CallScope {
  readonly limits: ResolvedLimits;
  /** In upper case. */
  method: string;
  /** The path of the description, then that of the request. */
  path: string;
  /** The `X-Request-Id` that was sent. */
  requestId: string | undefined;
  /** How often the request was sent. */
  attempts = 0;
  /** Whether the server may have executed the request. */
  mayHaveExecuted = false;
  /** The status code of a success whose body is being read. */
  status: SuccessStatus | undefined;
  /** The response that was returned. */
  received: ReceivedResponse | undefined;
  readonly #redactCause: CallStart["redactCause"];
  readonly #endsAt: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #stopListening: (() => void)[] = [];
  readonly #endListeners = new Set<EndListener>();
  #error: unknown;
  #hasOpenBody = false;

  constructor({ limits, signals, method, path, redactCause }: CallStart) {
    this.#redactCause = redactCause;
    this.limits = limits;
    this.method = method;
    this.path = path;
    this.#endsAt = performance.now() + limits.deadlineMs;
    this.#timer = setTimeout(() => this.#end(this.createTimeoutError("deadlineMs")), limits.deadlineMs);
    for (const signal of new Set(signals)) this.addSignal(signal);
  }

  /** Lets a further signal abort the call. */
  addSignal(signal: AbortSignal | null | undefined): void {
    if (signal === null || signal === undefined) return;
    const abort = () => this.#end(this.#createAbortError(signal.reason));
    if (signal.aborted) abort();
    else this.#stopListening.push(onAbort(signal, abort));
  }

  get remainingMs(): number {
    return this.#endsAt - performance.now();
  }

  /**
   * Runs work and closes the scope. It rejects as soon as the call ends early: work that ignores its signal, such as
   * middleware or a custom `fetch`, cannot delay it.
   */
  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await new Promise<Value>((resolve, reject) => {
        this.#throwIfEnded();
        this.#endListeners.add(reject);
        work().then(resolve, reject);
      });
    } catch (error) {
      // Nobody will read the body, if there is one.
      this.#end(error);
      throw error;
    } finally {
      if (!this.#hasOpenBody) this.close();
    }
  }

  /** Waits. It rejects as soon as the call ends. */
  wait(delayMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, delayMs);
      this.onEnd((error) => {
        clearTimeout(timer);
        reject(error);
      });
    });
  }

  /** Calls a listener when the call ends early. Returns a function that removes it. */
  onEnd(listener: EndListener): () => void {
    if (this.#error !== undefined) listener(this.#error);
    else this.#endListeners.add(listener);
    return () => this.#endListeners.delete(listener);
  }

  /** Keeps the deadline and the signals until `close` is called, for a body that is read later. */
  keepOpen(): void {
    this.#hasOpenBody = true;
  }

  /** Removes the timer and all listeners. */
  close(): void {
    clearTimeout(this.#timer);
    for (const stopListening of this.#stopListening.splice(0)) stopListening();
    this.#endListeners.clear();
  }

  /** The facts of the call for an error. */
  describe() {
    const { method, path, attempts, requestId } = this;
    return { method, path, attempts, requestId };
  }

  /** A sentence for errors, if the server may have executed a request that changes something. */
  get warning(): string {
    return safeMethods.has(this.method) || !this.mayHaveExecuted
      ? ""
      : " It may have been executed: check before you send it again.";
  }

  createTimeoutError(limit: "timeoutMs" | "deadlineMs"): TimeoutError {
    return new TimeoutError(`timed out after \`${limit}\` (${this.limits[limit]} ms).${this.warning}`, {
      ...this.describe(),
      status: this.status,
    });
  }

  #createAbortError(reason: unknown): AbortError {
    return new AbortError(`was aborted by its signal. See \`cause\` for the reason.${this.warning}`, {
      ...this.describe(),
      status: this.status,
      cause: this.#redactCause(reason),
    });
  }

  #end(error: unknown): void {
    this.#error ??= error;
    const listeners = [...this.#endListeners];
    this.close();
    for (const listener of listeners) listener(this.#error);
  }

  #throwIfEnded(): void {
    if (this.#error !== undefined) throw this.#error;
  }
}
