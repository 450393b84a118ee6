import type { Key } from "./keys.ts";

/** What a statement takes and answers with. */
export type Value = string | number | null;

/** One SQL statement, in words that both stores understand: `$1` to `$n`, no sequences, no time, no sorting. */
export interface Statement<Row> {
  readonly text: string;
  /** It changes what is kept. */
  readonly writes: boolean;
  /** The rows that it reads stay as they are until the transaction ends; other transactions wait. */
  readonly locks: boolean;
  /** It answers with rows; who yields one that does not need not wait for it. */
  readonly returns: boolean;
  /** Only for the compiler: what a row looks like. */
  readonly row?: Row;
}

/** A statement with its values. */
export interface Query {
  statement: Statement<unknown>;
  values: readonly Value[];
}

/**
 * A transaction, written once for both stores: a generator that yields queries and gets the rows of each. SQLite runs it
 * to its end without a pause, PostgreSQL waits for answers that it needs. It may run more than once: it changes nothing but
 * the store.
 */
export type Unit<Result> = Generator<Query[], Result, unknown[][]>;

/** The rows of a statement. */
export function* all<Row>(statement: Statement<Row>, ...values: Value[]): Unit<Row[]> {
  // The rows are those of this very statement: nothing else stands between the two.
  return (yield [{ statement, values }])[0] as Row[];
}

/** The only row of a statement, if there is one. */
export function* first<Row>(statement: Statement<Row>, ...values: Value[]): Unit<Row | undefined> {
  return (yield* all(statement, ...values))[0];
}

/** A statement with its values, for `together`. */
export const query = <Row>(statement: Statement<Row>, ...values: Value[]): Query => ({ statement, values });

/** The rows of several statements, which are sent at once and run one after the other. */
export function* together(queries: Query[]): Unit<unknown[][]> {
  return queries.length > 0 ? yield queries : [];
}

/** Where everything is kept. */
export interface Store {
  readonly kind: "sqlite" | "postgres";
  /** Runs a unit that reads. The rows of one statement belong together; those of two may not. */
  read<Result>(unit: () => Unit<Result>): Promise<Result>;
  /**
   * Runs a unit that writes, as one transaction; when it returns a `Refusal`, nothing is written. When the promise
   * resolves, what was written survives a loss of power, and nothing that is remembered of the organization is older.
   */
  write<Result>(organizationId: string, unit: () => Unit<Result>): Promise<Result>;
  /** What may be remembered between requests; `undefined` where another process can change what is kept unseen. */
  readonly memory?: Memory;
  close(): Promise<void>;
}

/** What one process remembers of what the store keeps. What has changed is forgotten before an answer can show it. */
export interface Memory {
  /** The serialised answer to a read, if it is still true. */
  answer(organizationId: string, name: string): Buffer | undefined;
  /** Remembers an answer. To be called while the unit that read it runs: a write may come right after. */
  rememberAnswer(organizationId: string, name: string, answer: Buffer): void;
  key(hash: string): Key | undefined;
  rememberKey(hash: string, key: Key): void;
}

/** The store cannot do it now and has done nothing: the disk is full, the file is read-only, the database is away. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
}
