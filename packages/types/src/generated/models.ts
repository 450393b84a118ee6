/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */

import type { components, CreatedProjectData } from "./schema.ts";

/** Fields of an organization update. */
export type UpdateOrganizationInput = components["schemas"]["UpdateOrganizationInput"];
/** Fields of an organization or project policy. */
export type PolicyInput = components["schemas"]["PolicyInput"];
/** Fields of an organization or project role. */
export type RoleInput = components["schemas"]["RoleInput"];
/** Fields of a new project. */
export type CreateProjectInput = components["schemas"]["CreateProjectInput"];
/** Fields of a project update. *Unofficial:* An omitted field keeps its value. At least one field is required. */
export type UpdateProjectInput = components["schemas"]["UpdateProjectInput"];
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
/** A project API key, as it is returned when the project is created. */
export type ProjectApiKey = components["schemas"]["ProjectApiKey"];
/** The deleted resource. */
export type DeletedResource = components["schemas"]["DeletedResource"];
/** Data of a project creation response. */
export interface CreatedProject extends CreatedProjectData {}
/** Response with an error. */
export type ErrorResponse = components["schemas"]["ErrorResponse"];
