import { stat, statSync } from "node:fs";

/** How often it is looked whether the files are still there, in milliseconds. */
const everyMs = 1_000;

/**
 * Calls back when one of the files is no longer at its path. The system lets a process write on to a file that was deleted or
 * replaced, and nobody will find again what it writes.
 */
export function watchFiles(paths: string[], onGone: (path: string) => void): { close(): void } {
  const known = paths.map((path) => ({ path, inode: statSync(path).ino }));
  const look = () => {
    for (const { path, inode } of known) {
      stat(path, (error, found) => {
        if (error ? error.code === "ENOENT" : found.ino !== inode) onGone(path);
      });
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return { close: () => clearInterval(timer) };
}
