import { findResponseProblems, fillPath, type Operation } from "@rolewright/contract/internal";
import type { OperationId } from "@rolewright/types";
import { expect } from "vitest";
import { description, getOperation } from "./description.ts";
import type { RunningTarget } from "./targets.ts";

/** A response, as far as the description has rules for it. */
export interface ApiResponse {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; `undefined` when it is not JSON. */
  body: unknown;
}

type QueryValue = string | number | boolean;

/** A request of an operation. */
export interface OperationRequest {
  /** Path parameters, not encoded. */
  path?: Record<string, string | number>;
  /** Query parameters. An array is repeated, as `style: form` with `explode: true` defines. */
  query?: Record<string, QueryValue | QueryValue[]>;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Accepts a documented 500, for tests that stop a server or a database. Default `false`. */
  allowsServerError?: boolean;
}

/** A request that no operation describes. */
export interface RawRequest {
  method: string;
  /** The encoded path. */
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  /** A header that is `undefined` is not sent. */
  headers?: Record<string, string | undefined>;
  allowsServerError?: boolean;
}

/** Sends requests to a target and validates every response against the description. */
export class ContractClient {
  readonly target: RunningTarget;

  constructor(target: RunningTarget) {
    this.target = target;
  }

  /** Calls an operation. The response must match the description, with any documented status. */
  async call(
    operationId: OperationId,
    { path = {}, query = {}, body, headers = {}, allowsServerError = false }: OperationRequest = {},
  ): Promise<ApiResponse> {
    const operation = getOperation(operationId);
    return this.sendTo(operation, {
      method: operation.method,
      path: fillPath(operation.path, path) + serializeQuery(query),
      headers,
      allowsServerError,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Sends a malformed request to an operation. The response must match the operation's description. */
  async sendTo(operation: Operation, request: RawRequest): Promise<ApiResponse> {
    const response = await this.send(request);
    const problems = findResponseProblems(description, operation, response);
    expect(problems.filter(isUnexpected(request))).toEqual([]);
    return response;
  }

  /** Sends any request and validates nothing. */
  async send({ method, path, body, headers = {} }: RawRequest): Promise<ApiResponse> {
    const all = {
      CONFIDENT_API_KEY: this.target.apiKey,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    };
    const response = await fetch(`${this.target.url}${path}`, {
      method,
      headers: Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined),
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parseJson(text) };
  }
}

function serializeQuery(query: Record<string, QueryValue | QueryValue[]>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) parameters.append(name, String(each));
  }
  return parameters.size === 0 ? "" : `?${parameters.toString()}`;
}

/** A 500 is expected when a `Prefer` header requests it or the test allows it. */
const isUnexpected =
  ({ headers, allowsServerError }: RawRequest) =>
  ({ check }: { check: string }) =>
    check !== "not_a_server_error" || (headers?.["Prefer"] === undefined && allowsServerError !== true);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
