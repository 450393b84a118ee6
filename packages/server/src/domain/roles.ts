import { catalogs } from "./catalog.ts";
import { type DomainError, domainErrors } from "./domain-error.ts";
import { toNameKey } from "./names.ts";
import type { ScopeKind } from "./scope-kind.ts";

/** Rejects changes to a built-in role. */
export function checkRoleIsCustom(
  scope: ScopeKind,
  roleId: string,
): DomainError<"built_in_role_immutable"> | undefined {
  return catalogs[scope].builtInRoleIds.has(roleId) ? domainErrors.builtInRoleImmutable() : undefined;
}

/** Rejects a name that a built-in role of the scope has. */
export function checkRoleName(scope: ScopeKind, name: string): DomainError<"built_in_role_name"> | undefined {
  const builtInName = catalogs[scope].builtInRoleNames.get(toNameKey(name));
  return builtInName === undefined ? undefined : domainErrors.builtInRoleName(builtInName);
}

/** Rejects deleting a role that members still have. */
export function checkRoleIsUnassigned(memberCount: number): DomainError<"role_assigned"> | undefined {
  return memberCount > 0 ? domainErrors.roleAssigned(memberCount) : undefined;
}

/**
 * Looks up the names of a role's policies.
 *
 * @param names The names of the policies of the scope by ID. Other policies may be missing from it.
 * @returns The policies in the order of `policyIds`, or an error that names every unknown ID.
 */
export function resolvePolicies(
  policyIds: string[],
  names: Map<string, string>,
): { id: string; name: string }[] | DomainError<"unknown_policy"> {
  const unknown = policyIds.filter((id) => !names.has(id));
  if (unknown.length > 0) return domainErrors.unknownPolicy(unknown);
  return policyIds.map((id) => ({ id, name: names.get(id) ?? "" }));
}
