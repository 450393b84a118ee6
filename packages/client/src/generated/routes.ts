/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import type { OperationId } from "@rolewright/types";

/** The method and path of each operation. */
export const routes: Record<OperationId, string> = {
  retrieveOrganization: "GET /v1/organization",
  updateOrganization: "PUT /v1/organization",
  listOrganizationPermissions: "GET /v1/organization/permissions",
  listOrganizationPolicies: "GET /v1/organization/policies",
  createOrganizationPolicy: "POST /v1/organization/policies",
  updateOrganizationPolicy: "PUT /v1/organization/policies/{policyId}",
  deleteOrganizationPolicy: "DELETE /v1/organization/policies/{policyId}",
  listOrganizationRoles: "GET /v1/organization/roles",
  createOrganizationRole: "POST /v1/organization/roles",
  updateOrganizationRole: "PUT /v1/organization/roles/{roleId}",
  deleteOrganizationRole: "DELETE /v1/organization/roles/{roleId}",
  listProjects: "GET /v1/projects",
  createProject: "POST /v1/projects",
  retrieveProject: "GET /v1/projects/{projectId}",
  updateProject: "PUT /v1/projects/{projectId}",
  deleteProject: "DELETE /v1/projects/{projectId}",
  listProjectPermissions: "GET /v1/projects/{projectId}/permissions",
  listProjectPolicies: "GET /v1/projects/{projectId}/policies",
  createProjectPolicy: "POST /v1/projects/{projectId}/policies",
  updateProjectPolicy: "PUT /v1/projects/{projectId}/policies/{policyId}",
  deleteProjectPolicy: "DELETE /v1/projects/{projectId}/policies/{policyId}",
  listProjectRoles: "GET /v1/projects/{projectId}/roles",
  createProjectRole: "POST /v1/projects/{projectId}/roles",
  updateProjectRole: "PUT /v1/projects/{projectId}/roles/{roleId}",
  deleteProjectRole: "DELETE /v1/projects/{projectId}/roles/{roleId}",
};
