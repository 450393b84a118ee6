import { parseConfig } from "../config/parse-config.ts";
import { createPlan } from "../plan/create-plan.ts";
import type { Guard } from "../plan/guard-names.ts";
import type { AccessState, Policy, Role, Scope, ScopeState } from "../state/access-state.ts";

const permissions = ["billing:read", "iam:manage", "iam:read", "user:delete"].map((name) => ({
  id: `id of ${name}`,
  name,
}));

export const policy = (name: string, ...own: string[]): Policy => ({
  id: `policy ${name}`,
  name,
  description: null,
  permissions: permissions.filter((permission) => own.includes(permission.name)),
});

export const role = (name: string, ...policies: string[]): Role => ({
  id: `role ${name}`,
  name,
  description: null,
  isBuiltIn: false,
  policies: policies.map((each) => ({ id: `policy ${each}`, name: each })),
});

const builtIn = (name: string): Role => ({ ...role(name), isBuiltIn: true });

export const member = (name: string, roleName?: string) => ({
  id: `user-${name}`,
  email: `${name}@fernhill.example`,
  role: roleName === undefined ? null : { id: `role ${roleName}`, name: roleName },
});

const checkout: Scope = { kind: "project", id: "project-1", name: "Checkout" };

/** An organization: Dana manages the access of the organization and of its project through custom roles. Nobody else does. */
export function createState(): { state: AccessState; organization: ScopeState; project: ScopeState } {
  const organization: ScopeState = {
    scope: { kind: "organization" },
    permissions,
    policies: [policy("View billing", "billing:read"), policy("Manage access", "iam:manage")],
    roles: [
      ...["Owner", "Admin", "Member"].map(builtIn),
      role("Auditor", "View billing"),
      role("Access Manager", "Manage access"),
    ],
    members: [member("dana", "Access Manager"), member("ben", "Auditor"), member("eve")],
  };
  const project: ScopeState = {
    scope: checkout,
    permissions,
    policies: [policy("Run project", "iam:manage", "iam:read"), policy("Read project", "iam:read")],
    roles: [
      ...["Owner", "Manager", "Member"].map(builtIn),
      role("Lead", "Run project"),
      role("Reader", "Read project"),
    ],
    members: [member("dana", "Lead"), member("ben", "Reader")],
  };
  const state: AccessState = {
    organization: { id: "organization-1", name: "Fernhill Labs" },
    apiVersion: "v2",
    scopes: [organization, project],
  };
  return { state, organization, project };
}

/** Changes the organization before a plan is created. */
export type Change = (parts: ReturnType<typeof createState>) => void;

/** Creates a plan from a file, without its first line, for the organization of `createState`. */
export function plan(file: string, allow: readonly Guard[] = [], change: Change = () => undefined) {
  const parts = createState();
  change(parts);
  return createPlan(parseConfig(`organization: Fernhill Labs\n${file}`, "rolewright.yaml"), parts.state, {
    allow,
  });
}

/** The start of a file that manages members. */
export const listMembers = "manage: { members: listed }\n";

/** Adds an Owner to the organization and to its project. */
export const addOwner: Change = ({ organization, project }) => {
  organization.members?.push(member("ada", "Owner"));
  project.members?.push(member("ada", "Owner"));
};
