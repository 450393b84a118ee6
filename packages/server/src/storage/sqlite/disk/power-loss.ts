import type { DiskEvent } from "./trace.ts";

/** Creates a seeded createRandom number generator (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The unit that disks write atomically, in bytes. */
const sector = 512;

/**
 * Returns the files as they may be after a power loss. Synced writes are complete. Each sector of other writes is present,
 * missing, or garbage.
 */
export function filesAfterPowerLoss(events: DiskEvent[], chance: () => number): Map<string, Buffer> {
  const synced = new Map<string, Buffer>();
  const pending = new Map<string, DiskEvent[]>();
  /** The writes that the current sync of each thread covers. */
  const covered = new Map<string, DiskEvent[]>();
  for (const event of events) {
    if (event.kind === "output") continue;
    if (event.kind === "unlink") {
      synced.delete(event.file);
      pending.delete(event.file);
    } else if (event.kind === "begin sync") {
      covered.set(event.thread, pending.get(event.file) ?? []);
    } else if (event.kind === "sync") {
      const waiting = pending.get(event.file) ?? [];
      const done = new Set(covered.get(event.thread) ?? waiting);
      covered.delete(event.thread);
      for (const each of waiting.filter((one) => done.has(one)))
        synced.set(event.file, apply(synced.get(event.file), each));
      pending.set(
        event.file,
        waiting.filter((one) => !done.has(one)),
      );
    } else {
      pending.set(event.file, [...(pending.get(event.file) ?? []), event]);
    }
  }
  for (const [file, events_] of pending) {
    for (const event of events_) {
      for (const part of tearWrite(event, chance)) synced.set(file, apply(synced.get(file), part));
    }
  }
  return synced;
}

function apply(content: Buffer = Buffer.alloc(0), event: DiskEvent): Buffer {
  if (event.kind === "truncate") {
    return event.length <= content.length
      ? Buffer.from(content.subarray(0, event.length))
      : Buffer.concat([content, Buffer.alloc(event.length - content.length)]);
  }
  if (event.kind !== "write") return content;
  const result = Buffer.alloc(Math.max(content.length, event.at + event.bytes.length));
  content.copy(result);
  event.bytes.copy(result, event.at);
  return result;
}

/** Returns the sectors of a write that have reached the disk. */
function tearWrite(event: DiskEvent, chance: () => number): DiskEvent[] {
  if (event.kind !== "write") return chance() < 0.5 ? [event] : [];
  const fate = chance();
  if (fate < 0.3) return [event];
  if (fate < 0.6) return [];
  const parts: DiskEvent[] = [];
  for (let from = 0; from < event.bytes.length; from += sector) {
    const bytes = Buffer.from(event.bytes.subarray(from, from + sector));
    const luck = chance();
    if (luck < 0.2) bytes.fill(Math.floor(chance() * 256));
    if (luck < 0.7) parts.push({ ...event, at: event.at + from, bytes });
  }
  return parts;
}
