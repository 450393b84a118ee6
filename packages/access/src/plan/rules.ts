import type { Rule } from "../config/config.ts";
import { describeScope } from "../state/access-state.ts";
import { matchesPattern } from "../state/names.ts";
import { createScopeFilter, type Grant } from "../who/effective-access.ts";

/** Evaluates the rules of the file. Returns a sentence for each violation. */
export function findRuleViolations(rules: Rule[], grants: Grant[]): string[] {
  return rules.flatMap((rule) => {
    const isInPlace = createScopeFilter(rule.in);
    const inScope = grants.filter(({ scope }) => isInPlace(scope));
    return "who" in rule ? findForbiddenGrants(rule, inScope) : checkCount(rule, inScope);
  });
}

function findForbiddenGrants(
  { who, never }: Rule & { who: string; never: string[] },
  grants: Grant[],
): string[] {
  const forbidden = grants.filter(
    ({ email, permission }) =>
      matchesPattern(email, who) && never.some((pattern) => matchesPattern(permission, pattern)),
  );
  const sentences = forbidden.map(
    ({ email, permission, role, scope }) =>
      `${email} must never have ${permission}, and has it in ${describeScope(scope)} through role "${role}".`,
  );
  return [...new Set(sentences)];
}

function checkCount(
  {
    permission,
    atLeast = 0,
    atMost = Number.POSITIVE_INFINITY,
  }: Rule & { permission: string; atLeast?: number; atMost?: number },
  grants: Grant[],
): string[] {
  const holders = [
    ...new Set(
      grants.filter((grant) => matchesPattern(grant.permission, permission)).map(({ email }) => email),
    ),
  ].toSorted();
  const list = holders.length > 0 ? `: ${holders.join(", ")}` : "";
  if (holders.length < atLeast)
    return [
      `${permission} must be held by at least ${atLeast} members, and ${holders.length} have it${list}.`,
    ];
  if (holders.length > atMost)
    return [`${permission} must be held by at most ${atMost} members, and ${holders.length} have it${list}.`];
  return [];
}
