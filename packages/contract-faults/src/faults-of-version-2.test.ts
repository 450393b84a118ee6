/** Every fault of version 2. This takes a minute: `test:stress` runs it, `test` does not. */
import { expect, test } from "vitest";
import { runKitOnFault } from "./run-kit-on-fault.ts";
import { faultsOfVersion2 } from "./version-2/index.ts";

test.each(faultsOfVersion2)("$check finds $name: $description", { timeout: 180_000 }, async (fault) => {
  const findings = await runKitOnFault(fault);
  expect(findings.map(({ check }) => check)).toContain(fault.check);
});
