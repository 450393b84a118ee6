import type { Store } from "./store.ts";

const isPostgres = /^postgres(ql)?:\/\//i;

/**
 * Opens the store that a database is named by: `postgres://…`, `:memory:`, or the path of a SQLite file, which is made
 * when it is not there.
 *
 * @throws {Error} when it cannot be used. No message shows a password.
 */
export async function openStore(database: string): Promise<Store> {
  if (isPostgres.test(database)) {
    // Only who asks for PostgreSQL waits for its driver to load.
    const { openPostgres } = await import("./postgres.ts");
    return openPostgres(database);
  }
  // SQLite would keep what has no name in a file that is gone when it is closed.
  if (database === "") throw new Error("The database has no name. Give the path of a file, or leave it out.");
  const [, kind] = /^([a-z][a-z\d+.-]*):\/\//i.exec(database) ?? [];
  if (kind !== undefined && kind !== "file") {
    throw new Error(
      `There are no databases of the kind ${kind}://. Give the path of a file, or postgres://…`,
    );
  }
  const { openSqlite } = await import("./sqlite.ts");
  return openSqlite(database);
}

/** Whether a database is one file, which is there or is not. */
export const isFile = (database: string): boolean =>
  database !== ":memory:" && !/^[a-z][a-z\d+.-]*:/i.test(database);

/** A database's name for people to see: the user, the password and the options of a URL are left out. */
export function shownName(database: string): string {
  if (isFile(database)) return database;
  const [address = ""] = database.split(/[?#]/, 1);
  return address.replace(/\/\/.*@/, "//");
}
