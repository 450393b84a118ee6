import type { Permission, PermissionSummary, Policy, PolicyInput } from "@rolewright/types";
import { Refusal, refusals, scopeLimit } from "../refusals.ts";
import { nameKey } from "../names.ts";
import { type ListRow, sql } from "../sql.ts";
import { all, first, type Unit } from "../store.ts";
import { inOrder, textOf } from "./rows.ts";
import { catalogOf, keyOf, lockScope, missing, type Missing, type Scope } from "./scope.ts";

interface Write {
  body: PolicyInput;
  now: string;
  newId: () => string;
}

/** The permissions of a scope, which the platform fixes; the scope itself has to be there. */
export function* listPermissions<S extends Scope>(
  scope: S,
): Unit<{ permissions: Permission[] } | Missing<S>> {
  if (scope.kind === "project" && !(yield* first(sql.project, ...keyOf(scope)))) return missing(scope);
  return { permissions: catalogOf(scope).permissions };
}

/** The policies of a scope, in the order in which they were made. */
export function* listPolicies<S extends Scope>(scope: S): Unit<{ policies: Policy[] } | Missing<S>> {
  const rows = yield* all(sql.listPolicies, ...keyOf(scope));
  if (!rows.some(({ kind }) => kind === "s")) return missing(scope);
  const policies = inOrder(rows).map((row) => policyOf(row, scope));
  return { policies };
}

/** Adds a policy to a scope. */
export function* createPolicy<S extends Scope>(
  scope: S,
  { body, now, newId }: Write,
): Unit<{ policy: Policy } | Refusal<409 | 422> | Missing<S>> {
  const count = yield* lockScope(scope);
  if (count instanceof Refusal) return count;
  const unknown = unknownPermissions(scope, body);
  if (unknown) return unknown;
  if (count.policies >= scopeLimit) return refusals.limitReached("policy", scope.kind);

  const id = newId();
  const { name, description, permissionIds } = textOf(body);
  const ids = JSON.stringify(permissionIds);
  const values = [...keyOf(scope), id, name, nameKey(name), description, ids, now] as const;
  if (!(yield* first(sql.addPolicy, ...values))) {
    const other = yield* first(sql.policyNamed, ...keyOf(scope), nameKey(name));
    return refusals.nameTaken("policy", other?.name ?? name, scope.kind);
  }
  yield* all(sql.countInScope, ...keyOf(scope), 0, 1, 0);
  return { policy: { id, name, description, permissions: permissionsOf(scope, permissionIds) } };
}

/** Replaces a policy of a scope. */
export function* updatePolicy<S extends Scope>(
  scope: S,
  id: string,
  { body }: Pick<Write, "body">,
): Unit<{ policy: Policy } | Refusal<404 | 409 | 422>> {
  const count = yield* lockScope(scope);
  if (count instanceof Refusal) return count;
  if (!(yield* first(sql.policy, ...keyOf(scope), id))) return refusals.policyNotFound();
  const unknown = unknownPermissions(scope, body);
  if (unknown) return unknown;

  const { name, description, permissionIds } = textOf(body);
  const other = yield* first(sql.policyNamed, ...keyOf(scope), nameKey(name));
  if (other && other.policy_id !== id) return refusals.nameTaken("policy", other.name, scope.kind);
  const ids = JSON.stringify(permissionIds);
  yield* all(sql.changePolicy, ...keyOf(scope), id, name, nameKey(name), description, ids);
  return { policy: { id, name, description, permissions: permissionsOf(scope, permissionIds) } };
}

/** Deletes a policy that no role has. */
export function* deletePolicy(
  scope: Scope,
  id: string,
): Unit<{ id: string; deleted: true } | Refusal<404 | 409>> {
  const count = yield* lockScope(scope);
  if (count instanceof Refusal) return count;
  if (!(yield* first(sql.policy, ...keyOf(scope), id))) return refusals.policyNotFound();
  const roles = yield* rolesWithPolicy(scope, id);
  if (roles.length > 0) return refusals.policyInUse(roles.toSorted());
  yield* all(sql.deletePolicy, ...keyOf(scope), id);
  yield* all(sql.countInScope, ...keyOf(scope), 0, -1, 0);
  return { id, deleted: true };
}

/** The names of the roles that have a policy. */
function* rolesWithPolicy(scope: Scope, id: string): Unit<string[]> {
  const pattern = `%${JSON.stringify(id).replaceAll(/[!%_]/g, "!$&")}%`;
  const like = yield* all(sql.rolesLikeWithPolicy, ...keyOf(scope), pattern);
  // SQLite's LIKE takes `a` for `A`.
  const having = like.filter(({ policy_ids }) => (JSON.parse(policy_ids) as string[]).includes(id));
  return having.map(({ name }) => name);
}

function unknownPermissions(scope: Scope, { permissionIds }: PolicyInput): Refusal<422> | undefined {
  const { permissionsById } = catalogOf(scope);
  const unknown = permissionIds.filter((id) => !permissionsById.has(id));
  return unknown.length > 0 ? refusals.unknownPermission(unknown) : undefined;
}

const policyOf = ({ id, name, description, ids }: ListRow, scope: Scope): Policy => ({
  id,
  name: name ?? "",
  description,
  permissions: permissionsOf(scope, JSON.parse(ids ?? "[]") as string[]),
});

/** Permissions as a policy shows them. One that the platform has dropped since is not shown. */
function permissionsOf(scope: Scope, ids: string[]): PermissionSummary[] {
  const { permissionsById } = catalogOf(scope);
  return ids.flatMap((id) => {
    const permission = permissionsById.get(id);
    return permission ? [{ id, name: permission.name }] : [];
  });
}
