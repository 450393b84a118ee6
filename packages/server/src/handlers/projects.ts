import type { AnswerOf, CreatedProject, Project } from "@rolewright/types";
import { catalogs } from "../catalog.ts";
import { newProjectKey } from "../keys.ts";
import { nameKey } from "../names.ts";
import { Refusal, refusals, scopeLimit } from "../refusals.ts";
import { emptyProject, type ProjectRow, sql } from "../sql.ts";
import { all, first, query, together, type Unit } from "../store.ts";
import type { CallOf } from "./call.ts";
import { compare, textOf } from "./rows.ts";
import { lockScope, organizationScope } from "./scope.ts";

/** The projects of an organization, in the order in which they were made. */
export function* listProjects({
  organizationId,
}: CallOf<"listProjects">): Unit<AnswerOf<"listProjects", 200>["data"]> {
  const rows = yield* all(sql.listProjects, organizationId);
  const projects = rows
    .map((row) => projectOf(organizationId, row.project_id, row))
    .toSorted((a, b) => compare(`${a.created_at} ${a.id}`, `${b.created_at} ${b.id}`));
  return { projects };
}

/** One project. */
export function* retrieveProject({
  organizationId,
  params: { projectId },
}: CallOf<"retrieveProject">): Unit<{ project: Project } | Refusal<404>> {
  const row = yield* first(sql.project, organizationId, projectId);
  return row ? { project: projectOf(organizationId, projectId, row) } : refusals.projectNotFound();
}

/** Adds a project with its first key; the member whose address is given becomes its Owner. */
export function* createProject(call: CallOf<"createProject">): Unit<CreatedProject | Refusal<409 | 422>> {
  const { organizationId, body, now, newId } = call;
  const count = yield* lockScope(organizationScope(call));
  const owner =
    body.email === undefined
      ? undefined
      : yield* first(sql.memberByEmail, organizationId, nameKey(body.email));
  if (body.email !== undefined && !owner) return refusals.unknownMember(body.email);
  const { name, description } = textOf(body);
  const other = yield* first(sql.projectNamed, organizationId, nameKey(name));
  if (other) return refusals.nameTaken("project", other.name, "organization");
  if (count.projects >= scopeLimit) return refusals.limitReached("project", "organization");

  const id = newId();
  yield* all(sql.addScope, organizationId, id);
  yield* all(sql.addProject, organizationId, id, name, nameKey(name), description, now);
  yield* all(sql.countInScope, organizationId, "", 0, 0, 1);
  if (owner) yield* all(sql.assign, organizationId, id, owner.member_id, ownerRoleId());
  const { value, hash, number } = newProjectKey();
  yield* all(sql.addKey, hash, organizationId, id, String(number), "Default", now);
  return {
    project: projectOf(organizationId, id, { name, description, created_at: now }),
    apiKey: { id: number, name: "Default", valid: true, value, created_at: now, lastUsed: null },
  };
}

/** Changes what the body names of a project. */
export function* updateProject(
  call: CallOf<"updateProject">,
): Unit<{ project: Project } | Refusal<404 | 409>> {
  const { organizationId, params, body } = call;
  const { projectId } = params;
  yield* lockScope(organizationScope(call));
  const before = yield* first(sql.project, organizationId, projectId);
  if (!before) return refusals.projectNotFound();
  const { name, description } = textOf({ ...before, ...body });
  const other = yield* first(sql.projectNamed, organizationId, nameKey(name));
  if (other && other.project_id !== projectId)
    return refusals.nameTaken("project", other.name, "organization");
  yield* all(sql.changeProject, organizationId, projectId, name, nameKey(name), description);
  return { project: projectOf(organizationId, projectId, { ...before, name, description }) };
}

/** Deletes a project with its roles, policies, assignments and keys. */
export function* deleteProject(
  call: CallOf<"deleteProject">,
): Unit<{ id: string; deleted: true } | Refusal<404>> {
  const { organizationId, params } = call;
  const { projectId } = params;
  // Both at once, so that everybody can see before the transaction begins that it locks two.
  const [, inside = []] = yield* together([
    query(sql.lockScope, organizationId, ""),
    query(sql.lockScope, organizationId, projectId),
  ]);
  if (inside.length === 0) return refusals.projectNotFound();
  for (const statement of emptyProject) yield* all(statement, organizationId, projectId);
  yield* all(sql.countInScope, organizationId, "", 0, 0, -1);
  return { id: projectId, deleted: true };
}

/** The id of the global role that a project's Owner has. */
function ownerRoleId(): string {
  return catalogs.project.globalRoles.find(({ name }) => name === "Owner")?.id ?? "";
}

const projectOf = (organizationId: string, id: string, { name, description, created_at }: ProjectRow) => ({
  id,
  name,
  description,
  organizationId,
  created_at,
});
