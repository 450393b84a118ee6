import type { Config, ConfigPath, PolicyEntry, ProjectEntry, RoleEntry } from "../config/config.ts";
import type { AccessState, ScopeState } from "../state/access-state.ts";
import { toEmailKey, toNameKey } from "../state/names.ts";
import { describeUnknownProject } from "../who/unknown-names.ts";

/** Reports a problem at a place in the file. */
export type Report = (message: string, path: ConfigPath) => void;

/** The entries of a scope, with their places in the file. */
export interface Sections {
  state: ScopeState;
  policies: Located<PolicyEntry>[];
  roles: Located<RoleEntry>[];
  members: Located<string>[];
}

/** An entry, with its place in the file. */
export interface Located<Value> {
  name: string;
  value: Value;
  path: ConfigPath;
}

/** Pairs the scopes that the file lists with the stored ones. */
export function resolveScopes(config: Config, state: AccessState, report: Report): Sections[] {
  const [organization, ...projects] = state.scopes;
  if (!organization) return [];
  const everyProject = config.projects.get("*");
  const entries = resolveProjects(config, projects, report);
  return [
    { state: organization, ...locateEntries(config, []) },
    ...projects.flatMap((project) => {
      const own = entries.get(project);
      if (!own && !everyProject) return [];
      const general = everyProject ? locateEntries(everyProject, ["projects", "*"]) : noEntries;
      const specific = own ? locateEntries(own.entry, ["projects", own.key]) : noEntries;
      return [
        {
          state: project,
          policies: mergeEntries(general.policies, specific.policies, toNameKey),
          roles: mergeEntries(general.roles, specific.roles, toNameKey),
          members: mergeEntries(general.members, specific.members, toEmailKey),
        },
      ];
    }),
  ];
}

const noEntries = { policies: [], roles: [], members: [] };

function locateEntries(sections: Pick<Config, "policies" | "roles" | "members">, path: ConfigPath) {
  const locateAll = <Value>(key: string, entries: Map<string, Value>): Located<Value>[] =>
    [...entries].map(([name, value]) => ({ name, value, path: [...path, key, name] }));
  return {
    policies: locateAll("policies", sections.policies),
    roles: locateAll("roles", sections.roles),
    members: locateAll("members", sections.members),
  };
}

/** Entries of the project replace those of `*` with an equal name. */
function mergeEntries<Value>(
  general: Located<Value>[],
  specific: Located<Value>[],
  toKey: (name: string) => string,
): Located<Value>[] {
  const own = new Set(specific.map(({ name }) => toKey(name)));
  return [...general.filter(({ name }) => !own.has(toKey(name))), ...specific];
}

function resolveProjects(
  config: Config,
  projects: ScopeState[],
  report: Report,
): Map<ScopeState, { key: string; entry: ProjectEntry }> {
  const resolved = new Map<ScopeState, { key: string; entry: ProjectEntry }>();
  for (const [key, entry] of config.projects) {
    if (key === "*" && entry.id === undefined) continue;
    const path = ["projects", key];
    const matches = projects.filter(({ scope }) =>
      scope.kind === "project" && entry.id === undefined
        ? toNameKey(scope.name) === toNameKey(key)
        : scope.kind === "project" && scope.id === entry.id,
    );
    const [project] = matches;
    if (!project)
      report(`${describeUnknownProject(key, projects, entry)} This command does not create projects.`, path);
    else if (matches.length > 1) report(describeEqualProjects(key, matches), path);
    else if (resolved.has(project))
      report(`"${key}" and "${resolved.get(project)?.key}" are the same project.`, path);
    else resolved.set(project, { key, entry });
  }
  return resolved;
}

function describeEqualProjects(key: string, matches: ScopeState[]): string {
  const ids = matches.flatMap(({ scope }) => (scope.kind === "project" ? [scope.id] : []));
  return `${matches.length} projects have the name "${key}". Add an id to each entry: ${ids.join(", ")}.`;
}
