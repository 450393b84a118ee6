import type { Duplex } from "node:stream";
import type { Client, PoolClient } from "pg";
import { StoreUnavailableError } from "../store.ts";

/** Holds back what is sent to a connection until the next tick, so that all of it goes out as one packet. */
export function corkUntilNextTick(client: PoolClient): void {
  const stream = getSocket(client);
  stream?.cork();
  process.nextTick(() => stream?.uncork());
}

/**
 * How long a connection may take to respond, in milliseconds. Longer than `idle_in_transaction_session_timeout`, so that a
 * frozen process loses its locks first.
 */
const queryTimeoutMs = 15_000;

/** Destroys a connection that does not respond in time. Call the returned function to stop the timer. */
export function startQueryTimeout(client: PoolClient): () => void {
  const timer = setTimeout(destroyConnection, queryTimeoutMs, client);
  return () => clearTimeout(timer);
}

/** Destroys a connection. Pending queries fail. */
export const destroyConnection = (client: PoolClient): void =>
  void getSocket(client)?.destroy(new Error("Connection terminated, because it did not respond in time."));

/** Closes a connection that nobody uses. */
export const closeConnection = (client: Client): void => void getSocket(client)?.destroy();

/** Returns the socket of a connection. The driver does not promise that there is one. Without it, more packets are sent. */
const getSocket = (client: Client | PoolClient): Duplex | undefined =>
  (client as unknown as { connection?: { stream?: Duplex } }).connection?.stream;

/** Suppresses `unhandledRejection`. The caller awaits the promise later. */
export function ignoreUnhandledRejection<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => {});
  return promise;
}

/**
 * Codes that mean that nothing was committed, and that the same request may succeed later: the server is unreachable, shutting
 * down, full or read-only; it rejects the credentials (28), which may be in rotation; the database user lacks a permission
 * (42501), as a file may be read-only; or it canceled the statement after `statement_timeout` (57014) or `lock_timeout` (55P03), or
 * ended the session after `idle_in_transaction_session_timeout` (25P03) or `transaction_timeout` (25P04).
 */
const unavailableCodes =
  /^(ECONN|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN|28|57P0|42501|57014|55P03|53|08|25006|25P03|25P04|58030|PASSWORD_UNAVAILABLE)/;
/** Messages of the driver that come without a code. With `SASL`, a login failed, for example with an empty password. */
const connectionErrorMessages =
  /^SASL: |Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|not queryable/;

/** Converts an error of the driver to a `StoreUnavailableError` if the server is unavailable. Returns other errors unchanged. */
export function toStoreError(error: unknown): unknown {
  const { message } = error as Error;
  if (!unavailableCodes.test(getErrorCode(error)) && !connectionErrorMessages.test(message)) return error;
  const reason = missingPasswordMessage.test(message) ? missingPasswordHint : message || getErrorCode(error);
  return new StoreUnavailableError(`PostgreSQL is not available: ${reason}.`, { cause: error });
}

const missingPasswordMessage = /client password must be a (non-empty )?string/;
const missingPasswordHint =
  "it requires a password, and there is none. Write it to a file, and give --database-password-file";

/** Returns the SQLSTATE of an error, or the error code of the operating system. */
export const getErrorCode = (error: unknown) => String((error as { code?: unknown }).code ?? "");
