import { checkNames } from "@rolewright/contract";
import { expect, it } from "vitest";
import { crossedFaults } from "./faults/array-server.ts";
import { faults } from "./index.ts";
import { validVariants } from "./valid-variants.ts";
import { faultsOfVersion2 } from "./version-2/index.ts";

const allFaults = [...faults, ...crossedFaults, ...faultsOfVersion2];

it.each(["name", "description"] as const)("gives every fault and every variant its own %s", (field) => {
  const values = [...allFaults, ...validVariants].map((each) => each[field]);
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
});

it("has a fault for every check that looks at responses", () => {
  // These two look at the description only.
  const descriptionChecks = ["examples_valid", "forward_compatibility"];
  const covered = new Set<string>([...allFaults.map(({ check }) => check), ...descriptionChecks]);
  expect(checkNames.filter((check) => !covered.has(check))).toEqual([]);
});
