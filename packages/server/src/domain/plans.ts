import { type DomainError, domainErrors } from "./domain-error.ts";

interface PlanLimits {
  projects?: number;
  /** Members and people with a pending invitation. */
  people?: number;
}

/** The limits of the plans that have any. */
const limitsByPlan: Record<string, PlanLimits> = {
  FREE: { projects: 1, people: 2 },
  TRIAL: { projects: 1 },
  STARTER: { projects: 5 },
};

/** Rejects a project that the plan does not include. `count` is the current number of projects. */
export function checkProjectLimit(
  plan: string,
  count: number,
): DomainError<"plan_limit_exceeded"> | undefined {
  const limit = limitsByPlan[plan]?.projects;
  return limit !== undefined && count >= limit
    ? domainErrors.projectLimitExceeded(plan, count, limit)
    : undefined;
}

/** Rejects invitations that the plan does not include. `count` is the current number of members and invited people. */
export function checkPeopleLimit(
  plan: string,
  count: number,
  added: number,
): DomainError<"plan_limit_exceeded"> | undefined {
  const limit = limitsByPlan[plan]?.people;
  return limit !== undefined && count + added > limit
    ? domainErrors.peopleLimitExceeded(plan, count, limit)
    : undefined;
}
