import postgres from "postgres";
import { Refusal } from "./refusals.ts";
import { migrating, migrations, sql as statements } from "./sql.ts";
import { type Query, type Store, StoreUnavailableError, type Unit, first } from "./store.ts";

/** How many connections one server process holds. */
const connections = 10;

/** How often a transaction that another one has crossed is tried, before the caller is told to come back. */
const attempts = 10;

/**
 * Opens a store on a PostgreSQL server and brings its tables up to date. Nothing is remembered between requests: any
 * number of processes can share it.
 *
 * @throws {StoreUnavailableError} when the server cannot be reached.
 */
export async function openPostgres(url: string): Promise<Store> {
  const database = postgres(url, {
    max: connections,
    onnotice: () => {},
    connect_timeout: 10,
    connection: { application_name: "rolewright-server" },
  });
  try {
    await transaction(database, migrate);
  } catch (error) {
    await database.end({ timeout: 1 });
    throw error;
  }
  return {
    kind: "postgres",
    read: (unit) => explaining(() => run(unit, database)),
    write: (_organizationId, unit) => transaction(database, unit),
    close: () => database.end({ timeout: 5 }),
  };
}

type Connection = postgres.Sql | postgres.TransactionSql;

/** Thrown inside of a transaction so that it is undone; what was refused is the answer all the same. */
class Undone extends Error {
  readonly refusal: unknown;

  constructor(refusal: unknown) {
    super("The unit has refused.");
    this.refusal = refusal;
  }
}

/** Runs a unit as one transaction, again when another one has crossed it. */
async function transaction<Result>(database: postgres.Sql, unit: () => Unit<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    let finished = false;
    try {
      // `begin` promises what the callback does, which its type says with a detour.
      return (await database.begin(async (connection) => {
        const result = await run(unit, connection);
        if (result instanceof Refusal) throw new Undone(result);
        finished = true;
        return result;
      })) as Result;
    } catch (error) {
      if (error instanceof Undone) return error.refusal as Result;
      if (!crossed(error)) throw finished ? error : explained(error);
      if (attempt === attempts)
        throw new StoreUnavailableError("Too many transactions cross.", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** attempt));
    }
  }
}

async function run<Result>(unit: () => Unit<Result>, connection: Connection): Promise<Result> {
  const steps = unit();
  let step = steps.next();
  while (!step.done) step = steps.next(await execute(step.value, connection));
  return step.value;
}

const execute = async ({ statement, values }: Query, connection: Connection): Promise<unknown[]> =>
  connection.unsafe(statement.locks ? `${statement.text} FOR UPDATE` : statement.text, [...values], {
    prepare: true,
  });

async function explaining<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explained(error);
  }
}

/** Serialisation failure, deadlock, and constraints that another transaction has made true in between. */
const crossings = new Set(["40001", "40P01", "23503", "23505", "42P07"]);
const crossed = (error: unknown) => crossings.has(codeOf(error));

/** The server is not there, or ends: nothing was committed. */
const away =
  /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN|57P0|53|08|25006|58030)/;

function explained(error: unknown): unknown {
  if (!away.test(codeOf(error))) return error;
  const { message } = error as Error;
  return new StoreUnavailableError(`PostgreSQL is not available: ${message}.`, { cause: error });
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "");

/** Takes the steps that have not been taken. Whoever comes at the same time waits at the row, and finds them done. */
function* migrate(): Unit<void> {
  yield ddl(migrating.table);
  for (const [version, steps] of migrations.entries()) {
    if (yield* first(migrating.take, version)) for (const step of steps) yield ddl(step);
  }
  yield* first(statements.ping);
}

const ddl = (text: string): Query => ({ statement: { text, writes: true, locks: false }, values: [] });
