import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import type { Log } from "../observability/log.ts";
import { createMetrics, type Metrics } from "../observability/metrics.ts";
import type { Telemetry } from "../observability/telemetry.ts";
import type { Operation } from "../openapi/operation.ts";
import { sql } from "../storage/statements.ts";
import { queryAll, type Store, StoreUnavailableError } from "../storage/store.ts";
import { type AdmissionControl, createConcurrencyLimit, createRateLimit } from "./admission-control.ts";
import { ApiError, apiErrors } from "./api-errors.ts";
import { applyCors } from "./cors.ts";
import { exportFilePath } from "../operations/audit-log.ts";
import { createKeyUsageRecorder } from "./key-usage.ts";
import { createExportFileHandler } from "./export-files.ts";
import { createDispatcher, type Handlers } from "./dispatcher.ts";
import { createRequestGate } from "./request-gate.ts";
import { HttpExchange } from "./http-exchange.ts";
import { createPages } from "./pages.ts";
import { createRequestHandler, type RequestHandler, type RequestSettings } from "./request-handler.ts";
import type { Validators } from "./request-validation.ts";
import { createRouter, type Router } from "./router.ts";
import { respondToSocketError } from "./socket-errors.ts";

/** The API that a server serves. */
export interface Api {
  operations: Operation[];
  handlers: Handlers;
  validators: Validators;
}

/** Settings of a server. */
export interface ServerSettings extends RequestSettings {
  /** The versions of the API. */
  apis: Api[];
  /** The maximum number of concurrent requests. More fail with 503. */
  maxConcurrentRequests: number;
  /** The maximum number of requests of an API key in a minute. `undefined` for no limit. */
  rateLimit: number | undefined;
  /** How long a request may take to arrive, in milliseconds. */
  requestTimeoutMs: number;
  /** The web origin whose pages may call the server, `*` for any, `undefined` for none. */
  corsOrigin: string | undefined;
  /** Traces and measures requests. `undefined` if OpenTelemetry is off. */
  telemetry?: Telemetry | undefined;
  /** The documentation that the page at `/` links to. `undefined` for the vendor's. */
  docsUrl: string | undefined;
}

/** A server that does not listen yet. */
export interface CreatedServer {
  server: Server;
  /** Closes each connection after its next response from now on, and makes `/readyz` fail. */
  drain(): void;
}

/** Creates the HTTP server with the routes of the description and the probes. */
export function createServer(settings: ServerSettings): CreatedServer {
  const { store, log, corsOrigin, telemetry } = settings;
  let isDraining = false;
  const concurrency = createConcurrencyLimit(settings.maxConcurrentRequests);
  const recordKeyUse = createKeyUsageRecorder(store, log);
  const metrics = createMetrics(concurrency.count);
  const rateLimit = settings.rateLimit === undefined ? undefined : createRateLimit(settings.rateLimit);
  const admission: AdmissionControl = { concurrency, rateLimit };
  const router = createRouter<RequestHandler>();
  addOperations(router, settings, admission);
  addProbes(router, store, metrics, () => isDraining);
  router.add("GET", exportFilePath, createExportFileHandler(store));
  for (const { path, send } of createPages(settings.docsUrl)) addPublicRoute(router, path, send);

  const handleExchange = (exchange: HttpExchange): void | Promise<void> => {
    const { request } = exchange;
    if (corsOrigin !== undefined && applyCors(exchange, corsOrigin)) return;
    const match = validateHeaders(request) ?? router.find(request.method ?? "", request.url ?? "");
    return match instanceof ApiError ? exchange.sendError(match) : match.target(exchange, match.params);
  };
  const handleRequest = (
    request: IncomingMessage,
    response: ServerResponse,
    awaitsContinue = false,
  ): void => {
    const exchange = new HttpExchange(request, response, awaitsContinue);
    // Without this header, a proxy would keep the connection, and send its next request while it is closed.
    if (isDraining) exchange.addHeader("connection", "close");
    const handleFailure = (error: unknown) => exchange.sendError(toErrorResponse(error, exchange, log));
    const traced = telemetry?.startRequest(request);
    exchange.onEnd(() => {
      if (exchange.isCounted) concurrency.release();
      recordRequest(exchange, metrics, log);
      if (exchange.apiKey) recordKeyUse(exchange.apiKey);
      traced?.end(exchange);
    });
    const run = (): void => {
      try {
        // Cached reads return synchronously. This avoids allocating a promise.
        handleExchange(exchange)?.catch(handleFailure);
      } catch (error) {
        handleFailure(error);
      }
    };
    passGate(traced ? () => traced.run(run) : run);
  };
  const server = createHttpServer(createConnectionOptions(settings), (request, response) =>
    handleRequest(request, response),
  );
  const passGate = createRequestGate(server);
  // Node sends `100 Continue` at once. A body that is going to be rejected need not be sent.
  server.on("checkContinue", (request, response) => handleRequest(request, response, true));
  // Node responds to an unknown `Expect` without a body. Ignore the header instead.
  server.on("checkExpectation", (request, response) => handleRequest(request, response));
  server.on("clientError", respondToSocketError);
  // Node closes CONNECT requests without a response. Send 400 instead.
  server.on("connect", (_, socket: Socket) =>
    respondToSocketError(new Error("CONNECT is not supported."), socket),
  );
  server.on("close", metrics.close);
  return { server, drain: () => void (isDraining = true) };
}

function createConnectionOptions({ requestTimeoutMs }: ServerSettings): ServerOptions {
  return {
    // Node responds to a request without a host without a body. `validateHostHeader` sends the envelope.
    requireHostHeader: false,
    // Node takes the first of several hosts or content types, and a proxy may take the last. Joined, they are rejected.
    joinDuplicateHeaders: true,
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(requestTimeoutMs, 10_000),
    keepAliveTimeout: 72_000,
    // The default of 30 seconds would give a slow sender that much more time.
    connectionsCheckingInterval: Math.min(requestTimeoutMs / 4, 1_000),
  };
}

function addOperations(
  router: Router<RequestHandler>,
  settings: ServerSettings,
  admission: AdmissionControl,
): void {
  for (const { operations, handlers, validators } of settings.apis) {
    const dispatch = createDispatcher(operations, handlers, settings.store);
    for (const operation of operations) {
      const run = dispatch(operation);
      const handleRequest = createRequestHandler(operation, run, validators, settings, admission);
      router.add(operation.method, operation.path, handleRequest);
    }
  }
}

/** Adds the routes for orchestrators. They need no API key and are not in the description. */
function addProbes(
  router: Router<RequestHandler>,
  store: Store,
  metrics: Metrics,
  isDraining: () => boolean,
): void {
  addPublicRoute(router, "/livez", (exchange) => exchange.send(200, '{"status":"alive"}'));
  addPublicRoute(router, "/readyz", async (exchange) => {
    if (isDraining()) return exchange.sendError(apiErrors.unavailable(5));
    await store
      .write("", () => queryAll(sql.checkWritable))
      .catch((error: unknown) => {
        // Also if the connection broke during the commit, which is an internal error for a real write.
        throw new StoreUnavailableError("The database is not ready.", { cause: error });
      });
    return exchange.send(200, '{"status":"ready"}');
  });
  addPublicRoute(router, "/metrics", async (exchange) => {
    const { text, contentType } = await metrics.export();
    return exchange.send(200, text, contentType);
  });
}

/** Adds a route that needs no API key. */
function addPublicRoute(
  router: Router<RequestHandler>,
  path: string,
  handle: (exchange: HttpExchange) => void | Promise<void>,
): void {
  router.add("GET", path, (exchange) => {
    exchange.route = path;
    return handle(exchange);
  });
}

/** Rejects a request whose host or framing another server may understand differently. */
const validateHeaders = (request: IncomingMessage): ApiError | undefined =>
  validateHostHeader(request) ?? validateTransferEncoding(request);

/** Rejects codings such as `gzip, chunked`, of which Node decodes only the last. */
function validateTransferEncoding({ headers }: IncomingMessage): ApiError<501> | undefined {
  const encoding = headers["transfer-encoding"];
  return encoding === undefined || encoding.trim().toLowerCase() === "chunked"
    ? undefined
    : apiErrors.unsupportedTransferEncoding(encoding).withConnectionClose();
}

/** Rejects a request without a host, which HTTP/1.1 requires, or with several, which Node joins with commas. */
const validateHostHeader = ({ headers: { host }, httpVersion }: IncomingMessage): ApiError | undefined =>
  (host === undefined ? httpVersion === "1.1" : host.includes(","))
    ? apiErrors.malformedRequest(400)
    : undefined;

/** Converts an error to a response. Its details go to the log, not to the caller. */
function toErrorResponse(
  error: unknown,
  { requestId, operationId, request }: HttpExchange,
  log: Log,
): ApiError {
  if (!request.complete && request.destroyed) return apiErrors.requestTimeout();
  log.error({ requestId, operationId, err: error }, "request failed");
  return error instanceof StoreUnavailableError ? apiErrors.unavailable(5) : apiErrors.internalError();
}

function recordRequest(exchange: HttpExchange, metrics: Metrics, log: Log): void {
  const { request, requestId, operationId, route, statusCode } = exchange;
  const durationMs = performance.now() - exchange.startedAt;
  metrics.recordRequest({ method: request.method ?? "", route, operationId, statusCode }, durationMs / 1_000);
  if (log.isDebug) log.debug({ requestId, operationId, statusCode, durationMs }, "request completed");
}
