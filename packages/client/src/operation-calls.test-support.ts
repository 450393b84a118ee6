/** How each operation is called, for the tests of the client and of the fake API. */
import type { OperationId } from "@rolewright/types";
import type { Client } from "./index.ts";

interface ScopeIds {
  permissionId: string;
  policyId: string;
  roleId: string;
}

/** IDs of resources that exist in the API that is called. */
export interface ExistingIds {
  organization: ScopeIds;
  projectId: string;
  project: ScopeIds;
}

const toPolicy = ({ permissionId }: ScopeIds) => ({ name: "Manage billing", permissionIds: [permissionId] });
const toRole = ({ policyId }: ScopeIds) => ({
  name: "Billing Manager",
  policyIds: [policyId],
  description: "Can manage billing only",
});

/** A call of each operation, with every parameter. The compiler names an operation that is missing. */
export const calls: Record<OperationId, (client: Client, ids: ExistingIds) => Promise<unknown>> = {
  retrieveOrganization: (client) => client.organization.retrieve(),
  updateOrganization: (client) => client.organization.update({ name: "Fernhill Research" }),
  listOrganizationPermissions: (client) => client.organization.permissions.list(),
  listOrganizationPolicies: (client) => client.organization.policies.list(),
  createOrganizationPolicy: (client, ids) => client.organization.policies.create(toPolicy(ids.organization)),
  updateOrganizationPolicy: (client, ids) =>
    client.organization.policies.update(ids.organization.policyId, toPolicy(ids.organization)),
  deleteOrganizationPolicy: (client, ids) => client.organization.policies.delete(ids.organization.policyId),
  listOrganizationRoles: (client) => client.organization.roles.list(),
  createOrganizationRole: (client, ids) => client.organization.roles.create(toRole(ids.organization)),
  updateOrganizationRole: (client, ids) =>
    client.organization.roles.update(ids.organization.roleId, toRole(ids.organization)),
  deleteOrganizationRole: (client, ids) => client.organization.roles.delete(ids.organization.roleId),
  listProjects: (client) => client.projects.list(),
  createProject: (client) => client.projects.create({ name: "Checkout assistant" }),
  retrieveProject: (client, ids) => client.project(ids.projectId).retrieve(),
  updateProject: (client, ids) => client.project(ids.projectId).update({ description: null }),
  deleteProject: (client, ids) => client.project(ids.projectId).delete(),
  listProjectPermissions: (client, ids) => client.project(ids.projectId).permissions.list(),
  listProjectPolicies: (client, ids) => client.project(ids.projectId).policies.list(),
  createProjectPolicy: (client, ids) => client.project(ids.projectId).policies.create(toPolicy(ids.project)),
  updateProjectPolicy: (client, ids) =>
    client.project(ids.projectId).policies.update(ids.project.policyId, toPolicy(ids.project)),
  deleteProjectPolicy: (client, ids) => client.project(ids.projectId).policies.delete(ids.project.policyId),
  listProjectRoles: (client, ids) => client.project(ids.projectId).roles.list(),
  createProjectRole: (client, ids) => client.project(ids.projectId).roles.create(toRole(ids.project)),
  updateProjectRole: (client, ids) =>
    client.project(ids.projectId).roles.update(ids.project.roleId, toRole(ids.project)),
  deleteProjectRole: (client, ids) => client.project(ids.projectId).roles.delete(ids.project.roleId),
};
