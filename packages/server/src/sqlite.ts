import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { createMemory } from "./memory.ts";
import { Refusal } from "./refusals.ts";
import { migrating, migrations } from "./sql.ts";
import { type Query, type Statement, type Store, StoreUnavailableError, type Unit } from "./store.ts";

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
  organizationId?: string;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { result: unknown } | { error: unknown };

/**
 * Opens a store in one SQLite file, or in memory with `:memory:`, and brings its tables up to date. Everything that is
 * asked for in one turn of the event loop is one group: reads first, then all writes in one commit with one sync, then
 * the answers.
 *
 * @throws {Error} when the file cannot be opened or is no database of ours.
 */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<Store> {
  const { synchronous = "FULL", checkpointPages = 16_000 } = options;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 5_000 });
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous};`);
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA journal_size_limit = 67108864;`);
    database.exec("PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
    migrate(database);
    return createStore(database);
  } catch (error) {
    database?.close();
    const { message } = explained(error) as Error;
    throw new Error(`The database ${file} cannot be used: ${message}`, { cause: error });
  }
}

function createStore(database: DatabaseSync): Store {
  const execute = executor(database);
  const dataVersion = database.prepare("PRAGMA data_version");
  const readVersion = () => (dataVersion.get() as { data_version: number }).data_version;
  let version = readVersion();
  const memory = createMemory(refresh);
  let jobs: Job[] = [];
  let closed = false;
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
      if (closed) return reject(new StoreUnavailableError("The database is closed."));
      if (jobs.length === 0) setImmediate(flush);
      jobs.push({
        unit,
        ...(organizationId !== undefined && { organizationId }),
        // A job's result is its unit's.
        resolve: resolve as (result: unknown) => void,
        reject,
      });
    });
  }

  function flush(): void {
    const group = jobs;
    jobs = [];
    if (group.length === 0) return;
    refresh();
    const reads = group.filter(({ organizationId }) => organizationId === undefined);
    const writes = group.filter(({ organizationId }) => organizationId !== undefined);
    // Reads come first: what they see, and what is remembered of it, is committed.
    const outcomes = [
      ...reads.map((job) => attempt(() => run(job.unit, execute).result)),
      ...writeGroup(writes),
    ];
    for (const [index, job] of [...reads, ...writes].entries()) {
      const outcome = outcomes[index] as Outcome;
      if ("error" in outcome) job.reject(outcome.error);
      else job.resolve(outcome.result);
    }
  }

  function writeGroup(writes: Job[]): Outcome[] {
    if (writes.length === 0) return [];
    for (const { organizationId } of writes) memory.forget(organizationId ?? "");
    const outcomes = attempt(() => transaction(database, () => writes.map(({ unit }) => runAlone(unit))));
    if ("result" in outcomes) return (outcomes.result as unknown[]).map((result) => ({ result }));
    if (writes.length === 1 || isOfTheFile(outcomes.error)) return writes.map(() => outcomes);
    // One of them has failed half-way, and has taken the others with it: each gets a transaction of its own.
    return writes.map(({ unit }) => attempt(() => transaction(database, () => runAlone(unit))));
  }

  /** Runs a unit that must leave nothing behind when it refuses. */
  function runAlone(unit: () => Unit<unknown>): unknown {
    const { result, wrote } = run(unit, execute);
    if (wrote && result instanceof Refusal) throw new Error("A unit has written before it refused.");
    return result;
  }

  return {
    kind: "sqlite",
    memory,
    read: (unit) => enqueue(unit),
    write: (organizationId, unit) => enqueue(unit, organizationId),
    async close() {
      if (closed) return;
      flush();
      closed = true;
      database.close();
    },
  };
}

type Execute = (query: Query) => unknown[];

function executor(database: DatabaseSync): Execute {
  const prepared = new Map<Statement<unknown>, StatementSync>();
  return ({ statement, values }) => {
    let found = prepared.get(statement);
    if (!found) prepared.set(statement, (found = database.prepare(dialect(statement.text))));
    return found.all(...(values as SQLInputValue[]));
  };
}

/** SQLite counts its values with `?`, and keeps a table in its primary key when it is told to. */
const dialect = (text: string) =>
  text.replaceAll(/\$(\d+)/g, "?$1").replaceAll("/* clustered */", "WITHOUT ROWID");

function run<Result>(unit: () => Unit<Result>, execute: Execute): { result: Result; wrote: boolean } {
  const steps = unit();
  let wrote = false;
  let step = steps.next();
  while (!step.done) {
    const rows = execute(step.value);
    const { writes, text } = step.value.statement;
    wrote ||= writes && (rows.length > 0 || !text.includes("RETURNING"));
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
  [14, "The database file cannot be opened."],
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
  });
}
