/** Generated from spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */

import type { components, CreatedProjectData, OrganizationMemberListData, ProjectMemberListData } from "./schema-v2.ts";

/** Fields of an organization update. */
export type UpdateOrganizationInput = components["schemas"]["UpdateOrganizationInput"];
/** Fields of an organization or project policy. */
export type PolicyInput = components["schemas"]["PolicyInput"];
/** Fields of an organization or project role. */
export type RoleInput = components["schemas"]["RoleInput"];
/** Fields of a new project. */
export type CreateProjectInput = components["schemas"]["CreateProjectInput"];
/** Fields of a project update. An omitted field keeps its value. At least one field is required. */
export type UpdateProjectInput = components["schemas"]["UpdateProjectInput"];
/** The role to assign to a member. */
export type UpdateMemberRoleInput = components["schemas"]["UpdateMemberRoleInput"];
/** The addresses to invite to the organization. */
export type CreateOrganizationInvitationsInput = components["schemas"]["CreateOrganizationInvitationsInput"];
/** The addresses to invite to the project. */
export type CreateProjectInvitationsInput = components["schemas"]["CreateProjectInvitationsInput"];
/** Fields of a new API key. */
export type CreateApiKeyInput = components["schemas"]["CreateApiKeyInput"];
/** Whether an API key is accepted. */
export type UpdateApiKeyInput = components["schemas"]["UpdateApiKeyInput"];
/** Grace period and expiry of a rotated API key. */
export type RotateApiKeyInput = components["schemas"]["RotateApiKeyInput"];
/** The period and the search term of an audit-log export. */
export type CreateAuditLogExportInput = components["schemas"]["CreateAuditLogExportInput"];
/** The organization that the API key belongs to. */
export type Organization = components["schemas"]["Organization"];
/** Subscription plan of an organization. New values may be added: keep a default case. */
export type OrganizationPlan = components["schemas"]["OrganizationPlan"];
/** An action that a policy can grant. */
export type Permission = components["schemas"]["Permission"];
/** A permission of a policy. */
export type PermissionSummary = components["schemas"]["PermissionSummary"];
/** A named set of permissions of the organization or of a project. */
export type Policy = components["schemas"]["Policy"];
/** A policy of a role. */
export type PolicySummary = components["schemas"]["PolicySummary"];
/** An organization role. */
export type Role = components["schemas"]["Role"];
/** A project role. */
export type ProjectRole = components["schemas"]["ProjectRole"];
/** A project of the organization. */
export type Project = components["schemas"]["Project"];
/** A created project. */
export type ProjectSummary = components["schemas"]["ProjectSummary"];
/** The governance policy of a project, or `null`. */
export type ProjectGovernancePolicy = NonNullable<components["schemas"]["ProjectGovernancePolicy"]>;
/** The role of a member, or `null` for a member without a role. */
export type MemberRole = NonNullable<components["schemas"]["MemberRole"]>;
/** A member of the organization. */
export type OrganizationMember = components["schemas"]["OrganizationMember"];
/** A member of the project. */
export type ProjectMember = components["schemas"]["ProjectMember"];
/** Status of an invitation. New values may be added: keep a default case. */
export type InvitationStatus = components["schemas"]["InvitationStatus"];
/** An invitation to the organization. */
export type OrganizationInvitation = components["schemas"]["OrganizationInvitation"];
/** An invitation to the project. */
export type ProjectInvitation = components["schemas"]["ProjectInvitation"];
/** An API key with masked values. */
export type ApiKey = components["schemas"]["ApiKey"];
/** A created API key. */
export type CreatedApiKey = components["schemas"]["CreatedApiKey"];
/** An API key whose value was replaced without a grace period. */
export type ImmediatelyRotatedApiKey = components["schemas"]["ImmediatelyRotatedApiKey"];
/** An API key whose outgoing value works until the end of a grace period. */
export type PendingRotationApiKey = components["schemas"]["PendingRotationApiKey"];
/** `shadowValue` is `null` without a grace period, and the new value with one. */
export type RotatedApiKey = components["schemas"]["RotatedApiKey"];
/** The first API key of a created project, or `null` if none was created. */
export type ProjectDefaultApiKey = NonNullable<components["schemas"]["ProjectDefaultApiKey"]>;
/** Status of an audit-log export. `COMPLETED` and `ERRORED` are final. New values may be added: keep a default case. */
export type AuditLogExportStatus = components["schemas"]["AuditLogExportStatus"];
/** An audit-log export. */
export type AuditLogExport = components["schemas"]["AuditLogExport"];
/** The deleted resource. */
export type DeletedResource = components["schemas"]["DeletedResource"];
/** The deleted API key. */
export type DeletedApiKey = components["schemas"]["DeletedApiKey"];
/** The deleted invitation. */
export type DeletedInvitation = components["schemas"]["DeletedInvitation"];
/** Data of a project creation response. */
export interface CreatedProject extends CreatedProjectData {}
/** Data of a response with a page of organization members. */
export interface OrganizationMemberList extends OrganizationMemberListData {}
/** Data of a response with a page of project members. */
export interface ProjectMemberList extends ProjectMemberListData {}
/** The plan limit that was exceeded. */
export type ErrorDetails = components["schemas"]["ErrorDetails"];
/** Response with an error. */
export type ErrorResponse = components["schemas"]["ErrorResponse"];
