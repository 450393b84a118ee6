import { randomBytes, randomInt } from "node:crypto";
import { DomainError, domainErrors } from "../domain/domain-error.ts";
import { type Clock, toCreationTime } from "../domain/clock.ts";
import { readIdTime } from "../domain/ids.ts";
import { checkCompanyAddresses, normalizeEmails } from "../domain/invitations.ts";
import { getBuiltInRoleId } from "../domain/members.ts";
import { toNameKey } from "../domain/names.ts";
import { checkPeopleLimit } from "../domain/plans.ts";
import { type InvitationRow, type ScopeRow, sql } from "../storage/statements.ts";
import {
  bindValues,
  queryAll,
  queryBatch,
  queryOne,
  type Store,
  type TransactionScript,
} from "../storage/store.ts";
import { compareText } from "./compare-text.ts";
import { addMember, assignFirstRole, toPeopleLocks, toRoleNames } from "./members.ts";
import { type Scope, scopeKey, scopeNotFound, type ScopeNotFound, toOrganizationScope } from "./scope.ts";

/** An invitation to an organization or a project. */
export interface Invitation {
  id: number;
  email: string;
  status: "PENDING" | "ACCEPTED" | "DECLINED";
  created_at: string;
  /** The role that the person gets. `null` for `Member`. */
  roleId: string | null;
  /** The secret of the link. `null` after the invitation was accepted. */
  token: string | null;
}

/** Lists the invitations that were not accepted, the oldest first. */
export function* listInvitations<S extends Scope>(
  scope: S,
): TransactionScript<{ invitations: Invitation[] } | ScopeNotFound<S>> {
  const [scopes = [], rows = []] = yield* queryBatch([
    bindValues(sql.scope, ...scopeKey(scope)),
    bindValues(sql.invitations, ...scopeKey(scope)),
  ]);
  if (scopes.length === 0) return scopeNotFound(scope);
  const invitations = (rows as InvitationRow[])
    .map(toInvitation)
    .toSorted((a, b) => compareText(a.created_at, b.created_at) || a.id - b.id);
  return { invitations };
}

/** Invites people by their addresses. No mail is sent. Addresses that are invited or belong to members are omitted. */
export function* createInvitations<S extends Scope>(
  scope: S,
  emails: string[],
  role: { field: string; id: string | undefined },
  now: string,
): TransactionScript<
  | { invitations: Invitation[] }
  | DomainError<
      "free_email_domain" | "nothing_to_invite" | "owner_invitation" | "plan_limit_exceeded" | "unknown_role"
    >
  | ScopeNotFound<S>
> {
  const locks = yield* queryBatch(toPeopleLocks(scope));
  if (locks.at(-1)?.length === 0) return scopeNotFound(scope);
  const roleError = yield* checkInvitedRole(scope, role);
  if (roleError) return roleError;
  const addresses = normalizeEmails(emails);
  const addressError = checkCompanyAddresses(addresses);
  if (addressError) return addressError;
  const people = yield* findPeople(scope, addresses);
  const invited = people.filter(({ isInvited, isMember }) => !isInvited && !isMember);
  if (invited.length === 0) return domainErrors.nothingToInvite();
  const added = invited.filter(({ isCounted }) => !isCounted).length;
  const limitError = yield* checkPlan(scope, locks, added);
  if (limitError) return limitError;

  const createdAt = toCreationTime(now, readNewestAt(locks));
  const invitations = invited.map(({ email }) => ({
    id: randomInt(1, 2 ** 48 - 1),
    email,
    status: "PENDING" as const,
    created_at: createdAt,
    roleId: role.id ?? null,
    token: createToken(),
  }));
  yield* queryBatch(
    invitations.map(({ id, email, roleId, token }) =>
      bindValues(
        sql.addInvitation,
        ...scopeKey(scope),
        String(id),
        email,
        toNameKey(email),
        roleId,
        token,
        createdAt,
      ),
    ),
  );
  yield* queryAll(sql.countCreated, ...scopeKey(scope), 0, 0, createdAt);
  return { invitations };
}

/**
 * Renews the token of an invitation, whatever became of it. The old link no longer works. A declined invitation counts again
 * towards the limit of the plan.
 */
export function* resendInvitation<S extends Scope>(
  scope: S,
  id: number,
  now: string,
): TransactionScript<
  Invitation | DomainError<"invitation_not_found" | "plan_limit_exceeded"> | ScopeNotFound<S>
> {
  const found = yield* lockInvitation(scope, id);
  if (found instanceof DomainError) return found;
  const { row, locks } = found;
  const isCounted = yield* queryOne(sql.countedPerson, scope.organizationId, toNameKey(row.email));
  const limitError = yield* checkPlan(scope, locks, isCounted ? 0 : 1);
  if (limitError) return limitError;
  const token = createToken();
  const createdAt = toCreationTime(now, readNewestAt(locks));
  yield* queryAll(sql.setInvitation, ...scopeKey(scope), String(id), "PENDING", token, createdAt);
  yield* queryAll(sql.countCreated, ...scopeKey(scope), 0, 0, createdAt);
  return toInvitation({ ...row, status: "PENDING", token, created_at: createdAt });
}

/** Revokes an invitation. A membership that it has led to stays. */
export function* deleteInvitation<S extends Scope>(
  scope: S,
  id: number,
): TransactionScript<{ id: number } | DomainError<"invitation_not_found"> | ScopeNotFound<S>> {
  const found = yield* lockInvitation(scope, id);
  if (found instanceof DomainError) return found;
  yield* queryAll(sql.deleteInvitation, ...scopeKey(scope), String(id));
  return { id };
}

/** The member that an accepted invitation has led to. */
export interface AcceptedInvitation {
  email: string;
  memberId: string;
  organizationId: string;
}

/**
 * Accepts an invitation, as the invited person does with the link. A project invitation also makes the person a member of
 * the organization.
 *
 * @returns `undefined` if the token belongs to no pending invitation.
 * @example
 * const member = await acceptInvitation(server.store, invitation.token);
 */
export const acceptInvitation = (store: Store, token: string): Promise<AcceptedInvitation | undefined> =>
  writeForToken(store, token, () => runAcceptance(token, store.clock));

/** Declines an invitation, as the invited person does with the link. Returns false if no pending one has the token. */
export const declineInvitation = async (store: Store, token: string): Promise<boolean> =>
  (await writeForToken(store, token, () => runRejection(token))) ?? false;

/** Runs a script in the organization of a token, so that the cached responses of the organization are invalidated. */
async function writeForToken<Result>(
  store: Store,
  token: string,
  script: () => TransactionScript<Result>,
): Promise<Result | undefined> {
  const invitation = await store.read(() => queryOne(sql.invitationByToken, token));
  return invitation && store.write(invitation.organization_id, script);
}

function* runAcceptance(token: string, clock: Clock): TransactionScript<AcceptedInvitation | undefined> {
  const found = yield* findPendingInvitation(token);
  if (!found) return undefined;
  const { row, scope } = found;
  const { organizationId } = scope;
  const emailKey = toNameKey(row.email);
  const existing = yield* queryOne(sql.memberByEmail, organizationId, emailKey);
  const inScope = yield* findInScope(scope, emailKey);
  const memberId = existing?.member_id ?? (yield* createMemberId(organizationId, clock));
  const memberRoleId = getBuiltInRoleId(scope.kind, "Member");
  if (!existing) {
    yield* addMember(organizationId, { id: memberId, email: row.email, name: null });
    if (scope.kind === "project") {
      const roleId = getBuiltInRoleId("organization", "Member");
      yield* assignFirstRole(toOrganizationScope({ organizationId }), memberId, roleId);
    }
  }
  if (!inScope) yield* assignFirstRole(scope, memberId, row.role_id ?? memberRoleId);
  yield* queryAll(sql.setInvitation, ...scopeKey(scope), row.invitation_id, "ACCEPTED", null, row.created_at);
  return { email: row.email, memberId, organizationId };
}

/** Creates the ID of a new member. Members are listed in the order of their IDs. */
function* createMemberId(organizationId: string, clock: Clock): TransactionScript<string> {
  const newest = yield* queryOne(sql.newestMember, organizationId);
  const newestMs = readIdTime(newest?.member_id ?? "");
  if (newestMs !== undefined) clock.advanceTo(newestMs + 1);
  return clock.createId();
}

function* runRejection(token: string): TransactionScript<boolean> {
  const found = yield* findPendingInvitation(token);
  if (!found) return false;
  const { row, scope } = found;
  yield* queryAll(
    sql.setInvitation,
    ...scopeKey(scope),
    row.invitation_id,
    "DECLINED",
    row.token,
    row.created_at,
  );
  return true;
}

/** Finds a pending invitation and locks the people of its scope. */
function* findPendingInvitation(
  token: string,
): TransactionScript<{ row: InvitationRow; scope: Scope } | undefined> {
  const candidate = yield* queryOne(sql.invitationByToken, token);
  if (!candidate) return undefined;
  const { organization_id: organizationId, scope_id: id } = candidate;
  const scope: Scope =
    id === "" ? { kind: "organization", organizationId, id } : { kind: "project", organizationId, id };
  yield* queryBatch(toPeopleLocks(scope));
  // It may have been revoked or accepted before the lock.
  const row = yield* queryOne(sql.invitationByToken, token);
  return row && { row, scope };
}

function* checkInvitedRole(
  scope: Scope,
  { field, id }: { field: string; id: string | undefined },
): TransactionScript<DomainError<"owner_invitation" | "unknown_role"> | undefined> {
  if (id === undefined) return undefined;
  if (id === getBuiltInRoleId(scope.kind, "Owner")) return domainErrors.ownerInvitation();
  const names = toRoleNames(scope, yield* queryAll(sql.roleNames, ...scopeKey(scope)));
  return names.has(id) ? undefined : domainErrors.unknownRole(field, id);
}

interface Person {
  email: string;
  isInvited: boolean;
  /** Whether the address belongs to a member of the scope. */
  isMember: boolean;
  /** Whether the person is one of those whose number the plan limits. */
  isCounted: boolean;
}

function* findPeople(scope: Scope, emails: string[]): TransactionScript<Person[]> {
  const rows = yield* queryBatch(
    emails.flatMap((email) => {
      const emailKey = toNameKey(email);
      return [
        bindValues(sql.invitationByEmail, ...scopeKey(scope), emailKey),
        scope.kind === "project"
          ? bindValues(sql.projectMemberByEmail, ...scopeKey(scope), emailKey)
          : bindValues(sql.memberByEmail, scope.organizationId, emailKey),
        bindValues(sql.countedPerson, scope.organizationId, emailKey),
      ];
    }),
  );
  const isFound = (index: number) => (rows[index]?.length ?? 0) > 0;
  return emails.map((email, index) => ({
    email,
    isInvited: isFound(3 * index),
    isMember: isFound(3 * index + 1),
    isCounted: isFound(3 * index + 2),
  }));
}

function* findInScope(scope: Scope, emailKey: string): TransactionScript<boolean> {
  const member =
    scope.kind === "project"
      ? yield* queryOne(sql.projectMemberByEmail, ...scopeKey(scope), emailKey)
      : yield* queryOne(sql.memberByEmail, scope.organizationId, emailKey);
  return member !== undefined;
}

/** The rows of `toPeopleLocks`: the organization, and the project if the scope is one. */
type LockedRows = unknown[][];

/** Rejects more people than the plan of the organization includes. */
function* checkPlan(
  { organizationId }: Scope,
  locks: LockedRows,
  added: number,
): TransactionScript<DomainError<"plan_limit_exceeded"> | undefined> {
  if (added === 0) return undefined;
  const [{ members }] = locks[0] as [ScopeRow];
  const [organizations, invited] = yield* queryBatch([
    bindValues(sql.organization, organizationId),
    bindValues(sql.countInvitedPeople, organizationId),
  ]);
  const { plan = "" } = (organizations?.[0] ?? {}) as { plan?: string };
  const { people = 0 } = (invited?.[0] ?? {}) as { people?: number };
  return checkPeopleLimit(plan, members + people, added);
}

function* lockInvitation<S extends Scope>(
  scope: S,
  id: number,
): TransactionScript<
  { row: InvitationRow; locks: LockedRows } | DomainError<"invitation_not_found"> | ScopeNotFound<S>
> {
  const locks = yield* queryBatch(toPeopleLocks(scope));
  if (locks.at(-1)?.length === 0) return scopeNotFound(scope);
  const row = yield* queryOne(sql.invitation, ...scopeKey(scope), String(id));
  return row ? { row, locks } : domainErrors.invitationNotFound();
}

/** Returns when the newest item of a scope was created, from the rows of `toPeopleLocks`. */
const readNewestAt = (locks: LockedRows) => (locks.at(-1)?.[0] as ScopeRow | undefined)?.newest_at ?? "";

/** In hexadecimal: a token that starts with `-` would be an option of the command that accepts it. */
const createToken = () => randomBytes(32).toString("hex");

const toInvitation = ({
  invitation_id,
  email,
  status,
  created_at,
  role_id,
  token,
}: InvitationRow): Invitation => ({
  id: Number(invitation_id),
  email,
  status,
  created_at,
  roleId: role_id,
  token,
});
