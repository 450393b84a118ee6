import { type Config, defaultBuiltInRoles } from "../config/config.ts";
import { type AccessState, describeScope, isSameScope } from "../state/access-state.ts";
import { type Grant, listGrants } from "../who/effective-access.ts";
import type { DesiredScope } from "./desired-state.ts";
import type { Guard } from "./guard-names.ts";
import { isOwnerName } from "./ownership.ts";
import type { PlannedRequest } from "./plan.ts";

/** More deletions than this need permission, as does a larger share of the custom roles and policies. */
const maxDeletions = 5;
const maxDeletedShare = 0.25;

/** The facts of a plan that the guards check. */
export interface GuardedPlan {
  state: AccessState;
  desired: DesiredScope[];
  requests: PlannedRequest[];
  /** The state after the plan. */
  after: AccessState;
  /** What the file says about built-in roles. */
  builtInRoles: Config["builtInRoles"];
}

/** A risk of a plan, and the guard that rejects it. */
export interface GuardedRisk {
  guard: Guard;
  sentence: string;
}

/** Lists the risks of a plan. */
export function findGuardedRisks(plan: GuardedPlan): GuardedRisk[] {
  const risks: [Guard, string | undefined][] = [
    ["built-in-roles", findBuiltInRole(plan)],
    ["owner", findOwnerChange(plan)],
    ["lockout", findLockout(plan.state, plan.after, plan.builtInRoles)],
    ["deletions", findMassDeletion(plan)],
  ];
  return risks.flatMap(([guard, sentence]) => (sentence === undefined ? [] : [{ guard, sentence }]));
}

/** Returns the error message of a risk that is not allowed. It names the flag that permits it. */
export const describeRisk = ({ guard, sentence }: GuardedRisk): string =>
  `${sentence} To permit it, add --allow ${guard}.`;

function findBuiltInRole({ desired }: GuardedPlan): string | undefined {
  const role = desired.flatMap(({ roles }) => roles).find(({ current }) => current?.isBuiltIn)?.current;
  return (
    role &&
    `"${role.name}" is a built-in role, and the API does not change built-in roles. Remove it from roles.`
  );
}

function findOwnerChange({ desired }: GuardedPlan): string | undefined {
  const change = desired
    .flatMap(({ assignments }) => assignments)
    .find(({ member, roleName }) => isOwnerName(member.role?.name ?? "") !== isOwnerName(roleName));
  return (
    change &&
    `${change.member.email} would change from ${change.member.role?.name ?? "no role"} to ${change.roleName}, which transfers the ownership.`
  );
}

/** The organization, and each project, needs somebody who can manage access. */
export function findLockout(
  before: AccessState,
  after: AccessState,
  builtInRoles: Config["builtInRoles"],
): string | undefined {
  // The file cannot disable the guard by what it claims about built-in roles.
  return (
    findScopeLockout(before, after, builtInRoles) ?? findScopeLockout(before, after, defaultBuiltInRoles)
  );
}

function findScopeLockout(
  before: AccessState,
  after: AccessState,
  builtInRoles: Config["builtInRoles"],
): string | undefined {
  const [old, current] = [before, after].map((state) =>
    listGrants(state, builtInRoles).filter(({ permission }) => permission === "iam:manage"),
  );
  for (const { scope } of before.scopes) {
    const isHere = (grant: Grant) => isSameScope(grant.scope, scope);
    if (!old?.some(isHere) || current?.some(isHere)) continue;
    const holders = [...new Set(old.filter(isHere).map(({ email }) => email))];
    return `The last holders of iam:manage in ${describeScope(scope)} would lose it: ${holders.join(", ")}.`;
  }
  return undefined;
}

function findMassDeletion({ state, requests }: GuardedPlan): string | undefined {
  const deletions = requests.filter(({ method }) => method === "DELETE").length;
  const total = state.scopes
    .map(({ roles, policies }) => roles.filter(({ isBuiltIn }) => !isBuiltIn).length + policies.length)
    .reduce((sum, count) => sum + count, 0);
  if (deletions <= maxDeletions && deletions <= total * maxDeletedShare) return undefined;
  return `The plan deletes ${deletions} of ${total} custom roles and policies.`;
}
