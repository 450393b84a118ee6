import type { Organization, Permission, Policy, Project, ProjectRole, Role } from "@rolewright/types";

/** A role as it is kept, in either scope. */
export interface StoredRole {
  id: string;
  name: string;
  description: string | null;
  policyIds: string[];
  isGlobal: boolean;
}

/** What exists twice: for the organization, and for each project. */
export interface Scope {
  /** As errors name it. */
  name: string;
  permissions: Permission[];
  policies: Map<string, Policy>;
  roles: Map<string, StoredRole>;
}

/** Everything that the API keeps. */
export interface World {
  organization: Organization;
  scope: Scope;
  projects: Map<string, { project: Project; scope: Scope }>;
  /** Roles that a member has. */
  assigned: Set<string>;
  /** The next id of a kind: `role-1`, `role-2`. */
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

/** An organization with its global roles and permissions, without policies and projects. */
export function newWorld(): World {
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
    scope: newScope("organization", "permission", organizationPermissions, ["Owner", "Admin", "Member"]),
    projects: new Map(),
    assigned: new Set(),
    nextId,
  };
}

/** The scope of a new project. */
export const newProjectScope = (): Scope =>
  newScope("project", "project-permission", projectPermissions, ["Owner", "Manager", "Member"]);

function newScope(name: string, kind: string, permissions: string[], globalRoles: string[]): Scope {
  return {
    name,
    permissions: permissions.map((permission, at) => ({
      id: `${kind}-${at + 1}`,
      name: permission,
      description: null,
    })),
    policies: new Map(),
    roles: new Map(
      globalRoles.map((role) => {
        const id = `${name}-${role.toLowerCase()}`;
        return [id, { id, name: role, description: null, policyIds: [], isGlobal: true }];
      }),
    ),
  };
}

/** A role as the organization shows it. */
export const shownRole = ({ organization, scope }: World, role: StoredRole): Role => ({
  ...shownFields(scope, role),
  organizationId: role.isGlobal ? null : organization.id,
});

/** A role as a project shows it. */
export const shownProjectRole = (projectId: string, scope: Scope, role: StoredRole): ProjectRole => ({
  ...shownFields(scope, role),
  projectId: role.isGlobal ? null : projectId,
});

function shownFields({ policies }: Scope, { id, name, description, policyIds }: StoredRole) {
  const shown = policyIds.flatMap((policyId) => policies.get(policyId) ?? []);
  return { id, name, description, policies: shown.map((policy) => ({ id: policy.id, name: policy.name })) };
}
