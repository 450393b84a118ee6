import type { Store } from "./store.ts";

/**
 * Opens the store that a database is named by: `postgres://…`, `:memory:`, or the path of a SQLite file, which is made
 * when it is not there.
 */
export async function openStore(database: string): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(database)) {
    // Only who asks for PostgreSQL waits for its driver to load.
    const { openPostgres } = await import("./postgres.ts");
    return openPostgres(database);
  }
  const { openSqlite } = await import("./sqlite.ts");
  return openSqlite(database);
}
