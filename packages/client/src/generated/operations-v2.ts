/** Generated from spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */
import type {
  ApiKey,
  AuditLogExport,
  CreateApiKeyInput,
  CreateAuditLogExportInput,
  CreateOrganizationInvitationsInput,
  CreateProjectInput,
  CreateProjectInvitationsInput,
  DeletedApiKey,
  DeletedInvitation,
  DeletedResource,
  Organization,
  OrganizationMember,
  OrganizationMemberList,
  Permission,
  Policy,
  PolicyInput,
  Project,
  ProjectMember,
  ProjectMemberList,
  ProjectRole,
  Role,
  RoleInput,
  RotateApiKeyInput,
  UpdateApiKeyInput,
  UpdateMemberRoleInput,
  UpdateOrganizationInput,
  UpdateProjectInput,
  operations,
} from "@rolewright/types/v2";
import type { ApiPromise } from "../api-promise.ts";
import type { RequestOptions } from "../client-options.ts";
import type { OperationCaller } from "../operation-call.ts";
import type { Operation } from "../operation.ts";
import { callPaged, type PagePromise } from "../page-promise.ts";
import { encodePathParam } from "../path-params.ts";
import type {
  CreatedApiKey,
  CreatedProject,
  OrganizationInvitation,
  ProjectInvitation,
  RotatedApiKey,
} from "./secret-types-v2.ts";

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
   * Get the organization.
   *
   * Returns the organization that the API key belongs to. The path has no ID, because the API key identifies the
   * organization. The `plan` decides which operations the organization can use.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.get();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  get(options?: RequestOptions): ApiPromise<Organization, operations["getOrganization"]>;

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
   * const data = await client.organization.update({ name: "Fernhill Research" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(input: UpdateOrganizationInput, options?: RequestOptions): ApiPromise<Organization, operations["updateOrganization"]>;

  /** Actions that organization policies can grant. The platform defines them. */
  permissions: OrganizationPermissionsMethods;

  /** Named sets of organization permissions. */
  policies: OrganizationPoliciesMethods;

  /** Named sets of organization policies, assigned to members of the organization. */
  roles: OrganizationRolesMethods;

  /** Members of the organization and their organization roles. */
  members: OrganizationMembersMethods;

  /** Invitations to the organization by email. */
  invitations: OrganizationInvitationsMethods;

  /** API keys that administer the organization and its projects. */
  apiKeys: OrganizationApiKeysMethods;

  /** The operations at `client.organization.auditLogs`. */
  auditLogs: OrganizationAuditLogsMethods;
}

/** Actions that organization policies can grant. The platform defines them. */
export interface OrganizationPermissionsMethods {
  /**
   * List organization permissions.
   *
   * Lists all permissions that organization policies can grant, whether a policy uses them or not. The platform
   * defines the permissions and names them `resource:action`. Pass their IDs in the `permissionIds` of an
   * organization policy. The list has no particular order.
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
   * Lists the custom policies of the organization, each with its permissions. Pass their IDs in the `policyIds` of
   * an organization role. Built-in roles do not use policies.
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
   * IDs. The policy grants nothing until an organization role uses it.
   *
   * The name must be unique among the policies of the organization. A permission of the other scope is stored and
   * has no effect.
   *
   * *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
   * invisible characters. An organization can have up to 1,000 policies. A permission of the other scope is listed
   * in `permissions`.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ConflictError} 409: Another policy already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const created = await client.organization.policies.create({ name: "Manage billing", permissionIds: ["perm-uuid-1", "perm-uuid-2"], description: "Grants access to billing settings" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["createOrganizationPolicy"]>;

  /**
   * Update an organization policy.
   *
   * Updates the name, permissions, and description of an organization policy. `name` and `permissionIds` replace the
   * stored values. An omitted `description` keeps its value, and `null` clears it.
   *
   * The name follows the rules of `client.organization.policies.create`. The change applies to each member at their next
   * request.
   *
   * @param policyId ID of a policy of the organization.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no policy with this ID.
   * @throws {ConflictError} 409: Another policy already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.policies.update("policy-uuid-3", { name: "View members", permissionIds: ["perm-uuid-3"], description: "View the members of the organization" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(policyId: string, input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["updateOrganizationPolicy"]>;

  /**
   * Delete an organization policy.
   *
   * Deletes an organization policy and detaches it from every role that uses it. Members with these roles lose its
   * permissions at their next request. The roles stay, and a role without policies grants nothing. The deletion
   * cannot be undone.
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
   * `Admin`, and `Member`, whose `organizationId` is `null`, and the custom roles of the organization. The
   * `policies` of a built-in role are empty, because the platform defines its permissions.
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
   * Only policies of the organization can be used.
   *
   * The name must be unique among the roles of the organization and must not be the name of a built-in
   * (system-defined) role: `Owner`, `Admin`, and `Member`. The comparison with built-in roles is case-insensitive.
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
   * const created = await client.organization.roles.create({ name: "Billing Manager", policyIds: ["policy-uuid-2"], description: "Can manage billing only" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: RoleInput, options?: RequestOptions): ApiPromise<Role, operations["createOrganizationRole"]>;

  /**
   * Update an organization role.
   *
   * Updates the name, policies, and description of a custom organization role. `name` and `policyIds` replace the
   * stored values. An omitted `description` keeps its value, and `null` clears it. A built-in role cannot be changed
   * and returns 404.
   *
   * The name follows the rules of `client.organization.roles.create`. The change applies to each member at their next request.
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
   * const data = await client.organization.roles.update("role-uuid-3", { name: "Billing Manager", policyIds: ["policy-uuid-2", "policy-uuid-3"], description: "Can manage billing and view members" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(roleId: string, input: RoleInput, options?: RequestOptions): ApiPromise<Role, operations["updateOrganizationRole"]>;

  /**
   * Delete an organization role.
   *
   * Deletes a custom organization role. A role that is assigned to a member cannot be deleted: assign another role
   * to its members first. A built-in role cannot be deleted and returns 404. The policies of the role stay. The
   * deletion cannot be undone.
   *
   * *Unofficial:* A pending invitation with the role stays, and its `organizationRoleId` becomes `null`.
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

/** Members of the organization and their organization roles. */
export interface OrganizationMembersMethods {
  /**
   * List organization members.
   *
   * Lists the members of the organization, each with their organization role, one page at a time. Membership in the
   * organization gives no access to project data: see `client.project(projectId).members.list`.
   *
   * *Unofficial:* The list is ordered by the time when the member joined the organization, then by ID. A page after
   * the last one is empty and has the actual `totalOrganizationMembers`.
   *
   * @param query `page`: Number of the page, from 1. `pageSize`: Number of entries on a page, from 1 to 100.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {UnprocessableContentError} 422: *Unofficial:* `page` or `pageSize` is not an integer in its range.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * for await (const item of client.organization.members.list()) console.log(item);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(query?: NonNullable<operations["listOrganizationMembers"]["parameters"]["query"]> | undefined, options?: RequestOptions): PagePromise<OrganizationMemberList, OrganizationMemberList["members"][number], operations["listOrganizationMembers"]>;

  /**
   * Update the role of an organization member.
   *
   * Assigns an organization role to a member. The role is a built-in role or a custom role of the organization.
   * Project roles of the member do not change.
   *
   * Assigning `Owner` transfers ownership: in the same transaction, the previous Owner becomes `Admin`. This is the
   * only way to change the role of the Owner.
   *
   * *Unofficial:* Assigning the current role succeeds and changes nothing.
   *
   * @param userId ID of a member of the organization.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no member with this ID.
   * @throws {ConflictError} 409: The member is the Owner, whose role changes only when ownership is transferred.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.members.updateRole("user-uuid-2", { roleId: "role-uuid-3" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  updateRole(userId: string, input: UpdateMemberRoleInput, options?: RequestOptions): ApiPromise<OrganizationMember, operations["updateOrganizationMemberRole"]>;

  /**
   * Remove an organization member.
   *
   * Removes a member from the organization and from every project. All roles of the member and all invitations of
   * their address are deleted. The account and everything that the member created stay. A new invitation is needed
   * to return, and it does not restore access to projects.
   *
   * The Owner cannot be removed: transfer ownership first.
   *
   * *Unofficial:* A member who owns a project can be removed. The project then has no Owner.
   *
   * @param userId ID of a member of the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no member with this ID.
   * @throws {ConflictError} 409: The member is the Owner.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.members.remove("user-uuid-2");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  remove(userId: string, options?: RequestOptions): ApiPromise<DeletedResource, operations["removeOrganizationMember"]>;
}

/** Invitations to the organization by email. */
export interface OrganizationInvitationsMethods {
  /**
   * List organization invitations.
   *
   * Lists the pending and declined invitations to the organization. Accepted and revoked invitations are not listed.
   * Invitations do not expire.
   *
   * The `token` is a secret: anyone who has it can accept the invitation.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const invitations = await client.organization.invitations.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<OrganizationInvitation[], operations["listOrganizationInvitations"]>;

  /**
   * Invite people to the organization.
   *
   * Sends an invitation by email to 1 to 50 addresses. Addresses are trimmed and converted to lower case. Only
   * company addresses are accepted: free and disposable email domains are rejected.
   *
   * An address that is already invited to the organization, or belongs to a member of it, is skipped. The response
   * has only the created invitations. If no address is left, the request fails.
   *
   * The invitation gives access to no project. Without `organizationRoleId`, the invited person gets the role
   * `Member`. `Owner` cannot be assigned.
   *
   * On the Free plan, the organization can have 2 members and invitations in total. *Unofficial:* More return 403. A
   * repeated address counts once, and a declined invitation does not count.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ConflictError} 409: Every address is already invited or belongs to a member.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const invitations = await client.organization.invitations.create({ emails: ["dana@fernhill.example"], organizationRoleId: "role-uuid-3" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateOrganizationInvitationsInput, options?: RequestOptions): ApiPromise<OrganizationInvitation[], operations["createOrganizationInvitations"]>;

  /**
   * Resend an organization invitation.
   *
   * Sends the invitation email again. The `status` becomes `PENDING`, `created_at` becomes the current time, and the
   * `token` is replaced: the previous link stops working. A declined invitation can be resent.
   *
   * An accepted invitation is also reset, and the membership stays. *Unofficial:* It is then listed again. A declined
   * invitation counts towards the member limit of the plan again. A request body is ignored.
   *
   * @param invitationId ID of an invitation to the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no invitation with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.invitations.resend(42);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  resend(invitationId: number, options?: RequestOptions): ApiPromise<OrganizationInvitation, operations["resendOrganizationInvitation"]>;

  /**
   * Revoke an organization invitation.
   *
   * Deletes the invitation in any status. Its link stops working. The membership of a person who accepted it stays.
   * The deletion cannot be undone.
   *
   * @param invitationId ID of an invitation to the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no invitation with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.organization.invitations.delete(42);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(invitationId: number, options?: RequestOptions): ApiPromise<DeletedInvitation, operations["deleteOrganizationInvitation"]>;
}

/** API keys that administer the organization and its projects. */
export interface OrganizationApiKeysMethods {
  /**
   * List organization API keys.
   *
   * Lists the API keys of the organization, newest first. All values are masked. A rotation whose grace period has
   * ended is completed first, so a listed `shadowValue` is always part of a running rotation.
   *
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const apiKeys = await client.organization.apiKeys.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<ApiKey[], operations["listOrganizationApiKeys"]>;

  /**
   * Create an organization API key.
   *
   * Creates an organization API key. An organization key can administer the organization and its projects. The full
   * `value` is returned only once. Store it securely.
   *
   * Without `expiresInDays`, the key does not expire.
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
   * const created = await client.organization.apiKeys.create({ name: "Provisioning", expiresInDays: 180 });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateApiKeyInput, options?: RequestOptions): ApiPromise<CreatedApiKey, operations["createOrganizationApiKey"]>;

  /**
   * Get an organization API key.
   *
   * Returns the API key with masked values. Unlike the list, this does not complete a rotation: `rotatesAt` can be
   * in the past. The outgoing value is rejected from that time in any case.
   *
   * @param apiKeyId ID of an API key of the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no API key with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.apiKeys.get(1420);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  get(apiKeyId: number, options?: RequestOptions): ApiPromise<ApiKey, operations["getOrganizationApiKey"]>;

  /**
   * Activate or deactivate an organization API key.
   *
   * Sets `valid`. A deactivated key is rejected from the next request. Activating it makes the same value work
   * again. Only a rotation changes the value.
   *
   * *Unofficial:* The key of this request and the last key can be deactivated too.
   *
   * @param apiKeyId ID of an API key of the organization.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no API key with this ID.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.apiKeys.update(1420, { valid: false });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(apiKeyId: number, input: UpdateApiKeyInput, options?: RequestOptions): ApiPromise<ApiKey, operations["updateOrganizationApiKey"]>;

  /**
   * Revoke an organization API key.
   *
   * Deletes the API key. Its value, and its replacement during a rotation, stop working immediately. The deletion
   * cannot be undone.
   *
   * *Unofficial:* The key of this request and the last key can be revoked too.
   *
   * @param apiKeyId ID of an API key of the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no API key with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.organization.apiKeys.delete(1420);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(apiKeyId: number, options?: RequestOptions): ApiPromise<DeletedApiKey, operations["deleteOrganizationApiKey"]>;

  /**
   * Rotate an organization API key.
   *
   * Replaces the value of the API key. The ID, the name, and the history stay. The full new value is returned only
   * once. Store it securely.
   *
   * Without a grace period, the new value is in `value`, and the previous one stops working immediately. With
   * `gracePeriodInHours`, the new value is in `shadowValue`, and both values work until `rotatesAt`. Responses to
   * requests with the outgoing value have the headers `Sunset` and `X-Api-Key-Warning`. At `rotatesAt`, which is
   * never later than `expiresAt`, the new value becomes `value`.
   *
   * Without `expiresInDays`, the expiry stays. `null` removes it. For an expired key, `expiresInDays` is required,
   * and a grace period is not allowed.
   *
   * *Unofficial:* A key cannot be rotated while a grace period is running. A deactivated key stays deactivated.
   *
   * @param apiKeyId ID of an API key of the organization.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no API key with this ID.
   * @throws {ConflictError} 409: *Unofficial:* The grace period of an earlier rotation is running.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: *Unofficial:* An unknown or invalid field returns 422.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.apiKeys.rotate(1420, {});
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  rotate(apiKeyId: number, input: RotateApiKeyInput, options?: RequestOptions): ApiPromise<RotatedApiKey, operations["rotateOrganizationApiKey"]>;
}

/** The operations at `client.organization.auditLogs`. */
export interface OrganizationAuditLogsMethods {
  /** Exports of the audit logs of the organization as files. */
  exports: OrganizationAuditLogsExportsMethods;
}

/** Exports of the audit logs of the organization as files. */
export interface OrganizationAuditLogsExportsMethods {
  /**
   * Export organization audit logs.
   *
   * Starts an export of all audited actions of the organization and its projects as a gzip-compressed CSV file. The
   * response has the status `IN_PROGRESS`. Poll `client.organization.auditLogs.exports.get` until it is `COMPLETED`, then call
   * `client.organization.auditLogs.exports.download`.
   *
   * Without a period, the export covers all time. A period needs both ends, which are inclusive. `searchTerm` is
   * searched for in the action, HTTP method, status code, resource ID, email address and type of the actor, ID and
   * name of the API key, IP address, and user agent. *Unofficial:* The search is case-insensitive.
   *
   * Only one export per organization and caller can run at a time. An export is available for 24 hours, or for 5 minutes
   * after it failed.
   *
   * @throws {BadRequestError} 400: The period is invalid, or no or too many audit-log entries match.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ConflictError} 409: An export of the same caller is running.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const created = await client.organization.auditLogs.exports.create({});
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateAuditLogExportInput, options?: RequestOptions): ApiPromise<AuditLogExport, operations["createOrganizationAuditLogExport"]>;

  /**
   * Get an organization audit-log export.
   *
   * Returns the status of an export. `COMPLETED` and `ERRORED` are final: `errorMessage` explains a failure.
   * `startTime` and `endTime` are the period of the request. Without one, they are the times of the oldest and the newest entry.
   *
   * The exports that the caller started are found by ID, whatever their type. All organization API keys are the same
   * caller. *Unofficial:* This includes keys of the same organization only.
   *
   * @param exportId ID of an audit-log export of the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The export does not exist or has expired.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.organization.auditLogs.exports.get("export-uuid-1");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  get(exportId: string, options?: RequestOptions): ApiPromise<AuditLogExport, operations["getOrganizationAuditLogExport"]>;

  /**
   * Download an organization audit-log export.
   *
   * Redirects to the gzip-compressed CSV file of a completed export. The URL is on another host and is valid for 15
   * minutes. Call this operation again instead of storing the URL.
   *
   * *Unofficial:* Do not send the API key to the other host. Some HTTP clients keep custom headers when they follow
   * a redirect.
   *
   * @param exportId ID of an audit-log export of the organization.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The export does not exist or has expired.
   * @throws {ConflictError} 409: *Unofficial:* The export is still running, or it failed.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const location = await client.organization.auditLogs.exports.download("export-uuid-1");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  download(exportId: string, options?: RequestOptions): ApiPromise<string, operations["downloadOrganizationAuditLogExport"]>;
}

/** The projects of the organization. */
export interface ProjectsMethods {
  /**
   * List projects.
   *
   * Lists all projects of the organization that the API key belongs to, ordered by name.
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
   * Creates a project and its first API key. The `value` of the key is returned only once. Store it securely. The
   * project starts with default classifiers, an online metric, and a trace alert.
   *
   * `email` is the address of an existing member of the organization, who becomes the Owner of the project. Without
   * `email`, the project has no members. Only its API key and the administrators of the organization can access it.
   *
   * The name must be unique within the organization. The name of a deleted project can be used again. The plan
   * limits the number of projects. *Unofficial:* Exceeding this limit returns 403. Names are compared
   * case-insensitively, in Unicode form NFKC, without surrounding whitespace and invisible characters. An
   * organization can have up to 1,000 projects on any plan.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {ConflictError} 409: Another project already has the name.
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
   * Get a project.
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
   * const data = await client.project("PROJECT-ID").get();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  get(options?: RequestOptions): ApiPromise<Project, operations["getProject"]>;

  /**
   * Update a project.
   *
   * Updates the name, the description, or both. An omitted field keeps its value. At least one field is required.
   * The name follows the rules of `client.projects.create`.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ConflictError} 409: Another project already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").update({ description: "Evaluates the assistant in our shop and on the phone" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(input: UpdateProjectInput, options?: RequestOptions): ApiPromise<Project, operations["updateProject"]>;

  /**
   * Delete a project.
   *
   * Deletes a project and everything in it: API keys, members and their roles, invitations, policies, alerts, export
   * schedules, datasets, prompts, metrics, test runs, red-teaming assessments, annotation queues, and dashboards.
   * Its traces can no longer be accessed. The deletion is not confirmed and cannot be undone.
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

  /** Members of the project and their project roles. */
  members: ProjectMembersMethods;

  /** Invitations to the project by email. */
  invitations: ProjectInvitationsMethods;

  /** API keys that send traces and run evaluations in one project. */
  apiKeys: ProjectApiKeysMethods;

  /** The operations at `client.project(projectId).auditLogs`. */
  auditLogs: ProjectAuditLogsMethods;
}

/** Actions that project policies can grant. The platform defines them. */
export interface ProjectPermissionsMethods {
  /**
   * List project permissions.
   *
   * Lists all permissions that project policies can grant, whether a policy uses them or not. The platform defines
   * the permissions and names them `resource:action`. Every project has the same permissions. Pass their IDs in the
   * `permissionIds` of a project policy. The list has no particular order.
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
   * Lists the custom policies of the project, each with its permissions. Pass their IDs in the `policyIds` of a
   * project role. Built-in roles do not use policies.
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
   * Creates a project policy with the given permissions. Use `client.project(projectId).permissions.list` to find permission IDs. The
   * policy grants nothing until a project role uses it.
   *
   * The name must be unique among the policies of the project. A permission of the other scope is stored and has no
   * effect.
   *
   * *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
   * invisible characters. A project can have up to 1,000 policies. A permission of the other scope is listed in
   * `permissions`.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ConflictError} 409: Another policy already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const created = await client.project("PROJECT-ID").policies.create({ name: "View traces", permissionIds: ["project-perm-uuid-1", "project-perm-uuid-3"], description: null });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["createProjectPolicy"]>;

  /**
   * Update a project policy.
   *
   * Updates the name, permissions, and description of a project policy. `name` and `permissionIds` replace the
   * stored values. An omitted `description` keeps its value, and `null` clears it.
   *
   * The name follows the rules of `client.project(projectId).policies.create`. The change applies to each member at their next request.
   *
   * @param policyId ID of a policy of the project.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no policy with this ID.
   * @throws {ConflictError} 409: Another policy already has the name.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").policies.update("policy-uuid-4", { name: "Edit datasets", permissionIds: ["project-perm-uuid-8", "project-perm-uuid-9"], description: "Read and update datasets" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(policyId: string, input: PolicyInput, options?: RequestOptions): ApiPromise<Policy, operations["updateProjectPolicy"]>;

  /**
   * Delete a project policy.
   *
   * Deletes a project policy and detaches it from every role that uses it. Members with these roles lose its
   * permissions at their next request. The roles stay, and a role without policies grants nothing. The deletion
   * cannot be undone.
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
   * and `Member`, whose `projectId` is `null`, and the custom roles of the project. The `policies` of a built-in
   * role are empty, because the platform defines its permissions.
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
   * Creates a custom project role with the given policies. Use `client.project(projectId).policies.list` to find policy IDs. Only
   * policies of the project can be used.
   *
   * The name must be unique among the roles of the project and must not be the name of a built-in (system-defined)
   * role: `Owner`, `Manager`, and `Member`. The comparison with built-in roles is case-insensitive.
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
   * const created = await client.project("PROJECT-ID").roles.create({ name: "Analyst", policyIds: ["policy-uuid-1"], description: "Read-only project access" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: RoleInput, options?: RequestOptions): ApiPromise<ProjectRole, operations["createProjectRole"]>;

  /**
   * Update a project role.
   *
   * Updates the name, policies, and description of a custom project role. `name` and `policyIds` replace the stored
   * values. An omitted `description` keeps its value, and `null` clears it. A built-in role cannot be changed and
   * returns 404.
   *
   * The name follows the rules of `client.project(projectId).roles.create`. The change applies to each member at their next request.
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
   * const data = await client.project("PROJECT-ID").roles.update("project-role-uuid-3", { name: "Analyst", policyIds: ["policy-uuid-1", "policy-uuid-4"], description: "Reads traces and edits datasets" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(roleId: string, input: RoleInput, options?: RequestOptions): ApiPromise<ProjectRole, operations["updateProjectRole"]>;

  /**
   * Delete a project role.
   *
   * Deletes a custom project role. A role that is assigned to a member cannot be deleted: assign another role to its
   * members first. A built-in role cannot be deleted and returns 404. The policies of the role stay. The deletion
   * cannot be undone.
   *
   * *Unofficial:* A pending invitation with the role stays, and its `projectRoleId` becomes `null`.
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

/** Members of the project and their project roles. */
export interface ProjectMembersMethods {
  /**
   * List project members.
   *
   * Lists the members of the project, each with their project role, one page at a time. Members of a project are
   * always members of the organization.
   *
   * *Unofficial:* The list is ordered by the time when the member joined the organization, then by ID. A page after
   * the last one is empty and has the actual `totalProjectMembers`.
   *
   * @param query `page`: Number of the page, from 1. `pageSize`: Number of entries on a page, from 1 to 100.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {UnprocessableContentError} 422: *Unofficial:* `page` or `pageSize` is not an integer in its range.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * for await (const item of client.project("PROJECT-ID").members.list()) console.log(item);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(query?: NonNullable<operations["listProjectMembers"]["parameters"]["query"]> | undefined, options?: RequestOptions): PagePromise<ProjectMemberList, ProjectMemberList["members"][number], operations["listProjectMembers"]>;

  /**
   * Update the role of a project member.
   *
   * Assigns a project role to a member. The role is a built-in role or a custom role of the project. The
   * organization role of the member does not change.
   *
   * Assigning `Owner` transfers ownership: in the same transaction, the previous Owner becomes `Manager`. This is
   * the only way to change the role of the Owner.
   *
   * *Unofficial:* Assigning the current role succeeds and changes nothing.
   *
   * @param userId ID of a member of the project.
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no member with this ID.
   * @throws {ConflictError} 409: The member is the Owner, whose role changes only when ownership is transferred.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").members.updateRole("user-uuid-2", { roleId: "project-role-uuid-3" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  updateRole(userId: string, input: UpdateMemberRoleInput, options?: RequestOptions): ApiPromise<ProjectMember, operations["updateProjectMemberRole"]>;

  /**
   * Remove a project member.
   *
   * Removes a member from the project, with their role and the project's invitations of their address. The
   * membership in the organization and in other projects stays. A later invitation does not restore the previous
   * role.
   *
   * The Owner cannot be removed: transfer ownership first.
   *
   * @param userId ID of a member of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no member with this ID.
   * @throws {ConflictError} 409: The member is the Owner.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").members.remove("user-uuid-2");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  remove(userId: string, options?: RequestOptions): ApiPromise<DeletedResource, operations["removeProjectMember"]>;
}

/** Invitations to the project by email. */
export interface ProjectInvitationsMethods {
  /**
   * List project invitations.
   *
   * Lists the pending and declined invitations to the project. Accepted and revoked invitations are not listed.
   * Invitations do not expire.
   *
   * The `token` is a secret: anyone who has it can accept the invitation.
   *
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const invitations = await client.project("PROJECT-ID").invitations.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<ProjectInvitation[], operations["listProjectInvitations"]>;

  /**
   * Invite people to the project.
   *
   * Sends an invitation by email to 1 to 50 addresses. Addresses are trimmed and converted to lower case. Only
   * company addresses are accepted: free and disposable email domains are rejected.
   *
   * An address that is already invited to the project, or belongs to a member of it, is skipped. The response has
   * only the created invitations. If no address is left, the request fails.
   *
   * A member of the organization who is not in the project can be invited. Accepting the invitation also adds the
   * person to the organization. Without `projectRoleId`, the invited person gets the role `Member`. `Owner` cannot
   * be given.
   *
   * On the Free plan, the organization can have 2 members and invitations in total. *Unofficial:* More return 403. A
   * repeated address counts once, and a declined invitation does not count.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ConflictError} 409: Every address is already invited or belongs to a member.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const invitations = await client.project("PROJECT-ID").invitations.create({ emails: ["farah@fernhill.example"], projectRoleId: "project-role-uuid-3" });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateProjectInvitationsInput, options?: RequestOptions): ApiPromise<ProjectInvitation[], operations["createProjectInvitations"]>;

  /**
   * Resend a project invitation.
   *
   * Sends the invitation email again. The `status` becomes `PENDING`, `created_at` becomes the current time, and the
   * `token` is replaced: the previous link stops working. A declined invitation can be resent.
   *
   * An accepted invitation is also reset, and the membership stays. *Unofficial:* It is then listed again. A declined
   * invitation counts towards the member limit of the plan again. A request body is ignored.
   *
   * @param invitationId ID of an invitation to the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed project ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no invitation with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").invitations.resend(57);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  resend(invitationId: number, options?: RequestOptions): ApiPromise<ProjectInvitation, operations["resendProjectInvitation"]>;

  /**
   * Revoke a project invitation.
   *
   * Deletes the invitation in any status. Its link stops working. The membership of a person who accepted it stays.
   * The deletion cannot be undone.
   *
   * @param invitationId ID of an invitation to the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed project ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no invitation with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.project("PROJECT-ID").invitations.delete(57);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(invitationId: number, options?: RequestOptions): ApiPromise<DeletedInvitation, operations["deleteProjectInvitation"]>;
}

/** API keys that send traces and run evaluations in one project. */
export interface ProjectApiKeysMethods {
  /**
   * List project API keys.
   *
   * Lists the API keys of the project, newest first. All values are masked. A rotation whose grace period has ended
   * is completed first, so a listed `shadowValue` is always part of a running rotation.
   *
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const apiKeys = await client.project("PROJECT-ID").apiKeys.list();
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  list(options?: RequestOptions): ApiPromise<ApiKey[], operations["listProjectApiKeys"]>;

  /**
   * Create a project API key.
   *
   * Creates a project API key. A project key can send traces and run evaluations. It cannot be used for the
   * operations of this description. The full `value` is returned only once. Store it securely.
   *
   * Without `expiresInDays`, the key does not expire.
   *
   * @throws {BadRequestError} 400: The request is malformed.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const created = await client.project("PROJECT-ID").apiKeys.create({ name: "Evaluation pipeline", expiresInDays: 180 });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateApiKeyInput, options?: RequestOptions): ApiPromise<CreatedApiKey, operations["createProjectApiKey"]>;

  /**
   * Get a project API key.
   *
   * Returns the API key with masked values. Unlike the list, this does not complete a rotation: `rotatesAt` can be
   * in the past. The outgoing value is rejected from that time in any case.
   *
   * @param apiKeyId ID of an API key of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed project ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no API key with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").apiKeys.get(35);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  get(apiKeyId: number, options?: RequestOptions): ApiPromise<ApiKey, operations["getProjectApiKey"]>;

  /**
   * Activate or deactivate a project API key.
   *
   * Sets `valid`. A deactivated key is rejected from the next request. Activating it makes the same value work
   * again. Only a rotation changes the value.
   *
   * *Unofficial:* The key of this request and the last key can be deactivated too.
   *
   * @param apiKeyId ID of an API key of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The body is not valid JSON, or the path contains invalid percent-encoding or a malformed project ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no API key with this ID.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").apiKeys.update(35, { valid: false });
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  update(apiKeyId: number, input: UpdateApiKeyInput, options?: RequestOptions): ApiPromise<ApiKey, operations["updateProjectApiKey"]>;

  /**
   * Revoke a project API key.
   *
   * Deletes the API key. Its value, and its replacement during a rotation, stop working immediately. The deletion
   * cannot be undone.
   *
   * *Unofficial:* The key of this request and the last key can be revoked too.
   *
   * @param apiKeyId ID of an API key of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed project ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no API key with this ID.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const deletion = await client.project("PROJECT-ID").apiKeys.delete(35);
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  delete(apiKeyId: number, options?: RequestOptions): ApiPromise<DeletedApiKey, operations["deleteProjectApiKey"]>;

  /**
   * Rotate a project API key.
   *
   * Replaces the value of the API key. The ID, the name, and the history stay. The full new value is returned only
   * once. Store it securely.
   *
   * Without a grace period, the new value is in `value`, and the previous one stops working immediately. With
   * `gracePeriodInHours`, the new value is in `shadowValue`, and both values work until `rotatesAt`. Responses to
   * requests with the outgoing value have the headers `Sunset` and `X-Api-Key-Warning`. At `rotatesAt`, which is
   * never later than `expiresAt`, the new value becomes `value`.
   *
   * Without `expiresInDays`, the expiry stays. `null` removes it. For an expired key, `expiresInDays` is required,
   * and a grace period is not allowed.
   *
   * *Unofficial:* A key cannot be rotated while a grace period is running. A deactivated key stays deactivated.
   *
   * @param apiKeyId ID of an API key of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The body is not valid JSON, or the path contains invalid percent-encoding or a malformed project ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project does not exist, or it has no API key with this ID.
   * @throws {ConflictError} 409: *Unofficial:* The grace period of an earlier rotation is running.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: *Unofficial:* An unknown or invalid field returns 422.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").apiKeys.rotate(35, {});
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  rotate(apiKeyId: number, input: RotateApiKeyInput, options?: RequestOptions): ApiPromise<RotatedApiKey, operations["rotateProjectApiKey"]>;
}

/** The operations at `client.project(projectId).auditLogs`. */
export interface ProjectAuditLogsMethods {
  /** Exports of the audit logs of the project as files. */
  exports: ProjectAuditLogsExportsMethods;
}

/** Exports of the audit logs of the project as files. */
export interface ProjectAuditLogsExportsMethods {
  /**
   * Export project audit logs.
   *
   * Starts an export of all audited actions of the project as a gzip-compressed CSV file. The response has the
   * status `IN_PROGRESS`. Poll `client.project(projectId).auditLogs.exports.get` until it is `COMPLETED`, then call
   * `client.project(projectId).auditLogs.exports.download`.
   *
   * Without a period, the export covers all time. A period needs both ends, which are inclusive. `searchTerm` is
   * searched for in the action, HTTP method, status code, resource ID, email address and type of the actor, ID and
   * name of the API key, IP address, and user agent. *Unofficial:* The search is case-insensitive.
   *
   * Only one export per project and caller can run at a time. An export is available for 24 hours, or for 5 minutes after
   * it failed.
   *
   * @throws {BadRequestError} 400: The period is invalid, or no or too many audit-log entries match.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The organization has no project with this ID.
   * @throws {ConflictError} 409: An export of the same caller is running.
   * @throws {ContentTooLargeError} 413: *Unofficial:* The request body is larger than 100,000 bytes.
   * @throws {UnsupportedMediaTypeError} 415: *Unofficial:* The `Content-Type` of the request is not `application/json`.
   * @throws {UnprocessableContentError} 422: The body is valid JSON, but a field is invalid.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const created = await client.project("PROJECT-ID").auditLogs.exports.create({});
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  create(input: CreateAuditLogExportInput, options?: RequestOptions): ApiPromise<AuditLogExport, operations["createProjectAuditLogExport"]>;

  /**
   * Get a project audit-log export.
   *
   * Returns the status of an export. `COMPLETED` and `ERRORED` are final: `errorMessage` explains a failure.
   * `startTime` and `endTime` are the period of the request. Without one, they are the times of the oldest and the newest entry.
   *
   * The exports that the caller started are found by ID, whatever their type. All organization API keys are the same
   * caller. *Unofficial:* This includes keys of the same organization only.
   *
   * @param exportId ID of an audit-log export of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project or the export does not exist, or the export has expired.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const data = await client.project("PROJECT-ID").auditLogs.exports.get("export-uuid-2");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  get(exportId: string, options?: RequestOptions): ApiPromise<AuditLogExport, operations["getProjectAuditLogExport"]>;

  /**
   * Download a project audit-log export.
   *
   * Redirects to the gzip-compressed CSV file of a completed export. The URL is on another host and is valid for 15
   * minutes. Call this operation again instead of storing the URL.
   *
   * *Unofficial:* Do not send the API key to the other host. Some HTTP clients keep custom headers when they follow
   * a redirect.
   *
   * @param exportId ID of an audit-log export of the project.
   * @throws {BadRequestError} 400: *Unofficial:* The path contains invalid percent-encoding or a malformed ID.
   * @throws {UnauthorizedError} 401: The API key is missing or invalid.
   * @throws {ForbiddenError} 403: The API key is not authorized for this operation.
   * @throws {NotFoundError} 404: The project or the export does not exist, or the export has expired.
   * @throws {ConflictError} 409: *Unofficial:* The export is still running, or it failed.
   * @throws {TooManyRequestsError} 429: *Unofficial:* Too many requests with this API key.
   * @throws {InternalServerError} 500: The server failed.
   * @throws {ServiceUnavailableError} 503: The service is under maintenance.
   * @example
   * const location = await client.project("PROJECT-ID").auditLogs.exports.download("export-uuid-2");
   * @see {@link https://www.confident-ai.com/docs/api-reference}
   */
  download(exportId: string, options?: RequestOptions): ApiPromise<string, operations["downloadProjectAuditLogExport"]>;
}

const getOrganization: Operation<Organization, operations["getOrganization"]> = { method: "GET", path: "/v2/organization", response: { kind: "json", fields: {} } };

const updateOrganization: Operation<Organization, operations["updateOrganization"]> = { method: "PUT", path: "/v2/organization", requestType: "application/json", response: { kind: "json", fields: {} } };

const listOrganizationPermissions: Operation<Permission[], operations["listOrganizationPermissions"]> = { method: "GET", path: "/v2/organization/permissions", response: { kind: "json", field: "permissions", fields: { permissions: "array" } } };

const listOrganizationPolicies: Operation<Policy[], operations["listOrganizationPolicies"]> = { method: "GET", path: "/v2/organization/policies", response: { kind: "json", field: "policies", fields: { policies: "array" } } };

const createOrganizationPolicy: Operation<Policy, operations["createOrganizationPolicy"]> = { method: "POST", path: "/v2/organization/policies", requestType: "application/json", response: { kind: "json", fields: { permissions: "array" } } };

const updateOrganizationPolicy: Operation<Policy, operations["updateOrganizationPolicy"]> = { method: "PUT", path: "/v2/organization/policies/{policyId}", requestType: "application/json", response: { kind: "json", fields: { permissions: "array" } } };

const deleteOrganizationPolicy: Operation<DeletedResource, operations["deleteOrganizationPolicy"]> = { method: "DELETE", path: "/v2/organization/policies/{policyId}", response: { kind: "json", fields: {} } };

const listOrganizationRoles: Operation<Role[], operations["listOrganizationRoles"]> = { method: "GET", path: "/v2/organization/roles", response: { kind: "json", field: "roles", fields: { roles: "array" } } };

const createOrganizationRole: Operation<Role, operations["createOrganizationRole"]> = { method: "POST", path: "/v2/organization/roles", requestType: "application/json", response: { kind: "json", fields: { policies: "array" } } };

const updateOrganizationRole: Operation<Role, operations["updateOrganizationRole"]> = { method: "PUT", path: "/v2/organization/roles/{roleId}", requestType: "application/json", response: { kind: "json", fields: { policies: "array" } } };

const deleteOrganizationRole: Operation<DeletedResource, operations["deleteOrganizationRole"]> = { method: "DELETE", path: "/v2/organization/roles/{roleId}", response: { kind: "json", fields: {} } };

const listOrganizationMembers: Operation<OrganizationMemberList, operations["listOrganizationMembers"]> = { method: "GET", path: "/v2/organization/members", response: { kind: "json", fields: { members: "array" } }, pagination: { items: "members", page: "page", pageSize: "pageSize", total: "totalOrganizationMembers" } };

const updateOrganizationMemberRole: Operation<OrganizationMember, operations["updateOrganizationMemberRole"]> = { method: "PUT", path: "/v2/organization/members/{userId}", requestType: "application/json", response: { kind: "json", fields: {} } };

const removeOrganizationMember: Operation<DeletedResource, operations["removeOrganizationMember"]> = { method: "DELETE", path: "/v2/organization/members/{userId}", response: { kind: "json", fields: {} } };

const listOrganizationInvitations: Operation<OrganizationInvitation[], operations["listOrganizationInvitations"]> = { method: "GET", path: "/v2/organization/invitations", response: { kind: "json", field: "invitations", fields: { invitations: "array" } }, secrets: [{ path: ["*", "token"] }] };

const createOrganizationInvitations: Operation<OrganizationInvitation[], operations["createOrganizationInvitations"]> = { method: "POST", path: "/v2/organization/invitations", requestType: "application/json", response: { kind: "json", field: "invitations", fields: { invitations: "array" } }, secrets: [{ path: ["*", "token"] }] };

const resendOrganizationInvitation: Operation<OrganizationInvitation, operations["resendOrganizationInvitation"]> = { method: "PUT", path: "/v2/organization/invitations/{invitationId}", response: { kind: "json", fields: {} }, secrets: [{ path: ["token"] }] };

const deleteOrganizationInvitation: Operation<DeletedInvitation, operations["deleteOrganizationInvitation"]> = { method: "DELETE", path: "/v2/organization/invitations/{invitationId}", response: { kind: "json", fields: {} } };

const listOrganizationApiKeys: Operation<ApiKey[], operations["listOrganizationApiKeys"]> = { method: "GET", path: "/v2/organization/api-keys", response: { kind: "json", field: "apiKeys", fields: { apiKeys: "array" } } };

const createOrganizationApiKey: Operation<CreatedApiKey, operations["createOrganizationApiKey"]> = { method: "POST", path: "/v2/organization/api-keys", requestType: "application/json", response: { kind: "json", fields: {} }, secrets: [{ path: ["value"] }] };

const getOrganizationApiKey: Operation<ApiKey, operations["getOrganizationApiKey"]> = { method: "GET", path: "/v2/organization/api-keys/{apiKeyId}", response: { kind: "json", fields: {} } };

const updateOrganizationApiKey: Operation<ApiKey, operations["updateOrganizationApiKey"]> = { method: "PUT", path: "/v2/organization/api-keys/{apiKeyId}", requestType: "application/json", response: { kind: "json", fields: {} } };

const deleteOrganizationApiKey: Operation<DeletedApiKey, operations["deleteOrganizationApiKey"]> = { method: "DELETE", path: "/v2/organization/api-keys/{apiKeyId}", response: { kind: "json", fields: {} } };

const rotateOrganizationApiKey: Operation<RotatedApiKey, operations["rotateOrganizationApiKey"]> = { method: "POST", path: "/v2/organization/api-keys/{apiKeyId}/rotate", requestType: "application/json", response: { kind: "json", fields: {} }, secrets: [{ path: ["value"], ifNull: "shadowValue" }, { path: ["shadowValue"] }] };

const createOrganizationAuditLogExport: Operation<AuditLogExport, operations["createOrganizationAuditLogExport"]> = { method: "POST", path: "/v2/organization/audit-logs/exports", requestType: "application/json", response: { kind: "json", fields: {} } };

const getOrganizationAuditLogExport: Operation<AuditLogExport, operations["getOrganizationAuditLogExport"]> = { method: "GET", path: "/v2/organization/audit-logs/exports/{exportId}", response: { kind: "json", fields: {} } };

const downloadOrganizationAuditLogExport: Operation<string, operations["downloadOrganizationAuditLogExport"]> = { method: "GET", path: "/v2/organization/audit-logs/exports/{exportId}/download", response: { kind: "redirect" } };

const listProjects: Operation<Project[], operations["listProjects"]> = { method: "GET", path: "/v2/projects", response: { kind: "json", field: "projects", fields: { projects: "array" } } };

const createProject: Operation<CreatedProject, operations["createProject"]> = { method: "POST", path: "/v2/projects", requestType: "application/json", response: { kind: "json", fields: { project: "object" } }, secrets: [{ path: ["apiKey", "value"] }] };

const getProject: Operation<Project, operations["getProject"]> = { method: "GET", path: "/v2/projects/{projectId}", response: { kind: "json", fields: {} } };

const updateProject: Operation<Project, operations["updateProject"]> = { method: "PUT", path: "/v2/projects/{projectId}", requestType: "application/json", response: { kind: "json", fields: {} } };

const deleteProject: Operation<DeletedResource, operations["deleteProject"]> = { method: "DELETE", path: "/v2/projects/{projectId}", response: { kind: "json", fields: {} } };

const listProjectPermissions: Operation<Permission[], operations["listProjectPermissions"]> = { method: "GET", path: "/v2/projects/{projectId}/permissions", response: { kind: "json", field: "permissions", fields: { permissions: "array" } } };

const listProjectPolicies: Operation<Policy[], operations["listProjectPolicies"]> = { method: "GET", path: "/v2/projects/{projectId}/policies", response: { kind: "json", field: "policies", fields: { policies: "array" } } };

const createProjectPolicy: Operation<Policy, operations["createProjectPolicy"]> = { method: "POST", path: "/v2/projects/{projectId}/policies", requestType: "application/json", response: { kind: "json", fields: { permissions: "array" } } };

const updateProjectPolicy: Operation<Policy, operations["updateProjectPolicy"]> = { method: "PUT", path: "/v2/projects/{projectId}/policies/{policyId}", requestType: "application/json", response: { kind: "json", fields: { permissions: "array" } } };

const deleteProjectPolicy: Operation<DeletedResource, operations["deleteProjectPolicy"]> = { method: "DELETE", path: "/v2/projects/{projectId}/policies/{policyId}", response: { kind: "json", fields: {} } };

const listProjectRoles: Operation<ProjectRole[], operations["listProjectRoles"]> = { method: "GET", path: "/v2/projects/{projectId}/roles", response: { kind: "json", field: "roles", fields: { roles: "array" } } };

const createProjectRole: Operation<ProjectRole, operations["createProjectRole"]> = { method: "POST", path: "/v2/projects/{projectId}/roles", requestType: "application/json", response: { kind: "json", fields: { policies: "array" } } };

const updateProjectRole: Operation<ProjectRole, operations["updateProjectRole"]> = { method: "PUT", path: "/v2/projects/{projectId}/roles/{roleId}", requestType: "application/json", response: { kind: "json", fields: { policies: "array" } } };

const deleteProjectRole: Operation<DeletedResource, operations["deleteProjectRole"]> = { method: "DELETE", path: "/v2/projects/{projectId}/roles/{roleId}", response: { kind: "json", fields: {} } };

const listProjectMembers: Operation<ProjectMemberList, operations["listProjectMembers"]> = { method: "GET", path: "/v2/projects/{projectId}/members", response: { kind: "json", fields: { members: "array" } }, pagination: { items: "members", page: "page", pageSize: "pageSize", total: "totalProjectMembers" } };

const updateProjectMemberRole: Operation<ProjectMember, operations["updateProjectMemberRole"]> = { method: "PUT", path: "/v2/projects/{projectId}/members/{userId}", requestType: "application/json", response: { kind: "json", fields: {} } };

const removeProjectMember: Operation<DeletedResource, operations["removeProjectMember"]> = { method: "DELETE", path: "/v2/projects/{projectId}/members/{userId}", response: { kind: "json", fields: {} } };

const listProjectInvitations: Operation<ProjectInvitation[], operations["listProjectInvitations"]> = { method: "GET", path: "/v2/projects/{projectId}/invitations", response: { kind: "json", field: "invitations", fields: { invitations: "array" } }, secrets: [{ path: ["*", "token"] }] };

const createProjectInvitations: Operation<ProjectInvitation[], operations["createProjectInvitations"]> = { method: "POST", path: "/v2/projects/{projectId}/invitations", requestType: "application/json", response: { kind: "json", field: "invitations", fields: { invitations: "array" } }, secrets: [{ path: ["*", "token"] }] };

const resendProjectInvitation: Operation<ProjectInvitation, operations["resendProjectInvitation"]> = { method: "PUT", path: "/v2/projects/{projectId}/invitations/{invitationId}", response: { kind: "json", fields: {} }, secrets: [{ path: ["token"] }] };

const deleteProjectInvitation: Operation<DeletedInvitation, operations["deleteProjectInvitation"]> = { method: "DELETE", path: "/v2/projects/{projectId}/invitations/{invitationId}", response: { kind: "json", fields: {} } };

const listProjectApiKeys: Operation<ApiKey[], operations["listProjectApiKeys"]> = { method: "GET", path: "/v2/projects/{projectId}/api-keys", response: { kind: "json", field: "apiKeys", fields: { apiKeys: "array" } } };

const createProjectApiKey: Operation<CreatedApiKey, operations["createProjectApiKey"]> = { method: "POST", path: "/v2/projects/{projectId}/api-keys", requestType: "application/json", response: { kind: "json", fields: {} }, secrets: [{ path: ["value"] }] };

const getProjectApiKey: Operation<ApiKey, operations["getProjectApiKey"]> = { method: "GET", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}", response: { kind: "json", fields: {} } };

const updateProjectApiKey: Operation<ApiKey, operations["updateProjectApiKey"]> = { method: "PUT", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}", requestType: "application/json", response: { kind: "json", fields: {} } };

const deleteProjectApiKey: Operation<DeletedApiKey, operations["deleteProjectApiKey"]> = { method: "DELETE", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}", response: { kind: "json", fields: {} } };

const rotateProjectApiKey: Operation<RotatedApiKey, operations["rotateProjectApiKey"]> = { method: "POST", path: "/v2/projects/{projectId}/api-keys/{apiKeyId}/rotate", requestType: "application/json", response: { kind: "json", fields: {} }, secrets: [{ path: ["value"], ifNull: "shadowValue" }, { path: ["shadowValue"] }] };

const createProjectAuditLogExport: Operation<AuditLogExport, operations["createProjectAuditLogExport"]> = { method: "POST", path: "/v2/projects/{projectId}/audit-logs/exports", requestType: "application/json", response: { kind: "json", fields: {} } };

const getProjectAuditLogExport: Operation<AuditLogExport, operations["getProjectAuditLogExport"]> = { method: "GET", path: "/v2/projects/{projectId}/audit-logs/exports/{exportId}", response: { kind: "json", fields: {} } };

const downloadProjectAuditLogExport: Operation<string, operations["downloadProjectAuditLogExport"]> = { method: "GET", path: "/v2/projects/{projectId}/audit-logs/exports/{exportId}/download", response: { kind: "redirect" } };

/** Creates the methods of every operation. */
export const createOperations = (caller: OperationCaller): Operations => ({
  organization: {
    get: (options) => caller.call(getOrganization, {}, options),
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
    members: {
      list: (query, options) => callPaged(caller, listOrganizationMembers, { query }, options),
      updateRole: (userId, input, options) => caller.call(updateOrganizationMemberRole, { path: { userId }, body: input }, options),
      remove: (userId, options) => caller.call(removeOrganizationMember, { path: { userId } }, options),
    },
    invitations: {
      list: (options) => caller.call(listOrganizationInvitations, {}, options),
      create: (input, options) => caller.call(createOrganizationInvitations, { body: input }, options),
      resend: (invitationId, options) => caller.call(resendOrganizationInvitation, { path: { invitationId } }, options),
      delete: (invitationId, options) => caller.call(deleteOrganizationInvitation, { path: { invitationId } }, options),
    },
    apiKeys: {
      list: (options) => caller.call(listOrganizationApiKeys, {}, options),
      create: (input, options) => caller.call(createOrganizationApiKey, { body: input }, options),
      get: (apiKeyId, options) => caller.call(getOrganizationApiKey, { path: { apiKeyId } }, options),
      update: (apiKeyId, input, options) => caller.call(updateOrganizationApiKey, { path: { apiKeyId }, body: input }, options),
      delete: (apiKeyId, options) => caller.call(deleteOrganizationApiKey, { path: { apiKeyId } }, options),
      rotate: (apiKeyId, input, options) => caller.call(rotateOrganizationApiKey, { path: { apiKeyId }, body: input }, options),
    },
    auditLogs: {
      exports: {
        create: (input, options) => caller.call(createOrganizationAuditLogExport, { body: input }, options),
        get: (exportId, options) => caller.call(getOrganizationAuditLogExport, { path: { exportId } }, options),
        download: (exportId, options) => caller.call(downloadOrganizationAuditLogExport, { path: { exportId } }, options),
      },
    },
  },
  projects: {
    list: (options) => caller.call(listProjects, {}, options),
    create: (input, options) => caller.call(createProject, { body: input }, options),
  },
  project: (projectId) => {
    encodePathParam("projectId", projectId);
    return {
      get: (options) => caller.call(getProject, { path: { projectId } }, options),
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
      members: {
        list: (query, options) => callPaged(caller, listProjectMembers, { path: { projectId }, query }, options),
        updateRole: (userId, input, options) => caller.call(updateProjectMemberRole, { path: { projectId, userId }, body: input }, options),
        remove: (userId, options) => caller.call(removeProjectMember, { path: { projectId, userId } }, options),
      },
      invitations: {
        list: (options) => caller.call(listProjectInvitations, { path: { projectId } }, options),
        create: (input, options) => caller.call(createProjectInvitations, { path: { projectId }, body: input }, options),
        resend: (invitationId, options) => caller.call(resendProjectInvitation, { path: { projectId, invitationId } }, options),
        delete: (invitationId, options) => caller.call(deleteProjectInvitation, { path: { projectId, invitationId } }, options),
      },
      apiKeys: {
        list: (options) => caller.call(listProjectApiKeys, { path: { projectId } }, options),
        create: (input, options) => caller.call(createProjectApiKey, { path: { projectId }, body: input }, options),
        get: (apiKeyId, options) => caller.call(getProjectApiKey, { path: { projectId, apiKeyId } }, options),
        update: (apiKeyId, input, options) => caller.call(updateProjectApiKey, { path: { projectId, apiKeyId }, body: input }, options),
        delete: (apiKeyId, options) => caller.call(deleteProjectApiKey, { path: { projectId, apiKeyId } }, options),
        rotate: (apiKeyId, input, options) => caller.call(rotateProjectApiKey, { path: { projectId, apiKeyId }, body: input }, options),
      },
      auditLogs: {
        exports: {
          create: (input, options) => caller.call(createProjectAuditLogExport, { path: { projectId }, body: input }, options),
          get: (exportId, options) => caller.call(getProjectAuditLogExport, { path: { projectId, exportId } }, options),
          download: (exportId, options) => caller.call(downloadProjectAuditLogExport, { path: { projectId, exportId } }, options),
        },
      },
    };
  },
});
