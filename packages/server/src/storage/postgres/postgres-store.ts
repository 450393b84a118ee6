import type { PoolClient } from "pg";
import { createClock } from "../../domain/clock.ts";
import { DomainError } from "../../domain/domain-error.ts";
import { assertOwnDatabase, assertSupportedVersion, migrations, migrationStatements } from "../migrations.ts";
import { readTimeAfterNewest } from "../newest-time.ts";
import {
  type Query,
  queryOne,
  type Statement,
  type Store,
  StoreUnavailableError,
  type TransactionScript,
} from "../store.ts";
import {
  corkUntilNextTick,
  getErrorCode,
  ignoreUnhandledRejection,
  startQueryTimeout,
  toStoreError,
} from "./connection.ts";
import { type ConnectionOptions, type ConnectionPool, createConnectionPool } from "./connection-pool.ts";
import { createReadBatcher } from "./read-batching.ts";
import { createWriteBatcher, type Outcome, type StartedTransaction } from "./write-batching.ts";

/** How long a transaction may wait for its process, in milliseconds. */
const idleInTransactionTimeoutMs = 10_000;

/** How often a transaction is run that conflicts with concurrent ones, before the caller gets an error. */
const maxAttempts = 10;

/** Starts a transaction. `SET LOCAL` ends with it, so it cannot leak to another client of a pooler. */
const begin = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${idleInTransactionTimeoutMs}`;

/**
 * Opens a store on a PostgreSQL server and migrates its tables. Any number of processes can share a database, so nothing
 * is cached between requests. Works through PgBouncer in session and in transaction mode.
 *
 * @throws {StoreUnavailableError} if the server cannot be reached.
 * @throws {Error} if the database cannot be used. The message has no password.
 */
export async function openPostgres(url: string, options: ConnectionOptions = {}): Promise<Store> {
  let pool: ConnectionPool;
  try {
    pool = await createConnectionPool(url, options);
  } catch (error) {
    throw toOpenError(toStoreError(error));
  }
  const clock = createClock();
  try {
    await runTransaction(pool, migrate);
    clock.advanceTo(await runTransaction(pool, readTimeAfterNewest));
  } catch (error) {
    await pool.close();
    throw toOpenError(error);
  }
  const write = createWriteBatcher({
    runAlone: (script) => runTransaction(pool, script),
    runBatch: (batch) => runBatch(pool, batch),
  });
  return {
    kind: "postgres",
    clock,
    read: createReadBatcher(pool),
    write: (_organizationId, script) => write(script),
    close: () => pool.close(),
  };
}

const urlHint =
  "In the user and the password of the URL, write @ as %40, / as %2F, : as %3A, # as %23, ? as %3F and % as %25.";

/** Converts an error at start to one that tells an operator what to do. */
function toOpenError(error: unknown): unknown {
  const cause = error instanceof StoreUnavailableError ? (error.cause as Error) : (error as Error);
  const hint = openHints.get(getErrorCode(cause) || cause.name);
  if (hint === undefined && error instanceof StoreUnavailableError) return error;
  return new Error(`The database cannot be used: ${cause.message}${hint ? `. ${hint}` : ""}`, {
    cause: error,
  });
}

/** What to do after an error at start, by its SQLSTATE, code or name. */
const openHints = new Map([
  ["ERR_INVALID_URL", urlHint],
  ["URIError", urlHint],
  [
    "42501",
    "The database user needs CREATE on the schema to create the tables, and SELECT, INSERT, UPDATE and DELETE on them.",
  ],
  [
    "3F000",
    "Set the search_path of the database user to a schema on which it has USAGE, and CREATE to create the tables.",
  ],
  // PgBouncer has this code for all of its errors.
  ["08P01", "Behind PgBouncer, set pool_mode to transaction or session."],
]);

/** Runs a script in its own transaction, and again if it conflicts with a concurrent one. */
async function runTransaction<Result>(
  pool: ConnectionPool,
  script: () => TransactionScript<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const steps = script();
      const [result] = await runScripts(pool, [{ steps, step: steps.next() }]);
      // The only result is the one of the only script.
      return result as Result;
    } catch (error) {
      if (!retryableSqlStates.has(getErrorCode(error))) throw error;
      if (attempt === maxAttempts) {
        throw new StoreUnavailableError("Too many transactions conflict.", { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** attempt));
    }
  }
}

/** Runs scripts in one transaction. Returns `undefined` if nothing was committed, and each may succeed alone. */
async function runBatch(pool: ConnectionPool, batch: StartedTransaction[]): Promise<Outcome[] | undefined> {
  try {
    return (await runScripts(pool, batch)).map((result) => ({ result }));
  } catch (error) {
    if (error instanceof UnknownCommitError || error instanceof StoreUnavailableError) throw error;
    return undefined;
  }
}

/** The connection broke during a commit. The changes may have been committed, so the caller must not retry blindly. */
class UnknownCommitError extends Error {
  override name = "UnknownCommitError";
}

/** Runs scripts in one transaction and returns their results. */
async function runScripts(pool: ConnectionPool, batch: StartedTransaction[]): Promise<unknown[]> {
  const client = await pool.acquire().catch((error: unknown) => {
    throw toStoreError(error);
  });
  const stopTimeout = startQueryTimeout(client);
  let connectionError: Error | undefined;
  let isCommitting = false;
  const pendingResults: Promise<unknown>[] = [];
  try {
    pendingResults.push(ignoreUnhandledRejection(client.query(begin)));
    const results = await runSteps(batch, pool, client, pendingResults);
    isCommitting = !results.every(isDomainError);
    // PostgreSQL turns a COMMIT into a ROLLBACK if an earlier statement has failed.
    pendingResults.push(ignoreUnhandledRejection(client.query(isCommitting ? "COMMIT" : "ROLLBACK")));
    for (const result of pendingResults) await result;
    return results;
  } catch (lastError) {
    const error = await findFirstError(lastError, pendingResults);
    connectionError = await client.query("ROLLBACK").then(
      () => undefined,
      () => error as Error,
    );
    // A server that responds to the first statement with an error has executed none of them.
    if (isCommitting && connectionError && !(await isServerError(pendingResults[0]))) {
      throw new UnknownCommitError("The connection broke during a commit.", { cause: error });
    }
    throw toStoreError(error);
  } finally {
    stopTimeout();
    pool.release(client, connectionError);
  }
}

/** Returns whether the server has responded to a statement with an error, which has an SQLSTATE. */
const isServerError = (result: Promise<unknown> | undefined): Promise<boolean> =>
  Promise.resolve(result).then(
    () => false,
    (error: unknown) => /^[\dA-Z]{5}$/.test(getErrorCode(error)) && "severity" in (error as object),
  );

/**
 * Finds the error that made a transaction fail. PostgreSQL rejects all later statements with 25P02, and a pooler closes the
 * connection after its error.
 */
async function findFirstError(error: unknown, pendingResults: Promise<unknown>[]): Promise<unknown> {
  if (!["25P02", ""].includes(getErrorCode(error))) return error;
  try {
    for (const result of pendingResults) await result;
    return error;
  } catch (cause) {
    return cause;
  }
}

const isDomainError = (result: unknown) => result instanceof DomainError;

/**
 * Runs scripts in step and waits for the statements that return rows. The others are sent without waiting and added to
 * `pendingResults`, since later statements do not depend on their results.
 */
async function runSteps(
  batch: StartedTransaction[],
  pool: ConnectionPool,
  client: PoolClient,
  pendingResults: Promise<unknown>[],
): Promise<unknown[]> {
  const writers = new Set<StartedTransaction>();
  for (;;) {
    const active = batch.filter(({ step }) => !step.done);
    if (active.length === 0) break;
    corkUntilNextTick(client);
    const sent = active.map((transaction) => ({
      transaction,
      queries: (transaction.step.value as Query[]).map((query) => ({
        query,
        result: pool.sendQuery(client, query),
      })),
    }));
    for (const { transaction, queries } of sent) {
      const rows: unknown[][] = [];
      for (const { query, result } of queries) {
        const { returnsRows, isWrite } = query.statement;
        if (!returnsRows) pendingResults.push(result);
        const found = returnsRows ? ((await result).rows as unknown[]) : [];
        if (isWrite && (found.length > 0 || !returnsRows)) writers.add(transaction);
        rows.push(found);
      }
      transaction.step = transaction.steps.next(rows);
    }
  }
  return batch.map((transaction) => {
    if (isDomainError(transaction.step.value) && writers.has(transaction)) {
      throw new Error("A script wrote before it returned a domain error.");
    }
    return transaction.step.value;
  });
}

/** Serialization failure, deadlock, and constraints that a concurrent transaction has violated. */
const retryableSqlStates = new Set(["40001", "40P01", "23503", "23505", "42P07"]);

/** Runs the missing migrations. Concurrent processes wait for the row of a migration, and find it applied. */
function* migrate(): TransactionScript<void> {
  const state = yield* queryOne(databaseState);
  if (state?.encoding !== "UTF8") {
    throw new Error(
      `its encoding is ${state?.encoding}, which cannot store every name. Create one with UTF8.`,
    );
  }
  assertOwnDatabase(state.has_organizations && !state.has_schema_versions);
  if (state.hides_rows) {
    throw new Error(
      "row-level security hides rows of its tables. Disable it, or give the database user BYPASSRLS",
    );
  }
  if (state.is_read_only) return yield* assertMigrated(state.has_schema_versions);
  // A user without CREATE permission may use tables that somebody else has created.
  if (!state.has_schema_versions) yield [toDdlQuery(migrationStatements.createTable)];
  for (const [version, steps] of migrations.entries()) {
    if (yield* queryOne(migrationStatements.claimVersion, version)) {
      for (const step of steps) {
        if (typeof step === "string") yield [toDdlQuery(step)];
        else yield* step();
      }
    }
  }
  assertSupportedVersion((yield* queryOne(migrationStatements.newestVersion)) ?? { version: null });
}

/**
 * Checks that a read-only server, such as a standby, has all tables. The store then serves reads, and writes once the server
 * has become the primary.
 */
function* assertMigrated(hasTables: boolean): TransactionScript<void> {
  const newest = hasTables ? yield* queryOne(migrationStatements.newestVersion) : undefined;
  const version = newest?.version ?? -1;
  if (version < migrations.length - 1) {
    throw new Error(
      "its server is read-only, as a standby is, and the tables must be migrated first. Give the address of the primary.",
    );
  }
  assertSupportedVersion({ version });
}

/**
 * Finds out what the database has. Reads `organizations` before `schema_versions`: a concurrent migration may create both
 * between the two checks.
 */
const databaseState: Statement<{
  has_organizations: boolean;
  has_schema_versions: boolean;
  is_read_only: boolean;
  hides_rows: boolean;
  encoding: string;
}> = {
  text: `SELECT to_regclass('organizations') IS NOT NULL AS has_organizations,
         to_regclass('schema_versions') IS NOT NULL AS has_schema_versions,
         current_setting('transaction_read_only') = 'on' AS is_read_only,
         EXISTS (
           SELECT 1 FROM pg_class c JOIN pg_roles r ON r.rolname = current_user
           WHERE c.oid IN (to_regclass('api_keys')::oid, to_regclass('roles')::oid, to_regclass('policies')::oid,
               to_regclass('scopes')::oid, to_regclass('members')::oid, to_regclass('audit_entries')::oid)
             AND c.relrowsecurity AND NOT r.rolsuper AND NOT r.rolbypassrls
             AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE'))
         ) AS hides_rows,
         current_setting('server_encoding') AS encoding`,
  isWrite: false,
  locksRows: false,
  returnsRows: true,
};

const toDdlQuery = (text: string): Query => ({
  statement: { text, isWrite: true, locksRows: false, returnsRows: false },
  values: [],
});
