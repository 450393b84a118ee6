import type { Pool, PoolClient } from "pg";
import { explained, hurry, inOnePacket, send } from "./postgres-connection.ts";
import type { Query, Unit } from "./store.ts";

type Answer = ReturnType<typeof send>;

/** A read that waits for a connection; `asked` are the questions of this turn. */
type Read = (client: PoolClient, asked: Map<string, Answer>) => Promise<void>;

interface Waiting {
  read: Read;
  reject(error: unknown): void;
}

/** How many reads share a connection at most, one behind the other. */
const most = 32;

/**
 * Reads that arrive in one turn of the event loop share a connection and a packet, and the same question is asked once:
 * most requests of a turn ask for the same key. Nothing is remembered: a question is asked after all who share it.
 */
export function createReads(pool: Pool) {
  let waiting: Waiting[] = [];

  function flush(): void {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += most) void carryOut(pool, all.slice(from, from + most));
  }

  return <Result>(unit: () => Unit<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      const read: Read = (client, asked) => runRead(unit, client, asked).then(resolve, reject);
      waiting.push({ read, reject });
    });
}

async function carryOut(pool: Pool, group: Waiting[]): Promise<void> {
  try {
    const client = await pool.connect();
    const isDone = hurry(client);
    const asked = new Map<string, Answer>();
    inOnePacket(client);
    await Promise.all(group.map(({ read }) => read(client, asked)));
    isDone();
    client.release();
  } catch (error) {
    for (const { reject } of group) reject(explained(error));
  }
}

async function runRead<Result>(
  unit: () => Unit<Result>,
  client: PoolClient,
  asked: Map<string, Answer>,
): Promise<Result> {
  try {
    const steps = unit();
    let step = steps.next();
    for (let ask = shared(client, asked); !step.done; ask = (query) => send(client, query)) {
      const answers = await Promise.all(step.value.map(ask));
      step = steps.next(answers.map(({ rows }) => rows as unknown[]));
    }
    return step.value;
  } catch (error) {
    throw explained(error);
  }
}

/** Asks a question unless it has been asked in this turn. Only first questions: later ones want to know what is then. */
const shared =
  (client: PoolClient, asked: Map<string, Answer>) =>
  (query: Query): Answer => {
    const question = JSON.stringify([query.statement.text, query.values]);
    const answer = asked.get(question) ?? send(client, query);
    asked.set(question, answer);
    return answer;
  };
