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
         * @description Returns the organization that the API key belongs to. The path has no ID, because the API key identifies the
         *     organization.
         */
        get: operations["retrieveOrganization"];
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
    "/v1/organization/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization permissions
         * @description Lists the permissions that organization policies can grant. The platform defines the permissions and names them
         *     `resource:action`. Pass their IDs in the `permissionIds` of an organization policy.
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
         * @description Lists the policies of the organization, each with its permissions. Pass their IDs in the `policyIds` of an
         *     organization role.
         */
        get: operations["listOrganizationPolicies"];
        put?: never;
        /**
         * Create an organization policy
         * @description Creates an organization policy with the given permissions. Use `listOrganizationPermissions` to find permission
         *     IDs.
         *
         *     *Unofficial:* The name must be unique among the policies of the organization. Names are compared
         *     case-insensitively, in Unicode form NFKC, without surrounding whitespace and invisible characters. An
         *     organization can have up to 1,000 policies.
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
         * @description Updates the name, permissions, and description of an organization policy.
         *
         *     *Unofficial:* As in version 2, `name` and `permissionIds` replace the stored values, an omitted `description` keeps
         *     its value, and `null` clears it. The name follows the rules of `createOrganizationPolicy`. The change takes effect
         *     immediately.
         */
        put: operations["updateOrganizationPolicy"];
        post?: never;
        /**
         * Delete an organization policy
         * @description Deletes an organization policy.
         *
         *     *Unofficial:* As in version 2, the policy is detached from every role that uses it. The roles stay, and a role
         *     without policies grants nothing.
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
         * @description Lists the roles that a member of the organization can have: the built-in (system-defined) roles `Owner`,
         *     `Admin`, and `Member`, whose `organizationId` is `null`, and the custom roles of the organization.
         *
         *     *Unofficial:* The `policies` of a built-in role are empty.
         */
        get: operations["listOrganizationRoles"];
        put?: never;
        /**
         * Create an organization role
         * @description Creates a custom organization role with the given policies. Use `listOrganizationPolicies` to find policy IDs.
         *
         *     The name must be unique within the organization and must not be the name of a built-in (system-defined) role:
         *     `Owner`, `Admin`, and `Member`.
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
    "/v1/organization/roles/{roleId}": {
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
         * @description Updates the name, policies, and description of a custom organization role. Built-in roles cannot be changed.
         *
         *     *Unofficial:* As in version 2, `name` and `policyIds` replace the stored values, an omitted `description` keeps its
         *     value, `null` clears it, and a built-in role returns 404. The name follows the rules of `createOrganizationRole`. The
         *     change takes effect immediately.
         */
        put: operations["updateOrganizationRole"];
        post?: never;
        /**
         * Delete an organization role
         * @description Deletes a custom organization role. A role that is assigned to a member cannot be deleted.
         *
         *     *Unofficial:* As in version 2, a built-in role cannot be deleted and returns 404.
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
         *
         *     *Unofficial:* As in version 2, the projects are ordered by name.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project
         * @description Creates a project and its first API key. The `value` of the key is returned only once. Store it securely.
         *
         *     `email` is the address of an existing member of the organization, who becomes the Owner of the project.
         *
         *     *Unofficial:* Without `email`, the project has no Owner. The name must be unique within the organization. Names
         *     are compared case-insensitively, in Unicode form NFKC, without surrounding whitespace and invisible characters.
         *     An organization can have up to 1,000 projects. As in version 2, the plan limits the number of projects, and
         *     exceeding this limit returns 403.
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
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * Retrieve a project
         * @description Returns a project of the organization that the API key belongs to.
         */
        get: operations["retrieveProject"];
        /**
         * Update a project
         * @description Updates the name, the description, or both.
         *
         *     *Unofficial:* An omitted field keeps its value. `description: null` clears the description. At least one field is required. The name follows the rules of `createProject`.
         */
        put: operations["updateProject"];
        post?: never;
        /**
         * Delete a project
         * @description Deletes a project and everything in it.
         *
         *     *Unofficial:* This includes its roles, policies, memberships, and API keys. It cannot be undone.
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
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project permissions
         * @description Lists the permissions that project policies can grant. The platform defines the permissions and names them
         *     `resource:action`. Pass their IDs in the `permissionIds` of a project policy.
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
                 * @description ID of a project of the organization that the API key belongs to.
                 * @example PROJECT-ID
                 */
                projectId: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * List project policies
         * @description Lists the policies of the project, each with its permissions. Pass their IDs in the `policyIds` of a project
         *     role.
         */
        get: operations["listProjectPolicies"];
        put?: never;
        /**
         * Create a project policy
         * @description Creates a project policy with the given permissions. Use `listProjectPermissions` to find permission IDs.
         *
         *     *Unofficial:* The name must be unique among the policies of the project. Names are compared case-insensitively,
         *     in Unicode form NFKC, without surrounding whitespace and invisible characters. A project can have up to 1,000
         *     policies.
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
         * @description Updates the name, permissions, and description of a project policy.
         *
         *     *Unofficial:* As in version 2, `name` and `permissionIds` replace the stored values, an omitted `description` keeps
         *     its value, and `null` clears it. The name follows the rules of `createProjectPolicy`. The change takes effect
         *     immediately.
         */
        put: operations["updateProjectPolicy"];
        post?: never;
        /**
         * Delete a project policy
         * @description Deletes a project policy.
         *
         *     *Unofficial:* As in version 2, the policy is detached from every role that uses it. The roles stay, and a role
         *     without policies grants nothing.
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
         *     and `Member`, whose `projectId` is `null`, and the custom roles of the project.
         *
         *     *Unofficial:* The `policies` of a built-in role are empty.
         */
        get: operations["listProjectRoles"];
        put?: never;
        /**
         * Create a project role
         * @description Creates a custom project role with the given policies. Use `listProjectPolicies` to find policy IDs.
         *
         *     The name must be unique within the project and must not be the name of a built-in (system-defined) role:
         *     `Owner`, `Manager`, and `Member`.
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
    "/v1/projects/{projectId}/roles/{roleId}": {
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
         * @description Updates the name, policies, and description of a custom project role. Built-in roles cannot be changed.
         *
         *     *Unofficial:* As in version 2, `name` and `policyIds` replace the stored values, an omitted `description` keeps its
         *     value, `null` clears it, and a built-in role returns 404. The change takes effect immediately. The name must be
         *     unique within the project, as in `createProjectRole`. The vendor's page says "within the organization".
         */
        put: operations["updateProjectRole"];
        post?: never;
        /**
         * Delete a project role
         * @description Deletes a custom project role. A role that is assigned to a member cannot be deleted.
         *
         *     *Unofficial:* As in version 2, a built-in role cannot be deleted and returns 404.
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
         * @description Opaque, unique identifier. Compare it as a whole, and do not parse it.
         * @example role-uuid-3
         */
        Id: string;
        /**
         * @description Human-readable name. Must not be blank or contain control characters.
         * @example Billing Manager
         */
        Name: string;
        /** @description Fields of an organization update. */
        UpdateOrganizationInput: UpdateOrganizationInput;
        /** @description Fields of an organization or project policy. */
        PolicyInput: PolicyInput;
        /** @description Fields of an organization or project role. */
        RoleInput: RoleInput;
        /** @description Fields of a new project. */
        CreateProjectInput: CreateProjectInput;
        /** @description Fields of a project update. *Unofficial:* An omitted field keeps its value. At least one field is required. */
        UpdateProjectInput: UpdateProjectInput;
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
        /** @description A project API key, as it is returned when the project is created. */
        ProjectApiKey: ProjectApiKey;
        /** @description The deleted resource. */
        DeletedResource: DeletedResource;
        /** @description Data of an organization response. */
        OrganizationData: OrganizationData;
        /** @description Data of a permission list response. */
        PermissionListData: PermissionListData;
        /** @description Data of a policy list response. */
        PolicyListData: PolicyListData;
        /** @description Data of a policy response. */
        PolicyData: PolicyData;
        /** @description Data of an organization role list response. */
        RoleListData: RoleListData;
        /** @description Data of an organization role response. */
        RoleData: RoleData;
        /** @description Data of a project list response. */
        ProjectListData: ProjectListData;
        /** @description Data of a project response. */
        ProjectData: ProjectData;
        /** @description Data of a project creation response. */
        CreatedProjectData: CreatedProjectData;
        /** @description Data of a project role list response. */
        ProjectRoleListData: ProjectRoleListData;
        /** @description Data of a project role response. */
        ProjectRoleData: ProjectRoleData;
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
        /** @description Response with the ID of a deleted resource. */
        DeletedResourceResponse: DeletedResourceResponse;
        /** @description Response with an error. */
        ErrorResponse: ErrorResponse;
    };
    responses: {
        /** @description *Unofficial:* The path contains invalid percent-encoding or a malformed ID. */
        MalformedUrl: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The request is malformed. *Unofficial:* The body is not valid JSON. Valid JSON with an invalid field returns 422. */
        MalformedBody: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The request is malformed. *Unofficial:* The body is not valid JSON, or the path contains invalid percent-encoding or
         *     a malformed ID. Valid JSON with an invalid field returns 422.
         */
        MalformedRequest: {
            headers: {};
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
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The API key is not authorized for this operation. *Unofficial:* This includes every project API key.
         *     As in version 2, exceeding the project limit of the plan also returns this error.
         */
        ProjectForbidden: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The organization has no policy with this ID. *Unofficial:* A policy of another organization returns the same error. */
        PolicyNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The organization has no project with this ID. *Unofficial:* A project of another organization returns the same
         *     error.
         */
        ProjectNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project does not exist, or it has no policy with this ID. *Unofficial:* A project of another organization
         *     returns the same error.
         */
        ProjectPolicyNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The project does not exist, or it has no custom role with this ID. *Unofficial:* A project of another organization
         *     returns the same error. As in version 2, a built-in role returns 404, because it cannot be changed or deleted.
         */
        ProjectRoleNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The organization has no custom role with this ID. *Unofficial:* A role of another organization returns the same
         *     error. As in version 2, a built-in role returns 404, because it cannot be changed or deleted.
         */
        RoleNotFound: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The request body is larger than 100,000 bytes. */
        ContentTooLarge: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* The `Content-Type` of the request is not `application/json`. */
        UnsupportedMediaType: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field returns 422. */
        InvalidName: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field, a
         *     permission of neither scope, and a duplicate ID return 422.
         */
        InvalidPolicy: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field, an unknown
         *     policy, and a duplicate ID return 422.
         */
        InvalidRole: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description *Unofficial:* Too many requests with this API key. The request had no effect. Retry after `Retry-After` seconds. */
        TooManyRequests: {
            headers: {
                "Access-Control-Allow-Origin"?: components["headers"]["Access-Control-Allow-Origin"];
                "Retry-After": components["headers"]["Retry-After"];
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The server failed. *Unofficial:* The request may or may not have taken effect. */
        InternalServerError: {
            headers: {};
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
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /**
         * @description ID of a policy of the organization.
         * @example policy-uuid-3
         */
        PolicyId: components["schemas"]["Id"];
        /**
         * @description ID of a project of the organization that the API key belongs to.
         * @example PROJECT-ID
         */
        ProjectId: components["schemas"]["Id"];
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
         * @description ID of a role of the organization.
         * @example role-uuid-3
         */
        RoleId: components["schemas"]["Id"];
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
         * @description *Unofficial:* Number of seconds to wait before you retry.
         * @example 30
         */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    retrieveOrganization: RetrieveOrganizationOperation;
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
    listProjects: ListProjectsOperation;
    createProject: CreateProjectOperation;
    retrieveProject: RetrieveProjectOperation;
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
     * @description IDs of the permissions that the policy grants. *Unofficial:* The IDs must be distinct, and each must be the ID of a
     *     permission. The list may be empty. As in version 2, a permission of the other scope is stored and has no effect.
     * @example [
     *       "perm-uuid-1",
     *       "perm-uuid-2"
     *     ]
     */
    permissionIds: components["schemas"]["Id"][];
    /**
     * @description Description of the policy. *Unofficial:* As in version 2, an omitted description is `null` on create and keeps its
     *     value on update, where `null` clears it.
     * @example Grants access to billing settings
     */
    description?: string | null;
}
/** @description Fields of an organization or project role. */
export interface RoleInput {
    /** @description Name of the role. Must not be the name of a built-in role. */
    name: components["schemas"]["Name"];
    /**
     * @description IDs of the policies that make up the role. *Unofficial:* The IDs must be distinct and belong to the scope of the
     *     role. The list may be empty.
     * @example [
     *       "policy-uuid-2"
     *     ]
     */
    policyIds: components["schemas"]["Id"][];
    /**
     * @description Description of the role. *Unofficial:* As in version 2, an omitted description is `null` on create and keeps its
     *     value on update, where `null` clears it.
     * @example Can manage billing only
     */
    description?: string | null;
}
/** @description Fields of a new project. */
export interface CreateProjectInput {
    /** @description Name of the project. */
    name: components["schemas"]["Name"];
    /**
     * @description Description of the project. *Unofficial:* An omitted description is stored as `null`.
     * @example Evaluates the assistant in our shop
     */
    description?: string | null;
    /**
     * Format: email
     * @description Email address of an existing member of the organization, who becomes the Owner of the project.
     * @example ada@fernhill.example
     */
    email?: string;
}
/** @description Fields of a project update. *Unofficial:* An omitted field keeps its value. At least one field is required. */
export interface UpdateProjectInput {
    /** @description New name of the project. */
    name?: components["schemas"]["Name"];
    /**
     * @description New description of the project. *Unofficial:* `null` clears it.
     * @example Evaluates the assistant in our shop and on the phone
     */
    description?: string | null;
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
}
/** @description A project API key, as it is returned when the project is created. */
export interface ProjectApiKey {
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
    name: string;
    /**
     * @description Whether the API key is valid.
     * @example true
     */
    valid: boolean;
    /**
     * @description The API key itself. It is a secret and is returned only once.
     * @example confident_us_proj_EXAMPLE-ONLY-7d9f
     */
    value: string;
    /**
     * Format: date-time
     * @description Time when the API key was created.
     * @example 2026-02-02T10:30:00.000Z
     */
    created_at: string;
    /**
     * Format: date-time
     * @description Time when the API key last authenticated a request. `null` if it never has.
     * @example 2026-02-03T08:15:00.000Z
     */
    lastUsed: string | null;
}
/** @description The deleted resource. */
export interface DeletedResource {
    /**
     * @description ID of the deleted resource.
     * @example role-uuid-3
     */
    id: string;
    /**
     * @description Always `true`.
     * @example true
     * @constant
     */
    deleted: true;
}
/** @description Data of an organization response. */
export interface OrganizationData {
    organization: components["schemas"]["Organization"];
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
/** @description Data of a policy response. */
export interface PolicyData {
    policy: components["schemas"]["Policy"];
}
/** @description Data of an organization role list response. */
export interface RoleListData {
    /** @description The built-in roles and the custom roles of the organization. */
    roles: components["schemas"]["Role"][];
}
/** @description Data of an organization role response. */
export interface RoleData {
    role: components["schemas"]["Role"];
}
/** @description Data of a project list response. */
export interface ProjectListData {
    /** @description All projects of the organization. */
    projects: components["schemas"]["Project"][];
}
/** @description Data of a project response. */
export interface ProjectData {
    project: components["schemas"]["Project"];
}
/** @description Data of a project creation response. */
export interface CreatedProjectData {
    project: components["schemas"]["Project"];
    apiKey: components["schemas"]["ProjectApiKey"];
}
/** @description Data of a project role list response. */
export interface ProjectRoleListData {
    /** @description The built-in roles and the custom roles of the project. */
    roles: components["schemas"]["ProjectRole"][];
}
/** @description Data of a project role response. */
export interface ProjectRoleData {
    role: components["schemas"]["ProjectRole"];
}
/** @description Response with an organization. */
export interface OrganizationResponse {
    /**
     * @description Always `true` in a success.
     * @example true
     * @constant
     */
    success: true;
    data: components["schemas"]["OrganizationData"];
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
    data: components["schemas"]["PolicyData"];
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
    data: components["schemas"]["RoleData"];
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
    data: components["schemas"]["ProjectData"];
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
    data: components["schemas"]["ProjectRoleData"];
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
}
export interface RetrieveOrganizationOperation {
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
            headers: {};
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
            headers: {};
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
            headers: {};
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
            headers: {};
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        /** @description *Unofficial:* Another policy already has the name, or the organization already has 1,000 policies. */
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
            headers: {};
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["PolicyNotFound"];
        /** @description *Unofficial:* Another policy already has the name. */
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
            headers: {};
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
            headers: {};
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
            headers: {};
            content: {
                "application/json": components["schemas"]["RoleResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        /**
         * @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return 409,
         *     as does exceeding the limit of 1,000 custom roles.
         */
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
            headers: {};
            content: {
                "application/json": components["schemas"]["RoleResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["RoleNotFound"];
        /** @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return 409. */
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
            headers: {};
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
            headers: {};
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
            headers: {};
            content: {
                "application/json": components["schemas"]["CreatedProjectResponse"];
            };
        };
        400: components["responses"]["MalformedBody"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["ProjectForbidden"];
        /** @description *Unofficial:* Another project already has the name, or the organization already has 1,000 projects. */
        409: {
            headers: {};
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        413: components["responses"]["ContentTooLarge"];
        415: components["responses"]["UnsupportedMediaType"];
        /**
         * @description The body is valid JSON, but a field is invalid. *Unofficial:* A missing, unknown, or invalid field and an
         *     `email` that belongs to no member of the organization return 422.
         */
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
}
export interface RetrieveProjectOperation {
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
            headers: {};
            content: {
                "application/json": components["schemas"]["ProjectResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        /** @description *Unofficial:* Another project already has the name. */
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
            headers: {};
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
            headers: {};
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        /** @description *Unofficial:* Another policy already has the name, or the project already has 1,000 policies. */
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
            headers: {};
            content: {
                "application/json": components["schemas"]["PolicyResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectPolicyNotFound"];
        /** @description *Unofficial:* Another policy already has the name. */
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
            headers: {};
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
            headers: {};
            content: {
                "application/json": components["schemas"]["ProjectRoleResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectNotFound"];
        /**
         * @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return 409,
         *     as does exceeding the limit of 1,000 custom roles.
         */
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
            headers: {};
            content: {
                "application/json": components["schemas"]["ProjectRoleResponse"];
            };
        };
        400: components["responses"]["MalformedRequest"];
        401: components["responses"]["Unauthorized"];
        403: components["responses"]["Forbidden"];
        404: components["responses"]["ProjectRoleNotFound"];
        /** @description Another role already has the name, or it is the name of a built-in role. *Unofficial:* Both errors return 409. */
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
            headers: {};
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
}
