import type { FetchInit } from "../fetch/fetch-function.ts";
import { authenticate } from "./api-keys.ts";
import { readExportFile } from "./audit-log-exports.ts";
import { type Fault, FaultQueue } from "./faults.ts";
import { completeQuery, parseBody, parseJson, parseQuery } from "./input.ts";
import type { AnyHandler, OperationRequest } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import { findRoute, isDecodable, type MatchedRoute, type Route } from "./router.ts";
import { createState, getTimestamp, type State } from "./state.ts";

const invalidPathMessage =
  "The path contains invalid percent-encoding. Encode a literal percent sign as %25.";

/** A request that the fake API received. */
export interface RecordedRequest<OperationId extends string> {
  operationId: OperationId;
  method: string;
  path: string;
  /** The query parameters. A repeated parameter is an array. */
  query: Record<string, string | string[]>;
  /** By their names in lower case. The API key is `[redacted]`. */
  headers: Record<string, string>;
  /** Parsed JSON, else `undefined`. */
  body: unknown;
}

/** The API in memory. */
export interface FakeApi<OperationId extends string> {
  /** Pass it to `createClient` as `fetch`, with any key. It has the signature of `fetch`. */
  fetch(input: string | URL | Request, init?: Partial<FetchInit> | RequestInit): Promise<Response>;
  /** The received requests, in order. */
  readonly requests: readonly RecordedRequest<OperationId>[];
  /** Makes the next requests fail. Faults are used in the order in which they were injected. */
  inject(fault: Fault<OperationId>): void;
  /** Resets state, requests and faults. */
  reset(): void;
}

/** The operations of a version. */
export interface Version<OperationId extends string> {
  routes: Readonly<Record<OperationId, Route>>;
  handlers: Readonly<Record<OperationId, AnyHandler>>;
}

/** Creates a fake API of a version, and a function that returns its state. */
export function createFake<OperationId extends string>({
  routes,
  handlers,
}: Version<OperationId>): { api: FakeApi<OperationId>; getState: () => State } {
  let state = createState();
  const requests: RecordedRequest<OperationId>[] = [];
  const faults = new FaultQueue(routes);

  const handle = async (request: Request): Promise<Response> => {
    const { method, headers, signal } = request;
    const { pathname: path, search } = new URL(request.url);
    if (!isDecodable(path)) return createErrorResponse(new Rejection(400, invalidPathMessage));
    const matched = findRoute(routes, method, path);
    if (matched === undefined)
      return (
        readExportFile(state, request.url) ??
        createErrorResponse(new Rejection(404, `There is no ${method} ${path}.`))
      );
    const { operationId } = matched;
    const fault = faults.take(operationId);
    const text = await request.text();
    const query = parseQuery(routes[operationId], search);
    requests.push({
      operationId,
      method,
      path,
      query: toRecord(query),
      headers: recordHeaders(headers),
      body: parseJson(text),
    });
    await fault.wait(signal);
    return fault.apply(() => execute(matched, request, query, text));
  };

  const execute = (
    matched: MatchedRoute<OperationId>,
    request: Request,
    query: URLSearchParams,
    text: string,
  ): Response => {
    const { operationId, ids } = matched;
    const route = routes[operationId];
    let sunset: string | undefined;
    try {
      sunset = authenticate(state, request.headers.get("confident_api_key"));
      const data = respond(handlers[operationId], {
        state,
        id: (name) => ids[name] ?? "",
        query: completeQuery(route, query),
        body: parseBody(route, text),
      });
      const response =
        data instanceof Response ? data : Response.json({ success: true, data }, { status: route.success });
      if (route.method !== "GET")
        addAuditLogEntry(state, matched, { statusCode: response.status, request, data });
      return addKeyWarning(response, sunset);
    } catch (error) {
      if (error instanceof Rejection) return addKeyWarning(createErrorResponse(error), sunset);
      throw error;
    }
  };

  const api: FakeApi<OperationId> = {
    requests,
    fetch: async (input, init) => handle(new Request(input, init as RequestInit)),
    inject: (fault) => faults.add(fault),
    reset() {
      state = createState();
      requests.length = 0;
      faults.clear();
    },
  };
  return { api, getState: () => state };
}

/** The request of an operation matches its handler: both come from the same row of the description. */
function respond(handler: AnyHandler, request: OperationRequest): unknown {
  const run = typeof handler === "function" ? handler : handler.respond;
  return run(request as OperationRequest<never>);
}

function addAuditLogEntry(
  state: State,
  { operationId, ids }: MatchedRoute<string>,
  { statusCode, request, data }: { statusCode: number; request: Request; data: unknown },
): void {
  const { method, url } = request;
  const { pathname: path } = new URL(url);
  const { projectId = null, ...resourceIds } = ids;
  const [pathId = path.endsWith(`/${projectId}`) ? projectId : null] = Object.values(resourceIds);
  const created = Object(data) as { id?: unknown; project?: { id: string } };
  const resourceId = pathId ?? created.id ?? created.project?.id ?? null;
  state.auditLog.push({
    createdAt: getTimestamp(state),
    action: operationId,
    method,
    path,
    statusCode,
    projectId,
    resourceId: resourceId === null ? null : String(resourceId),
  });
}

/** Adds the headers that announce the end of the outgoing value of a rotated key. */
function addKeyWarning(response: Response, rotatesAt: string | undefined): Response {
  if (rotatesAt === undefined) return response;
  const { status } = response;
  const headers = new Headers(response.headers);
  headers.set("sunset", new Date(rotatesAt).toUTCString());
  headers.set("x-api-key-warning", "This API key is being rotated. Use its new value.");
  return new Response(response.body, { status, headers });
}

function toRecord(parameters: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}

/** Test reporters print requests, and the key of a test can be a real one. */
const recordHeaders = (headers: Headers): Record<string, string> => ({
  ...Object.fromEntries(headers),
  ...(headers.has("confident_api_key") && { confident_api_key: "[redacted]" }),
});

const createErrorResponse = ({ status, message }: Rejection) =>
  Response.json({ success: false, error: message }, { status });
