import type { LoadedConfig } from "../config/config.ts";
import { AccessError } from "../errors.ts";
import type { AccessState } from "../state/access-state.ts";
import { listGrants } from "../who/effective-access.ts";
import { type DesiredScope, resolveDesiredState } from "./desired-state.ts";
import { compareAccess } from "./effects.ts";
import type { Guard } from "./guard-names.ts";
import { describeRisk, findGuardedRisks } from "./guards.ts";
import { findMixedAlphabets } from "./mixed-alphabets.ts";
import { type Plan, sealPlan } from "./plan.ts";
import { listRequests } from "./request-list.ts";
import { findRuleViolations } from "./rules.ts";
import { simulateRequests } from "./simulate.ts";

/** Options of a plan. */
export interface PlanOptions {
  /** The risks that the plan may contain. */
  allow?: readonly Guard[] | undefined;
}

/**
 * Compares a file with the stored state and lists the requests that are needed. Sends nothing.
 *
 * @throws {AccessError} if a name cannot be resolved, or the plan contains a risk that is not allowed.
 * @example
 * const plan = createPlan(parseConfig(source, "rolewright.yaml"), await readState(api));
 */
export function createPlan(loaded: LoadedConfig, state: AccessState, { allow = [] }: PlanOptions = {}): Plan {
  const { config } = loaded;
  const desired = resolveDesiredState(loaded, state);
  const requests = listRequests(desired, state);
  const after = simulateRequests(state, requests);
  const { builtInRoles } = config;
  const risks = findGuardedRisks({ state, desired, requests, after, builtInRoles });
  const rejected = risks.filter(({ guard }) => !allow.includes(guard));
  if (rejected.length > 0)
    throw new AccessError(
      rejected.map((risk) => ({ message: describeRisk(risk) })),
      loaded.file,
    );
  return sealPlan({
    format: "rolewright-plan",
    formatVersion: 1,
    organization: state.organization,
    apiVersion: state.apiVersion,
    requests,
    effects: compareAccess(state, after, builtInRoles),
    violations: findRuleViolations(config.rules, listGrants(after, builtInRoles)),
    risks: risks.map(({ sentence }) => sentence),
    allowed: [...allow],
    builtInRoles: Object.fromEntries(builtInRoles),
    warnings: [...listWarnings(loaded, state, desired), ...findMixedAlphabets(requests)],
  });
}

function listWarnings({ config }: LoadedConfig, state: AccessState, desired: DesiredScope[]): string[] {
  const emptySections = (["policies", "roles"] as const).filter(
    (section) => config.manage[section] === "all" && desired.every((scope) => scope[section].length === 0),
  );
  return [
    ...emptySections.map((section) => `${section} is empty. An empty section deletes nothing.`),
    ...(state.apiVersion === "v1"
      ? ["Version 1 of the API has no members: effects on members and rules about them are unknown."]
      : []),
  ];
}
