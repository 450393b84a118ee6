/** When a failed attempt may be followed by another, and how soon. */
import { ApiError, type RolewrightError } from "./errors.ts";

/** Statuses that may pass. */
const passing = [408, 429, 500, 502, 503, 504];

/** Faults that come before anything is sent: the codes of Node and Bun, the words of Deno, which has no codes. */
const unsent =
  /^(E(CONNREFUSED|NOTFOUND|AI_AGAIN|(HOST|NET)UNREACH|ADDRNOTAVAIL)|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket) |tcp connect error|dns error/;

/** Whether another attempt can do no harm. `repeatable` says that doing it twice is doing it once. */
export function mayRetry(error: RolewrightError, repeatable: boolean, cut: boolean): boolean {
  if (error instanceof ApiError) {
    if (!passing.includes(error.status)) return false;
    return repeatable || error.status === 429 || (error.status === 503 && error.retryAt !== undefined);
  }
  if (error.kind === "connection") return repeatable || wasNotSent(error.cause);
  return repeatable && (cut || error.kind === "timeout");
}

/** Whether a fault, or what caused it, provably came before the request was sent. */
export function wasNotSent(cause: unknown): boolean {
  const {
    code,
    message,
    cause: deeper,
  } = Object(cause) as { code?: unknown; message?: unknown; cause?: unknown };
  return unsent.test(`${String(code)} ${String(message)}`) || (deeper !== undefined && wasNotSent(deeper));
}

/** Full jitter: anything up to 250 ms, doubled for each attempt, 8 s at most. */
export const jitterMs = (attempt: number): number => Math.random() * Math.min(8000, 125 * 2 ** attempt);

/**
 * When `Retry-After` wants the next attempt, in either of its forms. A date is measured by the server's own clock, as far
 * as it shows it, and a nonsense value is none.
 */
export function retryDate(headers: Headers): Date | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  // JavaScript would read "1.5" as a date too.
  const waitMs = /^\d+(\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : value.endsWith("GMT")
      ? Date.parse(value) - (Date.parse(headers.get("date") ?? "") || Date.now())
      : Number.NaN;
  if (Number.isNaN(waitMs)) return undefined;
  // The last moment that a date can be.
  return new Date(Math.min(Date.now() + Math.max(0, waitMs), 8.64e15));
}

/** A token bucket: 10 retries at once, and one more for each 10 calls that succeed, so that an outage is not fed. */
export class RetryBudget {
  // In tenths: a tenth is no number that adds up.
  #tenths = 100;

  /** Takes a retry, if there is one. */
  take(): boolean {
    if (this.#tenths < 10) return false;
    this.#tenths -= 10;
    return true;
  }

  refill(): void {
    this.#tenths = Math.min(100, this.#tenths + 1);
  }
}
