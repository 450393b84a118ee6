import type { CheckName } from "@rolewright/contract";
import type { OperationId } from "@rolewright/types";
import type { Fault, ProxyHandler } from "./fault.ts";
import { replaceHandler, type ResponseTransform, transformResponse } from "./transforms.ts";

type Operations = OperationId | readonly OperationId[];

/** A fault that transforms the responses of an operation that have one status. */
export type ResponseFaultRow = readonly [
  name: string,
  check: CheckName,
  operations: Operations,
  status: number,
  effect: string,
  transform: ResponseTransform,
];

/** A fault that handles the requests of an operation with another handler. */
export type HandlerFaultRow = readonly [
  name: string,
  check: CheckName,
  operations: Operations,
  effect: string,
  handler: ProxyHandler,
];

export const createResponseFaults = (rows: readonly ResponseFaultRow[]): Fault[] =>
  rows.map(([name, check, operations, status, effect, transform]) => ({
    name,
    check,
    description: describe(operations, effect),
    inject: transformResponse(operations, status, transform),
  }));

export const createHandlerFaults = (rows: readonly HandlerFaultRow[]): Fault[] =>
  rows.map(([name, check, operations, effect, handler]) => ({
    name,
    check,
    description: describe(operations, effect),
    inject: replaceHandler(operations, handler),
  }));

const describe = (operations: Operations, effect: string) =>
  `${[operations].flat().join(" and ")} ${effect}.`;
