import { expect, it } from "vitest";
import { domainErrors } from "../domain/domain-error.ts";
import { addAuditEntry, createExport } from "./audit-log.ts";
import { describeOperations, now } from "./operations.test-support.ts";
import { toOrganizationScope } from "./scope.ts";

describeOperations("operations of the audit log", (context) => {
  const { write } = context;

  it("start another export when the one before is complete, and not before", async () => {
    const scope = toOrganizationScope(context);
    const entry = {
      id: context.store.clock.createId(),
      createdAt: now,
      action: "a",
      method: "POST",
      path: "/",
      statusCode: 200,
      projectId: null,
    };
    const by = { resourceId: null, apiKeyId: "k", apiKeyName: "k", ipAddress: null, userAgent: null };
    await write(() => addAuditEntry(context.organizationId, { ...entry, ...by }));
    const start = (time: string) =>
      write(() => createExport(scope, {}, { now: time, createId: context.store.clock.createId }));
    const first = await start(now);
    expect(first).toMatchObject({ createdAt: now });
    expect(await start("2026-11-28T00:00:00.499Z")).toEqual(domainErrors.exportInProgress());
    expect(await start("2026-11-28T00:00:00.500Z")).toMatchObject({ status: "IN_PROGRESS" });
  });
});
