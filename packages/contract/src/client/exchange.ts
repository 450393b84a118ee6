import type { Pointer } from "@rolewright/openapi";
import type { CheckName } from "../check-names.ts";
import type { Operation } from "../description/operation.ts";
import type { HttpRequest, HttpResponse } from "./http-connection.ts";

/** A request of a check. */
export interface Request {
  /** The operation whose documentation applies to the response. */
  operation: Operation;
  /** A short description for people: `a name of 256 characters`. */
  summary: string;
  /** Path parameters, not yet encoded. */
  path?: Record<string, string>;
  /** Serialized by the style of each parameter. An `undefined` value omits a required parameter. */
  query?: Record<string, unknown>;
  cookies?: Record<string, unknown>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent unchanged, instead of `body`. */
  raw?: string | Uint8Array;
  /** The encoded path, instead of the operation's. */
  rawPath?: string;
  /** The method, instead of the operation's. */
  method?: string;
  /** An `undefined` value removes the header. */
  headers?: Record<string, string | undefined>;
  /** The API key, or `null` for none. Default: the run's own. */
  key?: string | null;
  /** Uses a new connection. */
  newConnection?: boolean;
  /** The sides of rules that count as covered if the response is the expected one. */
  covers?: Covered[];
  /** A check cannot continue without its success, so that its violations are always reported. */
  isPrerequisite?: boolean;
  /** Something else than a deletion may remove the created resource, such as an accepted invitation. */
  mayDisappear?: boolean;
  /** The server may close the connection before it has read the request, as HTTP allows with 413. */
  mayClose?: boolean;
  /** The operation's documentation does not apply to the response, because the path is not documented. */
  isUndocumented?: boolean;
}

/** One side of one rule, such as a violated `#/components/schemas/Name/maxLength`. */
export interface Covered {
  pointer: Pointer;
  side: "valid" | "invalid";
}

/** A request with its response. */
export interface Exchange {
  request: Request;
  sent: HttpRequest;
  response: HttpResponse;
  /** The violations of the response, and whether each was the first of its kind. */
  violations: { check: CheckName; message: string; isFirst: boolean }[];
}

/** A violation found by a specific check, not by the generic response checks. */
export interface Violation {
  check: CheckName;
  message: string;
  expected: string;
  actual: string;
  pointer: Pointer;
  /** The exchanges that led to it, in order. */
  after?: Exchange[];
  /** The concurrent exchanges after that, if it takes several. */
  concurrent?: Exchange[];
  /** The smallest body that shows it. */
  minimalBody?: unknown;
  /** Reported even if its check is disabled, because other checks cannot continue. */
  isNeeded?: boolean;
  /** The rule of the contract file that the response contradicts: `resources.book.unique`. */
  rule?: string | undefined;
}

/** The variable that stands for the API key that a creation returns. */
export const issuedKeyName = "ROLEWRIGHT_ISSUED_KEY";
