import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

// One large request for random bytes is cheaper than many small ones.
const randomPool = Buffer.alloc(4_096);
let usedBytes = randomPool.length;
let msecs = 0;
let seq = 0;

/** Creates a UUID (version 7). Each sorts after all that this process has created before. */
export function createId(): string {
  if (usedBytes === randomPool.length) {
    randomFillSync(randomPool);
    usedBytes = 0;
  }
  const random = randomPool.subarray(usedBytes, (usedBytes += 16));
  const now = Date.now();
  seq = now > msecs ? random.readUInt32BE(6) >>> 1 : seq + 1;
  msecs = Math.max(now, msecs);
  return v7({ msecs, seq, random });
}
