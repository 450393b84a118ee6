import { gunzipSync } from "node:zlib";
import {
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startServer } from "../index.ts";
import { setClock, Version2Api } from "./version-2.test-support.ts";

const hour = 3_600_000;
const day = 24 * hour;

describe.each(databaseKinds)("a clock that goes back, with %s", (kind) => {
  const skipReason = findSkipReason(kind);
  let database: TemporaryDatabase;
  let api: Version2Api;

  beforeAll(async () => {
    if (skipReason === undefined) database = await createTemporaryDatabase(kind);
  });

  beforeEach(async ({ skip }) => {
    if (skipReason !== undefined) skip(skipReason);
    api = new Version2Api(await startServer({ database: database.name }));
    await api.useNewOrganization();
  });

  afterEach(async () => {
    vi.useRealTimers();
    if (skipReason === undefined) await api.server.close();
  });

  afterAll(async () => {
    if (skipReason === undefined) await database.remove();
  });

  /** Stops the server and starts it again, with the clock at another time. */
  async function restartAt(time: number): Promise<void> {
    await api.server.close();
    setClock(time);
    const { organizationId, apiKey } = api;
    api = new Version2Api(await startServer({ database: database.name }));
    Object.assign(api, { organizationId, apiKey });
  }

  /** Creates one item of each list. */
  async function createItems(name: string): Promise<void> {
    await api.expectData("POST", "/organization/roles", { name, policyIds: [] });
    await api.expectData("POST", "/organization/policies", { name, permissionIds: [] });
    await api.expectData("POST", "/organization/api-keys", { name });
    await api.invite(`${name}@invited.example`);
    await api.join(`${name}@member.example`);
  }

  /** Returns the names of the created items in the order of each list. API keys are listed in reverse. */
  async function listItems(): Promise<string[][]> {
    const { roles } = await api.expectData("GET", "/organization/roles");
    const { policies } = await api.expectData("GET", "/organization/policies");
    const { apiKeys } = await api.expectData("GET", "/organization/api-keys");
    const { invitations } = await api.expectData("GET", "/organization/invitations");
    const { members } = await api.expectData("GET", "/organization/members");
    const texts: string[][] = [
      roles.map((role: { name: string }) => role.name),
      policies.map((policy: { name: string }) => policy.name),
      apiKeys.map((key: { name: string }) => key.name).toReversed(),
      invitations.map(({ email }: { email: string }) => email.split("@")[0]),
      members.map(({ email }: { email: string }) => email.split("@")[0]),
    ];
    return texts.map((names) => names.filter((name) => /^(first|second|third)$/.test(name)));
  }

  async function exportActions(): Promise<{ file: string; location: string }> {
    const exports = "/organization/audit-logs/exports";
    // After a restart, the time of the previous export is not over yet.
    const { id } = await poll(() => api.expectData("POST", exports, {}));
    const path = `${exports}/${id}`;
    await poll(async () => expect(await api.expectData("GET", path)).toMatchObject({ status: "COMPLETED" }));
    const location = (await api.send("GET", `${path}/download`)).headers.get("location") ?? "";
    return { file: await download(location), location };
  }

  const poll = <Result>(work: () => Promise<Result>) => vi.waitFor(work, { timeout: 10_000, interval: 50 });

  async function download(location: string): Promise<string> {
    const response = await fetch(location);
    return gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
  }

  it("keeps the order of creation in every list", async () => {
    setClock(Date.now());
    await createItems("first");
    setClock(Date.now() - hour);
    await createItems("second");
    await restartAt(Date.now() - 2 * hour);
    await createItems("third");
    for (const names of await listItems()) expect(names).toEqual(["first", "second", "third"]);
  });

  it("keeps the order of the audit log, and each export as it was", async () => {
    setClock(Date.now());
    const id = await api.addRole("first");
    setClock(Date.now() + 1_000);
    const first = await exportActions();
    await restartAt(Date.now() - hour);
    await api.expectData("DELETE", `/organization/roles/${id}`);
    const path = new URL(first.location);
    expect(await download(`${api.server.url}${path.pathname}${path.search}`)).toBe(first.file);
    const actions = (await exportActions()).file.match(/\w+OrganizationRole|create\w*Export/g);
    expect(actions).toEqual([
      "createOrganizationRole",
      "createOrganizationAuditLogExport",
      "deleteOrganizationRole",
    ]);
  });

  it("does not make an expired key, an outgoing value or a download URL valid again", async () => {
    const start = Date.now();
    setClock(start);
    const expiring = await api.expectData("POST", "/organization/api-keys", { name: "CI", expiresInDays: 1 });
    const rotated = await api.expectData("POST", "/organization/api-keys", { name: "Rotated" });
    await api.expectData("POST", `/organization/api-keys/${rotated.id}/rotate`, { gracePeriodInHours: 1 });
    setClock(start + 1_000);
    const { location } = await exportActions();
    const { pathname, search } = new URL(location);
    const tryAll = async () => {
      const list = (key: string) => api.send("GET", "/organization/roles", undefined, key);
      const file = await fetch(`${api.server.url}${pathname}${search}`);
      return [(await list(expiring.value)).status, (await list(rotated.value)).status, file.status];
    };
    expect(await tryAll()).toEqual([200, 200, 200]);
    setClock(start + day + hour);
    expect(await tryAll()).toEqual([401, 401, 404]);
    await api.addRole("Auditor");
    setClock(start);
    expect(await tryAll()).toEqual([401, 401, 404]);
    await restartAt(start);
    expect(await tryAll()).toEqual([401, 401, 404]);
  });
});

describe.skipIf(findSkipReason("postgres"))("processes with different clocks", () => {
  it("keep the order of creation in the lists of a scope", async () => {
    const database = await createTemporaryDatabase("postgres");
    const apis = [
      new Version2Api(await startServer({ database: database.name })),
      new Version2Api(await startServer({ database: database.name })),
    ] as const;
    const [ahead, behind] = apis;
    await ahead.useNewOrganization();
    behind.apiKey = ahead.apiKey;
    ahead.server.store.clock.advanceTo(Date.now() + hour);
    const names = ["first", "second", "third", "fourth"];
    for (const [index, name] of names.entries()) {
      await apis[index % 2 === 0 ? 0 : 1].addRole(name);
      await apis[index % 2 === 0 ? 0 : 1].expectData("POST", "/organization/api-keys", { name });
    }
    const { roles } = await behind.expectData("GET", "/organization/roles");
    expect(roles.slice(-4).map((role: { name: string }) => role.name)).toEqual(names);
    const { apiKeys } = await behind.expectData("GET", "/organization/api-keys");
    expect(apiKeys.slice(0, 4).map((key: { name: string }) => key.name)).toEqual(names.toReversed());
    for (const { server } of apis) await server.close();
    await database.remove();
  });
});
