import { stat, statSync } from "node:fs";

/** The interval between two checks, in milliseconds. */
const checkIntervalMs = 1_000;

/**
 * Calls back when one of the files is deleted or replaced. The operating system lets a process continue to write to such a
 * file, and those writes are lost.
 */
export function watchFiles(paths: string[], onMissing: (path: string) => void): { close(): void } {
  const files = paths.map((path) => ({ path, inode: statSync(path).ino }));
  const checkFiles = () => {
    for (const { path, inode } of files) {
      stat(path, (error, found) => {
        if (error ? error.code === "ENOENT" : found.ino !== inode) onMissing(path);
      });
    }
  };
  const timer = setInterval(checkFiles, checkIntervalMs).unref();
  return { close: () => clearInterval(timer) };
}
