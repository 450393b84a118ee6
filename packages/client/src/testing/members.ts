import type { UpdateMemberRoleInput } from "@rolewright/types/v2";
import { findScope, type OperationRequest, requireFound } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import {
  builtInRoleId,
  formerOwnerRoles,
  listScopes,
  type Scope,
  type State,
  type StoredUser,
} from "./state.ts";

/** A member with the role in a scope. */
interface Member extends StoredUser {
  role: { id: string; name: string } | null;
}

/** Lists one page of the members, in the order in which they joined the organization. */
export function listMembers(request: OperationRequest) {
  const scope = findScope(request);
  const page = Number(request.query.get("page"));
  const pageSize = Number(request.query.get("pageSize"));
  const ids = [...request.state.users.keys()].filter((userId) => scope.members.has(userId));
  const members = ids
    .slice((page - 1) * pageSize, page * pageSize)
    .map((userId) => toMember(request.state, scope, userId));
  return { members, total: ids.length, page, pageSize };
}

/** Assigns a role. The role Owner transfers the ownership. */
export function updateMemberRole(request: OperationRequest<UpdateMemberRoleInput>): Member {
  const scope = findScope(request);
  const { kind, members, roles } = scope;
  const userId = findMemberId(request);
  const { roleId } = request.body;
  if (!roles.has(roleId)) throw new Rejection(422, `roleId: there is no role "${roleId}" in this scope.`);
  const ownerRoleId = builtInRoleId(kind, "Owner");
  if (members.get(userId) === ownerRoleId && roleId !== ownerRoleId)
    throw new Rejection(409, "The role of the Owner cannot be changed. Assign Owner to another member.");
  if (roleId === ownerRoleId) {
    const formerRoleId = builtInRoleId(kind, formerOwnerRoles[kind]);
    for (const [id, held] of members) if (held === ownerRoleId) members.set(id, formerRoleId);
  }
  members.set(userId, roleId);
  return toMember(request.state, scope, userId);
}

/** Removes a member and the invitations of the address. From the organization, this includes all projects. */
export function removeMember(request: OperationRequest): { id: string } {
  const scope = findScope(request);
  const userId = findMemberId(request);
  if (scope.members.get(userId) === builtInRoleId(scope.kind, "Owner"))
    throw new Rejection(409, "The Owner cannot be removed. Assign Owner to another member first.");
  const { state } = request;
  const email = state.users.get(userId)?.email;
  for (const { members, invitations } of scope.kind === "organization" ? listScopes(state) : [scope]) {
    members.delete(userId);
    for (const invitation of invitations.values())
      if (invitation.email === email) invitations.delete(invitation.id);
  }
  if (scope.kind === "organization") state.users.delete(userId);
  return { id: userId };
}

function findMemberId(request: OperationRequest): string {
  const userId = request.id("userId");
  requireFound("Member", findScope(request).members.get(userId));
  return userId;
}

function toMember({ users }: State, { members, roles }: Scope, userId: string): Member {
  const user = requireFound("Member", users.get(userId));
  const role = roles.get(members.get(userId) ?? "");
  return { ...user, role: role === undefined ? null : { id: role.id, name: role.name } };
}
