import { randomUUID } from "node:crypto";
import { METHODS } from "node:http";
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { answerClientError } from "./client-errors.ts";
import { type Operation, operations } from "./description.ts";
import { dispatcher } from "./dispatch.ts";
import type { Handlers } from "./handlers/call.ts";
import { parseJsonBody } from "./json-body.ts";
import { findKey, type Key } from "./keys.ts";
import { createInFlightLimit, createRateLimit } from "./limits.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { preferredAnswer } from "./preferences.ts";
import { envelope, Refusal, refusals } from "./refusals.ts";
import { sql } from "./sql.ts";
import { first, type Store, StoreUnavailableError } from "./store.ts";
import { compile, refusedBody, refusedPath } from "./validation.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    operation?: Operation;
    /** On the routes of methods that a path does not have: those that it has. */
    allow?: string;
  }
  interface FastifyRequest {
    key: Key | undefined;
    /** It is counted among those that are being worked on. */
    isCounted: boolean;
    /** When it came, in milliseconds of the process's own clock. */
    since: number;
  }
}

/** How a server treats its callers. */
export interface ServerSettings {
  handlers: Handlers;
  store: Store;
  /** The largest body that is read, in bytes. */
  bodyLimit: number;
  /** How many requests are worked on at once; more are answered with 503. */
  maxInFlight: number;
  /** How many calls a key may make in a minute; `undefined` for any number. */
  rateLimit: number | undefined;
  /** How long a request may take to arrive, in milliseconds. */
  requestTimeoutMs: number;
  /** The web origin whose pages may call it, `*` for any; `undefined` for none. */
  allowOrigin: string | undefined;
  /** `Prefer` may ask for a documented answer. */
  mockPreferences: boolean;
  /** How long every answer is held back, in milliseconds. */
  delayMs: number;
  /** The part of calls, from 0 to 1, that is answered with 503 and not carried out. */
  faultRate: number;
  logger: FastifyServerOptions["logger"];
}

/** A server that does not listen yet, and how to tell it that it will stop. */
export interface BuiltServer {
  app: FastifyInstance;
  /** From now on new requests are refused with 503, and `/readyz` says no. */
  drain(): void;
}

const json = "application/json; charset=utf-8";

/** The HTTP side: routes and validation from the description, every answer in the documented envelope. */
export function createServer(settings: ServerSettings): BuiltServer {
  const app = fastify({ ...connectionOptions(settings), ...answerOptions(settings) });
  const inFlight = createInFlightLimit(settings.maxInFlight);
  const metrics = createMetrics(inFlight.count);
  const rateLimit = settings.rateLimit === undefined ? undefined : createRateLimit(settings.rateLimit);
  let draining = false;

  app.decorateRequest("key", undefined);
  app.decorateRequest("isCounted", false);
  app.decorateRequest("since", 0);
  app.setErrorHandler(answerError);
  app.setValidatorCompiler(({ schema }) => compile(schema as object));
  app.setSerializerCompiler(() => JSON.stringify);
  parseBodies(app);
  if (settings.allowOrigin !== undefined) app.addHook("onRequest", letPagesCall(settings.allowOrigin));

  app.addHook("onRequest", async (request, reply) => {
    request.since = performance.now();
    reply.header("x-request-id", request.id);
    const refusal = refusedUnread(request);
    if (refusal) return refuse(reply, refusal);
    if (!request.routeOptions.config.operation) return;
    const busy = draining ? refusals.unavailable(5) : inFlight.enter();
    if (busy) return refuse(reply, draining ? closing(busy) : busy);
    request.isCounted = true;
    const key = await authenticate(request, settings.store);
    if (key instanceof Refusal) return refuse(reply, key);
    request.key = key;
    const tooMany = rateLimit?.(key.hash);
    if (tooMany) return refuse(reply, tooMany);
  });
  app.addHook("onResponse", (request, reply, done) => {
    if (request.isCounted) inFlight.leave();
    const operation = request.routeOptions.config.operation?.operationId ?? "none";
    const ms = performance.now() - request.since;
    metrics.answered(operation, reply.statusCode, ms / 1_000);
    request.log.debug({ operation, status: reply.statusCode, ms }, "answered");
    done();
  });

  addOperations(app, settings);
  addProbes(app, settings.store, metrics, () => draining);
  return { app, drain: () => void (draining = true) };
}

/** What browsers ask before they let a page of another origin call (CORS). Without the setting nothing is allowed. */
const letPagesCall = (origin: string) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { method, headers } = request;
  reply.header("access-control-allow-origin", origin);
  reply.header("access-control-expose-headers", "Allow, Retry-After, X-Request-Id");
  if (origin !== "*") reply.header("vary", "Origin");
  if (method !== "OPTIONS" || !headers.origin || !headers["access-control-request-method"]) return;
  reply.header("access-control-allow-methods", "GET, POST, PUT, DELETE");
  reply.header("access-control-allow-headers", "confident_api_key, content-type, prefer, x-request-id");
  return reply.code(204).send();
};

function connectionOptions({ bodyLimit, requestTimeoutMs }: ServerSettings) {
  return {
    bodyLimit,
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 72_000,
    http: {
      // Node would refuse a request without a host by itself, without a body.
      requireHostHeader: false,
      headersTimeout: Math.min(requestTimeoutMs, 10_000),
      // Node looks for late senders only this often: without it, a trickled body has half a minute more.
      connectionsCheckingInterval: Math.min(requestTimeoutMs / 4, 1_000),
    },
    routerOptions: { maxParamLength: 16_384 },
    clientErrorHandler: answerClientError,
  } as const;
}

function answerOptions({ logger }: ServerSettings) {
  return {
    logger: logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }: { headers: Record<string, string | string[] | undefined> }) => {
      const sent = headers["x-request-id"];
      return typeof sent === "string" && /^[\w.-]{1,64}$/.test(sent) ? sent : randomUUID();
    },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      reply.header("x-request-id", request.id);
      void answerError(error, request, reply);
    },
  };
}

function addOperations(app: FastifyInstance, settings: ServerSettings): void {
  const unknown = METHODS.filter((method) => !app.supportedMethods.includes(method) && method !== "CONNECT");
  for (const method of unknown) app.addHttpMethod(method);
  const dispatch = dispatcher(settings.handlers, settings.store);
  for (const [path, here] of Map.groupBy(operations, (operation) => operation.path)) {
    const url = path.replaceAll(/\{(\w+)\}/g, ":$1");
    for (const operation of here) {
      const { params, body } = operation;
      const schema = { ...(params && { params }), ...(body && { body }) };
      const run = dispatch(operation);
      app.route({
        method: operation.method,
        url,
        schema,
        config: { operation },
        handler: async (request, reply) => {
          const preferred = settings.mockPreferences
            ? preferredAnswer(request.headers["prefer"]?.toString(), operation)
            : undefined;
          if (settings.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, settings.delayMs));
          if (Math.random() < settings.faultRate) return refuse(reply, refusals.unavailable(1));
          if (preferred instanceof Refusal) return refuse(reply, preferred);
          if (preferred) return answerPreferred(reply, preferred.status, preferred.body);
          // The hook has let nobody without a key come here.
          const answer = await run((request.key as Key).organizationId, request.params, request.body);
          return answer instanceof Refusal ? refuse(reply, answer) : reply.type(json).send(answer);
        },
      });
    }
    const methods = here.map(({ method }) => method);
    const others = app.supportedMethods.filter((method) => !methods.includes(method));
    app.route({ method: others, url, config: { allow: methods.join(", ") }, handler: () => {} });
  }
}

/** What an orchestrator asks. None of it needs a key, and none of it is in the description. */
function addProbes(app: FastifyInstance, store: Store, metrics: Metrics, isDraining: () => boolean): void {
  app.get("/livez", async (_request, reply) => reply.type(json).send('{"status":"alive"}'));
  app.get("/readyz", async (_request, reply) => {
    if (isDraining()) return refuse(reply, closing(refusals.unavailable(5)));
    await store.read(() => first(sql.ping));
    return reply.type(json).send('{"status":"ready"}');
  });
  app.get("/metrics", async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}

/** Refuses what needs neither key nor body to be refused: an unknown path, a wrong method. */
function refusedUnread(request: FastifyRequest): Refusal | undefined {
  if (request.headers.host === undefined && request.raw.httpVersion === "1.1")
    return refusals.malformedRequest(400);
  const { allow } = request.routeOptions.config;
  if (request.is404 || hasEmptyParameter(request)) return refusals.pathNotFound(request.url);
  return allow === undefined ? undefined : refusals.methodNotAllowed(request.method, allow);
}

/** `/v1/organization/roles/` would be the role whose id is empty. */
const hasEmptyParameter = ({ params }: FastifyRequest) =>
  Object.values((params ?? {}) as Record<string, string>).includes("");

async function authenticate({ headers }: FastifyRequest, store: Store): Promise<Key | Refusal<401 | 403>> {
  const value = headers["confident_api_key"];
  if (typeof value !== "string" || value.trim() === "") return refusals.invalidApiKey();
  const key = await findKey(store, value.trim());
  if (!key) return refusals.invalidApiKey();
  return key.isProjectKey ? refusals.projectKey() : key;
}

function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, bytes, done) => {
    if (!takesBody(request)) return done(null);
    try {
      done(null, parseJsonBody(bytes as Buffer));
    } catch {
      done(new RefusedBody(refusals.malformedJson()));
    }
  });
  app.addContentTypeParser("*", { parseAs: "buffer" }, (request, _bytes, done) => {
    if (!takesBody(request)) return done(null);
    done(new RefusedBody(refusals.unsupportedMediaType(request.headers["content-type"])));
  });
}

const takesBody = (request: FastifyRequest) => request.routeOptions.config.operation?.body !== undefined;

/** Carries a refusal through Fastify's parsers, which know errors only. */
class RefusedBody extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

function refuse(reply: FastifyReply, { status, message, headers }: Refusal): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .type(json)
    .send(JSON.stringify(envelope(message)));
}

/** The same refusal, after which the connection is closed. */
const closing = ({ status, message, headers }: Refusal) =>
  new Refusal(status, message, { ...headers, connection: "close" });

function answerPreferred(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  if (status === 429 || status === 503) reply.header("retry-after", "30");
  return reply.code(status).type(json).send(JSON.stringify(body));
}

interface FastifyFault extends Error {
  code?: string;
  statusCode?: number;
  validation?: Parameters<typeof refusedBody>[0];
  validationContext?: string;
}

async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return refuse(reply, refusalOf(error as FastifyFault, request));
}

function refusalOf(error: FastifyFault, { url, headers, log, server }: FastifyRequest): Refusal {
  if (error instanceof RefusedBody) return error.refusal;
  if (error.validation) {
    return error.validationContext === "params"
      ? refusedPath(error.validation)
      : refusedBody(error.validation);
  }
  if (error.code === "FST_ERR_BAD_URL") return refusals.malformedUrl(url);
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return refusals.contentTooLarge(server.initialConfig.bodyLimit ?? 0);
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
    return refusals.unsupportedMediaType(headers["content-type"]);
  if (error.statusCode !== undefined && error.statusCode < 500)
    return refusals.malformedRequest(error.statusCode);
  // Only here are the inner parts of a failure shown, and only to who reads the log.
  log.error({ err: error, cause: error.cause }, error.message);
  return error instanceof StoreUnavailableError ? refusals.unavailable(5) : refusals.internalError();
}
