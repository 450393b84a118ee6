import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Query, Statement, TransactionScript } from "../store.ts";
import { attempt } from "./sqlite-errors.ts";

/** Runs a query and returns its rows. */
export type Execute = (query: Query) => unknown[];

/** Creates the function that runs queries as prepared statements. */
export function createExecutor(database: DatabaseSync): Execute {
  const preparedStatements = new Map<Statement<unknown>, { statement: StatementSync; columns: string[] }>();
  return ({ statement, values }) => {
    let prepared = preparedStatements.get(statement);
    if (!prepared) {
      const created = database.prepare(toSqliteDialect(statement.text));
      // Creating an object for a row costs the driver more than finding the row.
      created.setReturnArrays(true);
      prepared = { statement: created, columns: created.columns().map(({ name }) => name) };
      preparedStatements.set(statement, prepared);
    }
    const { columns } = prepared;
    // With `setReturnArrays`, which the types of the driver do not know, a row is an array.
    const rows = prepared.statement.all(...(values as SQLInputValue[])) as unknown as unknown[][];
    return rows.map((row) => toObject(columns, row));
  };
}

function toObject(columns: string[], row: unknown[]): object {
  const object: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index += 1) object[columns[index] ?? ""] = row[index];
  return object;
}

/** Converts a statement to SQLite's dialect: `?1` for `$1`, and tables that are stored in their primary key. */
export const toSqliteDialect = (text: string) =>
  text.replaceAll(/\$(\d+)/g, "?$1").replaceAll("/* clustered */", "WITHOUT ROWID");

/** Runs the queries of a script. The caller has started a transaction if the script writes. */
export function runScript<Result>(
  script: () => TransactionScript<Result>,
  execute: Execute,
): { result: Result; hasWritten: boolean } {
  const steps = script();
  let hasWritten = false;
  let step = steps.next();
  while (!step.done) {
    const rows: unknown[][] = [];
    for (const query of step.value) {
      const found = execute(query);
      rows.push(found);
      const { isWrite, returnsRows } = query.statement;
      hasWritten ||= isWrite && (found.length > 0 || !returnsRows);
    }
    step = steps.next(rows);
  }
  return { result: step.value, hasWritten };
}

/** Runs work in a transaction, which is rolled back if the work throws. */
export function runTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  try {
    database.exec("BEGIN IMMEDIATE");
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // The error that caused the rollback matters, not one of the rollback.
    if (database.isTransaction) attempt(() => database.exec("ROLLBACK"));
    throw error;
  }
}
