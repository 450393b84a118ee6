import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import {
  type AuditEntry,
  type AuditFilter,
  checkRowCount,
  filterEntries,
  formatCsv,
  getCoveredPeriod,
  resolvePeriod,
  toDownloadExpiry,
  toExportTimes,
} from "../domain/audit-log.ts";
import { DomainError, domainErrors } from "../domain/domain-error.ts";
import { type AuditEntryRow, type ExportRow, sql } from "../storage/statements.ts";
import { queryAll, queryOne, type TransactionScript } from "../storage/store.ts";
import { lockScope, type Scope, scopeKey, scopeNotFound, type ScopeNotFound } from "./scope.ts";

/** An export as responses show it. */
export interface AuditLogExport {
  id: string;
  projectId: string | null;
  organizationId: string;
  userId: string;
  status: "IN_PROGRESS" | "COMPLETED";
  exportType: string;
  startTime: string;
  endTime: string;
  rowCount: number | null;
  errorMessage: null;
  createdAt: string;
  completedAt: string | null;
}

/** Adds an entry to the audit log, in the transaction of the change. */
export const addAuditEntry = (organizationId: string, entry: AuditEntry): TransactionScript<unknown> =>
  queryAll(
    sql.addAuditEntry,
    organizationId,
    entry.id,
    entry.projectId ?? "",
    entry.createdAt,
    entry.action,
    entry.method,
    entry.path,
    entry.statusCode,
    entry.resourceId,
    entry.apiKeyId,
    entry.apiKeyName,
    entry.ipAddress,
    entry.userAgent,
  );

/** Starts an export of the entries that match a filter: those of a project, or of the organization and all its projects. */
export function* createExport<S extends Scope>(
  scope: S,
  filter: AuditFilter,
  { now, createId }: { now: string; createId: () => string },
): TransactionScript<
  | AuditLogExport
  | DomainError<
      | "export_in_progress"
      | "no_audit_entries"
      | "period_incomplete"
      | "period_reversed"
      | "too_many_audit_entries"
    >
  | ScopeNotFound<S>
> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return counts;
  const period = resolvePeriod(filter);
  if (period instanceof DomainError) return period;
  const exports = yield* queryAll(sql.exports, ...scopeKey(scope));
  if (exports.some(({ completed_at }) => completed_at > now)) return domainErrors.exportInProgress();
  const { searchTerm } = filter;
  const entries = filterEntries(yield* readEntries(scope), { ...period, searchTerm });
  const error = checkRowCount(entries.length);
  if (error) return error;
  const { startTime, endTime } = { ...getCoveredPeriod(entries), ...period };
  const row: ExportRow = {
    export_id: createId(),
    signing_key: randomBytes(32).toString("hex"),
    start_time: startTime,
    end_time: endTime,
    search_term: searchTerm ?? null,
    row_count: entries.length,
    created_at: now,
    completed_at: toExportTimes(now).completedAt,
  };
  yield* queryAll(
    sql.addExport,
    ...scopeKey(scope),
    row.export_id,
    row.signing_key,
    row.start_time,
    row.end_time,
    row.search_term,
    row.row_count,
    row.created_at,
    row.completed_at,
  );
  return toExport(scope, row, now);
}

/** Returns an export. Exports are kept for 24 hours. */
export function* getExport<S extends Scope>(
  scope: S,
  id: string,
  now: string,
): TransactionScript<AuditLogExport | DomainError<"export_not_found"> | ScopeNotFound<S>> {
  const row = yield* findExport(scope, id, now);
  return row instanceof DomainError ? row : toExport(scope, row, now);
}

/** Returns the signed, expiring path of the file of an export. */
export function* downloadExport<S extends Scope>(
  scope: S,
  id: string,
  now: string,
): TransactionScript<
  { location: string } | DomainError<"export_not_found" | "export_unfinished"> | ScopeNotFound<S>
> {
  const row = yield* findExport(scope, id, now);
  if (row instanceof DomainError) return row;
  if (row.completed_at > now) return domainErrors.exportUnfinished();
  const expires = toDownloadExpiry(row.created_at, now);
  const path = toFilePath(scope, id);
  const signature = sign(row.signing_key, path, expires);
  return { location: `${path}?expires=${encodeURIComponent(expires)}&signature=${signature}` };
}

/** The path of the files of exports. It needs no API key: a signature in the query stands for it. */
export const exportFilePath = "/audit-log-files/{organizationId}/{scopeId}/{exportId}";

/** Returns the CSV of an export, or `undefined` if the URL is not valid, or no longer. */
export function* readExportFile(
  { organizationId = "", scopeId = "", exportId = "" }: Record<string, string>,
  { expires, signature }: { expires: string; signature: string },
  now: string,
): TransactionScript<string | undefined> {
  const scope: Scope =
    scopeId === organizationScopeName
      ? { kind: "organization", organizationId, id: "" }
      : { kind: "project", organizationId, id: scopeId };
  const row = yield* queryOne(sql.export, ...scopeKey(scope), exportId);
  if (!row || expires <= now) return undefined;
  const expected = Buffer.from(sign(row.signing_key, toFilePath(scope, exportId), expires));
  const actual = Buffer.from(signature);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return undefined;
  const entries = filterEntries(yield* readEntries(scope), {
    startTime: row.start_time,
    endTime: row.end_time,
    searchTerm: row.search_term ?? undefined,
  });
  // Later entries may have the time of the last one.
  return formatCsv(entries.slice(0, row.row_count));
}

const organizationScopeName = "organization";

const toFilePath = ({ organizationId, id }: Scope, exportId: string) =>
  `/audit-log-files/${[organizationId, id || organizationScopeName, exportId].map(encodeURIComponent).join("/")}`;

const sign = (key: string, path: string, expires: string) =>
  createHmac("sha256", key).update(`${path}\n${expires}`).digest("hex");

function* findExport<S extends Scope>(
  scope: S,
  id: string,
  now: string,
): TransactionScript<ExportRow | DomainError<"export_not_found"> | ScopeNotFound<S>> {
  if (!(yield* queryOne(sql.scope, ...scopeKey(scope)))) return scopeNotFound(scope);
  const row = yield* queryOne(sql.export, ...scopeKey(scope), id);
  return row && toExportTimes(row.created_at).deletedAt > now ? row : domainErrors.exportNotFound();
}

function* readEntries(scope: Scope): TransactionScript<AuditEntry[]> {
  const rows = yield* queryAll(sql.auditEntries, scope.organizationId);
  return rows
    .filter(({ project_id }) => scope.kind === "organization" || project_id === scope.id)
    .map(toEntry);
}

const toEntry = (row: AuditEntryRow): AuditEntry => ({
  id: row.entry_id,
  createdAt: row.created_at,
  action: row.action,
  method: row.method,
  path: row.path,
  statusCode: row.status_code,
  resourceId: row.resource_id,
  projectId: row.project_id || null,
  apiKeyId: row.key_id,
  apiKeyName: row.key_name,
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
});

function toExport({ kind, organizationId, id }: Scope, row: ExportRow, now: string): AuditLogExport {
  const isCompleted = row.completed_at <= now;
  return {
    id: row.export_id,
    projectId: kind === "project" ? id : null,
    organizationId,
    userId: "api",
    status: isCompleted ? "COMPLETED" : "IN_PROGRESS",
    exportType: "AUDIT_LOGS",
    startTime: row.start_time,
    endTime: row.end_time,
    rowCount: isCompleted ? row.row_count : null,
    errorMessage: null,
    createdAt: row.created_at,
    completedAt: isCompleted ? row.completed_at : null,
  };
}
