import type { Config, ConfigPath, LoadedConfig, PolicyEntry } from "../config/config.ts";
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
import { NameIndex, suggestNames, toEmailKey, toNameKey } from "../state/names.ts";
import { isScopeNamed } from "../who/effective-access.ts";
import { describeUnknownPermission, describeUnknownProject } from "../who/unknown-names.ts";
import { type Located, type Report, resolveScopes, type Sections } from "./config-scopes.ts";
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
  checkOrganization(loaded, state);
  const scopes = resolveScopes(config, state, report);
  checkRules(config, state, report);
  const desired = scopes.map((sections) => new ScopeResolver(config, sections, report).resolve());
  if (problems.length > 0) throw new AccessError(problems, file);
  return desired;
}

/**
 * Checks that a file is about the organization that the API key belongs to.
 *
 * @throws {AccessError}
 */
export function checkOrganization(
  { config, file, locate }: LoadedConfig,
  { organization }: AccessState,
): void {
  if (toNameKey(config.organization) === toNameKey(organization.name)) return;
  const message = `The API key belongs to organization "${organization.name}", not "${config.organization}". Use the key of the file's organization, or fix the name.`;
  throw new AccessError([{ message, ...locate(["organization"]) }], file);
}

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

/** The place of the permissions in an entry, which is a list or a map. `locate` finds the nearest existing place. */
const permissionPath = ({ description }: PolicyEntry) => (description === undefined ? [] : ["permissions"]);

/** Describes why a name cannot be used: nothing has it, or nothing will have it. */
const describeAbsence = (stored: NameIndex<NamedItem>, name: string, scope: ScopeState["scope"]): string =>
  stored.find(name)
    ? "this file deletes or renames"
    : `is neither in the file nor stored in ${describeScope(scope)}`;

const suggestItems = (name: string, items: { name: string }[]): string => {
  const nearest = suggestNames(
    name,
    items.map((each) => each.name),
  );
  return nearest.length > 0 ? ` The nearest are: ${nearest.join(", ")}.` : "";
};

/** Lists the resources that exist after the plan is applied, with the names that they have then. */
function listLater<Item extends NamedItem>(
  desired: { name: string; current: Item | undefined }[],
  stored: Item[],
  deleted: Item[],
): { name: string }[] {
  const others = new Set([...deleted, ...desired.map(({ current }) => current)]);
  return [...desired, ...stored.filter((item) => !others.has(item))];
}

/** Resolves the entries of one scope. */
class ScopeResolver {
  readonly #config: Config;
  readonly #sections: Sections;
  readonly #report: Report;
  readonly #storedPolicies: NameIndex<Policy>;
  readonly #storedRoles: NameIndex<Role>;
  /** The renames of the scope, by their new names. */
  readonly #renames: Record<"policy" | "role", NameIndex<Config["renamed"][number]>>;

  constructor(config: Config, sections: Sections, report: Report) {
    this.#config = config;
    this.#sections = sections;
    this.#report = report;
    this.#storedPolicies = new NameIndex(sections.state.policies);
    this.#storedRoles = new NameIndex(sections.state.roles);
    const renames = config.renamed.filter(({ project }) => this.#isInScope(project, sections.state.scope));
    this.#renames = {
      policy: new NameIndex(renames.filter(({ kind }) => kind === "policy")),
      role: new NameIndex(renames.filter(({ kind }) => kind === "role")),
    };
  }

  resolve(): DesiredScope {
    const { state } = this.#sections;
    const policies = this.#sections.policies.map((entry) => this.#resolvePolicy(entry));
    const deletedPolicies = this.#listDeleted("policies", state.policies, policies);
    const laterPolicies = listLater(policies, state.policies, deletedPolicies);
    const roles = this.#resolveRoles(laterPolicies);
    const customRoles = state.roles.filter(({ isBuiltIn }) => !isBuiltIn);
    const deletedRoles = this.#listDeleted("roles", customRoles, roles);
    const assignments = this.#resolveAssignments(listLater(roles, state.roles, deletedRoles));
    const desired = { state, policies, roles, assignments, deletedRoles, deletedPolicies };
    this.#checkDeletions(desired);
    this.#checkOwners(desired);
    return desired;
  }

  #resolvePolicy({ name, value, path }: Located<PolicyEntry>): DesiredPolicy {
    const { state } = this.#sections;
    const current = this.#findCurrent("policy", this.#storedPolicies, name, path);
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

  #resolveRoles(policies: { name: string }[]): DesiredRole[] {
    const { scope } = this.#sections.state;
    const index = new NameIndex(policies);
    return this.#sections.roles.map(({ name, value, path }) => {
      const current = this.#findCurrent("role", this.#storedRoles, name, path);
      value.policies.forEach((policy, position) => {
        if (index.find(policy)) return;
        const absence = describeAbsence(this.#storedPolicies, policy, scope);
        this.#report(
          `Role "${name}" uses policy "${policy}", which ${absence}.${suggestItems(policy, policies)}`,
          [...path, "policies", position],
        );
      });
      return { name, current, policyNames: value.policies, description: value.description };
    });
  }

  #resolveAssignments(roles: { name: string }[]): DesiredAssignment[] {
    const { members, scope } = this.#sections.state;
    const index = new NameIndex(roles);
    const membersByEmail = new Map(members?.map((member) => [toEmailKey(member.email), member]));
    return this.#sections.members.flatMap(({ name: email, value: roleName, path }) => {
      const member = membersByEmail.get(toEmailKey(email));
      if (!members)
        this.#report("Version 1 of the API has no members. Use --api v2, or remove this section.", path);
      else if (!member)
        this.#report(
          `${email} is not a member of ${describeScope(scope)}. Invite the person first, or remove the entry.`,
          path,
        );
      else if (index.find(roleName)) return [{ member, roleName }];
      else
        this.#report(
          `${email} has role "${roleName}", which ${describeAbsence(this.#storedRoles, roleName, scope)}.${suggestItems(roleName, roles)}`,
          path,
        );
      return [];
    });
  }

  /** Finds the stored resource of an entry, also under its former name. */
  #findCurrent<Item extends NamedItem>(
    kind: "policy" | "role",
    items: NameIndex<Item>,
    name: string,
    path: ConfigPath,
  ) {
    const existing = items.find(name);
    const rename = this.#renames[kind].find(name);
    const former = rename && items.find(rename.from);
    if (!former || former === existing) return existing;
    if (existing)
      this.#report(
        `Cannot rename ${kind} "${former.name}" to "${name}": ${existing.id} has that name already. Delete or rename it first.`,
        path,
      );
    return former;
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
    const listed = new Set(desired.map(({ current }) => current));
    return items.filter((item) => !listed.has(item));
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
    const deleted = new Set(deletedRoles);
    const listed = new Set(roles.map(({ current }) => current));
    const assigned = new Set(assignments.map(({ member }) => member));
    for (const policy of deletedPolicies) {
      const users = state.roles.filter(
        (role) => !deleted.has(role) && !listed.has(role) && role.policies.some(({ id }) => id === policy.id),
      );
      if (users.length > 0)
        this.#report(
          `Policy "${policy.name}" would be deleted, but role ${users.map(({ name }) => `"${name}"`).join(", ")} uses it and is not in the file. List the policy or the role.`,
          ["manage", "policies"],
        );
    }
    for (const role of deletedRoles) {
      const holders = (state.members ?? []).filter(
        (member) => member.role?.id === role.id && !assigned.has(member),
      );
      if (holders.length > 0)
        this.#report(
          `Role "${role.name}" would be deleted, but ${holders.map(({ email }) => email).join(", ")} has it. Give the member another role under members, or list the role.`,
          ["manage", "roles"],
        );
    }
  }
}
