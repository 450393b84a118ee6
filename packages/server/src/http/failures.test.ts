import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { StoreUnavailableError } from "../storage/store.ts";
import { demo, startOnStore } from "./server.test-support.ts";

describe("an internal failure", () => {
  it("results in a 500 without its details", async () => {
    const { call } = await startOnStore(() => ({ write: () => Promise.reject(new Error("secret detail")) }));
    const response = await call("POST", { name: "x", policyIds: [] });
    expect(response.status).toBe(500);
    expect(response.headers.get("x-request-id")).toMatch(/\S/);
    const text = await response.text();
    expect(text).not.toContain("secret");
    expect(JSON.parse(text)).toEqual({
      success: false,
      error: expect.stringContaining("An internal error occurred"),
    });
  });

  it("results in a 503 with Retry-After if nothing was written", async () => {
    const { call } = await startOnStore(() => ({
      write: () => Promise.reject(new StoreUnavailableError("The disk is full.")),
    }));
    const response = await call("POST", { name: "x", policyIds: [] });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.text()).not.toContain("disk");
  });
});

describe("limits", () => {
  it("reject too many concurrent requests with 503, and accept later ones", async () => {
    const waiting: (() => void)[] = [];
    const { call } = await startOnStore(
      (store) => ({
        read: async (unit) => {
          await new Promise<void>((resolve) => waiting.push(resolve));
          return store.read(unit);
        },
      }),
      { maxConcurrentRequests: 2 },
    );
    const pending = [call("GET"), call("GET")];
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    const rejected = await call("GET");
    expect([rejected.status, rejected.headers.get("retry-after")]).toEqual([503, "1"]);
    const release = setInterval(() => waiting.splice(0).forEach((resolve) => resolve()), 1);
    expect((await Promise.all(pending)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await call("GET")).status).toBe(200);
    clearInterval(release);
  });

  it("reject too many requests of a key in a minute with 429", async () => {
    const { call } = await demo({ rateLimit: 3 });
    const responses = [];
    for (let count = 0; count < 8; count += 1) responses.push(await call("/v1/projects"));
    const rejected = responses.filter(({ status }) => status === 429);
    // A new minute may start once in between.
    expect(rejected.length).toBeGreaterThanOrEqual(2);
    expect(Number(rejected[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("reject the thousand-and-first role, policy and project with 409", async () => {
    const { call } = await demo();
    for (const [path, body] of [
      ["/v1/organization/roles", { policyIds: [] }],
      ["/v1/organization/policies", { permissionIds: [] }],
      ["/v1/projects", {}],
    ] as const) {
      const create = (name: string) =>
        call(path, {
          method: "POST",
          body: JSON.stringify({ ...body, name }),
          headers: { "Content-Type": "application/json" },
        });
      const statuses = [];
      for (let index = 0; index < 11; index += 1) {
        const group = await Promise.all(Array.from({ length: 91 }, (_, at) => create(`${index} ${at}`)));
        statuses.push(...group.map(({ status }) => status));
      }
      const inDemo = { "/v1/organization/roles": 1, "/v1/organization/policies": 2, "/v1/projects": 1 }[path];
      expect(statuses.filter((status) => status === 200)).toHaveLength(1_000 - inDemo);
      const rejected = await create("one more");
      expect(rejected.status).toBe(409);
      expect(await rejected.text()).toContain("This organization already has the maximum of 1,000");
    }
  });
});

describe("a database whose files are damaged while the server runs", () => {
  it.each<[string, (folder: string) => void]>([
    ["all files are deleted", (folder) => rmSync(folder, { recursive: true })],
    ["the log is deleted", (folder) => rmSync(join(folder, "roles.db-wal"))],
    // Another process would create a new one, and not see the locks of the server.
    ["the shared memory is deleted", (folder) => rmSync(join(folder, "roles.db-shm"))],
    ["the database is emptied", (folder) => truncateSync(join(folder, "roles.db"))],
  ])("results in 503 within two seconds if %s, before more writes are lost", async (_, damage) => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-damaged-"));
    const { call, url } = await demo({ database: join(folder, "roles.db") });
    expect((await call("/v1/projects")).status).toBe(200);
    damage(folder);
    await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503), {
      timeout: 2_000,
      interval: 50,
    });
    expect((await call("/v1/projects")).status).toBe(503);
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("probes", () => {
  it("respond without an API key", async () => {
    const { url, call } = await demo();
    await call("/v1/projects");
    for (const path of ["/livez", "/readyz"]) expect((await fetch(`${url}${path}`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      'http_requests_total{method="GET",route="/v1/projects",operation_id="listProjects",status_code="200"} 1',
    );
  });

  it("fail readiness, but not liveness, if the database is unavailable", async () => {
    const { get } = await startOnStore(() => ({
      write: () => Promise.reject(new StoreUnavailableError("PostgreSQL is away.")),
    }));
    expect((await get("/readyz")).status).toBe(503);
    expect((await get("/livez")).status).toBe(200);
  });
});
