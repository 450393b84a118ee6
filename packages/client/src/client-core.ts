import { createApiKeyProvider, type ApiKeyProvider } from "./api-key.ts";
import { resolveBaseUrl } from "./base-url.ts";
import {
  type ClientOptions,
  type RequestOptions,
  validateCallOptions,
  validateClientOptions,
} from "./client-options.ts";
import { readEnvironmentVariable } from "./environment.ts";
import { ConfigurationError } from "./errors.ts";
import type { EventListener } from "./events.ts";
import { CallScope } from "./fetch/call-scope.ts";
import { normalizeHeaders } from "./fetch/request-headers.ts";
import { resolveLimits } from "./fetch/request-limits.ts";
import type { ReceivedResponse } from "./fetch/received-response.ts";
import {
  type CallSettings,
  createSharedState,
  ResilientCall,
  type SharedState,
} from "./fetch/resilient-call.ts";
import { version } from "./generated/version.ts";
import { createLogListener } from "./logger.ts";
import { createOperationCaller, type OperationCaller } from "./operation-call.ts";
import { PlainRequest } from "./plain-request.ts";
import { type CallOptions, createRawClient, type RawClient } from "./raw-client.ts";
import { createSecretMemory } from "./secret-memory.ts";
import { createApiError, parseJsonObject, requireJson } from "./response-data.ts";

/** What the client of a version is made of. */
export interface ClientCore<Paths extends {}> {
  caller: OperationCaller;
  raw: RawClient<Paths>;
  fetchWithoutKey: FetchWithoutKey;
}

/**
 * Sends a GET request to another host, with the timeouts and retries of the client, but without its API key and its headers.
 * The body is a stream.
 *
 * @throws {ApiError} if the status is not 2xx.
 */
export type FetchWithoutKey = (url: string, options: RequestOptions) => Promise<Response>;

/**
 * Creates what the clients of all versions share.
 *
 * @throws {ConfigurationError} if an option is unknown or invalid, or if options contradict each other.
 */
export function createClientCore<Paths extends {}>(options: ClientOptions): ClientCore<Paths> {
  validateClientOptions(options);
  rejectUnsupportedPlatform();
  rejectBrowser(options.dangerouslyAllowBrowser);
  const apiKey = options.apiKey ?? readEnvironmentVariable("CONFIDENT_ORG_API_KEY");
  const knownKey = typeof apiKey === "string" ? apiKey : undefined;
  const keys = createApiKeyProvider(apiKey, (key) => baseUrl.validateKeyRegion(key));
  const baseUrl = resolveBaseUrl(knownKey, options.region, options.baseUrl);
  const log = createLogListener(options.logger, options.logLevel);
  const received = createSecretMemory();
  const secrets = () => [...keys.listSecrets(), ...received.listSecrets()];
  const connection: Connection = {
    baseUrl: baseUrl.url,
    keys,
    shared: createSharedState({ listSecrets: secrets, secretPattern: anyApiKey }, options.fetch, log),
    onEvent: options.onEvent,
  };
  const { redactor } = connection.shared;
  // Read once: a program can change the object to create another client.
  const { signal, userAgent } = options;
  const clientLimits = resolveLimits({}, options);
  const createScope = (call: RequestOptions, method: string, path: string) => {
    validateCallOptions(call);
    const signals = [signal, call.signal];
    const limits = resolveLimits(call, clientLimits);
    return new CallScope({ limits, signals, method, path, redactCause: redactor.redactCause });
  };
  const raw = createRawClient<Paths>({
    baseUrl: baseUrl.url,
    headers: normalizeHeaders(options.headers),
    idempotencyKey: options.idempotencyKey,
    createScope,
    createHeaders: () => createClientHeaders(userAgent),
    sendRequest: (request, call) => sendRequest(connection, request, call),
  });
  const caller = createOperationCaller({
    raw,
    createScope,
    redactor,
    responseSchemas: options.responseSchemas,
    onEvent: options.onEvent,
    log,
    rememberSecret: (secret) => received.add(secret),
  });
  return {
    caller,
    raw,
    fetchWithoutKey: (url, call) => {
      const { pathname, searchParams } = new URL(url);
      // The host of the file can repeat the signature in an error.
      for (const value of searchParams.values()) received.add(value);
      const path = redactor.redactText(pathname);
      const scope = createScope(call, "GET", path);
      return scope.run(() => sendWithoutKey(connection, url, call, scope));
    },
  };
}

/** A server can repeat a key that this client has never received, such as the new value of a rotation. */
const anyApiKey = /confident_(?:[a-z]+_)?(?:org|proj)_[\w-]{8,}/gi;

/** What the requests of a client share. */
interface Connection {
  baseUrl: string;
  keys: ApiKeyProvider;
  shared: SharedState;
  onEvent: EventListener | undefined;
}

/** Sends a request of `openapi-fetch`. This is where the API key is added, behind middleware. */
async function sendRequest(
  connection: Connection,
  request: Request | PlainRequest,
  { scope, fetch, onEvent, isStreamed, isChecked, acceptRedirect, rememberSecrets }: CallOptions,
): Promise<Response | ReceivedResponse> {
  let sentKey = "";
  const settings: CallSettings = {
    transport: fetch,
    onEvent: onEvent ?? connection.onEvent,
    streamResponse: isStreamed,
    acceptRedirect,
    rememberSecrets,
    async authorize(url) {
      rejectOtherHost(connection, url);
      sentKey = await connection.keys.get(scope);
      return { confident_api_key: sentKey };
    },
    renewCredentials: () => connection.keys.renew(sentKey, scope),
    ...(isChecked && { checkResponse: createRawCheck(connection, scope) }),
  };
  const call = new ResilientCall(connection.shared, settings, scope);
  return request instanceof PlainRequest ? call.send(request) : call.sendArguments(request, {});
}

async function sendWithoutKey(
  { shared, onEvent }: Connection,
  url: string,
  call: RequestOptions,
  scope: CallScope,
): Promise<Response> {
  const settings = { transport: call.fetch, onEvent: call.onEvent ?? onEvent, streamResponse: true };
  const response = await new ResilientCall(shared, settings, scope).sendArguments(url, {});
  if (response.ok) return response;
  throw createApiError({ response, text: await response.text(), scope, redactor: shared.redactor });
}

/** Middleware or a path can have changed the host. */
function rejectOtherHost({ baseUrl }: Connection, url: string): void {
  if (url.startsWith(`${baseUrl}/`)) return;
  const { origin, pathname } = new URL(url);
  const place = origin === new URL(baseUrl).origin ? pathname : origin;
  throw new ConfigurationError(
    `It would go to ${place}, but the base URL is ${baseUrl}. The API key must not leave the base URL.`,
  );
}

/** Rejects what `openapi-fetch` would return as data: a page of a proxy, and `success: false` with a status of 2xx. */
const createRawCheck =
  ({ shared: { redactor } }: Connection, scope: CallScope) =>
  (response: ReceivedResponse): void => {
    if (response.status === 204 || scope.method === "HEAD") return;
    const text = response.text();
    if (text === "" && scope.method === "OPTIONS") return;
    const json = parseJsonObject(text);
    const received = { response, text, scope, redactor };
    if (json?.["success"] === false) throw createApiError(received);
    requireJson(received, json, response.bytes);
  };

/** The jsdom environment of Jest lacks them. */
function rejectUnsupportedPlatform(): void {
  const missing = (["Headers", "Request", "Response"] as const).filter(
    (name) => typeof globalThis[name] !== "function",
  );
  if (missing.length > 0)
    throw new ConfigurationError(
      `This platform has no ${missing.map((name) => `\`${name}\``).join(", ")}. In Jest, set the test environment to "node".`,
    );
}

/** A page in a browser would show the key of the organization to every visitor. */
function rejectBrowser(dangerouslyAllowBrowser: boolean | undefined): void {
  if (dangerouslyAllowBrowser !== true && isBrowser())
    throw new ConfigurationError(
      "This is a browser, where every visitor can read the API key. Call the API from a server, or set `dangerouslyAllowBrowser`.",
    );
}

const isBrowser = (): boolean => {
  const { window } = globalThis as { window?: { document?: unknown } };
  return window?.document !== undefined && !isNodeTest();
};

/** jsdom and happy-dom imitate a browser in tests. */
const isNodeTest = () => typeof globalThis.process?.versions?.node === "string";

function createClientHeaders(userAgent: string | undefined): Record<string, string> {
  // In a browser, each header would need the permission of the server.
  if (isBrowser()) return {};
  const product = `rolewright-client/${version}`;
  return {
    "user-agent": userAgent === undefined ? product : `${userAgent} ${product}`,
    "x-request-id": createRequestId(),
  };
}

/** Some platforms have no `crypto`. The ID only has to be rare. */
const createRequestId = (): string =>
  globalThis.crypto?.randomUUID?.() ??
  Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10)).join("-");
