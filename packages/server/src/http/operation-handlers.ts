import { retrieveOrganization, updateOrganization } from "../operations/organization.ts";
import {
  createPolicy,
  deletePolicy,
  listPermissions,
  listPolicies,
  updatePolicy,
} from "../operations/policies.ts";
import {
  createProject,
  deleteProject,
  listProjects,
  retrieveProject,
  updateProject,
} from "../operations/projects.ts";
import { createRole, deleteRole, listRoles, updateRole } from "../operations/roles.ts";
import { toOrganizationScope, toProjectScope } from "../operations/scope.ts";
import type { OperationHandlers } from "./operation-handler.ts";

/** The handler of every operation. */
export const operationHandlers: OperationHandlers = {
  retrieveOrganization,
  updateOrganization,
  listOrganizationPermissions: (input) => listPermissions(toOrganizationScope(input)),

  listOrganizationPolicies: (input) => listPolicies(toOrganizationScope(input)),
  createOrganizationPolicy: (input) => createPolicy(toOrganizationScope(input), input),
  updateOrganizationPolicy: (input) => updatePolicy(toOrganizationScope(input), input.params.policyId, input),
  deleteOrganizationPolicy: (input) => deletePolicy(toOrganizationScope(input), input.params.policyId),

  listOrganizationRoles: (input) => listRoles(toOrganizationScope(input)),
  createOrganizationRole: (input) => createRole(toOrganizationScope(input), input),
  updateOrganizationRole: (input) => updateRole(toOrganizationScope(input), input.params.roleId, input),
  deleteOrganizationRole: (input) => deleteRole(toOrganizationScope(input), input.params.roleId),

  listProjects,
  createProject,
  retrieveProject,
  updateProject,
  deleteProject,
  listProjectPermissions: (input) => listPermissions(toProjectScope(input)),

  listProjectPolicies: (input) => listPolicies(toProjectScope(input)),
  createProjectPolicy: (input) => createPolicy(toProjectScope(input), input),
  updateProjectPolicy: (input) => updatePolicy(toProjectScope(input), input.params.policyId, input),
  deleteProjectPolicy: (input) => deletePolicy(toProjectScope(input), input.params.policyId),

  listProjectRoles: (input) => listRoles(toProjectScope(input)),
  createProjectRole: (input) => createRole(toProjectScope(input), input),
  updateProjectRole: (input) => updateRole(toProjectScope(input), input.params.roleId, input),
  deleteProjectRole: (input) => deleteRole(toProjectScope(input), input.params.roleId),
};
