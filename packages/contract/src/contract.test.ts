import type { OperationId } from "@rolewright/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "./api.ts";
import { behaviours } from "./behaviours/index.ts";
import { checkNames, checks } from "./check-names.ts";
import { description } from "./own-description.ts";
import type { Report } from "./report/report.ts";
import { statusTable } from "./report/text.ts";
import { runContract } from "./run-contract.ts";
import { type RunningTarget, targets } from "./targets.ts";
import { World } from "./world.ts";

describe.each(targets.filter(({ skipped }) => skipped === undefined))(
  "$name",
  ({ name, honoursPrefer, keepsState, isOurs, start, cannot = {} }) => {
    let running: RunningTarget;
    let world: World;
    let report: Report;

    beforeAll(async () => {
      running = await start();
      world = new World(new Api(running));
      const { url, apiKey, otherApiKey, isDemo } = running;
      report = await runContract({
        baseUrl: url,
        apiKey,
        secondKey: otherApiKey,
        ...(isDemo && {
          member: "ada@fernhill.example",
          assignedRoles: ["role-uuid-3", "PROJECT-ID/project-role-uuid-3"],
        }),
        prefer: honoursPrefer,
        stateless: !keepsState,
        // To name a target is leave to write to it.
        allowRemote: true,
        // What is made up, `run-contract.test.ts` and the campaign look at.
        fuzz: 0,
        // Other tests run beside these.
        maxResponseTimeMs: 9_000,
      });
    }, 120_000);

    afterAll(async () => {
      await world.restore();
      await running.stop();
      console.log(`\n${name}: which answers were seen\n\n${statusTable(report)}\n`);
    });

    it.for(checkNames.map((check) => ({ check, holds: checks[check] })))(
      "$check: $holds",
      ({ check }, { skip }) => {
        const findings = report.findings.filter((finding) => finding.check === check);
        expect(findings.map(({ what }) => what)).toEqual(cannot[check] ?? []);
        const result = report.checks.find((each) => each.check === check);
        if (result?.outcome === "not run") skip(result.notRun.join("; "));
      },
    );

    it("is left as it was", () => {
      expect(report.left).toEqual([]);
    });

    it.runIf(honoursPrefer)("has given every documented answer of every operation", () => {
      const { missing, notReachable } = report.coverage.parts.find(({ kind }) => kind === "responses") ?? {};
      expect({ missing, notReachable }).toEqual({ missing: [], notReachable: [] });
    });

    const own = behaviours
      .filter(() => isOurs)
      .filter(({ byPreference = honoursPrefer }) => byPreference === honoursPrefer)
      .filter(({ needsState = false }) => keepsState || !needsState);

    describe.each(own.length === 0 ? [] : description.operations)("$operationId", (operation) => {
      it.each(own.filter(({ appliesTo }) => appliesTo?.(operation) ?? true))("$title", ({ run }) =>
        run(operation.operationId as OperationId, world),
      );
    });
  },
);

it.for(targets.filter(({ skipped }) => skipped !== undefined))(
  "$name is skipped: $skipped",
  ({ skipped }, { skip }) => skip(skipped),
);
