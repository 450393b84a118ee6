/** Generated from spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */
import type { JsonSchema } from "../validation/json-schema.ts";

const OrganizationPlan: JsonSchema = { type: "string" };
const Organization: JsonSchema = { type: "object", required: ["id","name","plan","created_at"], properties: { id: { type: "string" }, name: { type: "string" }, plan: OrganizationPlan, created_at: { type: "string" } } };
const OrganizationResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: Organization, deprecated: { type: "boolean" }, link: { type: "string" } } };
const Permission: JsonSchema = { type: "object", required: ["id","name","description"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] } } };
const PermissionListData: JsonSchema = { type: "object", required: ["permissions"], properties: { permissions: { type: "array", items: Permission } } };
const PermissionListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: PermissionListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const PermissionSummary: JsonSchema = { type: "object", required: ["id","name"], properties: { id: { type: "string" }, name: { type: "string" } } };
const Policy: JsonSchema = { type: "object", required: ["id","name","description","permissions"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, permissions: { type: "array", items: PermissionSummary } } };
const PolicyListData: JsonSchema = { type: "object", required: ["policies"], properties: { policies: { type: "array", items: Policy } } };
const PolicyListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: PolicyListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const PolicyResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: Policy, deprecated: { type: "boolean" }, link: { type: "string" } } };
const DeletedResource: JsonSchema = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
const DeletedResourceResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: DeletedResource, deprecated: { type: "boolean" }, link: { type: "string" } } };
const PolicySummary: JsonSchema = { type: "object", required: ["id","name"], properties: { id: { type: "string" }, name: { type: "string" } } };
const Role: JsonSchema = { type: "object", required: ["id","name","description","organizationId","policies"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, organizationId: { type: ["string","null"] }, policies: { type: "array", items: PolicySummary } } };
const RoleListData: JsonSchema = { type: "object", required: ["roles"], properties: { roles: { type: "array", items: Role } } };
const RoleListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: RoleListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const RoleResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: Role, deprecated: { type: "boolean" }, link: { type: "string" } } };
const MemberRole: JsonSchema = { type: ["object","null"], required: ["id","name"], properties: { id: { type: "string" }, name: { type: "string" } } };
const OrganizationMember: JsonSchema = { type: "object", required: ["id","email","name","image","organizationRole"], properties: { id: { type: "string" }, email: { type: "string" }, name: { type: ["string","null"] }, image: { type: ["string","null"] }, organizationRole: MemberRole } };
const OrganizationMemberListData: JsonSchema = { type: "object", required: ["members","totalOrganizationMembers","page","pageSize"], properties: { members: { type: "array", items: OrganizationMember }, totalOrganizationMembers: { type: "integer" }, page: { type: "integer" }, pageSize: { type: "integer" } } };
const OrganizationMemberListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: OrganizationMemberListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const OrganizationMemberResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: OrganizationMember, deprecated: { type: "boolean" }, link: { type: "string" } } };
const InvitationStatus: JsonSchema = { type: "string" };
const OrganizationInvitation: JsonSchema = { type: "object", required: ["id","email","status","created_at","organizationRoleId","token"], properties: { id: { type: "integer" }, email: { type: "string" }, status: InvitationStatus, created_at: { type: "string" }, organizationRoleId: { type: ["string","null"] }, token: { type: ["string","null"] } } };
const OrganizationInvitationListData: JsonSchema = { type: "object", required: ["invitations"], properties: { invitations: { type: "array", items: OrganizationInvitation } } };
const OrganizationInvitationListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: OrganizationInvitationListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const OrganizationInvitationResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: OrganizationInvitation, deprecated: { type: "boolean" }, link: { type: "string" } } };
const DeletedInvitation: JsonSchema = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
const DeletedInvitationResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: DeletedInvitation, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ApiKey: JsonSchema = { type: "object", required: ["id","name","valid","created_at","expiresAt","value","shadowValue","rotatesAt","lastUsed"], properties: { id: { type: "integer" }, name: { type: ["string","null"] }, valid: { type: "boolean" }, created_at: { type: "string" }, expiresAt: { type: ["string","null"] }, value: { type: "string" }, shadowValue: { type: ["string","null"] }, rotatesAt: { type: ["string","null"] }, lastUsed: { type: ["string","null"] } } };
const ApiKeyListData: JsonSchema = { type: "object", required: ["apiKeys"], properties: { apiKeys: { type: "array", items: ApiKey } } };
const ApiKeyListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ApiKeyListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const CreatedApiKey: JsonSchema = { type: "object", required: ["id","name","valid","created_at","expiresAt","value","shadowValue","rotatesAt","lastUsed"], properties: { id: { type: "integer" }, name: { type: ["string","null"] }, valid: { type: "boolean" }, created_at: { type: "string" }, expiresAt: { type: ["string","null"] }, value: { type: "string" }, shadowValue: { type: "null" }, rotatesAt: { type: "null" }, lastUsed: { type: "null" } } };
const CreatedApiKeyResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: CreatedApiKey, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ApiKeyResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ApiKey, deprecated: { type: "boolean" }, link: { type: "string" } } };
const DeletedApiKey: JsonSchema = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
const DeletedApiKeyResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: DeletedApiKey, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ImmediatelyRotatedApiKey: JsonSchema = { type: "object", required: ["id","name","valid","created_at","expiresAt","value","shadowValue","rotatesAt","lastUsed"], properties: { id: { type: "integer" }, name: { type: ["string","null"] }, valid: { type: "boolean" }, created_at: { type: "string" }, expiresAt: { type: ["string","null"] }, value: { type: "string" }, shadowValue: { type: "null" }, rotatesAt: { type: "null" }, lastUsed: { type: ["string","null"] } } };
const PendingRotationApiKey: JsonSchema = { type: "object", required: ["id","name","valid","created_at","expiresAt","value","shadowValue","rotatesAt","lastUsed"], properties: { id: { type: "integer" }, name: { type: ["string","null"] }, valid: { type: "boolean" }, created_at: { type: "string" }, expiresAt: { type: ["string","null"] }, value: { type: "string" }, shadowValue: { type: "string" }, rotatesAt: { type: "string" }, lastUsed: { type: ["string","null"] } } };
const RotatedApiKey: JsonSchema = { oneOf: [ImmediatelyRotatedApiKey, PendingRotationApiKey] };
const RotatedApiKeyResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: RotatedApiKey, deprecated: { type: "boolean" }, link: { type: "string" } } };
const AuditLogExportStatus: JsonSchema = { type: "string" };
const AuditLogExport: JsonSchema = { type: "object", required: ["id","projectId","organizationId","userId","status","exportType","startTime","endTime","rowCount","errorMessage","createdAt","completedAt"], properties: { id: { type: "string" }, projectId: { type: ["string","null"] }, organizationId: { type: "string" }, userId: { type: "string" }, status: AuditLogExportStatus, exportType: { type: "string" }, startTime: { type: ["string","null"] }, endTime: { type: ["string","null"] }, rowCount: { type: ["integer","null"] }, errorMessage: { type: ["string","null"] }, createdAt: { type: "string" }, completedAt: { type: ["string","null"] } } };
const AuditLogExportResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: AuditLogExport, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectGovernancePolicy: JsonSchema = { type: ["object","null"], required: ["id","name"], properties: { id: { type: "string" }, name: { type: "string" } } };
const Project: JsonSchema = { type: "object", required: ["id","name","description","organizationId","created_at","governancePolicy"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, organizationId: { type: "string" }, created_at: { type: "string" }, governancePolicy: ProjectGovernancePolicy } };
const ProjectListData: JsonSchema = { type: "object", required: ["projects"], properties: { projects: { type: "array", items: Project } } };
const ProjectListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectSummary: JsonSchema = { type: "object", required: ["id","name","description","organizationId","created_at"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, organizationId: { type: "string" }, created_at: { type: "string" } } };
const ProjectDefaultApiKey: JsonSchema = { type: ["object","null"], required: ["id","name","valid","created_at","expiresAt","value","shadowValue","rotatesAt","lastUsed"], properties: { id: { type: "integer" }, name: { type: ["string","null"] }, valid: { type: "boolean" }, created_at: { type: "string" }, expiresAt: { type: ["string","null"] }, value: { type: "string" }, shadowValue: { type: ["string","null"] }, rotatesAt: { type: ["string","null"] }, lastUsed: { type: ["string","null"] } } };
const CreatedProjectData: JsonSchema = { type: "object", required: ["project","apiKey"], properties: { project: ProjectSummary, apiKey: ProjectDefaultApiKey } };
const CreatedProjectResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: CreatedProjectData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: Project, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectRole: JsonSchema = { type: "object", required: ["id","name","description","projectId","policies"], properties: { id: { type: "string" }, name: { type: "string" }, description: { type: ["string","null"] }, projectId: { type: ["string","null"] }, policies: { type: "array", items: PolicySummary } } };
const ProjectRoleListData: JsonSchema = { type: "object", required: ["roles"], properties: { roles: { type: "array", items: ProjectRole } } };
const ProjectRoleListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectRoleListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectRoleResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectRole, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectMember: JsonSchema = { type: "object", required: ["id","email","name","image","projectRole"], properties: { id: { type: "string" }, email: { type: "string" }, name: { type: ["string","null"] }, image: { type: ["string","null"] }, projectRole: MemberRole } };
const ProjectMemberListData: JsonSchema = { type: "object", required: ["members","totalProjectMembers","page","pageSize"], properties: { members: { type: "array", items: ProjectMember }, totalProjectMembers: { type: "integer" }, page: { type: "integer" }, pageSize: { type: "integer" } } };
const ProjectMemberListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectMemberListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectMemberResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectMember, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectInvitation: JsonSchema = { type: "object", required: ["id","email","status","created_at","projectRoleId","token"], properties: { id: { type: "integer" }, email: { type: "string" }, status: InvitationStatus, created_at: { type: "string" }, projectRoleId: { type: ["string","null"] }, token: { type: ["string","null"] } } };
const ProjectInvitationListData: JsonSchema = { type: "object", required: ["invitations"], properties: { invitations: { type: "array", items: ProjectInvitation } } };
const ProjectInvitationListResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectInvitationListData, deprecated: { type: "boolean" }, link: { type: "string" } } };
const ProjectInvitationResponse: JsonSchema = { type: "object", required: ["success","data"], properties: { success: { type: "boolean", const: true }, data: ProjectInvitation, deprecated: { type: "boolean" }, link: { type: "string" } } };

/** The schema of the successful response of each operation, envelope included. */
export const successSchemas: Record<string, JsonSchema> = {
  "GET /v2/organization": OrganizationResponse,
  "PUT /v2/organization": OrganizationResponse,
  "GET /v2/organization/permissions": PermissionListResponse,
  "GET /v2/organization/policies": PolicyListResponse,
  "POST /v2/organization/policies": PolicyResponse,
  "PUT /v2/organization/policies/{policyId}": PolicyResponse,
  "DELETE /v2/organization/policies/{policyId}": DeletedResourceResponse,
  "GET /v2/organization/roles": RoleListResponse,
  "POST /v2/organization/roles": RoleResponse,
  "PUT /v2/organization/roles/{roleId}": RoleResponse,
  "DELETE /v2/organization/roles/{roleId}": DeletedResourceResponse,
  "GET /v2/organization/members": OrganizationMemberListResponse,
  "PUT /v2/organization/members/{userId}": OrganizationMemberResponse,
  "DELETE /v2/organization/members/{userId}": DeletedResourceResponse,
  "GET /v2/organization/invitations": OrganizationInvitationListResponse,
  "POST /v2/organization/invitations": OrganizationInvitationListResponse,
  "PUT /v2/organization/invitations/{invitationId}": OrganizationInvitationResponse,
  "DELETE /v2/organization/invitations/{invitationId}": DeletedInvitationResponse,
  "GET /v2/organization/api-keys": ApiKeyListResponse,
  "POST /v2/organization/api-keys": CreatedApiKeyResponse,
  "GET /v2/organization/api-keys/{apiKeyId}": ApiKeyResponse,
  "PUT /v2/organization/api-keys/{apiKeyId}": ApiKeyResponse,
  "DELETE /v2/organization/api-keys/{apiKeyId}": DeletedApiKeyResponse,
  "POST /v2/organization/api-keys/{apiKeyId}/rotate": RotatedApiKeyResponse,
  "POST /v2/organization/audit-logs/exports": AuditLogExportResponse,
  "GET /v2/organization/audit-logs/exports/{exportId}": AuditLogExportResponse,
  "GET /v2/projects": ProjectListResponse,
  "POST /v2/projects": CreatedProjectResponse,
  "GET /v2/projects/{projectId}": ProjectResponse,
  "PUT /v2/projects/{projectId}": ProjectResponse,
  "DELETE /v2/projects/{projectId}": DeletedResourceResponse,
  "GET /v2/projects/{projectId}/permissions": PermissionListResponse,
  "GET /v2/projects/{projectId}/policies": PolicyListResponse,
  "POST /v2/projects/{projectId}/policies": PolicyResponse,
  "PUT /v2/projects/{projectId}/policies/{policyId}": PolicyResponse,
  "DELETE /v2/projects/{projectId}/policies/{policyId}": DeletedResourceResponse,
  "GET /v2/projects/{projectId}/roles": ProjectRoleListResponse,
  "POST /v2/projects/{projectId}/roles": ProjectRoleResponse,
  "PUT /v2/projects/{projectId}/roles/{roleId}": ProjectRoleResponse,
  "DELETE /v2/projects/{projectId}/roles/{roleId}": DeletedResourceResponse,
  "GET /v2/projects/{projectId}/members": ProjectMemberListResponse,
  "PUT /v2/projects/{projectId}/members/{userId}": ProjectMemberResponse,
  "DELETE /v2/projects/{projectId}/members/{userId}": DeletedResourceResponse,
  "GET /v2/projects/{projectId}/invitations": ProjectInvitationListResponse,
  "POST /v2/projects/{projectId}/invitations": ProjectInvitationListResponse,
  "PUT /v2/projects/{projectId}/invitations/{invitationId}": ProjectInvitationResponse,
  "DELETE /v2/projects/{projectId}/invitations/{invitationId}": DeletedInvitationResponse,
  "GET /v2/projects/{projectId}/api-keys": ApiKeyListResponse,
  "POST /v2/projects/{projectId}/api-keys": CreatedApiKeyResponse,
  "GET /v2/projects/{projectId}/api-keys/{apiKeyId}": ApiKeyResponse,
  "PUT /v2/projects/{projectId}/api-keys/{apiKeyId}": ApiKeyResponse,
  "DELETE /v2/projects/{projectId}/api-keys/{apiKeyId}": DeletedApiKeyResponse,
  "POST /v2/projects/{projectId}/api-keys/{apiKeyId}/rotate": RotatedApiKeyResponse,
  "POST /v2/projects/{projectId}/audit-logs/exports": AuditLogExportResponse,
  "GET /v2/projects/{projectId}/audit-logs/exports/{exportId}": AuditLogExportResponse,
};
