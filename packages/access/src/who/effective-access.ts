import type { Config } from "../config/config.ts";
import { defaultBuiltInRoles } from "../config/config.ts";
import type { AccessState, Scope, ScopeState } from "../state/access-state.ts";
import { matchesPattern, toEmailKey, toNameKey } from "../state/names.ts";

/** A permission of a member in a scope, and how the member gets it. */
export interface Grant {
  email: string;
  scope: Scope;
  permission: string;
  role: string;
  /** The policy. `null` for a built-in role, whose permissions are assumed. */
  policy: string | null;
}

/**
 * Lists every permission of every member. A permission that several policies grant is listed once for each.
 *
 * @param builtInRoles The permissions of built-in roles, as patterns. The API does not return them.
 */
export function listGrants(
  state: AccessState,
  builtInRoles: Config["builtInRoles"] = defaultBuiltInRoles,
): Grant[] {
  return state.scopes.flatMap((scopeState) =>
    (scopeState.members ?? []).flatMap(({ email, role }) =>
      role ? listGrantsOfRole(scopeState, role.id, builtInRoles).map((grant) => ({ email, ...grant })) : [],
    ),
  );
}

function listGrantsOfRole(
  { scope, permissions, policies, roles }: ScopeState,
  roleId: string,
  builtInRoles: Config["builtInRoles"],
): Omit<Grant, "email">[] {
  const role = roles.find(({ id }) => id === roleId);
  if (!role) return [];
  if (role.isBuiltIn) {
    const patterns = builtInRoles.get(role.name) ?? [];
    return permissions
      .filter(({ name }) => patterns.some((pattern) => matchesPattern(name, pattern)))
      .map(({ name }) => ({ scope, permission: name, role: role.name, policy: null }));
  }
  // Permissions of the other scope are stored and grant nothing.
  const effective = new Set(permissions.map(({ id }) => id));
  return role.policies
    .flatMap(({ id }) => policies.find((policy) => policy.id === id) ?? [])
    .flatMap((policy) =>
      policy.permissions
        .filter(({ id }) => effective.has(id))
        .map(({ name }) => ({ scope, permission: name, role: role.name, policy: policy.name })),
    );
}

/** Filters of `who`. */
export interface AccessQuery {
  email?: string | undefined;
  /** A permission, or a pattern such as `*:delete`. */
  can?: string | undefined;
  /** A project name or ID, or `organization`. */
  in?: string | undefined;
}

/** Lists the grants that match a query. */
export function filterGrants(grants: Grant[], query: AccessQuery): Grant[] {
  const isInPlace = createScopeFilter(query.in);
  return grants.filter(
    ({ email, permission, scope }) =>
      isInPlace(scope) &&
      (query.email === undefined || toEmailKey(email) === toEmailKey(query.email)) &&
      (query.can === undefined || matchesPattern(permission, query.can)),
  );
}

/** Creates a filter of scopes by name. The result is remembered, because many grants have the same scope. */
export function createScopeFilter(name: string | undefined): (scope: Scope) => boolean {
  const results = new Map<Scope, boolean>();
  return (scope) => {
    const result = results.get(scope) ?? (name === undefined || isScopeNamed(scope, name));
    results.set(scope, result);
    return result;
  };
}

/** Whether a text names a scope: `organization`, or the name or ID of a project. */
export function isScopeNamed(scope: Scope, name: string): boolean {
  if (scope.kind === "organization") return name === "organization";
  return scope.id === name || toNameKey(scope.name) === toNameKey(name);
}
