import { Pool, type PoolClient } from "pg";
import { codeOf, cut, explained, hurry, inOnePacket, quiet, send } from "./postgres-connection.ts";
import { createReads } from "./postgres-reads.ts";
import { Refusal } from "./refusals.ts";
import { migrating, migrations, refuseForeign, refuseNewer } from "./sql.ts";
import { first, type Query, type Statement, type Store, StoreUnavailableError, type Unit } from "./store.ts";
import { type Begun, createGroups, type Outcome } from "./write-groups.ts";

/** How many connections one server process holds. */
const connections = 10;

/** How long a transaction may wait for its process, in milliseconds. */
const idleMs = 10_000;

/** How long the connections may take to end, in milliseconds. */
const farewellMs = 500;

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
    // What does not need the answer before it is sent right behind: a round trip costs more than most statements.
    pipeline: true,
  });
  // A connection that breaks while nobody uses it is replaced when somebody does; one in use says so to its user.
  pool.on("error", () => {});
  const clients = new Set<PoolClient>();
  pool.on("connect", (client) => {
    client.on("error", () => {});
    clients.add(client);
    // A process that freezes in a transaction must not keep its locks from the others.
    void quiet(client.query(`SET idle_in_transaction_session_timeout = ${idleMs}`));
  });
  pool.on("remove", (client) => clients.delete(client));
  try {
    await transaction(pool, migrate);
  } catch (error) {
    await pool.end();
    throw unusable(error);
  }
  const write = createGroups({
    alone: (unit) => transaction(pool, unit),
    together: (group) => together(pool, group),
  });
  let closed: Promise<void> | undefined;
  return {
    kind: "postgres",
    read: createReads(pool),
    write: (_organizationId, unit) => write(unit),
    close: () => (closed ??= end(pool, clients)),
  };
}

/** Ends all connections, those to a server that does not answer as well. */
async function end(pool: Pool, clients: Set<PoolClient>): Promise<void> {
  const ended = pool.end();
  const late = new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      clients.forEach(cut);
      resolve();
    }, farewellMs);
    void quiet(ended).finally(() => clearTimeout(timer));
  });
  await Promise.race([ended, late]);
}

const urlHint = "In the user and the password of its URL, write @ as %40, / as %2F, : as %3A and % as %25.";

/** Why a database cannot be used, in words for who runs the server. */
function unusable(error: unknown): unknown {
  if (error instanceof StoreUnavailableError) return error;
  const { message, name } = error as Error;
  const hints = new Map([
    ["ERR_INVALID_URL", urlHint],
    ["URIError", urlHint],
    [
      "42501",
      "Its user needs CREATE on the schema to make the tables, and SELECT, INSERT, UPDATE and DELETE on them.",
    ],
  ]);
  const hint = hints.get(codeOf(error) || name);
  return new Error(`The database cannot be used: ${message}${hint ? `. ${hint}` : ""}`, { cause: error });
}

/** Runs a unit as one transaction, again when another one has crossed it. */
async function transaction<Result>(pool: Pool, unit: () => Unit<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const steps = unit();
      const [result] = await once(pool, [{ steps, step: steps.next() }]);
      // The only outcome is the only unit's.
      return result as Result;
    } catch (error) {
      if (!crossings.has(codeOf(error))) throw error;
      if (attempt === attempts) {
        throw new StoreUnavailableError("Too many transactions cross.", { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** attempt));
    }
  }
}

/** Runs units as one transaction; `undefined` when nothing was committed, and each may do better alone. */
async function together(pool: Pool, group: Begun[]): Promise<Outcome[] | undefined> {
  try {
    return (await once(pool, group)).map((result) => ({ result }));
  } catch (error) {
    if (error instanceof UnknownCommit || error instanceof StoreUnavailableError) throw error;
    return undefined;
  }
}

/** The connection has broken in a commit, and nobody knows whether it happened: that is not "nothing was done". */
class UnknownCommit extends Error {
  override name = "UnknownCommit";
}

/** Runs units as one transaction, all of them one step after the other, and answers with their results. */
async function once(pool: Pool, group: Begun[]): Promise<unknown[]> {
  const client = await pool.connect().catch((error: unknown) => {
    throw explained(error);
  });
  const isDone = hurry(client);
  let broken: Error | undefined;
  let committing = false;
  const unanswered: Promise<unknown>[] = [];
  try {
    unanswered.push(quiet(client.query("BEGIN")));
    const result = await run(group, client, unanswered);
    committing = true;
    // PostgreSQL makes a ROLLBACK of a COMMIT when anything before it has failed.
    unanswered.push(quiet(client.query(result.every(isRefusal) ? "ROLLBACK" : "COMMIT")));
    for (const answer of unanswered) await answer;
    return result;
  } catch (last) {
    const error = await causeOf(last, unanswered);
    broken = await client.query("ROLLBACK").then(
      () => undefined,
      () => error as Error,
    );
    if (committing && broken) throw new UnknownCommit("The connection broke in a commit.", { cause: error });
    throw explained(error);
  } finally {
    isDone();
    client.release(broken);
  }
}

/** After a failure PostgreSQL refuses whatever comes behind it: the failure is that of the first that was not waited for. */
async function causeOf(error: unknown, unanswered: Promise<unknown>[]): Promise<unknown> {
  if (codeOf(error) !== "25P02") return error;
  try {
    for (const answer of unanswered) await answer;
    return error;
  } catch (cause) {
    return cause;
  }
}

const isRefusal = (result: unknown) => result instanceof Refusal;

/**
 * Runs units in step, and waits for the statements that answer with rows. The others, added to what is not answered yet,
 * are sent without waiting: what comes after them does not depend on their answers.
 */
async function run(group: Begun[], client: PoolClient, unanswered: Promise<unknown>[]): Promise<unknown[]> {
  const writers = new Set<Begun>();
  for (;;) {
    const active = group.filter(({ step }) => !step.done);
    if (active.length === 0) break;
    inOnePacket(client);
    const sent = active.map((each) => ({
      each,
      answers: (each.step.value as Query[]).map((query) => ({ query, answer: send(client, query) })),
    }));
    for (const { each, answers } of sent) {
      const rows: unknown[][] = [];
      for (const { query, answer } of answers) {
        if (!query.statement.returns) unanswered.push(answer);
        const found = query.statement.returns ? ((await answer).rows as unknown[]) : [];
        if (query.statement.writes && (found.length > 0 || !query.statement.returns)) writers.add(each);
        rows.push(found);
      }
      each.step = each.steps.next(rows);
    }
  }
  return group.map((each) => {
    if (isRefusal(each.step.value) && writers.has(each)) {
      throw new Error("A unit has written before it refused.");
    }
    return each.step.value;
  });
}

/** Serialisation failure, deadlock, and constraints that another transaction has made true in between. */
const crossings = new Set(["40001", "40P01", "23503", "23505", "42P07"]);

/** Takes the steps that have not been taken. Whoever comes at the same time waits at the row, and finds them done. */
function* migrate(): Unit<void> {
  const state = yield* first(tables);
  if (state?.encoding !== "UTF8") {
    throw new Error(`its encoding is ${state?.encoding}, which cannot keep every name. Make one with UTF8.`);
  }
  refuseForeign(state.taken && !state.ours);
  // A user who may not make tables may still use those that somebody else has made.
  if (!state.ours) yield [ddl(migrating.table)];
  for (const [version, steps] of migrations.entries()) {
    if (yield* first(migrating.take, version)) for (const step of steps) yield [ddl(step)];
  }
  refuseNewer((yield* first(migrating.newest)) ?? { version: null });
}

/** What is there before. `taken` is looked at first: a migration may end in between, and is none of a foreigner's then. */
const tables: Statement<{ taken: boolean; ours: boolean; encoding: string }> = {
  text: `SELECT to_regclass('organizations') IS NOT NULL AS taken, to_regclass('schema_versions') IS NOT NULL AS ours,
         current_setting('server_encoding') AS encoding`,
  writes: false,
  locks: false,
  returns: true,
};

const ddl = (text: string): Query => ({
  statement: { text, writes: true, locks: false, returns: false },
  values: [],
});
