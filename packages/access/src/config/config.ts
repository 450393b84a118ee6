/** The file `rolewright.yaml`, validated. */
export interface Config {
  /** The name of the organization. A key of another organization is rejected. */
  organization: string;
  manage: Manage;
  policies: PolicyEntries;
  roles: RoleEntries;
  /** The role of each member, by email address. */
  members: Map<string, string>;
  /** By project name, or any label if `id` is set. `*` applies to every project. */
  projects: Map<string, ProjectEntry>;
  renamed: Rename[];
  rules: Rule[];
  /** The permissions of built-in roles, as patterns. The API does not return them. */
  builtInRoles: Map<string, string[]>;
}

/** `listed` changes the listed entries only. `all` also deletes those that are not listed. */
export interface Manage {
  policies: "none" | "listed" | "all";
  roles: "none" | "listed" | "all";
  members: "none" | "listed";
}

/** The names of a policy's permissions. An omitted description is not managed. */
export interface PolicyEntry {
  permissions: string[];
  description?: string | null;
}

/** The names of a role's policies. An omitted description is not managed. */
export interface RoleEntry {
  policies: string[];
  description?: string | null;
}

export type PolicyEntries = Map<string, PolicyEntry>;
export type RoleEntries = Map<string, RoleEntry>;

export interface ProjectEntry {
  id?: string;
  policies: PolicyEntries;
  roles: RoleEntries;
  members: Map<string, string>;
}

/** A new name. The resource keeps its ID and its members. */
export interface Rename {
  kind: "policy" | "role";
  name: string;
  from: string;
  /** The project of the resource. Default: the organization. */
  project?: string;
}

/** An assertion about effective access. `in` is a project name, or `organization`. */
export type Rule = { in?: string } & (
  | { who: string; never: string[] }
  | { permission: string; atLeast?: number; atMost?: number }
);

/** A place in the file, as keys from the root: `["roles", "Auditor", "policies", 0]`. */
export type ConfigPath = (string | number)[];

/** A validated file, with the places of its entries. */
export interface LoadedConfig {
  config: Config;
  /** The file's name, for messages. */
  file: string;
  /** Returns the line and column of an entry, both from 1. */
  locate(path: ConfigPath): { line: number; column: number };
}

/**
 * The assumed permissions of built-in roles. *Unofficial:* the vendor publishes their names only. `builtInRoles` in the file
 * replaces them.
 */
export const defaultBuiltInRoles = new Map([
  ["Owner", ["*"]],
  ["Admin", ["*"]],
  ["Manager", ["*"]],
  ["Member", ["*:read"]],
]);
