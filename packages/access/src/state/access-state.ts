/** The stored access control of an organization: what the API returns, with IDs. */
export interface AccessState {
  organization: { id: string; name: string };
  /** The version of the API that the state was read from. Version 1 has no members. */
  apiVersion: ApiVersion;
  scopes: ScopeState[];
}

export type ApiVersion = "v1" | "v2";

/** The organization, or one of its projects. */
export type Scope = { kind: "organization" } | { kind: "project"; id: string; name: string };

/** The resources of one scope. */
export interface ScopeState {
  scope: Scope;
  permissions: NamedItem[];
  policies: Policy[];
  roles: Role[];
  /** `undefined` if the API cannot list members. */
  members: Member[] | undefined;
}

export interface NamedItem {
  id: string;
  name: string;
}

export interface Policy extends NamedItem {
  description: string | null;
  permissions: NamedItem[];
}

export interface Role extends NamedItem {
  description: string | null;
  /** Built-in roles cannot be changed. Their permissions are not in the API. */
  isBuiltIn: boolean;
  policies: NamedItem[];
}

export interface Member {
  id: string;
  email: string;
  role: NamedItem | null;
}

/** Returns the name of a scope for messages: `the organization`, `project "Checkout"`. */
export function describeScope(scope: Scope): string {
  return scope.kind === "organization" ? "the organization" : `project "${scope.name}"`;
}

/** Whether two values name the same scope. */
export function isSameScope(one: Scope, other: Scope): boolean {
  return one.kind === "organization"
    ? other.kind === "organization"
    : other.kind === "project" && one.id === other.id;
}
