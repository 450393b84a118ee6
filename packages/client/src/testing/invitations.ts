import { findScope, type OperationRequest, readNumericId, requireFound } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import {
  builtInRoleId,
  getTimestamp,
  listScopes,
  nextId,
  type State,
  type StoredInvitation,
} from "./state.ts";

/** Lists the invitations that were not accepted. */
export const listInvitations = (request: OperationRequest): StoredInvitation[] =>
  [...findScope(request).invitations.values()].filter(({ status }) => status !== "ACCEPTED");

/** Invites addresses that have no invitation and belong to no member of the scope. */
export function createInvitations(
  request: OperationRequest,
  emails: string[],
  role: { field: string; id: string | undefined },
): StoredInvitation[] {
  const { state } = request;
  const { kind, invitations, members, roles } = findScope(request);
  if (role.id === builtInRoleId(kind, "Owner"))
    throw new Rejection(422, "Owner cannot be assigned by an invitation. Transfer the ownership later.");
  if (role.id !== undefined && !roles.has(role.id))
    throw new Rejection(422, `${role.field}: there is no role "${role.id}" in this scope.`);
  const known = new Set([
    ...[...invitations.values()].map(({ email }) => email),
    ...[...members.keys()].map((userId) => state.users.get(userId)?.email),
  ]);
  const addresses = new Set(emails.map((email) => email.trim().toLowerCase().replace(/\.$/, "")));
  const invited = [...addresses].filter((email) => !known.has(email));
  if (invited.length === 0)
    throw new Rejection(
      409,
      "Every address is already invited or belongs to a member. Send other addresses.",
    );
  return invited.map((email) => {
    const invitation: StoredInvitation = {
      id: state.nextNumber("invitation"),
      email,
      status: "PENDING",
      created_at: getTimestamp(state),
      roleId: role.id ?? null,
      token: nextId(state, "invitation-token"),
    };
    invitations.set(invitation.id, invitation);
    return invitation;
  });
}

/** Renews the token of an invitation, whatever its status is. */
export function resendInvitation(request: OperationRequest): StoredInvitation {
  const { state } = request;
  return Object.assign(findInvitation(request), {
    status: "PENDING",
    created_at: getTimestamp(state),
    token: nextId(state, "invitation-token"),
  });
}

export function deleteInvitation(request: OperationRequest): { id: number } {
  const { id } = findInvitation(request);
  findScope(request).invitations.delete(id);
  return { id };
}

/**
 * Accepts a pending invitation, as the invited person does. A project invitation also makes the person a member of the
 * organization.
 *
 * @returns The ID of the member.
 * @throws {RangeError} if no pending invitation has the token.
 */
export function acceptInvitation(state: State, token: string): string {
  for (const scope of listScopes(state)) {
    const invitation = [...scope.invitations.values()].find((each) => each.token === token);
    if (invitation?.status !== "PENDING") continue;
    const { email, roleId } = invitation;
    const known = [...state.users.values()].find((user) => user.email === email);
    const user = known ?? { id: nextId(state, "user"), email, name: null, image: null };
    state.users.set(user.id, user);
    for (const joined of new Set([state.scope, scope])) {
      const invitedRoleId = joined === scope ? roleId : null;
      if (!joined.members.has(user.id))
        joined.members.set(user.id, invitedRoleId ?? builtInRoleId(joined.kind, "Member"));
    }
    Object.assign(invitation, { status: "ACCEPTED", token: null });
    return user.id;
  }
  throw new RangeError("No pending invitation has this token.");
}

const findInvitation = (request: OperationRequest): StoredInvitation =>
  requireFound("Invitation", findScope(request).invitations.get(readNumericId(request, "invitationId")));
