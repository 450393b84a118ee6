/** What each operation does. The compiler names one that is missing, and an answer that is not the description's. */
import type {
  AnswerOf,
  CreateProjectInput,
  Deletion,
  OperationId,
  OrganizationInput,
  Policy,
  PolicyInput,
  Project,
  RoleInput,
  UpdateProjectInput,
} from "@rolewright/types";
import { checkedInput } from "./input.ts";
import { Refusal } from "./refusal.ts";
import {
  newProjectScope,
  type Scope,
  shownProjectRole,
  shownRole,
  type StoredRole,
  type World,
} from "./world.ts";

/** One request of an operation. */
export interface Asked {
  world: World;
  /** The ids in the path, by name; one that the path has not is empty. */
  id(name: string): string;
  body: unknown;
}

type DataOf<Id extends OperationId> = AnswerOf<Id, 200> extends { data: infer Data } ? Data : never;

/** The data of each operation's success; a `Refusal` where there is none. */
export const operations: { [Id in OperationId]: (asked: Asked) => DataOf<Id> } = {
  retrieveOrganization: ({ world: { organization } }) => ({ organization }),
  updateOrganization: ({ world, body }) => {
    Object.assign(world.organization, checkedInput<OrganizationInput>(body, ["name"], []));
    return { organization: world.organization };
  },
  listOrganizationPermissions: ({ world }) => ({ permissions: world.scope.permissions }),
  listOrganizationPolicies: ({ world }) => ({ policies: [...world.scope.policies.values()] }),
  createOrganizationPolicy: (asked) => ({ policy: savePolicy(asked, asked.world.scope) }),
  updateOrganizationPolicy: (asked) => ({
    policy: savePolicy(asked, asked.world.scope, asked.id("policyId")),
  }),
  deleteOrganizationPolicy: (asked) => deletePolicy(asked, asked.world.scope),
  listOrganizationRoles: ({ world }) => ({
    roles: [...world.scope.roles.values()].map((role) => shownRole(world, role)),
  }),
  createOrganizationRole: (asked) => ({ role: shownRole(asked.world, saveRole(asked, asked.world.scope)) }),
  updateOrganizationRole: (asked) => ({
    role: shownRole(asked.world, saveRole(asked, asked.world.scope, asked.id("roleId"))),
  }),
  deleteOrganizationRole: (asked) => deleteRole(asked, asked.world.scope),

  listProjects: ({ world }) => ({ projects: [...world.projects.values()].map(({ project }) => project) }),
  createProject: ({ world, body }) => {
    const { name, description = null } = checkedInput<CreateProjectInput>(
      body,
      ["name"],
      ["description", "email"],
    );
    refuseTaken("project", name, projectsOf(world));
    const created_at = "2026-02-02T10:30:00.000Z";
    const project: Project = {
      id: world.nextId("project"),
      name,
      description,
      organizationId: world.organization.id,
      created_at,
    };
    world.projects.set(project.id, { project, scope: newProjectScope() });
    const value = `confident_us_proj_TEST-${project.id}`;
    return {
      project,
      apiKey: { id: world.projects.size, name: "Default", valid: true, value, created_at, lastUsed: null },
    };
  },
  retrieveProject: (asked) => ({ project: projectOf(asked).project }),
  updateProject: (asked) => {
    const { project } = projectOf(asked);
    const changes = checkedInput<UpdateProjectInput>(asked.body, [], ["name", "description"]);
    if (Object.keys(changes).length === 0)
      throw new Refusal(422, "The body changes nothing. Send a name or a description.");
    if (changes.name !== undefined) refuseTaken("project", changes.name, projectsOf(asked.world), project.id);
    return { project: Object.assign(project, changes) };
  },
  deleteProject: (asked) => {
    const { project } = projectOf(asked);
    asked.world.projects.delete(project.id);
    return { id: project.id, deleted: true };
  },
  listProjectPermissions: (asked) => ({ permissions: projectOf(asked).scope.permissions }),
  listProjectPolicies: (asked) => ({ policies: [...projectOf(asked).scope.policies.values()] }),
  createProjectPolicy: (asked) => ({ policy: savePolicy(asked, projectOf(asked).scope) }),
  updateProjectPolicy: (asked) => ({
    policy: savePolicy(asked, projectOf(asked).scope, asked.id("policyId")),
  }),
  deleteProjectPolicy: (asked) => deletePolicy(asked, projectOf(asked).scope),
  listProjectRoles: (asked) => {
    const { project, scope } = projectOf(asked);
    return { roles: [...scope.roles.values()].map((role) => shownProjectRole(project.id, scope, role)) };
  },
  createProjectRole: (asked) => {
    const { project, scope } = projectOf(asked);
    return { role: shownProjectRole(project.id, scope, saveRole(asked, scope)) };
  },
  updateProjectRole: (asked) => {
    const { project, scope } = projectOf(asked);
    return { role: shownProjectRole(project.id, scope, saveRole(asked, scope, asked.id("roleId"))) };
  },
  deleteProjectRole: (asked) => deleteRole(asked, projectOf(asked).scope),
};

const projectsOf = ({ projects }: World) => [...projects.values()].map(({ project }) => project);

function projectOf({ world, id }: Asked): { project: Project; scope: Scope } {
  return found("Project", world.projects.get(id("projectId")));
}

function found<Thing>(kind: string, thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Refusal(404, `${kind} not found. List what there is to see the ids.`);
  return thing;
}

function savePolicy({ world, body }: Asked, scope: Scope, id?: string): Policy {
  if (id !== undefined) found("Policy", scope.policies.get(id));
  const {
    name,
    permissionIds,
    description = null,
  } = checkedInput<PolicyInput>(body, ["name", "permissionIds"], ["description"]);
  const permissions = permissionIds.map((permissionId) => {
    const permission = scope.permissions.find((one) => one.id === permissionId);
    if (permission === undefined)
      throw new Refusal(422, `permissionIds: there is no permission "${permissionId}" in this scope.`);
    return { id: permission.id, name: permission.name };
  });
  refuseTaken("policy", name, [...scope.policies.values()], id);
  const policy = { id: id ?? world.nextId("policy"), name, description, permissions };
  scope.policies.set(policy.id, policy);
  return policy;
}

function saveRole({ world, body }: Asked, scope: Scope, id?: string): StoredRole {
  if (id !== undefined && found("Role", scope.roles.get(id)).isGlobal) throw globalRole();
  const {
    name,
    policyIds,
    description = null,
  } = checkedInput<RoleInput>(body, ["name", "policyIds"], ["description"]);
  const unknown = policyIds.find((policyId) => !scope.policies.has(policyId));
  if (unknown !== undefined)
    throw new Refusal(422, `policyIds: there is no policy "${unknown}" in this scope.`);
  refuseTaken("role", name, [...scope.roles.values()], id);
  const role = {
    id: id ?? world.nextId("role"),
    name,
    description,
    policyIds: [...policyIds],
    isGlobal: false,
  };
  scope.roles.set(role.id, role);
  return role;
}

function deletePolicy({ id }: Asked, { policies, roles }: Scope): Deletion {
  const policy = found("Policy", policies.get(id("policyId")));
  const user = [...roles.values()].find(({ policyIds }) => policyIds.includes(policy.id));
  if (user)
    throw new Refusal(
      409,
      `The policy is still part of the role "${user.name}". Take it out of the role first.`,
    );
  policies.delete(policy.id);
  return { id: policy.id, deleted: true };
}

function deleteRole({ world, id }: Asked, { roles }: Scope): Deletion {
  const role = found("Role", roles.get(id("roleId")));
  if (role.isGlobal) throw globalRole();
  if (world.assigned.has(role.id))
    throw new Refusal(409, "The role is still assigned to 1 member. Give the member another role first.");
  roles.delete(role.id);
  return { id: role.id, deleted: true };
}

const globalRole = () =>
  new Refusal(403, "This is a global role, defined by the system. It cannot be changed or deleted.");

/** Names are compared in NFC, without surrounding white space, ignoring case. */
function refuseTaken(kind: string, name: string, others: { id: string; name: string }[], id?: string): void {
  const same = (text: string) => text.normalize("NFC").trim().toLowerCase();
  if (others.some((other) => other.id !== id && same(other.name) === same(name)))
    throw new Refusal(409, `A ${kind} named "${name}" already exists. Choose another name.`);
}
