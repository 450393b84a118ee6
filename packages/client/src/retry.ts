/** When a failed attempt may be followed by another, and how soon. */
import { ApiError, type RolewrightError } from "./errors.ts";

/** Statuses that may pass. */
const passing = [408, 429, 500, 502, 503, 504];

/**
 * Faults that come before anything is sent: the codes of Node and Bun, the words of Deno, which has no codes. A host can
 * also become unreachable afterwards; then it is the reading or writing that fails.
 */
const unsent =
  /^(E(CONNREFUSED|NOTFOUND|AI_AGAIN|(HOST|NET)UNREACH|ADDRNOTAVAIL)|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket) (?!read|write)|tcp connect error|dns error/;

/** Whether another attempt can do no harm. `repeatable` says that doing it twice is doing it once. */
export function mayRetry(error: RolewrightError, repeatable: boolean, cut = false): boolean {
  if (error instanceof ApiError) {
    const { status, retryAt } = error;
    if (!passing.includes(status)) return false;
    return repeatable || status === 429 || (status === 503 && retryAt !== undefined);
  }
  if (error.kind === "connection") return repeatable || wasNotSent(error.cause);
  return repeatable && (cut || error.kind === "timeout");
}

/** Whether a fault, or what caused it, provably came before the request was sent. */
export function wasNotSent(cause: unknown): boolean {
  try {
    const {
      code,
      message,
      cause: deeper,
    } = Object(cause) as { code?: string; message?: string; cause?: unknown };
    return unsent.test(`${code} ${message}`) || (deeper !== undefined && wasNotSent(deeper));
  } catch {
    // It cannot be read, or is its own cause.
    return false;
  }
}

/** Full jitter: anything up to 250 ms, doubled for each attempt, 8 s at most. */
export const jitterMs = (attempt: number): number => Math.random() * Math.min(8000, 125 * 2 ** attempt);

/**
 * When `Retry-After` wants the next attempt, in either of its forms. A date is measured by the server's own clock, as far
 * as it shows it, and a nonsense value is none.
 */
export function retryDate(header: (name: string) => string | undefined): Date | undefined {
  const value = header("retry-after") ?? "";
  // JavaScript would read "1.5" as a date too.
  const waitMs = /^[\d.]+$/.test(value)
    ? Number(value) * 1000
    : value.endsWith("GMT")
      ? Date.parse(value) - (Date.parse(header("date") as string) || Date.now())
      : Number.NaN;
  if (Number.isNaN(waitMs)) return undefined;
  // The last moment that a date can be.
  return new Date(Math.min(Date.now() + Math.max(0, waitMs), 8.64e15));
}

/**
 * A token bucket: 10 retries at once, and one more for each 10 calls that succeed, so that an outage is not fed. Adds
 * tenths of a retry or takes them; false where it has not that many.
 */
export type RetryBudget = (change: number) => boolean;

/** A full bucket. */
export function retryBudget(): RetryBudget {
  // A tenth itself is no number that adds up.
  let tenths = 100;
  return (change) => {
    const enough = tenths + change >= 0;
    if (enough) tenths = Math.min(100, tenths + change);
    return enough;
  };
}
