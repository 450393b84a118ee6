import { expect, it } from "vitest";
import { acceptInvitation, addOrganization } from "../index.ts";
import { sql } from "../storage/statements.ts";
import { bindValues, queryAll, queryBatch, type TransactionScript } from "../storage/store.ts";
import { type Body, builtInRoles, describeVersion2 } from "./version-2.test-support.ts";

describeVersion2("version 2", (api) => {
  it("returns the same resources as version 1, in its own shapes", async () => {
    const role = await api().expectData("POST", "/organization/roles", { name: "Auditor", policyIds: [] });
    expect(role).toMatchObject({ name: "Auditor", organizationId: api().organizationId });
    const first = await fetch(`${api().server.url}/v1/organization/roles`, {
      headers: { CONFIDENT_API_KEY: api().apiKey },
    });
    expect(((await first.json()) as Body).data.roles.at(-1)).toEqual(role);
    expect(await api().expectData("DELETE", `/organization/roles/${role.id}`)).toEqual({ id: role.id });
    expect(await api().expectData("GET", "/organization")).toMatchObject({
      id: api().organizationId,
      name: "Acme",
    });
    const { project, apiKey: created } = await api().expectData("POST", "/projects", { name: "Checkout" });
    expect(created).toMatchObject({ shadowValue: null, rotatesAt: null, expiresAt: null, valid: true });
    expect(await api().expectData("GET", `/projects/${project.id}`)).toEqual({
      ...project,
      governancePolicy: null,
    });
  });

  it("lets a team join, and removes a person from everything", async () => {
    const projectId = await api().addProject();
    const ada = await api().join("ada@acme.example");
    expect(await api().listRoleNames()).toEqual(["Member"]);
    expect(
      await api().expectData("PUT", `/organization/members/${ada}`, {
        roleId: builtInRoles.organization.owner,
      }),
    ).toMatchObject({
      id: ada,
      organizationRole: { name: "Owner" },
    });
    const ben = await api().join("ben@acme.example", `/projects/${projectId}`);
    expect(await api().listRoleNames()).toEqual(["Owner", "Member"]);
    expect(await api().listRoleNames(`/projects/${projectId}`)).toEqual(["Member"]);
    await api().expectData("PUT", `/projects/${projectId}/members/${ben}`, {
      roleId: builtInRoles.project.owner,
    });
    await api().invite("cleo@acme.example");
    const other = await api().addProject("Other");
    await api().invite("ben@acme.example", `/projects/${other}`);
    expect(await api().expectData("DELETE", `/organization/members/${ben}`)).toEqual({ id: ben });
    expect(await api().listRoleNames(`/projects/${projectId}`)).toEqual([]);
    expect(await api().expectData("GET", `/projects/${other}/invitations`)).toEqual({ invitations: [] });
    expect((await api().expectData("GET", "/organization/invitations")).invitations).toHaveLength(1);
    expect((await api().send("PUT", `/organization/members/${ben}`, { roleId: "role-uuid-2" })).status).toBe(
      404,
    );
  });

  it("transfers ownership, and changes the Owner's role in no other way", async () => {
    const projectId = await api().addProject();
    for (const [path, ownerId, former, other] of [
      ["/organization", builtInRoles.organization.owner, "Admin", builtInRoles.organization.member],
      [`/projects/${projectId}`, builtInRoles.project.owner, "Manager", builtInRoles.project.member],
    ] as const) {
      const [ada, ben] = [
        await api().join(`ada@${former}.example`, path),
        await api().join(`ben@${former}.example`, path),
      ];
      await api().expectData("PUT", `${path}/members/${ada}`, { roleId: ownerId });
      await api().expectData("PUT", `${path}/members/${ada}`, { roleId: ownerId });
      expect(await api().getError("PUT", `${path}/members/${ada}`, { roleId: other })).toEqual([
        409,
        "The role of the Owner cannot be changed. Assign Owner to another member to transfer ownership.",
      ]);
      expect(await api().getError("DELETE", `${path}/members/${ada}`)).toEqual([
        409,
        "The Owner cannot be removed. Assign Owner to another member first.",
      ]);
      await api().expectData("PUT", `${path}/members/${ben}`, { roleId: ownerId });
      const names = await api().listRoleNames(path);
      expect(names.filter((name) => name === "Owner")).toHaveLength(1);
      expect(names).toContain(former);
      await api().expectData("DELETE", `${path}/members/${ada}`);
    }
  });

  it("has one Owner in every read while ownership is transferred 200 times at once", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await api().join(`person-${index}@acme.example`));
    await api().expectData("PUT", `/organization/members/${ids[0]}`, {
      roleId: builtInRoles.organization.owner,
    });
    const transfers = Array.from({ length: 200 }, async (_, index) => {
      const id = ids[index % ids.length];
      const { status } = await api().send("PUT", `/organization/members/${id}`, {
        roleId: builtInRoles.organization.owner,
      });
      const owners = (await api().listRoleNames()).filter((name) => name === "Owner");
      return [status, owners.length];
    });
    const results = await Promise.all(transfers);
    expect(results.filter(([status, owners]) => status !== 200 || owners !== 1)).toEqual([]);
  });

  it.each([
    ["pageSize=0", "pageSize: must be 1 or more."],
    ["pageSize=101", "pageSize: must be 100 or less."],
    ["pageSize=", "pageSize: must be an integer."],
    ["page=0", "page: must be 1 or more."],
    ["page=-1", "page: must be 1 or more."],
    ["page=x", "page: must be an integer."],
    ["page=1.5", "page: must be an integer."],
    ["page=1e9", "page: must be an integer."],
    ["page=2147483648", "page: must be an integer from -2147483648 to 2147483647."],
    ["page=1&page=2", "page: is sent 2 times. Send it once."],
  ])("rejects members?%s in both scopes", async (query, error) => {
    for (const path of ["/organization", `/projects/${await api().addProject()}`]) {
      expect(await api().getError("GET", `${path}/members?${query}`)).toEqual([422, error]);
    }
  });

  it("returns an empty page beyond the end, with the total", async () => {
    const projectId = await api().addProject();
    await api().join("ada@acme.example", `/projects/${projectId}`);
    for (const page of [2, 2_147_483_647]) {
      const rest = { members: [], page, pageSize: 100 };
      expect(await api().expectData("GET", `/organization/members?page=${page}&pageSize=100`)).toEqual({
        ...rest,
        totalOrganizationMembers: 1,
      });
      expect(
        await api().expectData("GET", `/projects/${projectId}/members?page=${page}&pageSize=100`),
      ).toEqual({ ...rest, totalProjectMembers: 1 });
    }
  });

  it("lists each of 10,000 members once", { timeout: 120_000 }, async () => {
    const { server, organizationId } = api();
    await server.store.write(organizationId, function* (): TransactionScript<void> {
      for (let start = 0; start < 10_000; start += 500) {
        yield* queryBatch(
          Array.from({ length: 500 }, (_, index) => {
            const name = `m${String(start + index).padStart(6, "0")}`;
            return bindValues(sql.addMember, organizationId, name, `${name}@acme.example`, name, null);
          }),
        );
      }
      yield* queryAll(sql.adjustMemberCount, organizationId, "", 10_000);
    });
    const ids = new Set<string>();
    for (let page = 1; page <= 100; page += 1) {
      const data = await api().expectData("GET", `/organization/members?page=${page}&pageSize=100`);
      expect(data.totalOrganizationMembers).toBe(10_000);
      for (const { id } of data.members) ids.add(id);
    }
    expect(ids.size).toBe(10_000);
  });

  it("compares If-Match with a member, and with the page of the default size that has the member", async () => {
    await api().expectData("POST", "/organization/invitations", {
      emails: Array.from({ length: 30 }, (_, index) => `user${index}@acme.example`),
    });
    const { invitations } = await api().expectData("GET", "/organization/invitations");
    for (const { token } of invitations) await acceptInvitation(api().server.store, token);
    const page = await api().send("GET", "/organization/members?page=2");
    const { id } = page.body.data.members[4];
    const update = (ifMatch: string, roleId: string) =>
      fetch(`${api().server.url}/v2/organization/members/${id}`, {
        method: "PUT",
        headers: { CONFIDENT_API_KEY: api().apiKey, "Content-Type": "application/json", "If-Match": ifMatch },
        body: JSON.stringify({ roleId }),
      });
    expect((await update("*", "role-uuid-1")).status).toBe(200);
    const outdated = page.headers.get("etag") ?? "";
    expect((await update(outdated, "role-uuid-2")).status).toBe(412);
    const { headers } = await api().send("GET", "/organization/members?page=2");
    const updated = await update(headers.get("etag") ?? "", "role-uuid-2");
    expect(updated.status).toBe(200);
    expect((await update(updated.headers.get("etag") ?? "", "role-uuid-1")).status).toBe(200);
    expect((await update(updated.headers.get("etag") ?? "", "role-uuid-2")).status).toBe(412);
  });

  it("rejects a role of another scope, of another project, and of nobody", async () => {
    const [first, second] = [await api().addProject(), await api().addProject("Second")];
    const ada = await api().join("ada@acme.example", `/projects/${first}`);
    const ofOrganization = await api().addRole("Auditor");
    const ofSecond = await api().addRole("Auditor", `/projects/${second}`);
    for (const [path, ids] of [
      ["/organization", [ofSecond, builtInRoles.project.member, builtInRoles.project.owner, "none"]],
      [`/projects/${first}`, [ofSecond, ofOrganization, builtInRoles.organization.member, "none"]],
    ] as const) {
      for (const roleId of ids) {
        expect(await api().getError("PUT", `${path}/members/${ada}`, { roleId })).toEqual([
          422,
          `roleId: there is no role "${roleId}" in this scope. List roles to get valid IDs.`,
        ]);
      }
    }
  });

  it("finds no member of another project or organization, and none that was removed", async () => {
    const [first, second] = [await api().addProject(), await api().addProject("Second")];
    const ada = await api().join("ada@acme.example", `/projects/${first}`);
    const error = [404, "Member not found. List members to get valid IDs."];
    const other = (await addOrganization(api().server.store, "Other")).apiKey;
    const change = (path: string, roleId: string, key?: string) =>
      Promise.all([
        api().getError("PUT", `${path}/members/${ada}`, { roleId }, key),
        api().getError("DELETE", `${path}/members/${ada}`, undefined, key),
      ]);
    const { organization, project } = builtInRoles;
    expect(await change(`/projects/${second}`, project.owner)).toEqual([error, error]);
    expect(await change("/organization", organization.owner, other)).toEqual([error, error]);
    await api().expectData("DELETE", `/organization/members/${ada}`);
    expect(await change(`/projects/${first}`, project.owner)).toEqual([error, error]);
    expect(await change("/organization", organization.owner)).toEqual([error, error]);
  });

  it("lets a transfer to a member or the member's removal win, but not both", async () => {
    let hasOwner = false;
    for (let round = 0; round < 5; round += 1) {
      const path = `/organization/members/${await api().join(`person-${round}@acme.example`)}`;
      const [transfer, removal] = await Promise.all([
        api().send("PUT", path, { roleId: builtInRoles.organization.owner }),
        api().send("DELETE", path),
      ]);
      const hasTransferWon = transfer.status === 200;
      expect([transfer.status, removal.status]).toEqual(hasTransferWon ? [200, 409] : [404, 200]);
      hasOwner ||= hasTransferWon;
      const owners = (await api().listRoleNames()).filter((name) => name === "Owner");
      expect(owners).toHaveLength(hasOwner ? 1 : 0);
    }
  });

  it("responds to an ID of another organization as to an unknown one", async () => {
    const scope = `/projects/${await api().addProject()}`;
    const ids = {
      members: await api().join("ada@acme.example", scope),
      roles: await api().addRole("Auditor"),
      policies: (
        await api().expectData("POST", "/organization/policies", { name: "Billing", permissionIds: [] })
      ).id,
      invitations: (await api().invite("ben@acme.example")).id,
      "api-keys": (await api().expectData("POST", "/organization/api-keys", { name: "CI" })).id,
      "audit-logs/exports": (await api().expectData("POST", "/organization/audit-logs/exports", {})).id,
    };
    const other = (await addOrganization(api().server.store, "Other")).apiKey;
    const compare = async (method: string, foreign: string, unknown: string, body?: object) => {
      const expected = await api().getError(method, unknown, body, other);
      expect([method, foreign, ...(await api().getError(method, foreign, body, other))]).toEqual([
        method,
        foreign,
        404,
        expected[1],
      ]);
    };
    const unknownId = "7";
    for (const [collection, id] of Object.entries(ids)) {
      const [foreign, unknown] = [
        `/organization/${collection}/${id}`,
        `/organization/${collection}/${unknownId}`,
      ];
      const body = {
        members: { roleId: builtInRoles.organization.member },
        roles: { name: "x", policyIds: [] },
        policies: { name: "x", permissionIds: [] },
        "api-keys": { valid: false },
      }[collection];
      if (collection === "audit-logs/exports") {
        await compare("GET", foreign, unknown);
        await compare("GET", `${foreign}/download`, `${unknown}/download`);
        continue;
      }
      await compare("PUT", foreign, unknown, body);
      await compare("DELETE", foreign, unknown);
      if (collection !== "api-keys") continue;
      await compare("GET", foreign, unknown);
      await compare("POST", `${foreign}/rotate`, `${unknown}/rotate`, {});
    }
    for (const path of ["", "/roles", "/members", "/invitations", "/api-keys"]) {
      await compare("GET", scope + path, `/projects/${unknownId}${path}`);
    }
    await compare("DELETE", scope, `/projects/${unknownId}`);
  });
});
