/** One call: its attempts, what ends them, and what comes of them. */
import { dataOf } from "./answer.ts";
import type { WithResponse } from "./call.ts";
import { AbortError, ConnectionError, type Failure, RolewrightError, TimeoutError } from "./errors.ts";
import { type ClientEvent, tell } from "./events.ts";
import type { CallOptions } from "./options.ts";
import type { Outgoing } from "./outgoing.ts";
import { type Plan, planOf } from "./plan.ts";
import { jitterMs, mayRetry, type RetryBudget, wasNotSent } from "./retry.ts";
import type { AnswerSchemas } from "./schemas.ts";
import type { Redactor } from "./secret.ts";
import { fetchTransport, type Transport } from "./transport.ts";
import { pause, within } from "./within.ts";

/** What all calls of a client share. */
export interface Connection {
  baseUrl: string;
  apiKey: string;
  redact: Redactor;
  budget: RetryBudget;
  options: CallOptions;
  transport: Transport | undefined;
  schemas: AnswerSchemas | undefined;
}

interface Run extends Connection {
  /** How often it was sent. */
  attempts: number;
  outgoing: Outgoing;
  plan: Plan;
  send: Transport;
  /** On the clock of `performance`. */
  due: number;
  tell(event: ClientEvent): void;
  /** What errors and events show of the request. */
  shown: { method: string; path: string };
}

/** How an attempt ended badly. */
interface Miss {
  error: RolewrightError;
  /** The answer broke off. */
  cut: boolean;
}

/** The largest body that is read, in bytes: a server could send one without end. */
const bodyLimit = 32 * 2 ** 20;

/** Sends a call until it succeeds or nothing is left to try. Throws nothing but a `RolewrightError`. */
export async function send(
  connection: Connection,
  outgoing: Outgoing,
  options: CallOptions,
): Promise<WithResponse<unknown>> {
  const run = runOf(connection, outgoing, options);
  for (;;) {
    const outcome = await attemptOnce(run);
    if (!("error" in outcome)) {
      connection.budget.refill();
      return outcome;
    }
    const delayMs = delayBeforeNext(run, outcome);
    if (delayMs === undefined) throw outcome.error;
    run.tell({ type: "retry", ...run.shown, attempt: run.attempts, delayMs, error: outcome.error });
    await stoppable(run, run.due - performance.now(), (signal) => pause(delayMs, signal));
  }
}

function runOf(connection: Connection, outgoing: Outgoing, options: CallOptions): Run {
  const client = connection.options;
  const plan = planOf(client, options, outgoing.method);
  const onEvent = options.onEvent ?? client.onEvent;
  return {
    ...connection,
    attempts: 0,
    outgoing,
    plan,
    send: (options.fetch ? undefined : connection.transport) ?? fetchTransport(options.fetch ?? client.fetch),
    due: performance.now() + plan.deadlineMs,
    tell: (event) => tell(onEvent, event),
    shown: { method: outgoing.method, path: connection.redact.text(outgoing.path) },
  };
}

async function attemptOnce(run: Run): Promise<WithResponse<unknown> | Miss> {
  const progress = { cut: false };
  const ms = Math.min(run.plan.attemptTimeoutMs, run.due - performance.now());
  try {
    return await stoppable(run, ms, (signal) => exchange(run, signal, progress));
  } catch (cause) {
    const error = cause instanceof RolewrightError ? cause : noAnswer(run, cause);
    return { error, cut: progress.cut };
  }
}

async function exchange(
  run: Run,
  signal: AbortSignal,
  progress: { cut: boolean },
): Promise<WithResponse<unknown>> {
  const { outgoing, redact } = run;
  const event = { ...run.shown, attempt: ++run.attempts };
  run.tell({ type: "request", ...event });
  const started = performance.now();
  const answer = await run.send({
    method: outgoing.method,
    url: run.baseUrl + outgoing.path,
    headers: headersOf(run),
    body: outgoing.body,
    signal,
  });
  const header = (name: string) => redact.text(answer.header(name) ?? "") || undefined;
  const requestId = header("x-request-id");
  const durationMs = performance.now() - started;
  run.tell({ type: "response", ...event, status: answer.status, requestId, durationMs });
  const body = await answer.read(bodyLimit);
  progress.cut = body.cut ?? false;
  const data = await dataOf(answer, body, {
    ...run,
    onDeprecation: (link) => {
      const [deprecation, sunset] = [header("deprecation"), header("sunset")];
      run.tell({ type: "deprecation", ...event, link, deprecation, sunset });
    },
  });
  return {
    data,
    requestId,
    // Making one may take long, and few ask for it.
    get response() {
      return answer.response;
    },
  };
}

const headersOf = ({ plan, outgoing, apiKey }: Run): Record<string, string> => ({
  ...plan.headers,
  accept: "application/json",
  ...(outgoing.body !== undefined && { "content-type": "application/json" }),
  confident_api_key: apiKey,
});

/** Undefined where the failure is final. */
function delayBeforeNext(run: Run, { error, cut }: Miss): number | undefined {
  const { attempts, plan, outgoing, budget, due } = run;
  const repeatable = outgoing.method !== "POST" || "idempotency-key" in plan.headers;
  if (attempts > plan.retries || !mayRetry(error, repeatable, cut)) return undefined;
  const asked = "retryAt" in error && error.retryAt ? Number(error.retryAt) - Date.now() : 0;
  const delayMs = Math.max(asked, jitterMs(attempts));
  return performance.now() + delayMs < due && budget.take() ? delayMs : undefined;
}

/** Ends work at its time or at the caller's signal, with the errors that say so. */
function stoppable<Value>(
  run: Run,
  ms: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const { plan, shown } = run;
  const failure = (cause?: unknown): Failure => ({ ...shown, attempts: run.attempts, cause });
  const limit = ms < plan.attemptTimeoutMs ? "deadlineMs" : "attemptTimeoutMs";
  return within(ms, plan.signals, work, {
    timeout: () =>
      new TimeoutError(
        `did not end within its \`${limit}\` of ${plan[limit]}. What was sent may have been done: look before you send it again.`,
        failure(),
      ),
    abort: (reason) => new AbortError("was aborted; the reason is in `cause`.", failure(reason)),
  });
}

function noAnswer({ shown, redact, outgoing, attempts }: Run, cause: unknown): ConnectionError {
  const doubt =
    outgoing.method === "GET" || wasNotSent(cause)
      ? ""
      : " It may have been done all the same: look before you send it again.";
  return new ConnectionError(
    `got no answer (attempts: ${attempts}). Check the base URL and the network; the reason is in \`cause\`.${doubt}`,
    { ...shown, attempts, cause: redact.cause(cause) },
  );
}
