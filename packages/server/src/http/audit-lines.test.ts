import { describe, expect, it } from "vitest";
import type { Log } from "../observability/log.ts";
import { StoreUnavailableError } from "../storage/store.ts";
import { demo, startOnStore } from "./server.test-support.ts";

describe("the audit log", () => {
  it("has one line for each write, with who changed what, and no secret", async () => {
    const lines: Record<string, unknown>[] = [];
    const log: Log = {
      isInfo: true,
      isDebug: false,
      error() {},
      debug() {},
      info: (fields, message) => lines.push({ ...fields, message }),
    };
    const { call } = await startOnStore(() => ({}), { log });
    await call("GET");
    const created = await call("POST", { name: "Auditor", policyIds: [] });
    await call("POST", { name: "Auditor", policyIds: [] });
    await call("POST", { name: "Auditor", policyIds: [] }, "confident_org_unknown");
    const { data } = (await created.json()) as { data: { role: { id: string } } };
    const common = {
      message: "audit",
      operationId: "createOrganizationRole",
      requestId: expect.stringMatching(/\S/),
      projectId: undefined,
      ipAddress: "127.0.0.1",
    };
    const caller = { organizationId: "ORGANIZATION-ID", apiKeyId: expect.stringMatching(/^\d{1,15}$/) };
    expect(lines).toEqual([
      { ...common, ...caller, resourceId: data.role.id, statusCode: 200, outcome: "success" },
      { ...common, ...caller, resourceId: undefined, statusCode: 409, outcome: "rejected" },
      {
        ...common,
        organizationId: undefined,
        apiKeyId: undefined,
        resourceId: undefined,
        statusCode: 401,
        outcome: "rejected",
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/confident_/);
  });

  it("has a line for each deletion, without an API key that was sent as an ID", async () => {
    const lines: object[] = [];
    const log: Log = {
      isInfo: true,
      isDebug: false,
      error() {},
      debug() {},
      info: (fields) => lines.push(fields),
    };
    const { remove } = await startOnStore(() => ({}), { log });
    await remove("/v1/organization/roles/Confident_org_secret");
    await remove(`/v1/projects/PROJECT-ID/roles/${"a".repeat(200)}`);
    expect(lines).toMatchObject([
      { operationId: "deleteOrganizationRole", resourceId: "[redacted]", statusCode: 404 },
      { operationId: "deleteProjectRole", projectId: "PROJECT-ID", resourceId: "a".repeat(128) },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/confident_org/i);
  });

  it("says that the outcome of a failed write is unknown, and that of an unavailable store is not", async () => {
    const lines: object[] = [];
    const log: Log = {
      isInfo: true,
      isDebug: false,
      error() {},
      debug() {},
      info: (fields) => lines.push(fields),
    };
    for (const error of [new Error("broken"), new StoreUnavailableError("The disk is full.")]) {
      const { call } = await startOnStore(() => ({ write: () => Promise.reject(error) }), { log });
      await call("POST", { name: "Auditor", policyIds: [] });
    }
    expect(lines).toMatchObject([
      { statusCode: 500, outcome: "unknown" },
      { statusCode: 503, outcome: "unavailable" },
    ]);
  });
});

describe("X-Request-Id", () => {
  it("is that of the caller if it is valid, and else a new one", async () => {
    const { call } = await demo();
    const idFor = async (sent: string) =>
      (await call("/v1/projects", { headers: { "X-Request-Id": sent } })).headers.get("x-request-id");
    expect(await idFor("order-66")).toBe("order-66");
    expect(await idFor("a b")).toMatch(/^[\da-f-]{36}$/);
  });

  it("is never an API key, which would appear in the log", async () => {
    const { apiKey, call } = await demo();
    const response = await call("/v1/projects", { headers: { "X-Request-Id": apiKey } });
    expect(response.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  });
});
