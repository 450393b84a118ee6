import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Store } from "./store.ts";

const isPostgresUrl = /^postgres(ql)?:\/\//i;

/** Key and value of a libpq connection string, such as `host=db.internal password=secret`. */
const connectionStringField =
  /(?:^|\s)(?:host|hostaddr|port|dbname|user|password|passfile|sslmode|service|target_session_attrs)\s*=/i;

/** Where the password of a PostgreSQL user comes from, if not from the URL. It is read again for each new connection. */
export interface PasswordSource {
  /** Path of a file that holds the password. A line break at its end is removed. */
  file?: string | undefined;
  /** Command that prints the password, run by the shell. */
  command?: string | undefined;
}

/** Options for PostgreSQL. */
export interface DatabaseOptions {
  /** Lets a rotated password take effect without a restart. */
  password?: PasswordSource | undefined;
  /** The number of connections of this process. Default 10. */
  maxConnections?: number | undefined;
}

/**
 * Opens a database.
 *
 * @param database `postgres://…`, `:memory:`, or the path of a SQLite file, which is created if it does not exist.
 * @throws {Error} if the database cannot be used. No message contains a password.
 */
export async function openStore(
  database: string,
  { password = {}, maxConnections }: DatabaseOptions = {},
): Promise<Store> {
  assertDatabaseName(database);
  if (isPostgresUrl.test(database)) {
    // Loading the driver takes time that a start with SQLite does not need.
    const { openPostgres } = await import("./postgres/postgres-store.ts");
    return openPostgres(database, { readPassword: createPasswordReader(password), maxConnections });
  }
  const { openSqlite } = await import("./sqlite/sqlite-store.ts");
  return openSqlite(database);
}

/**
 * Rejects names that are neither a PostgreSQL URL nor meant for SQLite, which would create a file of that name, password
 * included.
 *
 * @throws {Error} without the name, which may contain a password.
 */
export function assertDatabaseName(database: string): void {
  if (isPostgresUrl.test(database)) return;
  // SQLite deletes a database without a name when it is closed.
  if (database === "") {
    throw new Error("The database has no name. Give the path of a file, or omit the option.");
  }
  if (connectionStringField.test(database)) {
    throw new Error(
      "The database is a connection string of key=value pairs, which is not supported. Give a URL: postgres://USER:PASSWORD@HOST:PORT/DATABASE.",
    );
  }
  const scheme = readScheme(database);
  if (scheme === undefined || scheme === "file") return;
  throw new Error(
    /^postgres(ql)?$/.test(scheme)
      ? "The database URL is malformed. Write postgres://USER:PASSWORD@HOST:PORT/DATABASE, with two slashes after the colon."
      : `Databases of the kind ${scheme}: are not supported. Give the path of a file, or postgres://…`,
  );
}

/** Returns the scheme of a URL in lower case. A single letter is the drive of a Windows path. */
function readScheme(database: string): string | undefined {
  if (database === ":memory:") return undefined;
  return /^([a-z][a-z\d+.-]+):/i.exec(database)?.[1]?.toLowerCase();
}

function createPasswordReader({ file, command }: PasswordSource): (() => Promise<string>) | undefined {
  if (file === undefined && command === undefined) return undefined;
  return async () => {
    try {
      const text =
        file === undefined
          ? (await promisify(execFile)("sh", ["-c", command ?? ""], { timeout: 10_000 })).stdout
          : await readFile(file, "utf8");
      return text.replace(/\r?\n$/, "");
    } catch (error) {
      // The message of a failed command would show the command, and with it perhaps a secret.
      const reason = (error as { code?: unknown }).code ?? "unknown error";
      const source =
        file === undefined ? "The password command failed" : `The password file ${file} cannot be read`;
      throw Object.assign(new Error(`${source}: ${String(reason)}`), { code: "PASSWORD_UNAVAILABLE" });
    }
  };
}

/** Returns whether a database is a SQLite file. */
export const isSqliteFile = (database: string): boolean =>
  database !== ":memory:" && !/^[a-z][a-z\d+.-]*:/i.test(database);

/** Removes the user, the password and the options from the URL of a database. */
export function redactDatabaseName(database: string): string {
  if (isSqliteFile(database)) return database;
  const [address = ""] = database.split(/[?#]/, 1);
  return address.replace(/\/\/.*@/, "//");
}
