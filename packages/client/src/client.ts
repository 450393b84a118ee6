import type {
  CreatedProject,
  CreateProjectInput,
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
import { ConfigurationError } from "./errors.ts";
import type { ClientOptions } from "./options.ts";
import { createRawTransport, createThrowingTransport, type Transport, unwrap } from "./transport.ts";

/**
 * What every method does beside its own work: it answers with what the API's `data` carries, unwrapped, and throws
 * `ApiError` when the API refuses, `ConnectionError` when no answer comes, `AnswerError` when the answer is not this
 * API's, `ConfigurationError` when an id cannot be one.
 */
export interface Client {
  /** The organization that the key belongs to. */
  organization: {
    /** Retrieves the organization. */
    retrieve(): Promise<Organization>;
    /** Renames the organization. */
    update(input: OrganizationInput): Promise<Organization>;
    permissions: {
      /** Lists everything that an organization policy can allow. */
      list(): Promise<Permission[]>;
    };
    policies: Collection<Policy, PolicyInput>;
    roles: Collection<Role, RoleInput>;
  };
  /** The organization's projects. */
  projects: {
    list(): Promise<Project[]>;
    /** Creates a project with its first API key, whose `value` is shown this once. */
    create(input: CreateProjectInput): Promise<CreatedProject>;
  };
  /**
   * One project and what is in it. Nothing is sent until a method is called.
   *
   * @throws {ConfigurationError} when the id is empty, `.` or `..`.
   */
  project(projectId: string): ProjectClient;
  /** The typed `openapi-fetch` client: `{ data, error, response }` for each path of the description. */
  raw: Transport;
}

/** One project. */
export interface ProjectClient {
  retrieve(): Promise<Project>;
  /** Changes name, description or both; what is left out keeps its value. */
  update(input: UpdateProjectInput): Promise<Project>;
  /** Deletes the project and everything in it. */
  delete(): Promise<Deletion>;
  permissions: {
    /** Lists everything that a project policy can allow. */
    list(): Promise<Permission[]>;
  };
  policies: Collection<Policy, PolicyInput>;
  roles: Collection<ProjectRole, RoleInput>;
}

/** Roles or policies of one scope. */
export interface Collection<Item, Input> {
  list(): Promise<Item[]>;
  create(input: Input): Promise<Item>;
  /** Replaces it: without `description` that becomes `null`. */
  update(id: string, input: Input): Promise<Item>;
  delete(id: string): Promise<Deletion>;
}

/**
 * Makes a client. Nothing is sent until a method is called.
 *
 * @throws {ConfigurationError} when the key, region or base URL cannot be right; the key is not shown.
 * @example
 * const client = createClient({ apiKey: process.env.CONFIDENT_ORG_API_KEY, region: "EU" });
 * const role = await client.organization.roles.create({ name: "Billing Manager", policyIds: ["policy-uuid-2"] });
 */
export function createClient(options: ClientOptions): Client {
  const http = createThrowingTransport(options);
  return {
    organization: organizationClient(http),
    projects: {
      list: async () => (await unwrap(http.GET("/v1/projects"))).projects,
      create: (body) => unwrap(http.POST("/v1/projects", { body })),
    },
    project: (projectId) => projectClient(http, checkedId("projectId", projectId)),
    raw: createRawTransport(options),
  };
}

function organizationClient(http: Transport): Client["organization"] {
  const policy = (policyId: string) => ({ path: { policyId: checkedId("policyId", policyId) } });
  const role = (roleId: string) => ({ path: { roleId: checkedId("roleId", roleId) } });
  const policies = "/v1/organization/policies";
  const roles = "/v1/organization/roles";
  return {
    retrieve: async () => (await unwrap(http.GET("/v1/organization"))).organization,
    update: async (body) => (await unwrap(http.PUT("/v1/organization", { body }))).organization,
    permissions: {
      list: async () => (await unwrap(http.GET("/v1/organization/permissions"))).permissions,
    },
    policies: {
      list: async () => (await unwrap(http.GET(policies))).policies,
      create: async (body) => (await unwrap(http.POST(policies, { body }))).policy,
      update: async (id, body) =>
        (await unwrap(http.PUT(`${policies}/{policyId}`, { params: policy(id), body }))).policy,
      delete: async (id) => unwrap(http.DELETE(`${policies}/{policyId}`, { params: policy(id) })),
    },
    roles: {
      list: async () => (await unwrap(http.GET(roles))).roles,
      create: async (body) => (await unwrap(http.POST(roles, { body }))).role,
      update: async (id, body) =>
        (await unwrap(http.PUT(`${roles}/{roleId}`, { params: role(id), body }))).role,
      delete: async (id) => unwrap(http.DELETE(`${roles}/{roleId}`, { params: role(id) })),
    },
  };
}

function projectClient(http: Transport, projectId: string): ProjectClient {
  const params = { path: { projectId } };
  const policy = (policyId: string) => ({ path: { projectId, policyId: checkedId("policyId", policyId) } });
  const role = (roleId: string) => ({ path: { projectId, roleId: checkedId("roleId", roleId) } });
  const project = "/v1/projects/{projectId}";
  const policies = "/v1/projects/{projectId}/policies";
  const roles = "/v1/projects/{projectId}/roles";
  return {
    retrieve: async () => (await unwrap(http.GET(project, { params }))).project,
    update: async (body) => (await unwrap(http.PUT(project, { params, body }))).project,
    delete: () => unwrap(http.DELETE(project, { params })),
    permissions: {
      list: async () => (await unwrap(http.GET(`${project}/permissions`, { params }))).permissions,
    },
    policies: {
      list: async () => (await unwrap(http.GET(policies, { params }))).policies,
      create: async (body) => (await unwrap(http.POST(policies, { params, body }))).policy,
      update: async (id, body) =>
        (await unwrap(http.PUT(`${policies}/{policyId}`, { params: policy(id), body }))).policy,
      delete: async (id) => unwrap(http.DELETE(`${policies}/{policyId}`, { params: policy(id) })),
    },
    roles: {
      list: async () => (await unwrap(http.GET(roles, { params }))).roles,
      create: async (body) => (await unwrap(http.POST(roles, { params, body }))).role,
      update: async (id, body) =>
        (await unwrap(http.PUT(`${roles}/{roleId}`, { params: role(id), body }))).role,
      delete: async (id) => unwrap(http.DELETE(`${roles}/{roleId}`, { params: role(id) })),
    },
  };
}

/** An id goes into the path, where an empty one names the collection and `..` what is above it. */
function checkedId(name: string, id: string): string {
  if (typeof id === "string" && /^(?!\.{1,2}$)[!-~]{1,128}$/.test(id)) return id;
  throw new ConfigurationError(
    `\`${name}\` is ${JSON.stringify(id)}, which cannot be an id. Copy the id from a list.`,
  );
}
