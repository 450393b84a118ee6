/** What the options of a client and of a call come to, for one call. */
import { ConfigurationError } from "./errors.ts";
import type { CallOptions } from "./options.ts";

/** The options of one call, checked. */
export interface Plan {
  signals: AbortSignal[];
  attemptTimeoutMs: number;
  deadlineMs: number;
  retries: number;
  headers: Record<string, string>;
}

/**
 * A call's plan: its own options, else the client's, else the defaults.
 *
 * @throws {ConfigurationError}
 */
export function planOf(client: CallOptions, call: CallOptions, method: string): Plan {
  const number = (
    name: "attemptTimeoutMs" | "deadlineMs" | "retries",
    usual: number,
    least: number,
    most: number,
  ) => numberOf(name, call[name] ?? client[name] ?? usual, least, most);
  if (typeof client.idempotencyKey === "string")
    throw new ConfigurationError(
      "`idempotencyKey` of a client has to be a function: one key for all calls would make them one call.",
    );
  const key = call.idempotencyKey ?? (method === "POST" ? client.idempotencyKey : undefined);
  return {
    signals: [client.signal, call.signal].filter((signal) => signal !== undefined),
    attemptTimeoutMs: number("attemptTimeoutMs", 10_000, 1, 2 ** 31 - 1),
    deadlineMs: number("deadlineMs", 30_000, 1, 2 ** 31 - 1),
    retries: number("retries", 2, 0, 10),
    headers: {
      ...headersOf(client.headers),
      ...headersOf(call.headers),
      ...(key !== undefined && headersOf({ "idempotency-key": typeof key === "function" ? made(key) : key })),
    },
  };
}

function made(key: () => string): string {
  try {
    return key();
  } catch (cause) {
    throw new ConfigurationError("`idempotencyKey` failed; the reason is in `cause`.", { cause });
  }
}

function numberOf(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  throw new ConfigurationError(`\`${name}\` is ${String(value)}. Give a number from ${least} to ${most}.`);
}

/** In lower case, so that a name given twice is one header. */
function headersOf(headers: CallOptions["headers"]): Record<string, string> {
  if (headers === undefined) return {};
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  for (const [name, value] of entries) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t -~\x80-\xff]*$/.test(value))
      // A value may be a secret.
      throw new ConfigurationError(
        `The header ${JSON.stringify(name)} has a name or a value that cannot be sent.`,
      );
  }
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}
