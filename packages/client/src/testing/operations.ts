/** The handlers of the operations. A missing handler, or a response of another type, does not compile. */
import type {
  ResponseBody,
  StatusOf,
  CreateProjectInput,
  DeletedResource,
  OperationId,
  operations as DescribedOperations,
  UpdateOrganizationInput,
  Policy,
  PolicyInput,
  Project,
  RoleInput,
  UpdateProjectInput,
} from "@rolewright/types";
import { validateInput } from "./input.ts";
import { Rejection } from "./rejection.ts";
import {
  allPermissions,
  createProjectScope,
  type Scope,
  toProjectRole,
  toRole,
  type StoredRole,
  type State,
} from "./state.ts";

/** One request of an operation. */
export interface OperationRequest {
  state: State;
  /** Returns an ID in the path, or "" if the path has none of this name. */
  id(name: string): string;
  /** The query parameters. */
  query: URLSearchParams;
  body: unknown;
}

/** The data of a JSON response. Other successful responses are built by their handler. */
type DataOf<Id extends OperationId> =
  ResponseBody<Id, StatusOf<Id> & (200 | 201 | 202)> extends { data: infer Data } ? Data : Response;

/** Returns the data of the successful response, or throws a `Rejection`. */
type Respond<Data> = (request: OperationRequest) => Data;

/**
 * The handler of an operation with query parameters. It lists every parameter that it reads, so that a parameter that the
 * description adds does not compile until the fake supports it.
 */
export interface QueryHandler<Name extends PropertyKey, Data> {
  queryParams: Record<Name, true>;
  respond: Respond<Data>;
}

/** The handler of an operation. `Query` is the type of its query parameters, `undefined` if there are none. */
export type HandlerOf<Query, Data> = [NonNullable<Query>] extends [never]
  ? Respond<Data>
  : QueryHandler<keyof NonNullable<Query>, Data>;

/** The handlers of the operations. */
export const operations: {
  [Id in OperationId]: HandlerOf<DescribedOperations[Id]["parameters"]["query"], DataOf<Id>>;
} = {
  retrieveOrganization: ({ state: { organization } }) => ({ organization }),
  updateOrganization: ({ state, body }) => {
    Object.assign(state.organization, validateInput<UpdateOrganizationInput>(body, ["name"], []));
    return { organization: state.organization };
  },
  listOrganizationPermissions: ({ state }) => ({ permissions: state.scope.permissions }),
  listOrganizationPolicies: ({ state }) => ({ policies: [...state.scope.policies.values()] }),
  createOrganizationPolicy: (request) => ({ policy: savePolicy(request, request.state.scope) }),
  updateOrganizationPolicy: (request) => ({
    policy: savePolicy(request, request.state.scope, request.id("policyId")),
  }),
  deleteOrganizationPolicy: (request) => deletePolicy(request, request.state.scope),
  listOrganizationRoles: ({ state }) => ({
    roles: [...state.scope.roles.values()].map((role) => toRole(state, role)),
  }),
  createOrganizationRole: (request) => ({
    role: toRole(request.state, saveRole(request, request.state.scope)),
  }),
  updateOrganizationRole: (request) => ({
    role: toRole(request.state, saveRole(request, request.state.scope, request.id("roleId"))),
  }),
  deleteOrganizationRole: (request) => deleteRole(request, request.state.scope),

  listProjects: ({ state }) => ({
    projects: listProjects(state).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  }),
  createProject: ({ state, body }) => {
    const { name, description = null } = validateInput<CreateProjectInput>(
      body,
      ["name"],
      ["description", "email"],
    );
    rejectDuplicateName("project", name, listProjects(state));
    const created_at = "2026-02-02T10:30:00.000Z";
    const project: Project = {
      id: state.nextId("project"),
      name,
      description,
      organizationId: state.organization.id,
      created_at,
    };
    state.projects.set(project.id, { project, scope: createProjectScope() });
    const value = `confident_us_proj_TEST-${project.id}`;
    return {
      project,
      apiKey: { id: state.projects.size, name: "Default", valid: true, value, created_at, lastUsed: null },
    };
  },
  retrieveProject: (request) => ({ project: findProject(request).project }),
  updateProject: (request) => {
    const { project } = findProject(request);
    const changes = validateInput<UpdateProjectInput>(request.body, [], ["name", "description"]);
    if (Object.keys(changes).length === 0)
      throw new Rejection(422, "The request body is empty. Send a name or a description.");
    if (changes.name !== undefined)
      rejectDuplicateName("project", changes.name, listProjects(request.state), project.id);
    return { project: Object.assign(project, changes) };
  },
  deleteProject: (request) => {
    const { project } = findProject(request);
    request.state.projects.delete(project.id);
    return { id: project.id, deleted: true };
  },
  listProjectPermissions: (request) => ({ permissions: findProject(request).scope.permissions }),
  listProjectPolicies: (request) => ({ policies: [...findProject(request).scope.policies.values()] }),
  createProjectPolicy: (request) => ({ policy: savePolicy(request, findProject(request).scope) }),
  updateProjectPolicy: (request) => ({
    policy: savePolicy(request, findProject(request).scope, request.id("policyId")),
  }),
  deleteProjectPolicy: (request) => deletePolicy(request, findProject(request).scope),
  listProjectRoles: (request) => {
    const { project, scope } = findProject(request);
    return { roles: [...scope.roles.values()].map((role) => toProjectRole(project.id, scope, role)) };
  },
  createProjectRole: (request) => {
    const { project, scope } = findProject(request);
    return { role: toProjectRole(project.id, scope, saveRole(request, scope)) };
  },
  updateProjectRole: (request) => {
    const { project, scope } = findProject(request);
    return { role: toProjectRole(project.id, scope, saveRole(request, scope, request.id("roleId"))) };
  },
  deleteProjectRole: (request) => deleteRole(request, findProject(request).scope),
};

const listProjects = ({ projects }: State) => [...projects.values()].map(({ project }) => project);

function findProject({ state, id }: OperationRequest): { project: Project; scope: Scope } {
  return requireFound("Project", state.projects.get(id("projectId")));
}

function requireFound<Resource>(kind: string, resource: Resource | undefined): Resource {
  if (resource === undefined) throw new Rejection(404, `${kind} not found. Use an ID from the list.`);
  return resource;
}

function savePolicy({ state, body }: OperationRequest, scope: Scope, id?: string): Policy {
  const before = id === undefined ? undefined : requireFound("Policy", scope.policies.get(id));
  const {
    name,
    permissionIds,
    description = before?.description ?? null,
  } = validateInput<PolicyInput>(body, ["name", "permissionIds"], ["description"]);
  const permissions = permissionIds.map((permissionId) => {
    const permission = allPermissions.find((one) => one.id === permissionId);
    if (permission === undefined)
      throw new Rejection(422, `permissionIds: there is no permission "${permissionId}".`);
    return { id: permission.id, name: permission.name };
  });
  rejectDuplicateName("policy", name, [...scope.policies.values()], id);
  const policy = { id: id ?? state.nextId("policy"), name, description, permissions };
  scope.policies.set(policy.id, policy);
  return policy;
}

function saveRole({ state, body }: OperationRequest, scope: Scope, id?: string): StoredRole {
  const before = id === undefined ? undefined : requireFound("Role", scope.roles.get(id));
  if (before?.isBuiltIn) throw createBuiltInRoleRejection();
  const {
    name,
    policyIds,
    description = before?.description ?? null,
  } = validateInput<RoleInput>(body, ["name", "policyIds"], ["description"]);
  const unknown = policyIds.find((policyId) => !scope.policies.has(policyId));
  if (unknown !== undefined)
    throw new Rejection(422, `policyIds: there is no policy "${unknown}" in this scope.`);
  rejectDuplicateName("role", name, [...scope.roles.values()], id);
  const role = {
    id: id ?? state.nextId("role"),
    name,
    description,
    policyIds: [...policyIds],
    isBuiltIn: false,
  };
  scope.roles.set(role.id, role);
  return role;
}

function deletePolicy({ id }: OperationRequest, { policies, roles }: Scope): DeletedResource {
  const policy = requireFound("Policy", policies.get(id("policyId")));
  for (const role of roles.values()) {
    if (role.policyIds.includes(policy.id))
      roles.set(role.id, { ...role, policyIds: role.policyIds.filter((each) => each !== policy.id) });
  }
  policies.delete(policy.id);
  return { id: policy.id, deleted: true };
}

function deleteRole({ state, id }: OperationRequest, { roles }: Scope): DeletedResource {
  const role = requireFound("Role", roles.get(id("roleId")));
  if (role.isBuiltIn) throw createBuiltInRoleRejection();
  if (state.assigned.has(role.id))
    throw new Rejection(409, "The role is assigned to 1 member. Assign another role to the member first.");
  roles.delete(role.id);
  return { id: role.id, deleted: true };
}

const createBuiltInRoleRejection = () => new Rejection(404, "Built-in roles cannot be changed or deleted.");

/** Names are compared case-insensitively, trimmed and in Unicode NFC. */
function rejectDuplicateName(
  kind: string,
  name: string,
  others: { id: string; name: string }[],
  id?: string,
): void {
  const normalize = (text: string) => text.normalize("NFC").trim().toLowerCase();
  if (others.some((other) => other.id !== id && normalize(other.name) === normalize(name)))
    throw new Rejection(409, `A ${kind} named "${name}" already exists. Choose another name.`);
}
