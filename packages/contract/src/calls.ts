import type { OperationId, Organization } from "@rolewright/types";
import type { Call } from "./api.ts";
import type { World } from "./world.ts";

/**
 * A call of each operation that has to succeed, on any implementation. The compiler names an operation that is missing.
 * None of them leaves a trace: what a call changes, the world has made for it.
 */
export const calls: Record<OperationId, (world: World) => Promise<Call>> = {
  retrieveOrganization: async () => ({}),
  // Under the name that it has: the organization may be a real one.
  updateOrganization: async (world) => {
    const { organization } = await world.given<{ organization: Organization }>("retrieveOrganization");
    return { body: { name: organization.name } };
  },
  listOrganizationPermissions: async () => ({}),

  listOrganizationPolicies: async () => ({}),
  createOrganizationPolicy: async (world) => ({ body: await world.policyInput() }),
  updateOrganizationPolicy: async (world) => ({
    path: { policyId: (await world.organizationPolicy()).id },
    body: await world.policyInput(),
  }),
  deleteOrganizationPolicy: async (world) => ({ path: { policyId: (await world.organizationPolicy()).id } }),

  listOrganizationRoles: async () => ({}),
  createOrganizationRole: async (world) => ({ body: await world.roleInput() }),
  updateOrganizationRole: async (world) => ({
    path: { roleId: (await world.organizationRole()).id },
    body: await world.roleInput(),
  }),
  deleteOrganizationRole: async (world) => ({ path: { roleId: (await world.organizationRole()).id } }),

  listProjects: async () => ({}),
  createProject: async (world) => ({ body: { name: world.name(), description: null } }),
  retrieveProject: async (world) => ({ path: { projectId: await world.projectId() } }),
  updateProject: async (world) => ({
    path: { projectId: await world.projectId() },
    body: { description: "Changed" },
  }),
  deleteProject: async (world) => ({ path: { projectId: await world.newProject() } }),
  listProjectPermissions: async (world) => ({ path: { projectId: await world.projectId() } }),

  listProjectPolicies: async (world) => ({ path: { projectId: await world.projectId() } }),
  createProjectPolicy: async (world) => {
    const projectId = await world.projectId();
    return { path: { projectId }, body: await world.policyInput(projectId) };
  },
  updateProjectPolicy: async (world) => {
    const projectId = await world.projectId();
    const policyId = (await world.projectPolicy()).id;
    return { path: { projectId, policyId }, body: await world.policyInput(projectId) };
  },
  deleteProjectPolicy: async (world) => {
    const projectId = await world.projectId();
    return { path: { projectId, policyId: (await world.projectPolicy()).id } };
  },

  listProjectRoles: async (world) => ({ path: { projectId: await world.projectId() } }),
  createProjectRole: async (world) => {
    const projectId = await world.projectId();
    return { path: { projectId }, body: await world.roleInput(projectId) };
  },
  updateProjectRole: async (world) => {
    const projectId = await world.projectId();
    const roleId = (await world.projectRole()).id;
    return { path: { projectId, roleId }, body: await world.roleInput(projectId) };
  },
  deleteProjectRole: async (world) => {
    const projectId = await world.projectId();
    return { path: { projectId, roleId: (await world.projectRole()).id } };
  },
};
