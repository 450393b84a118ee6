import { parseDateTime } from "./date-time.ts";
import { type DomainError, domainErrors } from "./domain-error.ts";

/** One change: who made it, what it was, when, and from where. */
export interface AuditEntry {
  id: string;
  createdAt: string;
  /** The operationId. */
  action: string;
  method: string;
  /** The path of the operation, without IDs. */
  path: string;
  statusCode: number;
  resourceId: string | null;
  projectId: string | null;
  apiKeyId: string;
  apiKeyName: string;
  ipAddress: string | null;
  userAgent: string | null;
}

/** Selects the entries of an export. Both ends of the period are inclusive. */
export interface AuditFilter {
  startTime?: string | undefined;
  endTime?: string | undefined;
  searchTerm?: string | undefined;
}

const maxRows = 10_000_000;
const msToFinish = 500;
const msToKeep = 24 * 3_600_000;
const msToDownload = 15 * 60_000;

/** The time that an export covers. Both ends are inclusive. */
interface Period {
  startTime: string;
  endTime: string;
}

/** Converts the period of a request, if it has one, to the form of stored times, or returns the error. */
export function resolvePeriod({
  startTime,
  endTime,
}: AuditFilter): Partial<Period> | DomainError<"period_incomplete" | "period_reversed"> {
  if ((startTime === undefined) !== (endTime === undefined)) return domainErrors.periodIncomplete();
  if (startTime === undefined || endTime === undefined) return {};
  const [start, end] = [parseDateTime(startTime), parseDateTime(endTime)];
  if (end <= start) return domainErrors.periodReversed();
  return { startTime: toStoredTime(start), endTime: toStoredTime(end) };
}

/** The last time whose text has a year of four digits. Texts of later times would be sorted before all others. */
const lastStoredMs = Date.parse("9999-12-31T23:59:59.999Z");

/** Returns the text of a time, to compare it with the texts of stored times, all of which are between these limits. */
const toStoredTime = (ms: number) => new Date(Math.min(Math.max(ms, 0), lastStoredMs)).toISOString();

/**
 * Returns the times of the oldest and the newest entry. The order of the entries is that of their IDs, which can differ from
 * that of their times by a millisecond if several processes write.
 *
 * @param entries At least one entry.
 */
export function getCoveredPeriod(entries: AuditEntry[]): Period {
  const times = entries.map(({ createdAt }) => createdAt).toSorted();
  return { startTime: times[0] ?? "", endTime: times.at(-1) ?? "" };
}

/** Returns the entries that match a filter, the oldest first. */
export function filterEntries(entries: AuditEntry[], filter: AuditFilter): AuditEntry[] {
  const term = filter.searchTerm?.toLowerCase();
  return entries
    .filter(
      (entry) =>
        (filter.startTime === undefined || entry.createdAt >= filter.startTime) &&
        (filter.endTime === undefined || entry.createdAt <= filter.endTime) &&
        (term === undefined || listSearchedTexts(entry).some((text) => text.toLowerCase().includes(term))),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const actorType = "API_KEY";

const listSearchedTexts = (entry: AuditEntry): string[] => [
  entry.action,
  entry.method,
  String(entry.statusCode),
  entry.resourceId ?? "",
  actorType,
  entry.apiKeyId,
  entry.apiKeyName,
  entry.ipAddress ?? "",
  entry.userAgent ?? "",
];

/** Rejects an export of nothing, or of too much. */
export function checkRowCount(
  count: number,
): DomainError<"no_audit_entries" | "too_many_audit_entries"> | undefined {
  if (count === 0) return domainErrors.noAuditEntries();
  return count > maxRows ? domainErrors.tooManyAuditEntries() : undefined;
}

/**
 * The times of an export. The file is written when it is downloaded, from entries that never change, so that no background
 * job can be lost. `completedAt` leaves clients the time to see that an export is in progress.
 */
export const toExportTimes = (createdAt: string) => ({
  completedAt: addMs(createdAt, msToFinish),
  deletedAt: addMs(createdAt, msToKeep),
});

/** Until when a download URL that is created now is accepted: for 15 minutes, but not after the export is deleted. */
export function toDownloadExpiry(createdAt: string, now: string): string {
  const { deletedAt } = toExportTimes(createdAt);
  const expiresAt = addMs(now, msToDownload);
  return expiresAt < deletedAt ? expiresAt : deletedAt;
}

const addMs = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString();

const columns: [name: string, value: (entry: AuditEntry) => string | number | null][] = [
  ["id", ({ id }) => id],
  ["createdAt", ({ createdAt }) => createdAt],
  ["action", ({ action }) => action],
  ["method", ({ method }) => method],
  ["path", ({ path }) => path],
  ["statusCode", ({ statusCode }) => statusCode],
  ["resourceId", ({ resourceId }) => resourceId],
  ["projectId", ({ projectId }) => projectId],
  ["actorType", () => actorType],
  ["apiKeyId", ({ apiKeyId }) => apiKeyId],
  ["apiKeyName", ({ apiKeyName }) => apiKeyName],
  ["ipAddress", ({ ipAddress }) => ipAddress],
  ["userAgent", ({ userAgent }) => userAgent],
];

/** Formats entries as CSV (RFC 4180) with a header. */
export const formatCsv = (entries: AuditEntry[]): string =>
  [columns.map(([name]) => name), ...entries.map((entry) => columns.map(([, read]) => toField(read(entry))))]
    .map((fields) => `${fields.join(",")}\r\n`)
    .join("");

/** Quotes a field if necessary. A spreadsheet would run a text that starts with `=`, `+`, `-` or `@` as a formula. */
function toField(value: string | number | null): string {
  const text = String(value ?? "").replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
