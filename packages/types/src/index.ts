/**
 * Readable names for the types generated from the description. Independent and unofficial.
 *
 * Names are those of the description. What is sent ends in `Input`; what an answer carries has the name of the thing.
 *
 * @module
 */
import type { components, operations } from "./generated/schema.ts";

export type { components, operations, paths } from "./generated/schema.ts";

type Schemas = components["schemas"];

/** The organization that an API key belongs to. */
export type Organization = Schemas["Organization"];
/** What an organization has subscribed to. New plans may appear: keep a default case. */
export type OrganizationPlan = Schemas["OrganizationPlan"];
/** What an organization can be given. */
export type OrganizationInput = Schemas["OrganizationInput"];

/** Something that a policy can allow, named `resource:action`. */
export type Permission = Schemas["Permission"];
/** A permission as a policy shows it. */
export type PermissionSummary = Schemas["PermissionSummary"];

/** A named bundle of permissions, of the organization or of one project. */
export type Policy = Schemas["Policy"];
/** A policy as a role shows it. */
export type PolicySummary = Schemas["PolicySummary"];
/** A policy as it is sent, in either scope. */
export type PolicyInput = Schemas["PolicyInput"];

/** A role of organization scope. `organizationId` is `null` for a global one. */
export type Role = Schemas["Role"];
/** A role of project scope. `projectId` is `null` for a global one. */
export type ProjectRole = Schemas["ProjectRole"];
/** A role as it is sent, in either scope. */
export type RoleInput = Schemas["RoleInput"];

/** A project of the organization. */
export type Project = Schemas["Project"];
/** An API key of a project, as it is shown when it is created. Its `value` is a secret. */
export type ProjectApiKey = Schemas["ProjectApiKey"];
/** A new project and its first API key. */
export type CreatedProject = Schemas["CreatedProjectData"];
/** A project as it is sent to be created. */
export type CreateProjectInput = Schemas["CreateProjectInput"];
/** What shall change about a project. A field that is left out keeps its value. */
export type UpdateProjectInput = Schemas["UpdateProjectInput"];

/** What was deleted. */
export type Deletion = Schemas["Deletion"];
/** The envelope of every error. */
export type ErrorResponse = Schemas["ErrorResponse"];

/** The `operationId` of every operation. */
export type OperationId = keyof operations;
/** A status that an operation documents; `"default"` stands for all others. */
export type StatusOf<Id extends OperationId> = keyof operations[Id]["responses"];
/**
 * The body that an operation answers with at a status.
 *
 * @example
 * type Conflict = AnswerOf<"createOrganizationRole", 409>;
 */
export type AnswerOf<
  Id extends OperationId,
  Status extends StatusOf<Id>,
> = operations[Id]["responses"][Status] extends {
  content: { "application/json": infer Body };
}
  ? Body
  : never;
