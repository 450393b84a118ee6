import type { Config } from "../config/config.ts";
import type { AccessState } from "../state/access-state.ts";
import { type Grant, listGrants } from "../who/effective-access.ts";
import type { AccessChange } from "./plan.ts";

/** Compares the effective permissions of every member in two states. */
export function compareAccess(
  before: AccessState,
  after: AccessState,
  builtInRoles: Config["builtInRoles"],
): AccessChange[] {
  const [old, current] = [before, after].map((state) => groupGrants(listGrants(state, builtInRoles)));
  const keys = new Set([...(old?.keys() ?? []), ...(current?.keys() ?? [])]);
  return [...keys].flatMap((key) => {
    const [was, is] = [old?.get(key), current?.get(key)];
    const grant = was?.[0] ?? is?.[0];
    const gained = listMissing(is, was);
    const lost = listMissing(was, is);
    if (!grant || gained.length + lost.length === 0) return [];
    return [{ email: grant.email, scope: grant.scope, gained, lost }];
  });
}

function groupGrants(grants: Grant[]): Map<string, Grant[]> {
  return Map.groupBy(grants, ({ email, scope }) =>
    JSON.stringify([email, scope.kind === "project" ? scope.id : null]),
  );
}

/** Lists the permissions of the first list that the second lacks. */
function listMissing(grants: Grant[] = [], others: Grant[] = []): string[] {
  const held = new Set(others.map(({ permission }) => permission));
  return [...new Set(grants.map(({ permission }) => permission))]
    .filter((each) => !held.has(each))
    .toSorted();
}
