import { applyPlan } from "../apply/apply-plan.ts";
import type { Plan } from "../plan/plan.ts";
import type { AccessState } from "../state/access-state.ts";
import { listGrants } from "../who/effective-access.ts";
import { createFakeOrganization } from "./fake-organization.ts";

/** What `applyObserved` has seen. */
export interface ObservedAccess {
  /** The number of grants that the states before and after have in common. */
  shared: number;
  /** The shared grants that were missing after a write, with its number: `2. ben@fernhill.example organization iam:read`. */
  lost: string[];
  /** Why it stopped. Absent if everything was done. */
  stopped?: string | undefined;
}

/** Applies a plan to an organization in memory, and compares the access of all members after each write. */
export async function applyObserved(plan: Plan, state: AccessState): Promise<ObservedAccess> {
  const api = createFakeOrganization(state);
  const before = listAccess(state);
  const moments: Set<string>[] = [];
  api.afterWrite = () => void moments.push(listAccess(api.state));
  const { stopped } = await applyPlan(plan, api);
  const after = listAccess(api.state);
  const shared = [...before].filter((grant) => after.has(grant));
  return {
    stopped,
    shared: shared.length,
    lost: moments.flatMap((moment, index) =>
      shared.filter((grant) => !moment.has(grant)).map((grant) => `${index + 1}. ${grant}`),
    ),
  };
}

/** Lists every grant of a state: the email address, the scope and the permission. */
export const listAccess = (state: AccessState): Set<string> =>
  new Set(
    listGrants(state).map(
      ({ email, scope, permission }) =>
        `${email} ${scope.kind === "project" ? scope.id : "organization"} ${permission}`,
    ),
  );
