import type { OperationId } from "@rolewright/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ContractClient } from "./contract-client.ts";
import { behaviors } from "./behaviors/index.ts";
import { checkNames, checks, type Report, runContract } from "@rolewright/contract";
import { description } from "./description.ts";
import { statusTable } from "@rolewright/contract/internal";
import { type RunningTarget, targets } from "./targets.ts";
import { Fixtures } from "./fixtures.ts";

describe.each(targets.filter(({ skipReason }) => skipReason === undefined))(
  "$name",
  ({ name, supportsPrefer, isStateful, isOwn, start, knownFindings = {} }) => {
    let running: RunningTarget;
    let fixtures: Fixtures;
    let report: Report;

    beforeAll(async () => {
      running = await start();
      fixtures = new Fixtures(new ContractClient(running));
      const { url, apiKey, otherApiKey, isDemo } = running;
      report = await runContract({
        baseUrl: url,
        apiKey,
        secondApiKey: otherApiKey,
        ...(isDemo && {
          memberEmail: "ada@fernhill.example",
          assignedRoleIds: ["role-uuid-3", "PROJECT-ID/project-role-uuid-3"],
        }),
        usePreferHeader: supportsPrefer,
        stateless: !isStateful,
        // Naming a target in the environment permits writing to it.
        allowRemote: true,
        // The tests of the kit and `test:stress` send random requests.
        maxExamples: 0,
        // Other tests run at the same time.
        maxResponseTimeMs: 9_000,
      });
    }, 120_000);

    afterAll(async () => {
      await fixtures.cleanUp();
      await running.stop();
      console.log(`\n${name}: documented responses seen\n\n${statusTable(report)}\n`);
    });

    it.for(checkNames.map((check) => ({ check, holds: checks[check] })))(
      "$check: $holds",
      ({ check }, { skip }) => {
        const findings = report.findings.filter((finding) => finding.check === check);
        expect(findings.map(({ message }) => message)).toEqual(knownFindings[check] ?? []);
        const result = report.checks.find((each) => each.check === check);
        if (result?.outcome === "not run") skip(result.skipReasons.join("; "));
      },
    );

    it("deletes every created resource", () => {
      expect(report.undeletedResources).toEqual([]);
    });

    it.runIf(supportsPrefer)("returned every documented response of every operation", () => {
      const { missing, unreachable } =
        report.coverage.dimensions.find(({ kind }) => kind === "responses") ?? {};
      expect({ missing, unreachable }).toEqual({ missing: [], unreachable: [] });
    });

    const ownBehaviors = behaviors
      .filter(() => isOwn)
      .filter(({ needsPreferHeader = supportsPrefer }) => needsPreferHeader === supportsPrefer)
      .filter(({ needsState = false }) => isStateful || !needsState);

    describe.each(ownBehaviors.length === 0 ? [] : description.operations)("$operationId", (operation) => {
      it.each(ownBehaviors.filter(({ appliesTo }) => appliesTo?.(operation) ?? true))("$title", ({ run }) =>
        run(operation.operationId as OperationId, fixtures),
      );
    });
  },
);

it.for(targets.filter(({ skipReason }) => skipReason !== undefined))(
  "$name is skipped: $skipped",
  ({ skipReason }, { skip }) => skip(skipReason),
);
