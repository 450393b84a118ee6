/**
 * The API in memory, for tests of programs that use the client: no port, no dependency, and faults on request. Independent
 * and unofficial.
 *
 * @module
 */
import type { OperationId } from "@rolewright/types";
import type { FetchInit } from "../fetch/fetch-function.ts";
import { type Fault, FaultQueue } from "./faults.ts";
import { type OperationRequest, operations, type QueryHandler } from "./operations.ts";
import { routes } from "../generated/routes.ts";
import { Rejection } from "./rejection.ts";
import { findRoute } from "./router.ts";
import { createState } from "./state.ts";

export type { Fault } from "./faults.ts";

/** A request that the fake API received. */
export interface RecordedRequest {
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
export interface FakeApi {
  /** Pass it to `createClient` as `fetch`, with any key. It has the signature of `fetch`. */
  fetch(input: string | URL | Request, init?: Partial<FetchInit> | RequestInit): Promise<Response>;
  /** The received requests, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Makes the next requests fail. Faults are used in the order in which they were injected. */
  inject(fault: Fault): void;
  /** Assigns a role to a member, so that it cannot be deleted. */
  assignRole(roleId: string): void;
  /** Resets state, requests and faults. */
  reset(): void;
}

/**
 * Creates a fake API with an organization, its permissions and its built-in roles, without policies and projects. IDs are
 * numbered, so that they are the same in each run: `role-1`, `policy-1`, `project-1`.
 *
 * @example
 * const api = createFakeApi();
 * const client = createClient({ apiKey: "test", fetch: api.fetch });
 * api.inject({ status: 429, retryAfter: 0 }); // the client retries
 * const role = await client.organization.roles.create({ name: "Auditor", policyIds: [] });
 */
export function createFakeApi(): FakeApi {
  let state = createState();
  const requests: RecordedRequest[] = [];
  const faults = new FaultQueue();
  const handle = async (request: Request): Promise<Response> => {
    const { method, headers, signal } = request;
    const { pathname: path, searchParams } = new URL(request.url);
    const route = findRoute(method, path);
    if (route === undefined) return createErrorResponse(new Rejection(404, `There is no ${method} ${path}.`));
    const { operationId, ids } = route;
    const fault = faults.take(operationId);
    const text = await request.text();
    const body = parseJson(text);
    const query = toRecord(searchParams);
    requests.push({ operationId, method, path, query, headers: recordHeaders(headers), body });
    await fault.wait(signal);
    return fault.apply(() =>
      createResponse(routes[operationId].success, () => {
        if (!headers.get("confident_api_key")) throw new Rejection(401, "The API key is missing or invalid.");
        if (body === undefined && text !== "" && !isForm(headers))
          throw new Rejection(400, "The request body is not valid JSON.");
        return respond(operations[operationId], {
          state,
          id: (name) => ids[name] ?? "",
          query: searchParams,
          body: body ?? text,
        });
      }),
    );
  };
  return {
    requests,
    fetch: async (input, init) => handle(new Request(input, init as RequestInit)),
    inject: (fault) => faults.add(fault),
    assignRole: (roleId) => void state.assigned.add(roleId),
    reset() {
      state = createState();
      requests.length = 0;
      faults.clear();
    },
  };
}

const isForm = (headers: Headers) => (headers.get("content-type") ?? "").includes("form");

type Handler = ((request: OperationRequest) => unknown) | QueryHandler<string, unknown>;

const respond = (handler: Handler, request: OperationRequest): unknown =>
  typeof handler === "function" ? handler(request) : handler.respond(request);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

function createResponse(status: number, handle: () => unknown): Response {
  try {
    const data = handle();
    return data instanceof Response ? data : Response.json({ success: true, data }, { status });
  } catch (error) {
    if (error instanceof Rejection) return createErrorResponse(error);
    throw error;
  }
}

const createErrorResponse = ({ status, message }: Rejection) =>
  Response.json({ success: false, error: message }, { status });
