import type { OperationId } from "@rolewright/types";
import { expect } from "vitest";
import { fillPath, type Operation, responseTo } from "./description/operation.ts";
import { description, operationNamed } from "./own-description.ts";
import { answerProblems } from "./session/answer-problems.ts";
import type { RunningTarget } from "./targets.ts";

/** An answer as far as it can be held to the description. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; `undefined` when it is not JSON. */
  body: unknown;
}

/** What one call sends. */
export interface Call {
  /** Path parameters, not yet encoded. */
  path?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** A documented 500 is an answer too: what it stands on may end at any time. */
  mayFail?: boolean;
}

/** What is sent instead of a well-formed call. */
export interface RawCall {
  method: string;
  /** The path as it goes over the wire. */
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string | undefined>;
  mayFail?: boolean;
}

/** Calls a target and holds every answer to the description. */
export class Api {
  /** Which answers were seen: `listProjects 200`. */
  readonly seen = new Set<string>();
  readonly target: RunningTarget;

  constructor(target: RunningTarget) {
    this.target = target;
  }

  /** Calls an operation. The answer has to keep the contract; which answer it has to be is for the caller to say. */
  async call(
    operationId: OperationId,
    { path = {}, body, headers = {}, mayFail = false }: Call = {},
  ): Promise<Answer> {
    const operation = operationNamed(operationId);
    return this.raw(operation, {
      method: operation.method,
      path: fillPath(operation.path, path),
      headers,
      mayFail,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Sends what is not a well-formed call of the operation, whose documentation the answer has to keep all the same. */
  async raw(operation: Operation, call: RawCall): Promise<Answer> {
    const answer = await this.send(call);
    expect(answerProblems(description, operation, answer).filter(isUnasked(call))).toEqual([]);
    this.seen.add(`${operation.operationId} ${responseTo(operation, answer.status)?.status}`);
    return answer;
  }

  /** Sends anything; nothing is checked. A header that is `undefined` is left out. */
  async send({ method, path, body, headers = {} }: RawCall): Promise<Answer> {
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

/** A 500 that was asked for by Prefer, or that had to be expected, is no failure of the server. */
const isUnasked =
  ({ headers, mayFail }: RawCall) =>
  ({ check }: { check: string }) =>
    check !== "not_a_server_error" || (headers?.["Prefer"] === undefined && mayFail !== true);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
