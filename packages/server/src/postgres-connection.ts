import type { Duplex } from "node:stream";
import type { PoolClient } from "pg";
import { type Query, type Statement, StoreUnavailableError } from "./store.ts";

/** Holds back what is sent to a connection until this turn ends, so that all of it goes as one packet. */
export function inOnePacket(client: PoolClient): void {
  const stream = streamOf(client);
  stream?.cork();
  process.nextTick(() => stream?.uncork());
}

/** How long a connection may take for what was asked of it. Who waits for a lock of a process that has frozen gets it before. */
const patienceMs = 15_000;

/** Breaks a connection that does not answer any more, unless what this returns is called in time. */
export function hurry(client: PoolClient): () => void {
  const timer = setTimeout(cut, patienceMs, client);
  return () => clearTimeout(timer);
}

/** Breaks a connection: whoever waits for an answer of it is told so. */
export const cut = (client: PoolClient): void =>
  void streamOf(client)?.destroy(new Error("Connection terminated, for it did not answer."));

/** The socket of a connection. The driver does not promise that there is one; without it there are more packets. */
const streamOf = (client: PoolClient): Duplex | undefined =>
  (client as unknown as { connection?: { stream?: Duplex } }).connection?.stream;

/** Sends a statement right behind those before it; who does not wait for the answer has to look at it later. */
export const send = (client: PoolClient, { statement, values }: Query) =>
  quiet(client.query({ ...preparedFor(statement), values: [...values] }));

/** A failure is seen by whoever waits for the answer, later; until then it is none that nobody has seen. */
export function quiet<Answer>(answer: Promise<Answer>): Promise<Answer> {
  answer.catch(() => {});
  return answer;
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

/** The server is not there, ends, is full, or takes no writes: nothing was committed. */
const away = /^(ECONN|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN|57P0|53|08|25006|58030)/;
/** What the driver says without a code. */
const broken =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|not queryable/;

/** What a failure of the driver means for whoever asked. */
export function explained(error: unknown): unknown {
  const { message } = error as Error;
  if (!away.test(codeOf(error)) && !broken.test(message)) return error;
  return new StoreUnavailableError(`PostgreSQL is not available: ${message || codeOf(error)}.`, {
    cause: error,
  });
}

/** The SQLSTATE of a failure, or the code of the operating system. */
export const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "");
