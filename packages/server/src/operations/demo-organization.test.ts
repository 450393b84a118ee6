import { expect, it } from "vitest";
import { domainErrors } from "../domain/domain-error.ts";
import { findApiKey } from "./api-keys.ts";
import { DemoAlreadyExistsError, restoreDemoProjects, seedDemo } from "./demo-organization.ts";
import { describeOperations } from "./operations.test-support.ts";
import { deleteProject, listProjects } from "./projects.ts";
import { deleteRole, listRoles } from "./roles.ts";
import { toOrganizationScope, toProjectScope } from "./scope.ts";

describeOperations("operations of the demo organization", (context) => {
  const { read, input, listCustomRoles } = context;

  it("seed the demo organization once", async () => {
    const { apiKey: demoKey } = await seedDemo(context.store);
    expect(await findApiKey(context.store, demoKey)).toMatchObject({ organizationId: "ORGANIZATION-ID" });
    await expect(seedDemo(context.store)).rejects.toThrow(DemoAlreadyExistsError);
    const scope = toOrganizationScope({ organizationId: "ORGANIZATION-ID" });
    const [role] = await listCustomRoles(scope);
    expect(await context.store.write("ORGANIZATION-ID", () => deleteRole(scope, role?.id ?? ""))).toEqual(
      domainErrors.roleAssigned(1),
    );
  });

  it("restore a deleted demo project with its policies and roles, and keep those that exist", async () => {
    // The demo exists if the test before has run.
    await seedDemo(context.store).catch(() => undefined);
    const demo = { organizationId: "ORGANIZATION-ID" };
    const listAll = async () => {
      const { projects } = await read(() => listProjects({ ...input({}, undefined), ...demo }));
      const scopes = projects.map(({ id }) => toProjectScope({ ...demo, params: { projectId: id } }));
      return { projects, roles: await Promise.all(scopes.map((scope) => read(() => listRoles(scope)))) };
    };
    const before = await listAll();
    const projectId = before.projects[0]?.id ?? "";
    await context.store.write(demo.organizationId, () =>
      deleteProject({ ...input({ projectId }, undefined), ...demo }),
    );
    expect((await listAll()).projects).toHaveLength(before.projects.length - 1);
    await restoreDemoProjects(context.store);
    await restoreDemoProjects(context.store);
    expect(await listAll()).toEqual(before);
  });
});
