import { gunzipSync } from "node:zlib";
import {
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-databases";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { acceptInvitation, addOrganization, type RunningServer, startServer } from "../index.ts";
import { sql } from "../storage/statements.ts";
import { bindValues, queryBatch, type TransactionScript } from "../storage/store.ts";

/** The `data` and the error fields of any response. */
interface Body {
  success: boolean;
  // The tests know the shape of each response.
  data: any;
  error: string;
  details?: { usage: string; limit: string };
}

const owner = { organization: "role-uuid-0", project: "project-role-uuid-0" };

describe.each(databaseKinds)("version 2 on %s", (kind) => {
  const skipReason = findSkipReason(kind);
  let database: TemporaryDatabase;
  let server: RunningServer;
  let organizationId: string;
  let apiKey: string;

  beforeAll(async () => {
    if (skipReason !== undefined) return;
    database = await createTemporaryDatabase(kind);
    server = await startServer({ database: database.name });
  });

  afterAll(async () => {
    if (skipReason !== undefined) return;
    await server.close();
    await database.remove();
  });

  beforeEach(async ({ skip }) => {
    if (skipReason !== undefined) skip(skipReason);
    ({ id: organizationId, apiKey } = await addOrganization(server.store, "Acme"));
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  async function send(method: string, path: string, body?: unknown, key = apiKey) {
    const response = await fetch(`${server.url}/v2${path}`, {
      method,
      redirect: "manual",
      // The vendor's SDK sends the type without a body, too.
      headers: { CONFIDENT_API_KEY: key, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? {} : JSON.parse(text)) as Body,
    };
  }

  const expectData = async (method: string, path: string, body?: unknown) => {
    const response = await send(method, path, body);
    expect(response.body.error).toBeUndefined();
    return response.body.data;
  };
  const invite = async (email: string, path = "/organization", roleId?: string) => {
    const field = path === "/organization" ? "organizationRoleId" : "projectRoleId";
    const body = { emails: [email], ...(roleId !== undefined && { [field]: roleId }) };
    return (await expectData("POST", `${path}/invitations`, body)).invitations[0];
  };
  const join = async (email: string, path?: string, roleId?: string) => {
    const { token } = await invite(email, path, roleId);
    return (await acceptInvitation(server.store, token))?.memberId ?? "";
  };
  const addProject = async (name = "Checkout") =>
    (await expectData("POST", "/projects", { name })).project.id as string;
  const listRoleNames = async (path = "/organization") => {
    const { members } = await expectData("GET", `${path}/members?pageSize=100`);
    return members.map(
      (member: Record<string, { name: string } | null>) =>
        (member["organizationRole"] ?? member["projectRole"])?.name,
    );
  };
  const setClock = (time: string | number) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(time);
  };

  it("returns the same resources as version 1, in its own shapes", async () => {
    const role = await expectData("POST", "/organization/roles", { name: "Auditor", policyIds: [] });
    expect(role).toMatchObject({ name: "Auditor", organizationId });
    const first = await fetch(`${server.url}/v1/organization/roles`, {
      headers: { CONFIDENT_API_KEY: apiKey },
    });
    expect(((await first.json()) as Body).data.roles.at(-1)).toEqual(role);
    expect(await expectData("DELETE", `/organization/roles/${role.id}`)).toEqual({ id: role.id });
    expect(await expectData("GET", "/organization")).toMatchObject({ id: organizationId, name: "Acme" });
    const { project, apiKey: created } = await expectData("POST", "/projects", { name: "Checkout" });
    expect(created).toMatchObject({ shadowValue: null, rotatesAt: null, expiresAt: null, valid: true });
    expect(await expectData("GET", `/projects/${project.id}`)).toEqual({
      ...project,
      governancePolicy: null,
    });
  });

  it("lets a team join, and removes a person from everything", async () => {
    const projectId = await addProject();
    const ada = await join("ada@acme.example");
    expect(await listRoleNames()).toEqual(["Member"]);
    expect(
      await expectData("PUT", `/organization/members/${ada}`, { roleId: owner.organization }),
    ).toMatchObject({
      id: ada,
      organizationRole: { name: "Owner" },
    });
    const ben = await join("ben@acme.example", `/projects/${projectId}`);
    expect(await listRoleNames()).toEqual(["Owner", "Member"]);
    expect(await listRoleNames(`/projects/${projectId}`)).toEqual(["Member"]);
    await expectData("PUT", `/projects/${projectId}/members/${ben}`, { roleId: owner.project });
    await invite("cleo@acme.example");
    const other = await addProject("Other");
    await invite("ben@acme.example", `/projects/${other}`);
    expect(await expectData("DELETE", `/organization/members/${ben}`)).toEqual({ id: ben });
    expect(await listRoleNames(`/projects/${projectId}`)).toEqual([]);
    expect(await expectData("GET", `/projects/${other}/invitations`)).toEqual({ invitations: [] });
    expect((await expectData("GET", "/organization/invitations")).invitations).toHaveLength(1);
    expect((await send("PUT", `/organization/members/${ben}`, { roleId: "role-uuid-2" })).status).toBe(404);
  });

  it("lists the invitations of each scope apart", async () => {
    const scopes = ["/organization", `/projects/${await addProject()}`, `/projects/${await addProject("B")}`];
    for (const [index, scope] of scopes.entries()) await invite(`person-${index}@acme.example`, scope);
    for (const [index, scope] of scopes.entries()) {
      const { invitations } = await expectData("GET", `${scope}/invitations`);
      expect(invitations.map(({ email }: { email: string }) => email)).toEqual([
        `person-${index}@acme.example`,
      ]);
    }
  });

  it("transfers ownership, and changes the Owner's role in no other way", async () => {
    const projectId = await addProject();
    for (const [path, ownerId, former, other] of [
      ["/organization", owner.organization, "Admin", "role-uuid-2"],
      [`/projects/${projectId}`, owner.project, "Manager", "project-role-uuid-2"],
    ] as const) {
      const [ada, ben] = [
        await join(`ada@${former}.example`, path),
        await join(`ben@${former}.example`, path),
      ];
      await expectData("PUT", `${path}/members/${ada}`, { roleId: ownerId });
      await expectData("PUT", `${path}/members/${ada}`, { roleId: ownerId });
      expect((await send("PUT", `${path}/members/${ada}`, { roleId: other })).status).toBe(409);
      expect((await send("DELETE", `${path}/members/${ada}`)).status).toBe(409);
      await expectData("PUT", `${path}/members/${ben}`, { roleId: ownerId });
      const names = await listRoleNames(path);
      expect(names.filter((name: string) => name === "Owner")).toHaveLength(1);
      expect(names).toContain(former);
      await expectData("DELETE", `${path}/members/${ada}`);
    }
  });

  it("has one Owner in every read while ownership is transferred 200 times at once", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await join(`person-${index}@acme.example`));
    await expectData("PUT", `/organization/members/${ids[0]}`, { roleId: owner.organization });
    const transfers = Array.from({ length: 200 }, async (_, index) => {
      const id = ids[index % ids.length];
      const { status } = await send("PUT", `/organization/members/${id}`, { roleId: owner.organization });
      const owners = (await listRoleNames()).filter((name: string) => name === "Owner");
      return [status, owners.length];
    });
    const results = await Promise.all(transfers);
    expect(results.filter(([status, owners]) => status !== 200 || owners !== 1)).toEqual([]);
  });

  it.each([
    ["GET", "/organization/members?pageSize=0", undefined, 422],
    ["GET", "/organization/members?pageSize=101", undefined, 422],
    ["GET", "/organization/members?page=0", undefined, 422],
    ["GET", "/organization/members?page=x", undefined, 422],
    ["PUT", "/organization/members/nobody", { roleId: "role-uuid-2" }, 404],
    ["DELETE", "/organization/members/nobody", undefined, 404],
    ["GET", "/projects/none/members", undefined, 404],
    ["GET", "/organization/api-keys/7", undefined, 404],
    ["PUT", "/organization/invitations/7", undefined, 404],
    ["DELETE", "/organization/invitations/7", undefined, 404],
    ["POST", "/organization/invitations", { emails: [] }, 422],
    ...[
      "dana@",
      "dana @acme.example",
      "dana@acme",
      "dana@acme.example, eve@acme.example",
      " ",
      "dana@acme.example\0",
    ].map((email): [string, string, object, number] => [
      "POST",
      "/organization/invitations",
      { emails: [email] },
      422,
    ]),
    ["POST", "/organization/invitations", { emails: ["dana@gmail.com"] }, 422],
    [
      "POST",
      "/organization/invitations",
      { emails: Array.from({ length: 51 }, (_, index) => `p${index}@acme.example`) },
      422,
    ],
    ["POST", "/organization/invitations", { emails: ["a@b.example"], organizationRoleId: "none" }, 422],
    [
      "POST",
      "/organization/invitations",
      { emails: ["a@b.example"], organizationRoleId: owner.organization },
      422,
    ],
    [
      "POST",
      "/organization/invitations",
      { emails: ["a@b.example"], organizationRoleId: "project-role-uuid-2" },
      422,
    ],
    ["POST", "/organization/api-keys", { name: "CI", expiresInDays: 0 }, 422],
    ["POST", "/organization/audit-logs/exports", { startTime: "2026-01-01T00:00:00Z" }, 400],
    [
      "POST",
      "/organization/audit-logs/exports",
      { startTime: "2026-01-02T00:00:00Z", endTime: "2026-01-01T00:00:00Z" },
      400,
    ],
    ["POST", "/organization/audit-logs/exports", { searchTerm: "nothing has this" }, 400],
    ["GET", "/organization/audit-logs/exports/none", undefined, 404],
    ["GET", "/organization/audit-logs/exports/none/download", undefined, 404],
  ])("%s %s with %j returns %i", async (method, path, body, status) => {
    const response = await send(method, path, body);
    expect([response.status, response.body.success]).toEqual([status, false]);
  });

  it("returns an empty page beyond the end, with the total", async () => {
    await join("ada@acme.example");
    expect(await expectData("GET", "/organization/members?page=9")).toEqual({
      members: [],
      totalOrganizationMembers: 1,
      page: 9,
      pageSize: 25,
    });
  });

  it("lists each of 10,000 members once", { timeout: 120_000 }, async () => {
    await server.store.write(organizationId, function* (): TransactionScript<void> {
      for (let start = 0; start < 10_000; start += 500) {
        yield* queryBatch(
          Array.from({ length: 500 }, (_, index) => {
            const name = `m${String(start + index).padStart(6, "0")}`;
            return bindValues(sql.addMember, organizationId, name, `${name}@acme.example`, name, null);
          }),
        );
      }
    });
    const ids = new Set<string>();
    for (let page = 1; page <= 100; page += 1) {
      const data = await expectData("GET", `/organization/members?page=${page}&pageSize=100`);
      expect(data.totalOrganizationMembers).toBe(10_000);
      for (const { id } of data.members) ids.add(id);
    }
    expect(ids.size).toBe(10_000);
  });

  it("compares If-Match with a member, and with the page of the default size that has the member", async () => {
    await expectData("POST", "/organization/invitations", {
      emails: Array.from({ length: 30 }, (_, index) => `user${index}@acme.example`),
    });
    const { invitations } = await expectData("GET", "/organization/invitations");
    for (const { token } of invitations) await acceptInvitation(server.store, token);
    const page = await send("GET", "/organization/members?page=2");
    const { id } = page.body.data.members[4];
    const update = (ifMatch: string, roleId: string) =>
      fetch(`${server.url}/v2/organization/members/${id}`, {
        method: "PUT",
        headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json", "If-Match": ifMatch },
        body: JSON.stringify({ roleId }),
      });
    expect((await update("*", "role-uuid-1")).status).toBe(200);
    const outdated = page.headers.get("etag") ?? "";
    expect((await update(outdated, "role-uuid-2")).status).toBe(412);
    const { headers } = await send("GET", "/organization/members?page=2");
    const updated = await update(headers.get("etag") ?? "", "role-uuid-2");
    expect(updated.status).toBe(200);
    expect((await update(updated.headers.get("etag") ?? "", "role-uuid-1")).status).toBe(200);
    expect((await update(updated.headers.get("etag") ?? "", "role-uuid-2")).status).toBe(412);
  });

  it("rejects a role of another scope, and IDs of another organization with the error of unknown ones", async () => {
    const ada = await join("ada@acme.example");
    const { id: keyId } = await expectData("POST", "/organization/api-keys", { name: "CI" });
    const { id: invitationId } = await invite("ben@acme.example");
    expect(
      (await send("PUT", `/organization/members/${ada}`, { roleId: "project-role-uuid-2" })).status,
    ).toBe(422);
    const other = (await addOrganization(server.store, "Other")).apiKey;
    for (const [path, unknown, body] of [
      [`/organization/members/${ada}`, "/organization/members/none", { roleId: "role-uuid-2" }],
      [`/organization/api-keys/${keyId}`, "/organization/api-keys/1", { valid: false }],
      [`/organization/invitations/${invitationId}`, "/organization/invitations/1", undefined],
    ] as const) {
      const [foreign, missing] = [
        await send("PUT", path, body, other),
        await send("PUT", unknown, body, other),
      ];
      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual(missing.body);
    }
  });

  it("invites each address once, and conflicts if none is left", async () => {
    const body = { emails: ["Dana@Acme.example", " dana@acme.EXAMPLE\t"] };
    const { invitations } = await expectData("POST", "/organization/invitations", body);
    expect(invitations).toMatchObject([{ email: "dana@acme.example", status: "PENDING" }]);
    expect((await send("POST", "/organization/invitations", body)).status).toBe(409);
    const mixed = { emails: ["dana@acme.example", "eve@acme.example"] };
    expect((await expectData("POST", "/organization/invitations", mixed)).invitations).toHaveLength(1);
  });

  it("accepts neither a used nor a revoked nor an outdated invitation", async () => {
    const { id, token } = await invite("dana@acme.example");
    const resent = await expectData("PUT", `/organization/invitations/${id}`);
    expect(resent.token).not.toBe(token);
    expect(await acceptInvitation(server.store, token)).toBeUndefined();
    expect(await acceptInvitation(server.store, resent.token)).toMatchObject({ email: "dana@acme.example" });
    expect(await acceptInvitation(server.store, resent.token)).toBeUndefined();
    expect(await expectData("GET", "/organization/invitations")).toEqual({ invitations: [] });
    const revoked = await invite("eve@acme.example");
    expect(await expectData("DELETE", `/organization/invitations/${revoked.id}`)).toEqual({ id: revoked.id });
    expect(await acceptInvitation(server.store, revoked.token)).toBeUndefined();
  });

  it("invites with a default role once the role is deleted", async () => {
    const role = await expectData("POST", "/organization/roles", { name: "Auditor", policyIds: [] });
    const { token } = await invite("dana@acme.example", "/organization", role.id);
    await expectData("DELETE", `/organization/roles/${role.id}`);
    const { invitations } = await expectData("GET", "/organization/invitations");
    expect(invitations).toMatchObject([{ organizationRoleId: null }]);
    await acceptInvitation(server.store, token);
    expect(await listRoleNames()).toEqual(["Member"]);
  });

  it("limits projects and people by the plan, with the use and the limit", async () => {
    ({ id: organizationId, apiKey } = await addOrganization(server.store, "Small", "FREE"));
    await addProject();
    const project = await send("POST", "/projects", { name: "Second" });
    expect([project.status, project.body.details]).toEqual([403, { usage: "1", limit: "1" }]);
    await join("ada@acme.example");
    await invite("ben@acme.example");
    const third = await send("POST", "/organization/invitations", { emails: ["cleo@acme.example"] });
    expect([third.status, third.body.details]).toEqual([403, { usage: "2", limit: "2" }]);
  });

  it("shows the value of a key once, and masks it afterwards", async () => {
    const projectId = await addProject();
    for (const path of ["/organization", `/projects/${projectId}`]) {
      const created = await expectData("POST", `${path}/api-keys`, { name: "CI" });
      const masked = `${"*".repeat(15)}${created.value.slice(-6)}`;
      const { apiKeys } = await expectData("GET", `${path}/api-keys`);
      expect(apiKeys).toHaveLength(2);
      expect(apiKeys).toContainEqual({ ...created, value: masked });
      expect(await expectData("GET", `${path}/api-keys/${created.id}`)).toEqual({
        ...created,
        value: masked,
      });
      expect(await expectData("DELETE", `${path}/api-keys/${created.id}`)).toEqual({ id: created.id });
      expect((await send("GET", "/organization", undefined, created.value)).status).toBe(401);
    }
  });

  it("switches a key off and on, and rejects an expired one", async () => {
    const created = await expectData("POST", "/organization/api-keys", { name: "CI", expiresInDays: 1 });
    const { id, value, expiresAt } = created;
    const use = async () => (await send("GET", "/organization", undefined, value)).status;
    expect(await use()).toBe(200);
    await expectData("PUT", `/organization/api-keys/${id}`, { valid: false });
    expect(await use()).toBe(401);
    await expectData("PUT", `/organization/api-keys/${id}`, { valid: true });
    expect(await use()).toBe(200);
    setClock(expiresAt);
    expect(await use()).toBe(401);
    expect((await send("POST", `/organization/api-keys/${id}/rotate`, {})).status).toBe(422);
    const withGrace = { expiresInDays: 1, gracePeriodInHours: 1 };
    expect((await send("POST", `/organization/api-keys/${id}/rotate`, withGrace)).status).toBe(422);
    const revived = await expectData("POST", `/organization/api-keys/${id}/rotate`, { expiresInDays: null });
    expect(revived).toMatchObject({ id, expiresAt: null, shadowValue: null });
    expect((await send("GET", "/organization", undefined, revived.value)).status).toBe(200);
  });

  it("accepts both values until the grace period ends, to the millisecond", async () => {
    const { id, value } = await expectData("POST", "/organization/api-keys", { name: "CI" });
    const rotated = await expectData("POST", `/organization/api-keys/${id}/rotate`, {
      gracePeriodInHours: 1,
    });
    expect(rotated).toMatchObject({ id, value: `${"*".repeat(15)}${value.slice(-6)}` });
    expect((await send("POST", `/organization/api-keys/${id}/rotate`, {})).status).toBe(409);
    const use = (key: string) => send("GET", "/organization", undefined, key);
    const end = Date.parse(rotated.rotatesAt);
    setClock(end - 1);
    const outgoing = await use(value);
    expect(outgoing.status).toBe(200);
    expect(outgoing.headers.get("sunset")).toBe(new Date(end).toUTCString());
    expect(outgoing.headers.get("x-api-key-warning")).toContain(rotated.rotatesAt);
    const incoming = await use(rotated.shadowValue);
    expect([incoming.status, incoming.headers.get("sunset")]).toEqual([200, null]);
    setClock(end);
    expect((await use(value)).status).toBe(401);
    expect((await use(rotated.shadowValue)).status).toBe(200);
    const { apiKeys } = await expectData("GET", "/organization/api-keys");
    const masked = `${"*".repeat(15)}${rotated.shadowValue.slice(-6)}`;
    expect(apiKeys).toContainEqual(expect.objectContaining({ id, value: masked, shadowValue: null }));
  });

  it("announces the end of the outgoing value of a project key, which is rejected with 403", async () => {
    const { project } = await expectData("POST", "/projects", { name: "Checkout" });
    const keys = `/projects/${project.id}/api-keys`;
    const { id, value } = await expectData("POST", keys, { name: "CI" });
    const rotated = await expectData("POST", `${keys}/${id}/rotate`, { gracePeriodInHours: 1 });
    const outgoing = await send("GET", "/organization", undefined, value);
    expect(outgoing.status).toBe(403);
    expect(outgoing.headers.get("sunset")).toBe(new Date(rotated.rotatesAt).toUTCString());
    expect(outgoing.headers.get("x-api-key-warning")).toContain(rotated.rotatesAt);
    const incoming = await send("GET", "/organization", undefined, rotated.shadowValue);
    expect([incoming.status, incoming.headers.get("sunset")]).toEqual([403, null]);
  });

  it("shows when a key was last used, and records it at most once a minute", async () => {
    const { id, value, lastUsed, created_at } = await expectData("POST", "/organization/api-keys", {
      name: "CI",
    });
    expect(lastUsed).toBeNull();
    const read = async () => (await expectData("GET", `/organization/api-keys/${id}`)).lastUsed;
    expect(await read()).toBeNull();
    const start = Date.parse(created_at);
    const useAt = async (time: number) => {
      setClock(time);
      expect((await send("GET", "/organization", undefined, value)).status).toBe(200);
    };
    const toText = (time: number) => new Date(time).toISOString();
    await useAt(start + 1_000);
    await vi.waitFor(async () => expect(await read()).toBe(toText(start + 1_000)));
    await useAt(start + 60_999);
    await useAt(start + 61_000);
    await vi.waitFor(async () => expect(await read()).toBe(toText(start + 61_000)));
    const { apiKeys } = await expectData("GET", "/organization/api-keys");
    expect(apiKeys).toContainEqual(expect.objectContaining({ id, lastUsed: toText(start + 61_000) }));
    const rotated = await expectData("POST", `/organization/api-keys/${id}/rotate`, {});
    expect(rotated.lastUsed).toBe(toText(start + 61_000));
  });

  it("replaces a value at once without a grace period, and lets one of two rotations with one win", async () => {
    const { id, value } = await expectData("POST", "/organization/api-keys", { name: "CI" });
    const rotated = await expectData("POST", `/organization/api-keys/${id}/rotate`, {});
    expect((await send("GET", "/organization", undefined, value)).status).toBe(401);
    expect((await send("GET", "/organization", undefined, rotated.value)).status).toBe(200);
    const both = await Promise.all(
      [1, 2].map(() => send("POST", `/organization/api-keys/${id}/rotate`, { gracePeriodInHours: 1 })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it("exports who changed what, when, and from where, as gzipped CSV by a signed URL", async () => {
    const projectId = await addProject();
    await expectData("POST", `/projects/${projectId}/roles`, { name: "Auditor", policyIds: [] });
    const started = await send("POST", "/organization/audit-logs/exports", {});
    expect([started.status, started.body.data]).toMatchObject([
      202,
      { status: "IN_PROGRESS", rowCount: null, userId: "api", projectId: null },
    ]);
    const { id, createdAt } = started.body.data;
    const path = `/organization/audit-logs/exports/${id}`;
    expect((await send("POST", "/organization/audit-logs/exports", {})).status).toBe(409);
    expect((await send("GET", `${path}/download`)).status).toBe(409);
    setClock(Date.parse(createdAt) + 500);
    expect(await expectData("GET", path)).toMatchObject({ status: "COMPLETED", rowCount: 2 });
    const redirect = await send("GET", `${path}/download`);
    expect(redirect.status).toBe(302);
    const location = redirect.headers.get("location") ?? "";
    const file = await fetch(location);
    expect(file.status).toBe(200);
    const [head, ...lines] = gunzipSync(Buffer.from(await file.arrayBuffer()))
      .toString()
      .trim()
      .split("\r\n");
    expect(head).toContain("createdAt,action,method");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("createProjectRole,POST,/v2/projects/{projectId}/roles,200");
    expect(lines[1]).toContain("127.0.0.1");
    expect((await fetch(location.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).status).toBe(404);
    const other = (await addOrganization(server.store, "Other")).apiKey;
    expect((await send("GET", path, undefined, other)).status).toBe(404);
    setClock(Date.parse(createdAt) + 500 + 15 * 60_000);
    expect((await fetch(location)).status).toBe(404);
    setClock(Date.parse(createdAt) + 24 * 3_600_000);
    expect((await send("GET", path)).status).toBe(404);
  });

  it("exports only the entries of a project on its route", async () => {
    const [first, second] = [await addProject(), await addProject("Second")];
    for (const id of [first, second])
      await expectData("POST", `/projects/${id}/roles`, { name: "Auditor", policyIds: [] });
    const { id, createdAt } = await expectData("POST", `/projects/${first}/audit-logs/exports`, {
      searchTerm: "ROLE",
    });
    const path = `/projects/${first}/audit-logs/exports/${id}`;
    setClock(Date.parse(createdAt) + 500);
    expect(await expectData("GET", path)).toMatchObject({ rowCount: 1 });
    expect((await send("GET", `/organization/audit-logs/exports/${id}`)).status).toBe(404);
    expect((await send("GET", `/projects/${second}/audit-logs/exports/${id}`)).status).toBe(404);
  });
});
