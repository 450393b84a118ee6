import { expect, it } from "vitest";
import { catalogs } from "../domain/catalog.ts";
import { domainErrors } from "../domain/domain-error.ts";
import { addMember, assignFirstRole } from "./members.ts";
import { describeOperations } from "./operations.test-support.ts";
import { createRole, deleteRole, listRoles, updateRole } from "./roles.ts";
import { toProjectScope } from "./scope.ts";

describeOperations("operations of roles", (context) => {
  const {
    write,
    read,
    input,
    addProject,
    setCounts,
    inEachScope,
    addRole,
    addPolicy,
    mustAddRole,
    mustAddPolicy,
    listCustomRoles,
  } = context;

  it("create, list, replace and delete a role", () =>
    inEachScope(async (scope) => {
      const policyId = await mustAddPolicy(scope, "Billing");
      const owner =
        scope.kind === "project" ? { projectId: scope.id } : { organizationId: scope.organizationId };
      const body = { name: "Auditor", policyIds: [policyId], description: "Reads" };
      const created = await write(() => createRole(scope, input({}, body)));
      const id = "role" in created ? created.role.id : "";
      const policies = [{ id: policyId, name: "Billing" }];
      const role = { id, name: "Auditor", description: "Reads", ...owner, policies };
      expect(created).toEqual({ role });
      expect(await listCustomRoles(scope)).toEqual([role]);

      const replaced = await write(() =>
        updateRole(scope, id, { body: { name: "Reviewer", policyIds: [] } }),
      );
      const reviewer = { id, name: "Reviewer", description: "Reads", ...owner, policies: [] };
      expect(replaced).toEqual({ role: reviewer });
      expect(await listCustomRoles(scope)).toEqual([reviewer]);
      const withoutDescription = { name: "Reviewer", policyIds: [], description: null };
      const cleared = await write(() => updateRole(scope, id, { body: withoutDescription }));
      expect(cleared).toEqual({ role: { ...reviewer, description: null } });

      expect(await write(() => deleteRole(scope, id))).toEqual({ id, deleted: true });
      expect(await listCustomRoles(scope)).toEqual([]);
      expect(await write(() => deleteRole(scope, id))).toEqual(domainErrors.roleNotFound());
      expect(await write(() => updateRole(scope, id, { body }))).toEqual(domainErrors.roleNotFound());
    }));

  it("list built-in roles first, then custom ones, the oldest first", () =>
    inEachScope(async (scope) => {
      for (const name of ["c", "a", "b"]) await mustAddRole(scope, name);
      const listed = await read(() => listRoles(scope));
      const names = "roles" in listed ? listed.roles.map(({ name }) => name) : [];
      const builtIn = catalogs[scope.kind].builtInRoles.map(({ name }) => name);
      expect(names).toEqual([...builtIn, "c", "a", "b"]);
    }));

  it("reject a role name that exists, in any case, and keep the own one", () =>
    inEachScope(async (scope) => {
      const id = await mustAddRole(scope, "Auditor");
      const otherId = await mustAddRole(scope, "Reviewer");
      const conflict = domainErrors.nameConflict("role", "Auditor", scope.kind);
      expect(await addRole(scope, " AUDITOR")).toEqual(conflict);
      const body = { name: "auditor", policyIds: [] };
      expect(await write(() => updateRole(scope, otherId, { body }))).toEqual(conflict);
      expect(await write(() => updateRole(scope, id, { body }))).toMatchObject({ role: { name: "auditor" } });
      expect((await listCustomRoles(scope)).map(({ name }) => name)).toEqual(["auditor", "Reviewer"]);
    }));

  it("allow the same name in another scope", async () => {
    await inEachScope(async (scope) => {
      await mustAddRole(scope, "Auditor");
      await mustAddPolicy(scope, "Billing");
    });
  });

  it("reject the name of a built-in role, and changes to one", () =>
    inEachScope(async (scope) => {
      const [builtIn] = catalogs[scope.kind].builtInRoles;
      const { id, name } = builtIn ?? { id: "", name: "" };
      expect(await addRole(scope, name.toLowerCase())).toEqual(domainErrors.builtInRoleName(name));
      const custom = await mustAddRole(scope, "Auditor");
      const body = { name, policyIds: [] };
      expect(await write(() => updateRole(scope, custom, { body }))).toEqual(
        domainErrors.builtInRoleName(name),
      );
      expect(await write(() => updateRole(scope, id, { body }))).toEqual(domainErrors.builtInRoleImmutable());
      expect(await write(() => deleteRole(scope, id))).toEqual(domainErrors.builtInRoleImmutable());
    }));

  it("reject policies of another scope", () =>
    inEachScope(async (scope) => {
      const other = toProjectScope({
        organizationId: context.organizationId,
        params: { projectId: await addProject(context.store.clock.createId()) },
      });
      const foreign = await mustAddPolicy(other, "Billing");
      const own = await mustAddPolicy(scope, "Own");
      const error = domainErrors.unknownPolicy([foreign, "none"]);
      expect(await addRole(scope, "Auditor", [foreign, own, "none"])).toEqual(error);
      const id = await mustAddRole(scope, "Auditor", [own]);
      const body = { name: "Auditor", policyIds: [foreign, own, "none"] };
      expect(await write(() => updateRole(scope, id, { body }))).toEqual(error);
    }));

  it("reject deleting a role that a member has", async () => {
    await write(function* () {
      yield* addMember(context.organizationId, { id: "m1", email: "ada@x.example", name: "Ada" });
      yield* addMember(context.organizationId, { id: "m2", email: "ben@x.example", name: "Ben" });
    });
    await inEachScope(async (scope) => {
      const id = await mustAddRole(scope, "Auditor");
      const assign = (memberId: string) => write(() => assignFirstRole(scope, memberId, id));
      await assign("m1");
      expect(await write(() => deleteRole(scope, id))).toEqual(domainErrors.roleAssigned(1));
      await assign("m2");
      expect(await write(() => deleteRole(scope, id))).toEqual(domainErrors.roleAssigned(2));
      expect(await listCustomRoles(scope)).toHaveLength(1);
    });
  });

  it("reject the thousand-and-first role, and free the place of a deleted one", () =>
    inEachScope(async (scope) => {
      const id = await mustAddRole(scope, "First");
      await setCounts(scope, 998, 0, 0);
      await mustAddRole(scope, "Last");
      const error = domainErrors.limitExceeded("role", scope.kind);
      expect(await addRole(scope, "Too many")).toEqual(error);
      expect(await write(() => deleteRole(scope, id))).toEqual({ id, deleted: true });
      expect(await addRole(scope, "Again")).toMatchObject({ role: { name: "Again" } });
      expect(await addRole(scope, "Too many")).toEqual(error);
      await mustAddPolicy(scope, "Other resources have their own limit");
    }));

  it("do not count a rejected create", () =>
    inEachScope(async (scope) => {
      await mustAddRole(scope, "Auditor");
      await mustAddPolicy(scope, "Billing");
      await setCounts(scope, 998, 998, 0);
      await addRole(scope, "Auditor");
      await addPolicy(scope, "Billing");
      await mustAddRole(scope, "Last");
      await mustAddPolicy(scope, "Last");
    }));
});
