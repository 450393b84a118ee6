import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { OperationId } from "@rolewright/types";
import type { CheckName } from "../check-names.ts";

/** A server that is wrong in one way. */
export interface Fault {
  name: string;
  /** What is wrong, in one sentence. */
  what: string;
  /** The check that has to find it; others may, too. */
  check: CheckName;
  plant: Plant;
}

/** A server that is right, but not as the reference server is. */
export interface Difference {
  name: string;
  /** What is different, in one sentence. */
  what: string;
  plant: Plant;
  /** Done to the server before anybody else calls it. */
  prepare?: (site: Site) => Promise<void>;
  /** The roles that members have, where they are not named as ever. */
  assignedRoles?: string[];
}

/** Begins a server's life in front of an honest one; what it remembers, it remembers in here. */
export type Plant = (site: Site) => Front;

/** What stands in front of the honest server: it may change the call, the answer, or when either comes. */
export type Front = (call: Call, next: Next) => Promise<Answer>;

/** Asks the honest server. */
export type Next = (call: Call) => Promise<Answer>;

/** What a front may know of the server behind it. */
export interface Site {
  /** The key of the organization that is the description's examples. */
  apiKey: string;
  /** The key of another organization, with nothing in it. */
  secondKey: string;
  /** Asks the honest server, without the front. */
  next: Next;
}

/** A request, as it came. */
export interface Call {
  method: string;
  /** Path and query, as they were sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The operation of the description that it calls, if it calls one. */
  operationId: OperationId | undefined;
}

/** An answer, before it is written. */
export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** Writes the answer instead of `node:http`'s own way, where that would be too honest. */
  write?: (response: ServerResponse, answer: Answer) => void | Promise<void>;
}
