import type { AuditLogExport, CreateAuditLogExportInput } from "@rolewright/types/v2";
import { findScope, type OperationRequest, requireFound } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import {
  type AuditLogEntry,
  getTimestamp,
  listScopes,
  nextId,
  type State,
  type StoredExport,
} from "./state.ts";

/** Starts an export of the changes so far. The first request for it completes it. */
export function createExport(request: OperationRequest<CreateAuditLogExportInput>): AuditLogExport {
  const { state } = request;
  const { kind, id, exports } = findScope(request);
  if ([...exports.values()].some(({ auditLogExport }) => auditLogExport.status === "IN_PROGRESS"))
    throw new Rejection(409, "An export is in progress. Wait until it has finished.");
  const isSelected = createSelection(request.body);
  const entries = state.auditLog.filter(
    (entry) => (kind === "organization" || entry.projectId === id) && isSelected(entry),
  );
  const [first] = entries;
  if (first === undefined)
    throw new Rejection(400, "No audit-log entries match the period and the search term. Change them.");
  const auditLogExport: AuditLogExport = {
    id: nextId(state, "export"),
    projectId: kind === "organization" ? null : id,
    organizationId: state.organization.id,
    userId: "api",
    status: "IN_PROGRESS",
    exportType: "AUDIT_LOGS",
    startTime: request.body.startTime ?? first.createdAt,
    endTime: request.body.endTime ?? entries.at(-1)?.createdAt ?? first.createdAt,
    rowCount: null,
    errorMessage: null,
    createdAt: getTimestamp(state),
    completedAt: null,
  };
  exports.set(auditLogExport.id, { auditLogExport, entries });
  return auditLogExport;
}

/** Returns an export, which has ended since it was created. */
export function getExport(request: OperationRequest): AuditLogExport {
  const stored = findExport(request);
  if (stored.auditLogExport.status === "IN_PROGRESS")
    stored.auditLogExport = {
      ...stored.auditLogExport,
      status: "COMPLETED",
      rowCount: stored.entries.length,
      completedAt: getTimestamp(request.state),
    };
  return stored.auditLogExport;
}

/** Redirects to the file, which the fake API serves too. */
export function downloadExport(request: OperationRequest): Response {
  const { auditLogExport } = findExport(request);
  if (auditLogExport.status !== "COMPLETED")
    throw new Rejection(409, "The export is in progress. Poll it until its status is COMPLETED.");
  const location = `${fileHost}${auditLogExport.id}.csv.gz?signature=TEST`;
  return new Response(null, { status: 302, headers: { location } });
}

/** Returns the file of an export, or `undefined` if the URL is not one of a file. */
export function readExportFile(state: State, url: string): Response | undefined {
  if (!url.startsWith(fileHost)) return undefined;
  const id = url.slice(fileHost.length).replace(/\.csv\.gz\?.*$/, "");
  const stored = listScopes(state).flatMap(({ exports }) => exports.get(id) ?? [])[0];
  if (stored === undefined) return new Response("<Error/>", { status: 403 });
  const rows = [columns, ...stored.entries.map((entry) => columns.map((column) => entry[column] ?? ""))];
  const csv = new Blob([rows.map((row) => `${row.join(",")}\n`).join("")]);
  return new Response(csv.stream().pipeThrough(new CompressionStream("gzip")));
}

const fileHost = "https://files.example/";

const columns = ["createdAt", "action", "method", "path", "statusCode", "projectId"] as const;

const findExport = (request: OperationRequest): StoredExport =>
  requireFound("Export", findScope(request).exports.get(request.id("exportId")));

/** What a search term is searched for in. The fake API has no other of the described fields. */
const searchedFields = ["action", "method", "statusCode", "resourceId"] as const;

/**
 * Returns whether an entry is in the period, and has the search term in a searched field.
 *
 * @throws {Rejection} 400 if the period has one end, or is reversed.
 */
function createSelection({ startTime, endTime, searchTerm = "" }: CreateAuditLogExportInput) {
  if ((startTime === undefined) !== (endTime === undefined))
    throw new Rejection(
      400,
      "startTime and endTime must be sent together. Add the missing one, or omit both.",
    );
  const start = startTime === undefined ? -Infinity : Date.parse(startTime);
  const end = endTime === undefined ? Infinity : Date.parse(endTime);
  if (end <= start) throw new Rejection(400, "endTime: must be later than startTime.");
  const term = searchTerm.toLowerCase();
  return (entry: AuditLogEntry): boolean => {
    const time = Date.parse(entry.createdAt);
    const hasTerm = searchedFields.some((field) =>
      String(entry[field] ?? "")
        .toLowerCase()
        .includes(term),
    );
    return time >= start && time <= end && hasTerm;
  };
}
