import type { Log } from "./log.ts";

/** What the audit log says about one request to change something. */
export interface AuditEntry {
  requestId: string;
  operationId: string;
  /** `undefined` if the API key is missing or invalid. */
  organizationId: string | undefined;
  /** The ID of the API key, as in `keys list`. Never the key itself. */
  apiKeyId: string | undefined;
  projectId: string | undefined;
  /** The resource that was created, changed or deleted, or was to be. */
  resourceId: string | undefined;
  ipAddress: string | undefined;
  statusCode: number;
}

/** What became of a change. It is `unknown` after an internal error: the change may have been made. */
type AuditOutcome = "success" | "rejected" | "unavailable" | "unknown";

/** Writes one line about a request to change something, successful or not. */
export function writeAuditLine(log: Log, entry: AuditEntry): void {
  if (log.isInfo) log.info({ ...entry, outcome: toOutcome(entry.statusCode) }, "audit");
}

function toOutcome(statusCode: number): AuditOutcome {
  if (statusCode < 400) return "success";
  if (statusCode < 500) return "rejected";
  return statusCode === 500 ? "unknown" : "unavailable";
}
