/** The crossed faults in front of the array server. This takes minutes: `test:stress` runs it, `test` does not. */
import { shareOf } from "@rolewright/test-support";
import { expect, test } from "vitest";
import { crossedFaults } from "./faults/array-server.ts";
import { runKitOnFault } from "./run-kit-on-fault.ts";

test.each(shareOf(crossedFaults))("$check finds $name: $description", { timeout: 180_000 }, async (fault) => {
  const { failedChecks } = await runKitOnFault(fault);
  expect(failedChecks).toContain(fault.check);
});
