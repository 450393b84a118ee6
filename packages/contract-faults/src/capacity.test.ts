import { runContract } from "@rolewright/contract";
import { expect, it, onTestFinished } from "vitest";
import { startFaultyServer } from "./fault-proxy.ts";
import { kitOptions } from "./run-kit-on-fault.ts";
import { errorResponse } from "./transforms.ts";

it("reports an incomplete run without findings when the server has no room for more", async () => {
  const server = await startFaultyServer({
    inject: () => {
      let capacity = 8;
      return async (request, next) => {
        if (request.operationId !== "createOrganizationPolicy") return next(request);
        if (capacity <= 0) return errorResponse(409, "Limit reached.");
        const response = await next(request);
        if (response.status === 200) capacity -= 1;
        return response;
      };
    },
  });
  onTestFinished(server.close);
  const only = ["name_uniqueness", "positive_data_acceptance", "name_uniqueness_race"] as const;
  const report = await runContract({ ...kitOptions(server), checks: only, maxExamples: 100 });
  expect(report.findings).toEqual([]);
  expect(report.incompleteReason).toContain("createOrganizationPolicy could not create more resources");
});
