import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "./api.ts";
import { behaviours } from "./behaviours/index.ts";
import { coverageTable, documentedAnswers } from "./coverage.ts";
import { operations } from "./description.ts";
import { type RunningTarget, targets } from "./targets.ts";
import { World } from "./world.ts";

describe.each(targets.filter(({ skipped }) => skipped === undefined))(
  "$name",
  ({ name, honoursPrefer, keepsState, start }) => {
    let running: RunningTarget;
    let world: World;

    beforeAll(async () => {
      running = await start();
      world = new World(new Api(running));
    });

    afterAll(async () => {
      await world.restore();
      await running.stop();
      console.log(`\n${name}: which answers were seen\n\n${coverageTable(world.api.seen)}\n`);
      if (world.isolation.length > 0) {
        console.log(`${name}: another organization's, nobody's\n\n${world.isolation.join("\n")}\n`);
      }
    });

    const expected = behaviours
      .filter(({ byPreference = honoursPrefer }) => byPreference === honoursPrefer)
      .filter(({ needsState = false }) => keepsState || !needsState);

    describe.each(operations)("$operationId", (operation) => {
      it.each(expected.filter(({ appliesTo }) => appliesTo?.(operation) ?? true))("$title", ({ run }) =>
        run(operation, world),
      );
    });

    it.runIf(honoursPrefer)("has given every documented answer of every operation", () => {
      expect(documentedAnswers.filter((answer) => !world.api.seen.has(answer))).toEqual([]);
    });
  },
);

it.for(targets.filter(({ skipped }) => skipped !== undefined))(
  "$name is skipped: $skipped",
  ({ skipped }, { skip }) => skip(skipped),
);
