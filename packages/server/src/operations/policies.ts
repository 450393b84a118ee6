import type { Permission, Policy, PolicyInput } from "@rolewright/types";
import { catalogs } from "../domain/catalog.ts";
import { toCreationTime } from "../domain/clock.ts";
import { DomainError, domainErrors } from "../domain/domain-error.ts";
import { checkLimit } from "../domain/limits.ts";
import { checkNameConflict, normalizeTexts, toNameKey } from "../domain/names.ts";
import { checkPermissions, detachPolicy, resolvePermissions } from "../domain/policies.ts";
import { type ListRow, sql } from "../storage/statements.ts";
import { bindValues, queryAll, queryBatch, queryOne, type TransactionScript } from "../storage/store.ts";
import { sortByCreatedAt } from "./list-rows.ts";
import { lockScope, type Scope, scopeKey, scopeNotFound, type ScopeNotFound } from "./scope.ts";

interface CreateInput {
  body: PolicyInput;
  now: string;
  createId: () => string;
}

/** Lists the permissions of a scope. */
export function* listPermissions<S extends Scope>(
  scope: S,
): TransactionScript<{ permissions: Permission[] } | ScopeNotFound<S>> {
  if (scope.kind === "project" && !(yield* queryOne(sql.project, ...scopeKey(scope)))) {
    return scopeNotFound(scope);
  }
  return { permissions: catalogs[scope.kind].permissions };
}

/** Lists the policies of a scope, the oldest first. */
export function* listPolicies<S extends Scope>(
  scope: S,
): TransactionScript<{ policies: Policy[] } | ScopeNotFound<S>> {
  const rows = yield* queryAll(sql.listPolicies, ...scopeKey(scope));
  if (!rows.some(({ kind }) => kind === "scope")) return scopeNotFound(scope);
  return { policies: sortByCreatedAt(rows).map(toPolicy) };
}

/** Creates a policy. */
export function* createPolicy<S extends Scope>(
  scope: S,
  { body, now, createId }: CreateInput,
): TransactionScript<
  | { policy: Policy }
  | DomainError<"name_conflict" | "limit_exceeded" | "unknown_permission">
  | ScopeNotFound<S>
> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return counts;
  const { name, description, permissionIds } = normalizeTexts(body);
  const error = checkPermissions(permissionIds) ?? checkLimit("policy", scope.kind, counts.policies);
  if (error) return error;

  const id = createId();
  const ids = JSON.stringify(permissionIds);
  const createdAt = toCreationTime(now, counts.newest_at);
  const values = [...scopeKey(scope), id, name, toNameKey(name), description, ids, createdAt] as const;
  if (!(yield* queryOne(sql.addPolicy, ...values))) {
    const existing = yield* findPolicyByName(scope, name);
    return domainErrors.nameConflict("policy", existing?.name ?? name, scope.kind);
  }
  yield* queryAll(sql.countCreated, ...scopeKey(scope), 0, 1, createdAt);
  return { policy: { id, name, description, permissions: resolvePermissions(permissionIds) } };
}

/** Replaces the name and the permissions of a policy, and its description if the body has one. */
export function* updatePolicy<S extends Scope>(
  scope: S,
  id: string,
  { body }: Pick<CreateInput, "body">,
): TransactionScript<
  | { policy: Policy }
  | DomainError<"policy_not_found" | "name_conflict" | "unknown_permission">
  | ScopeNotFound<S>
> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return counts;
  const before = yield* queryOne(sql.policy, ...scopeKey(scope), id);
  if (!before) return domainErrors.policyNotFound();
  const { name, description, permissionIds } = normalizeTexts({ ...before, ...body });
  const permissionError = checkPermissions(permissionIds);
  if (permissionError) return permissionError;
  const existing = yield* findPolicyByName(scope, name);
  const nameError = checkNameConflict("policy", scope.kind, existing, id);
  if (nameError) return nameError;

  const ids = JSON.stringify(permissionIds);
  yield* queryAll(sql.updatePolicy, ...scopeKey(scope), id, name, toNameKey(name), description, ids);
  return { policy: { id, name, description, permissions: resolvePermissions(permissionIds) } };
}

/** Deletes a policy and detaches it from its roles. */
export function* deletePolicy<S extends Scope>(
  scope: S,
  id: string,
): TransactionScript<{ id: string; deleted: true } | DomainError<"policy_not_found"> | ScopeNotFound<S>> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return counts;
  if (!(yield* queryOne(sql.policy, ...scopeKey(scope), id))) return domainErrors.policyNotFound();
  const roles = detachPolicy(id, yield* findRolesMatchingPolicy(scope, id));
  yield* queryBatch(
    roles.map(({ roleId, policyIds }) =>
      bindValues(sql.setRolePolicies, ...scopeKey(scope), roleId, JSON.stringify(policyIds)),
    ),
  );
  yield* queryAll(sql.deletePolicy, ...scopeKey(scope), id);
  yield* queryAll(sql.adjustCounts, ...scopeKey(scope), 0, -1, 0);
  return { id, deleted: true };
}

function* findPolicyByName(
  scope: Scope,
  name: string,
): TransactionScript<{ id: string; name: string } | undefined> {
  const row = yield* queryOne(sql.policyByName, ...scopeKey(scope), toNameKey(name));
  return row && { id: row.policy_id, name: row.name };
}

/** Finds the roles that may have a policy. SQLite's `LIKE` ignores case, so that it also finds roles with similar IDs. */
function* findRolesMatchingPolicy(
  scope: Scope,
  id: string,
): TransactionScript<{ roleId: string; policyIds: string[] }[]> {
  const pattern = `%${JSON.stringify(id).replaceAll(/[!%_]/g, "!$&")}%`;
  const rows = yield* queryAll(sql.rolesMatchingPolicy, ...scopeKey(scope), pattern);
  return rows.map(({ role_id, policy_ids }) => ({
    roleId: role_id,
    policyIds: JSON.parse(policy_ids) as string[],
  }));
}

const toPolicy = ({ id, name, description, ids }: ListRow): Policy => ({
  id,
  name: name ?? "",
  description,
  permissions: resolvePermissions(JSON.parse(ids ?? "[]") as string[]),
});
