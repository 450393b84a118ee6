import { closeSync, fdatasync, openSync } from "node:fs";

/** Presses a SQLite file's write-ahead log onto the disk, while the event loop does something else. */
export interface LogSync {
  /**
   * Resolves when everything that the log held when this was called survives a loss of power.
   *
   * @throws {Error} when the disk fails: then nobody knows what of it has arrived, and no later sync will tell.
   */
  sync(): Promise<void>;
  close(): void;
}

/** Opens the log of a database file that is open in WAL mode. SQLite locks other files, so a second descriptor harms nobody. */
export function openLogSync(file: string): LogSync {
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
