import type { TransactionScript } from "../storage/store.ts";
import type { IfMatch } from "./entity-tag.ts";
import type { ParameterValues } from "./parameter-parsing.ts";

/** The validated input of a request. */
export interface RequestInput {
  organizationId: string;
  params: ParameterValues;
  query: ParameterValues;
  body: unknown;
  /** Who sends the request, and from where. For the audit log. */
  origin: RequestOrigin;
  /** The parsed `If-Match` header of a write. `undefined` if there is none. */
  ifMatch?: IfMatch | undefined;
}

/** Who sends a request, and from where. */
export interface RequestOrigin {
  apiKeyId: string;
  apiKeyName: string;
  ipAddress: string | undefined;
  userAgent: string | undefined;
}

/** Starts the script of an operation. */
export type StartScript = (input: RequestInput) => TransactionScript<unknown>;
