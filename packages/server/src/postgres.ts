import { Pool, type PoolClient } from "pg";
import { Refusal } from "./refusals.ts";
import { migrating, migrations } from "./sql.ts";
import { first, type Query, type Statement, type Store, StoreUnavailableError, type Unit } from "./store.ts";

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
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    application_name: "rolewright-server",
  });
  // A connection that breaks while nobody uses it is replaced when somebody does; one in use says so to its user.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await transaction(pool, migrate);
  } catch (error) {
    await pool.end();
    throw error;
  }
  let closed: Promise<void> | undefined;
  return {
    kind: "postgres",
    read: (unit) => read(pool, unit),
    write: (_organizationId, unit) => transaction(pool, unit),
    close: () => (closed ??= pool.end()),
  };
}

async function read<Result>(pool: Pool, unit: () => Unit<Result>): Promise<Result> {
  try {
    return await run(unit, pool);
  } catch (error) {
    throw explained(error);
  }
}

/** Runs a unit as one transaction, again when another one has crossed it. */
async function transaction<Result>(pool: Pool, unit: () => Unit<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, unit);
    } catch (error) {
      if (!crossings.has(codeOf(error))) throw error;
      if (attempt === attempts) {
        throw new StoreUnavailableError("Too many transactions cross.", { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** attempt));
    }
  }
}

async function once<Result>(pool: Pool, unit: () => Unit<Result>): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw explained(error);
  });
  let broken: Error | undefined;
  let committing = false;
  try {
    await client.query("BEGIN");
    const result = await run(unit, client);
    committing = true;
    await client.query(result instanceof Refusal ? "ROLLBACK" : "COMMIT");
    return result;
  } catch (error) {
    broken = await client.query("ROLLBACK").then(
      () => undefined,
      () => error as Error,
    );
    // When the connection breaks in a commit, nobody knows whether it happened: that is not "nothing was done".
    throw committing ? error : explained(error);
  } finally {
    client.release(broken);
  }
}

async function run<Result>(unit: () => Unit<Result>, client: Pool | PoolClient): Promise<Result> {
  const steps = unit();
  let step = steps.next();
  while (!step.done) step = steps.next(await execute(step.value, client));
  return step.value;
}

async function execute({ statement, values }: Query, client: Pool | PoolClient): Promise<unknown[]> {
  const { rows } = await client.query({ ...preparedFor(statement), values: [...values] });
  return rows as unknown[];
}

/** Statements are prepared once for each connection, under a name. */
const prepared = new Map<Statement<unknown>, { name: string; text: string }>();

function preparedFor(statement: Statement<unknown>): { name: string; text: string } {
  let found = prepared.get(statement);
  if (!found) {
    const text = statement.locks ? `${statement.text} FOR UPDATE` : statement.text;
    prepared.set(statement, (found = { name: `rolewright_${prepared.size}`, text }));
  }
  return found;
}

/** Serialisation failure, deadlock, and constraints that another transaction has made true in between. */
const crossings = new Set(["40001", "40P01", "23503", "23505", "42P07"]);

/** The server is not there, ends, is full, or takes no writes: nothing was committed. */
const away = /^(ECONN|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN|57P0|53|08|25006|58030)/;
/** What the driver says without a code. */
const broken =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|not queryable/;

function explained(error: unknown): unknown {
  const { message } = error as Error;
  if (!away.test(codeOf(error)) && !broken.test(message)) return error;
  return new StoreUnavailableError(`PostgreSQL is not available: ${message || codeOf(error)}.`, {
    cause: error,
  });
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "");

/** Takes the steps that have not been taken. Whoever comes at the same time waits at the row, and finds them done. */
function* migrate(): Unit<void> {
  yield ddl(migrating.table);
  for (const [version, steps] of migrations.entries()) {
    if (yield* first(migrating.take, version)) for (const step of steps) yield ddl(step);
  }
}

const ddl = (text: string): Query => ({ statement: { text, writes: true, locks: false }, values: [] });
