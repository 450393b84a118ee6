import { type DomainError, domainErrors } from "./domain-error.ts";
import type { ScopeKind } from "./scope-kind.ts";

/** The maximum number of custom roles, policies or projects in one scope. A list returns all of them at once. */
export const maxPerScope = 1_000;

/** Rejects a create in a scope that is full. `count` is the current number of resources of that kind. */
export function checkLimit(
  kind: "role" | "policy" | "project",
  scope: ScopeKind,
  count: number,
): DomainError<"limit_exceeded"> | undefined {
  return count >= maxPerScope ? domainErrors.limitExceeded(kind, scope) : undefined;
}
