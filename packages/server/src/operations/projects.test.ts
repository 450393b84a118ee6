import { expect, it } from "vitest";
import { catalogs } from "../domain/catalog.ts";
import { domainErrors } from "../domain/domain-error.ts";
import { sql } from "../storage/statements.ts";
import { queryAll } from "../storage/store.ts";
import { findApiKey } from "./api-keys.ts";
import { addMember } from "./members.ts";
import { describeOperations, now } from "./operations.test-support.ts";
import { deletePolicy, listPermissions, listPolicies, updatePolicy } from "./policies.ts";
import { createProject, deleteProject, listProjects, retrieveProject, updateProject } from "./projects.ts";
import { deleteRole, listRoles, updateRole } from "./roles.ts";
import { toOrganizationScope, toProjectScope } from "./scope.ts";

describeOperations("operations of projects", (context) => {
  const { write, read, input, addProject, setCounts, addRole, addPolicy, mustAddRole, mustAddPolicy } =
    context;

  it("reject the thousand-and-first project, and free the place of a deleted one", async () => {
    const projectId = await addProject("First");
    await setCounts(toOrganizationScope(context), 0, 0, 998);
    await addProject("Last");
    const error = domainErrors.limitExceeded("project", "organization");
    expect(await write(() => createProject(input({}, { name: "Too many" })))).toEqual(error);
    await write(() => deleteProject(input({ projectId }, undefined)));
    await addProject("Again");
    expect(await write(() => createProject(input({}, { name: "Too many" })))).toEqual(error);
  });

  it("list projects by name", async () => {
    for (const name of ["b", "a", "C"]) await addProject(name);
    const { projects } = await read(() => listProjects(input({}, undefined)));
    expect(projects.map(({ name }) => name)).toEqual(["C", "a", "b"]);
  });

  it("create, read, update and delete a project", async () => {
    const created = await write(() => createProject(input({}, { name: "Checkout" })));
    if (!("project" in created)) throw new Error(created.message);
    const { project } = created;
    expect(project).toEqual({
      id: expect.any(String),
      name: "Checkout",
      description: null,
      organizationId: context.organizationId,
      created_at: now,
    });
    expect(created.apiKey).toMatchObject({ name: "Default Key", valid: true, lastUsed: null });
    const params = { projectId: project.id };
    expect(await read(() => retrieveProject(input(params, undefined)))).toEqual({ project });
    const updated = { project: { ...project, description: "Assistant" } };
    const body = { description: "Assistant" };
    expect(await write(() => updateProject(input(params, body)))).toEqual(updated);
    expect(await read(() => listProjects(input({}, undefined)))).toEqual({ projects: [updated.project] });

    const scope = toProjectScope({ organizationId: context.organizationId, params });
    await mustAddRole(scope, "Auditor", [await mustAddPolicy(scope, "Billing")]);
    const projectKey = created.apiKey.value;
    expect(await findApiKey(context.store, projectKey)).toMatchObject({
      organizationId: context.organizationId,
      isProjectKey: true,
    });
    expect(await write(() => deleteProject(input(params, undefined)))).toEqual({
      id: project.id,
      deleted: true,
    });
    expect(await findApiKey(context.store, projectKey)).toBeUndefined();
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
    await write(() => addMember(context.organizationId, { id: "m1", email: "Ada@x.example", name: "Ada" }));
    const body = { name: "Checkout", email: "ada@X.example" };
    const created = await write(() => createProject(input({}, body)));
    const ownerRoleId = catalogs.project.builtInRoles.find(({ name }) => name === "Owner")?.id ?? "";
    const projectId = "project" in created ? created.project.id : "";
    const [row] = await read(() =>
      queryAll(sql.countMembersWithRole, context.organizationId, projectId, ownerRoleId),
    );
    expect(row).toEqual({ members: 1 });
    const unknown = { name: "Other", email: "nobody@x.example" };
    expect(await write(() => createProject(input({}, unknown)))).toEqual(
      domainErrors.unknownMember("nobody@x.example"),
    );
  });
});
