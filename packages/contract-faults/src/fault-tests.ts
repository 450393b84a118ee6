import { shareOf } from "@rolewright/test-support";
import { expect, test } from "vitest";
import { faults } from "./index.ts";
import { runKitOnFault } from "./run-kit-on-fault.ts";

/** The number of files that share the faults. vitest runs files in parallel, and the tests of one file one after the other. */
const shardCount = 2;

/** Registers a test for each fault of a shard. */
export function testFaultShard(shard: number): void {
  test.each(shareOf(faults).filter((_, index) => index % shardCount === shard))(
    "$check finds $name: $description",
    { timeout: 180_000 },
    async (fault) => {
      const { failedChecks } = await runKitOnFault(fault);
      expect(failedChecks).toContain(fault.check);
    },
  );
}
