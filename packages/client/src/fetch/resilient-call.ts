import {
  ConfigurationError,
  ConnectionError,
  InvalidResponseError,
  RolewrightError,
  type SuccessStatus,
  TimeoutError,
} from "../errors.ts";
import { type ClientEvent, emitEvent, type EventListener } from "../events.ts";
import { toSingleLine } from "../single-line.ts";
import { acceptsCacheOption } from "./cache-option.ts";
import { Attempt } from "./attempt.ts";
import type { CallScope } from "./call-scope.ts";
import { classifyConnectionFailure } from "./connection-failure.ts";
import type { Fetch, FetchInit } from "./fetch-function.ts";
import { type OutgoingRequest, readFetchArguments } from "./outgoing-request.ts";
import { createRedactor, type Redactor, type Secrets } from "./redaction.ts";
import { createRedirectError, isRedirect } from "./redirects.ts";
import { cancelBody, getReader, type ReadBody, readBody } from "./response-body.ts";
import { copyHeaders, isSuccess, ReceivedResponse } from "./received-response.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { createRetryBudget, type RetryBudget } from "./retry-budget.ts";
import { isRetryableError, isRetryableResponse, provesNoEffect, randomDelayMs } from "./retry-policy.ts";
import { createStreamedResponse } from "./streamed-response.ts";

/** What the calls of one `fetch` share. */
export interface SharedState {
  fetch: Fetch | undefined;
  onEvent: EventListener | undefined;
  budget: RetryBudget;
  redactor: Redactor;
}

/** Creates what the calls of one `fetch` share. `secrets` are removed from errors and events. */
export const createSharedState = (
  secrets: Secrets,
  fetch: Fetch | undefined,
  onEvent: EventListener | undefined,
): SharedState => ({
  fetch,
  onEvent,
  budget: createRetryBudget(),
  redactor: createRedactor(secrets),
});

/** What is particular to one call. */
export interface CallSettings {
  /** Sends the requests of this call. */
  transport?: Fetch | undefined;
  /**
   * Returns headers that are added to each attempt, such as credentials. The time that it takes is not part of the timeout of
   * the attempt.
   */
  authorize?: ((url: string) => Record<string, string> | Promise<Record<string, string>>) | undefined;
  /** Gets other credentials after 401, and returns whether there are any. The request is then sent again. */
  renewCredentials?: (() => Promise<boolean>) | undefined;
  onEvent?: EventListener | undefined;
  /** Returns the body as it arrives, instead of reading it first. A body that breaks off is then not retried. */
  streamResponse?: boolean | undefined;
  /** Returns a redirect instead of rejecting it. It is not followed. */
  acceptRedirect?: boolean | undefined;
  /** Receives the text of an unreadable body, before an error shows it. Its secrets are then secrets of this `fetch`. */
  rememberSecrets?: ((text: string) => void) | undefined;
  /** Checks a response with a status of 2xx. What it throws is not retried. */
  checkResponse?: ((response: ReceivedResponse) => void) | undefined;
}

interface Exchange {
  response: ReceivedResponse;
  isRetryable: boolean;
  /** Whether a retry is taken from the budget. */
  needsBudget: boolean;
  retryAt: Date | undefined;
}

/** Sends one request, as often as needed. */
export class ResilientCall {
  readonly #shared: SharedState;
  readonly #settings: CallSettings;
  readonly #scope: CallScope;
  #hasRenewed = false;

  constructor(shared: SharedState, settings: CallSettings, scope: CallScope) {
    this.#shared = shared;
    this.#settings = settings;
    this.#scope = scope;
  }

  /** Sends what the arguments of `fetch` describe. */
  async sendArguments(input: string | URL | Request, init: RequestInit): Promise<Response> {
    return (await this.send(await this.#readArguments(input, init))).toResponse();
  }

  async send(request: OutgoingRequest): Promise<ReceivedResponse> {
    const { redactText } = this.#shared.redactor;
    const sentRequestId = request.headers["x-request-id"];
    this.#scope.method = request.method;
    this.#scope.path = redactText(getPathname(request.url));
    this.#scope.requestId = sentRequestId && redactText(sentRequestId);
    for (;;) {
      const outcome = await this.#attempt(request);
      if (!(outcome instanceof RolewrightError) && outcome.response.status === 401)
        await this.#renewCredentials(outcome);
      const delayMs = this.#findRetryDelayMs(request, outcome);
      if (delayMs === undefined) {
        if (outcome instanceof RolewrightError) throw outcome;
        if (outcome.response.ok) this.#shared.budget.recordSuccess();
        this.#scope.received = outcome.response;
        return outcome.response;
      }
      const [error, status] =
        outcome instanceof RolewrightError ? [outcome, outcome.status] : [undefined, outcome.response.status];
      this.#emit({ type: "retry", delayMs, status, error });
      await this.#scope.wait(delayMs);
    }
  }

  /**
   * Gets other credentials, so that the request can be sent again. The first time is not taken from the retry budget: when a
   * key is replaced, all calls that are running are rejected, and they must all succeed.
   */
  async #renewCredentials(outcome: Exchange): Promise<void> {
    outcome.isRetryable = (await this.#settings.renewCredentials?.()) === true;
    outcome.needsBudget = this.#hasRenewed;
    this.#hasRenewed = true;
  }

  async #readArguments(input: string | URL | Request, init: RequestInit): Promise<OutgoingRequest> {
    try {
      return await readFetchArguments(input, init, this.#scope);
    } catch (cause) {
      if (cause instanceof RolewrightError) throw cause;
      throw new ConfigurationError("was not sent, because its body could not be read. See `cause`.", {
        ...this.#scope.describe(),
        cause: this.#shared.redactor.redactCause(cause),
      });
    }
  }

  /** Sends the request once. Throws what must not be retried. */
  async #attempt(request: OutgoingRequest): Promise<Exchange | RolewrightError> {
    const credentials = await this.#authorize(request.url);
    this.#scope.status = undefined;
    try {
      return await new Attempt(this.#scope).run((attempt) =>
        this.#exchange({ ...request, headers: { ...request.headers, ...credentials } }, attempt),
      );
    } catch (error) {
      if (
        error instanceof ConnectionError ||
        error instanceof TimeoutError ||
        error instanceof InvalidResponseError
      )
        return error;
      if (error instanceof RolewrightError) throw error;
      // Only what a custom `fetch` returns can fail in another way.
      throw new ConfigurationError(
        `failed: \`fetch\` returned a response that cannot be read. See \`cause\`.${this.#scope.warning}`,
        { ...this.#scope.describe(), cause: this.#shared.redactor.redactCause(error) },
      );
    }
  }

  async #authorize(url: string): Promise<Record<string, string> | undefined> {
    try {
      return await this.#settings.authorize?.(url);
    } catch (error) {
      const isConfiguration = error instanceof ConfigurationError;
      const reason = isConfiguration ? error.message : "`authorize` failed. See `cause`.";
      // Not the error itself: calls can share the promise of a key.
      throw new ConfigurationError(`was not sent: ${reason}`, {
        ...this.#scope.describe(),
        cause: this.#shared.redactor.redactCause(isConfiguration ? error.cause : error),
      });
    }
  }

  async #exchange(request: OutgoingRequest, attempt: Attempt): Promise<Exchange> {
    const scope = this.#scope;
    const mayHaveExecutedBefore = scope.mayHaveExecuted;
    scope.attempts++;
    this.#emit({ type: "request" });
    const startedAt = performance.now();
    scope.mayHaveExecuted = true;
    const received = await this.#receive(request, attempt, mayHaveExecutedBefore);
    attempt.startTimeout();
    const headers = copyHeaders(received.headers);
    const { status } = received;
    const requestId = this.#shared.redactor.redactText(headers.get("x-request-id") ?? "") || undefined;
    this.#emit({ type: "response", status, requestId, durationMs: performance.now() - startedAt });
    const retryAt = parseRetryAfter(headers);
    if (provesNoEffect(status, retryAt)) scope.mayHaveExecuted = mayHaveExecutedBefore;
    const failure = () => ({
      ...scope.describe(),
      status,
      requestId: requestId ?? scope.requestId,
      headers: this.#shared.redactor.redactHeaders(headers),
    });
    if (isRedirect(received) && !(this.#settings.acceptRedirect && headers.has("location"))) {
      cancelBody(received.body);
      const hasKey = this.#settings.authorize !== undefined;
      throw createRedirectError(received, headers, this.#shared.redactor, failure(), hasKey);
    }
    if (isSuccess(status)) {
      const response = await this.#readSuccess(received, headers, failure);
      return { response, retryAt, isRetryable: false, needsBudget: true };
    }
    // Its status must not be lost: half of the time is left to report it.
    // Nothing is left if a busy program delayed the timer. Node.js warns of a negative time.
    const timeoutMs = Math.max(0, Math.min(attempt.remainingMs, scope.remainingMs) / 2);
    const { bytes } = await readBody(received, { maxBytes: scope.limits.maxResponseBytes, timeoutMs });
    const isRetryable = isRetryableResponse(status, retryAt, isRepeatable(request));
    const response = new ReceivedResponse(received, headers, bytes);
    return { response, retryAt, isRetryable, needsBudget: true };
  }

  async #receive(
    { url, method, headers, body, otherInit }: OutgoingRequest,
    attempt: Attempt,
    mayHaveExecutedBefore: boolean,
  ): Promise<Response> {
    const customFetch = this.#settings.transport ?? this.#shared.fetch;
    const fetch = customFetch ?? (globalThis.fetch as Fetch);
    if (typeof fetch !== "function")
      throw new ConfigurationError("failed: this platform has no `fetch`. Set the `fetch` option.", {
        ...this.#scope.describe(),
        attempts: 0,
      });
    const { signal } = attempt;
    const init: FetchInit = {
      ...(acceptsCacheOption() && { cache: "no-store" }),
      ...otherInit,
      method,
      headers,
      signal,
      redirect: "manual",
      ...(body !== undefined && { body }),
    };
    // A function without a parameter for it does not read the signal.
    if (customFetch !== undefined && customFetch.length > 1) startTimeoutWhenSignalIsRead(init, attempt);
    else attempt.startTimeout();
    let response: unknown;
    try {
      response = await fetch(url, init);
    } catch (cause) {
      signal.throwIfAborted();
      throw this.#createFetchError(url, cause, mayHaveExecutedBefore);
    }
    if (signal.aborted) {
      // A custom `fetch` ignored the signal. Another attempt may have started.
      cancelBody((response as Partial<Response> | undefined)?.body);
      throw signal.reason;
    }
    const { status, type } = Object(response) as Partial<Response>;
    if (!Number.isInteger(status))
      throw new ConfigurationError(
        "failed: `fetch` did not return a Response. Check the `fetch` option.",
        this.#scope.describe(),
      );
    // `Response.error()` means that there was none.
    if (type === "error")
      throw this.#createFetchError(url, "`fetch` returned a network error", mayHaveExecutedBefore);
    return response as Response;
  }

  async #readSuccess(
    received: Response,
    headers: Headers,
    failure: () => ResponseFailure,
  ): Promise<ReceivedResponse> {
    const scope = this.#scope;
    const { maxResponseBytes: maxBytes } = scope.limits;
    // Only a success is read within the timeout of the attempt.
    scope.status = received.status as SuccessStatus;
    if (received.bodyUsed || received.body?.locked)
      throw new ConfigurationError(
        "failed: `fetch` returned a response whose body was read. Read a clone of it instead.",
        failure(),
      );
    const createError = (fault: unknown) =>
      this.#createUnreadableBodyError({ bytes: empty, fault }, failure());
    const reader = this.#settings.streamResponse ? getReader(received) : undefined;
    if (reader !== undefined)
      return createStreamedResponse(received, headers, reader, { scope, maxBytes, createError });
    const body = await readBody(received, { maxBytes });
    if (body.fault !== undefined) throw this.#createUnreadableBodyError(body, failure());
    const response = new ReceivedResponse(received, headers, body.bytes);
    this.#settings.checkResponse?.(response);
    return response;
  }

  /** Returns `undefined` if the outcome is final. */
  #findRetryDelayMs(request: OutgoingRequest, outcome: Exchange | RolewrightError): number | undefined {
    const isError = outcome instanceof RolewrightError;
    const isRetryable = isError ? isRetryableError(outcome, isRepeatable(request)) : outcome.isRetryable;
    const { attempts, limits, remainingMs } = this.#scope;
    if (!isRetryable || attempts > limits.maxRetries) return undefined;
    const retryAt = isError ? undefined : outcome.retryAt;
    const delayMs = Math.max(Number(retryAt ?? 0) - Date.now(), randomDelayMs(attempts));
    if (delayMs >= remainingMs) return undefined;
    const needsBudget = isError || outcome.needsBudget;
    return !needsBudget || this.#shared.budget.tryTake() ? delayMs : undefined;
  }

  #createFetchError(requestUrl: string, cause: unknown, mayHaveExecutedBefore: boolean): RolewrightError {
    const { redactText, redactCause } = this.#shared.redactor;
    const scope = this.#scope;
    if (cause instanceof RolewrightError && cause.status !== undefined)
      return new ConfigurationError(
        `failed: \`fetch\` threw a ${cause.name}. See \`cause\`.${scope.warning}`,
        {
          ...scope.describe(),
          cause: redactCause(cause),
        },
      );
    const { reason, isUnsent, isTransient } = classifyConnectionFailure(cause, requestUrl);
    if (isUnsent) scope.mayHaveExecuted = mayHaveExecutedBefore;
    const shownReason = toSingleLine(redactText(reason)) || "the connection failed";
    const advice = scope.mayHaveExecuted ? scope.warning : " Nothing was sent.";
    return new ConnectionError(`failed: ${shownReason}.${advice}`, {
      ...scope.describe(),
      url: redactText(new URL(requestUrl).origin) + scope.path,
      cause: redactCause(cause),
      isUnsent: !scope.mayHaveExecuted,
      isTransient,
    });
  }

  #createUnreadableBodyError(
    { bytes, fault, isTruncated }: ReadBody,
    failure: ResponseFailure,
  ): InvalidResponseError {
    const { redactText, redactCause } = this.#shared.redactor;
    const text = new TextDecoder().decode(bytes.subarray(0, searchedBytes));
    this.#settings.rememberSecrets?.(text);
    return new InvalidResponseError(
      `returned ${failure.status} with an unreadable body (see \`cause\`).${this.#scope.warning}`,
      {
        ...failure,
        contentType: redactText(failure.headers.get("content-type") ?? "") || undefined,
        body: redactText(text).slice(0, 1000),
        cause: redactCause(fault),
        isTruncated,
      },
    );
  }

  #emit(event: DistributiveOmit<ClientEvent, "method" | "path" | "attempt">): void {
    const { method, path, attempts: attempt } = this.#scope;
    for (const listener of [this.#shared.onEvent, this.#settings.onEvent])
      // The type of a spread union is not narrowed.
      if (listener !== undefined) emitEvent(listener, { ...event, method, path, attempt } as ClientEvent);
  }
}

/** `url` is normalized. Parsing it again would cost more than the rest of the preparation. */
const getPathname = (url: string): string => /^[^:]+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? "";

/** A custom `fetch` with a queue reads the signal when it sends the request: waiting in the queue is not part of the timeout. */
function startTimeoutWhenSignalIsRead(init: FetchInit, attempt: Attempt): void {
  Object.defineProperty(init, "signal", {
    enumerable: true,
    get() {
      attempt.startTimeout();
      return attempt.signal;
    },
  });
}

interface ResponseFailure {
  status: number;
  headers: Headers;
}

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;

/** The part of a long body in which secrets are searched. Less than this is shown, so that no part of a secret is. */
const searchedBytes = 20_000;

const empty = new Uint8Array();

/** Whether sending the request twice has the effect of sending it once. */
const isRepeatable = ({ method, headers }: OutgoingRequest): boolean =>
  (method !== "POST" && method !== "PATCH") || headers["idempotency-key"] !== undefined;
