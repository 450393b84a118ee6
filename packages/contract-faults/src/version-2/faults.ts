import type { CheckName } from "@rolewright/contract";
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector, NextHandler, ProxyRequest, ProxyResponse } from "../fault.ts";
import { fetchPath, parseRequestBody } from "../transforms.ts";

/** The `data` of a response. Each operation has its own shape, which faults break. */
export type Data = Record<string, any>;

/** A fault of version 2 that handles the requests of some operations. */
export type FaultRow = readonly [
  name: string,
  check: CheckName,
  operations: OperationId | readonly OperationId[],
  effect: string,
  inject: FaultInjector,
];

export const createFaults = (rows: readonly FaultRow[]): Fault[] =>
  rows.map(([name, check, operations, effect, inject]) => ({
    name: `v2-${name}`,
    check,
    api: "v2",
    description: `Version 2: ${[operations].flat().join(" and ")} ${effect}.`,
    inject,
  }));

/** Returns the `data` of a success, and an empty object for an error. */
export const readData = ({ body }: ProxyResponse): Data =>
  (JSON.parse(body.toString()) as { data?: Data }).data ?? {};

/** Copies a response with another `data`. */
export const withData = (response: ProxyResponse, data: unknown): ProxyResponse => ({
  ...response,
  body: Buffer.from(JSON.stringify({ success: true, data })),
});

export const isSuccess = ({ status }: ProxyResponse) => status >= 200 && status < 300;

/** Creates a 200 response from an error response. */
export const succeed = (response: ProxyResponse, data: unknown): ProxyResponse =>
  withData({ ...response, status: 200 }, data);

/** Whether a request is for one of these operations. */
export const isFor = ({ operationId }: ProxyRequest, ...operations: OperationId[]) =>
  (operations as unknown[]).includes(operationId);

/** Changes the `data` of the successful responses of some operations. */
export const changeData =
  (
    operations: OperationId | readonly OperationId[],
    change: (data: Data, request: ProxyRequest) => unknown,
  ): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    if (!isFor(request, ...[operations].flat()) || !isSuccess(response)) return response;
    const data = readData(response);
    const changed = change(data, request);
    return withData(response, changed ?? data);
  };

/** Changes the requests of some operations before they are handled. */
export const changeRequest =
  (
    operations: OperationId | readonly OperationId[],
    change: (request: ProxyRequest) => ProxyRequest,
  ): FaultInjector =>
  () =>
  (request, next) =>
    next(isFor(request, ...[operations].flat()) ? change(request) : request);

/** Replaces the responses of some operations that have a status. */
export const replaceStatus =
  (
    operations: OperationId | readonly OperationId[],
    status: number,
    respond: (
      response: ProxyResponse,
      request: ProxyRequest,
      next: NextHandler,
    ) => ProxyResponse | Promise<ProxyResponse>,
  ): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = isFor(request, ...[operations].flat()) && response.status === status;
    return isAffected ? respond(response, request, next) : response;
  };

/** The segments of the path, decoded: `["v2", "projects", …]`. */
export const segmentsOf = ({ url }: ProxyRequest): string[] =>
  (url.split("?", 1)[0] ?? "").split("/").slice(1).map(decodeURIComponent);

/** The last segment that is an ID. */
export const idOf = (request: ProxyRequest): string => segmentsOf(request).at(-1) ?? "";

/** The path of the list that an item is in. */
export const listPathOf = ({ url }: ProxyRequest) => url.replace(/\/[^/]*$/, "");

/** The values of a query. */
export const queryOf = ({ url }: ProxyRequest) => new URL(url, "http://localhost").searchParams;

/** Copies a request with other query values. `undefined` removes one. */
export function withQuery(request: ProxyRequest, values: Record<string, string | undefined>): ProxyRequest {
  const url = new URL(request.url, "http://localhost");
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return { ...request, url: url.pathname + url.search };
}

export const bodyOf = (request: ProxyRequest): Data => (parseRequestBody(request) ?? {}) as Data;

/** Fetches a list, with the API key of another request. */
export async function fetchItems(request: ProxyRequest, path: string, next: NextHandler): Promise<Data[]> {
  const response = await fetchPath(request, path, next);
  if (!isSuccess(response)) return [];
  return (Object.values(readData(response)).find(Array.isArray) as Data[] | undefined) ?? [];
}

/** The list of a response. */
export const listOf = (data: Data): Data[] =>
  (Object.values(data).find(Array.isArray) as Data[] | undefined) ?? [];
