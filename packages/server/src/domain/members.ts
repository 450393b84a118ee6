import { catalogs } from "./catalog.ts";
import { type DomainError, domainErrors } from "./domain-error.ts";
import type { ScopeKind } from "./scope-kind.ts";

/** Returns the ID of a built-in role by its name. */
export function getBuiltInRoleId(scope: ScopeKind, name: string): string {
  const role = catalogs[scope].builtInRoles.find((each) => each.name === name);
  if (!role) throw new Error(`The description has no built-in role ${name} in its lists of ${scope} roles.`);
  return role.id;
}

/** The role that a former Owner gets when ownership is transferred. */
export const formerOwnerRole = { organization: "Admin", project: "Manager" } as const;

/**
 * Decides how a member gets a role. Assigning `Owner` transfers ownership, which is the only way to change the role of the
 * Owner.
 */
export function planRoleChange(
  scope: ScopeKind,
  currentRoleId: string | null,
  newRoleId: string,
): "none" | "assign" | "transfer" | DomainError<"owner_role"> {
  const ownerRoleId = getBuiltInRoleId(scope, "Owner");
  if (newRoleId === currentRoleId) return "none";
  if (newRoleId === ownerRoleId) return "transfer";
  return currentRoleId === ownerRoleId ? domainErrors.ownerRole() : "assign";
}

/** Rejects removing the Owner. */
export const checkRemoval = (
  scope: ScopeKind,
  roleId: string | null,
): DomainError<"owner_removal"> | undefined =>
  roleId === getBuiltInRoleId(scope, "Owner") ? domainErrors.ownerRemoval() : undefined;
