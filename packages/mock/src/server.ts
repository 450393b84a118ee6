import type { Socket } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { parseJsonBody } from "@rolewright/node-kit";
import { type Description, isJsonMediaType, type Operation } from "@rolewright/openapi";
import { acceptsMediaType, hasCredentials } from "./operation-request.ts";
import { METHODS } from "./http-names.ts";
import type { Engine, EngineResponse, Violation } from "./engine.ts";
import { parsePreferHeader } from "./prefer-header.ts";
import { findQueryViolations, restoreNames, selectPage } from "./query.ts";
import { toErrorBody, RequestError, requestErrors } from "./request-error.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    operation?: Operation;
    /** On the routes of methods that a path does not have: those that it has. */
    allow?: string;
  }
}

/** Maximum size of a request body, in bytes. */
const bodyLimit = 100_000;

/** A version of the API, with the engine that produces its responses. */
export interface MockedApi {
  description: Description;
  engine: Engine;
}

/** Creates the mock's HTTP server. It handles everything that Prism's own server gets wrong before it calls Prism. */
export function createServer(apis: readonly MockedApi[]): FastifyInstance {
  const server = fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    // Node rejects a request without a Host header without a body. `rejectBeforeBody` sends the envelope instead.
    http: { requireHostHeader: false },
    forceCloseConnections: true,
    // Prism validates. Fastify would load compilers for the schemas of routes, which have none.
    schemaController: { compilersFactory: { buildValidator: throwUnused, buildSerializer: throwUnused } },
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply as FastifyReply),
    clientErrorHandler: respondToSocketError,
  });
  server.setErrorHandler(sendError);
  server.addHook("onRequest", applyCors);
  server.addHook("onRequest", rejectBeforeBody);
  registerBodyParsers(server);
  allowMethods(server);
  for (const { description, engine } of apis) registerRoutes(server, description.operations, engine);
  return server;
}

function throwUnused(): never {
  throw new Error("The routes of the mock have no schemas.");
}

/** Lets routes have every method, so that a path returns 405 for those that it does not support. */
function allowMethods(server: FastifyInstance): void {
  const unknown = METHODS.filter(
    (method) => !server.supportedMethods.includes(method) && method !== "CONNECT",
  );
  for (const method of unknown) server.addHttpMethod(method);
}

function registerRoutes(server: FastifyInstance, operations: Operation[], engine: Engine): void {
  for (const [path, pathOperations] of Map.groupBy(operations, (operation) => operation.path)) {
    const url = toRoute(path);
    for (const operation of pathOperations) {
      const handler = async (request: FastifyRequest, reply: FastifyReply) =>
        sendEngineResponse(reply, await respond(engine, request, operation));
      server.route({ method: operation.method, url, config: { operation }, handler });
    }
    const methods = pathOperations.map(({ method }) => method);
    const others = server.supportedMethods.filter((method) => !methods.includes(method));
    server.route({ method: others, url, config: { allow: methods.join(", ") }, handler: () => {} });
  }
}

/** Returns the router's pattern of a path. Parameters get numbers, since the router does not support every name. */
function toRoute(path: string): string {
  let count = 0;
  return path.replaceAll(":", "::").replaceAll(/\{[^}]+\}/g, () => `:parameter${(count += 1)}`);
}

/** Allows cross-origin calls from any page. */
async function applyCors({ method, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header("access-control-allow-origin", "*");
  reply.header(
    "access-control-expose-headers",
    "*, Allow, Content-Disposition, Location, Retry-After, sl-violations",
  );
  if (method !== "OPTIONS" || !headers.origin || !headers["access-control-request-method"]) return;
  reply.header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
  reply.header("access-control-allow-headers", headers["access-control-request-headers"] ?? "*");
  reply.code(204).send();
}

/** Rejects requests that need no body to be rejected: an unknown path, an unsupported method, a missing API key. */
async function rejectBeforeBody(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { allow, operation } = request.routeOptions.config;
  if (reply.sent) return;
  if (request.headers.host === undefined && request.raw.httpVersion === "1.1")
    throw requestErrors.malformedRequest(400);
  if (request.is404 || hasEmptyParameter(request)) throw requestErrors.pathNotFound(request.url);
  if (allow !== undefined) {
    reply.header("allow", allow);
    throw requestErrors.methodNotAllowed(request.method, allow);
  }
  if (operation && !hasCredentials(request.headers, operation)) throw requestErrors.missingApiKey();
}

/** The router matches `/v1/organization/roles/` to the role with an empty ID. */
const hasEmptyParameter = ({ params }: FastifyRequest) =>
  Object.values(params as Record<string, string>).includes("");

function registerBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (request, bytes, done) => {
    try {
      done(null, parseBody(request, bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Parses a body as its media type says. Bodies of operations without a request body are ignored. */
function parseBody({ routeOptions, headers }: FastifyRequest, bytes: Buffer): unknown {
  const { operation } = routeOptions.config;
  if (!operation?.requestBody) return undefined;
  const contentType = headers["content-type"];
  if (!acceptsMediaType(operation.requestBody, contentType))
    throw requestErrors.unsupportedMediaType(contentType);
  if (!isJsonMediaType(contentType ?? "")) return bytes.toString();
  try {
    return parseJsonBody(bytes);
  } catch {
    throw requestErrors.malformedJson();
  }
}

/** Adds what Prism does not know about queries: strict numbers, and pages. */
async function respond(
  engine: Engine,
  request: FastifyRequest,
  operation: Operation,
): Promise<EngineResponse> {
  const query = new URLSearchParams(request.url.split("?").slice(1).join("?"));
  const response = await engine(toEngineRequest(request, operation));
  const found = findQueryViolations(query, operation);
  if (found.length > 0 && response.violations.length === 0) {
    return { ...response, status: findInvalidQueryStatus(operation), headers: {}, violations: found };
  }
  const violations = restoreNames(response.violations, operation);
  return {
    ...response,
    status: findInvalidPathStatus(violations, operation) ?? response.status,
    violations,
    body: response.status < 300 ? selectPage(response.body, query, operation) : response.body,
  };
}

/** As Prism: 422 if it is documented, or else 400. */
const findInvalidQueryStatus = ({ responses }: Operation): number =>
  responses.some(({ status }) => status === "422") ? 422 : 400;

/** A number that is expected, as an ID in the path, and is none, names nothing: 404 if it is documented. Else 400. */
function findInvalidPathStatus(
  violations: Violation[],
  { parameters, responses }: Operation,
): number | undefined {
  const names = violations.flatMap(({ path: [location, name] }) => (location === "path" ? [name] : []));
  if (names.length === 0) return undefined;
  const areNumeric = names.every((name) =>
    parameters.some((each) => each.in === "path" && each.name === name && each.type === "integer"),
  );
  return areNumeric && responses.some(({ status }) => status === "404") ? 404 : 400;
}

function toEngineRequest(request: FastifyRequest, operation: Operation): Parameters<Engine>[0] {
  const { requestBody } = operation;
  // Prism rejects a browser's `Accept: text/html`, and a `Content-Type` on operations without a body.
  const {
    accept,
    prefer,
    "content-type": contentType = requestBody?.content[0]?.name,
    "content-length": length,
    "transfer-encoding": coding,
    ...headers
  } = request.headers;
  const acceptedType = findAcceptedType(accept, operation);
  return {
    operation,
    // A request through a proxy has an absolute URL, and Prism would look up its host among the description's servers.
    url: request.url.replace(/^https?:\/\/[^/]*/i, ""),
    headers: {
      ...(headers as Record<string, string>),
      ...(acceptedType && { accept: acceptedType }),
      ...(requestBody && contentType && { "content-type": contentType }),
    },
    body: requestBody ? request.body : undefined,
    preferences: { ...selectRedirect(operation), ...parsePreferHeader(prefer?.toString(), operation) },
  };
}

/** Selects the redirect of an operation without a successful response. Prism would return the default error, as a success. */
function selectRedirect({ responses }: Operation): { code?: number } {
  const success = responses.find(({ status }) => /^[23]/.test(status));
  return success?.status.startsWith("3") ? { code: Number(success.status) } : {};
}

/** Returns the first documented media type of a response that the `Accept` header names. */
const findAcceptedType = (accept: string | undefined, { responses }: Operation): string | undefined =>
  responses.flatMap(({ content }) => content).find(({ name }) => accept?.includes(name))?.name;

function sendEngineResponse(
  reply: FastifyReply,
  { status, headers: documentedHeaders, body, violations }: EngineResponse,
): FastifyReply {
  const headers = omitKeyWarnings(documentedHeaders);
  if (violations.length === 0) return sendDocumentedResponse(reply.code(status).headers(headers), body);
  // Prism returns the first documented example, whose text describes another violation than the caller's.
  return reply
    .code(status)
    .headers(headers)
    .type("application/json; charset=utf-8")
    .header("sl-violations", toHeaderValue(JSON.stringify(violations)))
    .send(toErrorBody(describeViolations(violations)));
}

/** Omits the headers for the outgoing value of a rotated API key. Prism sends every documented header. */
const omitKeyWarnings = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:sunset|x-api-key-warning)$/i.test(name)),
  );

/** Sends a body in the media type that Prism chose. Responses such as 204 and 302 have none. */
function sendDocumentedResponse(reply: FastifyReply, body: unknown): FastifyReply {
  const contentType = reply.getHeader("content-type")?.toString();
  if (body === undefined || contentType === undefined) return reply.removeHeader("content-type").send();
  if (isJsonMediaType(contentType)) {
    return reply
      .type(`${contentType.split(";", 1)[0]}; charset=utf-8`)
      .serializer(JSON.stringify)
      .send(body);
  }
  return reply.send(typeof body === "string" ? body : JSON.stringify(body));
}

/** Describes the first five violations, so that the message stays readable. */
function describeViolations(violations: Violation[]): string {
  const shown = violations.slice(0, 5).map(({ message }) => `${message.slice(0, 500)}.`);
  const rest = violations.length - shown.length;
  return rest === 0 ? shown.join(" ") : `${shown.join(" ")} And ${rest} more.`;
}

/** Header values are ASCII, and clients reject long ones. */
const toHeaderValue = (text: string) => text.slice(0, 4_000).replaceAll(/[^ -~]/g, "?");

async function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { status, message } = toRequestError(
    error as Error & { code?: string; statusCode?: number },
    request,
  );
  return reply.code(status).type("application/json; charset=utf-8").send(toErrorBody(message));
}

function toRequestError(
  error: Error & { code?: string; statusCode?: number },
  { url, headers }: FastifyRequest,
): RequestError {
  if (error instanceof RequestError) return error;
  if (error.code === "FST_ERR_BAD_URL") return requestErrors.malformedUrl(url);
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return requestErrors.contentTooLarge();
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
    return requestErrors.unsupportedMediaType(headers["content-type"]);
  if (error.statusCode !== undefined && error.statusCode < 500)
    return requestErrors.malformedRequest(error.statusCode);
  console.error(error);
  return requestErrors.internalError();
}

/** Responds to bytes that Node cannot parse as HTTP. */
function respondToSocketError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return;
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const { message } = requestErrors.malformedRequest(status);
  const body = JSON.stringify(toErrorBody(message));
  socket.end(
    `HTTP/1.1 ${status} ${message.split(".", 1)[0]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
