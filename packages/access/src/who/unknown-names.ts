import { AccessError } from "../errors.ts";
import type { AccessState, ScopeState } from "../state/access-state.ts";
import { matchesPattern, suggestName, suggestNames, toEmailKey } from "../state/names.ts";
import { type AccessQuery, isScopeNamed } from "./effective-access.ts";

/**
 * Checks that a query is about a member, a permission and a scope that exist. Nothing would match a name that is misspelled,
 * which looks as if nobody had access.
 *
 * @throws {AccessError}
 */
export function checkQuery({ email, can, in: place }: AccessQuery, { scopes }: AccessState): void {
  const problems = [
    email === undefined ? undefined : describeUnknownMember(email, scopes),
    can === undefined ? undefined : describeUnknownPermission(can, scopes),
    place === undefined || scopes.some(({ scope }) => isScopeNamed(scope, place))
      ? undefined
      : describeUnknownProject(place, scopes),
  ].filter((message) => message !== undefined);
  if (problems.length > 0) throw new AccessError(problems.map((message) => ({ message })));
}

function describeUnknownMember(email: string, scopes: ScopeState[]): string | undefined {
  const emails = scopes.flatMap(({ members }) => (members ?? []).map((member) => member.email));
  if (emails.some((each) => toEmailKey(each) === toEmailKey(email))) return undefined;
  return `${email} is not a member of the organization.${suggest(email, [...new Set(emails)])}`;
}

/** Describes a permission, or a pattern, that no catalog has. Without a project, its catalog is unknown. */
export function describeUnknownPermission(pattern: string, scopes: ScopeState[]): string | undefined {
  const names = [...new Set(scopes.flatMap(({ permissions }) => permissions.map(({ name }) => name)))];
  const isProjectKnown = scopes.some(({ scope }) => scope.kind === "project");
  if (!isProjectKnown || names.some((name) => matchesPattern(name, pattern))) return undefined;
  return `No permission matches "${pattern}".${suggest(pattern, names)}`;
}

const suggest = (name: string, known: string[]): string =>
  known.length > 0 ? ` The nearest are: ${suggestNames(name, known).join(", ")}.` : "";

/** Describes a project, or an ID of a project, that does not exist. */
export function describeUnknownProject(
  key: string,
  scopes: ScopeState[],
  { id }: { id?: string } = {},
): string {
  const names = scopes.flatMap(({ scope }) => (scope.kind === "project" ? [scope.name] : []));
  const nearest = names.length > 0 ? ` The nearest name is "${suggestName(key, names)}".` : "";
  const subject =
    id === undefined ? `There is no project "${key}".` : `There is no project with the ID "${id}".`;
  return `${subject}${nearest}`;
}
