import type { ApiKeyRecord } from "../domain/api-key.ts";
import type { Clock } from "../domain/clock.ts";

/** A value that a statement takes. */
export type SqlValue = string | number | null;

/** An SQL statement in the dialect that both stores understand: `$1` to `$n`, no sequences, no clock, no sorting. */
export interface Statement<Row> {
  readonly text: string;
  /** Whether it changes rows. */
  readonly isWrite: boolean;
  /** Whether it locks the rows that it reads until the transaction ends. */
  readonly locksRows: boolean;
  /** Whether it returns rows. A script does not wait for a statement that returns none. */
  readonly returnsRows: boolean;
  /** The type of a row. Used by the compiler only. */
  readonly row?: Row;
}

/** A statement with its values. */
export interface Query {
  statement: Statement<unknown>;
  values: readonly SqlValue[];
}

/**
 * A transaction, written once for both stores: a generator that yields queries and receives the rows of each. SQLite runs
 * it synchronously. PostgreSQL waits for each batch of rows. A script may run more than once, so it must have no effect
 * outside of the store.
 */
export type TransactionScript<Result> = Generator<Query[], Result, unknown[][]>;

/** Runs a statement and returns its rows. */
export function* queryAll<Row>(statement: Statement<Row>, ...values: SqlValue[]): TransactionScript<Row[]> {
  // The only batch of rows belongs to the only statement.
  return (yield [{ statement, values }])[0] as Row[];
}

/** Runs a statement and returns its first row, if there is one. */
export function* queryOne<Row>(
  statement: Statement<Row>,
  ...values: SqlValue[]
): TransactionScript<Row | undefined> {
  return (yield* queryAll(statement, ...values))[0];
}

/** Binds values to a statement, for `queryBatch`. */
export const bindValues = <Row>(statement: Statement<Row>, ...values: SqlValue[]): Query => ({
  statement,
  values,
});

/** Runs several statements, in order and in one round trip, and returns the rows of each. */
export function* queryBatch(queries: Query[]): TransactionScript<unknown[][]> {
  return queries.length > 0 ? yield queries : [];
}

/** The database. */
export interface Store {
  readonly kind: "sqlite" | "postgres";
  /** The time, which starts after the newest row. Use it for everything that is stored or compared with what is stored. */
  readonly clock: Clock;
  /** Runs a script that only reads. The rows of one statement are consistent. The rows of two statements may not be. */
  read<Result>(script: () => TransactionScript<Result>): Promise<Result>;
  /**
   * Runs a script that writes, in one transaction. The transaction is rolled back if the script returns a `DomainError`.
   * When the promise resolves, the changes are durable, and cached responses of the organization are invalidated.
   */
  write<Result>(organizationId: string, script: () => TransactionScript<Result>): Promise<Result>;
  /** The in-process cache. `undefined` if other processes can write to the database. */
  readonly cache?: StoreCache;
  close(): Promise<void>;
}

/** Responses and API keys that one process caches. A write invalidates the responses of its organization. */
export interface StoreCache {
  /** The response of a read, if it is still valid. `key` has the full path and the sorted query. */
  getResponse(organizationId: string, key: string): CachedResponse | undefined;
  /** Caches a response. Call it while the script that read the rows runs, since a write may follow immediately. */
  setResponse(organizationId: string, key: string, response: CachedResponse): void;
  getApiKey(hash: string): ApiKeyRecord | undefined;
  /** Caches an API key by the hash of one of its values. Call it while the script that read the row runs. */
  setApiKey(hash: string, key: ApiKeyRecord): void;
  /** Removes the API keys. Call it after a change of one, before the response. */
  clearApiKeys(): void;
}

/** A response whose size is known. */
export interface CachedResponse {
  body: Buffer;
}

/** The store cannot run a transaction now and has changed nothing: the disk is full, the file is read-only, or the server is unreachable. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
}
