import { describe, expect, it } from "vitest";
import { catalogs } from "./catalog.ts";
import { domainErrors } from "./domain-error.ts";
import { checkLimit, maxPerScope } from "./limits.ts";
import { checkNameConflict, normalizeTexts } from "./names.ts";
import { checkPermissions, detachPolicy, resolvePermissions } from "./policies.ts";
import { checkRoleIsCustom, checkRoleIsUnassigned, checkRoleName, resolvePolicies } from "./roles.ts";

const scopes = ["organization", "project"] as const;

describe("limits", () => {
  it("are 1,000 in each scope", () => expect(maxPerScope).toBe(1_000));

  it.each(["role", "policy", "project"] as const)("allow the thousandth %s and reject the next", (kind) => {
    expect(checkLimit(kind, "organization", 0)).toBeUndefined();
    expect(checkLimit(kind, "organization", 999)).toBeUndefined();
    expect(checkLimit(kind, "organization", 1_000)?.code).toBe("limit_exceeded");
    expect(checkLimit(kind, "organization", 1_001)?.code).toBe("limit_exceeded");
  });
});

describe("a name", () => {
  const existing = { id: "role-1", name: "Auditor" };

  it("is free if no resource has it", () => {
    expect(checkNameConflict("role", "project", undefined)).toBeUndefined();
  });

  it("conflicts with that of another resource", () => {
    const error = domainErrors.nameConflict("role", "Auditor", "project");
    expect(checkNameConflict("role", "project", existing)).toEqual(error);
    expect(checkNameConflict("role", "project", existing, "role-2")).toEqual(error);
  });

  it("does not conflict with the resource's own", () => {
    expect(checkNameConflict("role", "project", existing, "role-1")).toBeUndefined();
  });

  it("is stored with U+FFFD for an unpaired surrogate, and a missing description as null", () => {
    expect(normalizeTexts({ name: "a\ud800" })).toEqual({ name: "a\ufffd", description: null });
    expect(normalizeTexts({ name: "a", description: null })).toEqual({ name: "a", description: null });
    expect(normalizeTexts({ name: "a", description: "\udc00b", ids: ["x"] })).toEqual({
      name: "a",
      description: "\ufffdb",
      ids: ["x"],
    });
  });
});

describe("built-in roles", () => {
  it.each(scopes)("of a scope are those of the description (%s)", (scope) => {
    const { builtInRoles, builtInRoleIds, builtInRoleNames } = catalogs[scope];
    expect(builtInRoles.length).toBeGreaterThan(0);
    expect([...builtInRoleIds]).toEqual(builtInRoles.map(({ id }) => id));
    expect([...builtInRoleNames.values()]).toEqual(builtInRoles.map(({ name }) => name));
  });

  it.each(scopes)("cannot be changed, but custom ones can (%s)", (scope) => {
    for (const { id } of catalogs[scope].builtInRoles) {
      expect(checkRoleIsCustom(scope, id)).toEqual(domainErrors.builtInRoleImmutable());
    }
    expect(checkRoleIsCustom(scope, "role-1")).toBeUndefined();
  });

  it.each(scopes)("keep their names in every case and form (%s)", (scope) => {
    for (const { name } of catalogs[scope].builtInRoles) {
      for (const variant of [name, name.toUpperCase(), ` ${name.toLowerCase()}\t`]) {
        expect(checkRoleName(scope, variant)).toEqual(domainErrors.builtInRoleName(name));
      }
    }
    expect(checkRoleName(scope, "Auditor")).toBeUndefined();
  });
});

describe("a role", () => {
  it("can be deleted if no member has it", () => expect(checkRoleIsUnassigned(0)).toBeUndefined());

  it.each([1, 2])("cannot be deleted if %i members have it", (count) => {
    expect(checkRoleIsUnassigned(count)).toEqual(domainErrors.roleAssigned(count));
  });

  const names = new Map([
    ["p1", "First"],
    ["p2", "Second"],
  ]);

  it("shows its policies in the order of the request", () => {
    expect(resolvePolicies(["p2", "p1"], names)).toEqual([
      { id: "p2", name: "Second" },
      { id: "p1", name: "First" },
    ]);
    expect(resolvePolicies([], names)).toEqual([]);
  });

  it("cannot have unknown policies, and the error names each of them", () => {
    expect(resolvePolicies(["p1", "x"], names)).toEqual(domainErrors.unknownPolicy(["x"]));
    expect(resolvePolicies(["x", "p1", "y"], names)).toEqual(domainErrors.unknownPolicy(["x", "y"]));
  });
});

describe.each(scopes)("a policy of the %s", (scope) => {
  const [first, second] = catalogs[scope].permissions;
  const known = [second?.id ?? "", first?.id ?? ""];

  it("shows its permissions in the order of the request, without those that were removed", () => {
    expect(resolvePermissions([known[0] ?? "", "removed", known[1] ?? ""])).toEqual([
      { id: second?.id, name: second?.name },
      { id: first?.id, name: first?.name },
    ]);
  });

  it("cannot have unknown permissions, and the error names each of them", () => {
    expect(checkPermissions(known)).toBeUndefined();
    expect(checkPermissions([])).toBeUndefined();
    expect(checkPermissions(["x", ...known, "y"])).toEqual(domainErrors.unknownPermission(["x", "y"]));
  });

  it("can have permissions of the other scope, and shows them", () => {
    const { permissions } = catalogs[scope === "project" ? "organization" : "project"];
    const foreign = permissions.filter(({ id }) => !catalogs[scope].permissionsById.has(id));
    const ids = foreign.map(({ id }) => id);
    expect(foreign.length).toBeGreaterThan(0);
    expect(checkPermissions(ids)).toBeUndefined();
    expect(resolvePermissions(ids)).toEqual(foreign.map(({ id, name }) => ({ id, name })));
  });

  it("is detached from the roles that have it, and from no other", () => {
    const roles = [
      { roleId: "b", policyIds: ["p1", "p2"] },
      { roleId: "c", policyIds: ["P1"] },
      { roleId: "a", policyIds: ["p1"] },
    ];
    expect(detachPolicy("p1", roles)).toEqual([
      { roleId: "b", policyIds: ["p2"] },
      { roleId: "a", policyIds: [] },
    ]);
    expect(detachPolicy("p3", roles)).toEqual([]);
    expect(detachPolicy("p1", [])).toEqual([]);
  });
});
