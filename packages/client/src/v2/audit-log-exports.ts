import type { AuditLogExport, CreateAuditLogExportInput } from "@rolewright/types/v2";
import type { ApiPromise } from "../api-promise.ts";
import { isLoopback } from "../base-url.ts";
import type { FetchWithoutKey } from "../client-core.ts";
import type { RequestOptions } from "../client-options.ts";
import { errorClassId } from "../error-class.ts";
import { AbortError, RedirectError, RolewrightError, TimeoutError } from "../errors.ts";
import { type LimitRange, maxTimerMs, resolveLimit } from "../fetch/request-limits.ts";
import type { DocumentedOperation } from "../operation.ts";

/** Options of polling. */
export interface PollOptions extends Omit<RequestOptions, "idempotencyKey"> {
  /** How long to wait between two requests, in milliseconds: 100 to 60,000. Default: 2,000. */
  pollIntervalMs?: number | undefined;
  /** How long to wait for the end of the export, in milliseconds. Default: 600,000. */
  deadlineMs?: number | undefined;
}

/** The generated methods of audit-log exports. */
interface ExportMethods<
  Created extends DocumentedOperation,
  Read extends DocumentedOperation,
  Downloaded extends DocumentedOperation,
> {
  create(input: CreateAuditLogExportInput, options?: RequestOptions): ApiPromise<AuditLogExport, Created>;
  get(exportId: string, options?: RequestOptions): ApiPromise<AuditLogExport, Read>;
  download(exportId: string, options?: RequestOptions): ApiPromise<string, Downloaded>;
}

/** The methods of audit-log exports. */
export interface AuditLogExportMethods<
  Created extends DocumentedOperation,
  Read extends DocumentedOperation,
  Downloaded extends DocumentedOperation,
> extends Omit<ExportMethods<Created, Read, Downloaded>, "download"> {
  /**
   * Wait for the end of an export.
   *
   * @throws {AuditLogExportError} if the export failed.
   * @throws {TimeoutError} if it still runs after `deadlineMs`. Poll it again.
   * @example
   * const completed = await client.organization.auditLogs.exports.poll(exportId, { signal });
   */
  poll(exportId: string, options?: PollOptions): Promise<AuditLogExport>;

  /**
   * Create an export and wait for its end.
   *
   * @throws {AuditLogExportError} if the export failed.
   * @throws {TimeoutError} if it still runs after `deadlineMs`. `poll` continues to wait.
   * @example
   * const { id } = await client.organization.auditLogs.exports.createAndPoll({});
   */
  createAndPoll(input: CreateAuditLogExportInput, options?: PollOptions): Promise<AuditLogExport>;

  /**
   * Get the URL of the file. Everyone who has it can download the file for 15 minutes. Do not log it.
   *
   * @example
   * const url = await client.organization.auditLogs.exports.getDownloadUrl(exportId);
   */
  getDownloadUrl(exportId: string, options?: RequestOptions): ApiPromise<string, Downloaded>;

  /**
   * Download the file, a gzipped CSV, as a stream. The API key is not sent to the host of the file.
   *
   * @example
   * const file = await client.organization.auditLogs.exports.download(exportId);
   * await pipeline(file, createWriteStream("audit-logs.csv.gz"));
   */
  download(exportId: string, options?: RequestOptions): Promise<ReadableStream<Uint8Array>>;
}

/** The export failed. `auditLogExport.errorMessage` has the reason. Create another one. */
export class AuditLogExportError extends RolewrightError {
  static override readonly [errorClassId]: string = "AuditLogExportError";
  override readonly name = "AuditLogExportError";
  override readonly kind = "export";
  readonly auditLogExport: AuditLogExport;

  constructor(auditLogExport: AuditLogExport) {
    super(
      `The audit-log export ${auditLogExport.id} failed: ${auditLogExport.errorMessage ?? "the API gives no reason"}. Create another one.`,
    );
    this.auditLogExport = auditLogExport;
  }
}

/** Adds polling and the download to the generated methods. */
export function addPolling<
  Created extends DocumentedOperation,
  Read extends DocumentedOperation,
  Downloaded extends DocumentedOperation,
>(
  { create, get, download }: ExportMethods<Created, Read, Downloaded>,
  fetchWithoutKey: FetchWithoutKey,
): AuditLogExportMethods<Created, Read, Downloaded> {
  const waitForEnd = async (exportId: string, polling: Polling) => {
    for (;;) {
      const current = await get(exportId, polling.createRequestOptions());
      if (current.status === "COMPLETED") return current;
      if (current.status === "ERRORED") throw new AuditLogExportError(current);
      await polling.wait(exportId);
    }
  };
  return {
    create,
    get,
    poll: async (exportId, options = {}) => waitForEnd(exportId, startPolling(options)),
    async createAndPoll(input, options = {}) {
      const polling = startPolling(options);
      const { id } = await create(input, polling.createRequestOptions());
      return waitForEnd(id, polling);
    },
    getDownloadUrl: download,
    async download(exportId, options = {}) {
      const { data: location, response } = await download(exportId, options).withResponse();
      const file = await fetchWithoutKey(resolveLocation(location, response.url), options);
      return file.body ?? new ReadableStream({ start: (stream) => stream.close() });
    },
  };
}

/** Resolves a relative location. Audit logs must not travel unencrypted, except on this machine. */
function resolveLocation(location: string, responseUrl: string): string {
  const base = URL.canParse(responseUrl) ? responseUrl : undefined;
  const url = URL.canParse(location, base) ? new URL(location, base) : undefined;
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))) return url.href;
  throw new RedirectError(
    "The download was redirected to a URL without https, and was not followed. Check the base URL.",
    { status: 302, location: url?.origin },
  );
}

const pollIntervalRange: LimitRange = { default: 2_000, min: 100, max: 60_000 };
const deadlineRange: LimitRange = { default: 600_000, min: 1, max: maxTimerMs };

function startPolling(options: PollOptions) {
  const { pollIntervalMs: _interval, deadlineMs: _deadline, ...requestOptions } = options;
  const pollIntervalMs = resolveLimit("pollIntervalMs", pollIntervalRange, options);
  const deadlineMs = resolveLimit("deadlineMs", deadlineRange, options);
  const endsAt = performance.now() + deadlineMs;
  const getRemainingMs = () => endsAt - performance.now();
  return {
    getRemainingMs,
    createRequestOptions: (): RequestOptions => ({
      ...requestOptions,
      deadlineMs: Math.max(1, Math.min(getRemainingMs(), maxRequestMs)),
    }),
    async wait(exportId: string): Promise<void> {
      if (getRemainingMs() <= pollIntervalMs)
        throw new TimeoutError(
          `The audit-log export ${exportId} still runs after \`deadlineMs\` (${deadlineMs} ms). Poll it again.`,
        );
      await waitMs(pollIntervalMs, options.signal);
      if (options.signal?.aborted)
        throw new AbortError(
          `Polling the audit-log export ${exportId} was aborted by its signal. See \`cause\` for the reason.`,
          { cause: options.signal.reason },
        );
    },
  };
}

type Polling = ReturnType<typeof startPolling>;

/** How long one of the requests may take. */
const maxRequestMs = 30_000;

/** Waits, and stops early when the signal aborts. */
const waitMs = (delayMs: number, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, delayMs);
    signal?.addEventListener("abort", finish);
  });
