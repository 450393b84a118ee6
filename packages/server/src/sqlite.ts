import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { type LogSync, openLogSync } from "./log-sync.ts";
import { createMemory } from "./memory.ts";
import { Refusal } from "./refusals.ts";
import { migrating, migrations, refuseForeign, refuseNewer } from "./sql.ts";
import { type Query, type Statement, type Store, StoreUnavailableError, type Unit } from "./store.ts";
import { watchFiles } from "./watch-files.ts";

/** How a file is kept; the defaults are what a server wants. */
export interface SqliteOptions {
  /** How hard a commit is pressed onto the disk. Default `FULL`; anything less loses acknowledged writes with the power. */
  synchronous?: "FULL" | "NORMAL";
  /** After how many pages of 4 kB the log goes into the file. Default 16,000: two syncs every 64 MB are lost among the commits. */
  checkpointPages?: number;
}

interface Job {
  unit: () => Unit<unknown>;
  /** Whose answers have to be forgotten; `undefined` for a read. */
  organizationId: string | undefined;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { result: unknown } | { error: unknown };

/** A job that is done, and waits for its sync. */
interface Done {
  job: Job;
  outcome: Outcome;
}

/**
 * Opens a store in one SQLite file, or in memory with `:memory:`, and brings its tables up to date. Everything that is
 * asked for in one turn of the event loop, or while the disk is busy with what came before, is one group: reads first,
 * then all writes in one commit with one sync, then the answers. A group may be committed while that before it is synced.
 *
 * @throws {Error} when the file cannot be opened or is no database of ours.
 */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<Store> {
  const { synchronous = "FULL", checkpointPages = 16_000 } = options;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 5_000 });
    // Before anything of it is changed, the mode of its log included.
    refuseForeign(isForeign(database));
    const isLogged = modeOf(database) === "wal";
    database.exec(`PRAGMA synchronous = ${synchronous};`);
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA journal_size_limit = 67108864;`);
    database.exec("PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;");
    migrate(database);
    if (!isLogged || synchronous !== "FULL") return createStore(database, undefined);
    // From here on SQLite syncs the log only where its own order needs it; each commit is synced by us, before its
    // answers, without holding up the event loop.
    database.exec("PRAGMA synchronous = NORMAL");
    // The name may be a `file:` URL; the location is a path.
    const path = database.location() ?? file;
    return createStore(database, { path, ...openLogSync(path) });
  } catch (error) {
    database?.close();
    const { message } = explained(error) as Error;
    throw new Error(`The database ${file} cannot be used: ${message}`, { cause: error });
  }
}

function isForeign(database: DatabaseSync): boolean {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return names.length > 0 && !names.some(({ name }) => name === "schema_versions");
}

/** Where a database writes first: `wal`, unless it is in memory or its file system cannot. */
function modeOf(database: DatabaseSync): unknown {
  return database.prepare("PRAGMA journal_mode = WAL").get()?.["journal_mode"];
}

/** A file whose log is synced by us. */
interface SyncedFile extends LogSync {
  path: string;
}

function createStore(database: DatabaseSync, log: SyncedFile | undefined): Store {
  const execute = executor(database);
  const dataVersion = database.prepare("PRAGMA data_version");
  const readVersion = () => (dataVersion.get() as { data_version: number }).data_version;
  let version = readVersion();
  const memory = createMemory(refresh);
  let jobs: Job[] = [];
  /** What was committed after the sync that is under way had begun. */
  let unsynced: Done[] = [];
  let syncing: Promise<void> | undefined;
  /** Why nothing can be done any more. */
  let ended: Error | undefined;
  let isFresh = false;

  /** Another connection, of `keys revoke` for one, may have changed the file. Once in a turn of the event loop is enough. */
  function refresh(): void {
    if (isFresh) return;
    isFresh = true;
    setImmediate(() => (isFresh = false));
    const now = readVersion();
    if (now !== version) memory.forgetAll();
    version = now;
  }

  function enqueue<Result>(unit: () => Unit<Result>, organizationId?: string): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (ended) return reject(ended);
      if (jobs.length === 0) setImmediate(flush, 1);
      // A job's result is its unit's.
      jobs.push({ unit, organizationId, resolve: resolve as (result: unknown) => void, reject });
    });
  }

  /**
   * Reads wait until everything is synced: nobody sees what may still be lost. Writes gather while the disk is busy; when
   * no more come, and only the disk is left to wait for, they are committed meanwhile, and their answers wait.
   */
  function flush(seen: number): void {
    const group = jobs;
    if (group.length === 0) return;
    if (syncing) {
      if (group.length > seen) return void setImmediate(flush, group.length);
      if (unsynced.length > 0 || group.some(isRead)) return;
    }
    jobs = [];
    if (ended) return refuseAll(group, ended);
    refresh();
    for (const job of group.filter(isRead)) {
      settle(
        job,
        attempt(() => run(job.unit, execute).result),
      );
    }
    commit(group.filter((job) => !isRead(job)));
  }

  function commit(writes: Job[]): void {
    if (writes.length === 0) return;
    const { outcomes, wrote } = writeGroup(writes);
    const done = writes.map((job, index) => ({ job, outcome: outcomes[index] as Outcome }));
    if (!log || !(wrote || syncing)) return settleAll(done);
    unsynced.push(...done);
    syncing ??= syncAll(log);
  }

  async function syncAll({ sync }: LogSync): Promise<void> {
    while (unsynced.length > 0) {
      const covered = unsynced;
      unsynced = [];
      // What has come during the last sync may be committed during this one.
      if (jobs.length > 0) setImmediate(flush, jobs.length);
      try {
        await sync();
        settleAll(covered);
      } catch (error) {
        // The file may lack what later writes build on: only a start, which reads it anew, can tell.
        end("The disk has failed to sync. Look at it, then start the server again.", error as Error);
        refuseAll(
          covered.map(({ job }) => job),
          error as Error,
        );
      }
    }
    syncing = undefined;
    if (jobs.length > 0) setImmediate(flush, jobs.length);
  }

  /** Carries out everything that was asked for. */
  async function finish(): Promise<void> {
    flush(jobs.length);
    if (!syncing) return;
    await syncing;
    return finish();
  }

  /** From now on everything is refused; what is remembered is not shown any more either. */
  function end(why: string, cause: Error | undefined): void {
    ended ??= new StoreUnavailableError(why, { cause });
    refuseAll(
      unsynced.map(({ job }) => job),
      cause ?? ended,
    );
    unsynced = [];
    memory.forgetAll();
  }

  const files =
    log &&
    watchFiles([log.path, `${log.path}-wal`], (path) => {
      if (!ended)
        end(
          `${path} was deleted or replaced. Put back what belongs there, then start the server again.`,
          undefined,
        );
    });

  function writeGroup(writes: Job[]): { outcomes: Outcome[]; wrote: boolean } {
    for (const { organizationId } of writes) memory.forget(organizationId ?? "");
    let wrote = false;
    /** Runs a unit that must leave nothing behind when it refuses. */
    const runAlone = (unit: () => Unit<unknown>): unknown => {
      const done = run(unit, execute);
      if (done.wrote && done.result instanceof Refusal) {
        throw new Error("A unit has written before it refused.");
      }
      wrote ||= done.wrote;
      return done.result;
    };
    const all = attempt(() => transaction(database, () => writes.map(({ unit }) => runAlone(unit))));
    if ("result" in all) return { outcomes: (all.result as unknown[]).map((result) => ({ result })), wrote };
    if (writes.length === 1 || isOfTheFile(all.error))
      return { outcomes: writes.map(() => all), wrote: false };
    // One of them has failed half-way, and has taken the others with it: each gets a transaction of its own.
    const outcomes = writes.map(({ unit }) => attempt(() => transaction(database, () => runAlone(unit))));
    return { outcomes, wrote };
  }

  return {
    kind: "sqlite",
    memory,
    read: (unit) => enqueue(unit),
    write: (organizationId, unit) => enqueue(unit, organizationId),
    async close() {
      if (!database.isOpen) return;
      await finish();
      files?.close();
      ended ??= new StoreUnavailableError("The database is closed.");
      // Somebody else may have closed it meanwhile.
      if (!database.isOpen) return;
      log?.close();
      database.close();
    },
  };
}

const isRead = ({ organizationId }: Job) => organizationId === undefined;

function settleAll(done: Done[]): void {
  for (const { job, outcome } of done) settle(job, outcome);
}

function settle(job: Job, outcome: Outcome): void {
  if ("error" in outcome) job.reject(outcome.error);
  else job.resolve(outcome.result);
}

function refuseAll(group: Job[], error: Error): void {
  for (const job of group) job.reject(error);
}

type Execute = (query: Query) => unknown[];

function executor(database: DatabaseSync): Execute {
  const prepared = new Map<Statement<unknown>, { rows: StatementSync; columns: string[] }>();
  return ({ statement, values }) => {
    let found = prepared.get(statement);
    if (!found) {
      const rows = database.prepare(dialect(statement.text));
      // The driver takes longer to make an object of a row than to find the row.
      rows.setReturnArrays(true);
      prepared.set(statement, (found = { rows, columns: rows.columns().map(({ name }) => name) }));
    }
    const { columns } = found;
    // With `setReturnArrays`, which the driver's types do not know, a row is an array.
    const rows = found.rows.all(...(values as SQLInputValue[])) as unknown as unknown[][];
    return rows.map((row) => objectOf(columns, row));
  };
}

function objectOf(columns: string[], row: unknown[]): object {
  const object: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index += 1) object[columns[index] ?? ""] = row[index];
  return object;
}

/** SQLite counts its values with `?`, and keeps a table in its primary key when it is told to. */
const dialect = (text: string) =>
  text.replaceAll(/\$(\d+)/g, "?$1").replaceAll("/* clustered */", "WITHOUT ROWID");

function run<Result>(unit: () => Unit<Result>, execute: Execute): { result: Result; wrote: boolean } {
  const steps = unit();
  let wrote = false;
  let step = steps.next();
  while (!step.done) {
    const rows: unknown[][] = [];
    for (const query of step.value) {
      const found = execute(query);
      rows.push(found);
      wrote ||= query.statement.writes && (found.length > 0 || !query.statement.returns);
    }
    step = steps.next(rows);
  }
  return { result: step.value, wrote };
}

function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  try {
    database.exec("BEGIN IMMEDIATE");
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) attempt(() => database.exec("ROLLBACK"));
    throw explained(error);
  }
}

function attempt(work: () => unknown): Outcome {
  try {
    return { result: work() };
  } catch (error) {
    return { error };
  }
}

/** The file itself is at fault, or the disk: to try again would make it worse. */
const isOfTheFile = (error: unknown) =>
  error instanceof StoreUnavailableError || [7, 10, 11, 26].includes(resultCode(error) ?? 0);

/** SQLite's primary result code, if the error is SQLite's. */
function resultCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? undefined : errcode & 0xff;
}

/** What SQLite's primary result codes mean for whoever runs the server. In each case nothing was written. */
const unavailable = new Map([
  [5, "Another process is writing to the database file for too long."],
  [6, "Another process has locked the database file."],
  [8, "The database file, or its folder, is read-only."],
  [13, "The disk with the database file is full."],
  [14, "The database file cannot be opened. Look whether its folder is there and may be written to."],
]);

function explained(error: unknown): unknown {
  const meaning = unavailable.get(resultCode(error) ?? 0);
  return meaning === undefined ? error : new StoreUnavailableError(meaning, { cause: error });
}

/** Takes the steps that have not been taken. Whoever comes at the same time waits, and finds them done. */
function migrate(database: DatabaseSync): void {
  transaction(database, () => {
    database.exec(migrating.table);
    const take = database.prepare(dialect(migrating.take.text));
    for (const [version, statements] of migrations.entries()) {
      if (take.get(version)) for (const statement of statements) database.exec(dialect(statement));
    }
    // An aggregate has one row.
    refuseNewer(database.prepare(migrating.newest.text).get() as { version: number | null });
  });
}
