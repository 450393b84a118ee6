import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  type ServerOptions,
} from "node:http";
import type { Socket } from "node:net";
import { answerClientError } from "./client-errors.ts";
import { letPagesCall } from "./cors.ts";
import { operations } from "./description.ts";
import { dispatcher } from "./dispatch.ts";
import { Exchange } from "./exchange.ts";
import type { Handlers } from "./handlers/call.ts";
import { createInFlightLimit, createRateLimit } from "./limits.ts";
import type { Log } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { Refusal, refusals } from "./refusals.ts";
import { createRoutes, type Routes } from "./routes.ts";
import {
  type CallSettings,
  closing,
  type Gate,
  operationServer,
  type ServeOperation,
} from "./serve-operation.ts";
import { sql } from "./sql.ts";
import { first, type Store, StoreUnavailableError } from "./store.ts";

/** How a server treats its callers. */
export interface ServerSettings extends CallSettings {
  handlers: Handlers;
  /** How many requests are worked on at once; more are answered with 503. */
  maxInFlight: number;
  /** How many calls a key may make in a minute; `undefined` for any number. */
  rateLimit: number | undefined;
  /** How long a request may take to arrive, in milliseconds. */
  requestTimeoutMs: number;
  /** The web origin whose pages may call it, `*` for any; `undefined` for none. */
  allowOrigin: string | undefined;
  log: Log;
}

/** A server that does not listen yet, and how to tell it that it will stop. */
export interface BuiltServer {
  server: Server;
  /** From now on new requests are refused with 503, and `/readyz` says no. */
  drain(): void;
}

/** The HTTP side: routes and validation from the description, every answer in the documented envelope. */
export function createServer(settings: ServerSettings): BuiltServer {
  const { store, log, allowOrigin } = settings;
  let draining = false;
  const inFlight = createInFlightLimit(settings.maxInFlight);
  const metrics = createMetrics(inFlight.count);
  const rateLimit = settings.rateLimit === undefined ? undefined : createRateLimit(settings.rateLimit);
  const gate: Gate = { inFlight, rateLimit, isDraining: () => draining };
  const routes = createRoutes<ServeOperation>();
  addOperations(routes, settings, gate);
  addProbes(routes, store, metrics, gate);

  const serve = (exchange: Exchange): void | Promise<void> => {
    const { incoming } = exchange;
    if (allowOrigin !== undefined && letPagesCall(exchange, allowOrigin)) return;
    const match = misaddressed(incoming) ?? routes.find(incoming.method ?? "", incoming.url ?? "");
    return match instanceof Refusal ? exchange.refuse(match) : match.target(exchange, match.params);
  };
  const take = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const exchange = new Exchange(incoming, outgoing);
    const fail = (error: unknown) => exchange.refuse(refusalOf(error, exchange, log));
    exchange.onEnd(() => {
      if (exchange.isCounted) inFlight.leave();
      account(exchange, metrics, log);
    });
    try {
      // Most of the reads have their answer at hand: they need no promise.
      serve(exchange)?.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
  const server = createHttpServer(connectionOptions(settings), take);
  // Node would answer an `Expect` that it does not know by itself, without a body.
  server.on("checkExpectation", take);
  server.on("clientError", answerClientError);
  // Node would close the connection of who takes this for a proxy, without a word.
  server.on("connect", (_, socket: Socket) =>
    answerClientError(new Error("A tunnel was asked for."), socket),
  );
  server.on("close", metrics.close);
  return { server, drain: () => void (draining = true) };
}

function connectionOptions({ requestTimeoutMs }: ServerSettings): ServerOptions {
  return {
    // Node would refuse a request without a host by itself, without a body.
    requireHostHeader: false,
    // Node would take the first of several hosts, or content types, and somebody on the way may take the last.
    joinDuplicateHeaders: true,
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(requestTimeoutMs, 10_000),
    keepAliveTimeout: 72_000,
    // Node looks for late senders only this often: without it, a trickled body has half a minute more.
    connectionsCheckingInterval: Math.min(requestTimeoutMs / 4, 1_000),
  };
}

function addOperations(routes: Routes<ServeOperation>, settings: ServerSettings, gate: Gate): void {
  const dispatch = dispatcher(settings.handlers, settings.store);
  for (const operation of operations) {
    const { method, path } = operation;
    routes.add(method, path, operationServer(operation, dispatch(operation), settings, gate));
  }
}

/** What an orchestrator asks. None of it needs a key, and none of it is in the description. */
function addProbes(routes: Routes<ServeOperation>, store: Store, metrics: Metrics, gate: Gate): void {
  routes.add("GET", "/livez", async (exchange) => exchange.send(200, '{"status":"alive"}'));
  routes.add("GET", "/readyz", async (exchange) => {
    if (gate.isDraining()) return exchange.refuse(closing(refusals.unavailable(5)));
    await store.read(() => first(sql.ping));
    return exchange.send(200, '{"status":"ready"}');
  });
  routes.add("GET", "/metrics", async (exchange) => {
    const { text, type } = await metrics.text();
    return exchange.send(200, text, type);
  });
}

/** HTTP/1.1 wants to know which host is meant, and that it is one: several are joined with commas. */
const misaddressed = ({ headers: { host }, httpVersion }: IncomingMessage): Refusal | undefined =>
  (host === undefined ? httpVersion === "1.1" : host.includes(","))
    ? refusals.malformedRequest(400)
    : undefined;

/** What to answer when something has failed, or the caller was too slow. */
function refusalOf(error: unknown, { id, incoming }: Exchange, log: Log): Refusal {
  if (!incoming.complete && incoming.destroyed) return refusals.malformedRequest(408);
  // Only here are the inner parts of a failure shown, and only to who reads the log.
  const { message, cause } = error as Error;
  log.error({ reqId: id, err: error, cause }, message);
  return error instanceof StoreUnavailableError ? refusals.unavailable(5) : refusals.internalError();
}

function account({ id, operation, status, since }: Exchange, metrics: Metrics, log: Log): void {
  const ms = performance.now() - since;
  metrics.answered(operation, status, ms / 1_000);
  if (log.isDebug) log.debug({ reqId: id, operation, status, ms }, "answered");
}
