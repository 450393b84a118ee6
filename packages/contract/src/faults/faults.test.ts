import { expect, test } from "vitest";
import { checkNames } from "../check-names.ts";
import { differences, faults } from "./index.ts";
import { whatTheKitFinds } from "./what-the-kit-finds.ts";

// All of them take many minutes: `campaign` runs them, `test` does not.
test.each(faults)("$check finds out: $what", { timeout: 180_000 }, async (fault) => {
  const found = await whatTheKitFinds(fault);
  expect(found.map(({ check }) => check)).toContain(fault.check);
});

test.each(differences)(
  "nothing is wrong with a server that is right. $what",
  { timeout: 300_000 },
  async (difference) => {
    expect(await whatTheKitFinds(difference)).toEqual([]);
  },
);

test("there are enough faults, each with a name and a sentence of its own", () => {
  expect(faults.length).toBeGreaterThanOrEqual(60);
  expect(differences.length).toBeGreaterThanOrEqual(8);
  for (const field of ["name", "what"] as const) {
    const all = [...faults, ...differences].map((each) => each[field]);
    expect(all.filter((each, index) => all.indexOf(each) !== index)).toEqual([]);
  }
});

test("every check that a server can fail has a fault to find", () => {
  // What these two look at is the description, not the server; that a server fails them by Prefer is for mocks.
  const ofTheDescription = ["examples_are_true", "forward_compatibility"];
  const planted = new Set<string>([...faults.map(({ check }) => check), ...ofTheDescription]);
  expect(checkNames.filter((check) => !planted.has(check))).toEqual([]);
});
