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

const maxTimerMs = 2 ** 31 - 1;

/** Default, minimum and maximum. */
const ranges = {
  timeoutMs: [10_000, 1, maxTimerMs],
  deadlineMs: [30_000, 1, maxTimerMs],
  maxRetries: [2, 0, 10],
  maxResponseBytes: [32 * 2 ** 20, 1, Number.MAX_SAFE_INTEGER],
} as const;

/**
 * Resolves the limits of a call: its own, else those of the client, else the defaults.
 *
 * @throws {ConfigurationError} if one is out of range.
 */
export const resolveLimits = (call: RequestLimits, client: RequestLimits): ResolvedLimits => ({
  timeoutMs: resolveLimit("timeoutMs", call, client),
  deadlineMs: resolveLimit("deadlineMs", call, client),
  maxRetries: resolveLimit("maxRetries", call, client),
  maxResponseBytes: resolveLimit("maxResponseBytes", call, client),
});

export type ResolvedLimits = Record<keyof RequestLimits, number>;

function resolveLimit(name: keyof RequestLimits, call: RequestLimits, client: RequestLimits): number {
  const [defaultValue, min, max] = ranges[name];
  const value: unknown = call[name] ?? client[name] ?? defaultValue;
  const isWhole = name !== "maxRetries" || Number.isInteger(value);
  if (typeof value === "number" && value >= min && value <= max && isWhole) return value;
  // Only a number is shown: any other value could be a misplaced key.
  const shown = typeof value === "number" ? value : `a ${typeof value}`;
  throw new ConfigurationError(
    `\`${name}\` is ${shown}. Use a ${name === "maxRetries" ? "whole " : ""}number from ${min} to ${max}.`,
  );
}
