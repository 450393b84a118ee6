/** Generated from spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */

export interface paths {
    "/v2/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the organization
         * @description Returns the organization that the API key belongs to. The path has no ID, because the API key identifies the
         *     organization. The `plan` decides which operations the organization can use.
         */
        get: operations["getOrganization"];
        /**
         * Update the organization
         * @description Renames the organization that the API key belongs to. No other field can be changed.
         */
        put: operations["updateOrganization"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization permissions
         * @description Lists all permissions that organization policies can grant, whether a policy uses them or not. The platform
         *     defines the permissions and names them `resource:action`. Pass their IDs in the `permissionIds` of an
         *     organization policy. The list has no particular order.
         */
        get: operations["listOrganizationPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization policies
         * @description Lists the custom policies of the organization, each with its permissions. Pass their IDs in the `policyIds` of
         *     an organization role. Built-in roles do not use policies.
         */
        get: operations["listOrganizationPolicies"];
        put?: never;
        /**
         * Create an organization policy
         * @description Creates an organization policy with the given permissions. Use `listOrganizationPermissions` to find permission
         *     IDs. The policy grants nothing until an organization role uses it.
         *
         *     The name must be unique among the policies of the organization. A permission of the other scope is stored and
         *     has no effect.
         *
         *     *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
         *     invisible characters. An organization can have up to 1,000 policies. A permission of the other scope is listed
         *     in `permissions`.
         */
        post: operations["createOrganizationPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/policies/{policyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a policy of the organization.
                 * @example policy-uuid-3
                 */
                policyId: components["parameters"]["PolicyId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update an organization policy
         * @description Updates the name, permissions, and description of an organization policy. `name` and `permissionIds` replace the
         *     stored values. An omitted `description` keeps its value, and `null` clears it.
         *
         *     The name follows the rules of `createOrganizationPolicy`. The change applies to each member at their next
         *     request.
         */
        put: operations["updateOrganizationPolicy"];
        post?: never;
        /**
         * Delete an organization policy
         * @description Deletes an organization policy and detaches it from every role that uses it. Members with these roles lose its
         *     permissions at their next request. The roles stay, and a role without policies grants nothing. The deletion
         *     cannot be undone.
         */
        delete: operations["deleteOrganizationPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization roles
         * @description Lists the roles that a member of the organization can have: the built-in (system-defined) roles `Owner`,
         *     `Admin`, and `Member`, whose `organizationId` is `null`, and the custom roles of the organization. The
         *     `policies` of a built-in role are empty, because the platform defines its permissions.
         */
        get: operations["listOrganizationRoles"];
        put?: never;
        /**
         * Create an organization role
         * @description Creates a custom organization role with the given policies. Use `listOrganizationPolicies` to find policy IDs.
         *     Only policies of the organization can be used.
         *
         *     The name must be unique among the roles of the organization and must not be the name of a built-in
         *     (system-defined) role: `Owner`, `Admin`, and `Member`. The comparison with built-in roles is case-insensitive.
         *
         *     *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
         *     invisible characters. An organization can have up to 1,000 custom roles.
         */
        post: operations["createOrganizationRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/roles/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a role of the organization.
                 * @example role-uuid-3
                 */
                roleId: components["parameters"]["RoleId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update an organization role
         * @description Updates the name, policies, and description of a custom organization role. `name` and `policyIds` replace the
         *     stored values. An omitted `description` keeps its value, and `null` clears it. A built-in role cannot be changed
         *     and returns 404.
         *
         *     The name follows the rules of `createOrganizationRole`. The change applies to each member at their next request.
         */
        put: operations["updateOrganizationRole"];
        post?: never;
        /**
         * Delete an organization role
         * @description Deletes a custom organization role. A role that is assigned to a member cannot be deleted: assign another role
         *     to its members first. A built-in role cannot be deleted and returns 404. The policies of the role stay. The
         *     deletion cannot be undone.
         *
         *     *Unofficial:* A pending invitation with the role stays, and its `organizationRoleId` becomes `null`.
         */
        delete: operations["deleteOrganizationRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization members
         * @description Lists the members of the organization, each with their organization role, one page at a time. Membership in the
         *     organization gives no access to project data: see `listProjectMembers`.
         *
         *     *Unofficial:* The list is ordered by the time when the member joined the organization, then by ID. A page after
         *     the last one is empty and has the actual `totalOrganizationMembers`.
         */
        get: operations["listOrganizationMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a member of the organization.
                 * @example user-uuid-2
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update the role of an organization member
         * @description Assigns an organization role to a member. The role is a built-in role or a custom role of the organization.
         *     Project roles of the member do not change.
         *
         *     Assigning `Owner` transfers ownership: in the same transaction, the previous Owner becomes `Admin`. This is the
         *     only way to change the role of the Owner.
         *
         *     *Unofficial:* Assigning the current role succeeds and changes nothing.
         */
        put: operations["updateOrganizationMemberRole"];
        post?: never;
        /**
         * Remove an organization member
         * @description Removes a member from the organization and from every project. All roles of the member and all invitations of
         *     their address are deleted. The account and everything that the member created stay. A new invitation is needed
         *     to return, and it does not restore access to projects.
         *
         *     The Owner cannot be removed: transfer ownership first.
         *
         *     *Unofficial:* A member who owns a project can be removed. The project then has no Owner.
         */
        delete: operations["removeOrganizationMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization invitations
         * @description Lists the pending and declined invitations to the organization. Accepted and revoked invitations are not listed.
         *     Invitations do not expire.
         *
         *     The `token` is a secret: anyone who has it can accept the invitation.
         */
        get: operations["listOrganizationInvitations"];
        put?: never;
        /**
         * Invite people to the organization
         * @description Sends an invitation by email to 1 to 50 addresses. Addresses are trimmed and converted to lower case. Only
         *     company addresses are accepted: free and disposable email domains are rejected.
         *
         *     An address that is already invited to the organization, or belongs to a member of it, is skipped. The response
         *     has only the created invitations. If no address is left, the request fails.
         *
         *     The invitation gives access to no project. Without `organizationRoleId`, the invited person gets the role
         *     `Member`. `Owner` cannot be assigned.
         *
         *     On the Free plan, the organization can have 2 members and invitations in total. *Unofficial:* More return 403. A
         *     repeated address counts once, and a declined invitation does not count.
         */
        post: operations["createOrganizationInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of an invitation to the organization.
                 * @example 42
                 */
                invitationId: components["parameters"]["InvitationId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Resend an organization invitation
         * @description Sends the invitation email again. The `status` becomes `PENDING`, `created_at` becomes the current time, and the
         *     `token` is replaced: the previous link stops working. A declined invitation can be resent.
         *
         *     An accepted invitation is also reset, and the membership stays. *Unofficial:* It is then listed again. A declined
         *     invitation counts towards the member limit of the plan again. A request body is ignored.
         */
        put: operations["resendOrganizationInvitation"];
        post?: never;
        /**
         * Revoke an organization invitation
         * @description Deletes the invitation in any status. Its link stops working. The membership of a person who accepted it stays.
         *     The deletion cannot be undone.
         */
        delete: operations["deleteOrganizationInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization API keys
         * @description Lists the API keys of the organization, newest first. All values are masked. A rotation whose grace period has
         *     ended is completed first, so a listed `shadowValue` is always part of a running rotation.
         */
        get: operations["listOrganizationApiKeys"];
        put?: never;
        /**
         * Create an organization API key
         * @description Creates an organization API key. An organization key can administer the organization and its projects. The full
         *     `value` is returned only once. Store it securely.
         *
         *     Without `expiresInDays`, the key does not expire.
         */
        post: operations["createOrganizationApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/api-keys/{apiKeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of an API key of the organization.
                 * @example 1420
                 */
                apiKeyId: components["parameters"]["ApiKeyId"];
            };
            cookie?: never;
        };
        /**
         * Get an organization API key
         * @description Returns the API key with masked values. Unlike the list, this does not complete a rotation: `rotatesAt` can be
         *     in the past. The outgoing value is rejected from that time in any case.
         */
        get: operations["getOrganizationApiKey"];
        /**
         * Activate or deactivate an organization API key
         * @description Sets `valid`. A deactivated key is rejected from the next request. Activating it makes the same value work
         *     again. Only a rotation changes the value.
         *
         *     *Unofficial:* The key of this request and the last key can be deactivated too.
         */
        put: operations["updateOrganizationApiKey"];
        post?: never;
        /**
         * Revoke an organization API key
         * @description Deletes the API key. Its value, and its replacement during a rotation, stop working immediately. The deletion
         *     cannot be undone.
         *
         *     *Unofficial:* The key of this request and the last key can be revoked too.
         */
        delete: operations["deleteOrganizationApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/api-keys/{apiKeyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of an API key of the organization.
                 * @example 1420
                 */
                apiKeyId: components["parameters"]["ApiKeyId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an organization API key
         * @description Replaces the value of the API key. The ID, the name, and the history stay. The full new value is returned only
         *     once. Store it securely.
         *
         *     Without a grace period, the new value is in `value`, and the previous one stops working immediately. With
         *     `gracePeriodInHours`, the new value is in `shadowValue`, and both values work until `rotatesAt`. Responses to
         *     requests with the outgoing value have the headers `Sunset` and `X-Api-Key-Warning`. At `rotatesAt`, which is
         *     never later than `expiresAt`, the new value becomes `value`.
         *
         *     Without `expiresInDays`, the expiry stays. `null` removes it. For an expired key, `expiresInDays` is required,
         *     and a grace period is not allowed.
         *
         *     *Unofficial:* A key cannot be rotated while a grace period is running. A deactivated key stays deactivated.
         */
        post: operations["rotateOrganizationApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/audit-logs/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export organization audit logs
         * @description Starts an export of all audited actions of the organization and its projects as a gzip-compressed CSV file. The
         *     response has the status `IN_PROGRESS`. Poll `getOrganizationAuditLogExport` until it is `COMPLETED`, then call
         *     `downloadOrganizationAuditLogExport`.
         *
         *     Without a period, the export covers all time. A period needs both ends, which are inclusive. `searchTerm` is
         *     searched for in the action, HTTP method, status code, resource ID, email address and type of the actor, ID and
         *     name of the API key, IP address, and user agent. *Unofficial:* The search is case-insensitive.
         *
         *     Only one export per organization and caller can run at a time. An export is available for 24 hours, or for 5 minutes
         *     after it failed.
         */
        post: operations["createOrganizationAuditLogExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/audit-logs/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of an audit-log export of the organization.
                 * @example export-uuid-1
                 */
                exportId: components["parameters"]["ExportId"];
            };
            cookie?: never;
        };
        /**
         * Get an organization audit-log export
         * @description Returns the status of an export. `COMPLETED` and `ERRORED` are final: `errorMessage` explains a failure.
         *     `startTime` and `endTime` are the period of the request. Without one, they are the times of the oldest and the newest entry.
         *
         *     The exports that the caller started are found by ID, whatever their type. All organization API keys are the same
         *     caller. *Unofficial:* This includes keys of the same organization only.
         */
        get: operations["getOrganizationAuditLogExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/organization/audit-logs/exports/{exportId}/download": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of an audit-log export of the organization.
                 * @example export-uuid-1
                 */
                exportId: components["parameters"]["ExportId"];
            };
            cookie?: never;
        };
        /**
         * Download an organization audit-log export
         * @description Redirects to the gzip-compressed CSV file of a completed export. The URL is on another host and is valid for 15
         *     minutes. Call this operation again instead of storing the URL.
         *
         *     *Unofficial:* Do not send the API key to the other host. Some HTTP clients keep custom headers when they follow
         *     a redirect.
         */
        get: operations["downloadOrganizationAuditLogExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description Lists all projects of the organization that the API key belongs to, ordered by name.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project
         * @description Creates a project and its first API key. The `value` of the key is returned only once. Store it securely. The
         *     project starts with default classifiers, an online metric, and a trace alert.
         *
         *     `email` is the address of an existing member of the organization, who becomes the Owner of the project. Without
         *     `email`, the project has no members. Only its API key and the administrators of the organization can access it.
         *
         *     The name must be unique within the organization. The name of a deleted project can be used again. The plan
         *     limits the number of projects. *Unofficial:* Exceeding this limit returns 403. Names are compared
         *     case-insensitively, in Unicode form NFKC, without surrounding whitespace and invisible characters. An
         *     organization can have up to 1,000 projects on any plan.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * Get a project
         * @description Returns a project of the organization that the API key belongs to.
         */
        get: operations["getProject"];
        /**
         * Update a project
         * @description Updates the name, the description, or both. An omitted field keeps its value. At least one field is required.
         *     The name follows the rules of `createProject`.
         */
        put: operations["updateProject"];
        post?: never;
        /**
         * Delete a project
         * @description Deletes a project and everything in it: API keys, members and their roles, invitations, policies, alerts, export
         *     schedules, datasets, prompts, metrics, test runs, red-teaming assessments, annotation queues, and dashboards.
         *     Its traces can no longer be accessed. The deletion is not confirmed and cannot be undone.
         */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project permissions
         * @description Lists all permissions that project policies can grant, whether a policy uses them or not. The platform defines
         *     the permissions and names them `resource:action`. Every project has the same permissions. Pass their IDs in the
         *     `permissionIds` of a project policy. The list has no particular order.
         */
        get: operations["listProjectPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project policies
         * @description Lists the custom policies of the project, each with its permissions. Pass their IDs in the `policyIds` of a
         *     project role. Built-in roles do not use policies.
         */
        get: operations["listProjectPolicies"];
        put?: never;
        /**
         * Create a project policy
         * @description Creates a project policy with the given permissions. Use `listProjectPermissions` to find permission IDs. The
         *     policy grants nothing until a project role uses it.
         *
         *     The name must be unique among the policies of the project. A permission of the other scope is stored and has no
         *     effect.
         *
         *     *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
         *     invisible characters. A project can have up to 1,000 policies. A permission of the other scope is listed in
         *     `permissions`.
         */
        post: operations["createProjectPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/policies/{policyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of a policy of the project.
                 * @example policy-uuid-4
                 */
                policyId: components["parameters"]["ProjectPolicyId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update a project policy
         * @description Updates the name, permissions, and description of a project policy. `name` and `permissionIds` replace the
         *     stored values. An omitted `description` keeps its value, and `null` clears it.
         *
         *     The name follows the rules of `createProjectPolicy`. The change applies to each member at their next request.
         */
        put: operations["updateProjectPolicy"];
        post?: never;
        /**
         * Delete a project policy
         * @description Deletes a project policy and detaches it from every role that uses it. Members with these roles lose its
         *     permissions at their next request. The roles stay, and a role without policies grants nothing. The deletion
         *     cannot be undone.
         */
        delete: operations["deleteProjectPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project roles
         * @description Lists the roles that a member of the project can have: the built-in (system-defined) roles `Owner`, `Manager`,
         *     and `Member`, whose `projectId` is `null`, and the custom roles of the project. The `policies` of a built-in
         *     role are empty, because the platform defines its permissions.
         */
        get: operations["listProjectRoles"];
        put?: never;
        /**
         * Create a project role
         * @description Creates a custom project role with the given policies. Use `listProjectPolicies` to find policy IDs. Only
         *     policies of the project can be used.
         *
         *     The name must be unique among the roles of the project and must not be the name of a built-in (system-defined)
         *     role: `Owner`, `Manager`, and `Member`. The comparison with built-in roles is case-insensitive.
         *
         *     *Unofficial:* Names are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and
         *     invisible characters. A project can have up to 1,000 custom roles.
         */
        post: operations["createProjectRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/roles/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of a role of the project.
                 * @example project-role-uuid-3
                 */
                roleId: components["parameters"]["ProjectRoleId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update a project role
         * @description Updates the name, policies, and description of a custom project role. `name` and `policyIds` replace the stored
         *     values. An omitted `description` keeps its value, and `null` clears it. A built-in role cannot be changed and
         *     returns 404.
         *
         *     The name follows the rules of `createProjectRole`. The change applies to each member at their next request.
         */
        put: operations["updateProjectRole"];
        post?: never;
        /**
         * Delete a project role
         * @description Deletes a custom project role. A role that is assigned to a member cannot be deleted: assign another role to its
         *     members first. A built-in role cannot be deleted and returns 404. The policies of the role stay. The deletion
         *     cannot be undone.
         *
         *     *Unofficial:* A pending invitation with the role stays, and its `projectRoleId` becomes `null`.
         */
        delete: operations["deleteProjectRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project members
         * @description Lists the members of the project, each with their project role, one page at a time. Members of a project are
         *     always members of the organization.
         *
         *     *Unofficial:* The list is ordered by the time when the member joined the organization, then by ID. A page after
         *     the last one is empty and has the actual `totalProjectMembers`.
         */
        get: operations["listProjectMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of a member of the project.
                 * @example user-uuid-2
                 */
                userId: components["parameters"]["ProjectUserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update the role of a project member
         * @description Assigns a project role to a member. The role is a built-in role or a custom role of the project. The
         *     organization role of the member does not change.
         *
         *     Assigning `Owner` transfers ownership: in the same transaction, the previous Owner becomes `Manager`. This is
         *     the only way to change the role of the Owner.
         *
         *     *Unofficial:* Assigning the current role succeeds and changes nothing.
         */
        put: operations["updateProjectMemberRole"];
        post?: never;
        /**
         * Remove a project member
         * @description Removes a member from the project, with their role and the project's invitations of their address. The
         *     membership in the organization and in other projects stays. A later invitation does not restore the previous
         *     role.
         *
         *     The Owner cannot be removed: transfer ownership first.
         */
        delete: operations["removeProjectMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project invitations
         * @description Lists the pending and declined invitations to the project. Accepted and revoked invitations are not listed.
         *     Invitations do not expire.
         *
         *     The `token` is a secret: anyone who has it can accept the invitation.
         */
        get: operations["listProjectInvitations"];
        put?: never;
        /**
         * Invite people to the project
         * @description Sends an invitation by email to 1 to 50 addresses. Addresses are trimmed and converted to lower case. Only
         *     company addresses are accepted: free and disposable email domains are rejected.
         *
         *     An address that is already invited to the project, or belongs to a member of it, is skipped. The response has
         *     only the created invitations. If no address is left, the request fails.
         *
         *     A member of the organization who is not in the project can be invited. Accepting the invitation also adds the
         *     person to the organization. Without `projectRoleId`, the invited person gets the role `Member`. `Owner` cannot
         *     be given.
         *
         *     On the Free plan, the organization can have 2 members and invitations in total. *Unofficial:* More return 403. A
         *     repeated address counts once, and a declined invitation does not count.
         */
        post: operations["createProjectInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of an invitation to the project.
                 * @example 57
                 */
                invitationId: components["parameters"]["ProjectInvitationId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Resend a project invitation
         * @description Sends the invitation email again. The `status` becomes `PENDING`, `created_at` becomes the current time, and the
         *     `token` is replaced: the previous link stops working. A declined invitation can be resent.
         *
         *     An accepted invitation is also reset, and the membership stays. *Unofficial:* It is then listed again. A declined
         *     invitation counts towards the member limit of the plan again. A request body is ignored.
         */
        put: operations["resendProjectInvitation"];
        post?: never;
        /**
         * Revoke a project invitation
         * @description Deletes the invitation in any status. Its link stops working. The membership of a person who accepted it stays.
         *     The deletion cannot be undone.
         */
        delete: operations["deleteProjectInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project API keys
         * @description Lists the API keys of the project, newest first. All values are masked. A rotation whose grace period has ended
         *     is completed first, so a listed `shadowValue` is always part of a running rotation.
         */
        get: operations["listProjectApiKeys"];
        put?: never;
        /**
         * Create a project API key
         * @description Creates a project API key. A project key can send traces and run evaluations. It cannot be used for the
         *     operations of this description. The full `value` is returned only once. Store it securely.
         *
         *     Without `expiresInDays`, the key does not expire.
         */
        post: operations["createProjectApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/api-keys/{apiKeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of an API key of the project.
                 * @example 35
                 */
                apiKeyId: components["parameters"]["ProjectApiKeyId"];
            };
            cookie?: never;
        };
        /**
         * Get a project API key
         * @description Returns the API key with masked values. Unlike the list, this does not complete a rotation: `rotatesAt` can be
         *     in the past. The outgoing value is rejected from that time in any case.
         */
        get: operations["getProjectApiKey"];
        /**
         * Activate or deactivate a project API key
         * @description Sets `valid`. A deactivated key is rejected from the next request. Activating it makes the same value work
         *     again. Only a rotation changes the value.
         *
         *     *Unofficial:* The key of this request and the last key can be deactivated too.
         */
        put: operations["updateProjectApiKey"];
        post?: never;
        /**
         * Revoke a project API key
         * @description Deletes the API key. Its value, and its replacement during a rotation, stop working immediately. The deletion
         *     cannot be undone.
         *
         *     *Unofficial:* The key of this request and the last key can be revoked too.
         */
        delete: operations["deleteProjectApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/api-keys/{apiKeyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of an API key of the project.
                 * @example 35
                 */
                apiKeyId: components["parameters"]["ProjectApiKeyId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a project API key
         * @description Replaces the value of the API key. The ID, the name, and the history stay. The full new value is returned only
         *     once. Store it securely.
         *
         *     Without a grace period, the new value is in `value`, and the previous one stops working immediately. With
         *     `gracePeriodInHours`, the new value is in `shadowValue`, and both values work until `rotatesAt`. Responses to
         *     requests with the outgoing value have the headers `Sunset` and `X-Api-Key-Warning`. At `rotatesAt`, which is
         *     never later than `expiresAt`, the new value becomes `value`.
         *
         *     Without `expiresInDays`, the expiry stays. `null` removes it. For an expired key, `expiresInDays` is required,
         *     and a grace period is not allowed.
         *
         *     *Unofficial:* A key cannot be rotated while a grace period is running. A deactivated key stays deactivated.
         */
        post: operations["rotateProjectApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/audit-logs/exports": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export project audit logs
         * @description Starts an export of all audited actions of the project as a gzip-compressed CSV file. The response has the
         *     status `IN_PROGRESS`. Poll `getProjectAuditLogExport` until it is `COMPLETED`, then call
         *     `downloadProjectAuditLogExport`.
         *
         *     Without a period, the export covers all time. A period needs both ends, which are inclusive. `searchTerm` is
         *     searched for in the action, HTTP method, status code, resource ID, email address and type of the actor, ID and
         *     name of the API key, IP address, and user agent. *Unofficial:* The search is case-insensitive.
         *
         *     Only one export per project and caller can run at a time. An export is available for 24 hours, or for 5 minutes after
         *     it failed.
         */
        post: operations["createProjectAuditLogExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/audit-logs/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of an audit-log export of the project.
                 * @example export-uuid-2
                 */
                exportId: components["parameters"]["ProjectExportId"];
            };
            cookie?: never;
        };
        /**
         * Get a project audit-log export
         * @description Returns the status of an export. `COMPLETED` and `ERRORED` are final: `errorMessage` explains a failure.
         *     `startTime` and `endTime` are the period of the request. Without one, they are the times of the oldest and the newest entry.
         *
         *     The exports that the caller started are found by ID, whatever their type. All organization API keys are the same
         *     caller. *Unofficial:* This includes keys of the same organization only.
         */
        get: operations["getProjectAuditLogExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/projects/{projectId}/audit-logs/exports/{exportId}/download": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description ID of an audit-log export of the project.
                 * @example export-uuid-2
                 */
                exportId: components["parameters"]["ProjectExportId"];
            };
            cookie?: never;
        };
        /**
         * Download a project audit-log export
         * @description Redirects to the gzip-compressed CSV file of a completed export. The URL is on another host and is valid for 15
         *     minutes. Call this operation again instead of storing the URL.
         *
         *     *Unofficial:* Do not send the API key to the other host. Some HTTP clients keep custom headers when they follow
         *     a redirect.
         */
        get: operations["downloadProjectAuditLogExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Opaque, unique identifier. Compare it as a whole, and do not parse it.
         * @example role-uuid-3
         */
        Id: string;
        /**
         * Format: int64
         * @description Numeric, unique identifier of an API key or an invitation.
         * @example 1420
         */
        NumericId: number;
        /**
         * @description Human-readable name. Must not be blank or contain control characters.
         * @example Billing Manager
         */
        Name: string;
        /**
         * Format: email
         * @description Email address.
         * @example dana@fernhill.example
         */
        Email: string;
        /**
         * @description Email address to invite, with an ASCII domain. Whitespace around it is trimmed.
         * @example dana@fernhill.example
         */
        InvitedEmail: string;
        /** @description Fields of an organization update. */
        UpdateOrganizationInput: UpdateOrganizationInput;
        /** @description Fields of an organization or project policy. */
        PolicyInput: PolicyInput;
        /** @description Fields of an organization or project role. */
        RoleInput: RoleInput;
        /** @description Fields of a new project. */
        CreateProjectInput: CreateProjectInput;
        /** @description Fields of a project update. An omitted field keeps its value. At least one field is required. */
        UpdateProjectInput: UpdateProjectInput;
        /** @description The role to assign to a member. */
        UpdateMemberRoleInput: UpdateMemberRoleInput;
        /** @description The addresses to invite to the organization. */
        CreateOrganizationInvitationsInput: CreateOrganizationInvitationsInput;
        /** @description The addresses to invite to the project. */
        CreateProjectInvitationsInput: CreateProjectInvitationsInput;
        /** @description Fields of a new API key. */
        CreateApiKeyInput: CreateApiKeyInput;
        /** @description Whether an API key is accepted. */
        UpdateApiKeyInput: UpdateApiKeyInput;
        /** @description Grace period and expiry of a rotated API key. */
        RotateApiKeyInput: RotateApiKeyInput;
        /** @description The period and the search term of an audit-log export. */
        CreateAuditLogExportInput: CreateAuditLogExportInput;
        /** @description The organization that the API key belongs to. */
        Organization: Organization;
        /**
         * @description Subscription plan of an organization.
         * @example TEAM
         * @enum {string}
         */
        OrganizationPlan: "TRIAL" | "FREE" | "STARTER" | "ENTERPRISE" | "TEAM" | "PREMIUM";
        /** @description An action that a policy can grant. */
        Permission: Permission;
        /** @description A permission of a policy. */
        PermissionSummary: PermissionSummary;
        /** @description A named set of permissions of the organization or of a project. */
        Policy: Policy;
        /** @description A policy of a role. */
        PolicySummary: PolicySummary;
        /** @description An organization role. */
        Role: Role;
        /** @description A project role. */
        ProjectRole: ProjectRole;
        /** @description A project of the organization. */
        Project: Project;
        /** @description A created project. */
        ProjectSummary: ProjectSummary;
        /** @description The governance policy of a project, or `null`. */
        ProjectGovernancePolicy: ProjectGovernancePolicy | null;
        /** @description The role of a member, or `null` for a member without a role. */
        MemberRole: MemberRole | null;
        /** @description A member of the organization. */
        OrganizationMember: OrganizationMember;
        /** @description A member of the project. */
        ProjectMember: ProjectMember;
        /**
         * @description Status of an invitation.
         * @example PENDING
         * @enum {string}
         */
        InvitationStatus: "PENDING" | "ACCEPTED" | "DECLINED";
        /** @description An invitation to the organization. */
        OrganizationInvitation: OrganizationInvitation;
        /** @description An invitation to the project. */
        ProjectInvitation: ProjectInvitation;
        /** @description An API key with masked values. */
        ApiKey: ApiKey;
        /** @description A created API key. */
        CreatedApiKey: CreatedApiKey;
        /** @description An API key whose value was replaced without a grace period. */
        ImmediatelyRotatedApiKey: ImmediatelyRotatedApiKey;
        /** @description An API key whose outgoing value works until the end of a grace period. */
        PendingRotationApiKey: PendingRotationApiKey;
        /** @description `shadowValue` is `null` without a grace period, and the new value with one. */
        RotatedApiKey: components["schemas"]["ImmediatelyRotatedApiKey"] | components["schemas"]["PendingRotationApiKey"];
        /** @description The first API key of a created project, or `null` if none was created. */
        ProjectDefaultApiKey: ProjectDefaultApiKey | null;
        /**
         * @description Status of an audit-log export. `COMPLETED` and `ERRORED` are final.
         * @example COMPLETED
         * @enum {string}
         */
        AuditLogExportStatus: "IN_PROGRESS" | "COMPLETED" | "ERRORED";
        /** @description An audit-log export. */
        AuditLogExport: AuditLogExport;
        /** @description The deleted resource. */
        DeletedResource: DeletedResource;
        /** @description The deleted API key. */
        DeletedApiKey: DeletedApiKey;
        /** @description The deleted invitation. */
        DeletedInvitation: DeletedInvitation;
        /** @description Data of a permission list response. */
        PermissionListData: PermissionListData;
        /** @description Data of a policy list response. */
        PolicyListData: PolicyListData;
        /** @description Data of an organization role list response. */
        RoleListData: RoleListData;
        /** @description Data of a project list response. */
        ProjectListData: ProjectListData;
        /** @description Data of a project creation response. */
        CreatedProjectData: CreatedProjectData;
        /** @description Data of a project role list response. */
        ProjectRoleListData: ProjectRoleListData;
        /** @description Data of a response with a page of organization members. */
        OrganizationMemberListData: OrganizationMemberListData;
        /** @description Data of a response with a page of project members. */
        ProjectMemberListData: ProjectMemberListData;
        /** @description Data of a response with organization invitations. */
        OrganizationInvitationListData: OrganizationInvitationListData;
        /** @description Data of a response with project invitations. */
        ProjectInvitationListData: ProjectInvitationListData;
        /** @description Data of an API key list response. */
        ApiKeyListData: ApiKeyListData;
        /** @description The plan limit that was exceeded. */
        ErrorDetails: ErrorDetails;
        /** @description Response with an organization. */
        OrganizationResponse: OrganizationResponse;
        /** @description Response with a list of permissions. */
        PermissionListResponse: PermissionListResponse;
        /** @description Response with a list of policies. */
        PolicyListResponse: PolicyListResponse;
        /** @description Response with a policy. */
        PolicyResponse: PolicyResponse;
        /** @description Response with a list of organization roles. */
        RoleListResponse: RoleListResponse;
        /** @description Response with an organization role. */
        RoleResponse: RoleResponse;
        /** @description Response with a page of organization members. */
        OrganizationMemberListResponse: OrganizationMemberListResponse;
        /** @description Response with an organization member. */
        OrganizationMemberResponse: OrganizationMemberResponse;
        /** @description Response with organization invitations. */
        OrganizationInvitationListResponse: OrganizationInvitationListResponse;
        /** @description Response with an organization invitation. */
        OrganizationInvitationResponse: OrganizationInvitationResponse;
        /** @description Response with a list of API keys. */
        ApiKeyListResponse: ApiKeyListResponse;
        /** @description Response with an API key. */
        ApiKeyResponse: ApiKeyResponse;
        /** @description Response with a created API key. */
        CreatedApiKeyResponse: CreatedApiKeyResponse;
        /** @description Response with a rotated API key. */
        RotatedApiKeyResponse: RotatedApiKeyResponse;
        /** @description Response with an audit-log export. */
        AuditLogExportResponse: AuditLogExportResponse;
        /** @description Response with a list of projects. */
        ProjectListResponse: ProjectListResponse;
        /** @description Response with a project. */
        ProjectResponse: ProjectResponse;
        /** @description Response with a created project and its first API key. */
        CreatedProjectResponse: CreatedProjectResponse;
        /** @description Response with a list of project roles. */
        ProjectRoleListResponse: ProjectRoleListResponse;
        /** @description Response with a project role. */
        ProjectRoleResponse: ProjectRoleResponse;
        /** @description Response with a page of project members. */
        ProjectMemberListResponse: ProjectMemberListResponse;
        /** @description Response with a project member. */
        ProjectMemberResponse: ProjectMemberResponse;
        /** @description Response with project invitations. */
        ProjectInvitationListResponse: ProjectInvitationListResponse;
        /** @description Response with a project invitation. */
        ProjectInvitationResponse: ProjectInvitationResponse;
        /** @description Response with the ID of a deleted resource. */
        DeletedResourceResponse: DeletedResourceResponse;
        /** @description Response with the ID of a deleted API key. */
        DeletedApiKeyResponse: DeletedApiKeyResponse;
        /** @description Response with the ID of a deleted invitation. */
        DeletedInvitationResponse: DeletedInvitationResponse;
        /** @description Response with an error. */
        ErrorResponse: ErrorResponse;
    };
    responses: {
        /** @description *Unofficial:* The path contains invalid percent-encoding or a malformed ID. */
        MalformedUrl: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The request is malformed. *Unofficial:* The body is not valid JSON. Valid JSON with an invalid field returns 422. */
        MalformedBody: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The request is malformed. *Unofficial:* The body is not valid JSON, or the path contains invalid percent-encoding or
         *     a malformed ID. Valid JSON with an invalid field returns 422.
         */
        MalformedRequest: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The path contains invalid percent-encoding. A malformed ID returns 404. */
        MalformedNumericIdUrl: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description *Unofficial:* The path contains invalid percent-encoding or a malformed project ID. A malformed ID of an API key or an
         *     invitation returns 404.
         */
        ProjectMalformedNumericIdUrl: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The request is malformed. *Unofficial:* The body is not valid JSON, or the path contains invalid percent-encoding. A
         *     malformed ID returns 404. Valid JSON with an invalid field returns 422.
         */
        MalformedNumericIdRequest: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The body is not valid JSON, or the path contains invalid percent-encoding or a malformed project ID. */
        ProjectMalformedNumericIdRequest: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The period is invalid, or no or too many audit-log entries match. An export has at most 10,000,000 rows.
         *     *Unofficial:* A malformed request also returns 400.
         */
        ExportMalformedRequest: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The period is invalid, or no or too many audit-log entries match. An export has at most 10,000,000 rows.
         *     *Unofficial:* A malformed request also returns 400.
         */
        ProjectExportMalformedRequest: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The API key is missing or invalid. *Unofficial:* The error text is the same in both cases. */
        Unauthorized: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The API key is not authorized for this operation. *Unofficial:* This includes every project API key. */
        Forbidden: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The API key is not authorized for this operation. *Unofficial:* This includes every project API key.
         *     Exceeding the project limit of the plan also returns this error, with `details`.
         */
        ProjectForbidden: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The API key is not authorized for this operation. *Unofficial:* This includes every project API key.
         *     Exceeding the member limit of the plan also returns this error, with `details`.
         */
        InvitationForbidden: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The organization has no policy with this ID. *Unofficial:* A policy of another organization returns the same error. */
        PolicyNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The organization has no project with this ID. *Unofficial:* A project of another organization returns the same
         *     error.
         */
        ProjectNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project does not exist, or it has no policy with this ID. *Unofficial:* A project of another organization
         *     returns the same error.
         */
        ProjectPolicyNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The organization has no custom role with this ID. A built-in role also returns this error, because it cannot
         *     be changed or deleted. *Unofficial:* A role of another organization returns the same error.
         */
        RoleNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project does not exist, or it has no custom role with this ID. A built-in role also returns this error,
         *     because it cannot be changed or deleted. *Unofficial:* A project of another organization returns the same
         *     error.
         */
        ProjectRoleNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The organization has no member with this ID. *Unofficial:* A member of another organization returns the same
         *     error.
         */
        MemberNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project does not exist, or it has no member with this ID. *Unofficial:* A project of another
         *     organization returns the same error.
         */
        ProjectMemberNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The organization has no invitation with this ID. *Unofficial:* An invitation of another organization returns
         *     the same error. An ID that is not a positive integer returns the same error.
         */
        InvitationNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project does not exist, or it has no invitation with this ID. *Unofficial:* A project of another
         *     organization returns the same error. An ID that is not a positive integer returns the same error.
         */
        ProjectInvitationNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The organization has no API key with this ID. *Unofficial:* An API key of another organization returns the
         *     same error. An ID that is not a positive integer returns the same error.
         */
        ApiKeyNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project does not exist, or it has no API key with this ID. *Unofficial:* A project of another organization and
         *     an ID that is not a positive integer return the same error.
         */
        ProjectApiKeyNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The export does not exist or has expired. *Unofficial:* An export of another caller, of another
         *     organization, or of a project returns the same error.
         */
        ExportNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project or the export does not exist, or the export has expired. *Unofficial:* An export of another
         *     caller or of another project returns the same error.
         */
        ProjectExportNotFound: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The member is the Owner, whose role changes only when ownership is transferred. *Unofficial:* This error
         *     returns 409.
         */
        OwnerRoleConflict: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The member is the Owner. *Unofficial:* This error returns 409. */
        OwnerRemovalConflict: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Every address is already invited or belongs to a member. */
        InvitationConflict: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The grace period of an earlier rotation is running. */
        RotationConflict: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description An export of the same caller is running. */
        ExportConflict: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The export is still running, or it failed. */
        ExportNotReady: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The request body is larger than 100,000 bytes. */
        ContentTooLarge: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The `Content-Type` of the request is not `application/json`. */
        UnsupportedMediaType: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field returns 422. */
        InvalidName: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field, a
         *     permission of neither scope, and a duplicate ID return 422.
         */
        InvalidPolicy: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field, an unknown
         *     policy, and a duplicate ID return 422.
         */
        InvalidRole: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field and an
         *     `email` that belongs to no member of the organization return 422.
         */
        InvalidProject: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* `page` or `pageSize` is not an integer in its range. */
        InvalidPage: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field and a
         *     role that is neither built-in nor of the same scope return 422.
         */
        InvalidMemberRole: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* An invalid number of addresses, an invalid or
         *     non-company address, an unknown role, and the role `Owner` return 422.
         */
        InvalidInvitations: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field returns
         *     422.
         */
        InvalidApiKey: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field returns
         *     422.
         */
        InvalidApiKeyUpdate: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description *Unofficial:* An unknown or invalid field returns 422. For an expired key, so does a missing `expiresInDays` or a
         *     grace period.
         */
        InvalidRotation: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is valid JSON, but a field is invalid. *Unofficial:* An unknown or invalid field returns 422. */
        InvalidExport: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* Too many requests with this API key. The request had no effect. Retry after `Retry-After` seconds. */
        TooManyRequests: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                "Retry-After": components["headers"]["Retry-After"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The server failed. *Unofficial:* The request may or may not have taken effect. */
        InternalServerError: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The service is under maintenance. *Unofficial:* It may also be overloaded. The request had no effect. Retry after
         *     `Retry-After` seconds.
         */
        ServiceUnavailable: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                "Retry-After": components["headers"]["Retry-After"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* Any other error, in the same envelope. For example, 405 with `Allow`. */
        UnexpectedError: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Allow?: components["headers"]["Allow"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /**
         * @description ID of an API key of the organization.
         * @example 1420
         */
        ApiKeyId: components["schemas"]["NumericId"];
        /**
         * @description ID of an audit-log export of the organization.
         * @example export-uuid-1
         */
        ExportId: components["schemas"]["Id"];
        /**
         * @description ID of an invitation to the organization.
         * @example 42
         */
        InvitationId: components["schemas"]["NumericId"];
        /**
         * @description Number of the page, from 1.
         * @example 1
         */
        Page: number;
        /**
         * @description Number of entries on a page, from 1 to 100. *Unofficial:* Any other value is rejected with 422.
         * @example 25
         */
        PageSize: number;
        /**
         * @description ID of a policy of the organization.
         * @example policy-uuid-3
         */
        PolicyId: components["schemas"]["Id"];
        /**
         * @description ID of an API key of the project.
         * @example 35
         */
        ProjectApiKeyId: components["schemas"]["NumericId"];
        /**
         * @description ID of an audit-log export of the project.
         * @example export-uuid-2
         */
        ProjectExportId: components["schemas"]["Id"];
        /**
         * @description ID of a project of the organization that the API key belongs to.
         * @example PROJECT-ID
         */
        ProjectId: components["schemas"]["Id"];
        /**
         * @description ID of an invitation to the project.
         * @example 57
         */
        ProjectInvitationId: components["schemas"]["NumericId"];
        /**
         * @description ID of a policy of the project.
         * @example policy-uuid-4
         */
        ProjectPolicyId: components["schemas"]["Id"];
        /**
         * @description ID of a role of the project.
         * @example project-role-uuid-3
         */
        ProjectRoleId: components["schemas"]["Id"];
        /**
         * @description ID of a member of the project.
         * @example user-uuid-2
         */
        ProjectUserId: components["schemas"]["Id"];
        /**
         * @description ID of a role of the organization.
         * @example role-uuid-3
         */
        RoleId: components["schemas"]["Id"];
        /**
         * @description ID of a member of the organization.
         * @example user-uuid-2
         */
        UserId: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description *Unofficial:* Web origin that may read the response.
         * @example *
         */
        "Access-Control-Allow-Origin": string;
        /**
         * @description *Unofficial:* Methods that the path supports. Sent with 405.
         * @example GET, POST
         */
        Allow: string;
        /**
         * @description URL of the file, valid for 15 minutes. *Unofficial:* Do not send the API key to this host.
         * @example https://exports.fernhill.example/export-uuid-1.csv.gz?signature=EXAMPLE-ONLY
         */
        Location: string;
        /**
         * @description *Unofficial:* Number of seconds to wait before you retry.
         * @example 30
         */
        "Retry-After": number;
        /**
         * @description Time when the API key of the request stops working, as an HTTP date. Sent during the grace period of a rotation, if
         *     the request has the outgoing value. *Unofficial:* The format follows RFC 8594.
         * @example Sun, 08 Mar 2026 12:00:00 GMT
         */
        Sunset: string;
        /**
         * @description Warning that the API key of the request stops working, and when. Sent together with `Sunset`. *Unofficial:* The value
         *     is a sentence for people.
         * @example This API key is being rotated and stops working at 2026-03-08T12:00:00.000Z. Use the new value.
         */
        "X-Api-Key-Warning": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getOrganization: GetOrganizationOperation;
    updateOrganization: UpdateOrganizationOperation;
    listOrganizationPermissions: ListOrganizationPermissionsOperation;
    listOrganizationPolicies: ListOrganizationPoliciesOperation;
    createOrganizationPolicy: CreateOrganizationPolicyOperation;
    updateOrganizationPolicy: UpdateOrganizationPolicyOperation;
    deleteOrganizationPolicy: DeleteOrganizationPolicyOperation;
    listOrganizationRoles: ListOrganizationRolesOperation;
    createOrganizationRole: CreateOrganizationRoleOperation;
    updateOrganizationRole: UpdateOrganizationRoleOperation;
    deleteOrganizationRole: DeleteOrganizationRoleOperation;
    listOrganizationMembers: ListOrganizationMembersOperation;
    updateOrganizationMemberRole: UpdateOrganizationMemberRoleOperation;
    removeOrganizationMember: RemoveOrganizationMemberOperation;
    listOrganizationInvitations: ListOrganizationInvitationsOperation;
    createOrganizationInvitations: CreateOrganizationInvitationsOperation;
    resendOrganizationInvitation: ResendOrganizationInvitationOperation;
    deleteOrganizationInvitation: DeleteOrganizationInvitationOperation;
    listOrganizationApiKeys: ListOrganizationApiKeysOperation;
    createOrganizationApiKey: CreateOrganizationApiKeyOperation;
    getOrganizationApiKey: GetOrganizationApiKeyOperation;
    updateOrganizationApiKey: UpdateOrganizationApiKeyOperation;
    deleteOrganizationApiKey: DeleteOrganizationApiKeyOperation;
    rotateOrganizationApiKey: RotateOrganizationApiKeyOperation;
    createOrganizationAuditLogExport: CreateOrganizationAuditLogExportOperation;
    getOrganizationAuditLogExport: GetOrganizationAuditLogExportOperation;
    downloadOrganizationAuditLogExport: DownloadOrganizationAuditLogExportOperation;
    listProjects: ListProjectsOperation;
    createProject: CreateProjectOperation;
    getProject: GetProjectOperation;
    updateProject: UpdateProjectOperation;
    deleteProject: DeleteProjectOperation;
    listProjectPermissions: ListProjectPermissionsOperation;
    listProjectPolicies: ListProjectPoliciesOperation;
    createProjectPolicy: CreateProjectPolicyOperation;
    updateProjectPolicy: UpdateProjectPolicyOperation;
    deleteProjectPolicy: DeleteProjectPolicyOperation;
    listProjectRoles: ListProjectRolesOperation;
    createProjectRole: CreateProjectRoleOperation;
    updateProjectRole: UpdateProjectRoleOperation;
    deleteProjectRole: DeleteProjectRoleOperation;
    listProjectMembers: ListProjectMembersOperation;
    updateProjectMemberRole: UpdateProjectMemberRoleOperation;
    removeProjectMember: RemoveProjectMemberOperation;
    listProjectInvitations: ListProjectInvitationsOperation;
    createProjectInvitations: CreateProjectInvitationsOperation;
    resendProjectInvitation: ResendProjectInvitationOperation;
    deleteProjectInvitation: DeleteProjectInvitationOperation;
    listProjectApiKeys: ListProjectApiKeysOperation;
    createProjectApiKey: CreateProjectApiKeyOperation;
    getProjectApiKey: GetProjectApiKeyOperation;
    updateProjectApiKey: UpdateProjectApiKeyOperation;
    deleteProjectApiKey: DeleteProjectApiKeyOperation;
    rotateProjectApiKey: RotateProjectApiKeyOperation;
    createProjectAuditLogExport: CreateProjectAuditLogExportOperation;
    getProjectAuditLogExport: GetProjectAuditLogExportOperation;
    downloadProjectAuditLogExport: DownloadProjectAuditLogExportOperation;
}
/** @description Fields of an organization update. */
export interface UpdateOrganizationInput {
    /** @description New name of the organization. */
    name: components["schemas"]["Name"];
}
/** @description Fields of an organization or project policy. */
export interface PolicyInput {
    /** @description Name of the policy. */
    name: components["schemas"]["Name"];
    /**
     * @description IDs of the permissions that the policy grants. The list may be empty. A permission of the other scope has no effect.
     *     *Unofficial:* The IDs must be distinct, and each must be the ID of a permission.
     * @example [
     *       "perm-uuid-1",
     *       "perm-uuid-2"
     *     ]
     */
    permissionIds: components["schemas"]["Id"][];
    /**
     * @description Description of the policy. An omitted description is `null` on create and keeps its value on update, where `null`
     *     clears it.
     * @example Grants access to billing settings
     */
    description?: string | null;
}
/** @description Fields of an organization or project role. */
export interface RoleInput {
    /** @description Name of the role. Must not be the name of a built-in role. */
    name: components["schemas"]["Name"];
    /**
     * @description IDs of the policies that make up the role. They must belong to the scope of the role. The list may be empty.
     *     *Unofficial:* The IDs must be distinct.
     * @example [
     *       "policy-uuid-2"
     *     ]
     */
    policyIds: components["schemas"]["Id"][];
    /**
     * @description Description of the role. An omitted description is `null` on create and keeps its value on update, where `null`
     *     clears it.
     * @example Can manage billing only
     */
    description?: string | null;
}
/** @description Fields of a new project. */
export interface CreateProjectInput {
    /** @description Name of the project. */
    name: components["schemas"]["Name"];
    /**
     * @description Description of the project. An omitted description is stored as `null`.
     * @example Evaluates the assistant in our shop
     */
    description?: string;
    /** @description Email address of an existing member of the organization, who becomes the Owner of the project. */
    email?: components["schemas"]["Email"];
}
/** @description Fields of a project update. An omitted field keeps its value. At least one field is required. */
export interface UpdateProjectInput {
    /** @description New name of the project. */
    name?: components["schemas"]["Name"];
    /**
     * @description New description of the project.
     * @example Evaluates the assistant in our shop and on the phone
     */
    description?: string;
}
/** @description The role to assign to a member. */
export interface UpdateMemberRoleInput {
    /** @description ID of a built-in role or of a custom role of the same scope. */
    roleId: components["schemas"]["Id"];
}
/** @description The addresses to invite to the organization. */
export interface CreateOrganizationInvitationsInput {
    /**
     * @description Company addresses to invite. They are trimmed and converted to lower case.
     * @example [
     *       "dana@fernhill.example"
     *     ]
     */
    emails: components["schemas"]["InvitedEmail"][];
    /** @description ID of the organization role that the invited people get. Without it, they get `Member`. */
    organizationRoleId?: components["schemas"]["Id"];
}
/** @description The addresses to invite to the project. */
export interface CreateProjectInvitationsInput {
    /**
     * @description Company addresses to invite. They are trimmed and converted to lower case.
     * @example [
     *       "dana@fernhill.example"
     *     ]
     */
    emails: components["schemas"]["InvitedEmail"][];
    /** @description ID of the project role that the invited people get. Without it, they get `Member`. */
    projectRoleId?: components["schemas"]["Id"];
}
/** @description Fields of a new API key. */
export interface CreateApiKeyInput {
    /** @description Name of the API key. */
    name: components["schemas"]["Name"];
    /**
     * Format: int32
     * @description Number of days until the API key expires. Without it, the key does not expire.
     * @example 180
     */
    expiresInDays?: number;
}
/** @description Whether an API key is accepted. */
export interface UpdateApiKeyInput {
    /**
     * @description Whether the API key is accepted.
     * @example false
     */
    valid: boolean;
}
/** @description Grace period and expiry of a rotated API key. */
export interface RotateApiKeyInput {
    /**
     * Format: int32
     * @description Number of hours for which the outgoing value still works. The period ends at `expiresAt` at the latest.
     * @default 0
     * @example 24
     */
    gracePeriodInHours?: number;
    /**
     * Format: int32
     * @description Number of days until the API key expires. `null` means that it does not expire. An omitted value keeps the
     *     expiry.
     * @example 180
     */
    expiresInDays?: number | null;
}
/** @description The period and the search term of an audit-log export. */
export interface CreateAuditLogExportInput {
    /**
     * Format: date-time
     * @description Start of the period, inclusive, as an ISO 8601 timestamp. Requires `endTime`.
     * @example 2026-02-01T00:00:00.000Z
     */
    startTime?: string;
    /**
     * Format: date-time
     * @description End of the period, inclusive, as an ISO 8601 timestamp. Must be later than `startTime`.
     * @example 2026-02-28T23:59:59.999Z
     */
    endTime?: string;
    /**
     * @description Text that the exported entries contain.
     * @example role
     */
    searchTerm?: string;
}
/** @description The organization that the API key belongs to. */
export interface Organization {
    /**
     * @description ID of the organization.
     * @example ORGANIZATION-ID
     */
    id: string;
    /**
     * @description Name of the organization.
     * @example Fernhill Labs
     */
    name: string;
    /** @description Subscription plan of the organization. */
    plan: components["schemas"]["OrganizationPlan"];
    /**
     * Format: date-time
     * @description Time when the organization was created.
     * @example 2026-01-05T09:00:00.000Z
     */
    created_at: string;
}
/** @description An action that a policy can grant. */
export interface Permission {
    /**
     * @description ID of the permission.
     * @example perm-uuid-1
     */
    id: string;
    /**
     * @description Name of the permission, as `resource:action`.
     * @example billing:read
     */
    name: string;
    /**
     * @description Description of the permission.
     * @example null
     */
    description: string | null;
}
/** @description A permission of a policy. */
export interface PermissionSummary {
    /**
     * @description ID of the permission.
     * @example perm-uuid-1
     */
    id: string;
    /**
     * @description Name of the permission, as `resource:action`.
     * @example billing:read
     */
    name: string;
}
/** @description A named set of permissions of the organization or of a project. */
export interface Policy {
    /**
     * @description ID of the policy.
     * @example policy-uuid-2
     */
    id: string;
    /**
     * @description Name of the policy.
     * @example Manage billing
     */
    name: string;
    /**
     * @description Description of the policy.
     * @example Grants access to billing settings
     */
    description: string | null;
    /** @description Permissions that the policy grants. */
    permissions: components["schemas"]["PermissionSummary"][];
}
/** @description A policy of a role. */
export interface PolicySummary {
    /**
     * @description ID of the policy.
     * @example policy-uuid-2
     */
    id: string;
    /**
     * @description Name of the policy.
     * @example Manage billing
     */
    name: string;
}
/** @description An organization role. */
export interface Role {
    /**
     * @description ID of the role.
     * @example role-uuid-3
     */
    id: string;
    /**
     * @description Name of the role.
     * @example Billing Manager
     */
    name: string;
    /**
     * @description Description of the role.
     * @example Can manage billing only
     */
    description: string | null;
    /**
     * @description ID of the organization that the custom role belongs to. `null` for a built-in role.
     * @example ORGANIZATION-ID
     */
    organizationId: string | null;
    /** @description Policies that make up the role. */
    policies: components["schemas"]["PolicySummary"][];
}
/** @description A project role. */
export interface ProjectRole {
    /**
     * @description ID of the role.
     * @example project-role-uuid-3
     */
    id: string;
    /**
     * @description Name of the role.
     * @example Analyst
     */
    name: string;
    /**
     * @description Description of the role.
     * @example Read-only project access
     */
    description: string | null;
    /**
     * @description ID of the project that the custom role belongs to. `null` for a built-in role.
     * @example PROJECT-ID
     */
    projectId: string | null;
    /** @description Policies that make up the role. */
    policies: components["schemas"]["PolicySummary"][];
}
/** @description A project of the organization. */
export interface Project {
    /**
     * @description ID of the project.
     * @example PROJECT-ID
     */
    id: string;
    /**
     * @description Name of the project.
     * @example Checkout assistant
     */
    name: string;
    /**
     * @description Description of the project.
     * @example Evaluates the assistant in our shop
     */
    description: string | null;
    /**
     * @description ID of the organization that the project belongs to.
     * @example ORGANIZATION-ID
     */
    organizationId: string;
    /**
     * Format: date-time
     * @description Time when the project was created.
     * @example 2026-02-02T10:30:00.000Z
     */
    created_at: string;
    /** @description Governance policy of the project. `null` if it has none. */
    governancePolicy: components["schemas"]["ProjectGovernancePolicy"];
}
/** @description A created project. */
export interface ProjectSummary {
    /**
     * @description ID of the project.
     * @example PROJECT-ID
     */
    id: string;
    /**
     * @description Name of the project.
     * @example Checkout assistant
     */
    name: string;
    /**
     * @description Description of the project.
     * @example Evaluates the assistant in our shop
     */
    description: string | null;
    /**
     * @description ID of the organization that the project belongs to.
     * @example ORGANIZATION-ID
     */
    organizationId: string;
    /**
     * Format: date-time
     * @description Time when the project was created.
     * @example 2026-02-02T10:30:00.000Z
     */
    created_at: string;
}
/** @description The governance policy of a project, or `null`. */
export interface ProjectGovernancePolicy {
    /**
     * @description ID of the governance policy.
     * @example governance-policy-uuid-1
     */
    id: string;
    /**
     * @description Name of the governance policy.
     * @example Release gate
     */
    name: string;
}
/** @description The role of a member, or `null` for a member without a role. */
export interface MemberRole {
    /**
     * @description ID of the role.
     * @example role-uuid-3
     */
    id: string;
    /**
     * @description Name of the role.
     * @example Billing Manager
     */
    name: string;
}
/** @description A member of the organization. */
export interface OrganizationMember {
    /**
     * @description ID of the member.
     * @example user-uuid-2
     */
    id: string;
    /**
     * Format: email
     * @description Email address of the member.
     * @example ben@fernhill.example
     */
    email: string;
    /**
     * @description Name of the member.
     * @example Ben Castillo
     */
    name: string | null;
    /**
     * Format: uri
     * @description URL of the avatar of the member.
     * @example https://images.fernhill.example/ben.png
     */
    image: string | null;
    /** @description The organization role of the member. `null` if the member has no role. */
    organizationRole: components["schemas"]["MemberRole"];
}
/** @description A member of the project. */
export interface ProjectMember {
    /**
     * @description ID of the member.
     * @example user-uuid-2
     */
    id: string;
    /**
     * Format: email
     * @description Email address of the member.
     * @example ben@fernhill.example
     */
    email: string;
    /**
     * @description Name of the member.
     * @example Ben Castillo
     */
    name: string | null;
    /**
     * Format: uri
     * @description URL of the avatar of the member.
     * @example https://images.fernhill.example/ben.png
     */
    image: string | null;
    /** @description The project role of the member. `null` if the member has no role. */
    projectRole: components["schemas"]["MemberRole"];
}
/** @description An invitation to the organization. */
export interface OrganizationInvitation {
    /**
     * Format: int64
     * @description ID of the invitation.
     * @example 42
     */
    id: number;
    /**
     * Format: email
     * @description Email address of the invited person.
     * @example dana@fernhill.example
     */
    email: string;
    /** @description Status of the invitation. */
    status: components["schemas"]["InvitationStatus"];
    /**
     * Format: date-time
     * @description Time when the invitation was created or last resent.
     * @example 2026-03-02T08:00:00.000Z
     */
    created_at: string;
    /**
     * @description ID of the organization role that the invited person gets. `null` means `Member`.
     * @example role-uuid-3
     */
    organizationRoleId: string | null;
    /**
     * @description Token of the invitation link. It is a secret: anyone who has it can accept the invitation. `null` if there is none.
     *     The link then leads to the sign-up.
     * @example EXAMPLE-ONLY-invitation-token-42
     */
    token: string | null;
}
/** @description An invitation to the project. */
export interface ProjectInvitation {
    /**
     * Format: int64
     * @description ID of the invitation.
     * @example 57
     */
    id: number;
    /**
     * Format: email
     * @description Email address of the invited person.
     * @example farah@fernhill.example
     */
    email: string;
    /** @description Status of the invitation. */
    status: components["schemas"]["InvitationStatus"];
    /**
     * Format: date-time
     * @description Time when the invitation was created or last resent.
     * @example 2026-03-02T08:00:00.000Z
     */
    created_at: string;
    /**
     * @description ID of the project role that the invited person gets. `null` means `Member`.
     * @example project-role-uuid-3
     */
    projectRoleId: string | null;
    /**
     * @description Token of the invitation link. It is a secret: anyone who has it can accept the invitation. `null` if there is none.
     *     The link then leads to the sign-up.
     * @example EXAMPLE-ONLY-invitation-token-57
     */
    token: string | null;
}
/** @description An API key with masked values. */
export interface ApiKey {
    /**
     * Format: int64
     * @description ID of the API key.
     * @example 1420
     */
    id: number;
    /**
     * @description Name of the API key.
     * @example Provisioning
     */
    name: string | null;
    /**
     * @description Whether the API key is accepted. An expired key is rejected although it is valid.
     * @example true
     */
    valid: boolean;
    /**
     * Format: date-time
     * @description Time when the API key was created.
     * @example 2026-03-01T09:00:00.000Z
     */
    created_at: string;
    /**
     * Format: date-time
     * @description Time when the API key expires. `null` if it does not expire.
     * @example 2026-08-28T09:00:00.000Z
     */
    expiresAt: string | null;
    /**
     * @description Masked value: 15 asterisks and the last six characters.
     * @example ***************Y-5b1c
     */
    value: string;
    /**
     * @description Replacement value during a rotation, masked. `null` if no rotation is running.
     * @example null
     */
    shadowValue: string | null;
    /**
     * Format: date-time
     * @description Time when the outgoing value stops working. `null` if no rotation is running.
     * @example null
     */
    rotatesAt: string | null;
    /**
     * Format: date-time
     * @description Time when the API key last authenticated a request. `null` if it never has.
     * @example 2026-03-07T10:15:00.000Z
     */
    lastUsed: string | null;
}
/** @description A created API key. */
export interface CreatedApiKey {
    /**
     * Format: int64
     * @description ID of the API key.
     * @example 1420
     */
    id: number;
    /**
     * @description Name of the API key.
     * @example Provisioning
     */
    name: string | null;
    /**
     * @description Whether the API key is accepted. An expired key is rejected although it is valid.
     * @example true
     */
    valid: boolean;
    /**
     * Format: date-time
     * @description Time when the API key was created.
     * @example 2026-03-01T09:00:00.000Z
     */
    created_at: string;
    /**
     * Format: date-time
     * @description Time when the API key expires. `null` if it does not expire.
     * @example 2026-08-28T09:00:00.000Z
     */
    expiresAt: string | null;
    /**
     * @description The API key itself. It is a secret and is returned only once.
     * @example confident_us_org_EXAMPLE-ONLY-5b1c
     */
    value: string;
    /**
     * @description Always `null`.
     * @example null
     */
    shadowValue: null;
    /**
     * @description Always `null`.
     * @example null
     */
    rotatesAt: null;
    /**
     * @description Always `null`.
     * @example null
     */
    lastUsed: null;
}
/** @description An API key whose value was replaced without a grace period. */
export interface ImmediatelyRotatedApiKey {
    /**
     * Format: int64
     * @description ID of the API key.
     * @example 1420
     */
    id: number;
    /**
     * @description Name of the API key.
     * @example Provisioning
     */
    name: string | null;
    /**
     * @description Whether the API key is accepted. An expired key is rejected although it is valid.
     * @example true
     */
    valid: boolean;
    /**
     * Format: date-time
     * @description Time when the API key was created.
     * @example 2026-03-01T09:00:00.000Z
     */
    created_at: string;
    /**
     * Format: date-time
     * @description Time when the API key expires. `null` if it does not expire.
     * @example 2026-08-28T09:00:00.000Z
     */
    expiresAt: string | null;
    /**
     * @description The new value of the API key. It is returned only once.
     * @example confident_us_org_EXAMPLE-ONLY-8e42
     */
    value: string;
    /**
     * @description Always `null`.
     * @example null
     */
    shadowValue: null;
    /**
     * @description Always `null`.
     * @example null
     */
    rotatesAt: null;
    /**
     * Format: date-time
     * @description Time when the API key last authenticated a request. `null` if it never has.
     * @example 2026-03-07T10:15:00.000Z
     */
    lastUsed: string | null;
}
/** @description An API key whose outgoing value works until the end of a grace period. */
export interface PendingRotationApiKey {
    /**
     * Format: int64
     * @description ID of the API key.
     * @example 1420
     */
    id: number;
    /**
     * @description Name of the API key.
     * @example Provisioning
     */
    name: string | null;
    /**
     * @description Whether the API key is accepted. An expired key is rejected although it is valid.
     * @example true
     */
    valid: boolean;
    /**
     * Format: date-time
     * @description Time when the API key was created.
     * @example 2026-03-01T09:00:00.000Z
     */
    created_at: string;
    /**
     * Format: date-time
     * @description Time when the API key expires. `null` if it does not expire.
     * @example 2026-08-28T09:00:00.000Z
     */
    expiresAt: string | null;
    /**
     * @description The outgoing value, masked.
     * @example ***************Y-5b1c
     */
    value: string;
    /**
     * @description The new value of the API key. It is returned only once.
     * @example confident_us_org_EXAMPLE-ONLY-8e42
     */
    shadowValue: string;
    /**
     * Format: date-time
     * @description Time when the outgoing value stops working and the new one becomes `value`.
     * @example 2026-03-08T12:00:00.000Z
     */
    rotatesAt: string;
    /**
     * Format: date-time
     * @description Time when the API key last authenticated a request. `null` if it never has.
     * @example 2026-03-07T10:15:00.000Z
     */
    lastUsed: string | null;
}
/** @description The first API key of a created project, or `null` if none was created. */
export interface ProjectDefaultApiKey {
    /**
     * Format: int64
     * @description ID of the API key.
     * @example 34
     */
    id: number;
    /**
     * @description Name of the API key.
     * @example Default Key
     */
    name: string | null;
    /**
     * @description Whether the API key is accepted. An expired key is rejected although it is valid.
     * @example true
     */
    valid: boolean;
    /**
     * Format: date-time
     * @description Time when the API key was created.
     * @example 2026-02-02T10:30:00.000Z
     */
    created_at: string;
    /**
     * Format: date-time
     * @description Time when the API key expires. `null`, because this key does not expire.
     * @example null
     */
    expiresAt: string | null;
    /**
     * @description The API key itself. It is a secret and is returned only once.
     * @example confident_us_proj_EXAMPLE-ONLY-7d9f
     */
    value: string;
    /**
     * @description Replacement value during a rotation, masked. `null` if no rotation is running.
     * @example null
     */
    shadowValue: string | null;
    /**
     * Format: date-time
     * @description Time when the outgoing value stops working. `null` if no rotation is running.
     * @example null
     */
    rotatesAt: string | null;
    /**
     * Format: date-time
     * @description Time when the API key last authenticated a request. `null` if it never has.
     * @example 2026-03-07T10:15:00.000Z
     */
    lastUsed: string | null;
}
/** @description An audit-log export. */
export interface AuditLogExport {
    /**
     * @description ID of the export.
     * @example export-uuid-1
     */
    id: string;
    /**
     * @description ID of the exported project. `null` for the whole organization.
     * @example null
     */
    projectId: string | null;
    /**
     * @description ID of the organization.
     * @example ORGANIZATION-ID
     */
    organizationId: string;
    /**
     * @description ID of the user who started the export. `api` if an organization API key started it.
     * @example api
     */
    userId: string;
    /** @description Status of the export. */
    status: components["schemas"]["AuditLogExportStatus"];
    /**
     * @description Type of the export. `AUDIT_LOGS` for exports of audit logs. More types exist, and new ones may be added.
     * @example AUDIT_LOGS
     */
    exportType: string;
    /**
     * Format: date-time
     * @description Start of the period that the file covers, inclusive. Without a period, the time of the oldest entry.
     * @example 2026-02-01T00:00:00.000Z
     */
    startTime: string | null;
    /**
     * Format: date-time
     * @description End of the period that the file covers, inclusive. Without a period, the time of the newest entry.
     * @example 2026-02-28T23:59:59.999Z
     */
    endTime: string | null;
    /**
     * Format: int64
     * @description Number of rows in the file. `null` until the export is `COMPLETED`.
     * @example 1284
     */
    rowCount: number | null;
    /**
     * @description Why the export failed. `null` unless it is `ERRORED`.
     * @example null
     */
    errorMessage: string | null;
    /**
     * Format: date-time
     * @description Time when the export was started.
     * @example 2026-03-07T16:00:00.000Z
     */
    createdAt: string;
    /**
     * Format: date-time
     * @description Time when the export completed or failed. `null` while it is running.
     * @example 2026-03-07T16:00:21.000Z
     */
    completedAt: string | null;
}
/** @description The deleted resource. */
export interface DeletedResource {
    /**
     * @description ID of the deleted resource.
     * @example role-uuid-3
     */
    id: string;
}
/** @description The deleted API key. */
export interface DeletedApiKey {
    /**
     * Format: int64
     * @description ID of the deleted API key.
     * @example 1420
     */
    id: number;
}
/** @description The deleted invitation. */
export interface DeletedInvitation {
    /**
     * Format: int64
     * @description ID of the deleted invitation.
     * @example 42
     */
    id: number;
}
/** @description Data of a permission list response. */
export interface PermissionListData {
    /** @description All permissions of the scope. */
    permissions: components["schemas"]["Permission"][];
}
/** @description Data of a policy list response. */
export interface PolicyListData {
    /** @description All policies of the scope. */
    policies: components["schemas"]["Policy"][];
}
/** @description Data of an organization role list response. */
export interface RoleListData {
    /** @description The built-in roles and the custom roles of the organization. */
    roles: components["schemas"]["Role"][];
}
/** @description Data of a project list response. */
export interface ProjectListData {
    /** @description All projects of the organization. */
    projects: components["schemas"]["Project"][];
}
/** @description Data of a project creation response. */
export interface CreatedProjectData {
    project: components["schemas"]["ProjectSummary"];
    apiKey: components["schemas"]["ProjectDefaultApiKey"];
}
/** @description Data of a project role list response. */
export interface ProjectRoleListData {
    /** @description The built-in roles and the custom roles of the project. */
    roles: components["schemas"]["ProjectRole"][];
}
/** @description Data of a response with a page of organization members. */
export interface OrganizationMemberListData {
    /** @description The members on the page. */
    members: components["schemas"]["OrganizationMember"][];
    /**
     * Format: int32
     * @description Number of members on all pages.
     * @example 3
     */
    totalOrganizationMembers: number;
    /**
     * Format: int32
     * @description Number of the page.
     * @example 1
     */
    page: number;
    /**
     * Format: int32
     * @description Number of members on a full page.
     * @example 25
     */
    pageSize: number;
}
/** @description Data of a response with a page of project members. */
export interface ProjectMemberListData {
    /** @description The members on the page. */
    members: components["schemas"]["ProjectMember"][];
    /**
     * Format: int32
     * @description Number of members on all pages.
     * @example 2
     */
    totalProjectMembers: number;
    /**
     * Format: int32
     * @description Number of the page.
     * @example 1
     */
    page: number;
    /**
     * Format: int32
     * @description Number of members on a full page.
     * @example 25
     */
    pageSize: number;
}
/** @description Data of a response with organization invitations. */
export interface OrganizationInvitationListData {
    /** @description The invitations. */
    invitations: components["schemas"]["OrganizationInvitation"][];
}
/** @description Data of a response with project invitations. */
export interface ProjectInvitationListData {
    /** @description The invitations. */
    invitations: components["schemas"]["ProjectInvitation"][];
}
/** @description Data of an API key list response. */
export interface ApiKeyListData {
    /** @description All API keys of the scope, newest first. */
    apiKeys: components["schemas"]["ApiKey"][];
}
/** @description The plan limit that was exceeded. */
export interface ErrorDetails {
    /**
     * @description Current usage.
     * @example 2
     */
    usage?: string;
    /**
     * @description Limit of the plan.
     * @example 2
     */
    limit?: string;
}
/** @description Response with an organization. */
export interface OrganizationResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["Organization"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a list of permissions. */
export interface PermissionListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["PermissionListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a list of policies. */
export interface PolicyListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["PolicyListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a policy. */
export interface PolicyResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["Policy"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a list of organization roles. */
export interface RoleListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["RoleListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with an organization role. */
export interface RoleResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["Role"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a page of organization members. */
export interface OrganizationMemberListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["OrganizationMemberListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with an organization member. */
export interface OrganizationMemberResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["OrganizationMember"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with organization invitations. */
export interface OrganizationInvitationListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["OrganizationInvitationListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with an organization invitation. */
export interface OrganizationInvitationResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["OrganizationInvitation"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a list of API keys. */
export interface ApiKeyListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ApiKeyListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with an API key. */
export interface ApiKeyResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ApiKey"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a created API key. */
export interface CreatedApiKeyResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["CreatedApiKey"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a rotated API key. */
export interface RotatedApiKeyResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["RotatedApiKey"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with an audit-log export. */
export interface AuditLogExportResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["AuditLogExport"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a list of projects. */
export interface ProjectListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ProjectListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a project. */
export interface ProjectResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["Project"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a created project and its first API key. */
export interface CreatedProjectResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["CreatedProjectData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a list of project roles. */
export interface ProjectRoleListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ProjectRoleListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a project role. */
export interface ProjectRoleResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ProjectRole"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a page of project members. */
export interface ProjectMemberListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ProjectMemberListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a project member. */
export interface ProjectMemberResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ProjectMember"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with project invitations. */
export interface ProjectInvitationListResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ProjectInvitationListData"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with a project invitation. */
export interface ProjectInvitationResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["ProjectInvitation"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with the ID of a deleted resource. */
export interface DeletedResourceResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["DeletedResource"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with the ID of a deleted API key. */
export interface DeletedApiKeyResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["DeletedApiKey"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with the ID of a deleted invitation. */
export interface DeletedInvitationResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["DeletedInvitation"];
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of the resource on the Confident AI platform.
     * @example https://app.confident-ai.com
     */
    link?: string;
}
/** @description Response with an error. */
export interface ErrorResponse {
    /**
     * @description Always `false` in an error.
     * @example false
     * @constant
     */
    success: false;
    /**
     * @description Human-readable error message. Use the status code to handle errors in code.
     * @example Role not found. List roles to get valid IDs.
     */
    error: string;
    /**
     * @description Whether the endpoint is deprecated.
     * @example false
     */
    deprecated?: boolean;
    /**
     * Format: uri
     * @description URL of a page on the Confident AI platform that explains the error.
     * @example https://app.confident-ai.com
     */
    link?: string;
    /** @description Usage and limit of the plan. *Unofficial:* Sent if a plan limit is exceeded. */
    details?: components["schemas"]["ErrorDetails"];
}
export interface GetOrganizationOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["OrganizationResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateOrganizationOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    /** @description New name of the organization. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["UpdateOrganizationInput"];
        };
    };
    responses: {
        /** @description The updated organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["OrganizationResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidName"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListOrganizationPermissionsOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The organization permissions. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PermissionListResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListOrganizationPoliciesOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The policies of the organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PolicyListResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateOrganizationPolicyOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    /** @description The policy to create. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["PolicyInput"];
        };
    };
    responses: {
        /** @description The created policy. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        /**
         * @description Another policy already has the name. *Unofficial:* This error returns 409, as does exceeding the limit of
         *     1,000 policies.
         */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidPolicy"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateOrganizationPolicyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a policy of the organization.
             * @example policy-uuid-3
             */
            policyId: components["parameters"]["PolicyId"];
        };
        cookie?: never;
    };
    /** @description The new state of the policy. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["PolicyInput"];
        };
    };
    responses: {
        /** @description The updated policy. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["PolicyNotFound"];
        /** @description Another policy already has the name. *Unofficial:* This error returns 409. */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidPolicy"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteOrganizationPolicyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a policy of the organization.
             * @example policy-uuid-3
             */
            policyId: components["parameters"]["PolicyId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The policy was deleted. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedResourceResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["PolicyNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListOrganizationRolesOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The built-in roles and the custom roles of the organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["RoleListResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateOrganizationRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    /** @description The role to create. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["RoleInput"];
        };
    };
    responses: {
        /** @description The created role. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["RoleResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        /**
         * @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return
         *     409, as does exceeding the limit of 1,000 custom roles.
         */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidRole"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateOrganizationRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a role of the organization.
             * @example role-uuid-3
             */
            roleId: components["parameters"]["RoleId"];
        };
        cookie?: never;
    };
    /** @description The new state of the role. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["RoleInput"];
        };
    };
    responses: {
        /** @description The updated role. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["RoleResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["RoleNotFound"];
        /**
         * @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return
         *     409.
         */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidRole"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteOrganizationRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a role of the organization.
             * @example role-uuid-3
             */
            roleId: components["parameters"]["RoleId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The role was deleted. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedResourceResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["RoleNotFound"];
        /** @description The role is assigned to a member. *Unofficial:* This error returns 409. */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListOrganizationMembersOperation {
    parameters: {
        query?: {
            /**
             * @description Number of the page, from 1.
             * @example 1
             */
            page?: components["parameters"]["Page"];
            /**
             * @description Number of entries on a page, from 1 to 100. *Unofficial:* Any other value is rejected with 422.
             * @example 25
             */
            pageSize?: components["parameters"]["PageSize"];
        };
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description A page of the members of the organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["OrganizationMemberListResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        422: components["responses"]["InvalidPage"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateOrganizationMemberRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a member of the organization.
             * @example user-uuid-2
             */
            userId: components["parameters"]["UserId"];
        };
        cookie?: never;
    };
    /** @description The role to assign. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["UpdateMemberRoleInput"];
        };
    };
    responses: {
        /** @description The member with the new role. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["OrganizationMemberResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["MemberNotFound"];
        409: components["responses"]["OwnerRoleConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidMemberRole"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface RemoveOrganizationMemberOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a member of the organization.
             * @example user-uuid-2
             */
            userId: components["parameters"]["UserId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The member was removed. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedResourceResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["MemberNotFound"];
        409: components["responses"]["OwnerRemovalConflict"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListOrganizationInvitationsOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The pending and declined invitations to the organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["OrganizationInvitationListResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateOrganizationInvitationsOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    /** @description The addresses and the role. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["CreateOrganizationInvitationsInput"];
        };
    };
    responses: {
        /** @description The created invitations. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["OrganizationInvitationListResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["InvitationForbidden"];
        409: components["responses"]["InvitationConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidInvitations"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ResendOrganizationInvitationOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an invitation to the organization.
             * @example 42
             */
            invitationId: components["parameters"]["InvitationId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The invitation with its new token. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["OrganizationInvitationResponse"];
            };
        };
        400: components["responses"]["MalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["InvitationForbidden"];
        404: components["responses"]["InvitationNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteOrganizationInvitationOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an invitation to the organization.
             * @example 42
             */
            invitationId: components["parameters"]["InvitationId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The invitation was revoked. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedInvitationResponse"];
            };
        };
        400: components["responses"]["MalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["InvitationNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListOrganizationApiKeysOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The API keys of the organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ApiKeyListResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateOrganizationApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    /** @description The API key to create. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["CreateApiKeyInput"];
        };
    };
    responses: {
        /** @description The created API key with its full value. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["CreatedApiKeyResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidApiKey"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface GetOrganizationApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an API key of the organization.
             * @example 1420
             */
            apiKeyId: components["parameters"]["ApiKeyId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The API key. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ApiKeyResponse"];
            };
        };
        400: components["responses"]["MalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ApiKeyNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateOrganizationApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an API key of the organization.
             * @example 1420
             */
            apiKeyId: components["parameters"]["ApiKeyId"];
        };
        cookie?: never;
    };
    /** @description Whether the API key is accepted. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["UpdateApiKeyInput"];
        };
    };
    responses: {
        /** @description The updated API key. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ApiKeyResponse"];
            };
        };
        400: components["responses"]["MalformedNumericIdRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ApiKeyNotFound"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidApiKeyUpdate"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteOrganizationApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an API key of the organization.
             * @example 1420
             */
            apiKeyId: components["parameters"]["ApiKeyId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The API key was revoked. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedApiKeyResponse"];
            };
        };
        400: components["responses"]["MalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ApiKeyNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface RotateOrganizationApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an API key of the organization.
             * @example 1420
             */
            apiKeyId: components["parameters"]["ApiKeyId"];
        };
        cookie?: never;
    };
    /** @description `{}` replaces the value immediately. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["RotateApiKeyInput"];
        };
    };
    responses: {
        /** @description The rotated API key with its full new value. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["RotatedApiKeyResponse"];
            };
        };
        400: components["responses"]["MalformedNumericIdRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ApiKeyNotFound"];
        409: components["responses"]["RotationConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidRotation"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateOrganizationAuditLogExportOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    /** @description The period and the search term. `{}` exports everything. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["CreateAuditLogExportInput"];
        };
    };
    responses: {
        /** @description The export was started. */
        202: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["AuditLogExportResponse"];
            };
        };
        400: components["responses"]["ExportMalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        409: components["responses"]["ExportConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidExport"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface GetOrganizationAuditLogExportOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an audit-log export of the organization.
             * @example export-uuid-1
             */
            exportId: components["parameters"]["ExportId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The export. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["AuditLogExportResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ExportNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DownloadOrganizationAuditLogExportOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of an audit-log export of the organization.
             * @example export-uuid-1
             */
            exportId: components["parameters"]["ExportId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description Redirect to the file. The response has no body. */
        302: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Location: components["headers"]["Location"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content?: never;
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ExportNotFound"];
        409: components["responses"]["ExportNotReady"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListProjectsOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The projects of the organization. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectListResponse"];
            };
        };
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateProjectOperation {
    parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
    };
    /** @description The project to create. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["CreateProjectInput"];
        };
    };
    responses: {
        /** @description The created project and its API key. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["CreatedProjectResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["ProjectForbidden"];
        /**
         * @description Another project already has the name. *Unofficial:* This error returns 409, as does exceeding the limit of
         *     1,000 projects.
         */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidProject"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface GetProjectOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The project. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateProjectOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    /** @description The fields to change. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["UpdateProjectInput"];
        };
    };
    responses: {
        /** @description The updated project. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        /** @description Another project already has the name. *Unofficial:* This error returns 409. */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidName"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteProjectOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The project and everything in it were deleted. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedResourceResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListProjectPermissionsOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The project permissions. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PermissionListResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListProjectPoliciesOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The policies of the project. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PolicyListResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateProjectPolicyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    /** @description The policy to create. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["PolicyInput"];
        };
    };
    responses: {
        /** @description The created policy. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        /**
         * @description Another policy already has the name. *Unofficial:* This error returns 409, as does exceeding the limit of
         *     1,000 policies.
         */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidPolicy"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateProjectPolicyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of a policy of the project.
             * @example policy-uuid-4
             */
            policyId: components["parameters"]["ProjectPolicyId"];
        };
        cookie?: never;
    };
    /** @description The new state of the policy. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["PolicyInput"];
        };
    };
    responses: {
        /** @description The updated policy. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectPolicyNotFound"];
        /** @description Another policy already has the name. *Unofficial:* This error returns 409. */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidPolicy"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteProjectPolicyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of a policy of the project.
             * @example policy-uuid-4
             */
            policyId: components["parameters"]["ProjectPolicyId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The policy was deleted. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedResourceResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectPolicyNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListProjectRolesOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The built-in roles and the custom roles of the project. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectRoleListResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateProjectRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    /** @description The role to create. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["RoleInput"];
        };
    };
    responses: {
        /** @description The created role. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectRoleResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        /**
         * @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return
         *     409, as does exceeding the limit of 1,000 custom roles.
         */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidRole"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateProjectRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of a role of the project.
             * @example project-role-uuid-3
             */
            roleId: components["parameters"]["ProjectRoleId"];
        };
        cookie?: never;
    };
    /** @description The new state of the role. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["RoleInput"];
        };
    };
    responses: {
        /** @description The updated role. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectRoleResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectRoleNotFound"];
        /**
         * @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return
         *     409.
         */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidRole"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteProjectRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of a role of the project.
             * @example project-role-uuid-3
             */
            roleId: components["parameters"]["ProjectRoleId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The role was deleted. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedResourceResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectRoleNotFound"];
        /** @description The role is assigned to a member. *Unofficial:* This error returns 409. */
        409: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListProjectMembersOperation {
    parameters: {
        query?: {
            /**
             * @description Number of the page, from 1.
             * @example 1
             */
            page?: components["parameters"]["Page"];
            /**
             * @description Number of entries on a page, from 1 to 100. *Unofficial:* Any other value is rejected with 422.
             * @example 25
             */
            pageSize?: components["parameters"]["PageSize"];
        };
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description A page of the members of the project. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectMemberListResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        422: components["responses"]["InvalidPage"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateProjectMemberRoleOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of a member of the project.
             * @example user-uuid-2
             */
            userId: components["parameters"]["ProjectUserId"];
        };
        cookie?: never;
    };
    /** @description The role to assign. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["UpdateMemberRoleInput"];
        };
    };
    responses: {
        /** @description The member with the new role. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectMemberResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectMemberNotFound"];
        409: components["responses"]["OwnerRoleConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidMemberRole"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface RemoveProjectMemberOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of a member of the project.
             * @example user-uuid-2
             */
            userId: components["parameters"]["ProjectUserId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The member was removed. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedResourceResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectMemberNotFound"];
        409: components["responses"]["OwnerRemovalConflict"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListProjectInvitationsOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The pending and declined invitations to the project. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectInvitationListResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateProjectInvitationsOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    /** @description The addresses and the role. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["CreateProjectInvitationsInput"];
        };
    };
    responses: {
        /** @description The created invitations. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectInvitationListResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["InvitationForbidden"];
        404: components["responses"]["ProjectNotFound"];
        409: components["responses"]["InvitationConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidInvitations"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ResendProjectInvitationOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an invitation to the project.
             * @example 57
             */
            invitationId: components["parameters"]["ProjectInvitationId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The invitation with its new token. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ProjectInvitationResponse"];
            };
        };
        400: components["responses"]["ProjectMalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["InvitationForbidden"];
        404: components["responses"]["ProjectInvitationNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteProjectInvitationOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an invitation to the project.
             * @example 57
             */
            invitationId: components["parameters"]["ProjectInvitationId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The invitation was revoked. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedInvitationResponse"];
            };
        };
        400: components["responses"]["ProjectMalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectInvitationNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface ListProjectApiKeysOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The API keys of the project. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ApiKeyListResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateProjectApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    /** @description The API key to create. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["CreateApiKeyInput"];
        };
    };
    responses: {
        /** @description The created API key with its full value. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["CreatedApiKeyResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidApiKey"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface GetProjectApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an API key of the project.
             * @example 35
             */
            apiKeyId: components["parameters"]["ProjectApiKeyId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The API key. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ApiKeyResponse"];
            };
        };
        400: components["responses"]["ProjectMalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectApiKeyNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface UpdateProjectApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an API key of the project.
             * @example 35
             */
            apiKeyId: components["parameters"]["ProjectApiKeyId"];
        };
        cookie?: never;
    };
    /** @description Whether the API key is accepted. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["UpdateApiKeyInput"];
        };
    };
    responses: {
        /** @description The updated API key. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["ApiKeyResponse"];
            };
        };
        400: components["responses"]["ProjectMalformedNumericIdRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectApiKeyNotFound"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidApiKeyUpdate"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DeleteProjectApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an API key of the project.
             * @example 35
             */
            apiKeyId: components["parameters"]["ProjectApiKeyId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The API key was revoked. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["DeletedApiKeyResponse"];
            };
        };
        400: components["responses"]["ProjectMalformedNumericIdUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectApiKeyNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface RotateProjectApiKeyOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an API key of the project.
             * @example 35
             */
            apiKeyId: components["parameters"]["ProjectApiKeyId"];
        };
        cookie?: never;
    };
    /** @description `{}` replaces the value immediately. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["RotateApiKeyInput"];
        };
    };
    responses: {
        /** @description The rotated API key with its full new value. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["RotatedApiKeyResponse"];
            };
        };
        400: components["responses"]["ProjectMalformedNumericIdRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectApiKeyNotFound"];
        409: components["responses"]["RotationConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidRotation"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface CreateProjectAuditLogExportOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
        };
        cookie?: never;
    };
    /** @description The period and the search term. `{}` exports everything. */
    requestBody: {
        content: {
            "application/json": components["schemas"]["CreateAuditLogExportInput"];
        };
    };
    responses: {
        /** @description The export was started. */
        202: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["AuditLogExportResponse"];
            };
        };
        400: components["responses"]["ProjectExportMalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        409: components["responses"]["ExportConflict"];
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        422: components["responses"]["InvalidExport"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface GetProjectAuditLogExportOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an audit-log export of the project.
             * @example export-uuid-2
             */
            exportId: components["parameters"]["ProjectExportId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description The export. */
        200: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content: {
                "application/json": components["schemas"]["AuditLogExportResponse"];
            };
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectExportNotFound"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
export interface DownloadProjectAuditLogExportOperation {
    parameters: {
        query?: never;
        header?: never;
        path: {
            /**
             * @description ID of a project of the organization that the API key belongs to.
             * @example PROJECT-ID
             */
            projectId: components["parameters"]["ProjectId"];
            /**
             * @description ID of an audit-log export of the project.
             * @example export-uuid-2
             */
            exportId: components["parameters"]["ProjectExportId"];
        };
        cookie?: never;
    };
    requestBody?: never;
    responses: {
        /** @description Redirect to the file. The response has no body. */
        302: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                Location: components["headers"]["Location"];
                Sunset?: components["headers"]["Sunset"];
                "X-Api-Key-Warning"?: components["headers"]["X-Api-Key-Warning"];
            };
            content?: never;
        };
        400: components["responses"]["MalformedUrl"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectExportNotFound"];
        409: components["responses"]["ExportNotReady"];
        429: components["responses"]["TooManyRequests"];
        500: components["responses"]["InternalServerError"];
        503: components["responses"]["ServiceUnavailable"];
        default: components["responses"]["UnexpectedError"];
    };
}
