import { StoreUnavailableError } from "../store.ts";

/** The result of some work, or the error that it threw, as `toStoreError` converts it. */
export type Outcome<Result = unknown> = { result: Result } | { error: unknown };

/** Runs work and catches its error. */
export function attempt<Result>(work: () => Result): Outcome<Result> {
  try {
    return { result: work() };
  } catch (error) {
    return { error: toStoreError(error) };
  }
}

/** Whether the disk was full. */
export const isDiskFull = (outcome: Outcome) => getUnavailableCode(outcome) === 13;

/** Whether another process has locked the file. */
export const isLocked = (outcome: Outcome) => [5, 6].includes(getUnavailableCode(outcome) ?? 0);

/** Returns SQLite's result code if an outcome is that the database cannot be used. */
const getUnavailableCode = (outcome: Outcome): number | undefined =>
  "error" in outcome && outcome.error instanceof StoreUnavailableError
    ? getResultCode(outcome.error.cause)
    : undefined;

/** Whether the file or the disk caused an error. Retrying could make it worse. */
export const isFileError = (error: unknown) =>
  error instanceof StoreUnavailableError || [7, 10, 11, 26].includes(getResultCode(error) ?? 0);

/** Returns SQLite's primary result code, or `undefined` if the error is not from SQLite. */
function getResultCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? undefined : errcode & 0xff;
}

/** Messages for operators, by SQLite's primary result codes. In each case nothing was written. */
const unavailableMessages = new Map([
  [5, "Another process is writing to the database file for too long."],
  [6, "Another process has locked the database file."],
  [8, "The database file or its folder is read-only."],
  [13, "The disk with the database file is full."],
  [14, "The database file cannot be opened. Check that its folder exists and is writable."],
]);

/** Converts an error of SQLite to a `StoreUnavailableError` if nothing was written. Returns other errors unchanged. */
export function toStoreError(error: unknown): unknown {
  const message = unavailableMessages.get(getResultCode(error) ?? 0);
  return message === undefined ? error : new StoreUnavailableError(message, { cause: error });
}
