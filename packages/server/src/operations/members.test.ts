import { createTemporaryDatabase } from "@rolewright/test-support";
import { expect, it, onTestFinished } from "vitest";
import { domainErrors } from "../domain/domain-error.ts";
import { getBuiltInRoleId } from "../domain/members.ts";
import { migrations } from "../storage/migrations.ts";
import { openStore } from "../storage/open-store.ts";
import { writeStatement } from "../storage/statements.ts";
import { queryAll } from "../storage/store.ts";
import { addOrganization, restoreDemoProjects, seedDemo } from "./demo-organization.ts";
import { acceptInvitation, createInvitations } from "./invitations.ts";
import { listMembers, removeMember, updateMemberRole } from "./members.ts";
import { describeOperations, expectSuccess, now } from "./operations.test-support.ts";
import { createProject, deleteProject } from "./projects.ts";
import { type Scope, toOrganizationScope, toProjectScope } from "./scope.ts";

describeOperations("members", (context) => {
  const { kind, write, input } = context;
  const addProject = async (name: string, email?: string): Promise<Scope> => {
    const body = { name, ...(email !== undefined && { email }) };
    const { project } = expectSuccess(await write(() => createProject(input({}, body))));
    return toProjectScope({ organizationId: context.organizationId, params: { projectId: project.id } });
  };
  const join = async (scope: Scope, email: string) => {
    const role = { field: "roleId", id: undefined };
    const { invitations } = expectSuccess(await write(() => createInvitations(scope, [email], role, now)));
    const accepted = await acceptInvitation(context.store, invitations[0]?.token ?? "");
    return accepted?.memberId ?? expect.fail("No pending invitation has the token.");
  };
  const readPage = async (scope: Scope, page = 1, pageSize = 100, from = context.store) =>
    expectSuccess(await from.read(() => listMembers(scope, { page, pageSize })));
  /** Expects the stored number of members to be the number of listed ones. */
  const expectMembers = async (scope: Scope, ids: string[]) => {
    const { members, total } = await readPage(scope);
    expect(members.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(total).toBe(ids.length);
  };

  it("are counted when they join, leave, or are removed with a project", async () => {
    const organization = toOrganizationScope(context);
    await expectMembers(organization, []);
    const ada = await join(organization, "ada@acme.example");
    const [first, second] = [await addProject("First", "ada@acme.example"), await addProject("Second")];
    const ben = await join(first, "ben@acme.example");
    expect(await join(second, "ben@acme.example")).toBe(ben);
    await expectMembers(organization, [ada, ben]);
    await expectMembers(first, [ada, ben]);
    await expectMembers(second, [ben]);

    expect(await write(() => removeMember(first, ben))).toEqual({ id: ben });
    await expectMembers(first, [ada]);
    await expectMembers(second, [ben]);
    await join(first, "ben@acme.example");
    expect(await write(() => removeMember(organization, ben))).toEqual({ id: ben });
    expect(await write(() => removeMember(organization, ben))).toEqual(domainErrors.memberNotFound());
    await expectMembers(organization, [ada]);
    await expectMembers(first, [ada]);
    await expectMembers(second, []);

    await write(() => deleteProject(input({ projectId: first.id }, undefined)));
    await expectMembers(organization, [ada]);
    expect(await write(() => removeMember(organization, ada))).toEqual({ id: ada });
    await expectMembers(organization, []);
  });

  it("keep their number when roles change", async () => {
    const organization = toOrganizationScope(context);
    const project = await addProject("Checkout");
    const [ada, ben] = [await join(project, "ada@acme.example"), await join(project, "ben@acme.example")];
    for (const scope of [organization, project]) {
      const ownerRoleId = getBuiltInRoleId(scope.kind, "Owner");
      for (const id of [ada, ben]) {
        expectSuccess(await write(() => updateMemberRole(scope, id, ownerRoleId)));
        await expectMembers(scope, [ada, ben]);
      }
    }
  });

  it("are listed with the number of the same moment while others come and go", async () => {
    const organization = toOrganizationScope(context);
    const projects = [await addProject("First"), await addProject("Second"), await addProject("Third")];
    const scopes = [organization, ...projects];
    const lasting = await Promise.all(
      projects.map((project, index) => join(project, `lasting${index}@acme.example`)),
    );
    const stop = new AbortController();
    const readAlong = async () => {
      while (!stop.signal.aborted) {
        for (const scope of scopes) {
          const { members, total } = await readPage(scope);
          expect(members).toHaveLength(total);
        }
      }
    };
    const reading = readAlong();
    const memberRoleId = getBuiltInRoleId("project", "Member");
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        for (let round = 0; round < 3; round += 1) {
          const email = `person${index}@acme.example`;
          const id = await join(projects[index % 3] ?? organization, email);
          await join(projects[(index + 1) % 3] ?? organization, email);
          // A member who stays is found while others are removed.
          const place = index % 3;
          expectSuccess(
            await write(() =>
              updateMemberRole(projects[place] ?? organization, lasting[place] ?? "", memberRoleId),
            ),
          );
          const from = index % 2 === 0 ? organization : (projects[index % 3] ?? organization);
          expectSuccess(await write(() => removeMember(from, id)));
          if (from !== organization) expectSuccess(await write(() => removeMember(organization, id)));
        }
      }),
    );
    stop.abort();
    await reading;
    await expectMembers(organization, lasting);
    for (const [index, project] of projects.entries()) await expectMembers(project, [lasting[index] ?? ""]);
  });

  it("of a database from before their number was stored are counted", async () => {
    const own = await createTemporaryDatabase(kind);
    onTestFinished(() => own.remove());
    const before = await openStore(own.name);
    await seedDemo(before);
    const { id: emptyId } = await addOrganization(before, "Empty");
    for (const text of [
      "ALTER TABLE scopes DROP COLUMN members",
      "DELETE FROM schema_versions WHERE version = $1",
    ])
      await before.write("", () =>
        queryAll(writeStatement(text), ...(text.includes("$1") ? [migrations.length - 1] : [])),
      );
    await before.close();
    const after = await openStore(own.name);
    onTestFinished(() => after.close());
    const demo = toOrganizationScope({ organizationId: "ORGANIZATION-ID" });
    expect(await readPage(demo, 1, 2, after)).toMatchObject({ total: 3 });
    expect(await readPage({ ...demo, kind: "project", id: "PROJECT-ID" }, 1, 2, after)).toMatchObject({
      total: 3,
    });
    const empty = toOrganizationScope({ organizationId: emptyId });
    expect(await readPage(empty, 1, 2, after)).toEqual({ members: [], total: 0 });
  });

  it("who were removed are not in a restored demo project", async () => {
    const own = await createTemporaryDatabase(kind);
    onTestFinished(() => own.remove());
    const demoStore = await openStore(own.name);
    onTestFinished(() => demoStore.close());
    await seedDemo(demoStore);
    const demo = toOrganizationScope({ organizationId: "ORGANIZATION-ID" });
    const project = toProjectScope({ ...demo, params: { projectId: "PROJECT-ID" } });
    await demoStore.write(demo.organizationId, () =>
      deleteProject({ ...input({ projectId: project.id }, undefined), ...demo }),
    );
    await demoStore.write(demo.organizationId, () => removeMember(demo, "user-uuid-2"));
    await restoreDemoProjects(demoStore);
    const { members, total } = await readPage(project, 1, 100, demoStore);
    expect(members.map(({ id }) => id)).toEqual(["user-uuid-1", "user-uuid-3"]);
    expect(total).toBe(2);
  });
});
