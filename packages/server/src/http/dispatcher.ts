import type { Clock } from "../domain/clock.ts";
import { DomainError } from "../domain/domain-error.ts";
import type { Operation } from "../openapi/operation.ts";
import { addAuditEntry } from "../operations/audit-log.ts";
import type { Store, TransactionScript } from "../storage/store.ts";
import { ApiError, toApiError } from "./api-errors.ts";
import { findResource } from "./entity-tag.ts";
import { createResponse, type OperationResponse, readResult, toBytes } from "./operation-response.ts";
import { type CheckPrecondition, createPrecondition } from "./precondition.ts";
import type { RequestInput, StartScript } from "./request-input.ts";

type Outcome = OperationResponse | ApiError;

/** Runs an operation. Returns synchronously if the response is cached. */
export type RunOperation = (input: RequestInput) => Outcome | Promise<Outcome>;

/** The handlers by operationId: functions, or objects with the function `run`. */
export type Handlers = Record<string, unknown>;

/**
 * Connects the handlers to the store. The compiler checks that every operation it knows has a handler. This checks the
 * description that is read at start.
 *
 * @throws {Error} if an operation has no handler, or a handler has no operation. The message names them.
 */
export function createDispatcher(
  operations: Operation[],
  handlers: Handlers,
  store: Store,
): (operation: Operation) => RunOperation {
  const described = new Set(operations.map(({ operationId }) => operationId));
  const handled = new Set(Object.keys(handlers));
  const missing = [...described.difference(handled)];
  const unknown = [...handled.difference(described)];
  if (missing.length + unknown.length > 0) {
    throw new Error(
      `The handlers do not match the description: missing ${missing.join(", ") || "none"}, unknown ${unknown.join(", ") || "none"}. ` +
        "Install matching versions of @rolewright/spec and @rolewright/server.",
    );
  }
  const { now, createId } = store.clock;
  const bindScript =
    (run: RunFunction): StartScript =>
    (input) =>
      run({ ...input, now: now(), createId });
  const createStartScript = ({ operationId }: Operation) => bindScript(getRunFunction(handlers[operationId]));
  const findReader = (path: string) => {
    const operation = operations.find((each) => each.method === "GET" && each.path === path);
    return operation && { operation, startScript: createStartScript(operation) };
  };
  return (operation) => {
    const startScript = createStartScript(operation);
    const isTagged = hasEntityTag(operation, operations);
    if (operation.method === "GET") {
      const runRead = createReader(operation, startScript, store, isTagged);
      const handler = handlers[operation.operationId];
      return isCompleting(handler)
        ? completeFirst(runRead, bindScript(handler.isDue), bindScript(handler.complete), store)
        : runRead;
    }
    const checkPrecondition = changesResource(operation)
      ? createPrecondition(operation, findReader)
      : undefined;
    const startWrite = withAuditEntry(
      operation,
      withPrecondition(startScript, checkPrecondition),
      store.clock,
    );
    return createWriter(operation, startWrite, store, isTagged);
  };
}

/** Whether an operation changes the resource of its path. Only these support `If-Match`. */
export const changesResource = ({ method }: Operation): boolean =>
  ["PUT", "PATCH", "DELETE"].includes(method);

/** Whether the response of an operation has a resource that can be changed, or a list of such resources. */
function hasEntityTag({ method, path }: Operation, operations: Operation[]): boolean {
  if (method === "DELETE") return false;
  return operations.some(
    (each) =>
      changesResource(each) && (each.path === path || each.path.replace(/\/\{[^{}]+\}$/, "") === path),
  );
}

function withPrecondition(
  startScript: StartScript,
  checkPrecondition: CheckPrecondition | undefined,
): StartScript {
  if (!checkPrecondition) return startScript;
  return (input) =>
    input.ifMatch === undefined
      ? startScript(input)
      : startConditionally(input, startScript, checkPrecondition);
}

function* startConditionally(
  input: RequestInput,
  startScript: StartScript,
  checkPrecondition: CheckPrecondition,
): TransactionScript<unknown> {
  return (yield* checkPrecondition(input)) ?? (yield* startScript(input));
}

/** Adds an entry to the audit log in the transaction of a write that succeeds. */
function withAuditEntry(operation: Operation, startScript: StartScript, clock: Clock): StartScript {
  const { operationId, method, path, pathParams, successes } = operation;
  const ids = pathParams.map(({ name }) => name).filter((name) => name !== "projectId" || path.endsWith("}"));
  return function* (input): TransactionScript<unknown> {
    const result = yield* startScript(input);
    if (result instanceof DomainError || result instanceof ApiError) return result;
    const { success, content } = readResult(successes, result);
    const resourceId = input.params[ids.at(-1) ?? ""] ?? findResource(content)?.id;
    const { apiKeyId, apiKeyName, ipAddress = null, userAgent = null } = input.origin;
    yield* addAuditEntry(input.organizationId, {
      id: clock.createId(),
      createdAt: clock.now(),
      action: operationId,
      method,
      path,
      statusCode: success.statusCode,
      resourceId: resourceId === undefined ? null : String(resourceId),
      projectId: typeof input.params["projectId"] === "string" ? input.params["projectId"] : null,
      apiKeyId,
      apiKeyName,
      ipAddress,
      userAgent: userAgent?.slice(0, 500).toWellFormed() ?? null,
    });
    return result;
  };
}

type RunFunction = (input: object) => TransactionScript<unknown>;

/** `OperationHandlers` guarantees the shape, and the request handler has validated the input. */
const getRunFunction = (handler: unknown): RunFunction =>
  typeof handler === "function" ? (handler as RunFunction) : (handler as { run: RunFunction }).run;

function createReader(
  operation: Operation,
  startScript: StartScript,
  store: Store,
  isTagged: boolean,
): RunOperation {
  const { read } = store;
  const cache = dependsOnTime(operation) ? undefined : store.cache;
  return (input) => {
    const cacheKey = createCacheKey(operation, input);
    const cached = cache?.getResponse(input.organizationId, cacheKey);
    // Only responses of this operation have its key.
    if (cached) return cached as OperationResponse;
    return read(function* (): TransactionScript<Outcome> {
      const result = yield* startScript(input);
      if (result instanceof DomainError) return toApiError(result);
      const response = toBytes(createResponse(operation, result, isTagged));
      cache?.setResponse(input.organizationId, cacheKey, response);
      return response;
    });
  };
}

interface CompletingHandler {
  isDue: RunFunction;
  complete: RunFunction;
}

const isCompleting = (handler: unknown): handler is CompletingHandler =>
  typeof handler === "object" && handler !== null && "isDue" in handler;

/** Writes what is due before a read. */
const completeFirst =
  (runRead: RunOperation, isDue: StartScript, complete: StartScript, store: Store): RunOperation =>
  async (input) => {
    if ((await store.read(() => isDue(input))) === true) {
      await store.write(input.organizationId, () => complete(input));
      store.cache?.clearApiKeys();
    }
    return runRead(input);
  };

/** Whether the response changes without a write: grace periods end, and exports finish. */
const dependsOnTime = ({ path }: Operation) => /\/(?:api-keys|audit-logs)(?:\/|$)/.test(path);

/** Whether a write changes API keys, which are cached by their values. */
const changesApiKeys = ({ path }: Operation) => /\/api-keys(?:\/|$)/.test(path);

/** Returns the path with all path parameters and all query parameters, in the order of the description. */
export function createCacheKey(
  { path, pathParams, queryParams }: Pick<Operation, "path" | "pathParams" | "queryParams">,
  { params, query }: Pick<RequestInput, "params" | "query">,
): string {
  let key = path;
  // An encoded value has no space. Every list needs a key, and this is faster than building the path.
  for (const { name } of pathParams) key += ` ${encodeURIComponent(String(params[name]))}`;
  for (const { name } of queryParams) key += ` ${JSON.stringify(query[name])}`;
  return key;
}

const createWriter =
  (operation: Operation, startScript: StartScript, store: Store, isTagged: boolean): RunOperation =>
  async (input) => {
    const result = await store.write(input.organizationId, () => startScript(input));
    if (changesApiKeys(operation)) store.cache?.clearApiKeys();
    if (result instanceof ApiError) return result;
    return result instanceof DomainError ? toApiError(result) : createResponse(operation, result, isTagged);
  };
