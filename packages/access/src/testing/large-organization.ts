import type { AccessState, Member, Policy, Role, Scope, ScopeState } from "../state/access-state.ts";

/** How many of each an organization has. */
export interface OrganizationSize {
  projects: number;
  rolesPerScope: number;
  members: number;
}

/** Creates the state of an organization with many projects, roles and members. */
export function createLargeOrganization({ projects, rolesPerScope, members }: OrganizationSize): AccessState {
  const scopes: Scope[] = [
    { kind: "organization" },
    ...Array.from({ length: projects }, (_, index) => ({
      kind: "project" as const,
      id: `project-${index}`,
      name: `Project ${index}`,
    })),
  ];
  return {
    organization: { id: "organization-1", name: "Fernhill Labs" },
    apiVersion: "v2",
    scopes: scopes.map((scope) => createScope(scope, rolesPerScope, members)),
  };
}

function createScope(scope: Scope, roleCount: number, memberCount: number): ScopeState {
  const permission = { id: "iam:read", name: "iam:read" };
  const policies = Array.from({ length: 10 }, (_, index): Policy => ({
    id: `policy-${index}`,
    name: `Policy ${index}`,
    description: null,
    permissions: [permission],
  }));
  const roles = Array.from({ length: roleCount }, (_, index): Role => ({
    id: `role-${index}`,
    name: `Role ${index}`,
    description: `Role number ${index}`,
    isBuiltIn: false,
    policies: policies.slice(0, 1 + (index % policies.length)).map(({ id, name }) => ({ id, name })),
  }));
  const members = Array.from(
    { length: scope.kind === "organization" ? memberCount : 5 },
    (_, index): Member => {
      const role = roles[index % roles.length];
      return {
        id: `user-${index}`,
        email: `user${index}@fernhill.example`,
        role: role ? { id: role.id, name: role.name } : null,
      };
    },
  );
  return { scope, permissions: [permission], policies, roles, members };
}
