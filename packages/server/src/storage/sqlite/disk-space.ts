import { statfs, statfsSync, type StatsFs } from "node:fs";
import { dirname } from "node:path";

/** Twice the size that the log may otherwise reach, in bytes. */
const lowSpaceBytes = 128 * 2 ** 20;

/** The interval between two checks, in milliseconds. */
const checkIntervalMs = 1_000;

/** Calls back at once, and whenever the disk of a file begins or ceases to have little space. */
export function watchDiskSpace(file: string, onChange: (isLow: boolean) => void): { close(): void } {
  const folder = dirname(file);
  let wasLow: boolean | undefined;
  const report = ({ bavail, bsize }: StatsFs) => {
    const isLow = bavail * bsize < lowSpaceBytes;
    if (isLow !== wasLow) onChange(isLow);
    wasLow = isLow;
  };
  report(statfsSync(folder));
  const timer = setInterval(() => {
    // A folder that was deleted is reported elsewhere.
    statfs(folder, (error, stats) => !error && report(stats));
  }, checkIntervalMs).unref();
  return { close: () => clearInterval(timer) };
}
