import { describe, expect, it } from "vitest";
import { sql } from "../storage/statements.ts";
import { queryOne } from "../storage/store.ts";
import { demo } from "./server.test-support.ts";

describe("--prefer-header", () => {
  it("selects a documented response, and has no effect", async () => {
    const { call } = await demo({ preferHeader: true });
    const create = (prefer: string) =>
      call("/v1/organization/roles", {
        method: "POST",
        body: JSON.stringify({ name: "Auditor", policyIds: [] }),
        headers: { "Content-Type": "application/json", Prefer: prefer },
      });
    const [conflict, system, default418, unknown, real] = [
      await create("code=409"),
      await create("example=builtInRoleName"),
      await create("code=418"),
      await create("code=299"),
      await create("respond-async"),
    ];
    expect([conflict.status, system.status, default418.status, unknown.status, real.status]).toEqual([
      409, 409, 418, 400, 200,
    ]);
    expect(await system.text()).toContain('\\"Admin\\" is the name');
    expect(await unknown.text()).toContain("builtInRoleName");
    expect((await create("code=503")).headers.get("retry-after")).toBe("30");
  });

  it("has no effect without the option", async () => {
    const { call } = await demo();
    expect((await call("/v1/projects", { headers: { Prefer: "code=503" } })).status).toBe(200);
  });
});

describe("testing options", () => {
  it("fail requests with 503 and no effect (--error-rate)", async () => {
    const server = await demo({ errorRate: 1 });
    const response = await server.call("/v1/projects/PROJECT-ID", { method: "DELETE" });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    const project = await server.store.read(() => queryOne(sql.project, "ORGANIZATION-ID", "PROJECT-ID"));
    expect(project).toMatchObject({ name: "Checkout assistant" });
  });

  it("delay responses (--response-delay)", async () => {
    const { call } = await demo({ responseDelayMs: 50 });
    const before = performance.now();
    await call("/v1/projects");
    expect(performance.now() - before).toBeGreaterThan(45);
  });
});
