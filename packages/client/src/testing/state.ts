import type { Organization, Permission, Policy, Project, ProjectRole, Role } from "@rolewright/types";

/** A stored role of either scope. */
export interface StoredRole {
  id: string;
  name: string;
  description: string | null;
  policyIds: string[];
  isBuiltIn: boolean;
}

/** The resources that exist in the organization and in each project. */
export interface Scope {
  /** The name of the scope in IDs. */
  name: string;
  permissions: Permission[];
  policies: Map<string, Policy>;
  roles: Map<string, StoredRole>;
}

/** The state of the fake API. */
export interface State {
  organization: Organization;
  scope: Scope;
  projects: Map<string, { project: Project; scope: Scope }>;
  /** IDs of roles that are assigned to a member. */
  assigned: Set<string>;
  /** Returns the next ID of a kind: `role-1`, `role-2`. */
  nextId(kind: string): string;
}

const organizationPermissions = [
  "billing:read",
  "billing:manage",
  "user:read",
  "user:manage",
  "project:create",
  "iam:manage",
];
const projectPermissions = [
  "trace:read",
  "dataset:read",
  "dataset:update",
  "prompt:read",
  "prompt:update",
  "iam:manage",
];

const toPermissions = (kind: string, names: string[]): Permission[] =>
  names.map((name, at) => ({ id: `${kind}-${at + 1}`, name, description: null }));

/** The permissions of both scopes. A policy can have a permission of the other scope, which grants nothing. */
export const allPermissions: Permission[] = [
  ...toPermissions("permission", organizationPermissions),
  ...toPermissions("project-permission", projectPermissions),
];

/** Creates an organization with its built-in roles and permissions, without policies and projects. */
export function createState(): State {
  const counts = new Map<string, number>();
  const nextId = (kind: string) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return `${kind}-${counts.get(kind)}`;
  };
  return {
    organization: {
      id: "organization-1",
      name: "Fernhill Labs",
      plan: "TEAM",
      created_at: "2026-01-05T09:00:00.000Z",
    },
    scope: createScope("organization", "permission", organizationPermissions, ["Owner", "Admin", "Member"]),
    projects: new Map(),
    assigned: new Set(),
    nextId,
  };
}

/** Creates the scope of a new project. */
export const createProjectScope = (): Scope =>
  createScope("project", "project-permission", projectPermissions, ["Owner", "Manager", "Member"]);

function createScope(name: string, kind: string, permissions: string[], builtInRoles: string[]): Scope {
  return {
    name,
    permissions: toPermissions(kind, permissions),
    policies: new Map(),
    roles: new Map(
      builtInRoles.map((role) => {
        const id = `${name}-${role.toLowerCase()}`;
        return [id, { id, name: role, description: null, policyIds: [], isBuiltIn: true }];
      }),
    ),
  };
}

/** Returns the role as an organization role. */
export const toRole = ({ organization, scope }: State, role: StoredRole): Role => ({
  ...toRoleFields(scope, role),
  organizationId: role.isBuiltIn ? null : organization.id,
});

/** Returns the role as a project role. */
export const toProjectRole = (projectId: string, scope: Scope, role: StoredRole): ProjectRole => ({
  ...toRoleFields(scope, role),
  projectId: role.isBuiltIn ? null : projectId,
});

function toRoleFields({ policies }: Scope, { id, name, description, policyIds }: StoredRole) {
  const ownPolicies = policyIds.flatMap((policyId) => policies.get(policyId) ?? []);
  return {
    id,
    name,
    description,
    policies: ownPolicies.map((policy) => ({ id: policy.id, name: policy.name })),
  };
}
