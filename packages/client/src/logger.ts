import { readEnvironmentVariable } from "./environment.ts";
import { ConfigurationError } from "./errors.ts";
import type { ClientEvent, EventListener } from "./events.ts";

/** Receives log entries: `console`, pino, winston and others. */
export interface Logger {
  debug(message: string, fields: Record<string, unknown>): void;
  info(message: string, fields: Record<string, unknown>): void;
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

const methods = ["debug", "info", "warn", "error"] as const;

const levels = ["off", "error", "warn", "info", "debug"] as const;

export type LogLevel = (typeof levels)[number];

/** The severity and the message of each event. */
const entries = {
  request: ["debug", "request sent"],
  response: ["info", "response received"],
  retry: ["warn", "request retried"],
  deprecation: ["warn", "operation deprecated"],
  "api-key-warning": ["warn", "API key outgoing"],
} as const satisfies Record<ClientEvent["type"], readonly [LogLevel, string]>;

/**
 * Creates a listener that logs events, or `undefined` if nothing is logged.
 *
 * @throws {ConfigurationError} if the level is unknown, or if the logger lacks a method.
 */
export function createLogListener(
  logger: Logger | null | undefined,
  logLevel: LogLevel | undefined,
): EventListener | undefined {
  const level = logLevel ?? readEnvironmentVariable("ROLEWRIGHT_LOG") ?? "off";
  const severity = levels.indexOf(level as LogLevel);
  if (severity < 0)
    throw new ConfigurationError(
      `The log level is ${JSON.stringify(level)}. Set \`logLevel\` or ROLEWRIGHT_LOG to one of: ${levels.join(", ")}.`,
    );
  for (const method of methods)
    if (logger && typeof logger[method] !== "function")
      throw new ConfigurationError(
        `\`logger\` has no method \`${method}\`. Use an object with the methods of console.`,
      );
  if (severity === 0) return undefined;
  return ({ type, ...fields }) => {
    const [entryLevel, message] = entries[type];
    // Returned, because a logger can be asynchronous, and its failures must not affect the call.
    if (levels.indexOf(entryLevel) <= severity)
      return (logger ?? console)[entryLevel](message, toLogFields(fields));
  };
}

/** Errors become their message: a logger would print their headers and body. */
const toLogFields = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value instanceof Error ? value.message : value]),
  );
