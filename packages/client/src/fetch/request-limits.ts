import { ConfigurationError } from "../errors.ts";

/** How long a call may take, how often it is retried, and how much it reads. */
export interface RequestLimits {
  /** The timeout of one attempt, in milliseconds, including the body of the response. Default: 10,000. */
  timeoutMs?: number | undefined;
  /** The timeout of the whole call, in milliseconds, including retries. Default: 30,000. */
  deadlineMs?: number | undefined;
  /** How many attempts may follow a failed one: 0 to 10. Default: 2. */
  maxRetries?: number | undefined;
  /** The longest body that is read, in bytes. Default: 32 MiB. */
  maxResponseBytes?: number | undefined;
}

/** The longest time of a timer. */
export const maxTimerMs = 2 ** 31 - 1;

const ranges: Record<keyof RequestLimits, LimitRange> = {
  timeoutMs: { default: 10_000, min: 1, max: maxTimerMs },
  deadlineMs: { default: 30_000, min: 1, max: maxTimerMs },
  maxRetries: { default: 2, min: 0, max: 10, isWhole: true },
  maxResponseBytes: { default: 32 * 2 ** 20, min: 1, max: Number.MAX_SAFE_INTEGER },
};

/**
 * Resolves the limits of a call: its own, else those of the client, else the defaults.
 *
 * @throws {ConfigurationError} if one is out of range.
 */
export const resolveLimits = (call: RequestLimits, client: RequestLimits): ResolvedLimits => ({
  timeoutMs: resolveLimit("timeoutMs", ranges.timeoutMs, call, client),
  deadlineMs: resolveLimit("deadlineMs", ranges.deadlineMs, call, client),
  maxRetries: resolveLimit("maxRetries", ranges.maxRetries, call, client),
  maxResponseBytes: resolveLimit("maxResponseBytes", ranges.maxResponseBytes, call, client),
});

export type ResolvedLimits = Record<keyof RequestLimits, number>;

/** The values that a limit can have. */
export interface LimitRange {
  default: number;
  min: number;
  max: number;
  isWhole?: true;
}

/**
 * Resolves a limit: the first value that is set, else the default.
 *
 * @throws {ConfigurationError} if it is out of range.
 */
export function resolveLimit<Name extends string>(
  name: Name,
  { default: defaultValue, min, max, isWhole }: LimitRange,
  ...sources: Partial<Record<Name, unknown>>[]
): number {
  const value = sources.map((source) => source[name]).find((each) => each !== undefined && each !== null);
  if (value === undefined) return defaultValue;
  const isNumber = typeof value === "number";
  if (isNumber && value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  // Only a number is shown: any other value could be a misplaced key.
  const shown = isNumber ? value : `a ${typeof value}`;
  throw new ConfigurationError(
    `\`${name}\` is ${shown}. Use a ${isWhole ? "whole " : ""}number from ${min} to ${max}.`,
  );
}
