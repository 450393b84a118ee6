import { ConfigurationError } from "../errors.ts";
import { validateFunction, validateSignal } from "../option-checks.ts";
import type { EventListener } from "../events.ts";
import { rejectUnknownOptions } from "../known-options.ts";
import { CallScope } from "./call-scope.ts";
import type { Fetch } from "./fetch-function.ts";
import { type RequestLimits, resolveLimits } from "./request-limits.ts";
import { type CallSettings, createSharedState, ResilientCall } from "./resilient-call.ts";

/** Options of `createResilientFetch`. */
export interface ResilientFetchOptions extends RequestLimits {
  /** Sends the requests. Default: `globalThis.fetch`, read for each attempt. */
  fetch?: Fetch | undefined;
  /** Aborts every call. */
  signal?: AbortSignal | undefined;
  /** Removed from errors and events. A function is called each time, for keys that rotate. */
  secrets?: readonly string[] | (() => readonly string[]) | undefined;
  /** Receives each request, response and retry. */
  onEvent?: EventListener | undefined;
}

const optionNames = {
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  maxResponseBytes: true,
  fetch: true,
  signal: true,
  secrets: true,
  onEvent: true,
} satisfies Record<keyof ResilientFetchOptions, true>;

/** What a call can add to the `init` of `fetch`. Unknown members, such as `dispatcher`, are passed to the `fetch` function. */
export interface ResilientInit extends RequestInit, RequestLimits, CallSettings {}

export type ResilientFetch = (input: string | URL | Request, init?: ResilientInit) => Promise<Response>;

/**
 * Creates a `fetch` with retries, timeouts, a deadline and a retry budget. It rejects redirects, limits the size of
 * responses, and removes secrets from errors. Responses with an error status are returned, as `fetch` does.
 *
 * @throws {ConfigurationError} if an option is unknown or invalid.
 * @example
 * const resilientFetch = createResilientFetch({ maxRetries: 3, secrets: [apiKey] });
 * const response = await resilientFetch("https://api.example.com/items", { headers: { authorization: apiKey } });
 */
export function createResilientFetch(options: ResilientFetchOptions = {}): ResilientFetch {
  validateOptions(options);
  const { secrets = [], signal } = options;
  const ownLimits = resolveLimits({}, options);
  // A list such as `[process.env.TOKEN]` can contain `undefined`.
  const listSecrets = () =>
    (typeof secrets === "function" ? secrets() : secrets).filter((secret) => typeof secret === "string");
  const shared = createSharedState({ listSecrets }, options.fetch, options.onEvent);
  const { redactText, redactCause } = shared.redactor;
  return async (input, init) => {
    const settings: ResilientInit = { ...init };
    validateSignal(settings.signal);
    const scope = new CallScope({
      limits: resolveLimits(settings, ownLimits),
      signals: [signal, settings.signal],
      method: String(settings.method ?? Object(input).method ?? "GET").toUpperCase(),
      path: redactText(findPath(input)),
      redactCause,
    });
    return scope.run(() =>
      new ResilientCall(shared, settings, scope).sendArguments(input, omitOwnMembers(settings)),
    );
  };
}

function validateOptions(options: ResilientFetchOptions): void {
  rejectUnknownOptions(options, Object.keys(optionNames));
  validateFunction("fetch", options.fetch);
  validateFunction("onEvent", options.onEvent);
  validateSignal(options.signal);
  // The characters of a text would each be too short to be a secret.
  if (typeof options.secrets === "string")
    throw new ConfigurationError("`secrets` is a string. Use an array of strings.");
}

/** Returns the path for errors, also of a URL that cannot be requested. */
function findPath(input: string | URL | Request): string {
  const url = String(Object(input).url ?? input);
  return URL.canParse(url) ? new URL(url).pathname : "the URL";
}

/** Returns what is passed on: the members of `init` without those that only this function understands. */
function omitOwnMembers(init: ResilientInit): RequestInit {
  const {
    timeoutMs: _timeoutMs,
    deadlineMs: _deadlineMs,
    maxRetries: _maxRetries,
    maxResponseBytes: _maxResponseBytes,
    transport: _transport,
    authorize: _authorize,
    renewCredentials: _renewCredentials,
    onEvent: _onEvent,
    streamResponse: _streamResponse,
    acceptRedirect: _acceptRedirect,
    rememberSecrets: _rememberSecrets,
    checkResponse: _checkResponse,
    ...fetchInit
  } = init;
  return fetchInit;
}
