/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import type { OperationId } from "@rolewright/types";

/** The method, the path, and the first documented status of a success of each operation. */
export const routes: Record<OperationId, { method: string; path: string; success: number }> = {
  retrieveOrganization: { method: "GET", path: "/v1/organization", success: 200 },
  updateOrganization: { method: "PUT", path: "/v1/organization", success: 200 },
  listOrganizationPermissions: { method: "GET", path: "/v1/organization/permissions", success: 200 },
  listOrganizationPolicies: { method: "GET", path: "/v1/organization/policies", success: 200 },
  createOrganizationPolicy: { method: "POST", path: "/v1/organization/policies", success: 200 },
  updateOrganizationPolicy: { method: "PUT", path: "/v1/organization/policies/{policyId}", success: 200 },
  deleteOrganizationPolicy: { method: "DELETE", path: "/v1/organization/policies/{policyId}", success: 200 },
  listOrganizationRoles: { method: "GET", path: "/v1/organization/roles", success: 200 },
  createOrganizationRole: { method: "POST", path: "/v1/organization/roles", success: 200 },
  updateOrganizationRole: { method: "PUT", path: "/v1/organization/roles/{roleId}", success: 200 },
  deleteOrganizationRole: { method: "DELETE", path: "/v1/organization/roles/{roleId}", success: 200 },
  listProjects: { method: "GET", path: "/v1/projects", success: 200 },
  createProject: { method: "POST", path: "/v1/projects", success: 200 },
  retrieveProject: { method: "GET", path: "/v1/projects/{projectId}", success: 200 },
  updateProject: { method: "PUT", path: "/v1/projects/{projectId}", success: 200 },
  deleteProject: { method: "DELETE", path: "/v1/projects/{projectId}", success: 200 },
  listProjectPermissions: { method: "GET", path: "/v1/projects/{projectId}/permissions", success: 200 },
  listProjectPolicies: { method: "GET", path: "/v1/projects/{projectId}/policies", success: 200 },
  createProjectPolicy: { method: "POST", path: "/v1/projects/{projectId}/policies", success: 200 },
  updateProjectPolicy: { method: "PUT", path: "/v1/projects/{projectId}/policies/{policyId}", success: 200 },
  deleteProjectPolicy: { method: "DELETE", path: "/v1/projects/{projectId}/policies/{policyId}", success: 200 },
  listProjectRoles: { method: "GET", path: "/v1/projects/{projectId}/roles", success: 200 },
  createProjectRole: { method: "POST", path: "/v1/projects/{projectId}/roles", success: 200 },
  updateProjectRole: { method: "PUT", path: "/v1/projects/{projectId}/roles/{roleId}", success: 200 },
  deleteProjectRole: { method: "DELETE", path: "/v1/projects/{projectId}/roles/{roleId}", success: 200 },
};
