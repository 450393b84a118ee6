import { ApiPromise, type DataWithResponse } from "./api-promise.ts";
import { type RequestOptions, requestOptionKeys } from "./client-options.ts";
import { addCall, ConfigurationError } from "./errors.ts";
import { type ClientEvent, emitEvent, type EventListener } from "./events.ts";
import type { CallScope } from "./fetch/call-scope.ts";
import { ReceivedResponse } from "./fetch/received-response.ts";
import type { Redactor } from "./fetch/redaction.ts";
import { isRedirectStatus } from "./fetch/redirects.ts";
import { rejectUnknownOptions } from "./known-options.ts";
import type { DocumentedOperation, Operation, OperationFacts, OperationInput } from "./operation.ts";
import { createListSerializer } from "./openapi-fetch.ts";
import { type Internals, internals } from "./raw-client.ts";
import { readNotices } from "./notices.ts";
import {
  createApiError,
  createInvalidResponseError,
  extractData,
  findRequestId,
  isErrorResponse,
  parseJsonObject,
  requireJson,
  type ResponseHead,
  type TextResponse,
} from "./response-data.ts";
import type { ResponseSchemas } from "./response-schemas.ts";
import { createSecretFinder, type SecretFinder, wrapSecrets } from "./secret-paths.ts";

/** What the resource methods of a client share. */
export interface CallContext {
  /** The raw client of one version. */
  raw: { request: unknown };
  createScope(options: RequestOptions, method: string, path: string): CallScope;
  redactor: Redactor;
  responseSchemas: ResponseSchemas | undefined;
  onEvent: EventListener | undefined;
  log: EventListener | undefined;
  /** Adds a secret of a response to those that errors and events do not show. */
  rememberSecret(secret: string): void;
}

/** Calls the operations of a description. */
export interface OperationCaller {
  call<Data, Documented extends DocumentedOperation>(
    operation: Operation<Data, Documented>,
    input: OperationInput,
    options: RequestOptions | undefined,
  ): ApiPromise<Data, Documented>;
}

export const createOperationCaller = (context: CallContext): OperationCaller => ({
  call: (operation, input, options) => new ApiPromise(sendOperation(context, operation, input, options)),
});

type UntypedRequest = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response | ReceivedResponse }>;

async function sendOperation<Data, Documented extends DocumentedOperation>(
  context: CallContext,
  operation: Operation<Data, Documented>,
  input: OperationInput,
  options: RequestOptions | null | undefined,
): Promise<DataWithResponse<Data>> {
  const { method, path } = operation;
  let scope: CallScope | undefined;
  try {
    rejectUnknownOptions(options ?? {}, requestOptionKeys);
    rejectOptionsInQuery(input);
    validateInput(operation, input);
    scope = context.createScope(options ?? {}, method, path);
    const call: Call = {
      ...context,
      operation,
      input,
      options: options ?? {},
      scope,
      rememberSecrets: createSecretFinder(operation.secrets, context.rememberSecret),
    };
    const { data: received, response } = await scope.run(() => sendCall(call));
    // The operation decides the type of its data.
    const data = wrapSecrets(received, operation.secrets) as Data;
    return {
      data,
      get response() {
        return response instanceof ReceivedResponse ? response.toResponse() : response;
      },
      requestId: findRequestId(response, scope, context.redactor),
    };
  } catch (error) {
    throw addCall(error, scope?.describe() ?? { method, path });
  }
}

interface Call extends CallContext {
  operation: OperationFacts;
  input: OperationInput;
  options: RequestOptions;
  scope: CallScope;
  rememberSecrets: SecretFinder | undefined;
}

async function sendCall(call: Call): Promise<{ data: unknown; response: Response | ReceivedResponse }> {
  const { raw, redactor, responseSchemas, operation, input, options, scope, rememberSecrets } = call;
  const { method, path, requestType, commaLists, response: expected } = operation;
  const isStream = expected.kind === "stream";
  const own: Internals = {
    scope,
    isStreamed: isStream,
    acceptRedirect: expected.kind === "redirect",
    rememberSecrets,
    headers: createMediaTypeHeaders(
      input.body === undefined ? undefined : requestType,
      isStream ? expected.type : "application/json",
    ),
  };
  // Each operation is one of the paths, which the types cannot show here.
  const request = raw.request as unknown as UntypedRequest;
  const { data, error, response } = await request(method, path, {
    ...options,
    body: input.body,
    params: { path: input.path, query: input.query },
    ...(commaLists && { querySerializer: createListSerializer(commaLists) }),
    // Else it would read the body, which the scope has already.
    parseAs: "stream",
    [internals]: own,
  });
  const isLocated = expected.kind === "redirect" && isRedirectStatus(response.status);
  const location = isLocated ? response.headers.get("location") : null;
  if (location !== null || (isStream && response.ok)) {
    reportNotices(call, response, undefined);
    return { data: location ?? data, response };
  }
  const text = error === undefined ? await readText(response, scope) : toText(error);
  const received: TextResponse = { response, text, scope, redactor };
  const json = parseJsonObject(text);
  // Without data, there are no secrets. The details of an error can have fields with the same names.
  if (json === undefined || json["data"] !== undefined) rememberSecrets?.(text);
  reportNotices(call, response, json);
  if (isErrorResponse(response, json)) throw createApiError(received);
  if (expected.kind === "empty") return { data: undefined, response };
  if (response.status === 204 && method !== "GET")
    return { data: describeEmptyResponse(operation, input), response };
  if (expected.kind !== "json") throw createInvalidResponseError(received, "not a redirect");
  requireJson(received, json, scope.received?.bytes);
  const schema = responseSchemas?.[`${method} ${path}`];
  return { data: await extractData(received, json, expected, schema), response };
}

function reportNotices(
  { redactor, options, onEvent, log, scope }: Call,
  { headers }: ResponseHead,
  json: Record<string, unknown> | undefined,
): void {
  const { method, path, attempts } = scope;
  for (const notice of readNotices(headers, json, redactor)) {
    const event: ClientEvent = { ...notice, method, path, attempt: attempts };
    emitEvent(options.onEvent ?? onEvent, event);
    emitEvent(log, event);
  }
}

/** Returns the body of a success. Middleware can have replaced the response. */
async function readText(response: Response | ReceivedResponse, { received }: CallScope): Promise<string> {
  if (response instanceof ReceivedResponse) return response.text();
  return received?.bytes !== undefined && received.toResponse() === response
    ? received.text()
    : response.text();
}

/** `openapi-fetch` parses error bodies that are JSON. */
function toText(error: unknown): string {
  if (typeof error === "string") return error;
  try {
    return JSON.stringify(error);
  } catch {
    return "JSON that is nested too deeply";
  }
}

/** Options in the place of query parameters would have no effect, and would be sent. */
function rejectOptionsInQuery({ query }: OperationInput): void {
  const name = Object.keys(query ?? {}).find((each) => requestOptionKeys.includes(each));
  if (name !== undefined)
    throw new ConfigurationError(
      `\`${name}\` is an option, not a query parameter. Pass options in the argument after the query.`,
    );
}

/** Dates, forms and others would be sent as JSON that the API rejects, or as `{}`. */
function validateInput(
  { requestType, takesArray, isInputOptional }: OperationFacts,
  { body }: OperationInput,
): void {
  if (requestType === undefined || (isInputOptional && body === undefined)) return;
  const type = Object.prototype.toString.call(body).slice("[object ".length, -1);
  const isMissing = body === undefined || body === null;
  const jsonType = takesArray ? "Array" : "Object";
  if (isMissing || (requestType === "application/json" && type !== jsonType))
    throw new ConfigurationError(
      `\`input\` is ${type.toLowerCase()}. Use an ${jsonType.toLowerCase()} of JSON values.`,
    );
}

function createMediaTypeHeaders(requestType: string | undefined, accept: string): Record<string, string> {
  // The platform adds the boundary of a form.
  const isForm = requestType === undefined || requestType.startsWith("multipart/");
  return { accept, ...(!isForm && { "content-type": requestType }) };
}

/** A response without content to a DELETE means that the resource was deleted. */
function describeEmptyResponse({ method, response }: OperationFacts, { path }: OperationInput) {
  if (method !== "DELETE") return undefined;
  const hasFlag = response.kind === "json" && response.fields["deleted"] !== undefined;
  return { id: Object.values(path ?? {}).at(-1), ...(hasFlag && { deleted: true }) };
}
