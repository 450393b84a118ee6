/** One call: its attempts, what ends them, and what comes of them. */
import { dataOf, objectOf } from "./answer.ts";
import type { WithResponse } from "./call.ts";
import { AbortError, type ApiError, ConnectionError, RolewrightError, TimeoutError } from "./errors.ts";
import type { ClientEvent, Details } from "./events.ts";
import type { CallOptions } from "./options.ts";
import type { Outgoing } from "./outgoing.ts";
import { planOf } from "./plan.ts";
import { jitterMs, mayRetry, type RetryBudget, wasNotSent } from "./retry.ts";
import type { AnswerSchemas } from "./schemas.ts";
import type { Redactor } from "./secret.ts";
import { fetchTransport, type Transport, type TransportAnswer } from "./transport.ts";
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

/** The largest body that is read, in bytes: a server could send one without end. */
const bodyLimit = 32 * 2 ** 20;

/**
 * Sends a call until it succeeds or nothing is left to try. Throws nothing but a `RolewrightError`. What it consists of
 * stands inside it: names of locals are what a minifier can shorten, and this is a fifth of the client.
 *
 * @param onAnswer is told of each answer as it comes.
 */
export async function send(
  { baseUrl, apiKey, redact, budget, options: client, transport, schemas }: Connection,
  outgoing: Outgoing,
  options: CallOptions,
  onAnswer?: (answer: TransportAnswer) => void,
): Promise<WithResponse<unknown>> {
  const { method, path, body } = outgoing;
  const plan = planOf(client, options, apiKey, method, body);
  const { headers, attemptTimeoutMs, deadlineMs } = plan;
  const carry = (options.fetch ? undefined : transport) ?? fetchTransport(options.fetch ?? client.fetch);
  const onEvent = options.onEvent ?? client.onEvent;
  const due = performance.now() + deadlineMs;
  /** What errors and events show of the request. */
  const shown = { method, path: redact.text(path) };
  const doubt = method === "GET" ? "" : " It may have been done: look before you send it again.";
  let attempts = 0;
  /** Whether the last answer broke off. */
  let cut: boolean | undefined;

  for (;;) {
    try {
      const reply = await limited(attemptTimeoutMs, exchange);
      budget(1);
      return reply;
    } catch (cause) {
      const error = cause instanceof RolewrightError ? cause : noAnswer(cause);
      const delayMs = delayAfter(error);
      if (delayMs === undefined) throw error;
      told("retry", { delayMs, error });
      await limited(Infinity, (signal) => pause(delayMs, signal));
    }
  }

  async function exchange(signal: AbortSignal): Promise<WithResponse<unknown>> {
    attempts++;
    told("request", {});
    const started = performance.now();
    const answer = await carry({ method, url: baseUrl + path, headers, body, signal });
    const { status } = answer;
    const header = (name: string) => redact.text(answer.header(name) ?? "") || undefined;
    const requestId = header("x-request-id");
    told("response", { status, requestId, durationMs: performance.now() - started });
    onAnswer?.(answer);
    const content = await answer.read(bodyLimit);
    cut = content.cut;
    const json = objectOf(content);
    const [deprecation, sunset] = [header("deprecation"), header("sunset")];
    if (json?.["deprecated"] === true || deprecation || sunset) {
      const link = json?.["link"];
      told("deprecation", {
        link: typeof link === "string" ? redact.text(link) : undefined,
        deprecation,
        sunset,
      });
    }
    const data = await dataOf(answer, content, json, outgoing, schemas, redact, header, (more) => ({
      ...failure(),
      status,
      requestId,
      headers: new Headers([...answer.headers].map((field) => field.map(redact.text) as typeof field)),
      ...more,
    }));
    return {
      data,
      requestId,
      get response() {
        return answer.response;
      },
    };
  }

  /** Tells the listener; whatever it does, the call goes on. */
  function told<Type extends ClientEvent["type"]>(type: Type, details: Details<Type>): void {
    // `Details` has what this type of event needs; the compiler does not follow.
    const event = { type, ...shown, attempt: attempts, ...details } as unknown as ClientEvent;
    // A listener's failure is its own. An async one that fails would end a Node process.
    if (onEvent) new Promise((resolve) => resolve(onEvent(event))).catch(() => {});
  }

  /** What an error knows of the call. */
  function failure(cause?: unknown) {
    return { ...shown, attempts, cause };
  }

  /** Undefined where the failure is final. */
  function delayAfter(error: RolewrightError): number | undefined {
    const repeatable = method !== "POST" || "idempotency-key" in headers;
    if (attempts > plan.retries || !mayRetry(error, repeatable, cut)) return undefined;
    // Only an `ApiError` has it.
    const { retryAt = 0 } = error as Partial<ApiError>;
    const delayMs = Math.max(Number(retryAt) - Date.now(), jitterMs(attempts));
    return performance.now() + delayMs < due && budget(-10) ? delayMs : undefined;
  }

  /** Ends work at its time, at the call's or at the caller's signal, with the errors that say so. */
  function limited<Value>(ms: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const left = due - performance.now();
    const limit = left < ms ? "deadlineMs" : "attemptTimeoutMs";
    return within(
      Math.min(ms, left),
      plan.signals,
      work,
      () => new TimeoutError(`did not end within its \`${limit}\` of ${plan[limit]}.${doubt}`, failure()),
      (reason) => new AbortError("was aborted; the reason is in `cause`.", failure(reason)),
    );
  }

  function noAnswer(cause: unknown): ConnectionError {
    const reason = redact.cause(cause);
    return new ConnectionError(
      `got no answer. Check the base URL and the network; the reason is in \`cause\`.${wasNotSent(reason) ? "" : doubt}`,
      failure(reason),
    );
  }
}
