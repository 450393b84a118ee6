import { writeAuditLine } from "../observability/audit-log.ts";
import type { Log } from "../observability/log.ts";
import { isValidated, type Operation } from "../openapi/operation.ts";
import type { Store } from "../storage/store.ts";
import type { AdmissionControl } from "./admission-control.ts";
import { ApiError, apiErrors } from "./api-errors.ts";
import { authenticate, type Authentication, authorize } from "./authentication.ts";
import { changesResource, type RunOperation } from "./dispatcher.ts";
import { parseIfMatch } from "./entity-tag.ts";
import type { ReadClientAddress } from "./client-address.ts";
import type { HttpExchange } from "./http-exchange.ts";
import { findPreferredResponse } from "./prefer-header.ts";
import { checkBodyHeaders, checkDeclaredLength, readBody } from "./request-body.ts";
import { createPathParamParser, createQueryParser, type ParameterValues } from "./parameter-parsing.ts";
import type { RequestInput } from "./request-input.ts";
import {
  createBodyValidator,
  createPathParamValidator,
  createQueryValidator,
  type Validators,
} from "./request-validation.ts";

/** Settings of the request handlers. */
export interface RequestSettings {
  store: Store;
  log: Log;
  readClientAddress: ReadClientAddress;
  /** The maximum size of a body, in bytes. */
  bodyLimit: number;
  /** Whether a `Prefer` header can select a documented response. */
  preferHeader: boolean;
  /** The delay of every response, in milliseconds. */
  responseDelayMs: number;
  /** The share of requests, from 0 to 1, that fail with 503 and have no effect. */
  errorRate: number;
}

type PathParams = Record<string, string>;

/** Handles a request to a route. Returns nothing if it could respond synchronously. */
export type RequestHandler = (exchange: HttpExchange, params: PathParams) => void | Promise<void>;

/** Creates the request handler of an operation: admission, authentication, validation, then the operation itself. */
export function createRequestHandler(
  operation: Operation,
  run: RunOperation,
  validators: Validators,
  settings: RequestSettings,
  admission: AdmissionControl,
): RequestHandler {
  const { store, bodyLimit, log, readClientAddress } = settings;
  const isAudited = operation.method !== "GET" && log.isInfo;
  const parsePathParams = createPathParamParser(operation);
  const validatePathParams = createPathParamValidator(operation, validators);
  const parseQuery = createQueryParser(operation);
  const validateQuery = createQueryValidator(operation, validators);
  const validateBody = createOptionalBodyValidator(operation, validators);
  const supportsIfMatch = changesResource(operation);
  const hasTestingOptions = settings.preferHeader || settings.responseDelayMs > 0 || settings.errorRate > 0;

  const handleAuthenticated = (
    exchange: HttpExchange,
    pathTexts: PathParams,
    key: Authentication,
  ): void | Promise<void> => {
    if (key instanceof ApiError) return exchange.sendError(key);
    exchange.apiKey = key;
    if (key.sunsetAt !== undefined) addSunset(exchange, key.sunsetAt);
    const { request } = exchange;
    const params = parsePathParams(pathTexts);
    const error =
      authorize(key) ??
      admission.rateLimit?.(key.hash) ??
      validatePathParams(params) ??
      checkDeclaredLength(request, bodyLimit);
    if (error) return exchange.sendError(error);
    const query = parseQuery(request.url ?? "");
    const queryError = query instanceof ApiError ? query : validateQuery(query);
    if (queryError) return exchange.sendError(queryError);
    const ifMatch = supportsIfMatch ? parseIfMatch(request.headers["if-match"]) : undefined;
    if (ifMatch instanceof ApiError) return exchange.sendError(ifMatch);
    const input = {
      organizationId: key.organizationId,
      params,
      // Without an error, the query was parsed.
      query: query as ParameterValues,
      origin: {
        apiKeyId: key.id,
        apiKeyName: key.name,
        ipAddress: readClientAddress(request),
        userAgent: request.headers["user-agent"],
      },
      body: undefined,
      ifMatch,
    };
    if (!operation.body && !hasTestingOptions) return respond(exchange, run(input));
    return handleBody(exchange, input);
  };

  const handleBody = async (exchange: HttpExchange, input: RequestInput): Promise<void> => {
    const headerError = operation.body && checkBodyHeaders(exchange.request, operation.body);
    if (headerError) return exchange.sendError(headerError);
    if (operation.body) exchange.sendContinue();
    const body = operation.body && (await readBody(exchange.request, operation.body, bodyLimit));
    if (body instanceof ApiError) return exchange.sendError(body);
    const error = body && validateBody(body.value);
    if (error) return exchange.sendError(error);
    if (hasTestingOptions && (await applyTestingOptions(exchange, operation, settings))) return;
    return respond(exchange, run({ ...input, body: body?.value }));
  };

  return (exchange, params) => {
    exchange.operationId = operation.operationId;
    exchange.route = operation.path;
    if (isAudited) auditOutcome(exchange, operation, params, settings);
    const error = admitRequest(exchange, admission);
    if (error) return exchange.sendError(error);
    const key = authenticate(exchange.request.headers["confident_api_key"], store);
    return key instanceof Promise
      ? key.then((found) => handleAuthenticated(exchange, params, found))
      : handleAuthenticated(exchange, params, key);
  };
}

/** Warns that the API key of the request is the outgoing value of a rotation. */
function addSunset(exchange: HttpExchange, sunsetAt: string): void {
  exchange.addHeader("sunset", new Date(sunsetAt).toUTCString());
  exchange.addHeader(
    "x-api-key-warning",
    `This API key is being rotated and stops working at ${sunsetAt}. Use the new value.`,
  );
}

/** Writes a line to the audit log when the outcome of a request is known. */
function auditOutcome(
  exchange: HttpExchange,
  { operationId, path, pathParams }: Operation,
  params: PathParams,
  { log, readClientAddress }: RequestSettings,
): void {
  const lastParam = pathParams.at(-1)?.name ?? "";
  // `/v1/projects/{projectId}/roles` has the ID of the scope. The ID of the role is in the response.
  const isScopeParam = lastParam === "projectId" && !path.endsWith("{projectId}");
  const ipAddress = readClientAddress(exchange.request);
  exchange.onOutcome((statusCode, createdId) => {
    writeAuditLine(log, {
      requestId: exchange.requestId,
      operationId,
      organizationId: exchange.apiKey?.organizationId,
      apiKeyId: exchange.apiKey?.id,
      projectId: toLoggedId(params["projectId"]),
      resourceId: createdId ?? (isScopeParam ? undefined : toLoggedId(params[lastParam])),
      ipAddress,
      statusCode,
    });
  });
}

/** Shortens an ID of the path, and hides an API key that a caller put there. */
const toLoggedId = (id: string | undefined): string | undefined =>
  id !== undefined && /confident_/i.test(id) ? "[redacted]" : id?.slice(0, 128);

function respond(exchange: HttpExchange, outcome: ReturnType<RunOperation>): void | Promise<void> {
  if (outcome instanceof Promise) return outcome.then((result) => respond(exchange, result));
  return outcome instanceof ApiError ? exchange.sendError(outcome) : exchange.sendResponse(outcome);
}

/** Creates a validator of the body. An optional body may be missing, and bytes are not validated. */
function createOptionalBodyValidator(
  { operationId, body }: Operation,
  validators: Validators,
): (value: unknown) => ApiError<422> | undefined {
  const validate =
    body?.hasSchema && isValidated(body.mediaType) ? createBodyValidator(operationId, validators) : undefined;
  return (value) => {
    if (value !== undefined) return validate?.(value);
    if (!body?.isRequired) return undefined;
    const error = body.mediaType === "application/json" ? validate?.(value) : undefined;
    return error ?? apiErrors.invalidField("body: is missing. Send a body.");
  };
}

/** Counts a request as in flight, or returns the error if the server is overloaded. */
function admitRequest(exchange: HttpExchange, { concurrency }: AdmissionControl): ApiError<503> | undefined {
  const error = concurrency.acquire();
  exchange.isCounted = !error;
  return error;
}

/** Applies the testing options (`Prefer`, delay, error rate). Returns true if a response was sent. */
async function applyTestingOptions(
  exchange: HttpExchange,
  operation: Operation,
  { preferHeader, responseDelayMs, errorRate }: RequestSettings,
): Promise<boolean> {
  if (responseDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, responseDelayMs));
  if (Math.random() < errorRate) {
    exchange.sendError(apiErrors.unavailable(1));
    return true;
  }
  const preferred = preferHeader
    ? findPreferredResponse(exchange.request.headers["prefer"]?.toString(), operation)
    : undefined;
  if (preferred instanceof ApiError) exchange.sendError(preferred);
  else if (preferred) {
    const { statusCode, body } = preferred;
    if (statusCode === 429 || statusCode === 503) exchange.addHeader("retry-after", "30");
    exchange.send(statusCode, JSON.stringify(body));
  }
  return preferred !== undefined;
}
