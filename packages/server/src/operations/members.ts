import { catalogs } from "../domain/catalog.ts";
import { DomainError, domainErrors } from "../domain/domain-error.ts";
import { checkRemoval, formerOwnerRole, getBuiltInRoleId, planRoleChange } from "../domain/members.ts";
import { toNameKey } from "../domain/names.ts";
import { type MemberPageRow, type MemberRow, sql } from "../storage/statements.ts";
import {
  bindValues,
  type Query,
  queryAll,
  queryBatch,
  queryOne,
  type TransactionScript,
} from "../storage/store.ts";
import { type Scope, scopeKey, scopeNotFound, type ScopeNotFound } from "./scope.ts";

/** A member of an organization or a project with the role in that scope. */
export interface Member {
  id: string;
  email: string;
  name: string | null;
  image: string | null;
  role: { id: string; name: string } | null;
}

/** Lists one page of members in the order in which they joined the organization. */
export function* listMembers<S extends Scope>(
  scope: S,
  { page, pageSize }: { page: number; pageSize: number },
): TransactionScript<{ members: Member[]; total: number } | ScopeNotFound<S>> {
  const limits = [pageSize, (page - 1) * pageSize] as const;
  const [names, rows] = yield* queryBatch([
    bindValues(sql.roleNames, ...scopeKey(scope)),
    scope.kind === "organization"
      ? bindValues(sql.members, scope.organizationId, ...limits)
      : bindValues(sql.projectMembers, ...scopeKey(scope), ...limits),
  ]);
  const found = rows as MemberPageRow[];
  if (!found[0]) return scopeNotFound(scope);
  const roleNames = toRoleNames(scope, names as RoleNameRow[]);
  return { members: found.filter(isMember).map((row) => toMember(row, roleNames)), total: found[0].total };
}

const isMember = (row: MemberPageRow): row is MemberPageRow & MemberRow => row.member_id !== null;

/** Adds a person to an organization, without a role. */
export const addMember = (
  organizationId: string,
  { id, email, name }: { id: string; email: string; name: string | null },
): TransactionScript<unknown> =>
  queryBatch([
    bindValues(sql.addMember, organizationId, id, email, toNameKey(email), name),
    bindValues(sql.adjustMemberCount, organizationId, "", 1),
  ]);

/** Gives a role to a member who has none in a scope. In a project, this makes them a member of the project. */
export const assignFirstRole = (
  { kind, organizationId, id }: Scope,
  memberId: string,
  roleId: string,
): TransactionScript<unknown> =>
  queryBatch([
    bindValues(sql.assignRole, organizationId, id, memberId, roleId),
    ...(kind === "project" ? [bindValues(sql.adjustMemberCount, organizationId, id, 1)] : []),
  ]);

/**
 * Assigns a role to a member. Assigning `Owner` transfers ownership in the same transaction, so that there is one Owner at
 * every moment.
 */
export function* updateMemberRole<S extends Scope>(
  scope: S,
  memberId: string,
  roleId: string,
): TransactionScript<
  Member | DomainError<"member_not_found" | "unknown_role" | "owner_role"> | ScopeNotFound<S>
> {
  const found = yield* lockMember(scope, memberId);
  if (found instanceof DomainError) return found;
  const roleNames = toRoleNames(scope, yield* queryAll(sql.roleNames, ...scopeKey(scope)));
  if (!roleNames.has(roleId)) return domainErrors.unknownRole("roleId", roleId);
  const change = planRoleChange(scope.kind, found.role_id, roleId);
  if (change instanceof DomainError) return change;
  if (change === "transfer") {
    const formerRoleId = getBuiltInRoleId(scope.kind, formerOwnerRole[scope.kind]);
    yield* queryAll(sql.reassignRole, ...scopeKey(scope), roleId, formerRoleId);
  }
  if (change !== "none") yield* queryAll(sql.setAssignment, ...scopeKey(scope), memberId, roleId);
  return toMember({ ...found, role_id: roleId }, roleNames);
}

/**
 * Removes a member. From the organization, this includes all projects and all invitations of the address. From a project, it
 * includes the invitations of the address to that project.
 */
export function* removeMember<S extends Scope>(
  scope: S,
  memberId: string,
): TransactionScript<{ id: string } | DomainError<"member_not_found" | "owner_removal"> | ScopeNotFound<S>> {
  const { organizationId } = scope;
  const found = yield* lockMember(
    scope,
    memberId,
    scope.kind === "organization" ? [bindValues(sql.lockProjectsOfMember, organizationId, memberId)] : [],
  );
  if (found instanceof DomainError) return found;
  const error = checkRemoval(scope.kind, found.role_id);
  if (error) return error;
  const emailKey = toNameKey(found.email);
  if (scope.kind === "project") {
    yield* queryAll(sql.deleteAssignment, ...scopeKey(scope), memberId);
    yield* queryAll(sql.adjustMemberCount, ...scopeKey(scope), -1);
    yield* queryAll(sql.deleteProjectInvitationsOf, ...scopeKey(scope), emailKey);
  } else {
    yield* queryAll(sql.decrementMemberCounts, organizationId, memberId);
    yield* queryAll(sql.deleteAssignments, organizationId, memberId);
    yield* queryAll(sql.deleteInvitationsOf, organizationId, emailKey);
    yield* queryAll(sql.deleteMember, organizationId, memberId);
  }
  return { id: memberId };
}

/**
 * Returns the locks for a change of people. The organization is locked first, also for a project, so that nobody is removed
 * from the organization while they get into a project.
 */
export const toPeopleLocks = (scope: Scope): Query[] => [
  bindValues(sql.lockScope, scope.organizationId, ""),
  ...(scope.kind === "project" ? [bindValues(sql.lockScope, ...scopeKey(scope))] : []),
];

/** Locks the people of a scope, then other rows, and returns a member. */
function* lockMember<S extends Scope>(
  scope: S,
  memberId: string,
  otherLocks: Query[] = [],
): TransactionScript<MemberRow | DomainError<"member_not_found"> | ScopeNotFound<S>> {
  const locks = toPeopleLocks(scope);
  const rows = yield* queryBatch([...locks, ...otherLocks]);
  if (rows[locks.length - 1]?.length === 0) return scopeNotFound(scope);
  const row =
    scope.kind === "organization"
      ? yield* queryOne(sql.member, scope.organizationId, memberId)
      : yield* queryOne(sql.projectMember, ...scopeKey(scope), memberId);
  return row ?? domainErrors.memberNotFound();
}

interface RoleNameRow {
  role_id: string;
  name: string;
}

/** Returns the names of the built-in and the custom roles of a scope by their IDs. */
export const toRoleNames = (scope: Scope, rows: RoleNameRow[]): Map<string, string> =>
  new Map([
    ...catalogs[scope.kind].builtInRoles.map(({ id, name }) => [id, name] as const),
    ...rows.map(({ role_id, name }) => [role_id, name] as const),
  ]);

const toMember = (
  { member_id, email, name, image, role_id }: MemberRow,
  names: Map<string, string>,
): Member => ({
  id: member_id,
  email,
  name,
  image,
  role: role_id === null ? null : { id: role_id, name: names.get(role_id) ?? "" },
});
