import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

// One large request for random bytes is cheaper than many small ones.
const randomPool = Buffer.alloc(4_096);
let usedBytes = randomPool.length;

/** Returns a function that creates UUIDs (version 7). Each sorts after all that it has created before. */
export function createIdGenerator(readMs: () => number): () => string {
  let msecs = 0;
  let seq = 0;
  return () => {
    if (usedBytes === randomPool.length) {
      randomFillSync(randomPool);
      usedBytes = 0;
    }
    const random = randomPool.subarray(usedBytes, (usedBytes += 16));
    const now = readMs();
    seq = now > msecs ? random.readUInt32BE(6) >>> 1 : seq + 1;
    msecs = now;
    return v7({ msecs, seq, random });
  };
}

/** Returns when a UUID of version 7 was created, in milliseconds since 1970. `undefined` for any other ID. */
export function readIdTime(id: string): number | undefined {
  const [, high, low] = /^([\da-f]{8})-([\da-f]{4})-7/.exec(id) ?? [];
  return high === undefined ? undefined : Number.parseInt(`${high}${low}`, 16);
}
