import { rejectUnknownOptions } from "../known-options.ts";

/** A fault to inject. Without `delayMs`, `status`, `truncateBody` and `networkError`, nothing fails. */
export interface Fault<OperationId extends string> {
  /** The operation that fails. Default: any. */
  operationId?: OperationId;
  /** How many requests fail. Default: 1. `Infinity` for all, 0 for none. */
  count?: number;
  /** How long the response takes, in milliseconds. It ends early if the request is aborted. */
  delayMs?: number;
  /** Responds with this status code, 200 to 599, without executing the request. */
  status?: number;
  /** The `Retry-After` header of that response, in seconds. */
  retryAfter?: number;
  /** Executes the request, and ends the response in the middle of its body. */
  truncateBody?: boolean;
  /** Fails without a response, and without executing the request. */
  networkError?: boolean;
}

const faultFields = {
  operationId: true,
  count: true,
  delayMs: true,
  status: true,
  retryAfter: true,
  truncateBody: true,
  networkError: true,
} satisfies Record<keyof Fault<string>, true>;

/** A fault that was selected for one request. */
export interface AppliedFault {
  wait(signal: AbortSignal | undefined): Promise<void>;
  apply(execute: () => Response): Response;
}

/** The injected faults, in order. */
export class FaultQueue<OperationId extends string> {
  #faults: Fault<OperationId>[] = [];
  readonly #routes: Readonly<Record<OperationId, unknown>>;

  constructor(routes: Readonly<Record<OperationId, unknown>>) {
    this.#routes = routes;
  }

  add(fault: Fault<OperationId>): void {
    validateFault(fault, this.#routes);
    if ((fault.count ?? 1) > 0) this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  /** Takes the next fault of an operation. */
  take(operationId: OperationId): AppliedFault {
    const index = this.#faults.findIndex(
      (each) => each.operationId === undefined || each.operationId === operationId,
    );
    const fault = this.#faults[index] ?? {};
    const remaining = (fault.count ?? 1) - 1;
    if (remaining > 0) this.#faults[index] = { ...fault, count: remaining };
    else if (index >= 0) this.#faults.splice(index, 1);
    return createAppliedFault(fault);
  }
}

/** A misspelled field would inject nothing, and the test would pass. */
function validateFault(fault: Fault<string>, routes: object): void {
  rejectUnknownOptions(fault, Object.keys(faultFields));
  const { operationId, status = 200, count = 1, delayMs = 0, retryAfter = 0 } = fault;
  if (operationId !== undefined && !Object.hasOwn(routes, operationId))
    throw new RangeError(`There is no operation ${JSON.stringify(operationId)}.`);
  // The response constructor would throw, which a client treats as a connection failure.
  if (!(Number.isInteger(status) && status >= 200 && status <= 599))
    throw new RangeError(`\`status\` is ${status}. Use a status code from 200 to 599.`);
  for (const [name, value] of Object.entries({ count, delayMs, retryAfter }))
    if (!(value >= 0)) throw new RangeError(`\`${name}\` is ${value}. Use a number from 0.`);
}

const createAppliedFault = ({
  delayMs,
  status,
  retryAfter,
  truncateBody,
  networkError,
}: Fault<string>): AppliedFault => ({
  async wait(signal) {
    if (delayMs !== undefined) await wait(delayMs, signal);
    signal?.throwIfAborted();
  },
  apply(execute) {
    if (networkError) throw new TypeError("fetch failed: a network error was injected");
    if (status !== undefined) return createFaultResponse(status, retryAfter);
    return truncateBody ? truncate(execute()) : execute();
  },
});

const statusesWithoutBody = [204, 205, 304];

function createFaultResponse(status: number, retryAfter = 0): Response {
  if (statusesWithoutBody.includes(status)) return new Response(null, { status });
  // The description documents the header for these two.
  const hasRetryAfter = status === 429 || status === 503;
  return Response.json(
    { success: false, error: `The status ${status} was injected.` },
    { status, ...(hasRetryAfter && { headers: { "retry-after": String(retryAfter) } }) },
  );
}

/** Returns a response whose connection ends after half of the body. */
function truncate(response: Response): Response {
  const half = new ReadableStream<Uint8Array>({
    async start(stream) {
      const bytes = new Uint8Array(await response.arrayBuffer());
      stream.enqueue(bytes.slice(0, bytes.length / 2));
    },
    pull: (stream) => stream.error(new TypeError("terminated: a truncated body was injected")),
  });
  return new Response(half, { status: response.status, headers: response.headers });
}

const wait = (delayMs: number, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
