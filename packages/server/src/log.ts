import type { Logger } from "pino";

/** Where a server says what happens to it, as lines of JSON. */
export interface Log {
  error(fields: object, message: string): void;
  /** Whether anybody wants to see every answer. */
  readonly isDebug: boolean;
  debug(fields: object, message: string): void;
}

/** A log of this level and above. Its writer is loaded for the first line: a start that goes well has none. */
export function createLog(level: string): Log {
  let loading: Promise<Logger> | undefined;
  const loaded = () => (loading ??= import("pino").then(({ pino }) => pino({ level })));
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
