import type { AccessApi } from "../api/access-api.ts";
import { AccessError, type Problem } from "../errors.ts";
import {
  type AccessState,
  describeScope,
  type NamedItem,
  type Scope,
  type ScopeState,
} from "./access-state.ts";
import { toNameKey } from "./names.ts";

/** The number of scopes that are read at the same time. Each sends up to four requests. */
const concurrency = 4;

/**
 * Reads the organization and its projects. Nothing is cached between runs.
 *
 * @throws {AccessError} if two policies or two roles of a scope have names that compare equal.
 */
export async function readState(
  api: AccessApi,
  onProgress?: (done: number, total: number) => void,
): Promise<AccessState> {
  const [organization, projects] = await Promise.all([api.getOrganization(), api.listProjects()]);
  const scopes: Scope[] = [
    { kind: "organization" },
    ...projects.map(({ id, name }) => ({ kind: "project" as const, id, name })),
  ];
  const state = await readScopes(api, organization, scopes, onProgress);
  checkUniqueNames(state);
  return state;
}

/** Reads some scopes of an organization. */
export async function readScopes(
  api: AccessApi,
  organization: NamedItem,
  scopes: Scope[],
  onProgress?: (done: number, total: number) => void,
): Promise<AccessState> {
  let done = 0;
  const projectPermissions = new SharedRead<NamedItem[]>();
  const read = await mapConcurrently(scopes, async (scope) => {
    const state = await readScope(api, scope, projectPermissions);
    done += 1;
    onProgress?.(done, scopes.length);
    return state;
  });
  return {
    organization: { id: organization.id, name: organization.name },
    apiVersion: api.version,
    scopes: read,
  };
}

async function readScope(
  api: AccessApi,
  scope: Scope,
  projectPermissions: SharedRead<NamedItem[]>,
): Promise<ScopeState> {
  // The catalog of project permissions is the same for every project (SDK documentation of version 2).
  const listPermissions = () => api.listPermissions(scope);
  const [permissions, policies, roles, members] = await Promise.all([
    scope.kind === "project" ? projectPermissions.get(listPermissions) : listPermissions(),
    api.listPolicies(scope),
    api.listRoles(scope),
    api.listMembers(scope),
  ]);
  return { scope, permissions, policies, roles, members };
}

/** A value that is read once and shared by all callers. */
class SharedRead<Value> {
  #value: Promise<Value> | undefined;

  get(read: () => Promise<Value>): Promise<Value> {
    return (this.#value ??= read());
  }
}

function checkUniqueNames({ scopes }: AccessState): void {
  const problems = scopes.flatMap(({ scope, policies, roles }) => [
    ...findDuplicates("policies", policies, scope),
    ...findDuplicates("roles", roles, scope),
  ]);
  if (problems.length > 0) throw new AccessError(problems);
}

function findDuplicates(kind: string, items: NamedItem[], scope: Scope): Problem[] {
  const groups = Map.groupBy(items, ({ name }) => toNameKey(name));
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      message: `Two ${kind} of ${describeScope(scope)} have equal names: ${group
        .map(({ id, name }) => `"${name}" (${id})`)
        .join(" and ")}. Rename one of them first.`,
    }));
}

/** Maps items with a limited number of concurrent calls, in order. */
async function mapConcurrently<Item, Result>(
  items: Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  const work = async () => {
    for (const [index, item] of entries) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}
