import { closeSync, fdatasync, openSync } from "node:fs";

/** Syncs the write-ahead log of a SQLite file to disk without blocking the event loop. */
export interface WalSync {
  /**
   * Resolves when everything that was in the log at the time of the call survives a power loss.
   *
   * @throws {Error} if the disk fails. It is unknown what has reached the disk, and no later sync can tell.
   */
  sync(): Promise<void>;
  close(): void;
}

/**
 * Opens the log of a database file that is open in WAL mode. SQLite holds its locks on other files, so closing a second
 * descriptor of the log does not release them.
 */
export function openWalSync(file: string): WalSync {
  const descriptor = openSync(`${file}-wal`, "r+");
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(descriptor, (error) => {
          if (error)
            reject(new Error(`The log was not synced: disk I/O error (${error.code}).`, { cause: error }));
          else resolve();
        });
      }),
    close: () => closeSync(descriptor),
  };
}
