/**
 * The faults that the kit does not find yet. Each needs a whole run, so only `test:missed-faults` runs this, after a change of
 * the kit's checks. It fails when the kit finds one, so that the fault leaves the list.
 */
import { expect, test } from "vitest";
import { faults } from "./index.ts";
import { missedFaults } from "./missed-faults.ts";
import { runKitOnFault } from "./run-kit-on-fault.ts";

test.each(faults.filter(({ name }) => missedFaults.has(name)))(
  "$check does not find $name yet: $description",
  { timeout: 180_000 },
  async (fault) => {
    const findings = await runKitOnFault(fault);
    expect(findings.map(({ check }) => check)).not.toContain(fault.check);
  },
);
