import type { Handlers } from "./call.ts";
import { retrieveOrganization, updateOrganization } from "./organization.ts";
import { createPolicy, deletePolicy, listPermissions, listPolicies, updatePolicy } from "./policies.ts";
import { createProject, deleteProject, listProjects, retrieveProject, updateProject } from "./projects.ts";
import { createRole, deleteRole, listRoles, updateRole } from "./roles.ts";
import { organizationScope, projectScope } from "./scope.ts";

/** What every operation does, by operationId. */
export const handlers: Handlers = {
  retrieveOrganization,
  updateOrganization,
  listOrganizationPermissions: (call) => listPermissions(organizationScope(call)),

  listOrganizationPolicies: (call) => listPolicies(organizationScope(call)),
  createOrganizationPolicy: (call) => createPolicy(organizationScope(call), call),
  updateOrganizationPolicy: (call) => updatePolicy(organizationScope(call), call.params.policyId, call),
  deleteOrganizationPolicy: (call) => deletePolicy(organizationScope(call), call.params.policyId),

  listOrganizationRoles: (call) => listRoles(organizationScope(call)),
  createOrganizationRole: (call) => createRole(organizationScope(call), call),
  updateOrganizationRole: (call) => updateRole(organizationScope(call), call.params.roleId, call),
  deleteOrganizationRole: (call) => deleteRole(organizationScope(call), call.params.roleId),

  listProjects,
  createProject,
  retrieveProject,
  updateProject,
  deleteProject,
  listProjectPermissions: (call) => listPermissions(projectScope(call)),

  listProjectPolicies: (call) => listPolicies(projectScope(call)),
  createProjectPolicy: (call) => createPolicy(projectScope(call), call),
  updateProjectPolicy: (call) => updatePolicy(projectScope(call), call.params.policyId, call),
  deleteProjectPolicy: (call) => deletePolicy(projectScope(call), call.params.policyId),

  listProjectRoles: (call) => listRoles(projectScope(call)),
  createProjectRole: (call) => createRole(projectScope(call), call),
  updateProjectRole: (call) => updateRole(projectScope(call), call.params.roleId, call),
  deleteProjectRole: (call) => deleteRole(projectScope(call), call.params.roleId),
};
