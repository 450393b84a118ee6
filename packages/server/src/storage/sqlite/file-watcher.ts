import { stat, statSync } from "node:fs";

/** The interval between two checks, in milliseconds. */
const checkIntervalMs = 1_000;

/** What happened to a file. */
export type FileFault = "deleted or replaced" | "emptied";

/**
 * Watches the files of a database. The operating system lets a process continue to write to a file that was deleted, and those
 * writes are lost. The same is true of a database that was emptied. With two versions of the shared memory, processes would
 * overwrite each other's changes.
 *
 * @param file The path of the database, which is open in WAL mode.
 * @param onFault Called when one of the files was deleted or replaced, or the database was emptied.
 */
export function watchFiles(
  file: string,
  onFault: (path: string, fault: FileFault) => void,
): { close(): void } {
  const files = [file, `${file}-wal`, `${file}-shm`].map((path) => ({ path, inode: statSync(path).ino }));
  const checkFiles = () => {
    for (const { path, inode } of files) {
      stat(path, (error, found) => {
        if (error ? error.code === "ENOENT" : found.ino !== inode) onFault(path, "deleted or replaced");
        // SQLite itself empties the log.
        else if (found?.size === 0 && path === file) onFault(path, "emptied");
      });
    }
  };
  const timer = setInterval(checkFiles, checkIntervalMs).unref();
  return { close: () => clearInterval(timer) };
}
