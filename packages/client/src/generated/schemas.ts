/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import type { JsonSchema } from "../validation/json-schema.ts";

const OrganizationPlan: JsonSchema = { type: "string" };
const Organization: JsonSchema = { type: "object", required: ["id","name","plan","created_at"], properties: { id: { type: "string" }, name: { type: "string" }, plan: OrganizationPlan, created_at: { type: "string" } } };
const OrganizationData: JsonSchema = { type: "object", required: ["organization"], properties: { organization: Organization } };
const OrganizationResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: OrganizationData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const Permission: JsonSchema = { type: "object", required: ["id","name","description"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] } } };
const PermissionListData: JsonSchema = { type: "object", required: ["permissions"], properties: { permissions: { type: "array", items: Permission } } };
const PermissionListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: PermissionListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const PermissionSummary: JsonSchema = { type: "object", required: ["id","name"], properties: { id: { type: "string" }, name: { type: "string" } } };
const Policy: JsonSchema = { type: "object", required: ["id","name","description","permissions"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, permissions: { type: "array", items: PermissionSummary } } };
const PolicyListData: JsonSchema = { type: "object", required: ["policies"], properties: { policies: { type: "array", items: Policy } } };
const PolicyListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: PolicyListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const PolicyData: JsonSchema = { type: "object", required: ["policy"], properties: { policy: Policy } };
const PolicyResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: PolicyData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const DeletedResource: JsonSchema = { type: "object", required: ["id","deleted"], properties: { id: { type: "string" }, deleted: { type: "boolean", const: true } } };
const DeletedResourceResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: DeletedResource, deprecated: { type: "boolean" }, link: { type: "string" } } };
const PolicySummary: JsonSchema = { type: "object", required: ["id","name"], properties: { id: { type: "string" }, name: { type: "string" } } };
const Role: JsonSchema = { type: "object", required: ["id","name","description","organizationId","policies"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, organizationId: { type: ["string","null"] }, policies: { type: "array", items: PolicySummary } } };
const RoleListData: JsonSchema = { type: "object", required: ["roles"], properties: { roles: { type: "array", items: Role } } };
const RoleListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: RoleListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const RoleData: JsonSchema = { type: "object", required: ["role"], properties: { role: Role } };
const RoleResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: RoleData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const Project: JsonSchema = { type: "object", required: ["id","name","description","organizationId","created_at"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, organizationId: { type: "string" }, created_at: { type: "string" } } };
const ProjectListData: JsonSchema = { type: "object", required: ["projects"], properties: { projects: { type: "array", items: Project } } };
const ProjectListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectApiKey: JsonSchema = { type: "object", required: ["id","name","valid","value","created_at","lastUsed"], properties: { id: { type: "integer" }, name: { type: "string" }, valid: { type: "boolean" }, value: { type: "string" }, created_at: { type: "string" }, lastUsed: { type: ["string","null"] } } };
const CreatedProjectData: JsonSchema = { type: "object", required: ["project","apiKey"], properties: { project: Project, apiKey: ProjectApiKey } };
const CreatedProjectResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: CreatedProjectData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectData: JsonSchema = { type: "object", required: ["project"], properties: { project: Project } };
const ProjectResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectRole: JsonSchema = { type: "object", required: ["id","name","description","projectId","policies"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, projectId: { type: ["string","null"] }, policies: { type: "array", items: PolicySummary } } };
const ProjectRoleListData: JsonSchema = { type: "object", required: ["roles"], properties: { roles: { type: "array", items: ProjectRole } } };
const ProjectRoleListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectRoleListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectRoleData: JsonSchema = { type: "object", required: ["role"], properties: { role: ProjectRole } };
const ProjectRoleResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectRoleData, deprecated: { type: "boolean" }, link: { type: "string" } } };

/** The schema of the successful response of each operation, envelope included. */
export const successSchemas: Record<string, JsonSchema> = {
  "GET /v1/organization": OrganizationResponse,
  "PUT /v1/organization": OrganizationResponse,
  "GET /v1/organization/permissions": PermissionListResponse,
  "GET /v1/organization/policies": PolicyListResponse,
  "POST /v1/organization/policies": PolicyResponse,
  "PUT /v1/organization/policies/{policyId}": PolicyResponse,
  "DELETE /v1/organization/policies/{policyId}": DeletedResourceResponse,
  "GET /v1/organization/roles": RoleListResponse,
  "POST /v1/organization/roles": RoleResponse,
  "PUT /v1/organization/roles/{roleId}": RoleResponse,
  "DELETE /v1/organization/roles/{roleId}": DeletedResourceResponse,
  "GET /v1/projects": ProjectListResponse,
  "POST /v1/projects": CreatedProjectResponse,
  "GET /v1/projects/{projectId}": ProjectResponse,
  "PUT /v1/projects/{projectId}": ProjectResponse,
  "DELETE /v1/projects/{projectId}": DeletedResourceResponse,
  "GET /v1/projects/{projectId}/permissions": PermissionListResponse,
  "GET /v1/projects/{projectId}/policies": PolicyListResponse,
  "POST /v1/projects/{projectId}/policies": PolicyResponse,
  "PUT /v1/projects/{projectId}/policies/{policyId}": PolicyResponse,
  "DELETE /v1/projects/{projectId}/policies/{policyId}": DeletedResourceResponse,
  "GET /v1/projects/{projectId}/roles": ProjectRoleListResponse,
  "POST /v1/projects/{projectId}/roles": ProjectRoleResponse,
  "PUT /v1/projects/{projectId}/roles/{roleId}": ProjectRoleResponse,
  "DELETE /v1/projects/{projectId}/roles/{roleId}": DeletedResourceResponse,
};
