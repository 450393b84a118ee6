import {
  type TemporaryDatabase,
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
} from "@rolewright/test-databases";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { catalogs } from "../domain/catalog.ts";
import { domainErrors } from "../domain/domain-error.ts";
import { openStore } from "../storage/open-store.ts";
import { sql } from "../storage/statements.ts";
import { queryAll, type Store, type TransactionScript } from "../storage/store.ts";
import { createApiKey, findApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
import { addAuditEntry, createExport } from "./audit-log.ts";
import {
  addOrganization,
  DemoAlreadyExistsError,
  restoreDemoProjects,
  seedDemo,
} from "./demo-organization.ts";
import { addMember, assignFirstRole } from "./members.ts";
import { retrieveOrganization, updateOrganization } from "./organization.ts";
import { createPolicy, deletePolicy, listPermissions, listPolicies, updatePolicy } from "./policies.ts";
import { createProject, deleteProject, listProjects, retrieveProject, updateProject } from "./projects.ts";
import { createRole, deleteRole, listRoles, updateRole } from "./roles.ts";
import { type Scope, toOrganizationScope, toProjectScope } from "./scope.ts";

const now = "2026-11-28T00:00:00.000Z";

describe.each(databaseKinds)("operations on %s", (kind) => {
  const skipReason = findSkipReason(kind);
  let database: TemporaryDatabase;
  let store: Store;
  let organizationId: string;
  let apiKey: string;

  beforeAll(async () => {
    if (skipReason !== undefined) return;
    database = await createTemporaryDatabase(kind);
    store = await openStore(database.name);
  });

  afterAll(async () => {
    if (skipReason !== undefined) return;
    await store.close();
    await database.remove();
  });

  beforeEach(async ({ skip }) => {
    if (skipReason !== undefined) skip(skipReason);
    ({ id: organizationId, apiKey } = await addOrganization(store, "Acme"));
  });

  const write = <Result>(script: () => TransactionScript<Result>) => store.write(organizationId, script);
  const read = <Result>(script: () => TransactionScript<Result>) => store.read(script);
  const input = <Params, Body>(params: Params, body: Body) => ({
    organizationId,
    params,
    query: {},
    body,
    now,
    createId: store.clock.createId,
  });
  const addProject = async (name: string) => {
    const created = await write(() => createProject(input({}, { name })));
    if (!("project" in created)) throw new Error(created.message);
    return created.project.id;
  };
  const setCounts = (scope: Scope, roles: number, policies: number, projects: number) =>
    write(() => queryAll(sql.adjustCounts, scope.organizationId, scope.id, roles, policies, projects));
  /** Runs a test in the scope of the organization, and in that of a new project. */
  const inEachScope = async (test: (scope: Scope) => Promise<void>) => {
    await test(toOrganizationScope({ organizationId }));
    const projectId = await addProject(`Project ${store.clock.createId()}`);
    await test(toProjectScope({ organizationId, params: { projectId } }));
  };
  const addRole = (scope: Scope, name: string, policyIds: string[] = []) =>
    write(() => createRole(scope, input({}, { name, policyIds })));
  const addPolicy = (scope: Scope, name: string, permissionIds: string[] = []) =>
    write(() => createPolicy(scope, input({}, { name, permissionIds })));
  const mustAddRole = async (scope: Scope, name: string, policyIds: string[] = []) => {
    const created = await addRole(scope, name, policyIds);
    if (!("role" in created)) throw new Error(created.message);
    return created.role.id;
  };
  const mustAddPolicy = async (scope: Scope, name: string) => {
    const created = await addPolicy(scope, name);
    if (!("policy" in created)) throw new Error(created.message);
    return created.policy.id;
  };
  const listCustomRoles = async (scope: Scope) => {
    const listed = await read(() => listRoles(scope));
    if (!("roles" in listed)) throw new Error(listed.message);
    return listed.roles.slice(catalogs[scope.kind].builtInRoles.length);
  };

  it("starts another export when the one before is complete, and not before", async () => {
    const scope = toOrganizationScope({ organizationId });
    const entry = {
      id: store.clock.createId(),
      createdAt: now,
      action: "a",
      method: "POST",
      path: "/",
      statusCode: 200,
      projectId: null,
    };
    const by = { resourceId: null, apiKeyId: "k", apiKeyName: "k", ipAddress: null, userAgent: null };
    await write(() => addAuditEntry(organizationId, { ...entry, ...by }));
    const start = (time: string) =>
      write(() => createExport(scope, {}, { now: time, createId: store.clock.createId }));
    const first = await start(now);
    expect(first).toMatchObject({ createdAt: now });
    expect(await start("2026-11-28T00:00:00.499Z")).toEqual(domainErrors.exportInProgress());
    expect(await start("2026-11-28T00:00:00.500Z")).toMatchObject({ status: "IN_PROGRESS" });
  });

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
        organizationId,
        params: { projectId: await addProject(store.clock.createId()) },
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
      yield* addMember(organizationId, { id: "m1", email: "ada@x.example", name: "Ada" });
      yield* addMember(organizationId, { id: "m2", email: "ben@x.example", name: "Ben" });
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

  it("reject the thousand-and-first project, and free the place of a deleted one", async () => {
    const projectId = await addProject("First");
    await setCounts(toOrganizationScope({ organizationId }), 0, 0, 998);
    await addProject("Last");
    const error = domainErrors.limitExceeded("project", "organization");
    expect(await write(() => createProject(input({}, { name: "Too many" })))).toEqual(error);
    await write(() => deleteProject(input({ projectId }, undefined)));
    await addProject("Again");
    expect(await write(() => createProject(input({}, { name: "Too many" })))).toEqual(error);
  });

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
        queryAll(sql.addPolicy, organizationId, scope.id, similarId, "Other", "OTHER", null, "[]", now),
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

  it("list projects by name", async () => {
    for (const name of ["b", "a", "C"]) await addProject(name);
    const { projects } = await read(() => listProjects(input({}, undefined)));
    expect(projects.map(({ name }) => name)).toEqual(["C", "a", "b"]);
  });

  it("list the permissions of a scope", () =>
    inEachScope(async (scope) => {
      expect(await read(() => listPermissions(scope))).toEqual({
        permissions: catalogs[scope.kind].permissions,
      });
    }));

  it("create, read, update and delete a project", async () => {
    const created = await write(() => createProject(input({}, { name: "Checkout" })));
    if (!("project" in created)) throw new Error(created.message);
    const { project } = created;
    expect(project).toEqual({
      id: expect.any(String),
      name: "Checkout",
      description: null,
      organizationId,
      created_at: now,
    });
    expect(created.apiKey).toMatchObject({ name: "Default", valid: true, lastUsed: null });
    const params = { projectId: project.id };
    expect(await read(() => retrieveProject(input(params, undefined)))).toEqual({ project });
    const updated = { project: { ...project, description: "Assistant" } };
    const body = { description: "Assistant" };
    expect(await write(() => updateProject(input(params, body)))).toEqual(updated);
    expect(await read(() => listProjects(input({}, undefined)))).toEqual({ projects: [updated.project] });

    const scope = toProjectScope({ organizationId, params });
    await mustAddRole(scope, "Auditor", [await mustAddPolicy(scope, "Billing")]);
    const projectKey = created.apiKey.value;
    expect(await findApiKey(store, projectKey)).toMatchObject({ organizationId, isProjectKey: true });
    expect(await write(() => deleteProject(input(params, undefined)))).toEqual({
      id: project.id,
      deleted: true,
    });
    expect(await findApiKey(store, projectKey)).toBeUndefined();
    const notFound = domainErrors.projectNotFound();
    expect(await read(() => retrieveProject(input(params, undefined)))).toEqual(notFound);
    expect(await write(() => updateProject(input(params, body)))).toEqual(notFound);
    expect(await write(() => deleteProject(input(params, undefined)))).toEqual(notFound);
    expect(await read(() => listRoles(scope))).toEqual(notFound);
    expect(await read(() => listPolicies(scope))).toEqual(notFound);
    expect(await read(() => listPermissions(scope))).toEqual(notFound);
    expect(await addRole(scope, "Auditor")).toEqual(notFound);
    expect(await addPolicy(scope, "Billing")).toEqual(notFound);
    expect(await write(() => updateRole(scope, "r", { body: { name: "x", policyIds: [] } }))).toEqual(
      notFound,
    );
    expect(await write(() => deleteRole(scope, "r"))).toEqual(notFound);
    expect(await write(() => updatePolicy(scope, "p", { body: { name: "x", permissionIds: [] } }))).toEqual(
      notFound,
    );
    expect(await write(() => deletePolicy(scope, "p"))).toEqual(notFound);
  });

  it("reject a project name that exists", async () => {
    const projectId = await addProject("Checkout");
    const otherId = await addProject("Search");
    const conflict = domainErrors.nameConflict("project", "Checkout", "organization");
    expect(await write(() => createProject(input({}, { name: "checkout" })))).toEqual(conflict);
    const body = { name: "CHECKOUT" };
    expect(await write(() => updateProject(input({ projectId: otherId }, body)))).toEqual(conflict);
    expect(await write(() => updateProject(input({ projectId }, body)))).toMatchObject({
      project: { name: "CHECKOUT" },
    });
  });

  it("make the member with the address the Owner of a project", async () => {
    await write(() => addMember(organizationId, { id: "m1", email: "Ada@x.example", name: "Ada" }));
    const body = { name: "Checkout", email: "ada@X.example" };
    const created = await write(() => createProject(input({}, body)));
    const ownerRoleId = catalogs.project.builtInRoles.find(({ name }) => name === "Owner")?.id ?? "";
    const projectId = "project" in created ? created.project.id : "";
    const [row] = await read(() =>
      queryAll(sql.countMembersWithRole, organizationId, projectId, ownerRoleId),
    );
    expect(row).toEqual({ members: 1 });
    const unknown = { name: "Other", email: "nobody@x.example" };
    expect(await write(() => createProject(input({}, unknown)))).toEqual(
      domainErrors.unknownMember("nobody@x.example"),
    );
  });

  it("read and rename an organization", async () => {
    const organization = {
      id: organizationId,
      name: "Acme",
      plan: "ENTERPRISE",
      created_at: expect.any(String),
    };
    expect(await read(() => retrieveOrganization(input({}, undefined)))).toEqual({ organization });
    const renamed = { organization: { ...organization, name: "Acme 2" } };
    expect(await write(() => updateOrganization(input({}, { name: "Acme 2" })))).toEqual(renamed);
    expect(await read(() => retrieveOrganization(input({}, undefined)))).toEqual(renamed);
  });

  it("isolate organizations", async () => {
    const projectId = await addProject("Checkout");
    const scope = toProjectScope({ organizationId, params: { projectId } });
    const roleId = await mustAddRole(scope, "Auditor");
    const { id: otherId } = await addOrganization(store, "Other");
    const foreign = toProjectScope({ organizationId: otherId, params: { projectId } });
    const notFound = domainErrors.projectNotFound();
    expect(await read(() => listRoles(foreign))).toEqual(notFound);
    expect(await store.write(otherId, () => deleteRole(foreign, roleId))).toEqual(notFound);
    const otherScope = toOrganizationScope({ organizationId: otherId });
    expect(await store.write(otherId, () => deleteRole(otherScope, roleId))).toEqual(
      domainErrors.roleNotFound(),
    );
    expect(await listCustomRoles(scope)).toHaveLength(1);
  });

  it("create, list and revoke API keys", async () => {
    expect(await findApiKey(store, apiKey)).toMatchObject({ organizationId, isProjectKey: false });
    const key = await write(() => createApiKey(organizationId, "CI", now));
    expect(await findApiKey(store, key?.value ?? "")).toMatchObject({ organizationId });
    const keys = await read(listApiKeys);
    const listed = keys.find(({ key_id: id }) => id === key?.id);
    expect(listed).toMatchObject({ name: "CI", organization: "Acme", revoked_at: null });
    expect(JSON.stringify(keys)).not.toContain(key?.value.slice(-43));
    expect(await write(() => revokeApiKey(key?.id ?? "", now))).toBe(true);
    expect(await write(() => revokeApiKey(key?.id ?? "", now))).toBe(false);
    expect(await findApiKey(store, "confident_org_unknown")).toBeUndefined();
    expect(await write(() => createApiKey("none", "CI", now))).toBeUndefined();
  });

  it("seed the demo organization once", async () => {
    const { apiKey: demoKey } = await seedDemo(store);
    expect(await findApiKey(store, demoKey)).toMatchObject({ organizationId: "ORGANIZATION-ID" });
    await expect(seedDemo(store)).rejects.toThrow(DemoAlreadyExistsError);
    const scope = toOrganizationScope({ organizationId: "ORGANIZATION-ID" });
    const [role] = await listCustomRoles(scope);
    expect(await store.write("ORGANIZATION-ID", () => deleteRole(scope, role?.id ?? ""))).toEqual(
      domainErrors.roleAssigned(1),
    );
  });

  it("restore a deleted demo project with its policies and roles, and keep those that exist", async () => {
    // The demo exists if the test before has run.
    await seedDemo(store).catch(() => undefined);
    const demo = { organizationId: "ORGANIZATION-ID" };
    const listAll = async () => {
      const { projects } = await read(() => listProjects({ ...input({}, undefined), ...demo }));
      const scopes = projects.map(({ id }) => toProjectScope({ ...demo, params: { projectId: id } }));
      return { projects, roles: await Promise.all(scopes.map((scope) => read(() => listRoles(scope)))) };
    };
    const before = await listAll();
    const projectId = before.projects[0]?.id ?? "";
    await store.write(demo.organizationId, () =>
      deleteProject({ ...input({ projectId }, undefined), ...demo }),
    );
    expect((await listAll()).projects).toHaveLength(before.projects.length - 1);
    await restoreDemoProjects(store);
    await restoreDemoProjects(store);
    expect(await listAll()).toEqual(before);
  });
});
