import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

// To ask for random bytes costs more than to get many.
const pool = Buffer.alloc(4_096);
let used = pool.length;
let msecs = 0;
let seq = 0;

/** A new id: a UUID (version 7), later than those that this process has made before it. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, (used += 16));
  const now = Date.now();
  seq = now > msecs ? random.readUInt32BE(6) >>> 1 : seq + 1;
  msecs = Math.max(now, msecs);
  return v7({ msecs, seq, random });
}
