/** Generated from spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */
import type { OperationId } from "@rolewright/types/v2";
import type { RequestSchema } from "../testing/request-schema.ts";
import type { Route } from "../testing/router.ts";

const Name: RequestSchema = { type: "string", minLength: 1, maxLength: 255, pattern: "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$" };
const UpdateOrganizationInput: RequestSchema = { type: "object", required: ["name"], additionalProperties: false, properties: { name: Name } };
const Id: RequestSchema = { type: "string", minLength: 1, maxLength: 128, pattern: "^[!-~]+$" };
const PolicyInput: RequestSchema = { type: "object", required: ["name","permissionIds"], additionalProperties: false, properties: { name: Name, permissionIds: { type: "array", maxItems: 500, uniqueItems: true, items: Id }, description: { type: ["string","null"], maxLength: 1000, pattern: "^[^\\x00]*$" } } };
const RoleInput: RequestSchema = { type: "object", required: ["name","policyIds"], additionalProperties: false, properties: { name: Name, policyIds: { type: "array", maxItems: 100, uniqueItems: true, items: Id }, description: { type: ["string","null"], maxLength: 1000, pattern: "^[^\\x00]*$" } } };
const UpdateMemberRoleInput: RequestSchema = { type: "object", required: ["roleId"], additionalProperties: false, properties: { roleId: Id } };
const InvitedEmail: RequestSchema = { type: "string", maxLength: 254, pattern: "^\\s*[!#-&\\x27*+/-9=?A-Z^-~-]+(?:\\.[!#-&\\x27*+/-9=?A-Z^-~-]+)*@(?:[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?\\.)+[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?\\.?\\s*$" };
const CreateOrganizationInvitationsInput: RequestSchema = { type: "object", required: ["emails"], additionalProperties: false, properties: { emails: { type: "array", minItems: 1, maxItems: 50, items: InvitedEmail }, organizationRoleId: Id } };
const CreateApiKeyInput: RequestSchema = { type: "object", required: ["name"], additionalProperties: false, properties: { name: Name, expiresInDays: { type: "integer", format: "int32", minimum: 1, maximum: 3650 } } };
const UpdateApiKeyInput: RequestSchema = { type: "object", required: ["valid"], additionalProperties: false, properties: { valid: { type: "boolean" } } };
const RotateApiKeyInput: RequestSchema = { type: "object", additionalProperties: false, properties: { gracePeriodInHours: { type: "integer", format: "int32", minimum: 0, maximum: 8760, default: 0 }, expiresInDays: { type: ["integer","null"], format: "int32", minimum: 1, maximum: 3650 } } };
const CreateAuditLogExportInput: RequestSchema = { type: "object", additionalProperties: false, properties: { startTime: { type: "string", format: "date-time", minLength: 1, maxLength: 64 }, endTime: { type: "string", format: "date-time", minLength: 1, maxLength: 64 }, searchTerm: { type: "string", minLength: 1, maxLength: 255, pattern: "^[^\\x00]*$" } } };
const Email: RequestSchema = { type: "string", format: "email", minLength: 3, maxLength: 254 };
const CreateProjectInput: RequestSchema = { type: "object", required: ["name"], additionalProperties: false, properties: { name: Name, description: { type: "string", maxLength: 1000, pattern: "^[^\\x00]*$" }, email: Email } };
const UpdateProjectInput: RequestSchema = { type: "object", additionalProperties: false, minProperties: 1, properties: { name: Name, description: { type: "string", maxLength: 1000, pattern: "^[^\\x00]*$" } } };
const CreateProjectInvitationsInput: RequestSchema = { type: "object", required: ["emails"], additionalProperties: false, properties: { emails: { type: "array", minItems: 1, maxItems: 50, items: InvitedEmail }, projectRoleId: Id } };

/** The route of each operation. */
export const routes: Record<OperationId, Route> = {
  getOrganization: { method: "GET", path: "/v2/organization", success: 200 },
  updateOrganization: { method: "PUT", path: "/v2/organization", success: 200, body: UpdateOrganizationInput },
  listOrganizationPermissions: { method: "GET", path: "/v2/organization/permissions", success: 200 },
  listOrganizationPolicies: { method: "GET", path: "/v2/organization/policies", success: 200 },
  createOrganizationPolicy: { method: "POST", path: "/v2/organization/policies", success: 200, body: PolicyInput },
  updateOrganizationPolicy: { method: "PUT", path: "/v2/organization/policies/{policyId}", success: 200, body: PolicyInput },
  deleteOrganizationPolicy: { method: "DELETE", path: "/v2/organization/policies/{policyId}", success: 200 },
  listOrganizationRoles: { method: "GET", path: "/v2/organization/roles", success: 200 },
  createOrganizationRole: { method: "POST", path: "/v2/organization/roles", success: 200, body: RoleInput },
  updateOrganizationRole: { method: "PUT", path: "/v2/organization/roles/{roleId}", success: 200, body: RoleInput },
  deleteOrganizationRole: { method: "DELETE", path: "/v2/organization/roles/{roleId}", success: 200 },
  listOrganizationMembers: { method: "GET", path: "/v2/organization/members", success: 200, query: { page: { type: "integer", format: "int32", minimum: 1, default: 1 }, pageSize: { type: "integer", format: "int32", minimum: 1, maximum: 100, default: 25 } } },
  updateOrganizationMemberRole: { method: "PUT", path: "/v2/organization/members/{userId}", success: 200, body: UpdateMemberRoleInput },
  removeOrganizationMember: { method: "DELETE", path: "/v2/organization/members/{userId}", success: 200 },
  listOrganizationInvitations: { method: "GET", path: "/v2/organization/invitations", success: 200 },
  createOrganizationInvitations: { method: "POST", path: "/v2/organization/invitations", success: 200, body: CreateOrganizationInvitationsInput },
  resendOrganizationInvitation: { method: "PUT", path: "/v2/organization/invitations/{invitationId}", success: 200 },
  deleteOrganizationInvitation: { method: "DELETE", path: "/v2/organization/invitations/{invitationId}", success: 200 },
  listOrganizationApiKeys: { method: "GET", path: "/v2/organization/api-keys", success: 200 },
  createOrganizationApiKey: { method: "POST", path: "/v2/organization/api-keys", success: 200, body: CreateApiKeyInput },
  getOrganizationApiKey: { method: "GET", path: "/v2/organization/api-keys/{apiKeyId}", success: 200 },
  updateOrganizationApiKey: { method: "PUT", path: "/v2/organization/api-keys/{apiKeyId}", success: 200, body: UpdateApiKeyInput },
  deleteOrganizationApiKey: { method: "DELETE", path: "/v2/organization/api-keys/{apiKeyId}", success: 200 },
  rotateOrganizationApiKey: { method: "POST", path: "/v2/organization/api-keys/{apiKeyId}/rotate", success: 200, body: RotateApiKeyInput },
  createOrganizationAuditLogExport: { method: "POST", path: "/v2/organization/audit-logs/exports", success: 202, body: CreateAuditLogExportInput },
  getOrganizationAuditLogExport: { method: "GET", path: "/v2/organization/audit-logs/exports/{exportId}", success: 200 },
  downloadOrganizationAuditLogExport: { method: "GET", path: "/v2/organization/audit-logs/exports/{exportId}/download", success: 302 },
  listProjects: { method: "GET", path: "/v2/projects", success: 200 },
  createProject: { method: "POST", path: "/v2/projects", success: 200, body: CreateProjectInput },
  getProject: { method: "GET", path: "/v2/projects/{projectId}", success: 200 },
  updateProject: { method: "PUT", path: "/v2/projects/{projectId}", success: 200, body: UpdateProjectInput },
  deleteProject: { method: "DELETE", path: "/v2/projects/{projectId}", success: 200 },
  listProjectPermissions: { method: "GET", path: "/v2/projects/{projectId}/permissions", success: 200 },
  listProjectPolicies: { method: "GET", path: "/v2/projects/{projectId}/policies", success: 200 },
  createProjectPolicy: { method: "POST", path: "/v2/projects/{projectId}/policies", success: 200, body: PolicyInput },
  updateProjectPolicy: { method: "PUT", path: "/v2/projects/{projectId}/policies/{policyId}", success: 200, body: PolicyInput },
  deleteProjectPolicy: { method: "DELETE", path: "/v2/projects/{projectId}/policies/{policyId}", success: 200 },
  listProjectRoles: { method: "GET", path: "/v2/projects/{projectId}/roles", success: 200 },
  createProjectRole: { method: "POST", path: "/v2/projects/{projectId}/roles", success: 200, body: RoleInput },
  updateProjectRole: { method: "PUT", path: "/v2/projects/{projectId}/roles/{roleId}", success: 200, body: RoleInput },
  deleteProjectRole: { method: "DELETE", path: "/v2/projects/{projectId}/roles/{roleId}", success: 200 },
  listProjectMembers: { method: "GET", path: "/v2/projects/{projectId}/members", success: 200, query: { page: { type: "integer", format: "int32", minimum: 1, default: 1 }, pageSize: { type: "integer", format: "int32", minimum: 1, maximum: 100, default: 25 } } },
  updateProjectMemberRole: { method: "PUT", path: "/v2/projects/{projectId}/members/{userId}", success: 200, body: UpdateMemberRoleInput },
  removeProjectMember: { method: "DELETE", path: "/v2/projects/{projectId}/members/{userId}", success: 200 },
  listProjectInvitations: { method: "GET", path: "/v2/projects/{projectId}/invitations", success: 200 },
  createProjectInvitations: { method: "POST", path: "/v2/projects/{projectId}/invitations", success: 200, body: CreateProjectInvitationsInput },
  resendProjectInvitation: { method: "PUT", path: "/v2/projects/{projectId}/invitations/{invitationId}", success: 200 },
  deleteProjectInvitation: { method: "DELETE", path: "/v2/projects/{projectId}/invitations/{invitationId}", success: 200 },
  listProjectApiKeys: { method: "GET", path: "/v2/projects/{projectId}/api-keys", success: 200 },
  createProjectApiKey: { method: "POST", path: "/v2/projects/{projectId}/api-keys", success: 200, body: CreateApiKeyInput },
  getProjectApiKey: { method: "GET", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}", success: 200 },
  updateProjectApiKey: { method: "PUT", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}", success: 200, body: UpdateApiKeyInput },
  deleteProjectApiKey: { method: "DELETE", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}", success: 200 },
  rotateProjectApiKey: { method: "POST", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}/rotate", success: 200, body: RotateApiKeyInput },
  createProjectAuditLogExport: { method: "POST", path: "/v2/projects/{projectId}/audit-logs/exports", success: 202, body: CreateAuditLogExportInput },
  getProjectAuditLogExport: { method: "GET", path: "/v2/projects/{projectId}/audit-logs/exports/{exportId}", success: 200 },
  downloadProjectAuditLogExport: { method: "GET", path: "/v2/projects/{projectId}/audit-logs/exports/{exportId}/download", success: 302 },
};
