import { writeSync } from "node:fs";
import type { Logger } from "pino";

/** Writes structured log lines as JSON. */
export interface Log {
  /** Writes a line about a failure. The field `err` is an error, which is written with its causes. */
  error(fields: object, message: string): void;
  /** Whether lines about normal events are written. */
  readonly isInfo: boolean;
  info(fields: object, message: string): void;
  /** Whether debug lines are written. */
  readonly isDebug: boolean;
  debug(fields: object, message: string): void;
}

type Level = "debug" | "info" | "error";

/** Creates a log that writes lines of this level and above. pino is loaded for the first line. */
export function createLog(level: string): Log {
  let logger: Logger | undefined;
  let loading: Promise<Logger> | undefined;
  const writeLine = (lineLevel: Level, fields: object, message: string): void => {
    if (logger) return logger[lineLevel](fields, message);
    loading ??= import("pino").then(({ pino }) => {
      // The standard serializer would merge the messages and stacks of causes, and omit their codes.
      const serializers = { err: pino.stdSerializers.errWithCause };
      return (logger = pino({ level, serializers }, output));
    });
    void loading.then((loaded) => loaded[lineLevel](fields, message));
  };
  const isSilent = level === "silent";
  const isDebug = level === "debug" || level === "trace";
  const isInfo = isDebug || level === "info";
  return {
    error(fields, message) {
      if (!isSilent) writeLine("error", fields, message);
    },
    isInfo,
    info(fields, message) {
      if (isInfo) writeLine("info", fields, message);
    },
    isDebug,
    debug(fields, message) {
      if (isDebug) writeLine("debug", fields, message);
    },
  };
}

/** How much text waits for a slow reader of the log, in bytes. More is lost, so that the server does not stop. */
const maxPendingBytes = 4 * 1024 * 1024;
const retryDelayMs = 20;

let pending: Buffer[] = [];
let pendingBytes = 0;
let isScheduled = false;

/**
 * Standard output. The lines of one turn of the event loop are written together. With pino's own writer, a full disk would
 * stop the server for good.
 */
const output = {
  write(line: string): void {
    if (pendingBytes > maxPendingBytes) return;
    const bytes = Buffer.from(line);
    pending.push(bytes);
    pendingBytes += bytes.length;
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  },
};

function flush(): void {
  isScheduled = false;
  let text = Buffer.concat(pending);
  try {
    while (text.length > 0) text = text.subarray(writeSync(1, text));
  } catch (error) {
    // A full pipe is read later. On a full disk, the lines are lost, and the next ones are written again.
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") text = Buffer.alloc(0);
  }
  pending = text.length > 0 ? [text] : [];
  pendingBytes = text.length;
  if (text.length === 0 || isScheduled) return;
  isScheduled = true;
  setTimeout(flush, retryDelayMs).unref();
}

process.on("exit", () => {
  if (pendingBytes > 0) flush();
});
