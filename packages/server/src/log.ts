import { writeSync } from "node:fs";
import type { Logger } from "pino";

/** Where a server says what happens to it, as lines of JSON. */
export interface Log {
  error(fields: object, message: string): void;
  /** Whether anybody wants to see every answer. */
  readonly isDebug: boolean;
  debug(fields: object, message: string): void;
}

/** Standard output. With a writer of pino's own, a log whose disk is full would stop the server for good. */
const output = {
  write(line: string): void {
    try {
      writeSync(1, line);
    } catch {
      // What cannot be said is lost; the next line is tried again.
    }
  },
};

/** A log of this level and above. Its writer is loaded for the first line: a start that goes well has none. */
export function createLog(level: string): Log {
  let loading: Promise<Logger> | undefined;
  const loaded = () => (loading ??= import("pino").then(({ pino }) => pino({ level }, output)));
  const isSilent = level === "silent";
  return {
    error(fields, message) {
      if (!isSilent) void loaded().then((logger) => logger.error(fields, message));
    },
    isDebug: level === "debug" || level === "trace",
    debug(fields, message) {
      if (this.isDebug) void loaded().then((logger) => logger.debug(fields, message));
    },
  };
}
