import { METHODS } from "node:http";
import type { Socket } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Description, type Operation, operationsOf } from "./description.ts";
import type { Engine, EngineAnswer, Violation } from "./engine.ts";
import { parseJsonBody } from "./json-body.ts";
import { readPreferences } from "./preferences.ts";
import { envelope, Problem, problems } from "./problem.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    operation?: Operation;
    /** On the routes of methods that a path does not have: those that it has. */
    allow?: string;
  }
}

/** The largest body that is read, in bytes. */
const bodyLimit = 100_000;

/** The HTTP side of the mock: everything that Prism's own server gets wrong is decided here, before Prism is asked. */
export function createServer(description: Description, engine: Engine): FastifyInstance {
  const server = fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    // Node would refuse a request without a host by itself, without a body.
    http: { requireHostHeader: false },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply as FastifyReply),
    clientErrorHandler: answerClientError,
  });
  server.setErrorHandler(answerProblem);
  server.addHook("onRequest", allowAnyOrigin);
  server.addHook("onRequest", refuseUnread);
  parseBodies(server);
  addRoutes(server, operationsOf(description), engine);
  return server;
}

function addRoutes(server: FastifyInstance, operations: Operation[], engine: Engine): void {
  const unknown = METHODS.filter(
    (method) => !server.supportedMethods.includes(method) && method !== "CONNECT",
  );
  for (const method of unknown) server.addHttpMethod(method);
  for (const [path, here] of Map.groupBy(operations, (operation) => operation.path)) {
    const url = path.replaceAll(/\{(\w+)\}/g, ":$1");
    for (const operation of here) {
      const handler = async (request: FastifyRequest, reply: FastifyReply) =>
        answer(reply, await engine(engineRequest(request, operation)));
      server.route({ method: operation.method, url, config: { operation }, handler });
    }
    const methods = here.map(({ method }) => method);
    const others = server.supportedMethods.filter((method) => !methods.includes(method));
    server.route({ method: others, url, config: { allow: methods.join(", ") }, handler: () => {} });
  }
}

/** A mock is there to be called from anywhere, a page on another port included. */
async function allowAnyOrigin({ method, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header("access-control-allow-origin", "*");
  reply.header("access-control-expose-headers", "Allow, Retry-After, sl-violations");
  if (method !== "OPTIONS" || !headers.origin || !headers["access-control-request-method"]) return;
  reply.header("access-control-allow-methods", "GET, POST, PUT, DELETE");
  reply.header("access-control-allow-headers", headers["access-control-request-headers"] ?? "*");
  reply.code(204).send();
}

/** Refuses what needs no body to be refused: an unknown path, a wrong method, a missing key. */
async function refuseUnread(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { allow } = request.routeOptions.config;
  if (reply.sent) return;
  if (request.headers.host === undefined && request.raw.httpVersion === "1.1")
    throw problems.malformedRequest(400);
  if (request.is404 || hasEmptyParameter(request)) throw problems.noSuchPath(request.url);
  if (allow !== undefined) {
    reply.header("allow", allow);
    throw problems.noSuchMethod(request.method, allow);
  }
  if (!request.headers["confident_api_key"]?.toString().trim()) throw problems.noKey();
}

/** `/v1/organization/roles/` would be the role whose id is empty. */
const hasEmptyParameter = ({ params }: FastifyRequest) =>
  Object.values(params as Record<string, string>).includes("");

function parseBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, bytes, done) => {
    try {
      done(null, parseJsonBody(bytes as Buffer));
    } catch {
      done(problems.malformedJson());
    }
  });
  server.addContentTypeParser("*", { parseAs: "buffer" }, (request, _bytes, done) => {
    const { operation } = request.routeOptions.config;
    if (operation?.takesBody) done(problems.unsupportedMediaType(request.headers["content-type"]));
    else done(null);
  });
}

function engineRequest(request: FastifyRequest, operation: Operation): Parameters<Engine>[0] {
  const { takesBody } = operation;
  // A browser's `Accept: text/html`, or the type of a body where none belongs, would make Prism refuse.
  const {
    accept,
    prefer,
    "content-type": type,
    "content-length": length,
    "transfer-encoding": coding,
    ...headers
  } = request.headers;
  return {
    method: request.method,
    // A proxy's client names the host too; Prism would look for it among the description's servers.
    url: request.url.replace(/^https?:\/\/[^/]*/i, ""),
    headers: {
      ...(headers as Record<string, string>),
      ...(takesBody && { "content-type": "application/json" }),
    },
    body: takesBody ? request.body : undefined,
    preferences: readPreferences(prefer?.toString(), operation),
  };
}

function answer(reply: FastifyReply, { status, headers, body, violations }: EngineAnswer): FastifyReply {
  reply.headers(headers).type("application/json; charset=utf-8");
  if (violations.length === 0) return reply.code(status).send(body);
  // Prism answers a bad request with the first documented example, which speaks of another fault than the caller's.
  const inPath = violations.some(({ path }) => path[0] === "path");
  return reply
    .code(inPath ? 400 : status)
    .header("sl-violations", headerValue(JSON.stringify(violations)))
    .send(envelope(inWords(violations)));
}

/** A body of a thousand faults gets an answer that can be read. */
function inWords(violations: Violation[]): string {
  const shown = violations.slice(0, 5).map(({ message }) => `${message.slice(0, 500)}.`);
  const rest = violations.length - shown.length;
  return rest === 0 ? shown.join(" ") : `${shown.join(" ")} And ${rest} more.`;
}

/** Header values are ASCII, and long ones are refused by clients. */
const headerValue = (text: string) => text.slice(0, 4_000).replaceAll(/[^ -~]/g, "?");

async function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { status, message } = problemOf(error as Error & { code?: string; statusCode?: number }, request);
  return reply.code(status).type("application/json; charset=utf-8").send(envelope(message));
}

function problemOf(
  error: Error & { code?: string; statusCode?: number },
  { url, headers }: FastifyRequest,
): Problem {
  if (error instanceof Problem) return error;
  if (error.code === "FST_ERR_BAD_URL") return problems.malformedUrl(url);
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return problems.contentTooLarge();
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
    return problems.unsupportedMediaType(headers["content-type"]);
  if (error.statusCode !== undefined && error.statusCode < 500)
    return problems.malformedRequest(error.statusCode);
  console.error(error);
  return problems.mockFailed();
}

/** Answers what Node could not even read as HTTP. */
function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return;
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const { message } = problems.malformedRequest(status);
  const body = JSON.stringify(envelope(message));
  socket.end(
    `HTTP/1.1 ${status} ${message.split(".", 1)[0]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
