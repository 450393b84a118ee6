import { catalogs, type ScopeKind } from "../catalog.ts";
import { Refusal, refusals } from "../refusals.ts";
import { type ScopeRow, sql } from "../sql.ts";
import { first, type Query, query, together, type Unit } from "../store.ts";

/** The organization itself. */
export interface OrganizationScope {
  kind: "organization";
  organizationId: string;
  /** Its id in the store: no id of a project can be empty. */
  id: "";
}

/** One project of an organization. */
export interface ProjectScope {
  kind: "project";
  organizationId: string;
  /** The project's id. */
  id: string;
}

/** Where policies and roles are kept. */
export type Scope = OrganizationScope | ProjectScope;

/** A scope that may not be there: the organization of a key always is. */
export type Missing<S extends Scope> = S extends ProjectScope ? Refusal<404> : never;

/** The scope of the organization that a call is for. */
export const organizationScope = (call: { organizationId: string }): OrganizationScope => ({
  kind: "organization",
  organizationId: call.organizationId,
  id: "",
});

/** The scope of the project that a call names. It may not exist, or be another organization's. */
export const projectScope = (call: {
  organizationId: string;
  params: { projectId: string };
}): ProjectScope => ({ kind: "project", organizationId: call.organizationId, id: call.params.projectId });

/** What the platform fixes for a scope. */
export const catalogOf = ({ kind }: { kind: ScopeKind }) => catalogs[kind];

/** What both stores need to find a scope. */
export const keyOf = ({ organizationId, id }: Scope) => [organizationId, id] as const;

/** Makes every other write into the scope wait for this one, and says how much is in it. */
export function* lockScope<S extends Scope>(scope: S): Unit<ScopeRow | Missing<S>> {
  return (yield* first(sql.lockScope, ...keyOf(scope))) ?? missing(scope);
}

/** Locks a scope, and asks what does not need its answer in the same breath. */
export function* lockScopeAnd<S extends Scope>(
  scope: S,
  queries: Query[],
): Unit<{ count: ScopeRow | Missing<S>; rows: unknown[][] }> {
  const [locked = [], ...rows] = yield* together([query(sql.lockScope, ...keyOf(scope)), ...queries]);
  return { count: (locked[0] as ScopeRow | undefined) ?? missing(scope), rows };
}

/** What to answer when a scope is not there. */
export function missing<S extends Scope>(scope: S): Missing<S> {
  if (scope.kind === "organization") throw new Error("The organization of a valid key has no scope.");
  // `Missing` is a 404 for projects, and the line above has seen to organizations.
  return refusals.projectNotFound() as Missing<S>;
}
