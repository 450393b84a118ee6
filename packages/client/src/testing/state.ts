import type { AuditLogExport, Organization, Permission, Policy, ProjectSummary } from "@rolewright/types/v2";

/** A stored role of either scope. */
export interface StoredRole {
  id: string;
  name: string;
  description: string | null;
  policyIds: string[];
  isBuiltIn: boolean;
}

/** A person of the organization. */
export interface StoredUser {
  id: string;
  email: string;
  name: string | null;
  image: string | null;
}

/** A stored invitation of either scope. */
export interface StoredInvitation {
  id: number;
  email: string;
  status: "PENDING" | "ACCEPTED" | "DECLINED";
  created_at: string;
  /** `null` for the built-in role Member. */
  roleId: string | null;
  /** `null` after the invitation was accepted. */
  token: string | null;
}

/** A stored API key of either scope, with its values in full. */
export interface StoredApiKey {
  id: number;
  name: string;
  valid: boolean;
  created_at: string;
  expiresAt: string | null;
  value: string;
  shadowValue: string | null;
  rotatesAt: string | null;
  lastUsed: string | null;
}

/** An entry of the audit log: a change that succeeded. */
export interface AuditLogEntry {
  createdAt: string;
  action: string;
  method: string;
  path: string;
  statusCode: number;
  projectId: string | null;
  resourceId: string | null;
}

/** An export with the entries that it covers. */
export interface StoredExport {
  auditLogExport: AuditLogExport;
  entries: AuditLogEntry[];
}

/** The resources that exist in the organization and in each project. */
export interface Scope {
  kind: "organization" | "project";
  /** The ID of the organization or the project. */
  id: string;
  permissions: Permission[];
  policies: Map<string, Policy>;
  roles: Map<string, StoredRole>;
  /** The ID of each member's role. */
  members: Map<string, string>;
  invitations: Map<number, StoredInvitation>;
  apiKeys: Map<number, StoredApiKey>;
  exports: Map<string, StoredExport>;
}

/** The state of the fake API. */
export interface State {
  organization: Organization;
  scope: Scope;
  projects: Map<string, { project: ProjectSummary; scope: Scope }>;
  /** The members of the organization. */
  users: Map<string, StoredUser>;
  auditLog: AuditLogEntry[];
  /** Every value of an API key that was created. Other values are accepted, so that a test can use any. */
  issuedValues: Set<string>;
  /** The time, in milliseconds since 1970. It stands still until it is advanced. */
  now: number;
  /** Returns the next number of a kind: 1, 2. */
  nextNumber(kind: string): number;
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

/** Creates an organization with its Owner, its built-in roles and its permissions, without policies and projects. */
export function createState(): State {
  const counts = new Map<string, number>();
  const organization: Organization = {
    id: "organization-1",
    name: "Fernhill Labs",
    plan: "TEAM",
    created_at: "2026-01-05T09:00:00.000Z",
  };
  const owner = { id: "user-1", email: "ada@fernhill.example", name: "Ada", image: null };
  const state: State = {
    organization,
    scope: createScope("organization", organization.id),
    projects: new Map(),
    users: new Map([[owner.id, owner]]),
    auditLog: [],
    issuedValues: new Set(),
    now: Date.parse("2026-02-02T10:30:00.000Z"),
    nextNumber(kind) {
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      return number;
    },
  };
  state.nextNumber("user");
  state.scope.members.set(owner.id, builtInRoleId("organization", "Owner"));
  return state;
}

/** Returns the next ID of a kind: `role-1`, `role-2`. */
export const nextId = (state: State, kind: string): string => `${kind}-${state.nextNumber(kind)}`;

/** Returns the time as responses show it. */
export const getTimestamp = ({ now }: State): string => new Date(now).toISOString();

/** Lists the scope of the organization and those of its projects. */
export const listScopes = ({ scope, projects }: State): Scope[] => [
  scope,
  ...[...projects.values()].map((project) => project.scope),
];

/** Returns the ID of a built-in role: `organization-owner`. */
export const builtInRoleId = (kind: Scope["kind"], name: string): string => `${kind}-${name.toLowerCase()}`;

/** The name of the role that a former Owner gets. */
export const formerOwnerRoles = { organization: "Admin", project: "Manager" } as const;

/** Creates the scope of an organization or a project, with its built-in roles. */
export function createScope(kind: Scope["kind"], id: string): Scope {
  const permissions =
    kind === "organization"
      ? toPermissions("permission", organizationPermissions)
      : toPermissions("project-permission", projectPermissions);
  const roles = ["Owner", formerOwnerRoles[kind], "Member"].map((name): StoredRole => ({
    id: builtInRoleId(kind, name),
    name,
    description: null,
    policyIds: [],
    isBuiltIn: true,
  }));
  return {
    kind,
    id,
    permissions,
    policies: new Map(),
    roles: new Map(roles.map((role) => [role.id, role])),
    members: new Map(),
    invitations: new Map(),
    apiKeys: new Map(),
    exports: new Map(),
  };
}
