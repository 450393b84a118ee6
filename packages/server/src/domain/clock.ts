import { createIdGenerator } from "./ids.ts";

/**
 * The time of one database, which never goes back, so that lists stay in the order of creation, and expired keys stay expired.
 * While the clock of the machine is behind, because somebody has set it back or it was behind at the start, time passes at
 * half speed until that clock has caught up. It does not stand still: an export that was started must be completed.
 */
export interface Clock {
  /** Returns the current time as ISO 8601 in UTC, as responses show it. */
  now(): string;
  /** Returns the current time in milliseconds since 1970. */
  readMs(): number;
  /** Creates a UUID (version 7). Each sorts after all earlier ones. */
  createId(): string;
  /** Moves on to a time, in milliseconds since 1970, unless it is in the past. */
  advanceTo(ms: number): void;
  /** Returns by how many milliseconds the clock of the machine is behind. */
  readLead(): number;
}

/** What a clock reads, in milliseconds. */
export interface TimeSource {
  /** The clock of the machine, since 1970. */
  readWallClock(): number;
  /** A time that nobody sets, since any moment. */
  readStopwatch(): number;
}

const machineTime: TimeSource = { readWallClock: () => Date.now(), readStopwatch: () => performance.now() };

/** Creates a clock. Requests of one millisecond share the text of the time, since formatting is slow. */
export function createClock({ readWallClock, readStopwatch }: TimeSource = machineTime): Clock {
  let currentMs = 0;
  /** Where time passes at half speed from. `undefined` while the clock of the machine is right. */
  let halfSpeed: { fromMs: number; since: number } | undefined;
  let text = "";
  let textMs = 0;

  function readMs(): number {
    const wallMs = readWallClock();
    if (wallMs < currentMs || halfSpeed) {
      const stopwatchMs = readStopwatch();
      halfSpeed ??= { fromMs: currentMs, since: stopwatchMs };
      currentMs = halfSpeed.fromMs + Math.floor((stopwatchMs - halfSpeed.since) / 2);
    }
    if (wallMs >= currentMs) {
      currentMs = wallMs;
      halfSpeed = undefined;
    }
    return currentMs;
  }

  return {
    now() {
      const ms = readMs();
      if (ms !== textMs) text = new Date(ms).toISOString();
      textMs = ms;
      return text;
    },
    readMs,
    createId: createIdGenerator(readMs),
    advanceTo(ms) {
      if (ms <= readMs()) return;
      currentMs = ms;
      halfSpeed = undefined;
    },
    readLead: () => readMs() - readWallClock(),
  };
}

/**
 * Returns the time of a new item of a list: the current time, or a millisecond after the newest item if that is not in the past.
 * The processes that share a database have different clocks.
 *
 * @param newest The time of the newest item. Empty if there is none.
 */
export const toCreationTime = (now: string, newest: string): string =>
  now > newest ? now : new Date(Date.parse(newest) + 1).toISOString();
