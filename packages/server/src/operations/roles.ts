import type { PolicySummary, ProjectRole, Role, RoleInput } from "@rolewright/types";
import { catalogs } from "../domain/catalog.ts";
import { toCreationTime } from "../domain/clock.ts";
import { DomainError, domainErrors } from "../domain/domain-error.ts";
import { checkLimit } from "../domain/limits.ts";
import { checkNameConflict, normalizeTexts, toNameKey } from "../domain/names.ts";
import { checkRoleIsCustom, checkRoleIsUnassigned, checkRoleName, resolvePolicies } from "../domain/roles.ts";
import { type PolicyRow, sql } from "../storage/statements.ts";
import { bindValues, queryAll, queryBatch, queryOne, type TransactionScript } from "../storage/store.ts";
import { sortByCreatedAt } from "./list-rows.ts";
import {
  lockScope,
  lockScopeWith,
  type ProjectScope,
  type Scope,
  scopeKey,
  scopeNotFound,
  type ScopeNotFound,
} from "./scope.ts";

interface CreateInput {
  body: RoleInput;
  now: string;
  createId: () => string;
}

type RoleOf<S extends Scope> = S extends ProjectScope ? ProjectRole : Role;

/** Lists the built-in roles of a scope, then its custom roles, the oldest first. */
export function* listRoles<S extends Scope>(
  scope: S,
): TransactionScript<{ roles: RoleOf<S>[] } | ScopeNotFound<S>> {
  const rows = yield* queryAll(sql.listRoles, ...scopeKey(scope));
  if (!rows.some(({ kind }) => kind === "scope")) return scopeNotFound(scope);
  const policyRows = rows.filter(({ kind }) => kind === "policy");
  const policyNames = new Map(policyRows.map(({ id, name }) => [id, name ?? ""]));
  const customRoles = sortByCreatedAt(rows).map(({ id, name, description, ids }) => {
    const policies = (JSON.parse(ids ?? "[]") as string[]).map((policyId) => ({
      id: policyId,
      name: policyNames.get(policyId) ?? "",
    }));
    return toCustomRole(scope, { id, name: name ?? "", description, policies });
  });
  return { roles: [...listBuiltInRoles(scope), ...customRoles] };
}

/** Creates a custom role. */
export function* createRole<S extends Scope>(
  scope: S,
  { body, now, createId }: CreateInput,
): TransactionScript<
  | { role: RoleOf<S> }
  | DomainError<"built_in_role_name" | "name_conflict" | "limit_exceeded" | "unknown_policy">
  | ScopeNotFound<S>
> {
  const { counts, rows } = yield* lockScopeWith(scope, toPolicyQueries(scope, body));
  if (counts instanceof DomainError) return counts;
  const policies = readPolicies(rows, body);
  if (policies instanceof DomainError) return policies;
  const { name, description, policyIds } = normalizeTexts(body);
  const error = checkRoleName(scope.kind, name) ?? checkLimit("role", scope.kind, counts.roles);
  if (error) return error;

  const id = createId();
  const ids = JSON.stringify(policyIds);
  const createdAt = toCreationTime(now, counts.newest_at);
  const values = [...scopeKey(scope), id, name, toNameKey(name), description, ids, createdAt] as const;
  if (!(yield* queryOne(sql.addRole, ...values))) {
    const existing = yield* findRoleByName(scope, name);
    return domainErrors.nameConflict("role", existing?.name ?? name, scope.kind);
  }
  yield* queryAll(sql.countCreated, ...scopeKey(scope), 1, 0, createdAt);
  return { role: toCustomRole(scope, { id, name, description, policies }) };
}

/** Replaces the name and the policies of a custom role, and its description if the body has one. */
export function* updateRole<S extends Scope>(
  scope: S,
  id: string,
  { body }: Pick<CreateInput, "body">,
): TransactionScript<
  | { role: RoleOf<S> }
  | DomainError<
      "built_in_role_immutable" | "role_not_found" | "built_in_role_name" | "name_conflict" | "unknown_policy"
    >
  | ScopeNotFound<S>
> {
  const before = yield* lockCustomRole(scope, id);
  if (before instanceof DomainError) return before;
  const policies = readPolicies(yield* queryBatch(toPolicyQueries(scope, body)), body);
  if (policies instanceof DomainError) return policies;
  const { name, description, policyIds } = normalizeTexts({ ...before, ...body });
  const builtInError = checkRoleName(scope.kind, name);
  if (builtInError) return builtInError;
  const existing = yield* findRoleByName(scope, name);
  const nameError = checkNameConflict("role", scope.kind, existing, id);
  if (nameError) return nameError;

  const ids = JSON.stringify(policyIds);
  yield* queryAll(sql.updateRole, ...scopeKey(scope), id, name, toNameKey(name), description, ids);
  return { role: toCustomRole(scope, { id, name, description, policies }) };
}

/** Deletes a custom role that no member has. */
export function* deleteRole<S extends Scope>(
  scope: S,
  id: string,
): TransactionScript<
  | { id: string; deleted: true }
  | DomainError<"built_in_role_immutable" | "role_not_found" | "role_assigned">
  | ScopeNotFound<S>
> {
  const role = yield* lockCustomRole(scope, id);
  if (role instanceof DomainError) return role;
  const assignments = yield* queryOne(sql.countMembersWithRole, ...scopeKey(scope), id);
  const error = checkRoleIsUnassigned(assignments?.members ?? 0);
  if (error) return error;
  yield* queryAll(sql.deleteRole, ...scopeKey(scope), id);
  yield* queryAll(sql.clearInvitedRole, ...scopeKey(scope), id);
  yield* queryAll(sql.adjustCounts, ...scopeKey(scope), -1, 0, 0);
  return { id, deleted: true };
}

/** Locks the scope of a role and returns the role, or an error if it is built-in or does not exist. */
function* lockCustomRole<S extends Scope>(
  scope: S,
  id: string,
): TransactionScript<
  | { description: string | null }
  | DomainError<"built_in_role_immutable" | "role_not_found">
  | ScopeNotFound<S>
> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return counts;
  const error = checkRoleIsCustom(scope.kind, id);
  if (error) return error;
  return (yield* queryOne(sql.role, ...scopeKey(scope), id)) ?? domainErrors.roleNotFound();
}

function* findRoleByName(
  scope: Scope,
  name: string,
): TransactionScript<{ id: string; name: string } | undefined> {
  const row = yield* queryOne(sql.roleByName, ...scopeKey(scope), toNameKey(name));
  return row && { id: row.role_id, name: row.name };
}

const toPolicyQueries = (scope: Scope, { policyIds }: RoleInput) =>
  policyIds.map((id) => bindValues(sql.policy, ...scopeKey(scope), id));

/** Reads the policies of a body from the rows of `toPolicyQueries`. */
function readPolicies(
  rows: unknown[][],
  { policyIds }: RoleInput,
): PolicySummary[] | DomainError<"unknown_policy"> {
  const names = new Map<string, string>();
  for (const [index, id] of policyIds.entries()) {
    // Each query selects one policy.
    const row = rows[index]?.[0] as PolicyRow | undefined;
    if (row) names.set(id, row.name);
  }
  return resolvePolicies(policyIds, names);
}

const listBuiltInRoles = <S extends Scope>(scope: S): RoleOf<S>[] =>
  catalogs[scope.kind].builtInRoles.map((role) => withOwner(scope, null, { ...role, policies: [] }));

type RoleWithoutOwner = Pick<Role, "id" | "name" | "description" | "policies">;

const toCustomRole = <S extends Scope>(scope: S, role: RoleWithoutOwner): RoleOf<S> =>
  withOwner(scope, scope.kind === "project" ? scope.id : scope.organizationId, role);

/** Adds `projectId` or `organizationId`, which is null for a built-in role. */
function withOwner<S extends Scope>(
  scope: S,
  owner: string | null,
  { id, name, description, policies }: RoleWithoutOwner,
): RoleOf<S> {
  const field = scope.kind === "project" ? { projectId: owner } : { organizationId: owner };
  // `RoleOf` follows the same condition as the line above.
  return { id, name, description, ...field, policies } as unknown as RoleOf<S>;
}
