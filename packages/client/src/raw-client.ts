import { createIdempotencyKey, type RequestOptions, requestOptionKeys } from "./client-options.ts";
import { addCall, ConfigurationError } from "./errors.ts";
import type { CallScope } from "./fetch/call-scope.ts";
import type { Fetch } from "./fetch/fetch-function.ts";
import type { ReceivedResponse } from "./fetch/received-response.ts";
import { normalizeHeaders } from "./fetch/request-headers.ts";
import { findSimilarName } from "./known-options.ts";
import { createFetchClient, type OpenapiFetchClient } from "./openapi-fetch.ts";
import { fillPath, hasDotSegment } from "./path-params.ts";
import { PlainRequest } from "./plain-request.ts";
import { isBinaryOrForm, serializeBody } from "./request-body.ts";
import type { SecretFinder } from "./secret-paths.ts";

/**
 * The `openapi-fetch` client that carries every call, middleware included: see https://openapi-ts.dev/openapi-fetch. Its
 * methods also accept the `RequestOptions` of this client.
 *
 * @example
 * const { data, error } = await client.raw.GET("/v1/projects/{projectId}", { params: { path: { projectId } } });
 */
export type RawClient<Paths extends {}> = OpenapiFetchClient<Paths>;

/** What the fetch layer needs to know about a call. */
export interface CallOptions extends Pick<RequestOptions, "fetch" | "onEvent"> {
  scope: CallScope;
  /** The caller reads the body as it arrives. */
  isStreamed: boolean;
  /** `openapi-fetch` parses the body, and does not check it. */
  isChecked: boolean;
  /** A redirect is a documented response. */
  acceptRedirect: boolean | undefined;
  /** Adds the secrets in the text of a body to those that errors and events do not show. */
  rememberSecrets: SecretFinder | undefined;
}

export interface RawClientConfig {
  baseUrl: string;
  /** Headers of all calls. */
  headers: Record<string, string>;
  idempotencyKey: RequestOptions["idempotencyKey"];
  /** @throws {ConfigurationError} if an option is invalid. */
  createScope(options: RequestOptions, method: string, path: string): CallScope;
  /** Headers that calls cannot replace. */
  createHeaders(): Record<string, string>;
  sendRequest(request: Request | PlainRequest, options: CallOptions): Promise<Response | ReceivedResponse>;
}

/** What a call passes to `openapi-fetch`, with the options of this client. */
interface RawInit extends RequestOptions {
  middleware?: readonly unknown[];
  params?: {
    path?: Record<string, unknown>;
    header?: Record<string, string>;
    query?: Record<string, unknown>;
  };
  body?: unknown;
  parseAs?: string;
  [internals]?: Internals;
  [name: string]: unknown;
}

/** What only resource methods set. */
export interface Internals {
  scope: CallScope;
  headers: Record<string, string>;
  isStreamed: boolean;
  acceptRedirect: boolean;
  rememberSecrets: SecretFinder | undefined;
}

/** Marks the calls of resource methods, and carries what only they set. */
export const internals = Symbol("internals");

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

interface RawResult {
  data?: unknown;
  error?: unknown;
  response: Response;
}

type AnyMethod = (path: string, init: object) => Promise<RawResult>;

/**
 * Creates an `openapi-fetch` client and adds the options and the protection of this client to its methods. They are added
 * behind `openapi-fetch`, so that middleware does not see the API key.
 */
export function createRawClient<Paths extends {}>(config: RawClientConfig): RawClient<Paths> {
  const client = createFetchClient<Paths>({
    baseUrl: config.baseUrl,
    pathSerializer: (pathname, params) => fillPath(pathname, params),
    bodySerializer: serializeBody,
  });
  let hasMiddleware = false;
  const { use } = client;
  client.use = (...middleware) => {
    hasMiddleware = true;
    use(...middleware);
  };
  // The types of the methods depend on the path. Guarding does not change them.
  const untyped = client as unknown as Record<string, AnyMethod>;
  for (const method of methods) {
    const send = untyped[method] as AnyMethod;
    untyped[method] = (path, init) =>
      sendCall({ ...config, hasMiddleware }, send, method, path, (init ?? {}) as RawInit);
  }
  const untypedRequest = (method: string, path: string, init: object) => {
    const send = untyped[String(method).toUpperCase()];
    if (send !== undefined) return send(path, init);
    return Promise.reject(new ConfigurationError(`There is no method ${JSON.stringify(method)}.`));
  };
  client.request = untypedRequest as typeof client.request;
  return client;
}

/** What a call needs to know of its client. */
interface CallConfig extends RawClientConfig {
  hasMiddleware: boolean;
}

/** Sends a call. The scope of a resource method covers more than this, so that the method runs it. */
async function sendCall(
  config: CallConfig,
  send: AnyMethod,
  method: string,
  path: string,
  init: RawInit,
): Promise<RawResult> {
  const hasMiddleware = config.hasMiddleware || init.middleware !== undefined;
  const sendWithin = (scope: CallScope) =>
    send(path, prepareInit(config, method, init, scope)).catch((error: unknown) => {
      // Without middleware, only the platform throws another error: it rejects an option.
      if (scope.attempts === 0 && !hasMiddleware && error instanceof TypeError)
        throw new ConfigurationError(`cannot be sent: ${error.message}`, {
          ...scope.describe(),
          cause: error,
        });
      return handleUsedBody(error, scope);
    });
  const internal = init[internals];
  if (internal !== undefined) return sendWithin(internal.scope);
  try {
    validatePath(path);
    const scope = config.createScope(init, method, path);
    return await scope.run(() => sendWithin(scope));
  } catch (error) {
    throw addCall(error, { method, path });
  }
}

/** The messages of Node.js, Chromium, Firefox, Safari, Bun and Deno for a body that was read. */
const usedBodyMessage = /\bbody\b.*\b(?:unusable|read|consumed|used|disturbed|locked)\b/i;

/** `openapi-fetch` cannot read a body that middleware has read. The status of an error is known all the same. */
function handleUsedBody(error: unknown, scope: CallScope): RawResult {
  if (!(error instanceof TypeError && usedBodyMessage.test(error.message))) throw error;
  const response = scope.received?.toResponse();
  if (response !== undefined && !response.ok) return { error: "", response };
  throw new ConfigurationError(
    "failed: a body was read before. Middleware that reads a body must read a clone of it.",
    { ...scope.describe(), status: response?.status, cause: error },
  );
}

/** Text after the host without a slash would become part of the host. */
function validatePath(path: unknown): void {
  if (typeof path === "string" && path.startsWith("/")) {
    const isFilled = !/[{}]/.test(path.replaceAll(/\{[^{}/]+\}/g, ""));
    if (isFilled && !hasDotSegment(path)) return;
    throw new ConfigurationError(
      `The path is ${JSON.stringify(path)}. Use a path of the description, with its parameters in \`params.path\`.`,
    );
  }
  throw new ConfigurationError(`The path is ${JSON.stringify(path)}. Use a path that starts with "/".`);
}

function prepareInit(config: CallConfig, method: string, init: RawInit, scope: CallScope): object {
  const {
    timeoutMs: _timeoutMs,
    deadlineMs: _deadlineMs,
    maxRetries: _maxRetries,
    maxResponseBytes: _maxResponseBytes,
    signal: _signal,
    fetch,
    onEvent,
    headers,
    idempotencyKey,
    ifMatch,
    params,
    [internals]: internal,
    ...openapiFetchInit
  } = init;
  rejectUnsupportedOptions(openapiFetchInit);
  const { header: headerParams, ...otherParams } = params ?? {};
  const key = idempotencyKey ?? (method === "POST" ? config.idempotencyKey : undefined);
  const options: CallOptions = {
    scope,
    fetch: internal === undefined && typeof fetch === "function" ? toRequestFetch(fetch) : fetch,
    onEvent,
    isStreamed: internal?.isStreamed ?? openapiFetchInit.parseAs === "stream",
    isChecked: (openapiFetchInit.parseAs ?? "json") === "json",
    acceptRedirect: internal?.acceptRedirect,
    rememberSecrets: internal?.rememberSecrets,
  };
  return {
    ...openapiFetchInit,
    // Without `path`, `openapi-fetch` would send a path with `{id}` in it.
    params: { ...otherParams, path: otherParams.path ?? {} },
    headers: {
      accept: "application/json",
      ...config.headers,
      ...normalizeHeaders(headers),
      ...normalizeHeaders(headerParams),
      ...(key !== undefined &&
        key !== null &&
        normalizeHeaders({ "idempotency-key": createIdempotencyKey(key) })),
      ...normalizeHeaders({ "if-match": ifMatch }),
      ...internal?.headers,
      ...config.createHeaders(),
    },
    fetch: (request: Request | PlainRequest) => config.sendRequest(request, options),
    ...(internal !== undefined &&
      !internal.isStreamed &&
      !config.hasMiddleware &&
      !isBinaryOrForm(init.body) && { Request: PlainRequest }),
  };
}

/** The `fetch` of an `openapi-fetch` call receives a `Request`. */
const toRequestFetch =
  (fetch: Fetch): Fetch =>
  (url: string, init: RequestInit) =>
    (fetch as unknown as (request: Request) => Promise<Response>)(new Request(url, init));

/** Options of `openapi-fetch` that would bypass the protection of this client. */
const unsupported: Record<string, string> = {
  baseUrl: "Create another client for another base URL.",
  pathSerializer: "The client encodes IDs itself.",
  Request: "Use middleware to change a request.",
  redirect: "The client never follows redirects, because that would send the API key elsewhere.",
};

function rejectUnsupportedOptions(init: object): void {
  for (const [name, value] of Object.entries(init)) {
    if (value === undefined) continue;
    const advice = unsupported[name];
    if (advice !== undefined) throw new ConfigurationError(`\`${name}\` cannot be set for a call. ${advice}`);
    if (name === "parseAs" && !bodyTypes.includes(String(value)))
      throw new ConfigurationError(
        `\`parseAs\` is ${JSON.stringify(value)}. Use one of: ${bodyTypes.join(", ")}.`,
      );
    if (openapiFetchOptions.includes(name)) continue;
    // Other names are for middleware. A misspelled option is not.
    const similar = findSimilarName(name, requestOptionKeys);
    if (similar !== undefined)
      throw new ConfigurationError(`There is no option \`${name}\`. Did you mean \`${similar}\`?`);
  }
}

/** The values of `parseAs`. Another one would fail after the request was executed. */
const bodyTypes = ["arrayBuffer", "blob", "json", "stream", "text"];

/** Looking for a similar name would take most of the time of a call. */
const openapiFetchOptions = [
  "body",
  "bodySerializer",
  "cache",
  "credentials",
  "duplex",
  "integrity",
  "keepalive",
  "middleware",
  "mode",
  "params",
  "parseAs",
  "priority",
  "querySerializer",
  "referrer",
  "referrerPolicy",
  "window",
];
