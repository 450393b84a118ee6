import { type DomainError, domainErrors } from "../domain/domain-error.ts";
import { type ScopeRow, sql } from "../storage/statements.ts";
import { bindValues, type Query, queryBatch, queryOne, type TransactionScript } from "../storage/store.ts";

/** The scope of an organization. */
export interface OrganizationScope {
  kind: "organization";
  organizationId: string;
  /** The scope ID in the database. No project ID is empty. */
  id: "";
}

/** The scope of a project. */
export interface ProjectScope {
  kind: "project";
  organizationId: string;
  /** The project ID. */
  id: string;
}

/** A scope that has policies and roles. */
export type Scope = OrganizationScope | ProjectScope;

/** The error for a scope that does not exist. The organization of an API key always exists. */
export type ScopeNotFound<S extends Scope> = S extends ProjectScope
  ? DomainError<"project_not_found">
  : never;

/** Returns the scope of the organization of a request. */
export const toOrganizationScope = (input: { organizationId: string }): OrganizationScope => ({
  kind: "organization",
  organizationId: input.organizationId,
  id: "",
});

/** Returns the scope of the project of a request. It may not exist, or belong to another organization. */
export const toProjectScope = (input: {
  organizationId: string;
  params: { projectId: string };
}): ProjectScope => ({ kind: "project", organizationId: input.organizationId, id: input.params.projectId });

/** Returns the values by which statements find a scope. */
export const scopeKey = ({ organizationId, id }: Scope) => [organizationId, id] as const;

/** Locks the row of a scope until the transaction ends, and returns its counts. */
export function* lockScope<S extends Scope>(scope: S): TransactionScript<ScopeRow | ScopeNotFound<S>> {
  return (yield* queryOne(sql.lockScope, ...scopeKey(scope))) ?? scopeNotFound(scope);
}

/** Locks the row of a scope and runs independent queries in the same round trip. */
export function* lockScopeWith<S extends Scope>(
  scope: S,
  queries: Query[],
): TransactionScript<{ counts: ScopeRow | ScopeNotFound<S>; rows: unknown[][] }> {
  const lock = bindValues(sql.lockScope, ...scopeKey(scope));
  const [locked = [], ...rows] = yield* queryBatch([lock, ...queries]);
  return { counts: (locked[0] as ScopeRow | undefined) ?? scopeNotFound(scope), rows };
}

/** Returns the error for a scope that does not exist. */
export function scopeNotFound<S extends Scope>(scope: S): ScopeNotFound<S> {
  if (scope.kind === "organization") throw new Error("The organization of a valid key has no scope.");
  // The scope is a project's, so that `ScopeNotFound` is this error.
  return domainErrors.projectNotFound() as ScopeNotFound<S>;
}
