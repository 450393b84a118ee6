import type { ProjectRole, Role, RoleInput } from "@rolewright/types/v2";
import { findScope, type OperationRequest, rejectDuplicateName, requireFound } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import { nextId, type Scope, type StoredRole } from "./state.ts";

export const listOrganizationRoles = (request: OperationRequest): { roles: Role[] } => {
  const scope = findScope(request);
  return { roles: [...scope.roles.values()].map((role) => toRole(scope, role)) };
};

export const listProjectRoles = (request: OperationRequest): { roles: ProjectRole[] } => {
  const scope = findScope(request);
  return { roles: [...scope.roles.values()].map((role) => toProjectRole(scope, role)) };
};

export const saveOrganizationRole = (request: OperationRequest<RoleInput>): Role =>
  toRole(findScope(request), saveRole(request));

export const saveProjectRole = (request: OperationRequest<RoleInput>): ProjectRole =>
  toProjectRole(findScope(request), saveRole(request));

/** Creates a role, or updates the one in the path. */
function saveRole(request: OperationRequest<RoleInput>): StoredRole {
  const { policies, roles } = findScope(request);
  const id = request.id("roleId");
  const before = id === "" ? undefined : findCustomRole(request);
  const { name, policyIds, description = before?.description ?? null } = request.body;
  const unknown = policyIds.find((policyId) => !policies.has(policyId));
  if (unknown !== undefined)
    throw new Rejection(422, `policyIds: there is no policy "${unknown}" in this scope.`);
  rejectDuplicateName("role", name, roles.values(), id);
  const role = {
    id: id || nextId(request.state, "role"),
    name,
    description,
    policyIds: [...policyIds],
    isBuiltIn: false,
  };
  roles.set(role.id, role);
  return role;
}

/** Deletes a role that no member has. Pending invitations with the role give the built-in role Member instead. */
export function deleteRole(request: OperationRequest): { id: string } {
  const { roles, members, invitations } = findScope(request);
  const { id } = findCustomRole(request);
  const count = [...members.values()].filter((roleId) => roleId === id).length;
  if (count > 0)
    throw new Rejection(409, `The role is assigned to ${count} member(s). Assign other roles to them first.`);
  for (const invitation of invitations.values()) if (invitation.roleId === id) invitation.roleId = null;
  roles.delete(id);
  return { id };
}

function findCustomRole(request: OperationRequest): StoredRole {
  const role = requireFound("Role", findScope(request).roles.get(request.id("roleId")));
  if (role.isBuiltIn) throw new Rejection(404, "Built-in roles cannot be changed or deleted.");
  return role;
}

const toRole = (scope: Scope, role: StoredRole): Role => ({
  ...toRoleFields(scope, role),
  organizationId: role.isBuiltIn ? null : scope.id,
});

const toProjectRole = (scope: Scope, role: StoredRole): ProjectRole => ({
  ...toRoleFields(scope, role),
  projectId: role.isBuiltIn ? null : scope.id,
});

const toRoleFields = ({ policies }: Scope, { id, name, description, policyIds }: StoredRole) => ({
  id,
  name,
  description,
  // Some may have been deleted.
  policies: policyIds
    .flatMap((policyId) => policies.get(policyId) ?? [])
    .map((policy) => ({ id: policy.id, name: policy.name })),
});
