/** What the options of a client and of a call come to, for one call. */
import { ConfigurationError } from "./errors.ts";
import type { CallOptions } from "./options.ts";

/** The options of one call, checked. */
export interface Plan {
  signals: AbortSignal[];
  attemptTimeoutMs: number;
  deadlineMs: number;
  retries: number;
  /** All that are sent. */
  headers: Record<string, string>;
}

/**
 * A call's plan: its own options, else the client's, else the defaults.
 *
 * @throws {ConfigurationError}
 */
export function planOf(
  client: CallOptions,
  call: CallOptions,
  apiKey: string,
  method: string,
  body?: string,
): Plan {
  const number = (
    name: "attemptTimeoutMs" | "deadlineMs" | "retries",
    usual: number,
    least: number,
    most: number,
  ) => {
    const value: unknown = call[name] ?? client[name] ?? usual;
    if (typeof value === "number" && value >= least && value <= most) return value;
    const what = typeof value === "number" ? value : typeof value;
    throw new ConfigurationError(`\`${name}\` is ${what}. Give a number from ${least} to ${most}.`);
  };
  if (typeof client.idempotencyKey === "string")
    throw new ConfigurationError("`idempotencyKey` of a client has to be a function.");
  const key = call.idempotencyKey ?? (method === "POST" ? client.idempotencyKey : undefined);
  return {
    signals: [client.signal, call.signal].filter((signal) => !!signal),
    attemptTimeoutMs: number("attemptTimeoutMs", 10_000, 1, 2 ** 31 - 1),
    deadlineMs: number("deadlineMs", 30_000, 1, 2 ** 31 - 1),
    retries: number("retries", 2, 0, 10),
    headers: {
      ...headersOf(client.headers),
      ...headersOf(call.headers),
      ...(key !== undefined && headersOf({ "idempotency-key": made(key) })),
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      confident_api_key: apiKey,
    },
  };
}

function made(key: string | (() => string)): string {
  let cause;
  try {
    const text = typeof key === "function" ? key() : key;
    // Without a text of its own, each POST would be taken for the same one, or be sent twice.
    if (text.trim()) return text;
  } catch (error) {
    cause = error;
  }
  throw new ConfigurationError("`idempotencyKey` gave no text.", { cause });
}

/** In lower case, so that a name given twice is one header. */
function headersOf(given: CallOptions["headers"]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of given instanceof Headers ? given : Object.entries(given ?? {})) {
    try {
      headers[name.toLowerCase()] = new Headers([[name, value]]).get(name) as string;
    } catch {
      // A value may be a secret, and the platform's own words would show it.
      throw new ConfigurationError(
        `The header ${JSON.stringify(name)} has a name or a value that cannot be sent.`,
      );
    }
  }
  return headers;
}
