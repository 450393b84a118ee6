import { DatabaseSync } from "node:sqlite";
import { createClock } from "../../domain/clock.ts";
import { DomainError } from "../../domain/domain-error.ts";
import { assertOwnDatabase, assertSupportedVersion, migrations, migrationStatements } from "../migrations.ts";
import { readTimeAfterNewest } from "../newest-time.ts";
import { createResponseCache } from "../response-cache.ts";
import { type Store, StoreUnavailableError, type TransactionScript } from "../store.ts";
import { createCheckpointer } from "./checkpointer.ts";
import { watchDiskSpace } from "./disk-space.ts";
import { watchFiles } from "./file-watcher.ts";
import { attempt, isDiskFull, isFileError, isLocked, type Outcome, toStoreError } from "./sqlite-errors.ts";
import { createExecutor, runScript, runTransaction, toSqliteDialect } from "./sqlite-transactions.ts";
import { openWalSync, type WalSync } from "./wal-sync.ts";

/** Options for tests. The defaults suit a server. */
export interface SqliteOptions {
  /** SQLite's `PRAGMA synchronous`. Default `FULL`. With less, a power loss can lose acknowledged writes. */
  synchronous?: "FULL" | "NORMAL";
  /** The size of the log, in pages of 4 kB, at which it is written back to the file. Default 16,000, which is 64 MB. */
  checkpointPages?: number;
}

interface Job {
  script: () => TransactionScript<unknown>;
  /** The organization that the job changes. `undefined` for a read. */
  organizationId: string | undefined;
  resolve(result: unknown): void;
  reject(error: unknown): void;
  /** When the job stops waiting for another process, in milliseconds of `performance.now()`. Set once it has to wait. */
  waitsUntil?: number;
}

/** How long a job waits for another process to unlock the file, and how often it tries again, in milliseconds. */
const lockTimeoutMs = 5_000;
const lockRetryMs = 20;

/** A job that is committed and waits for its sync. */
interface CommittedJob {
  job: Job;
  outcome: Outcome;
}

/**
 * Opens a store in a SQLite file, or in memory with `:memory:`, and migrates its tables. Jobs that arrive in one turn of
 * the event loop, or while the disk is busy, form a group: the reads run first, then all writes in one commit with one
 * sync, then the responses. A group may be committed while the previous one is synced.
 *
 * @throws {Error} if the file cannot be opened, or belongs to another program.
 */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<Store> {
  const { synchronous = "FULL", checkpointPages = 16_000 } = options;
  let database: DatabaseSync | undefined;
  try {
    // The start waits for another process that has locked the file.
    database = new DatabaseSync(file, { timeout: lockTimeoutMs });
    // Check this first: even a change of the journal mode would change the file of another program.
    assertOwnDatabase(isForeignDatabase(database));
    const isWal = enableWal(database);
    database.exec(`PRAGMA synchronous = ${synchronous};`);
    setLogSize(database, checkpointPages);
    database.exec("PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;");
    migrate(database);
    // From here on the store waits, since SQLite would block the event loop.
    database.exec("PRAGMA busy_timeout = 0");
    if (!isWal || synchronous !== "FULL") return createStore(database, undefined);
    // From here on SQLite syncs the log only at checkpoints. The store syncs each commit before it responds, without
    // blocking the event loop.
    database.exec("PRAGMA synchronous = NORMAL");
    // The name may be a `file:` URL. The location is a path.
    const path = database.location() ?? file;
    return createStore(database, { path, checkpointPages, ...openWalSync(path) });
  } catch (error) {
    database?.close();
    const { message } = toStoreError(error) as Error;
    throw new Error(`The database ${file} cannot be used: ${message}`, { cause: error });
  }
}

function isForeignDatabase(database: DatabaseSync): boolean {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return names.length > 0 && !names.some(({ name }) => name === "schema_versions");
}

/** Switches to WAL mode. Returns false for a database in memory, and if the file system does not support it. */
function enableWal(database: DatabaseSync): boolean {
  return database.prepare("PRAGMA journal_mode = WAL").get()?.["journal_mode"] === "wal";
}

/** A file whose log the store syncs. */
interface SyncedFile extends WalSync {
  path: string;
  checkpointPages: number;
}

/** The size of the log on a disk with little space, in pages: 1 MB. It is written back more often, which costs time. */
const smallLogPages = 250;

/** Limits the log to a number of pages, of 4 kB each. */
function setLogSize(database: DatabaseSync, pages: number): void {
  database.exec(`PRAGMA wal_autocheckpoint = ${pages}; PRAGMA journal_size_limit = ${pages * 4_096};`);
}

function createStore(database: DatabaseSync, file: SyncedFile | undefined): Store {
  const execute = createExecutor(database);
  const clock = createClock();
  clock.advanceTo(runScript(readTimeAfterNewest, execute).result);
  const dataVersion = database.prepare("PRAGMA data_version");
  const readVersion = () => (dataVersion.get() as { data_version: number }).data_version;
  let version = readVersion();
  const cache = createResponseCache(refresh);
  let queue: Job[] = [];
  /** Jobs that were committed after the current sync had started. */
  let unsynced: CommittedJob[] = [];
  let syncing: Promise<void> | undefined;
  /** The reason why the store rejects all jobs. */
  let failure: Error | undefined;
  let isFresh = false;

  /** Clears the cache if another connection has changed the file, such as the one of `keys revoke`. Checks once in a turn. */
  function refresh(): void {
    if (isFresh) return;
    isFresh = true;
    setImmediate(() => (isFresh = false));
    const current = attempt(readVersion);
    if (!("result" in current) || current.result !== version) cache.clear();
    if ("result" in current) version = current.result;
  }

  function enqueue<Result>(
    script: () => TransactionScript<Result>,
    organizationId?: string,
  ): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (failure) return reject(failure);
      if (queue.length === 0) setImmediate(flush, 1);
      // The result of a job has the type of its script's result.
      queue.push({ script, organizationId, resolve: resolve as (result: unknown) => void, reject });
    });
  }

  /**
   * Runs the queued jobs. Reads wait until everything is synced, so that nobody sees data that a power loss can still
   * remove. Writes gather while the disk is busy. Once no more arrive, they are committed during the sync, and their
   * responses wait for the next one. `seenLength` is the length of the queue at the previous call.
   */
  function flush(seenLength: number): void {
    const group = queue;
    if (group.length === 0) return;
    if (syncing) {
      if (group.length > seenLength) return void setImmediate(flush, group.length);
      if (unsynced.length > 0 || group.some(isRead)) return;
    }
    queue = [];
    if (failure) return rejectAll(group, failure);
    refresh();
    for (const job of group.filter(isRead)) {
      const outcome = attempt(() => runScript(job.script, execute).result);
      if (!postponeIfLocked(job, outcome)) settle(job, outcome);
    }
    commit(group.filter((job) => !isRead(job)));
  }

  /** Puts a job back into the queue if another process has locked the file, unless the job has waited for too long. */
  function postponeIfLocked(job: Job, outcome: Outcome): boolean {
    if (!isLocked(outcome)) return false;
    const now = performance.now();
    job.waitsUntil ??= now + lockTimeoutMs;
    if (now >= job.waitsUntil) return false;
    if (queue.length === 0) setTimeout(() => flush(queue.length), lockRetryMs);
    queue.push(job);
    return true;
  }

  function commit(writes: Job[]): void {
    if (writes.length === 0) return;
    const { outcomes, hasWritten } = runWrites(writes);
    const committed = writes
      .map((job, index) => ({ job, outcome: outcomes[index] as Outcome }))
      .filter(({ job, outcome }) => !postponeIfLocked(job, outcome));
    if (committed.length === 0) return;
    if (!file || !(hasWritten || syncing)) return settleAll(committed);
    checkpointer?.countWrites(committed.length);
    unsynced.push(...committed);
    syncing ??= syncAll(file);
  }

  async function syncAll({ sync }: WalSync): Promise<void> {
    while (unsynced.length > 0) {
      const covered = unsynced;
      unsynced = [];
      // Jobs that arrived during the previous sync may be committed during this one.
      if (queue.length > 0) setImmediate(flush, queue.length);
      try {
        await sync();
        settleAll(covered);
      } catch (error) {
        // The file may lack pages that later writes depend on. Only a restart, which recovers the file, can tell.
        fail("The disk failed to sync. Check the disk, then restart the server.", error as Error);
        rejectAll(
          covered.map(({ job }) => job),
          error as Error,
        );
      }
    }
    syncing = undefined;
    if (queue.length > 0) setImmediate(flush, queue.length);
  }

  /** Runs all queued jobs. */
  async function drain(): Promise<void> {
    flush(queue.length);
    if (syncing) await syncing;
    else if (queue.length > 0) await new Promise((resolve) => setTimeout(resolve, lockRetryMs));
    else return;
    return drain();
  }

  /** Rejects all jobs from now on, and stops serving cached responses. */
  function fail(reason: string, cause: Error | undefined): void {
    failure ??= new StoreUnavailableError(reason, { cause });
    rejectAll(
      unsynced.map(({ job }) => job),
      cause ?? failure,
    );
    unsynced = [];
    cache.clear();
  }

  const watcher =
    file &&
    watchFiles(file.path, (path, fault) => {
      if (!failure) fail(`${path} was ${fault}. Restore the file, then restart the server.`, undefined);
    });

  /** SQLite before 3.51 does not know NOOP, and writes the log back. */
  const logState = database.prepare("PRAGMA wal_checkpoint(NOOP)");

  /** Returns the size of the log in pages, and infinity if it is unknown. */
  function readLogPages(): number {
    const outcome = attempt(() => logState.get());
    return "result" in outcome ? Number(outcome.result?.["log"]) : Infinity;
  }

  const checkpointer =
    file &&
    createCheckpointer(file.path, readLogPages, (error) => {
      if (!database.isOpen) return;
      const outcome = error
        ? { error: toStoreError(error) }
        : attempt(() => database.prepare("PRAGMA wal_checkpoint(PASSIVE)").get());
      // A full disk and another process are no reason: the log keeps what is not in the file yet.
      if ("error" in outcome && !(outcome.error instanceof StoreUnavailableError))
        fail(
          "The disk failed when the log was written back. Check the disk, then restart the server.",
          outcome.error as Error,
        );
    });

  const spaceWatcher =
    file &&
    watchDiskSpace(file.path, (isLow) => {
      if (!database.isOpen) return;
      const pages = isLow ? Math.min(smallLogPages, file.checkpointPages) : file.checkpointPages;
      setLogSize(database, pages);
      checkpointer?.setLogSize(pages);
    });

  function runWrites(writes: Job[]): { outcomes: Outcome[]; hasWritten: boolean } {
    for (const { organizationId } of writes) cache.invalidate(organizationId ?? "");
    let hasWritten = false;
    /** Runs a script. One that returns a domain error must not have written, since the group shares a transaction. */
    const runWrite = (script: () => TransactionScript<unknown>): unknown => {
      const run = runScript(script, execute);
      if (run.hasWritten && run.result instanceof DomainError) {
        throw new Error("A script wrote before it returned a domain error.");
      }
      hasWritten ||= run.hasWritten;
      return run.result;
    };
    const runGroup = () =>
      attempt(() => runTransaction(database, () => writes.map(({ script }) => runWrite(script))));
    let group = runGroup();
    // The log may take the space that the database file needs, or that somebody has just freed.
    if (isDiskFull(group) && truncateLog(database)) group = runGroup();
    if ("result" in group) {
      return { outcomes: group.result.map((result) => ({ result })), hasWritten };
    }
    if (writes.length === 1 || isFileError(group.error)) {
      return { outcomes: writes.map(() => group), hasWritten: false };
    }
    // One script failed and rolled back the others: run each in its own transaction.
    const outcomes = writes.map(({ script }) =>
      attempt(() => runTransaction(database, () => runWrite(script))),
    );
    return { outcomes, hasWritten };
  }

  return {
    kind: "sqlite",
    clock,
    cache,
    read: (script) => enqueue(script),
    write: (organizationId, script) => enqueue(script, organizationId),
    async close() {
      if (!database.isOpen) return;
      await drain();
      watcher?.close();
      spaceWatcher?.close();
      await checkpointer?.close();
      failure ??= new StoreUnavailableError("The database is closed.");
      // A concurrent call may have closed it.
      if (!database.isOpen) return;
      file?.close();
      database.close();
    },
  };
}

const isRead = ({ organizationId }: Job) => organizationId === undefined;

function settleAll(jobs: CommittedJob[]): void {
  for (const { job, outcome } of jobs) settle(job, outcome);
}

function settle(job: Job, outcome: Outcome): void {
  if ("error" in outcome) job.reject(outcome.error);
  else job.resolve(outcome.result);
}

function rejectAll(jobs: Job[], error: Error): void {
  for (const job of jobs) job.reject(error);
}

/** Writes the log back to the database file and empties it. Returns whether this has freed space. */
function truncateLog(database: DatabaseSync): boolean {
  const outcome = attempt(() => database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get());
  return "result" in outcome && outcome.result?.["busy"] === 0;
}

/** Runs the missing migrations. Concurrent processes wait for the lock, and find them applied. */
function migrate(database: DatabaseSync): void {
  runTransaction(database, () => {
    database.exec(migrationStatements.createTable);
    const claimVersion = database.prepare(toSqliteDialect(migrationStatements.claimVersion.text));
    for (const [version, steps] of migrations.entries()) {
      if (!claimVersion.get(version)) continue;
      for (const step of steps) {
        if (typeof step === "string") database.exec(toSqliteDialect(step));
        else runScript(step, createExecutor(database));
      }
    }
    // An aggregate always returns one row.
    const newest = database.prepare(migrationStatements.newestVersion.text).get();
    assertSupportedVersion(newest as { version: number | null });
  });
}
