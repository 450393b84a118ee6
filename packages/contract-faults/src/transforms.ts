/** Building blocks for faults: they change requests and responses between the kit and the reference server. */
import type { OperationId } from "@rolewright/types";
import type { FaultInjector, NextHandler, ProxyHandler, ProxyRequest, ProxyResponse } from "./fault.ts";

/** A role, policy, permission, project or organization. */
export interface Resource {
  id: string;
  name: string;
  description?: string | null;
  policies?: Resource[];
  permissions?: Resource[];
  [field: string]: unknown;
}

/** A response body. The `data` of a success has one resource or one list, under its name. */
export interface Envelope {
  success: boolean;
  error?: string;
  data?: Record<string, Resource | Resource[]>;
}

/** A response body whose fields may be invalid. */
export interface RawEnvelope {
  success?: unknown;
  error?: unknown;
  data?: Record<string, unknown> | unknown[];
  [field: string]: unknown;
}

/** A request body. */
export interface RequestBody {
  name?: unknown;
  description?: unknown;
  policyIds?: unknown;
  permissionIds?: unknown;
  email?: unknown;
  [field: string]: unknown;
}

/** Returns a changed response. */
export type ResponseTransform = (
  response: ProxyResponse,
  request: ProxyRequest,
) => ProxyResponse | Promise<ProxyResponse>;

type OperationSelector = OperationId | readonly OperationId[];

const matches = (selector: OperationSelector, { operationId }: ProxyRequest) =>
  operationId !== undefined && ([selector].flat() as unknown[]).includes(operationId);

/** Changes nothing. */
export const passThrough: FaultInjector = () => (request, next) => next(request);

/** Transforms the responses of some operations that have one of these statuses. */
export const transformResponse =
  (
    operations: OperationSelector,
    statuses: number | readonly number[],
    transform: ResponseTransform,
  ): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = matches(operations, request) && [statuses].flat().includes(response.status);
    return isAffected ? transform(response, request) : response;
  };

/** Handles some operations with another handler, which can use the reference server. */
export const replaceHandler =
  (operations: OperationSelector, handler: ProxyHandler): FaultInjector =>
  () =>
  (request, next) =>
    matches(operations, request) ? handler(request, next) : next(request);

/** Sets the status and keeps the body. */
export const setStatus =
  (status: number): ResponseTransform =>
  (response) => ({ ...response, status });

/** Sets a header, or removes it with `undefined`. */
export const setHeader =
  (name: string, value: string | undefined): ResponseTransform =>
  ({ headers: { [name]: _, ...headers }, ...response }) => ({
    ...response,
    headers: { ...headers, ...(value !== undefined && { [name]: value }) },
  });

/** Transforms the text of the body. */
export const transformText =
  (transform: (text: string, request: ProxyRequest) => string): ResponseTransform =>
  (response, request) => ({
    ...response,
    body: Buffer.from(transform(response.body.toString(), request)),
  });

/** Transforms the JSON of the body. `transform` changes the value in place or returns another. */
export const transformJson = <Body = Envelope>(
  transform: (body: Body, request: ProxyRequest) => unknown,
): ResponseTransform =>
  transformText((text, request) => {
    const body = JSON.parse(text) as Body;
    const transformed = transform(body, request);
    return JSON.stringify(transformed === undefined ? body : transformed);
  });

/** Changes every resource in the body in place. */
export const eachResource = (
  change: (resource: Resource, request: ProxyRequest) => void,
): ResponseTransform =>
  transformJson((body, request) => {
    for (const resource of listResources(body)) change(resource, request);
  });

/** Transforms the list in the body. */
export const transformList = (
  transform: (resources: Resource[], request: ProxyRequest) => Resource[],
): ResponseTransform =>
  transformJson(({ data = {} }: Envelope, request) => {
    for (const [name, value] of Object.entries(data)) {
      if (Array.isArray(value)) data[name] = transform(value, request);
    }
  });

/** Applies two transforms in order. */
export const compose =
  (first: ResponseTransform, second: ResponseTransform): ResponseTransform =>
  async (response, request) =>
    second(await first(response, request), request);

/** Lists the resources of an envelope: one, or those of its list. */
export const listResources = ({ data = {} }: Envelope): Resource[] =>
  Object.values(data)
    .flat()
    .filter((value) => typeof value === "object" && value !== null);

/** Returns whether a role is built in: it belongs to no organization or project. */
export const isBuiltIn = (resource: Resource) =>
  resource["organizationId"] === null || resource["projectId"] === null;

/** Lists the resources of a response; none for an error response. */
export const parseResources = ({ body }: ProxyResponse): Resource[] =>
  listResources(JSON.parse(body.toString()) as Envelope);

/** Parses a request body; `undefined` when it is not a JSON object. */
export function parseRequestBody({ body }: ProxyRequest): RequestBody | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as RequestBody)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Copies a request with another body. */
export const withBody = (request: ProxyRequest, body: unknown): ProxyRequest => ({
  ...request,
  body: Buffer.from(JSON.stringify(body)),
  headers: { ...request.headers, "content-type": "application/json" },
});

/** Copies a request with another API key. */
export const withApiKey = (request: ProxyRequest, key: string): ProxyRequest => ({
  ...request,
  headers: { ...request.headers, confident_api_key: key },
});

/** Returns the API key of a request; an empty string when there is none. */
export const getApiKey = ({ headers }: ProxyRequest) => String(headers["confident_api_key"] ?? "");

/** Sends a GET request for a path, with the API key of another request. */
export const fetchPath = (request: ProxyRequest, url: string, next: NextHandler): Promise<ProxyResponse> =>
  next({
    method: "GET",
    url,
    headers: { confident_api_key: getApiKey(request), host: request.headers.host },
    body: Buffer.alloc(0),
    operationId: undefined,
  });

/** Returns the path of the collection that a create, update or delete request affects. */
export const collectionPath = ({ method, url }: ProxyRequest) =>
  method === "POST" ? url : url.replace(/\/[^/]*$/, "");

/** Returns the decoded last segment of the path, which is the id of a resource. An invalid escape stays as it is. */
export function resourceId({ url }: ProxyRequest): string {
  const segment = url.replace(/^.*\//, "");
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Creates a function with which two requests wait for each other, so that a race does not depend on the speed of the machine.
 * The first request with a key waits until a second one arrives, but for at most 250 ms.
 */
export function createMeeting(): (key: string) => Promise<void> {
  const waiting = new Map<string, () => void>();
  return async (key) => {
    const meet = waiting.get(key);
    if (meet) return meet();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(leave, 250);
      function leave() {
        clearTimeout(timer);
        waiting.delete(key);
        resolve();
      }
      waiting.set(key, leave);
    });
  };
}

/** Waits. */
export const delay = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Creates an error response in the documented envelope. */
export const errorResponse = (status: number, error: string, headers = {}): ProxyResponse => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: Buffer.from(JSON.stringify({ success: false, error })),
});

/** Creates a 200 response in the documented envelope. */
export const successResponse = (data: unknown): ProxyResponse => ({
  ...errorResponse(200, ""),
  body: Buffer.from(JSON.stringify({ success: true, data })),
});

/** Creates the response to a successful deletion. */
export const deletedResponse = (id: string): ProxyResponse => successResponse({ id, deleted: true });

/** Fetches the resource that a request is about to update or delete, as its list shows it. */
export async function fetchCurrent(request: ProxyRequest, next: NextHandler): Promise<Resource | undefined> {
  const response = await fetchPath(request, collectionPath(request), next);
  return response.status === 200
    ? parseResources(response).find(({ id }) => id === resourceId(request))
    : undefined;
}

/** Creates the request body that leaves a resource as it is. */
export const toRequestBody = ({ name, description, policies, permissions }: Resource) => ({
  name,
  description: description ?? null,
  ...(policies && { policyIds: policies.map(({ id }) => id) }),
  ...(permissions && { permissionIds: permissions.map(({ id }) => id) }),
});

/** Returns whether a 422 response rejects a list of ids because some of them do not exist. */
export async function rejectsUnknownIds(
  request: ProxyRequest,
  response: ProxyResponse,
  next: NextHandler,
): Promise<boolean> {
  const [field, kind] = request.operationId?.endsWith("Role")
    ? ["policyIds", "policies"]
    : ["permissionIds", "permissions"];
  const ids = parseRequestBody(request)?.[field as "policyIds"];
  const areStrings = Array.isArray(ids) && ids.every((id) => typeof id === "string");
  if (response.status !== 422 || !areStrings || new Set(ids).size < ids.length) return false;
  const list = await fetchPath(
    request,
    collectionPath(request).replace(/(?:roles|policies)$/, String(kind)),
    next,
  );
  if (list.status !== 200) return false;
  const knownIds = new Set(parseResources(list).map(({ id }) => id));
  return ids.some((id) => !knownIds.has(id));
}

/** Whether a response is the error for a change to a built-in role. An unknown role has the same status. */
export const isBuiltInRoleError = ({ status, body }: ProxyResponse): boolean =>
  status === 404 && body.includes("Built-in roles cannot be changed");

/** Changes the name before it is stored. */
export const rewriteName =
  (rewrite: (name: string) => string): ProxyHandler =>
  (request, next) => {
    const body = parseRequestBody(request);
    return next(
      typeof body?.name === "string" ? withBody(request, { ...body, name: rewrite(body.name) }) : request,
    );
  };
