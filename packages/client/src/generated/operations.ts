/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import type {
  CreateProjectInput,
  CreatedProject,
  Deletion,
  Organization,
  OrganizationInput,
  Permission,
  Policy,
  PolicyInput,
  Project,
  ProjectRole,
  Role,
  RoleInput,
  UpdateProjectInput,
} from "@rolewright/types";
import type { Call } from "../call.ts";
import type { CallOptions } from "../options.ts";

/** Every operation of the description, where its path puts it. */
export interface Operations {
  /** The organization that the API key belongs to. */
  organization: OrganizationMethods;

  /** The organization's projects. */
  projects: ProjectsMethods;

  /**
   * One project and what is in it. Nothing is sent until a call is awaited.
   *
   * @param projectId The id of the project. It belongs to the organization of the API key.
   * @throws {ConfigurationError} at once, when the id cannot be one: empty, blank, `.` or `..`.
   */
  project(projectId: string): ProjectMethods;
}

/** The organization that the API key belongs to. */
export interface OrganizationMethods {
  /**
   * Retrieve the organization.
   *
   * Answers with the organization that the API key belongs to. There is no id in the path: the key says which
   * organization is meant.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const organization = await client.organization.retrieve();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  retrieve(options?: CallOptions): Call<Organization, "retrieveOrganization">;

  /**
   * Update the organization.
   *
   * Renames the organization that the API key belongs to. Nothing else about it can be changed here.
   *
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not what the operation takes.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const organization = await client.organization.update({ name: "Fernhill Research" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(input: OrganizationInput, options?: CallOptions): Call<Organization, "updateOrganization">;

  /** What organization policies can allow. */
  permissions: OrganizationPermissionsMethods;

  /** Named bundles of organization permissions. */
  policies: OrganizationPoliciesMethods;

  /** Named bundles of organization policies, given to members of the organization. */
  roles: OrganizationRolesMethods;
}

/** What organization policies can allow. */
export interface OrganizationPermissionsMethods {
  /**
   * List organization permissions.
   *
   * Lists everything that an organization policy can allow. Permissions are fixed by the platform and named
   * `resource:action`; their ids go into the `permissionIds` of a policy.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const permissions = await client.organization.permissions.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: CallOptions): Call<Permission[], "listOrganizationPermissions">;
}

/** Named bundles of organization permissions. */
export interface OrganizationPoliciesMethods {
  /**
   * List organization policies.
   *
   * Lists the policies of the organization, each with its permissions. The ids go into the `policyIds` of an
   * organization role.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const policies = await client.organization.policies.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: CallOptions): Call<Policy[], "listOrganizationPolicies">;

  /**
   * Create an organization policy.
   *
   * Bundles permissions into a policy that organization roles can use. Find permission ids with
   * `client.organization.permissions.list`; ids of the other scope are refused.
   *
   * The name is unique within the organization; names are compared in Unicode NFC, without surrounding white
   * space, ignoring case. This is our choice: no public page says it.
   *
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {ConflictError} 409: The name is taken, or the scope is full.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a policy that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const policy = await client.organization.policies.create({ name: "Manage billing", permissionIds: ["perm-uuid-1", "perm-uuid-2"], description: "Grants access to billing settings" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: PolicyInput, options?: CallOptions): Call<Policy, "createOrganizationPolicy">;

  /**
   * Update an organization policy.
   *
   * Replaces the name, permissions and description of a policy. What the body leaves out is not kept: without
   * `description` it becomes `null`. Every role that has the policy follows at once.
   *
   * @param policyId The id of the policy.
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such policy in the organization.
   * @throws {ConflictError} 409: The name is taken.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a policy that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const policy = await client.organization.policies.update("policy-uuid-3", { name: "View members", permissionIds: ["perm-uuid-3"], description: "Shows who is in the organization" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(policyId: string, input: PolicyInput, options?: CallOptions): Call<Policy, "updateOrganizationPolicy">;

  /**
   * Delete an organization policy.
   *
   * Deletes a policy. One that is still part of a role is not deleted: take it out of its roles first. (This
   * refusal is our choice: no public page says what happens to such roles.)
   *
   * @param policyId The id of the policy.
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such policy in the organization.
   * @throws {ConflictError} 409: A role still has the policy.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const deletion = await client.organization.policies.delete("policy-uuid-3");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(policyId: string, options?: CallOptions): Call<Deletion, "deleteOrganizationPolicy">;
}

/** Named bundles of organization policies, given to members of the organization. */
export interface OrganizationRolesMethods {
  /**
   * List organization roles.
   *
   * Lists the roles that a member of the organization can have: the global, system-defined ones (`Owner`,
   * `Admin` and `Member`, whose `organizationId` is `null`) and the organization's own.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const roles = await client.organization.roles.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: CallOptions): Call<Role[], "listOrganizationRoles">;

  /**
   * Create an organization role.
   *
   * Creates a role of the organization's own from a set of its policies. Find policy ids with
   * `client.organization.policies.list`; ids of the other scope are refused.
   *
   * The name is unique within the organization and may not be that of a system-defined role (`Owner`, `Admin`
   * and `Member`). Names are compared in Unicode NFC, without surrounding white space, ignoring case, so `admin`
   * cannot pass for `Admin`.
   *
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {ConflictError} 409: The name is taken or belongs to a system-defined role, or the scope is full.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a role that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const role = await client.organization.roles.create({ name: "Billing Manager", policyIds: ["policy-uuid-2"], description: "Can manage billing only" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: RoleInput, options?: CallOptions): Call<Role, "createOrganizationRole">;

  /**
   * Update an organization role.
   *
   * Replaces the name, policies and description of a role. What the body leaves out is not kept: without
   * `description` it becomes `null`. Members who have the role follow at once. Global roles cannot be changed.
   *
   * The name follows the rules of `client.organization.roles.create`; the role's own, in any case, is no conflict.
   *
   * @param roleId The id of the role.
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this, or the role is a global one, which nobody can change.
   * @throws {NotFoundError} 404: There is no such role in the organization.
   * @throws {ConflictError} 409: The name is taken or belongs to a system-defined role.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a role that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const role = await client.organization.roles.update("role-uuid-3", { name: "Billing Manager", policyIds: ["policy-uuid-2", "policy-uuid-3"], description: "Can manage billing and view members" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(roleId: string, input: RoleInput, options?: CallOptions): Call<Role, "updateOrganizationRole">;

  /**
   * Delete an organization role.
   *
   * Deletes a role of the organization's own. A role that a member still has is not deleted; global roles never
   * are.
   *
   * @param roleId The id of the role.
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this, or the role is a global one, which nobody can change.
   * @throws {NotFoundError} 404: There is no such role in the organization.
   * @throws {ConflictError} 409: A member still has the role.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const deletion = await client.organization.roles.delete("role-uuid-3");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(roleId: string, options?: CallOptions): Call<Deletion, "deleteOrganizationRole">;
}

/** The organization's projects. */
export interface ProjectsMethods {
  /**
   * List projects.
   *
   * Lists the projects of the organization that the API key belongs to.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const projects = await client.projects.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: CallOptions): Call<Project[], "listProjects">;

  /**
   * Create a project.
   *
   * Creates a project with its first API key. The key's `value` is whole in this answer alone: keep it now, it
   * cannot be read again.
   *
   * `email` names an existing member of the organization who becomes the project's Owner; without it nobody
   * does. The name is unique within the organization, compared as role names are (our choice: no public page
   * says it).
   *
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {ConflictError} 409: The name is taken, or the organization is full.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a project that can be created.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const created = await client.projects.create({ name: "Checkout assistant", description: "Evaluates the assistant in our shop", email: "ada@fernhill.example" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateProjectInput, options?: CallOptions): Call<CreatedProject, "createProject">;
}

/** The organization's projects. */
export interface ProjectMethods {
  /**
   * Retrieve a project.
   *
   * Answers with one project. It belongs to the organization of the API key; another organization's project
   * answers as one that does not exist.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const project = await client.project("PROJECT-ID").retrieve();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  retrieve(options?: CallOptions): Call<Project, "retrieveProject">;

  /**
   * Update a project.
   *
   * Changes a project's name, description or both. Unlike other updates here, a field that the body leaves out
   * keeps its value, since both are optional; `description: null` clears the description. At least one of them
   * has to be sent. (That omission keeps a value is our choice: the pages do not say.)
   *
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {ConflictError} 409: The name is taken.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not what the operation takes.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const project = await client.project("PROJECT-ID").update({ description: "Evaluates the assistant in our shop and on the phone" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(input: UpdateProjectInput, options?: CallOptions): Call<Project, "updateProject">;

  /**
   * Delete a project.
   *
   * Deletes a project and everything in it: its roles, policies, members' places in it, and API keys. It cannot
   * be undone.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const deletion = await client.project("PROJECT-ID").delete();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(options?: CallOptions): Call<Deletion, "deleteProject">;

  /** What project policies can allow. */
  permissions: ProjectPermissionsMethods;

  /** Named bundles of project permissions. They belong to one project. */
  policies: ProjectPoliciesMethods;

  /** Named bundles of project policies, given to members of the project. They belong to one project. */
  roles: ProjectRolesMethods;
}

/** What project policies can allow. */
export interface ProjectPermissionsMethods {
  /**
   * List project permissions.
   *
   * Lists everything that a project policy can allow. Permissions are fixed by the platform and named
   * `resource:action`; their ids go into the `permissionIds` of a policy.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const permissions = await client.project("PROJECT-ID").permissions.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: CallOptions): Call<Permission[], "listProjectPermissions">;
}

/** Named bundles of project permissions. They belong to one project. */
export interface ProjectPoliciesMethods {
  /**
   * List project policies.
   *
   * Lists the policies of one project, each with its permissions. The ids go into the `policyIds` of a project
   * role.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const policies = await client.project("PROJECT-ID").policies.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: CallOptions): Call<Policy[], "listProjectPolicies">;

  /**
   * Create a project policy.
   *
   * Bundles permissions into a policy that project roles can use. Find permission ids with
   * `client.project(projectId).permissions.list`; ids of the other scope are refused.
   *
   * The name is unique within the project; names are compared in Unicode NFC, without surrounding white space,
   * ignoring case. This is our choice: no public page says it.
   *
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {ConflictError} 409: The name is taken, or the scope is full.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a policy that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const policy = await client.project("PROJECT-ID").policies.create({ name: "View traces", permissionIds: ["project-perm-uuid-1", "project-perm-uuid-3"], description: null });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: PolicyInput, options?: CallOptions): Call<Policy, "createProjectPolicy">;

  /**
   * Update a project policy.
   *
   * Replaces the name, permissions and description of a policy. What the body leaves out is not kept: without
   * `description` it becomes `null`. Every role that has the policy follows at once.
   *
   * @param policyId The id of the policy.
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project, or no such policy in it.
   * @throws {ConflictError} 409: The name is taken.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a policy that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const policy = await client.project("PROJECT-ID").policies.update("policy-uuid-4", { name: "Edit datasets", permissionIds: ["project-perm-uuid-8", "project-perm-uuid-9"], description: "Reads and changes datasets" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(policyId: string, input: PolicyInput, options?: CallOptions): Call<Policy, "updateProjectPolicy">;

  /**
   * Delete a project policy.
   *
   * Deletes a policy. One that is still part of a role is not deleted: take it out of its roles first. (This
   * refusal is our choice: no public page says what happens to such roles.)
   *
   * @param policyId The id of the policy.
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project, or no such policy in it.
   * @throws {ConflictError} 409: A role still has the policy.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const deletion = await client.project("PROJECT-ID").policies.delete("policy-uuid-4");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(policyId: string, options?: CallOptions): Call<Deletion, "deleteProjectPolicy">;
}

/** Named bundles of project policies, given to members of the project. They belong to one project. */
export interface ProjectRolesMethods {
  /**
   * List project roles.
   *
   * Lists the roles that a member of the project can have: the global, system-defined ones (`Owner`, `Manager`
   * and `Member`, whose `projectId` is `null`) and the project's own.
   *
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const roles = await client.project("PROJECT-ID").roles.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: CallOptions): Call<ProjectRole[], "listProjectRoles">;

  /**
   * Create a project role.
   *
   * Creates a role of the project's own from a set of its policies. Find policy ids with `client.project(projectId).policies.list`;
   * ids of the other scope are refused.
   *
   * The name is unique within the project and may not be that of a system-defined role (`Owner`, `Manager` and
   * `Member`). Names are compared in Unicode NFC, without surrounding white space, ignoring case, so `admin`
   * cannot pass for `Admin`.
   *
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this.
   * @throws {NotFoundError} 404: There is no such project in the organization.
   * @throws {ConflictError} 409: The name is taken or belongs to a system-defined role, or the scope is full.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a role that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const role = await client.project("PROJECT-ID").roles.create({ name: "Analyst", policyIds: ["policy-uuid-1"], description: "Read-only project access" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: RoleInput, options?: CallOptions): Call<ProjectRole, "createProjectRole">;

  /**
   * Update a project role.
   *
   * Replaces the name, policies and description of a role. What the body leaves out is not kept: without
   * `description` it becomes `null`. Members who have the role follow at once. Global roles cannot be changed.
   *
   * The name follows the rules of `client.project(projectId).roles.create`; the role's own, in any case, is no conflict.
   *
   * @param roleId The id of the role.
   * @throws {BadRequestError} 400: The body is not JSON, the URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this, or the role is a global one, which nobody can change.
   * @throws {NotFoundError} 404: There is no such project, or no such role in it.
   * @throws {ConflictError} 409: The name is taken or belongs to a system-defined role.
   * @throws {ContentTooLargeError} 413: The body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: The body is not sent as `application/json`.
   * @throws {UnprocessableContentError} 422: The body is JSON, but not a role that can be kept here.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const role = await client.project("PROJECT-ID").roles.update("project-role-uuid-3", { name: "Analyst", policyIds: ["policy-uuid-1"], description: "Read and comment on project traces" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(roleId: string, input: RoleInput, options?: CallOptions): Call<ProjectRole, "updateProjectRole">;

  /**
   * Delete a project role.
   *
   * Deletes a role of the project's own. A role that a member still has is not deleted; global roles never are.
   *
   * @param roleId The id of the role.
   * @throws {BadRequestError} 400: The URL is malformed, or an id in it cannot be one.
   * @throws {UnauthorizedError} 401: The API key is missing or wrong; the answer does not say which.
   * @throws {ForbiddenError} 403: The key is valid but may not do this, or the role is a global one, which nobody can change.
   * @throws {NotFoundError} 404: There is no such project, or no such role in it.
   * @throws {ConflictError} 409: A member still has the role.
   * @throws {TooManyRequestsError} 429: Too many requests with this key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance or too busy; nothing was done.
   * @example
   * const deletion = await client.project("PROJECT-ID").roles.delete("project-role-uuid-3");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(roleId: string, options?: CallOptions): Call<Deletion, "deleteProjectRole">;
}

/** Binds a method to its operation. `field` is what of the answer's data it gives; without it, all. */
export type Bind = <Method>(method: string, path: string, field?: string) => Method;

/** Makes the methods of what an id names. */
type Scope = <Methods>(name: string, make: (bind: Bind) => Methods) => (id: string) => Methods;

/** Every method of the description. */
export const bindOperations = (bind: Bind, scope: Scope): Operations => ({
  organization: {
    retrieve: bind("GET", "/v1/organization", "organization"),
    update: bind("PUT", "/v1/organization", "organization"),
    permissions: {
      list: bind("GET", "/v1/organization/permissions", "permissions"),
    },
    policies: {
      list: bind("GET", "/v1/organization/policies", "policies"),
      create: bind("POST", "/v1/organization/policies", "policy"),
      update: bind("PUT", "/v1/organization/policies/{policyId}", "policy"),
      delete: bind("DELETE", "/v1/organization/policies/{policyId}"),
    },
    roles: {
      list: bind("GET", "/v1/organization/roles", "roles"),
      create: bind("POST", "/v1/organization/roles", "role"),
      update: bind("PUT", "/v1/organization/roles/{roleId}", "role"),
      delete: bind("DELETE", "/v1/organization/roles/{roleId}"),
    },
  },
  projects: {
    list: bind("GET", "/v1/projects", "projects"),
    create: bind("POST", "/v1/projects"),
  },
  project: scope("projectId", (bind) => ({
    retrieve: bind("GET", "/v1/projects/{projectId}", "project"),
    update: bind("PUT", "/v1/projects/{projectId}", "project"),
    delete: bind("DELETE", "/v1/projects/{projectId}"),
    permissions: {
      list: bind("GET", "/v1/projects/{projectId}/permissions", "permissions"),
    },
    policies: {
      list: bind("GET", "/v1/projects/{projectId}/policies", "policies"),
      create: bind("POST", "/v1/projects/{projectId}/policies", "policy"),
      update: bind("PUT", "/v1/projects/{projectId}/policies/{policyId}", "policy"),
      delete: bind("DELETE", "/v1/projects/{projectId}/policies/{policyId}"),
    },
    roles: {
      list: bind("GET", "/v1/projects/{projectId}/roles", "roles"),
      create: bind("POST", "/v1/projects/{projectId}/roles", "role"),
      update: bind("PUT", "/v1/projects/{projectId}/roles/{roleId}", "role"),
      delete: bind("DELETE", "/v1/projects/{projectId}/roles/{roleId}"),
    },
  })),
});
