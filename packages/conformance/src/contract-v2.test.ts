/** Version 2 of the API on every target, with the checks and rules of the kit. */
import { checkNames, checks, type CheckName, type Report, runContract } from "@rolewright/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningTarget, targets } from "./targets.ts";

/** The mock returns the redirect of a download whatever the key is. */
const knownMockFindings = ["returns 302: the key is invalid"];

describe.each(targets.filter(({ skipReason, isOwn }) => skipReason === undefined && isOwn))(
  "version 2 of the $name",
  ({ supportsPrefer, isStateful, start, knownFindings = {} }) => {
    let running: RunningTarget;
    let report: Report;

    beforeAll(async () => {
      running = await start();
      const { url, apiKey, otherApiKey, acceptInvitation } = running;
      report = await runContract({
        api: "v2",
        baseUrl: url,
        apiKey,
        secondApiKey: otherApiKey,
        acceptInvitation,
        usePreferHeader: supportsPrefer,
        stateless: !isStateful,
        // The tests of the kit and `test:stress` send random requests.
        maxExamples: 0,
        // Other tests run at the same time.
        maxResponseTimeMs: 9_000,
      });
    }, 180_000);

    afterAll(() => running.stop());

    it.for(checkNames.map((check) => ({ check, verifies: checks[check] })))(
      "$check: $verifies",
      ({ check }, { skip }) => {
        const known = knownFindings[check as CheckName] ?? [];
        const expected = known.length > 0 && !isStateful ? [...known, ...knownMockFindings] : known;
        const messages = report.findings
          .filter((finding) => finding.check === check)
          .map(({ message }) => message);
        expect(messages.toSorted()).toEqual(expected.toSorted());
        const result = report.checks.find((each) => each.check === check);
        if (result?.outcome === "not run") skip(result.skipReasons.join("; "));
      },
    );

    it("has an operation for every test, and covers everything that requests can reach", () => {
      expect(report.incompleteReason).toBeUndefined();
      // A stateless server returns the same ID for each new policy, so that it accepts no list of many.
      const isReached = (item: string) => isStateful || !item.endsWith("/policyIds/maxItems valid");
      expect(
        report.coverage.dimensions.map(({ kind, missing }) => [kind, missing.filter(isReached)]),
      ).toEqual(["operations", "parameters", "keywords", "examples", "responses"].map((kind) => [kind, []]));
    });

    it("deletes every created resource", () => {
      expect(report.undeletedResources).toEqual([]);
    });
  },
);
