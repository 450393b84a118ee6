/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */

export interface paths {
    "/v1/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the organization
         * @description Answers with the organization that the API key belongs to. There is no id in the path: the key says which
         *     organization is meant.
         */
        get: operations["retrieveOrganization"];
        /**
         * Update the organization
         * @description Renames the organization that the API key belongs to. Nothing else about it can be changed here.
         */
        put: operations["updateOrganization"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organization/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization permissions
         * @description Lists everything that an organization policy can allow. Permissions are fixed by the platform and named
         *     `resource:action`; their ids go into the `permissionIds` of a policy.
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
    "/v1/organization/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization policies
         * @description Lists the policies of the organization, each with its permissions. The ids go into the `policyIds` of an
         *     organization role.
         */
        get: operations["listOrganizationPolicies"];
        put?: never;
        /**
         * Create an organization policy
         * @description Bundles permissions into a policy that organization roles can use. Find permission ids with
         *     `listOrganizationPermissions`; ids of the other scope are refused.
         *
         *     The name is unique within the organization; names are compared in Unicode NFC, without surrounding white
         *     space, ignoring case. This is our choice: no public page says it.
         */
        post: operations["createOrganizationPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organization/policies/{policyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the policy. It belongs to the organization.
                 * @example policy-uuid-3
                 */
                policyId: components["parameters"]["PolicyId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update an organization policy
         * @description Replaces the name, permissions and description of a policy. What the body leaves out is not kept: without
         *     `description` it becomes `null`. Every role that has the policy follows at once.
         */
        put: operations["updateOrganizationPolicy"];
        post?: never;
        /**
         * Delete an organization policy
         * @description Deletes a policy. One that is still part of a role is not deleted: take it out of its roles first. (This
         *     refusal is our choice: no public page says what happens to such roles.)
         */
        delete: operations["deleteOrganizationPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organization/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization roles
         * @description Lists the roles that a member of the organization can have: the global, system-defined ones (`Owner`,
         *     `Admin` and `Member`, whose `organizationId` is `null`) and the organization's own.
         */
        get: operations["listOrganizationRoles"];
        put?: never;
        /**
         * Create an organization role
         * @description Creates a role of the organization's own from a set of its policies. Find policy ids with
         *     `listOrganizationPolicies`; ids of the other scope are refused.
         *
         *     The name is unique within the organization and may not be that of a system-defined role (`Owner`, `Admin`
         *     and `Member`). Names are compared in Unicode NFC, without surrounding white space, ignoring case, so `admin`
         *     cannot pass for `Admin`.
         */
        post: operations["createOrganizationRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organization/roles/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the role. It belongs to the organization.
                 * @example role-uuid-3
                 */
                roleId: components["parameters"]["RoleId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update an organization role
         * @description Replaces the name, policies and description of a role. What the body leaves out is not kept: without
         *     `description` it becomes `null`. Members who have the role follow at once. Global roles cannot be changed.
         *
         *     The name follows the rules of `createOrganizationRole`; the role's own, in any case, is no conflict.
         */
        put: operations["updateOrganizationRole"];
        post?: never;
        /**
         * Delete an organization role
         * @description Deletes a role of the organization's own. A role that a member still has is not deleted; global roles never
         *     are.
         */
        delete: operations["deleteOrganizationRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description Lists the projects of the organization that the API key belongs to.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project
         * @description Creates a project with its first API key. The key's `value` is whole in this answer alone: keep it now, it
         *     cannot be read again.
         *
         *     `email` names an existing member of the organization who becomes the project's Owner; without it nobody
         *     does. The name is unique within the organization, compared as role names are (our choice: no public page
         *     says it).
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{projectId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * Retrieve a project
         * @description Answers with one project. It belongs to the organization of the API key; another organization's project
         *     answers as one that does not exist.
         */
        get: operations["retrieveProject"];
        /**
         * Update a project
         * @description Changes a project's name, description or both. Unlike other updates here, a field that the body leaves out
         *     keeps its value, since both are optional; `description: null` clears the description. At least one of them
         *     has to be sent. (That omission keeps a value is our choice: the pages do not say.)
         */
        put: operations["updateProject"];
        post?: never;
        /**
         * Delete a project
         * @description Deletes a project and everything in it: its roles, policies, members' places in it, and API keys. It cannot
         *     be undone.
         */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{projectId}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project permissions
         * @description Lists everything that a project policy can allow. Permissions are fixed by the platform and named
         *     `resource:action`; their ids go into the `permissionIds` of a policy.
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
    "/v1/projects/{projectId}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project policies
         * @description Lists the policies of one project, each with its permissions. The ids go into the `policyIds` of a project
         *     role.
         */
        get: operations["listProjectPolicies"];
        put?: never;
        /**
         * Create a project policy
         * @description Bundles permissions into a policy that project roles can use. Find permission ids with
         *     `listProjectPermissions`; ids of the other scope are refused.
         *
         *     The name is unique within the project; names are compared in Unicode NFC, without surrounding white space,
         *     ignoring case. This is our choice: no public page says it.
         */
        post: operations["createProjectPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{projectId}/policies/{policyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description The id of the policy. It belongs to the project that the path names.
                 * @example policy-uuid-4
                 */
                policyId: components["parameters"]["ProjectPolicyId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update a project policy
         * @description Replaces the name, permissions and description of a policy. What the body leaves out is not kept: without
         *     `description` it becomes `null`. Every role that has the policy follows at once.
         */
        put: operations["updateProjectPolicy"];
        post?: never;
        /**
         * Delete a project policy
         * @description Deletes a policy. One that is still part of a role is not deleted: take it out of its roles first. (This
         *     refusal is our choice: no public page says what happens to such roles.)
         */
        delete: operations["deleteProjectPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{projectId}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project roles
         * @description Lists the roles that a member of the project can have: the global, system-defined ones (`Owner`, `Manager`
         *     and `Member`, whose `projectId` is `null`) and the project's own.
         */
        get: operations["listProjectRoles"];
        put?: never;
        /**
         * Create a project role
         * @description Creates a role of the project's own from a set of its policies. Find policy ids with `listProjectPolicies`;
         *     ids of the other scope are refused.
         *
         *     The name is unique within the project and may not be that of a system-defined role (`Owner`, `Manager` and
         *     `Member`). Names are compared in Unicode NFC, without surrounding white space, ignoring case, so `admin`
         *     cannot pass for `Admin`.
         */
        post: operations["createProjectRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{projectId}/roles/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description The id of the role. It belongs to the project that the path names.
                 * @example project-role-uuid-3
                 */
                roleId: components["parameters"]["ProjectRoleId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Update a project role
         * @description Replaces the name, policies and description of a role. What the body leaves out is not kept: without
         *     `description` it becomes `null`. Members who have the role follow at once. Global roles cannot be changed.
         *
         *     The name follows the rules of `createProjectRole`; the role's own, in any case, is no conflict.
         */
        put: operations["updateProjectRole"];
        post?: never;
        /**
         * Delete a project role
         * @description Deletes a role of the project's own. A role that a member still has is not deleted; global roles never are.
         */
        delete: operations["deleteProjectRole"];
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
         * @description An opaque identifier, unique within its kind. Compare it whole; nothing is to be read from it.
         * @example role-uuid-3
         */
        Id: string;
        /**
         * @description A name for people. Not blank, without control characters.
         * @example Billing Manager
         */
        Name: string;
        /** @description What an organization can be given. */
        OrganizationInput: {
            /** @description The organization's new name. */
            name: components["schemas"]["Name"];
        };
        /** @description A policy as it is sent, in either scope. */
        PolicyInput: {
            /** @description The name, unique within its scope. */
            name: components["schemas"]["Name"];
            /**
             * @description The ids of the permissions that the policy grants, each once; all of the same scope. It may be empty.
             * @example [
             *       "perm-uuid-1",
             *       "perm-uuid-2"
             *     ]
             */
            permissionIds: components["schemas"]["Id"][];
            /**
             * @description What the policy is for. Left out is the same as `null`.
             * @example Grants access to billing settings
             */
            description?: string | null;
        };
        /** @description A role as it is sent, in either scope. */
        RoleInput: {
            /** @description The name, unique within its scope. It may not be that of a system-defined role. */
            name: components["schemas"]["Name"];
            /**
             * @description The ids of the policies that make up the role, each once; all of the same scope. It may be empty.
             * @example [
             *       "policy-uuid-2"
             *     ]
             */
            policyIds: components["schemas"]["Id"][];
            /**
             * @description What the role is for. Left out is the same as `null`.
             * @example Can manage billing only
             */
            description?: string | null;
        };
        /** @description A project as it is sent to be created. */
        CreateProjectInput: {
            /** @description The name, unique within the organization. */
            name: components["schemas"]["Name"];
            /**
             * @description What the project is for. Left out is the same as `null`.
             * @example Evaluates the assistant in our shop
             */
            description?: string | null;
            /**
             * Format: email
             * @description The address of an existing member, who becomes the project's Owner.
             * @example ada@fernhill.example
             */
            email?: string;
        };
        /** @description What shall change about a project. A field that is left out keeps its value. */
        UpdateProjectInput: {
            /** @description The new name, unique within the organization. */
            name?: components["schemas"]["Name"];
            /**
             * @description The new description; `null` clears it.
             * @example Evaluates the assistant in our shop and on the phone
             */
            description?: string | null;
        };
        /** @description The organization that the API key belongs to. */
        Organization: {
            /** @description The organization's id. */
            id: components["schemas"]["Id"];
            /** @description The organization's name. */
            name: components["schemas"]["Name"];
            /** @description What the organization has subscribed to. */
            plan: components["schemas"]["OrganizationPlan"];
            /**
             * Format: date-time
             * @description When the organization was created.
             * @example 2026-01-05T09:00:00.000Z
             */
            created_at: string;
        };
        /**
         * @description What an organization has subscribed to.
         * @example TEAM
         * @enum {string}
         */
        OrganizationPlan: "TRIAL" | "FREE" | "STARTER" | "ENTERPRISE" | "TEAM" | "PREMIUM";
        /** @description Something that a policy can allow. */
        Permission: {
            /** @description The permission's id. */
            id: components["schemas"]["Id"];
            /** @description What is allowed, as `resource:action`. */
            name: components["schemas"]["Name"];
            /**
             * @description What it means, if the platform says so.
             * @example null
             */
            description: string | null;
        };
        /** @description A permission as a policy shows it. */
        PermissionSummary: {
            /** @description The permission's id. */
            id: components["schemas"]["Id"];
            /** @description What is allowed, as `resource:action`. */
            name: components["schemas"]["Name"];
        };
        /** @description A named bundle of permissions, of the organization or of one project. */
        Policy: {
            /** @description The policy's id. */
            id: components["schemas"]["Id"];
            /** @description The policy's name, unique within its scope. */
            name: components["schemas"]["Name"];
            /**
             * @description What the policy is for.
             * @example Grants access to billing settings
             */
            description: string | null;
            /** @description What the policy allows. */
            permissions: components["schemas"]["PermissionSummary"][];
        };
        /** @description A policy as a role shows it. */
        PolicySummary: {
            /** @description The policy's id. */
            id: components["schemas"]["Id"];
            /** @description The policy's name. */
            name: components["schemas"]["Name"];
        };
        /** @description A role of organization scope. */
        Role: {
            /** @description The role's id. */
            id: components["schemas"]["Id"];
            /** @description The role's name, unique within its scope. */
            name: components["schemas"]["Name"];
            /**
             * @description What the role is for.
             * @example Can manage billing only
             */
            description: string | null;
            /**
             * @description The organization that made the role; `null` for a global role.
             * @example ORGANIZATION-ID
             */
            organizationId: string | null;
            /** @description What makes up the role. */
            policies: components["schemas"]["PolicySummary"][];
        };
        /** @description A role of project scope. */
        ProjectRole: {
            /** @description The role's id. */
            id: components["schemas"]["Id"];
            /** @description The role's name, unique within its scope. */
            name: components["schemas"]["Name"];
            /**
             * @description What the role is for.
             * @example Read-only project access
             */
            description: string | null;
            /**
             * @description The project that the role belongs to; `null` for a global role.
             * @example PROJECT-ID
             */
            projectId: string | null;
            /** @description What makes up the role. */
            policies: components["schemas"]["PolicySummary"][];
        };
        /** @description A project of the organization. */
        Project: {
            /** @description The project's id. */
            id: components["schemas"]["Id"];
            /** @description The project's name. */
            name: components["schemas"]["Name"];
            /**
             * @description What the project is for.
             * @example Evaluates the assistant in our shop
             */
            description: string | null;
            /** @description The organization that the project belongs to. */
            organizationId: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description When the project was created.
             * @example 2026-02-02T10:30:00.000Z
             */
            created_at: string;
        };
        /** @description An API key of a project, as it is shown when it is created. */
        ProjectApiKey: {
            /**
             * Format: int64
             * @description The key's number.
             * @example 34
             */
            id: number;
            /** @description The key's name. */
            name: components["schemas"]["Name"];
            /**
             * @description Whether the key is accepted.
             * @example true
             */
            valid: boolean;
            /**
             * @description The key itself. A secret: it is shown this once.
             * @example confident_us_proj_EXAMPLE-ONLY-7d9f
             */
            value: string;
            /**
             * Format: date-time
             * @description When the key was created.
             * @example 2026-02-02T10:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the key was last used; `null` if never.
             * @example 2026-02-03T08:15:00.000Z
             */
            lastUsed: string | null;
        };
        /** @description What was deleted. */
        Deletion: {
            /** @description The id of what was deleted. */
            id: components["schemas"]["Id"];
            /**
             * @description Always true.
             * @example true
             * @constant
             */
            deleted: true;
        };
        /** @description An organization. */
        OrganizationData: {
            organization: components["schemas"]["Organization"];
        };
        /** @description Permissions of one scope. */
        PermissionListData: {
            /** @description All permissions of the scope. */
            permissions: components["schemas"]["Permission"][];
        };
        /** @description Policies of one scope. */
        PolicyListData: {
            /** @description All policies of the scope. */
            policies: components["schemas"]["Policy"][];
        };
        /** @description A policy. */
        PolicyData: {
            policy: components["schemas"]["Policy"];
        };
        /** @description Roles of organization scope. */
        RoleListData: {
            /** @description The global roles and the organization's own. */
            roles: components["schemas"]["Role"][];
        };
        /** @description A role of organization scope. */
        RoleData: {
            role: components["schemas"]["Role"];
        };
        /** @description Projects of the organization. */
        ProjectListData: {
            /** @description All projects of the organization. */
            projects: components["schemas"]["Project"][];
        };
        /** @description A project. */
        ProjectData: {
            project: components["schemas"]["Project"];
        };
        /** @description A new project and its first API key. */
        CreatedProjectData: {
            project: components["schemas"]["Project"];
            apiKey: components["schemas"]["ProjectApiKey"];
        };
        /** @description Roles of project scope. */
        ProjectRoleListData: {
            /** @description The global roles and the project's own. */
            roles: components["schemas"]["ProjectRole"][];
        };
        /** @description A role of project scope. */
        ProjectRoleData: {
            role: components["schemas"]["ProjectRole"];
        };
        /** @description The envelope of an organization. */
        OrganizationResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["OrganizationData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a list of permissions. */
        PermissionListResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["PermissionListData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a list of policies. */
        PolicyListResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["PolicyListData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a policy. */
        PolicyResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["PolicyData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a list of organization roles. */
        RoleListResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["RoleListData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of an organization role. */
        RoleResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["RoleData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a list of projects. */
        ProjectListResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["ProjectListData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a project. */
        ProjectResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["ProjectData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a new project. */
        CreatedProjectResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["CreatedProjectData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a list of project roles. */
        ProjectRoleListResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["ProjectRoleListData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a project role. */
        ProjectRoleResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["ProjectRoleData"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of a deletion. */
        DeletionResponse: {
            /**
             * @description Tells a success from an error.
             * @example true
             * @constant
             */
            success: true;
            data: components["schemas"]["Deletion"];
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
            /**
             * Format: uri
             * @description Where the platform shows what the answer is about.
             * @example https://app.confident-ai.com
             */
            link?: string;
        };
        /** @description The envelope of every error. */
        ErrorResponse: {
            /**
             * @description Tells an error from a success.
             * @example false
             * @constant
             */
            success: false;
            /**
             * @description What is wrong and what to do, for a person to read. Decide by the status, not by these words.
             * @example Role not found. List the roles to see their ids.
             */
            error: string;
            /**
             * @description True when the endpoint is deprecated.
             * @example false
             */
            deprecated?: boolean;
        };
    };
    responses: {
        /** @description The URL is malformed, or an id in it cannot be one. */
        MalformedUrl: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is not JSON, the URL is malformed, or an id in it cannot be one. */
        MalformedRequest: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The API key is missing or wrong; the answer does not say which. */
        Unauthorized: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The key is valid but may not do this. */
        Forbidden: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The key is valid but may not do this, or the role is a global one, which nobody can change. */
        GlobalRoleForbidden: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is no such policy in the organization. What belongs to another organization answers the same. */
        PolicyNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is no such project in the organization. What belongs to another organization answers the same. */
        ProjectNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is no such project, or no such policy in it. What belongs to another organization answers the same. */
        ProjectPolicyNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is no such project, or no such role in it. What belongs to another organization answers the same. */
        ProjectRoleNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is no such role in the organization. What belongs to another organization answers the same. */
        RoleNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is larger than 100,000 bytes. */
        ContentTooLarge: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is not sent as `application/json`. */
        UnsupportedMediaType: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is JSON, but not what the operation takes. */
        InvalidName: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is JSON, but not a policy that can be kept here. */
        InvalidPolicy: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is JSON, but not a role that can be kept here. */
        InvalidRole: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Too many requests with this key. Wait as long as `Retry-After` says. */
        TooManyRequests: {
            headers: {
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "Retry-After": components["headers"]["Retry-After"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The server failed. What it was doing may or may not have happened. */
        InternalServerError: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The service is under maintenance or too busy; nothing was done. Wait as long as `Retry-After` says. */
        ServiceUnavailable: {
            headers: {
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "Retry-After": components["headers"]["Retry-After"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Any other status, in the same envelope: 405 for instance, with `Allow`. */
        UnexpectedError: {
            headers: {
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                Allow: components["headers"]["Allow"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /**
         * @description The id of the policy. It belongs to the organization.
         * @example policy-uuid-3
         */
        PolicyId: components["schemas"]["Id"];
        /**
         * @description The id of the project. It belongs to the organization of the API key.
         * @example PROJECT-ID
         */
        ProjectId: components["schemas"]["Id"];
        /**
         * @description The id of the policy. It belongs to the project that the path names.
         * @example policy-uuid-4
         */
        ProjectPolicyId: components["schemas"]["Id"];
        /**
         * @description The id of the role. It belongs to the project that the path names.
         * @example project-role-uuid-3
         */
        ProjectRoleId: components["schemas"]["Id"];
        /**
         * @description The id of the role. It belongs to the organization.
         * @example role-uuid-3
         */
        RoleId: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Which web origin may read the answer, when the request came from a web page. Ours.
         * @example *
         */
        "Access-Control-Allow-Origin": string;
        /**
         * @description With a 405, the methods that the path has. Ours.
         * @example GET, POST
         */
        Allow: string;
        /**
         * @description How many seconds to wait before the next try. Ours.
         * @example 30
         */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    retrieveOrganization: {
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
                headers: {};
                content: {
                    "application/json": components["schemas"]["OrganizationResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The organization's new name. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationInput"];
            };
        };
        responses: {
            /** @description The organization as it is now. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["OrganizationResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
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
    };
    listOrganizationPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All permissions of organization scope. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["PermissionListResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listOrganizationPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policies of this organization. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["PolicyListResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createOrganizationPolicy: {
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
            /** @description The new policy. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["PolicyResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The name is taken, or the scope is full. */
            409: {
                headers: {};
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
    };
    updateOrganizationPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the policy. It belongs to the organization.
                 * @example policy-uuid-3
                 */
                policyId: components["parameters"]["PolicyId"];
            };
            cookie?: never;
        };
        /** @description The policy as it shall be. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyInput"];
            };
        };
        responses: {
            /** @description The policy as it is now. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["PolicyResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["PolicyNotFound"];
            /** @description The name is taken. */
            409: {
                headers: {};
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
    };
    deleteOrganizationPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the policy. It belongs to the organization.
                 * @example policy-uuid-3
                 */
                policyId: components["parameters"]["PolicyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy is gone. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["DeletionResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["PolicyNotFound"];
            /** @description A role still has the policy. */
            409: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listOrganizationRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The global roles and those of this organization. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["RoleListResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createOrganizationRole: {
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
            /** @description The new role. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["RoleResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The name is taken or belongs to a system-defined role, or the scope is full. */
            409: {
                headers: {};
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
    };
    updateOrganizationRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the role. It belongs to the organization.
                 * @example role-uuid-3
                 */
                roleId: components["parameters"]["RoleId"];
            };
            cookie?: never;
        };
        /** @description The role as it shall be. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleInput"];
            };
        };
        responses: {
            /** @description The role as it is now. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["RoleResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GlobalRoleForbidden"];
            404: components["responses"]["RoleNotFound"];
            /** @description The name is taken or belongs to a system-defined role. */
            409: {
                headers: {};
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
    };
    deleteOrganizationRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the role. It belongs to the organization.
                 * @example role-uuid-3
                 */
                roleId: components["parameters"]["RoleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role is gone. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["DeletionResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GlobalRoleForbidden"];
            404: components["responses"]["RoleNotFound"];
            /** @description A member still has the role. */
            409: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listProjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization's projects. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ProjectListResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createProject: {
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
            /** @description The new project and its API key. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["CreatedProjectResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The name is taken, or the organization is full. */
            409: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The body is JSON, but not a project that can be created. */
            422: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    retrieveProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
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
                headers: {};
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
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /** @description What shall change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProjectInput"];
            };
        };
        responses: {
            /** @description The project as it is now. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectNotFound"];
            /** @description The name is taken. */
            409: {
                headers: {};
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
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project is gone, and all that was in it. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["DeletionResponse"];
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
    };
    listProjectPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All permissions of project scope. */
            200: {
                headers: {};
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
    };
    listProjectPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policies of this project. */
            200: {
                headers: {};
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
    };
    createProjectPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
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
            /** @description The new policy. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["PolicyResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectNotFound"];
            /** @description The name is taken, or the scope is full. */
            409: {
                headers: {};
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
    };
    updateProjectPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description The id of the policy. It belongs to the project that the path names.
                 * @example policy-uuid-4
                 */
                policyId: components["parameters"]["ProjectPolicyId"];
            };
            cookie?: never;
        };
        /** @description The policy as it shall be. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyInput"];
            };
        };
        responses: {
            /** @description The policy as it is now. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["PolicyResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectPolicyNotFound"];
            /** @description The name is taken. */
            409: {
                headers: {};
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
    };
    deleteProjectPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description The id of the policy. It belongs to the project that the path names.
                 * @example policy-uuid-4
                 */
                policyId: components["parameters"]["ProjectPolicyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy is gone. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["DeletionResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectPolicyNotFound"];
            /** @description A role still has the policy. */
            409: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listProjectRoles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The global roles and those of this project. */
            200: {
                headers: {};
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
    };
    createProjectRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
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
            /** @description The new role. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ProjectRoleResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectNotFound"];
            /** @description The name is taken or belongs to a system-defined role, or the scope is full. */
            409: {
                headers: {};
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
    };
    updateProjectRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description The id of the role. It belongs to the project that the path names.
                 * @example project-role-uuid-3
                 */
                roleId: components["parameters"]["ProjectRoleId"];
            };
            cookie?: never;
        };
        /** @description The role as it shall be. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleInput"];
            };
        };
        responses: {
            /** @description The role as it is now. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ProjectRoleResponse"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GlobalRoleForbidden"];
            404: components["responses"]["ProjectRoleNotFound"];
            /** @description The name is taken or belongs to a system-defined role. */
            409: {
                headers: {};
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
    };
    deleteProjectRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the project. It belongs to the organization of the API key.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
                /**
                 * @description The id of the role. It belongs to the project that the path names.
                 * @example project-role-uuid-3
                 */
                roleId: components["parameters"]["ProjectRoleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role is gone. */
            200: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["DeletionResponse"];
                };
            };
            400: components["responses"]["MalformedUrl"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GlobalRoleForbidden"];
            404: components["responses"]["ProjectRoleNotFound"];
            /** @description A member still has the role. */
            409: {
                headers: {};
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
