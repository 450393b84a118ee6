/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import type { OperationId } from "@rolewright/types";
import type { RequestSchema } from "../testing/request-schema.ts";
import type { Route } from "../testing/router.ts";

const Name: RequestSchema = { type: "string", minLength: 1, maxLength: 255, pattern: "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$" };
const UpdateOrganizationInput: RequestSchema = { type: "object", required: ["name"], additionalProperties: false, properties: { name: Name } };
const Id: RequestSchema = { type: "string", minLength: 1, maxLength: 128, pattern: "^[!-~]+$" };
const PolicyInput: RequestSchema = { type: "object", required: ["name","permissionIds"], additionalProperties: false, properties: { name: Name, permissionIds: { type: "array", maxItems: 500, uniqueItems: true, items: Id }, description: { type: ["string","null"], maxLength: 1000, pattern: "^[^\\x00]*$" } } };
const RoleInput: RequestSchema = { type: "object", required: ["name","policyIds"], additionalProperties: false, properties: { name: Name, policyIds: { type: "array", maxItems: 100, uniqueItems: true, items: Id }, description: { type: ["string","null"], maxLength: 1000, pattern: "^[^\\x00]*$" } } };
const CreateProjectInput: RequestSchema = { type: "object", required: ["name"], additionalProperties: false, properties: { name: Name, description: { type: ["string","null"], maxLength: 1000, pattern: "^[^\\x00]*$" }, email: { type: "string", format: "email", minLength: 3, maxLength: 254 } } };
const UpdateProjectInput: RequestSchema = { type: "object", additionalProperties: false, minProperties: 1, properties: { name: Name, description: { type: ["string","null"], maxLength: 1000, pattern: "^[^\\x00]*$" } } };

/** The route of each operation. */
export const routes: Record<OperationId, Route> = {
  retrieveOrganization: { method: "GET", path: "/v1/organization", success: 200 },
  updateOrganization: { method: "PUT", path: "/v1/organization", success: 200, body: UpdateOrganizationInput },
  listOrganizationPermissions: { method: "GET", path: "/v1/organization/permissions", success: 200 },
  listOrganizationPolicies: { method: "GET", path: "/v1/organization/policies", success: 200 },
  createOrganizationPolicy: { method: "POST", path: "/v1/organization/policies", success: 200, body: PolicyInput },
  updateOrganizationPolicy: { method: "PUT", path: "/v1/organization/policies/{policyId}", success: 200, body: PolicyInput },
  deleteOrganizationPolicy: { method: "DELETE", path: "/v1/organization/policies/{policyId}", success: 200 },
  listOrganizationRoles: { method: "GET", path: "/v1/organization/roles", success: 200 },
  createOrganizationRole: { method: "POST", path: "/v1/organization/roles", success: 200, body: RoleInput },
  updateOrganizationRole: { method: "PUT", path: "/v1/organization/roles/{roleId}", success: 200, body: RoleInput },
  deleteOrganizationRole: { method: "DELETE", path: "/v1/organization/roles/{roleId}", success: 200 },
  listProjects: { method: "GET", path: "/v1/projects", success: 200 },
  createProject: { method: "POST", path: "/v1/projects", success: 200, body: CreateProjectInput },
  retrieveProject: { method: "GET", path: "/v1/projects/{projectId}", success: 200 },
  updateProject: { method: "PUT", path: "/v1/projects/{projectId}", success: 200, body: UpdateProjectInput },
  deleteProject: { method: "DELETE", path: "/v1/projects/{projectId}", success: 200 },
  listProjectPermissions: { method: "GET", path: "/v1/projects/{projectId}/permissions", success: 200 },
  listProjectPolicies: { method: "GET", path: "/v1/projects/{projectId}/policies", success: 200 },
  createProjectPolicy: { method: "POST", path: "/v1/projects/{projectId}/policies", success: 200, body: PolicyInput },
  updateProjectPolicy: { method: "PUT", path: "/v1/projects/{projectId}/policies/{policyId}", success: 200, body: PolicyInput },
  deleteProjectPolicy: { method: "DELETE", path: "/v1/projects/{projectId}/policies/{policyId}", success: 200 },
  listProjectRoles: { method: "GET", path: "/v1/projects/{projectId}/roles", success: 200 },
  createProjectRole: { method: "POST", path: "/v1/projects/{projectId}/roles", success: 200, body: RoleInput },
  updateProjectRole: { method: "PUT", path: "/v1/projects/{projectId}/roles/{roleId}", success: 200, body: RoleInput },
  deleteProjectRole: { method: "DELETE", path: "/v1/projects/{projectId}/roles/{roleId}", success: 200 },
};
