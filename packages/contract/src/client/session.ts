import { setTimeout } from "node:timers/promises";
import { findResponse } from "@rolewright/openapi";
import type { CheckName } from "../check-names.ts";
import type { Description } from "../description/read-description.ts";
import type { Credential, Operation } from "../description/operation.ts";
import { findResponseProblems } from "./response-problems.ts";
import { toCurlCommand } from "./curl.ts";
import type { Exchange, Request, Violation } from "./exchange.ts";
import type { Secrets } from "./secrets.ts";
import { RequestWriter } from "./request-writer.ts";
import { findExposedKey } from "./exposed-keys.ts";
import { selectCredential } from "./select-credential.ts";
import { rateUnusualness } from "./unusual-requests.ts";
import type { SessionSettings } from "./session-settings.ts";
import { createSecretReader } from "./shown-secrets.ts";
import { CapacityTracker } from "./capacity-tracker.ts";
import { createDocumentedErrors, type DocumentedErrors } from "./documented-errors.ts";
import type { Failure } from "./connection-failures.ts";
import type { HttpResponse, HttpRequest } from "./http-connection.ts";
import {
  reproductionSteps,
  inParallel,
  nameOperation,
  isUndocumentedPath,
  formatResponse,
  formatMinimalBody,
} from "./finding-texts.ts";

/** The run was stopped, by its time limit or by a signal. */
export class StoppedError extends Error {
  override name = "StoppedError";
}

/** Sends every request of a run, and validates every response against the description. */
export class Session {
  readonly settings: SessionSettings;
  /** The number of requests sent. */
  requests = 0;
  /** The number of requests with an expected result. */
  cases = 0;
  /** Whether a person could not join, so that operations on people were not tested. */
  hasFailedToJoin = false;
  /** The IDs that the run has chosen, in all tenants. */
  readonly chosenIds = new Set<unknown>();
  /** The responses that could not be validated. */
  readonly undecided = new Set<string>();
  /** The IDs of actions that the state of an item did not allow. */
  readonly stateRejections = new Set<string>();
  readonly #succeeded = new Set<string>();
  #stopped: string | undefined;
  #isReachable = false;
  #hasResponded = false;
  #unusable: Failure | undefined;
  /** Whether a request with the run's own key got something other than 401. */
  #isAuthorized = false;
  #unauthorized = 0;
  readonly #stopSignal = new AbortController();
  /** Aborts when the responses that were pending at the stop are no longer waited for. */
  readonly #abandonSignal = new AbortController();
  readonly #writer: RequestWriter;
  readonly #timeouts = new Map<string, number>();
  readonly #slow = new Map<string, Exchange[]>();
  readonly #busy = new Set<string>();
  readonly #validBodies = new Set<string>();
  readonly #pending = new Set<Exchange>();
  readonly #closedConnections: Exchange[] = [];
  readonly room: CapacityTracker;
  /** The expected error of an operation, by its kind. */
  readonly errors: DocumentedErrors;
  /** Called with each exchange before it is sent. */
  readonly onStart: ((exchange: Exchange) => void)[] = [];
  /** Called with each completed exchange. */
  readonly onComplete: ((exchange: Exchange) => void)[] = [];

  constructor(settings: SessionSettings) {
    this.settings = settings;
    this.#writer = new RequestWriter(settings);
    this.errors = createDocumentedErrors(settings.rules.errors);
    this.room = new CapacityTracker(settings.rules.resources, this.errors);
    const readSecrets = createSecretReader(settings, settings.secrets);
    this.onComplete.push(({ request, response }) => readSecrets(request.operation, response));
  }

  /** From now on, an unreachable server is a finding. */
  markReachable(): void {
    this.#isReachable = true;
  }

  /** Why no request of the run could get a response, if none could. */
  get unusableServer(): Failure | undefined {
    return this.#unusable;
  }

  /**
   * Waits for work outside of the API, but not for long, and not longer than for responses when the run is stopped.
   *
   * @throws if the work fails or takes too long.
   */
  async waitFor(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const abort = () => controller.abort();
    const cancel = this.settings.timeLimit.after(maxWorkMs, abort);
    this.#abandonSignal.signal.addEventListener("abort", abort);
    const aborted = new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("it did not end in time")));
    });
    try {
      await Promise.race([work(signal), aborted]);
    } finally {
      cancel();
      this.#abandonSignal.signal.removeEventListener("abort", abort);
    }
  }

  /** Waits for pending responses, for at most the timeout of a request. A check that failed early does not. */
  async waitForPending(): Promise<void> {
    const deadline = performance.now() + this.settings.requestTimeoutMs + 1_000;
    while (this.#pending.size > 0 && performance.now() < deadline) await setTimeout(5);
  }

  /** Whether a request of an operation has succeeded. */
  hasSucceeded({ operationId }: Operation): boolean {
    return this.#succeeded.has(operationId);
  }

  /** Whether the server rejected every request with the run's own key. */
  get isUnauthorized(): boolean {
    return !this.#isAuthorized && this.#unauthorized > 0;
  }

  /** Returns the credential that the run uses for an operation, or `undefined` if it requires none. */
  credentialOf(operation: Operation): Credential | undefined {
    return selectCredential(operation, this.settings);
  }

  get description(): Description {
    return this.settings.description;
  }

  get secrets(): Secrets {
    return this.settings.secrets;
  }

  /** Stops the run. From now on only cleanup requests are sent. */
  stop(reason: string): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = reason;
    this.#stopSignal.abort();
    this.settings.timeLimit.after(stoppedTimeoutMs, () => this.#abandonSignal.abort());
  }

  get stopped(): string | undefined {
    return this.#stopped;
  }

  /**
   * Stops the run if its time has elapsed.
   *
   * @throws {StoppedError} if the run was stopped.
   */
  requireRunning(): void {
    const { remainingMs, reason } = this.settings.timeLimit;
    if (remainingMs <= 0) this.stop(reason);
    if (this.#stopped !== undefined) throw new StoppedError(this.#stopped);
  }

  /** Sends a request, and validates its response against the operation's documentation. */
  async send(ctx: string, wanted: Request, { always = false } = {}): Promise<Exchange> {
    if (!always) this.requireRunning();
    const request = this.#writer.repeatId(wanted);
    const { operation } = request;
    const sent = this.#writer.write(request);
    if ((this.#timeouts.get(operation.operationId) ?? 0) >= 2 && !always) {
      const failure = { kind: "stopped" as const, message: "skipped, because the operation timed out twice" };
      return { request, sent, response: emptyResponse(failure), violations: [] };
    }
    this.settings.onRequest?.(ctx, sent);
    const exchange: Exchange = {
      request,
      sent,
      response: emptyResponse({ kind: "stopped", message: "pending" }),
      violations: [],
    };
    this.#pending.add(exchange);
    for (const start of this.onStart) start(exchange);
    try {
      exchange.response = await this.#sendWithRetries(operation, sent, request);
    } finally {
      this.#pending.delete(exchange);
    }
    this.#hasResponded ||= exchange.response.status > 0;
    if (exchange.response.status >= 400) this.settings.findings.recordError(nameOperation(request, sent));
    if (isSuccess(exchange.response)) this.#succeeded.add(operation.operationId);
    this.#recordAuthorization(exchange);
    this.settings.onResponse?.(sent, exchange.response);
    this.room.record(exchange);
    for (const observe of this.onComplete) observe(exchange);
    this.#validate(exchange);
    return exchange;
  }

  /** Adds a finding about an exchange. */
  report(exchange: Exchange, violation: Violation): void {
    const { request, sent, response } = exchange;
    const { baseUrl, findings } = this.settings;
    const toCommand = (step: Exchange) => toCurlCommand(baseUrl, step.sent, this.secrets.variables);
    const isFirst = findings.add({
      ...violation,
      isNeeded: violation.isNeeded === true || request.isPrerequisite === true,
      operation: nameOperation(request, sent),
      summary: request.summary,
      minimalBody: formatMinimalBody(violation, sent),
      formatExchange: () => ({
        reproduce: reproductionSteps(exchange, violation).map((step) =>
          Array.isArray(step) ? inParallel(step.map(toCommand)) : toCommand(step),
        ),
        response: formatResponse(response),
      }),
    });
    exchange.violations.push({ check: violation.check, message: violation.message, isFirst });
  }

  /** Counts an evaluation of a check. */
  countEvaluation(check: CheckName): void {
    this.settings.findings.countEvaluation(check);
  }

  /** Stops the run if the server rejects the run's own key every time: no check would mean anything. */
  #recordAuthorization({ request, response }: Exchange): void {
    const { key, headers = {}, operation, isUndocumented } = request;
    const isOwn = key === undefined || key === this.settings.apiKey;
    const credential = this.credentialOf(operation);
    if (!isOwn || !credential || credential.name in headers || isUndocumented || response.status === 0)
      return;
    if (response.status !== 401) this.#isAuthorized = true;
    else this.#unauthorized += 1;
    if (!this.#isAuthorized && this.#unauthorized >= maxUnauthorized) this.stop("every request returned 401");
  }

  /** Waits a few times as long as a busy server asks for with `Retry-After`. */
  async #sendWithRetries(
    operation: Operation,
    sent: HttpRequest,
    { newConnection, headers }: Request,
  ): Promise<HttpResponse> {
    for (let tries = 0; ; tries += 1) {
      this.requests += 1;
      const response = await this.#sendOnce(sent, newConnection === true);
      const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      const isBusy =
        (response.status === 429 || response.status === 503) && headers?.["Prefer"] === undefined;
      if (!isBusy || !(seconds <= 10) || this.#busy.has(operation.operationId)) return response;
      if (tries >= 3) {
        this.#busy.add(operation.operationId);
        return response;
      }
      const { signal } = this.#stopSignal;
      await setTimeout(Math.max(seconds, 0.05) * 1_000, undefined, { signal }).catch(() => {});
      if (signal.aborted) return response;
    }
  }

  /** After the stop, a response is not waited for as long as before. */
  async #sendOnce(sent: HttpRequest, newConnection: boolean): Promise<HttpResponse> {
    const { connection, timeLimit } = this.settings;
    if (this.#stopped === undefined)
      return connection.send(sent, { newConnection, signal: this.#abandonSignal.signal });
    const controller = new AbortController();
    const cancel = timeLimit.after(stoppedTimeoutMs, () => controller.abort());
    return connection.send(sent, { newConnection, signal: controller.signal }).finally(cancel);
  }

  #validate(exchange: Exchange): void {
    const { request, response } = exchange;
    const { operation } = request;
    if (response.failure) return this.#reportFailure(exchange);
    this.#checkTime(exchange);
    this.#checkKeys(exchange);
    if (request.isUndocumented === true) return;
    const documented = findResponse(operation, response.status);
    // HTTP allows 406 if the client does not accept the documented media type (RFC 9110, 15.5.7).
    if (!documented && response.status === 406 && request.headers?.["Accept"] !== undefined) return;
    for (const check of documented ? responseChecks : statusChecks) this.countEvaluation(check);
    this.settings.coverage.recordResponse(operation, documented?.status);
    for (const problem of findResponseProblems(
      this.description,
      operation,
      response,
      exchange.sent.method,
      this.#validBodies,
    )) {
      // A documented 500 that Prefer requested is not a violation.
      const wasAsked = problem.check === "not_a_server_error" && request.headers?.["Prefer"] !== undefined;
      if (problem.isUndecided) this.undecided.add(`${operation.operationId}: ${problem.expected}`);
      else if (!wasAsked) this.report(exchange, problem);
    }
  }

  #reportFailure(exchange: Exchange): void {
    const { operation } = exchange.request;
    const { kind, message } = exchange.response.failure ?? { kind: "closed", message: "" };
    const pointer = isUndocumentedPath(exchange.request) ? "#/info/description" : operation.pointer;
    if (kind === "stopped" || !this.#isReachable) return;
    if ((kind === "unreachable" || kind === "tls") && !this.#hasResponded) {
      this.#unusable = { kind, message };
      return this.stop("no server responds");
    }
    if (kind === "unreachable") return this.#reportServerGone(exchange);
    if (kind === "closed" && exchange.request.mayClose === true) return;
    if (kind === "closed") this.#closedConnections.push(exchange);
    if (kind === "timeout")
      this.#timeouts.set(operation.operationId, (this.#timeouts.get(operation.operationId) ?? 0) + 1);
    const isTime = kind === "timeout";
    this.report(exchange, {
      check: isTime ? "max_response_time" : "body_integrity",
      message: failureMessages[kind] ?? "sends no complete response",
      expected: "a complete response",
      actual: message,
      pointer,
    });
  }

  /** Reports that the server is gone. One of the last requests ended it, probably the most unusual one. */
  #reportServerGone(exchange: Exchange): void {
    if (this.#stopped !== undefined) return;
    const suspects = [...this.#pending, exchange, ...this.#closedConnections.slice(-8)].toSorted(
      (one, other) => rateUnusualness(this.description, one) - rateUnusualness(this.description, other),
    );
    const last = suspects.pop() ?? exchange;
    this.stop("the server is gone, and accepts no more connections");
    this.report(
      { ...last, response: exchange.response },
      {
        check: "not_a_server_error",
        message: "ends the server, or one of the requests before it does",
        isNeeded: true,
        expected: "a server that survives every request",
        actual: `${exchange.response.failure?.message}: the server accepts no more connections`,
        pointer: last.request.operation.pointer,
        after: suspects.slice(-4),
      },
    );
  }

  /** One slow response may be caused by the machine. The second one of an operation is reported. */
  #checkTime(exchange: Exchange): void {
    const { operation } = exchange.request;
    const { maxResponseTimeMs } = this.settings;
    this.countEvaluation("max_response_time");
    if (exchange.response.durationMs <= maxResponseTimeMs) return;
    const slow = [...(this.#slow.get(operation.operationId) ?? []), exchange];
    this.#slow.set(operation.operationId, slow);
    if (slow.length < 2) return;
    this.report(exchange, {
      check: "max_response_time",
      message: `takes longer than ${maxResponseTimeMs} ms`,
      expected: `a response within ${maxResponseTimeMs} ms (--max-response-time)`,
      actual: `${Math.round(exchange.response.durationMs)} ms, and ${slow.length - 1} other slow responses`,
      pointer: operation.pointer,
    });
  }

  #checkKeys(exchange: Exchange): void {
    this.countEvaluation("api_key_not_exposed");
    const exposed = findExposedKey(this.settings, exchange);
    if (exposed) this.report(exchange, exposed);
  }
}

/** How long a response is waited for after the stop. A creation needs its response, so that the resource can be deleted. */
const stoppedTimeoutMs = 2_000;

/** The longest time of work outside of the API. */
const maxWorkMs = 30_000;

const isSuccess = ({ status }: HttpResponse): boolean => status >= 200 && status < 300;

/** The checks of a response whose status is not documented. */
const statusChecks = ["not_a_server_error", "status_code_conformance"] as const;

const responseChecks = [
  ...statusChecks,
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "body_integrity",
] as const;

const failureMessages: Partial<Record<Failure["kind"], string>> = {
  timeout: "sends no complete response in time",
  malformed: "sends a response that is not usable HTTP",
};

/** After so many requests that returned 401, and none that did not, the run stops. */
const maxUnauthorized = 10;

const emptyResponse = (failure: NonNullable<HttpResponse["failure"]>): HttpResponse => ({
  status: 0,
  headers: { get: () => null, keys: () => [] },
  text: "",
  body: undefined,
  durationMs: 0,
  failure,
});
