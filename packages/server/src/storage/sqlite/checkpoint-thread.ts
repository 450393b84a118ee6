/**
 * The thread of a checkpointer. At each message it writes the log of a SQLite file back to the file, and posts the outcome: an
 * empty object, or the error of SQLite. The message `close` ends it.
 */
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { CheckpointError, CheckpointThreadMessage } from "./checkpointer.ts";

const database = new DatabaseSync(workerData as string);
const checkpoint = database.prepare("PRAGMA wal_checkpoint(PASSIVE)");

parentPort?.on("message", (message: CheckpointThreadMessage) => {
  if (message === "close") {
    database.close();
    parentPort?.close();
  } else parentPort?.postMessage(run());
});

function run(): { error?: CheckpointError } {
  try {
    checkpoint.get();
    return {};
  } catch (error) {
    const { message, errcode } = error as CheckpointError;
    // Of an error, a message between threads keeps only the text.
    return { error: { message, errcode } };
  }
}
