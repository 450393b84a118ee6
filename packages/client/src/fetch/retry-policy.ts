import { ConnectionError, InvalidResponseError, type RolewrightError, TimeoutError } from "../errors.ts";

/** Status codes of temporary failures. */
const retryableStatuses = new Set([408, 429, 500, 502, 503, 504]);

const firstDelayMs = 250;
const maxDelayMs = 8000;

/** Whether a response says that the request was not executed. */
export const provesNoEffect = (status: number, retryAt: Date | undefined): boolean =>
  (status >= 400 && status < 500 && status !== 408) || (status === 503 && retryAt !== undefined);

/** Whether a response may be followed by another attempt. */
export function isRetryableResponse(
  status: number,
  retryAt: Date | undefined,
  isRepeatable: boolean,
): boolean {
  if (!retryableStatuses.has(status)) return false;
  return isRepeatable || provesNoEffect(status, retryAt);
}

/**
 * Whether a failed attempt may be followed by another.
 *
 * @param isRepeatable Whether sending the request twice has the effect of sending it once.
 */
export function isRetryableError(error: RolewrightError, isRepeatable: boolean): boolean {
  if (error instanceof ConnectionError) return error.isTransient && (isRepeatable || error.isUnsent);
  if (error instanceof InvalidResponseError) return isRepeatable && error.isTruncated;
  return isRepeatable && error instanceof TimeoutError;
}

/** Returns a random delay of at most 250 ms, doubled for each attempt, up to 8 s ("full jitter"). */
export const randomDelayMs = (attempt: number): number =>
  Math.random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
