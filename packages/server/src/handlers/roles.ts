import type { PolicySummary, ProjectRole, Role, RoleInput } from "@rolewright/types";
import { Refusal, refusals, scopeLimit } from "../refusals.ts";
import { nameKey } from "../names.ts";
import { type PolicyRow, sql } from "../sql.ts";
import { all, first, query, together, type Unit } from "../store.ts";
import { inOrder, textOf } from "./rows.ts";
import {
  catalogOf,
  keyOf,
  lockScope,
  lockScopeAnd,
  missing,
  type Missing,
  type ProjectScope,
  type Scope,
} from "./scope.ts";

interface Write {
  body: RoleInput;
  now: string;
  newId: () => string;
}

type RoleIn<S extends Scope> = S extends ProjectScope ? ProjectRole : Role;

/** The global roles of a scope and its own, in the order in which they were made. */
export function* listRoles<S extends Scope>(scope: S): Unit<{ roles: RoleIn<S>[] } | Missing<S>> {
  const rows = yield* all(sql.listRoles, ...keyOf(scope));
  if (!rows.some(({ kind }) => kind === "s")) return missing(scope);
  const names = new Map(rows.filter(({ kind }) => kind === "p").map(({ id, name }) => [id, name ?? ""]));
  const own = inOrder(rows).map(({ id, name, description, ids }) => {
    const policies = (JSON.parse(ids ?? "[]") as string[]).map((policyId) => ({
      id: policyId,
      name: names.get(policyId) ?? "",
    }));
    return roleIn(scope, { id, name: name ?? "", description, policies });
  });
  return { roles: [...globalRoles(scope), ...own] };
}

/** Adds a role to a scope. */
export function* createRole<S extends Scope>(
  scope: S,
  { body, now, newId }: Write,
): Unit<{ role: RoleIn<S> } | Refusal<409 | 422> | Missing<S>> {
  const { count, rows } = yield* lockScopeAnd(scope, policyQueries(scope, body));
  if (count instanceof Refusal) return count;
  const policies = policiesIn(rows, body);
  if (policies instanceof Refusal) return policies;
  const { name, description, policyIds } = textOf(body);
  const system = systemName(scope, name);
  if (system) return system;
  if (count.roles >= scopeLimit) return refusals.limitReached("role", scope.kind);

  const id = newId();
  const ids = JSON.stringify(policyIds);
  const values = [...keyOf(scope), id, name, nameKey(name), description, ids, now] as const;
  if (!(yield* first(sql.addRole, ...values))) {
    const other = yield* first(sql.roleNamed, ...keyOf(scope), nameKey(name));
    return refusals.nameTaken("role", other?.name ?? name, scope.kind);
  }
  yield* all(sql.countInScope, ...keyOf(scope), 1, 0, 0);
  return { role: roleIn(scope, { id, name, description, policies }) };
}

/** Replaces a role of a scope's own. */
export function* updateRole<S extends Scope>(
  scope: S,
  id: string,
  { body }: Pick<Write, "body">,
): Unit<{ role: RoleIn<S> } | Refusal<403 | 404 | 409 | 422>> {
  const refusal = yield* lockRole(scope, id);
  if (refusal) return refusal;
  const policies = policiesIn(yield* together(policyQueries(scope, body)), body);
  if (policies instanceof Refusal) return policies;
  const { name, description, policyIds } = textOf(body);
  const system = systemName(scope, name);
  if (system) return system;
  const other = yield* first(sql.roleNamed, ...keyOf(scope), nameKey(name));
  if (other && other.role_id !== id) return refusals.nameTaken("role", other.name, scope.kind);

  const ids = JSON.stringify(policyIds);
  yield* all(sql.changeRole, ...keyOf(scope), id, name, nameKey(name), description, ids);
  return { role: roleIn(scope, { id, name, description, policies }) };
}

/** Deletes a role of a scope's own that no member has. */
export function* deleteRole(
  scope: Scope,
  id: string,
): Unit<{ id: string; deleted: true } | Refusal<403 | 404 | 409>> {
  const refusal = yield* lockRole(scope, id);
  if (refusal) return refusal;
  const assigned = yield* first(sql.membersWithRole, ...keyOf(scope), id);
  if (assigned && assigned.members > 0) return refusals.roleAssigned(assigned.members);
  yield* all(sql.deleteRole, ...keyOf(scope), id);
  yield* all(sql.countInScope, ...keyOf(scope), -1, 0, 0);
  return { id, deleted: true };
}

/** Makes every other write into the scope wait for this one, and says why the role is none of the scope's own, if so. */
function* lockRole(scope: Scope, id: string): Unit<Refusal<403 | 404> | undefined> {
  const count = yield* lockScope(scope);
  if (count instanceof Refusal) return count;
  if (catalogOf(scope).globalRoleIds.has(id)) return refusals.globalRole();
  return (yield* first(sql.role, ...keyOf(scope), id)) ? undefined : refusals.roleNotFound();
}

const policyQueries = (scope: Scope, { policyIds }: RoleInput) =>
  policyIds.map((id) => query(sql.policy, ...keyOf(scope), id));

/** The policies that a body names, from the rows of their queries. */
function policiesIn(rows: unknown[][], { policyIds }: RoleInput): PolicySummary[] | Refusal<422> {
  // Each query was for a policy.
  const found = policyIds.map((id, index) => ({ id, row: rows[index]?.[0] as PolicyRow | undefined }));
  const unknown = found.filter(({ row }) => !row).map(({ id }) => id);
  if (unknown.length > 0) return refusals.unknownPolicy(unknown);
  return found.map(({ id, row }) => ({ id, name: row?.name ?? "" }));
}

function systemName(scope: Scope, name: string): Refusal<409> | undefined {
  const system = catalogOf(scope).systemNames.get(nameKey(name));
  return system === undefined ? undefined : refusals.systemName(system);
}

const globalRoles = <S extends Scope>(scope: S): RoleIn<S>[] =>
  catalogOf(scope).globalRoles.map((role) => owned(scope, null, { ...role, policies: [] }));

type Unowned = Pick<Role, "id" | "name" | "description" | "policies">;

/** A role of the scope's own, as the scope shows it. */
const roleIn = <S extends Scope>(scope: S, role: Unowned): RoleIn<S> =>
  owned(scope, scope.kind === "project" ? scope.id : scope.organizationId, role);

function owned<S extends Scope>(
  scope: S,
  owner: string | null,
  { id, name, description, policies }: Unowned,
): RoleIn<S> {
  const field = scope.kind === "project" ? { projectId: owner } : { organizationId: owner };
  // `RoleIn` follows the same condition as the line above.
  return { id, name, description, ...field, policies } as unknown as RoleIn<S>;
}
