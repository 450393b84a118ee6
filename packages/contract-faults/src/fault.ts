import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { CheckName } from "@rolewright/contract";
import type { OperationId } from "@rolewright/types";
import type { OperationId as OperationIdOfVersion2 } from "@rolewright/types/v2";

/** A correct or incorrect implementation of the API, behind the proxy that injects faults. */
export interface BaseServer {
  /** Without a trailing slash. */
  url: string;
  /** An API key of the demo organization, which has the resources of the description's examples. */
  apiKey: string;
  /** An API key of a second, empty organization. */
  secondApiKey: string;
  /** Accepts an invitation. Fails if the token is not valid. */
  acceptInvitation(token: string): Promise<void>;
  close(): Promise<void>;
}

/** A server with one injected fault. */
export interface Fault {
  name: string;
  /** The check that must find the fault. Others may find it, too. */
  check: CheckName;
  /** The incorrect behavior, in one sentence. */
  description: string;
  inject: FaultInjector;
  /** Starts the server behind the proxy. Default: the reference server. */
  startBase?: () => Promise<BaseServer>;
  /** The version of the API that the kit tests. Default: `v1`. */
  api?: "v2";
}

/** A correct server that behaves differently from the reference server. Every finding on it is a false alarm. */
export interface ValidVariant {
  name: string;
  /** The different behavior, in one sentence. */
  description: string;
  inject: FaultInjector;
  /** Starts the server behind the proxy. Default: the reference server. */
  startBase?: () => Promise<BaseServer>;
  /** Runs against the reference server before the first request. */
  prepare?: (context: FaultContext) => Promise<void>;
  /** The roles that members have, where their ids differ from the demo's. */
  assignedRoles?: string[];
}

/** Creates the handler of one server. State that the handler keeps between requests belongs to its closure. */
export type FaultInjector = (context: FaultContext) => ProxyHandler;

/** Handles a request in front of the reference server. It can change the request, the response, or their timing. */
export type ProxyHandler = (request: ProxyRequest, next: NextHandler) => Promise<ProxyResponse>;

/** Sends a request to the reference server. */
export type NextHandler = (request: ProxyRequest) => Promise<ProxyResponse>;

/** The reference server, as an injector sees it. */
export interface FaultContext {
  /** An API key of the demo organization, which has the resources of the description's examples. */
  apiKey: string;
  /** An API key of a second, empty organization. */
  secondApiKey: string;
  /** Sends a request to the reference server without the injected fault. */
  next: NextHandler;
}

/** A request that the proxy received. */
export interface ProxyRequest {
  method: string;
  /** Path and query, not decoded. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The operation whose method and path match, if any. */
  operationId: OperationId | OperationIdOfVersion2 | undefined;
}

/** A response before it is written. */
export interface ProxyResponse {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** Writes the response itself, for faults that `node:http` would prevent. */
  write?: (output: ServerResponse, response: ProxyResponse) => void | Promise<void>;
}
