import type { PoolClient } from "pg";
import type { Query, TransactionScript } from "../store.ts";
import { corkUntilNextTick, startQueryTimeout, toStoreError } from "./connection.ts";
import type { ConnectionPool } from "./connection-pool.ts";

type PendingResult = ReturnType<ConnectionPool["sendQuery"]>;

/** A read that waits for a connection. `sentQueries` has the queries of its batch by their text and values. */
type Read = (client: PoolClient, sentQueries: Map<string, PendingResult>) => Promise<void>;

interface QueuedRead {
  read: Read;
  reject(error: unknown): void;
}

/** The largest number of reads that share a connection. */
const maxBatchSize = 32;

/**
 * Creates the function that runs reads. Reads that arrive in one turn of the event loop share a connection and a packet,
 * and equal queries are sent once: most requests of a turn look up the same API key. Nothing is cached, since a query is
 * sent after every request that shares it has arrived.
 */
export function createReadBatcher(pool: ConnectionPool) {
  let queue: QueuedRead[] = [];

  function flush(): void {
    const reads = queue;
    queue = [];
    for (let start = 0; start < reads.length; start += maxBatchSize) {
      void runBatch(pool, reads.slice(start, start + maxBatchSize));
    }
  }

  return <Result>(script: () => TransactionScript<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (queue.length === 0) setImmediate(flush);
      const read: Read = (client, sentQueries) =>
        runRead(script, pool, client, sentQueries).then(resolve, reject);
      queue.push({ read, reject });
    });
}

async function runBatch(pool: ConnectionPool, batch: QueuedRead[]): Promise<void> {
  try {
    const client = await pool.acquire();
    const stopTimeout = startQueryTimeout(client);
    const sentQueries = new Map<string, PendingResult>();
    corkUntilNextTick(client);
    await Promise.all(batch.map(({ read }) => read(client, sentQueries)));
    stopTimeout();
    pool.release(client);
  } catch (error) {
    for (const { reject } of batch) reject(toStoreError(error));
  }
}

async function runRead<Result>(
  script: () => TransactionScript<Result>,
  pool: ConnectionPool,
  client: PoolClient,
  sentQueries: Map<string, PendingResult>,
): Promise<Result> {
  try {
    const steps = script();
    let step = steps.next();
    // Only first queries are shared. Later ones must see the state at the time when they are sent.
    for (
      let send = sendOnce(pool, client, sentQueries);
      !step.done;
      send = (query) => pool.sendQuery(client, query)
    ) {
      const results = await Promise.all(step.value.map(send));
      step = steps.next(results.map(({ rows }) => rows as unknown[]));
    }
    return step.value;
  } catch (error) {
    throw toStoreError(error);
  }
}

/** Sends a query unless the batch has sent an equal one. */
const sendOnce =
  (pool: ConnectionPool, client: PoolClient, sentQueries: Map<string, PendingResult>) =>
  (query: Query): PendingResult => {
    const key = JSON.stringify([query.statement.text, query.values]);
    const result = sentQueries.get(key) ?? pool.sendQuery(client, query);
    sentQueries.set(key, result);
    return result;
  };
