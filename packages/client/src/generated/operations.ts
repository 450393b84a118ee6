/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import type {
  CreateProjectInput,
  DeletedResource,
  Organization,
  Permission,
  Policy,
  PolicyInput,
  Project,
  ProjectRole,
  Role,
  RoleInput,
  UpdateOrganizationInput,
  UpdateProjectInput,
  operations,
} from "@rolewright/types";
import type { ApiPromise } from "../api-promise.ts";
import type { RequestOptions } from "../client-options.ts";
import type { OperationCaller } from "../operation-call.ts";
import type { Operation } from "../operation.ts";
import { encodePathParam } from "../path-params.ts";
import type {
  CreatedProject,
} from "./secret-types.ts";

/** The operations of the API, by the segments of their paths. */
export interface Operations {
  /** The organization that the API key belongs to. */
  organization: OrganizationMethods;

  /** The projects of the organization. */
  projects: ProjectsMethods;

  /**
   * One project and its resources. No request is sent until a method is called.
   *
   * @param projectId ID of a project of the organization that the API key belongs to.
   * @throws {ConfigurationError} if the ID is empty, blank, `.` or `..`.
   */
  project(projectId: string): ProjectMethods;
}

/** The organization that the API key belongs to. */
export interface OrganizationMethods {
  /**
   * Retrieve the organization.
   *
   * Returns the organization that the API key belongs to. The path has no ID, because the API key identifies the
   * organization.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const organization = await client.organization.retrieve();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  retrieve(options?: RequestOptions): ApiPromise<Organization, operations["retrieveOrganization"]>;

  /**
   * Update the organization.
   *
   * Renames the organization that the API key belongs to. No other field can be changed.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const organization = await client.organization.update({ name: "Fernhill Research" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(input: UpdateOrganizationInput, options?: RequestOptions): ApiPromise<Organization, operations["updateOrganization"]>;

  /** Actions that organization policies can grant. The platform defines them. */
  permissions: OrganizationPermissionsMethods;

  /** Named sets of organization permissions. */
  policies: OrganizationPoliciesMethods;

  /** Named sets of organization policies, assigned to members of the organization. */
  roles: OrganizationRolesMethods;
}

/** Actions that organization policies can grant. The platform defines them. */
export interface OrganizationPermissionsMethods {
  /**
   * List organization permissions.
   *
   * Lists the permissions that organization policies can grant. The platform defines the permissions and names them
   * `resource:action`. Pass their IDs in the `permissionIds` of an organization policy.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const permissions = await client.organization.permissions.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<Permission[], operations["listOrganizationPermissions"]>;
}

/** Named sets of organization permissions. */
export interface OrganizationPoliciesMethods {
  /**
   * List organization policies.
   *
   * Lists the policies of the organization, each with its permissions. Pass their IDs in the `policyIds` of an
   * organization role.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const policies = await client.organization.policies.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<Policy[], operations["listOrganizationPolicies"]>;

  /**
   * Create an organization policy.
   *
   * Creates an organization policy with the given permissions. Use `client.organization.permissions.list` to find permission
   * IDs.
   *
   * *Unofficial:* The name must be unique among the policies of the organization. Names are compared
   * case-insensitively, in Unicode form NFKC, without surrounding whitespace and invisible characters. An
   * organization can have up to 1,000 policies.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ConflictError} 409: *Unofficial:* Another policy already has the name, or the organization already has 1,000 policies.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const policy = await client.organization.policies.create({ name: "Manage billing", permissionIds: ["perm-uuid-1", "perm-uuid-2"], description: "Grants access to billing settings" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["createOrganizationPolicy"]>;

  /**
   * Update an organization policy.
   *
   * Updates the name, permissions, and description of an organization policy.
   *
   * *Unofficial:* As in version 2, `name` and `permissionIds` replace the stored values, an omitted `description` keeps
   * its value, and `null` clears it. The name follows the rules of `client.organization.policies.create`. The change takes effect
   * immediately.
   *
   * @param policyId ID of a policy of the organization.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no policy with this ID.
   * @throws {ConflictError} 409: *Unofficial:* Another policy already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const policy = await client.organization.policies.update("policy-uuid-3", { name: "View members", permissionIds: ["perm-uuid-3"], description: "View the members of the organization" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(policyId: string, input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["updateOrganizationPolicy"]>;

  /**
   * Delete an organization policy.
   *
   * Deletes an organization policy.
   *
   * *Unofficial:* As in version 2, the policy is detached from every role that uses it. The roles stay, and a role
   * without policies grants nothing.
   *
   * @param policyId ID of a policy of the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no policy with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.organization.policies.delete("policy-uuid-3");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(policyId: string, options?: RequestOptions): ApiPromise<DeletedResource, operations["deleteOrganizationPolicy"]>;
}

/** Named sets of organization policies, assigned to members of the organization. */
export interface OrganizationRolesMethods {
  /**
   * List organization roles.
   *
   * Lists the roles that a member of the organization can have: the built-in (system-defined) roles `Owner`,
   * `Admin`, and `Member`, whose `organizationId` is `null`, and the custom roles of the organization.
   *
   * *Unofficial:* The `policies` of a built-in role are empty.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const roles = await client.organization.roles.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<Role[], operations["listOrganizationRoles"]>;

  /**
   * Create an organization role.
   *
   * Creates a custom organization role with the given policies. Use `client.organization.policies.list` to find policy IDs.
   *
   * The name must be unique within the organization and must not be the name of a built-in (system-defined) role:
   * `Owner`, `Admin`, and `Member`.
   *
   * *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
   * invisible characters. An organization can have up to 1,000 custom roles.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ConflictError} 409: Another role already has the name, or it is the name of a built-in role.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const role = await client.organization.roles.create({ name: "Billing Manager", policyIds: ["policy-uuid-2"], description: "Can manage billing only" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: RoleInput, options?: RequestOptions): ApiPromise<Role, operations["createOrganizationRole"]>;

  /**
   * Update an organization role.
   *
   * Updates the name, policies, and description of a custom organization role. Built-in roles cannot be changed.
   *
   * *Unofficial:* As in version 2, `name` and `policyIds` replace the stored values, an omitted `description` keeps its
   * value, `null` clears it, and a built-in role returns 404. The name follows the rules of `client.organization.roles.create`. The
   * change takes effect immediately.
   *
   * @param roleId ID of a role of the organization.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no custom role with this ID.
   * @throws {ConflictError} 409: Another role already has the name, or it is the name of a built-in role.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const role = await client.organization.roles.update("role-uuid-3", { name: "Billing Manager", policyIds: ["policy-uuid-2", "policy-uuid-3"], description: "Can manage billing and view members" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(roleId: string, input: RoleInput, options?: RequestOptions): ApiPromise<Role, operations["updateOrganizationRole"]>;

  /**
   * Delete an organization role.
   *
   * Deletes a custom organization role. A role that is assigned to a member cannot be deleted.
   *
   * *Unofficial:* As in version 2, a built-in role cannot be deleted and returns 404.
   *
   * @param roleId ID of a role of the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no custom role with this ID.
   * @throws {ConflictError} 409: The role is assigned to a member.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.organization.roles.delete("role-uuid-3");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(roleId: string, options?: RequestOptions): ApiPromise<DeletedResource, operations["deleteOrganizationRole"]>;
}

/** The projects of the organization. */
export interface ProjectsMethods {
  /**
   * List projects.
   *
   * Lists the projects of the organization that the API key belongs to.
   *
   * *Unofficial:* As in version 2, the projects are ordered by name.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const projects = await client.projects.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<Project[], operations["listProjects"]>;

  /**
   * Create a project.
   *
   * Creates a project and its first API key. The `value` of the key is returned only once. Store it securely.
   *
   * `email` is the address of an existing member of the organization, who becomes the Owner of the project.
   *
   * *Unofficial:* Without `email`, the project has no Owner. The name must be unique within the organization. Names
   * are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and invisible characters.
   * An organization can have up to 1,000 projects. As in version 2, the plan limits the number of projects, and
   * exceeding this limit returns 403.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ConflictError} 409: *Unofficial:* Another project already has the name, or the organization already has 1,000 projects.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const created = await client.projects.create({ name: "Checkout assistant", description: "Evaluates the assistant in our shop", email: "ada@fernhill.example" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateProjectInput, options?: RequestOptions): ApiPromise<CreatedProject, operations["createProject"]>;
}

/** The projects of the organization. */
export interface ProjectMethods {
  /**
   * Retrieve a project.
   *
   * Returns a project of the organization that the API key belongs to.
   *
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const project = await client.project("PROJECT-ID").retrieve();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  retrieve(options?: RequestOptions): ApiPromise<Project, operations["retrieveProject"]>;

  /**
   * Update a project.
   *
   * Updates the name, the description, or both.
   *
   * *Unofficial:* An omitted field keeps its value. `description: null` clears the description. At least one field is required. The name follows the rules of `client.projects.create`.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ConflictError} 409: *Unofficial:* Another project already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const project = await client.project("PROJECT-ID").update({ description: "Evaluates the assistant in our shop and on the phone" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(input: UpdateProjectInput, options?: RequestOptions): ApiPromise<Project, operations["updateProject"]>;

  /**
   * Delete a project.
   *
   * Deletes a project and everything in it.
   *
   * *Unofficial:* This includes its roles, policies, memberships, and API keys. It cannot be undone.
   *
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.project("PROJECT-ID").delete();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(options?: RequestOptions): ApiPromise<DeletedResource, operations["deleteProject"]>;

  /** Actions that project policies can grant. The platform defines them. */
  permissions: ProjectPermissionsMethods;

  /** Named sets of project permissions. Each belongs to one project. */
  policies: ProjectPoliciesMethods;

  /** Named sets of project policies, assigned to members of the project. Each belongs to one project. */
  roles: ProjectRolesMethods;
}

/** Actions that project policies can grant. The platform defines them. */
export interface ProjectPermissionsMethods {
  /**
   * List project permissions.
   *
   * Lists the permissions that project policies can grant. The platform defines the permissions and names them
   * `resource:action`. Pass their IDs in the `permissionIds` of a project policy.
   *
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const permissions = await client.project("PROJECT-ID").permissions.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<Permission[], operations["listProjectPermissions"]>;
}

/** Named sets of project permissions. Each belongs to one project. */
export interface ProjectPoliciesMethods {
  /**
   * List project policies.
   *
   * Lists the policies of the project, each with its permissions. Pass their IDs in the `policyIds` of a project
   * role.
   *
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const policies = await client.project("PROJECT-ID").policies.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<Policy[], operations["listProjectPolicies"]>;

  /**
   * Create a project policy.
   *
   * Creates a project policy with the given permissions. Use `client.project(projectId).permissions.list` to find permission IDs.
   *
   * *Unofficial:* The name must be unique among the policies of the project. Names are compared case-insensitively,
   * in Unicode form NFKC, without surrounding whitespace and invisible characters. A project can have up to 1,000
   * policies.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ConflictError} 409: *Unofficial:* Another policy already has the name, or the project already has 1,000 policies.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const policy = await client.project("PROJECT-ID").policies.create({ name: "View traces", permissionIds: ["project-perm-uuid-1", "project-perm-uuid-3"], description: null });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["createProjectPolicy"]>;

  /**
   * Update a project policy.
   *
   * Updates the name, permissions, and description of a project policy.
   *
   * *Unofficial:* As in version 2, `name` and `permissionIds` replace the stored values, an omitted `description` keeps
   * its value, and `null` clears it. The name follows the rules of `client.project(projectId).policies.create`. The change takes effect
   * immediately.
   *
   * @param policyId ID of a policy of the project.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no policy with this ID.
   * @throws {ConflictError} 409: *Unofficial:* Another policy already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const policy = await client.project("PROJECT-ID").policies.update("policy-uuid-4", { name: "Edit datasets", permissionIds: ["project-perm-uuid-8", "project-perm-uuid-9"], description: "Read and update datasets" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(policyId: string, input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["updateProjectPolicy"]>;

  /**
   * Delete a project policy.
   *
   * Deletes a project policy.
   *
   * *Unofficial:* As in version 2, the policy is detached from every role that uses it. The roles stay, and a role
   * without policies grants nothing.
   *
   * @param policyId ID of a policy of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no policy with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.project("PROJECT-ID").policies.delete("policy-uuid-4");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(policyId: string, options?: RequestOptions): ApiPromise<DeletedResource, operations["deleteProjectPolicy"]>;
}

/** Named sets of project policies, assigned to members of the project. Each belongs to one project. */
export interface ProjectRolesMethods {
  /**
   * List project roles.
   *
   * Lists the roles that a member of the project can have: the built-in (system-defined) roles `Owner`, `Manager`,
   * and `Member`, whose `projectId` is `null`, and the custom roles of the project.
   *
   * *Unofficial:* The `policies` of a built-in role are empty.
   *
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const roles = await client.project("PROJECT-ID").roles.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<ProjectRole[], operations["listProjectRoles"]>;

  /**
   * Create a project role.
   *
   * Creates a custom project role with the given policies. Use `client.project(projectId).policies.list` to find policy IDs.
   *
   * The name must be unique within the project and must not be the name of a built-in (system-defined) role:
   * `Owner`, `Manager`, and `Member`.
   *
   * *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
   * invisible characters. A project can have up to 1,000 custom roles.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ConflictError} 409: Another role already has the name, or it is the name of a built-in role.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const role = await client.project("PROJECT-ID").roles.create({ name: "Analyst", policyIds: ["policy-uuid-1"], description: "Read-only project access" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: RoleInput, options?: RequestOptions): ApiPromise<ProjectRole, operations["createProjectRole"]>;

  /**
   * Update a project role.
   *
   * Updates the name, policies, and description of a custom project role. Built-in roles cannot be changed.
   *
   * *Unofficial:* As in version 2, `name` and `policyIds` replace the stored values, an omitted `description` keeps its
   * value, `null` clears it, and a built-in role returns 404. The change takes effect immediately. The name must be
   * unique within the project, as in `client.project(projectId).roles.create`. The vendor's page says "within the organization".
   *
   * @param roleId ID of a role of the project.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no custom role with this ID.
   * @throws {ConflictError} 409: Another role already has the name, or it is the name of a built-in role.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const role = await client.project("PROJECT-ID").roles.update("project-role-uuid-3", { name: "Analyst", policyIds: ["policy-uuid-1"], description: "Read and comment on project traces" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(roleId: string, input: RoleInput, options?: RequestOptions): ApiPromise<ProjectRole, operations["updateProjectRole"]>;

  /**
   * Delete a project role.
   *
   * Deletes a custom project role. A role that is assigned to a member cannot be deleted.
   *
   * *Unofficial:* As in version 2, a built-in role cannot be deleted and returns 404.
   *
   * @param roleId ID of a role of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no custom role with this ID.
   * @throws {ConflictError} 409: The role is assigned to a member.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.project("PROJECT-ID").roles.delete("project-role-uuid-3");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(roleId: string, options?: RequestOptions): ApiPromise<DeletedResource, operations["deleteProjectRole"]>;
}

const retrieveOrganization: Operation<Organization, operations["retrieveOrganization"]> = { method: "GET", path: "/v1/organization", response: { kind: "json", field: "organization", fields: { organization: "object" } } };

const updateOrganization: Operation<Organization, operations["updateOrganization"]> = { method: "PUT", path: "/v1/organization", requestType: "application/json", response: { kind: "json", field: "organization", fields: { organization: "object" } } };

const listOrganizationPermissions: Operation<Permission[], operations["listOrganizationPermissions"]> = { method: "GET", path: "/v1/organization/permissions", response: { kind: "json", field: "permissions", fields: { permissions: "array" } } };

const listOrganizationPolicies: Operation<Policy[], operations["listOrganizationPolicies"]> = { method: "GET", path: "/v1/organization/policies", response: { kind: "json", field: "policies", fields: { policies: "array" } } };

const createOrganizationPolicy: Operation<Policy, operations["createOrganizationPolicy"]> = { method: "POST", path: "/v1/organization/policies", requestType: "application/json", response: { kind: "json", field: "policy", fields: { policy: "object" } } };

const updateOrganizationPolicy: Operation<Policy, operations["updateOrganizationPolicy"]> = { method: "PUT", path: "/v1/organization/policies/{policyId}", requestType: "application/json", response: { kind: "json", field: "policy", fields: { policy: "object" } } };

const deleteOrganizationPolicy: Operation<DeletedResource, operations["deleteOrganizationPolicy"]> = { method: "DELETE", path: "/v1/organization/policies/{policyId}", response: { kind: "json", fields: { deleted: "true" } } };

const listOrganizationRoles: Operation<Role[], operations["listOrganizationRoles"]> = { method: "GET", path: "/v1/organization/roles", response: { kind: "json", field: "roles", fields: { roles: "array" } } };

const createOrganizationRole: Operation<Role, operations["createOrganizationRole"]> = { method: "POST", path: "/v1/organization/roles", requestType: "application/json", response: { kind: "json", field: "role", fields: { role: "object" } } };

const updateOrganizationRole: Operation<Role, operations["updateOrganizationRole"]> = { method: "PUT", path: "/v1/organization/roles/{roleId}", requestType: "application/json", response: { kind: "json", field: "role", fields: { role: "object" } } };

const deleteOrganizationRole: Operation<DeletedResource, operations["deleteOrganizationRole"]> = { method: "DELETE", path: "/v1/organization/roles/{roleId}", response: { kind: "json", fields: { deleted: "true" } } };

const listProjects: Operation<Project[], operations["listProjects"]> = { method: "GET", path: "/v1/projects", response: { kind: "json", field: "projects", fields: { projects: "array" } } };

const createProject: Operation<CreatedProject, operations["createProject"]> = { method: "POST", path: "/v1/projects", requestType: "application/json", response: { kind: "json", fields: { project: "object", apiKey: "object" } }, secrets: [{ path: ["apiKey", "value"] }] };

const retrieveProject: Operation<Project, operations["retrieveProject"]> = { method: "GET", path: "/v1/projects/{projectId}", response: { kind: "json", field: "project", fields: { project: "object" } } };

const updateProject: Operation<Project, operations["updateProject"]> = { method: "PUT", path: "/v1/projects/{projectId}", requestType: "application/json", response: { kind: "json", field: "project", fields: { project: "object" } } };

const deleteProject: Operation<DeletedResource, operations["deleteProject"]> = { method: "DELETE", path: "/v1/projects/{projectId}", response: { kind: "json", fields: { deleted: "true" } } };

const listProjectPermissions: Operation<Permission[], operations["listProjectPermissions"]> = { method: "GET", path: "/v1/projects/{projectId}/permissions", response: { kind: "json", field: "permissions", fields: { permissions: "array" } } };

const listProjectPolicies: Operation<Policy[], operations["listProjectPolicies"]> = { method: "GET", path: "/v1/projects/{projectId}/policies", response: { kind: "json", field: "policies", fields: { policies: "array" } } };

const createProjectPolicy: Operation<Policy, operations["createProjectPolicy"]> = { method: "POST", path: "/v1/projects/{projectId}/policies", requestType: "application/json", response: { kind: "json", field: "policy", fields: { policy: "object" } } };

const updateProjectPolicy: Operation<Policy, operations["updateProjectPolicy"]> = { method: "PUT", path: "/v1/projects/{projectId}/policies/{policyId}", requestType: "application/json", response: { kind: "json", field: "policy", fields: { policy: "object" } } };

const deleteProjectPolicy: Operation<DeletedResource, operations["deleteProjectPolicy"]> = { method: "DELETE", path: "/v1/projects/{projectId}/policies/{policyId}", response: { kind: "json", fields: { deleted: "true" } } };

const listProjectRoles: Operation<ProjectRole[], operations["listProjectRoles"]> = { method: "GET", path: "/v1/projects/{projectId}/roles", response: { kind: "json", field: "roles", fields: { roles: "array" } } };

const createProjectRole: Operation<ProjectRole, operations["createProjectRole"]> = { method: "POST", path: "/v1/projects/{projectId}/roles", requestType: "application/json", response: { kind: "json", field: "role", fields: { role: "object" } } };

const updateProjectRole: Operation<ProjectRole, operations["updateProjectRole"]> = { method: "PUT", path: "/v1/projects/{projectId}/roles/{roleId}", requestType: "application/json", response: { kind: "json", field: "role", fields: { role: "object" } } };

const deleteProjectRole: Operation<DeletedResource, operations["deleteProjectRole"]> = { method: "DELETE", path: "/v1/projects/{projectId}/roles/{roleId}", response: { kind: "json", fields: { deleted: "true" } } };

/** Creates the methods of every operation. */
export const createOperations = (caller: OperationCaller): Operations => ({
  organization: {
    retrieve: (options) => caller.call(retrieveOrganization, {}, options),
    update: (input, options) => caller.call(updateOrganization, { body: input }, options),
    permissions: {
      list: (options) => caller.call(listOrganizationPermissions, {}, options),
    },
    policies: {
      list: (options) => caller.call(listOrganizationPolicies, {}, options),
      create: (input, options) => caller.call(createOrganizationPolicy, { body: input }, options),
      update: (policyId, input, options) => caller.call(updateOrganizationPolicy, { path: { policyId }, body: input }, options),
      delete: (policyId, options) => caller.call(deleteOrganizationPolicy, { path: { policyId } }, options),
    },
    roles: {
      list: (options) => caller.call(listOrganizationRoles, {}, options),
      create: (input, options) => caller.call(createOrganizationRole, { body: input }, options),
      update: (roleId, input, options) => caller.call(updateOrganizationRole, { path: { roleId }, body: input }, options),
      delete: (roleId, options) => caller.call(deleteOrganizationRole, { path: { roleId } }, options),
    },
  },
  projects: {
    list: (options) => caller.call(listProjects, {}, options),
    create: (input, options) => caller.call(createProject, { body: input }, options),
  },
  project: (projectId) => {
    encodePathParam("projectId", projectId);
    return {
      retrieve: (options) => caller.call(retrieveProject, { path: { projectId } }, options),
      update: (input, options) => caller.call(updateProject, { path: { projectId }, body: input }, options),
      delete: (options) => caller.call(deleteProject, { path: { projectId } }, options),
      permissions: {
        list: (options) => caller.call(listProjectPermissions, { path: { projectId } }, options),
      },
      policies: {
        list: (options) => caller.call(listProjectPolicies, { path: { projectId } }, options),
        create: (input, options) => caller.call(createProjectPolicy, { path: { projectId }, body: input }, options),
        update: (policyId, input, options) => caller.call(updateProjectPolicy, { path: { projectId, policyId }, body: input }, options),
        delete: (policyId, options) => caller.call(deleteProjectPolicy, { path: { projectId, policyId } }, options),
      },
      roles: {
        list: (options) => caller.call(listProjectRoles, { path: { projectId } }, options),
        create: (input, options) => caller.call(createProjectRole, { path: { projectId }, body: input }, options),
        update: (roleId, input, options) => caller.call(updateProjectRole, { path: { projectId, roleId }, body: input }, options),
        delete: (roleId, options) => caller.call(deleteProjectRole, { path: { projectId, roleId } }, options),
      },
    };
  },
});
