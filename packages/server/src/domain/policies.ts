import type { Permission, PermissionSummary } from "@rolewright/types";
import { catalogs } from "./catalog.ts";
import { type DomainError, domainErrors } from "./domain-error.ts";

/**
 * Rejects permission IDs that neither scope has. The error names each of them. A policy can have a permission of the other
 * scope, which grants nothing.
 */
export function checkPermissions(permissionIds: string[]): DomainError<"unknown_permission"> | undefined {
  const unknown = permissionIds.filter((id) => !findPermission(id));
  return unknown.length > 0 ? domainErrors.unknownPermission(unknown) : undefined;
}

/** Returns permissions as a policy shows them. A permission that the platform has removed since is omitted. */
export function resolvePermissions(permissionIds: string[]): PermissionSummary[] {
  return permissionIds.flatMap((id) => {
    const permission = findPermission(id);
    return permission ? [{ id, name: permission.name }] : [];
  });
}

const findPermission = (id: string): Permission | undefined =>
  catalogs.organization.permissionsById.get(id) ?? catalogs.project.permissionsById.get(id);

/** Removes a deleted policy from the roles that have it. Returns only these roles. */
export function detachPolicy<Role extends { policyIds: string[] }>(policyId: string, roles: Role[]): Role[] {
  return roles
    .filter(({ policyIds }) => policyIds.includes(policyId))
    .map((role) => ({ ...role, policyIds: role.policyIds.filter((id) => id !== policyId) }));
}
