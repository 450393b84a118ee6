import type {
  Config,
  ConfigPath,
  LoadedConfig,
  PolicyEntry,
  ProjectEntry,
  RoleEntry,
} from "../config/config.ts";
import { AccessError, type Problem } from "../errors.ts";
import {
  type AccessState,
  describeScope,
  type Member,
  type NamedItem,
  type Policy,
  type Role,
  type ScopeState,
} from "../state/access-state.ts";
import { findByName, suggestNames, toEmailKey, toNameKey } from "../state/names.ts";
import { isScopeNamed } from "../who/effective-access.ts";
import { describeUnknownPermission, describeUnknownProject } from "../who/unknown-names.ts";
import { isOwnerName } from "./ownership.ts";

/** What the file requests for one scope, with names resolved. */
export interface DesiredScope {
  state: ScopeState;
  policies: DesiredPolicy[];
  roles: DesiredRole[];
  assignments: DesiredAssignment[];
  deletedRoles: Role[];
  deletedPolicies: Policy[];
}

export interface DesiredPolicy {
  name: string;
  /** The stored policy. It may have another name. */
  current: Policy | undefined;
  permissions: NamedItem[];
  /** `undefined` keeps the stored description. */
  description: string | null | undefined;
}

export interface DesiredRole {
  name: string;
  current: Role | undefined;
  /** The names of its policies after all renames. */
  policyNames: string[];
  description: string | null | undefined;
}

export interface DesiredAssignment {
  member: Member;
  roleName: string;
}

/**
 * Resolves the names in the file to stored resources, scope by scope.
 *
 * @throws {AccessError} with the place of each name that cannot be resolved.
 */
export function resolveDesiredState(loaded: LoadedConfig, state: AccessState): DesiredScope[] {
  const { config, file, locate } = loaded;
  const problems: Problem[] = [];
  const report = (message: string, path: ConfigPath) => void problems.push({ message, ...locate(path) });
  if (toNameKey(config.organization) !== toNameKey(state.organization.name))
    report(
      `The API key belongs to organization "${state.organization.name}", not "${config.organization}". Use its key, or fix the name.`,
      ["organization"],
    );
  const scopes = problems.length > 0 ? [] : resolveScopes(config, state, report);
  checkRules(config, state, report);
  const desired = scopes.map((sections) => new ScopeResolver(config, sections, report).resolve());
  if (problems.length > 0) throw new AccessError(problems, file);
  return desired;
}

type Report = (message: string, path: ConfigPath) => void;

/** A rule about a project or a permission that does not exist would hold without a check of anything. */
function checkRules({ rules }: Config, { scopes }: AccessState, report: Report): void {
  rules.forEach((rule, index) => {
    const place = rule.in;
    if (place !== undefined && !scopes.some(({ scope }) => isScopeNamed(scope, place)))
      report(describeUnknownProject(place, scopes), ["rules", index, "in"]);
    const patterns = "who" in rule ? rule.never : [rule.permission];
    patterns.forEach((pattern, position) => {
      const problem = describeUnknownPermission(pattern, scopes);
      const path = "who" in rule ? ["never", position] : ["permission"];
      if (problem !== undefined) report(problem, ["rules", index, ...path]);
    });
  });
}

/** The entries of a scope, with their places in the file. */
interface Sections {
  state: ScopeState;
  policies: Located<PolicyEntry>[];
  roles: Located<RoleEntry>[];
  members: Located<string>[];
}

interface Located<Value> {
  name: string;
  value: Value;
  path: ConfigPath;
}

function resolveScopes(config: Config, state: AccessState, report: Report): Sections[] {
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

/** The place of the permissions in an entry, which is a list or a map. `locate` finds the nearest existing place. */
const permissionPath = ({ description }: PolicyEntry) => (description === undefined ? [] : ["permissions"]);

/** Resolves the entries of one scope. */
class ScopeResolver {
  readonly #config: Config;
  readonly #sections: Sections;
  readonly #report: Report;

  constructor(config: Config, sections: Sections, report: Report) {
    this.#config = config;
    this.#sections = sections;
    this.#report = report;
  }

  resolve(): DesiredScope {
    const { state } = this.#sections;
    const policies = this.#sections.policies.map((entry) => this.#resolvePolicy(entry));
    const deletedPolicies = this.#listDeleted("policies", state.policies, policies);
    const policyNames = this.#listPolicyNames(policies, deletedPolicies);
    const roles = this.#sections.roles.map((entry) => this.#resolveRole(entry, policyNames));
    const customRoles = state.roles.filter(({ isBuiltIn }) => !isBuiltIn);
    const deletedRoles = this.#listDeleted("roles", customRoles, roles);
    const assignments = this.#sections.members.flatMap((entry) =>
      this.#resolveAssignment(entry, roles, deletedRoles),
    );
    const desired = { state, policies, roles, assignments, deletedRoles, deletedPolicies };
    this.#checkDeletions(desired);
    this.#checkOwners(desired);
    return desired;
  }

  #resolvePolicy({ name, value, path }: Located<PolicyEntry>): DesiredPolicy {
    const { state } = this.#sections;
    const current = this.#findCurrent("policy", state.policies, name, path);
    // A stored permission of the other scope has no effect, and is not in the catalog.
    const known = [...state.permissions, ...(current?.permissions ?? [])];
    const permissions = value.permissions.flatMap((permission, index) => {
      const found = known.find((each) => each.name === permission);
      if (found) return [found];
      const nearest = suggestNames(
        permission,
        state.permissions.map((each) => each.name),
      );
      this.#report(
        `${describeScope(state.scope)} has no permission "${permission}". The nearest are: ${nearest.join(", ")}.`,
        [...path, ...permissionPath(value), index],
      );
      return [];
    });
    return { name, current, permissions, description: value.description };
  }

  #resolveRole({ name, value, path }: Located<RoleEntry>, policyNames: string[]): DesiredRole {
    const current = this.#findCurrent("role", this.#sections.state.roles, name, path);
    value.policies.forEach((policy, index) => {
      if (policyNames.some((each) => toNameKey(each) === toNameKey(policy))) return;
      const nearest = suggestNames(policy, policyNames);
      const hint = nearest.length > 0 ? ` The nearest are: ${nearest.join(", ")}.` : "";
      this.#report(
        `Role "${name}" uses policy "${policy}", which is neither in the file nor stored in ${describeScope(this.#sections.state.scope)}.${hint}`,
        [...path, "policies", index],
      );
    });
    return { name, current, policyNames: value.policies, description: value.description };
  }

  #resolveAssignment(
    { name: email, value: roleName, path }: Located<string>,
    roles: DesiredRole[],
    deletedRoles: Role[],
  ): DesiredAssignment[] {
    const { members, roles: stored, scope } = this.#sections.state;
    if (!members) {
      this.#report("Version 1 of the API has no members. Use --api v2, or remove this section.", path);
      return [];
    }
    const member = members.find((each) => toEmailKey(each.email) === toEmailKey(email));
    if (!member) {
      this.#report(
        `${email} is not a member of ${describeScope(scope)}. Invite the person first, or remove the entry.`,
        path,
      );
      return [];
    }
    const remaining = stored.filter(
      (role) => !deletedRoles.includes(role) && !roles.some((each) => each.current === role),
    );
    if (findByName([...roles, ...remaining], roleName)) return [{ member, roleName }];
    const names = [...roles, ...remaining].map((each) => each.name);
    this.#report(
      `Role "${roleName}" is neither in the file nor stored in ${describeScope(scope)}. The nearest are: ${suggestNames(roleName, names).join(", ")}.`,
      path,
    );
    return [];
  }

  /** Finds the stored resource of an entry, also under its former name. */
  #findCurrent<Item extends NamedItem>(
    kind: "policy" | "role",
    items: Item[],
    name: string,
    path: ConfigPath,
  ) {
    const existing = findByName(items, name);
    const from = this.#findFormerName(kind, name);
    const former = from === undefined ? undefined : findByName(items, from);
    if (!former || former === existing) return existing;
    if (existing)
      this.#report(
        `Cannot rename ${kind} "${former.name}" to "${name}": ${existing.id} has that name already. Delete or rename it first.`,
        path,
      );
    return former;
  }

  #findFormerName(kind: "policy" | "role", name: string): string | undefined {
    const { scope } = this.#sections.state;
    return this.#config.renamed.find(
      (rename) =>
        rename.kind === kind &&
        toNameKey(rename.name) === toNameKey(name) &&
        this.#isInScope(rename.project, scope),
    )?.from;
  }

  #isInScope(project: string | undefined, scope: ScopeState["scope"]): boolean {
    if (scope.kind === "organization") return project === undefined;
    if (project === undefined) return false;
    const id = this.#config.projects.get(project)?.id;
    return (
      project === "*" || (id === undefined ? toNameKey(project) === toNameKey(scope.name) : id === scope.id)
    );
  }

  /** Lists the stored resources that `manage: all` deletes. An empty section deletes nothing. */
  #listDeleted<Item extends NamedItem>(
    section: "policies" | "roles",
    items: Item[],
    desired: { current: Item | undefined }[],
  ): Item[] {
    if (this.#config.manage[section] !== "all" || desired.length === 0) return [];
    return items.filter((item) => !desired.some(({ current }) => current === item));
  }

  /** The names that policies have after the plan is applied. */
  #listPolicyNames(policies: DesiredPolicy[], deleted: Policy[]): string[] {
    const unlisted = this.#sections.state.policies.filter(
      (policy) => !deleted.includes(policy) && !policies.some(({ current }) => current === policy),
    );
    return [...policies, ...unlisted].map(({ name }) => name);
  }

  /** A scope has one Owner, and only a transfer changes the role of the Owner. */
  #checkOwners({ state, assignments }: DesiredScope): void {
    const owners = assignments.filter(({ roleName }) => isOwnerName(roleName));
    const [, second] = owners;
    const locate = (email: string) =>
      this.#sections.members.find(({ name }) => toEmailKey(name) === toEmailKey(email))?.path ?? [];
    if (second)
      this.#report(
        `${describeScope(state.scope)} has one Owner, and the file lists ${owners.map(({ member }) => member.email).join(" and ")}.`,
        locate(second.member.email),
      );
    const former = assignments.find(
      ({ member, roleName }) => isOwnerName(member.role?.name ?? "") && !isOwnerName(roleName),
    );
    if (former && owners.length === 0)
      this.#report(
        `${former.member.email} is the Owner of ${describeScope(state.scope)}, and only a transfer changes that. List another member as Owner, or remove the entry.`,
        locate(former.member.email),
      );
  }

  #checkDeletions({ state, roles, assignments, deletedRoles, deletedPolicies }: DesiredScope): void {
    for (const policy of deletedPolicies) {
      const users = state.roles.filter(
        (role) =>
          !deletedRoles.includes(role) &&
          !roles.some(({ current }) => current === role) &&
          role.policies.some(({ id }) => id === policy.id),
      );
      if (users.length > 0)
        this.#report(
          `Policy "${policy.name}" would be deleted, but role ${users.map(({ name }) => `"${name}"`).join(", ")} uses it and is not in the file. List the policy or the role.`,
          ["manage", "policies"],
        );
    }
    for (const role of deletedRoles) {
      const holders = (state.members ?? []).filter(
        (member) => member.role?.id === role.id && !assignments.some((each) => each.member === member),
      );
      if (holders.length > 0)
        this.#report(
          `Role "${role.name}" would be deleted, but ${holders.map(({ email }) => email).join(", ")} has it. Give the member another role under members, or list the role.`,
          ["manage", "roles"],
        );
    }
  }
}
