import { gunzipSync } from "node:zlib";
import type { OperationId } from "@rolewright/types/v2";
import { describe, expect, it } from "vitest";
import { catchError } from "../../client-fixtures.test-support.ts";
import { descriptionV2, validateResponses } from "../../testing/fake-setup.test-support.ts";
import { type Client, type ClientEvent, type ClientOptions, createClient, rotateApiKey } from "../index.ts";
import { createFakeApi } from "./index.ts";

/** Creates a client of a fake API whose responses are validated against the description. */
function createSetup(options: ClientOptions = {}) {
  const api = createFakeApi();
  const seen: string[] = [];
  const fetch = validateResponses(descriptionV2, seen, api.fetch);
  const connect = (apiKey: string, more: ClientOptions = {}): Client =>
    createClient({ apiKey, fetch, ...options, ...more });
  return { api, seen, client: connect("test"), connect };
}

type Setup = ReturnType<typeof createSetup>;

/** Invites an address to the organization or a project, and accepts the invitation. */
async function join(
  { api }: Setup,
  scope: Client["organization"] | ReturnType<Client["project"]>,
  email: string,
  roleId?: string,
): Promise<string> {
  const input = { emails: [email], ...(roleId !== undefined && { organizationRoleId: roleId }) };
  const [invitation] = await scope.invitations.create(input);
  return api.acceptInvitation(invitation?.token?.reveal() ?? "");
}

const msPerHour = 3_600_000;

describe("the fake API of version 2", () => {
  it("returns a documented success of every operation, in the organization and in a project", async () => {
    const setup = createSetup();
    const { seen, client } = setup;
    await client.organization.get();
    await client.organization.update({ name: "Fernhill Research" });
    const { project } = await client.projects.create({ name: "Checkout", email: "ada@fernhill.example" });
    await client.projects.list();
    const scoped = client.project(project.id);
    expect(await scoped.get()).toMatchObject({ name: "Checkout", governancePolicy: null });
    expect(await scoped.update({ description: "d" })).toMatchObject({ name: "Checkout", description: "d" });
    for (const scope of [client.organization, scoped]) {
      const [permission] = await scope.permissions.list();
      const permissionIds = permission ? [permission.id] : [];
      const policy = await scope.policies.create({ name: "P", permissionIds });
      expect(await scope.policies.update(policy.id, { name: "p", permissionIds })).toMatchObject({
        name: "p",
      });
      expect(await scope.policies.list()).toHaveLength(1);
      const role = await scope.roles.create({ name: "R", policyIds: [policy.id] });
      expect(await scope.roles.update(role.id, { name: "r", policyIds: [policy.id] })).toMatchObject({
        policies: [{ id: policy.id, name: "p" }],
      });
      expect(await scope.roles.list()).toHaveLength(4);
      expect(await scope.policies.delete(policy.id)).toEqual({ id: policy.id });

      const [invitation] = await scope.invitations.create({ emails: ["dana@fernhill.example"] });
      const resent = await scope.invitations.resend(invitation?.id ?? 0);
      expect(resent.token?.reveal()).not.toBe(invitation?.token?.reveal());
      expect(await scope.invitations.list()).toHaveLength(1);
      expect(await scope.invitations.delete(resent.id)).toEqual({ id: resent.id });
      expect(await scope.invitations.list()).toEqual([]);

      const userId = await join(setup, scope, `eli-${project.id}@fernhill.example`);
      await scope.members.updateRole(userId, { roleId: role.id });
      expect((await scope.members.list()).members.at(-1)).toMatchObject({ id: userId });
      expect(await catchError(scope.roles.delete(role.id))).toMatchObject({ status: 409 });
      expect(await scope.members.remove(userId)).toEqual({ id: userId });
      expect(await scope.roles.delete(role.id)).toEqual({ id: role.id });

      const { id } = await scope.apiKeys.create({ name: "CI", expiresInDays: 30 });
      expect(await scope.apiKeys.get(id)).toMatchObject({ expiresAt: "2026-03-04T10:30:00.000Z" });
      expect(await scope.apiKeys.update(id, { valid: false })).toMatchObject({ valid: false });
      await scope.apiKeys.rotate(id, {});
      expect((await scope.apiKeys.list())[0]).toMatchObject({ id, value: expect.stringMatching(/^\*{15}/) });
      expect(await scope.apiKeys.delete(id)).toEqual({ id });

      const { exports } = scope.auditLogs;
      const done = await exports.createAndPoll({ searchTerm: "Policy" }, { pollIntervalMs: 100 });
      expect(done).toMatchObject({ status: "COMPLETED", exportType: "AUDIT_LOGS" });
      await exports.getDownloadUrl(done.id);
    }
    expect(await scoped.delete()).toEqual({ id: project.id });
    const succeeded = seen.filter((each) => /[23]\d\d$/.test(each)).map((each) => each.split(" ")[0]);
    const documented = Object.values(descriptionV2.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(documented.filter((operationId) => !succeeded.includes(operationId))).toEqual([]);
  });

  it("stores the result of an accepted invitation", async () => {
    const setup = createSetup();
    const { api, client } = setup;
    const role = await client.organization.roles.create({ name: "Auditor", policyIds: [] });
    const userId = await join(setup, client.organization, "Dana@Fernhill.example", role.id);
    expect((await client.organization.members.list()).members).toMatchObject([
      { id: "user-1", organizationRole: { name: "Owner" } },
      { id: userId, email: "dana@fernhill.example", organizationRole: { id: role.id } },
    ]);
    expect(await client.organization.invitations.list()).toEqual([]);
    expect(() => api.acceptInvitation("invitation-token-1")).toThrow("No pending invitation");
    const { project } = await client.projects.create({ name: "Checkout" });
    const [invitation] = await client
      .project(project.id)
      .invitations.create({ emails: ["dana@fernhill.example"], projectRoleId: "project-manager" });
    expect(api.acceptInvitation(invitation?.token?.reveal() ?? "")).toBe(userId);
    expect((await client.project(project.id).members.list()).members).toMatchObject([
      { id: userId, projectRole: { name: "Manager" } },
    ]);
    expect((await client.organization.members.list()).members[1]).toMatchObject({
      organizationRole: { id: role.id },
    });
  });

  it("transfers the ownership and keeps one Owner", async () => {
    const setup = createSetup();
    const { organization } = setup.client;
    const userId = await join(setup, organization, "dana@fernhill.example");
    await organization.members.transferOwnership(userId);
    expect((await organization.members.list()).members).toMatchObject([
      { id: "user-1", organizationRole: { name: "Admin" } },
      { id: userId, organizationRole: { name: "Owner" } },
    ]);
    for (const [call, message] of [
      [
        organization.members.remove(userId),
        "409: The Owner cannot be removed. Assign Owner to another member first.",
      ],
      [
        organization.members.updateRole(userId, { roleId: "organization-member" }),
        "409: The role of the Owner cannot be changed. Assign Owner to another member.",
      ],
    ] as const)
      expect((await catchError(call)).message).toContain(message);
    await organization.members.transferOwnership(userId);
    expect((await organization.members.list()).members[1]).toMatchObject({
      organizationRole: { name: "Owner" },
    });
  });

  it("changes no other member when one gets a role", async () => {
    const setup = createSetup();
    const { members } = setup.client.organization;
    const listRoles = async () =>
      (await members.list()).members.map(({ organizationRole }) => organizationRole?.name);
    const ids = [];
    for (const name of ["ben", "cleo", "dana"])
      ids.push(await join(setup, setup.client.organization, `${name}@fernhill.example`));
    await members.updateRole(ids[0] ?? "", { roleId: "organization-admin" });
    expect(await listRoles()).toEqual(["Owner", "Admin", "Member", "Member"]);
    await members.transferOwnership(ids[1] ?? "");
    expect(await listRoles()).toEqual(["Admin", "Admin", "Owner", "Member"]);
  });

  it("gives a person whom a project invites the role Member in the organization", async () => {
    const setup = createSetup();
    const { client } = setup;
    const { project } = await client.projects.create({ name: "Checkout", email: "ada@fernhill.example" });
    const [invitation] = await client
      .project(project.id)
      .invitations.create({ emails: ["dana@fernhill.example"], projectRoleId: "project-manager" });
    setup.api.acceptInvitation(invitation?.token?.reveal() ?? "");
    const { members } = await client.project(project.id).members.list();
    expect(members.map(({ projectRole }) => projectRole?.name)).toEqual(["Owner", "Manager"]);
    expect((await client.organization.members.list()).members.at(-1)).toMatchObject({
      email: "dana@fernhill.example",
      organizationRole: { name: "Member" },
    });
    expect(await client.project(project.id).apiKeys.list()).toMatchObject([{ name: "Default Key" }]);
  });

  it("removes a member from one project only", async () => {
    const setup = createSetup();
    const { client } = setup;
    const scopes = [];
    for (const name of ["Checkout", "Search"])
      scopes.push(client.project((await client.projects.create({ name })).project.id));
    const [checkout, search] = scopes as [(typeof scopes)[0], (typeof scopes)[0]];
    const userId = await join(setup, checkout, "dana@fernhill.example");
    await join(setup, search, "dana@fernhill.example");
    await checkout.invitations.create({ emails: ["eli@fernhill.example"] });
    await checkout.members.remove(userId);
    expect((await checkout.members.list()).members).toEqual([]);
    expect((await search.members.list()).members).toMatchObject([{ id: userId }]);
    expect((await client.organization.members.list()).members.at(-1)).toMatchObject({ id: userId });
    expect(await checkout.invitations.list()).toMatchObject([{ email: "eli@fernhill.example" }]);
  });

  it("forgets a person who is removed from the organization", async () => {
    const setup = createSetup();
    const { organization } = setup.client;
    const userId = await join(setup, organization, "dana@fernhill.example");
    await organization.members.remove(userId);
    expect(await join(setup, organization, "dana@fernhill.example")).not.toBe(userId);
  });

  it("finds invitations by numbers only", async () => {
    const { api, client } = createSetup();
    const emails = Array.from({ length: 12 }, (_, index) => `user${index}@fernhill.example`);
    await client.organization.invitations.create({ emails });
    expect(await client.organization.invitations.resend(12)).toMatchObject({ id: 12 });
    for (const id of ["1x", "x1", "NaN"]) {
      const init = { method: "DELETE", headers: { confident_api_key: "test" } };
      const response = await api.fetch(`https://x.example/v2/organization/invitations/${id}`, init);
      expect([id, response.status]).toEqual([id, 404]);
    }
  });

  it("removes a member from every project, with the invitations of the address", async () => {
    const setup = createSetup();
    const { client } = setup;
    const { project } = await client.projects.create({ name: "Checkout" });
    const scoped = client.project(project.id);
    const userId = await join(setup, scoped, "dana@fernhill.example");
    await client.organization.members.remove(userId);
    expect(await scoped.members.list()).toMatchObject({ members: [], totalProjectMembers: 0 });
    const invited = await scoped.invitations.create({ emails: ["dana@fernhill.example"] });
    expect(invited).toHaveLength(1);
  });

  it("pages members with the limits of the description", async () => {
    const setup = createSetup();
    const { members } = setup.client.organization;
    for (let n = 0; n < 12; n += 1) await join(setup, setup.client.organization, `user${n}@fernhill.example`);
    const ids: string[] = [];
    for await (const { id } of members.list({ pageSize: 5 })) ids.push(id);
    expect(new Set(ids).size).toBe(13);
    expect(await members.list({ page: 9 })).toMatchObject({
      members: [],
      totalOrganizationMembers: 13,
      page: 9,
    });
    for (const query of [{ page: 0 }, { pageSize: 0 }, { pageSize: 101 }, { page: "x" as never }])
      expect(await catchError(members.list(query))).toMatchObject({ status: 422 });
  });

  it("lists the members of a project in the order in which they joined the organization", async () => {
    const setup = createSetup();
    const { client } = setup;
    const { project } = await client.projects.create({ name: "Checkout", email: "ada@fernhill.example" });
    const emails = ["ben@fernhill.example", "cleo@fernhill.example"];
    for (const email of emails) await join(setup, client.organization, email);
    for (const email of emails.toReversed()) await join(setup, client.project(project.id), email);
    const { members } = await client.project(project.id).members.list();
    expect(members.map(({ email }) => email)).toEqual(["ada@fernhill.example", ...emails]);
  });

  it("removes the dot that can end the domain of an invited address", async () => {
    const { client } = createSetup();
    const [invitation] = await client.organization.invitations.create({
      emails: [" Dana@fernhill.example. "],
    });
    expect(invitation?.email).toBe("dana@fernhill.example");
  });

  it("shows when a key was last used", async () => {
    const { api, client, connect } = createSetup();
    const { id, value } = await client.organization.apiKeys.create({ name: "CI" });
    expect(await client.organization.apiKeys.get(id)).toMatchObject({ lastUsed: null });
    api.advanceTime(1_000);
    await connect(value.reveal()).organization.get();
    const lastUsed = "2026-02-02T10:30:01.000Z";
    expect(await client.organization.apiKeys.get(id)).toMatchObject({ lastUsed });
    expect((await client.organization.apiKeys.list())[0]).toMatchObject({ lastUsed });
    expect(await client.organization.apiKeys.rotate(id, {})).toMatchObject({ lastUsed });
  });

  it("exports the changes of a resource", async () => {
    const { client } = createSetup();
    const { project } = await client.projects.create({ name: "Checkout" });
    const role = await client.organization.roles.create({ name: "Auditor", policyIds: [] });
    await client.organization.roles.update(role.id, { name: "Reader", policyIds: [] });
    await client.project(project.id).update({ name: "Cart" });
    await client.project(project.id).roles.create({ name: "Auditor", policyIds: [] });
    const { exports } = client.organization.auditLogs;
    const countRows = async (searchTerm: string) =>
      (await exports.get((await exports.create({ searchTerm })).id)).rowCount;
    expect([await countRows(role.id), await countRows(project.id)]).toEqual([2, 2]);
  });

  it("accepts both values of a rotated key until the grace period ends", async () => {
    const { api, client, connect } = createSetup();
    const events: ClientEvent[] = [];
    const { id, value } = await client.organization.apiKeys.create({ name: "CI" });
    const outgoing = connect(value.reveal(), { onEvent: (event) => events.push(event) });
    const rotation = await rotateApiKey(outgoing.organization.apiKeys, id, { gracePeriodInHours: 1 });
    const ofRenewed: string[] = [];
    const renewed = connect(rotation.newValue.reveal(), { onEvent: ({ type }) => ofRenewed.push(type) });
    await outgoing.organization.get();
    expect(events.at(-1)).toMatchObject({
      type: "api-key-warning",
      sunset: "Mon, 02 Feb 2026 11:30:00 GMT",
    });
    expect(await catchError(outgoing.organization.apiKeys.rotate(id, {}))).toMatchObject({ status: 409 });
    api.advanceTime(msPerHour);
    expect(await catchError(outgoing.organization.get())).toMatchObject({ status: 401 });
    await renewed.organization.get();
    expect(ofRenewed).toEqual(["request", "response"]);
    expect((await renewed.organization.apiKeys.list())[0]).toMatchObject({
      shadowValue: null,
      rotatesAt: null,
    });
  });

  it("replaces the value of a key at once without a grace period", async () => {
    const { client, connect } = createSetup();
    const { apiKeys } = client.organization;
    const { id, value } = await apiKeys.create({ name: "CI", expiresInDays: 7 });
    const rotation = await rotateApiKey(apiKeys, id, { expiresInDays: 30, gracePeriodInHours: 0 });
    expect(rotation.outgoingUntil).toBeUndefined();
    expect(await catchError(connect(value.reveal()).organization.get())).toMatchObject({ status: 401 });
    await connect(rotation.newValue.reveal()).organization.get();
    expect(await apiKeys.get(id)).toMatchObject({ expiresAt: "2026-03-04T10:30:00.000Z" });
    await apiKeys.rotate(id, {});
    expect(await apiKeys.get(id)).toMatchObject({
      expiresAt: "2026-03-04T10:30:00.000Z",
      shadowValue: null,
      rotatesAt: null,
    });
  });

  it("shows the values of a key that is being rotated masked, and in full only once", async () => {
    const { client } = createSetup();
    const { apiKeys } = client.organization;
    const { id } = await apiKeys.create({ name: "CI" });
    const rotated = await apiKeys.rotate(id, { gracePeriodInHours: 1 });
    expect(rotated.shadowValue?.reveal()).toBe("confident_us_org_TEST-2");
    const masked = { value: `${"*".repeat(15)}TEST-1`, shadowValue: `${"*".repeat(15)}TEST-2` };
    expect(await apiKeys.get(id)).toMatchObject(masked);
    expect(await apiKeys.list()).toMatchObject([masked]);
    expect((await catchError(apiKeys.rotate(id, {}))).message).toContain(
      "409: The API key is being rotated until 2026-02-02T11:30:00.000Z. Rotate it after that time.",
    );
  });

  it("rejects a key that has expired, was switched off or revoked, and the key of a project", async () => {
    const { api, client, connect } = createSetup();
    const { organization, projects } = client;
    const { id, value } = await organization.apiKeys.create({ name: "CI", expiresInDays: 1 });
    const user = connect(value.reveal());
    await organization.apiKeys.update(id, { valid: false });
    expect(await catchError(user.projects.list())).toMatchObject({ status: 401 });
    await organization.apiKeys.update(id, { valid: true });
    await user.projects.list();
    api.advanceTime(24 * msPerHour);
    expect(await catchError(user.projects.list())).toMatchObject({ status: 401 });
    for (const [input, reason] of [
      [{}, "expiresInDays: is required, because the API key has expired."],
      [{ expiresInDays: 1, gracePeriodInHours: 1 }, "gracePeriodInHours: must be 0, because the API key has"],
    ] as const)
      expect((await catchError(organization.apiKeys.rotate(id, input))).message).toContain(`422: ${reason}`);
    await organization.apiKeys.rotate(id, { expiresInDays: null });
    await organization.apiKeys.delete(id);
    expect(await catchError(user.projects.list())).toMatchObject({ status: 401 });
    const { apiKey } = await projects.create({ name: "Checkout" });
    expect(await catchError(connect(apiKey?.value.reveal() ?? "").projects.list())).toMatchObject({
      status: 403,
    });
  });

  it("exports the changes as a file that the client downloads", async () => {
    const { client } = createSetup();
    const { exports } = client.organization.auditLogs;
    await client.projects.list();
    expect(await catchError(exports.create({}))).toMatchObject({ status: 400 });
    await client.organization.update({ name: "Fernhill Research" });
    await client.organization.roles.create({ name: "Auditor", policyIds: [] });
    const { id } = await exports.create({ searchTerm: "createOrganizationROLE" });
    expect((await catchError(exports.create({}))).message).toContain(
      "409: An export is in progress. Wait until it has finished.",
    );
    expect((await catchError(exports.download(id))).message).toContain(
      "409: The export is in progress. Poll it until its status is COMPLETED.",
    );
    expect(await exports.get(id)).toMatchObject({ status: "COMPLETED", rowCount: 1 });
    const file = gunzipSync(await new Response(await exports.download(id)).arrayBuffer()).toString();
    expect(file).toBe(
      "createdAt,action,method,path,statusCode,projectId\n" +
        "2026-02-02T10:30:00.000Z,createOrganizationRole,POST,/v2/organization/roles,200,\n",
    );
    const start = "2026-02-02T10:30:00Z";
    const one = "400: startTime and endTime must be sent together. Add the missing one, or omit both.";
    for (const [input, message] of [
      [{ startTime: start }, one],
      [{ endTime: start }, one],
      [{ startTime: start, endTime: start }, "400: endTime: must be later than startTime."],
      [{ searchTerm: "null" }, "400: No audit-log entries match the period and the search term."],
      // The path is a column, but it is not searched.
      [{ searchTerm: "/v2/organization" }, "400: No audit-log entries match the period and the search term."],
    ] as const)
      expect((await catchError(exports.create(input))).message).toContain(message);
    expect(await catchError(exports.create({ startTime: "x", endTime: start }))).toMatchObject({
      status: 422,
    });
    expect(await catchError(exports.get("export-9"))).toMatchObject({ status: 404 });
  });

  type Call = (client: Client) => Promise<unknown>;

  it.each<[number, RegExp, Call]>([
    [422, /emails: has 0 items/, (c) => c.organization.invitations.create({ emails: [] })],
    [
      422,
      /emails: has 51 items, above the maximum of 50/,
      (c) => c.organization.invitations.create({ emails: Array.from({ length: 51 }, () => "a@b.example") }),
    ],
    [422, /emails.0: does not/, (c) => c.organization.invitations.create({ emails: ["ada"] })],
    [
      422,
      /Owner cannot be assigned/,
      (c) =>
        c.organization.invitations.create({
          emails: ["a@b.example"],
          organizationRoleId: "organization-owner",
        }),
    ],
    [
      422,
      /organizationRoleId: there is no role/,
      (c) =>
        c.organization.invitations.create({ emails: ["a@b.example"], organizationRoleId: "project-member" }),
    ],
    [
      409,
      /already invited/,
      async (c) => {
        await c.organization.invitations.create({ emails: ["a@b.example", " A@b.example "] });
        return c.organization.invitations.create({ emails: ["A@B.example", "ada@fernhill.example"] });
      },
    ],
    [404, /Invitation not found/, (c) => c.organization.invitations.resend(7)],
    [404, /API key not found/, (c) => c.organization.apiKeys.get(7)],
    [404, /Member not found/, (c) => c.organization.members.remove("user-7")],
    [404, /Project not found/, (c) => c.project("no").members.list()],
    [422, /no role "no"/, (c) => c.organization.members.updateRole("user-1", { roleId: "no" })],
    [422, /email: no member/, (c) => c.projects.create({ name: "x", email: "no@fernhill.example" })],
    [422, /expiresInDays: is 0/, (c) => c.organization.apiKeys.create({ name: "x", expiresInDays: 0 })],
    [404, /Built-in roles/, (c) => c.organization.roles.delete("organization-admin")],
  ])("returns %i: %s", async (status, message, call) => {
    const error = await catchError(call(createSetup().client));
    expect(error).toMatchObject({ kind: "api", status });
    expect(error.message).toMatch(message);
  });

  it("gives a pending invitation the role Member when its role is deleted", async () => {
    const { organization } = createSetup().client;
    const role = await organization.roles.create({ name: "Auditor", policyIds: [] });
    const organizationRoleId = "organization-admin";
    await organization.invitations.create({ emails: ["dana@fernhill.example"], organizationRoleId: role.id });
    await organization.invitations.create({ emails: ["eli@fernhill.example"], organizationRoleId });
    await organization.roles.delete(role.id);
    expect(await organization.invitations.list()).toMatchObject([
      { organizationRoleId: null },
      { organizationRoleId },
    ]);
  });

  it("ends the grace period of a rotated key when the key expires, if that is earlier", async () => {
    const { client } = createSetup();
    const { apiKeys } = client.organization;
    const hours = { short: 12, equal: 24, long: 36 };
    for (const [name, gracePeriodInHours] of Object.entries(hours)) {
      const { id, expiresAt } = await apiKeys.create({ name, expiresInDays: 1 });
      const { outgoingUntil } = await rotateApiKey(apiKeys, id, { gracePeriodInHours });
      const expiry = Number(new Date(expiresAt ?? ""));
      expect(Number(outgoingUntil) - expiry).toBe(name === "short" ? -12 * msPerHour : 0);
    }
  });

  it("exports the changes of a period, its ends included, and of one project", async () => {
    const { api, client } = createSetup();
    const create = async (name: string) => (await client.projects.create({ name })).project.id;
    const first = await create("Checkout");
    api.advanceTime(1_000);
    const second = await create("Search");
    api.advanceTime(1_000);
    await client.project(first).roles.create({ name: "Reviewer", policyIds: [] });
    const startTime = "2026-02-02T10:30:01.000Z";
    const endTime = "2026-02-02T10:30:02.000Z";
    const all = "2026-02-02T10:30:00.000Z";
    const { exports } = client.organization.auditLogs;
    const exportRows = async (period: object) => {
      const { id } = await exports.create({ searchTerm: "createProject", ...period });
      const { rowCount, ...done } = await exports.get(id);
      return [rowCount, done.startTime, done.endTime, done.projectId, done.completedAt];
    };
    expect(await exportRows({})).toEqual([3, all, endTime, null, endTime]);
    expect(await exportRows({ startTime, endTime })).toEqual([2, startTime, endTime, null, endTime]);
    expect(await exportRows({ startTime: all, endTime: startTime })).toEqual([
      2,
      all,
      startTime,
      null,
      endTime,
    ]);
    const ofProject = client.project(first).auditLogs.exports;
    expect(await ofProject.createAndPoll({}, { pollIntervalMs: 100 })).toMatchObject({
      rowCount: 1,
      projectId: first,
      startTime: endTime,
    });
    expect(await catchError(client.project(second).auditLogs.exports.create({}))).toMatchObject({
      status: 400,
    });
  });

  it("rejects the URL of an unknown export file", async () => {
    const { api, client } = createSetup();
    await client.organization.update({ name: "Fernhill Research" });
    const { exports } = client.organization.auditLogs;
    const { id } = await exports.createAndPoll({}, { pollIntervalMs: 100 });
    const url = await exports.getDownloadUrl(id);
    const get = (address: string) => api.fetch(address, { method: "GET", headers: {} }) as Promise<Response>;
    expect((await get(url)).status).toBe(200);
    const unknown = await get(url.replace(id, "export-none"));
    expect([unknown.status, await unknown.text()]).toEqual([403, "<Error/>"]);
  });

  it("lists projects by name", async () => {
    const { client } = createSetup();
    for (const name of ["b", "c", "a"]) await client.projects.create({ name, email: "ada@fernhill.example" });
    expect((await client.projects.list()).map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("injects faults, records requests and resets", async () => {
    const { api, client } = createSetup({ maxRetries: 0 });
    api.inject({ operationId: "createOrganizationApiKey", status: 503 });
    const fault = { operationId: "retrieveOrganization" as OperationId };
    expect(() => api.inject(fault)).toThrow('There is no operation "retrieveOrganization"');
    await client.organization.get();
    expect(await catchError(client.organization.apiKeys.create({ name: "CI" }))).toMatchObject({
      status: 503,
    });
    await client.organization.invitations.create({ emails: ["dana@fernhill.example"] });
    expect(api.requests.map(({ operationId }) => operationId)).toEqual([
      "getOrganization",
      "createOrganizationApiKey",
      "createOrganizationInvitations",
    ]);
    expect(() => api.advanceTime(-1)).toThrow("`ms` is -1");
    api.reset();
    expect(api.requests).toEqual([]);
    expect(await client.organization.invitations.list()).toEqual([]);
  });

  it("ignores the body of an operation without one, and serves no version 1", async () => {
    const { api } = createSetup();
    const headers = { confident_api_key: "k", "content-type": "application/json" };
    const call = (path: string, init: RequestInit) =>
      api.fetch(`https://x.example${path}`, { headers, ...init });
    const body = JSON.stringify({ emails: ["dana@fernhill.example"] });
    expect((await call("/v2/organization/invitations", { method: "POST", body })).status).toBe(200);
    expect((await call("/v2/organization/invitations/1", { method: "PUT", body: "{" })).status).toBe(200);
    expect((await call("/v1/organization", {})).status).toBe(404);
  });
});
