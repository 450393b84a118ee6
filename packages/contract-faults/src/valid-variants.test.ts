/** Every valid variant. This takes minutes: `test:stress` runs it, `test` does not. */
import { shareOf } from "@rolewright/test-support";
import { expect, test } from "vitest";
import { runKitOnFault } from "./run-kit-on-fault.ts";
import { validVariants } from "./valid-variants.ts";

test.each(shareOf(validVariants))(
  "no check fails on $name: $description",
  { timeout: 600_000 },
  async (variant) => {
    expect((await runKitOnFault(variant)).findings).toEqual([]);
  },
);
