import { expect, it } from "vitest";
import { catalogs } from "../domain/catalog.ts";
import { domainErrors } from "../domain/domain-error.ts";
import { sql } from "../storage/statements.ts";
import { queryAll } from "../storage/store.ts";
import { describeOperations, now } from "./operations.test-support.ts";
import { createPolicy, deletePolicy, listPermissions, listPolicies, updatePolicy } from "./policies.ts";

describeOperations("operations of policies", (context) => {
  const {
    write,
    read,
    input,
    setCounts,
    inEachScope,
    addPolicy,
    mustAddRole,
    mustAddPolicy,
    listCustomRoles,
  } = context;

  it("reject the thousand-and-first policy, and free the place of a deleted one", () =>
    inEachScope(async (scope) => {
      const id = await mustAddPolicy(scope, "First");
      await setCounts(scope, 0, 998, 0);
      await mustAddPolicy(scope, "Last");
      const error = domainErrors.limitExceeded("policy", scope.kind);
      expect(await addPolicy(scope, "Too many")).toEqual(error);
      expect(await write(() => deletePolicy(scope, id))).toEqual({ id, deleted: true });
      expect(await addPolicy(scope, "Again")).toMatchObject({ policy: { name: "Again" } });
      expect(await addPolicy(scope, "Too many")).toEqual(error);
      await mustAddRole(scope, "Other resources have their own limit");
    }));

  it("create, list, replace and delete a policy", () =>
    inEachScope(async (scope) => {
      const [first, second] = catalogs[scope.kind].permissions.map(({ id, name }) => ({ id, name }));
      const permissions = [second, first];
      const permissionIds = permissions.map((permission) => permission?.id ?? "");
      const body = { name: "Billing", permissionIds, description: "Invoices" };
      const created = await write(() => createPolicy(scope, input({}, body)));
      const id = "policy" in created ? created.policy.id : "";
      const policy = { id, name: "Billing", description: "Invoices", permissions };
      expect(created).toEqual({ policy });
      expect(await read(() => listPolicies(scope))).toEqual({ policies: [policy] });

      const replacement = { name: "Invoices", permissionIds: [] };
      const invoices = { id, name: "Invoices", description: "Invoices", permissions: [] };
      expect(await write(() => updatePolicy(scope, id, { body: replacement }))).toEqual({ policy: invoices });
      expect(await read(() => listPolicies(scope))).toEqual({ policies: [invoices] });
      const withoutDescription = { ...replacement, description: null };
      const cleared = await write(() => updatePolicy(scope, id, { body: withoutDescription }));
      expect(cleared).toEqual({ policy: { ...invoices, description: null } });

      expect(await write(() => deletePolicy(scope, id))).toEqual({ id, deleted: true });
      expect(await read(() => listPolicies(scope))).toEqual({ policies: [] });
      expect(await write(() => deletePolicy(scope, id))).toEqual(domainErrors.policyNotFound());
      expect(await write(() => updatePolicy(scope, id, { body }))).toEqual(domainErrors.policyNotFound());
    }));

  it("reject a policy name that exists, and unknown permissions", () =>
    inEachScope(async (scope) => {
      const id = await mustAddPolicy(scope, "Billing");
      const otherId = await mustAddPolicy(scope, "Invoices");
      const conflict = domainErrors.nameConflict("policy", "Billing", scope.kind);
      expect(await addPolicy(scope, "billing")).toEqual(conflict);
      const body = { name: "BILLING", permissionIds: [] };
      expect(await write(() => updatePolicy(scope, otherId, { body }))).toEqual(conflict);
      expect(await write(() => updatePolicy(scope, id, { body }))).toMatchObject({
        policy: { name: "BILLING" },
      });
      const unknown = domainErrors.unknownPermission(["none"]);
      expect(await addPolicy(scope, "Other", ["none"])).toEqual(unknown);
      const invalid = { name: "Other", permissionIds: ["none"] };
      expect(await write(() => updatePolicy(scope, id, { body: invalid }))).toEqual(unknown);
    }));

  it("detach a deleted policy from its roles, but not one with a similar ID", () =>
    inEachScope(async (scope) => {
      const id = await mustAddPolicy(scope, "Billing");
      const otherId = await mustAddPolicy(scope, "Invoices");
      await mustAddRole(scope, "B", [otherId, id]);
      await mustAddRole(scope, "A", [id]);
      const similarId = id.toUpperCase();
      await write(() =>
        queryAll(
          sql.addPolicy,
          context.organizationId,
          scope.id,
          similarId,
          "Other",
          "OTHER",
          null,
          "[]",
          now,
        ),
      );
      const listPolicyIds = async () =>
        (await listCustomRoles(scope)).map(({ policies }) => policies.map((policy) => policy.id));
      expect(await write(() => deletePolicy(scope, similarId))).toEqual({ id: similarId, deleted: true });
      expect(await listPolicyIds()).toEqual([[otherId, id], [id]]);
      expect(await write(() => deletePolicy(scope, id))).toEqual({ id, deleted: true });
      expect(await listPolicyIds()).toEqual([[otherId], []]);
    }));

  it("store a permission of the other scope", () =>
    inEachScope(async (scope) => {
      const [permission] = catalogs[scope.kind === "project" ? "organization" : "project"].permissions;
      const { id = "", name } = permission ?? {};
      expect(await addPolicy(scope, "Foreign", [id])).toMatchObject({
        policy: { permissions: [{ id, name }] },
      });
    }));

  it("list the permissions of a scope", () =>
    inEachScope(async (scope) => {
      expect(await read(() => listPermissions(scope))).toEqual({
        permissions: catalogs[scope.kind].permissions,
      });
    }));
});
