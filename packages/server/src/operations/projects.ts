import type { CreatedProject, Project, ResponseBody } from "@rolewright/types";
import { type DomainError, domainErrors } from "../domain/domain-error.ts";
import { getBuiltInRoleId } from "../domain/members.ts";
import { checkLimit } from "../domain/limits.ts";
import { checkNameConflict, normalizeTexts, toNameKey } from "../domain/names.ts";
import { checkProjectLimit } from "../domain/plans.ts";
import { deleteProjectStatements, type ProjectRow, sql } from "../storage/statements.ts";
import { bindValues, queryAll, queryBatch, queryOne, type TransactionScript } from "../storage/store.ts";
import { addKey } from "./api-keys.ts";
import { compareText } from "./compare-text.ts";
import { assignFirstRole } from "./members.ts";
import type { OperationInput } from "./operation-input.ts";
import { lockScope, toOrganizationScope } from "./scope.ts";

/** The name of the API key that a new project gets. */
const firstKeyName = "Default Key";

/** Lists the projects of an organization by name. */
export function* listProjects({
  organizationId,
}: OperationInput<"listProjects">): TransactionScript<ResponseBody<"listProjects", 200>["data"]> {
  const rows = yield* queryAll(sql.listProjects, organizationId);
  const projects = rows
    .map((row) => toProject(organizationId, row.project_id, row))
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
  return { projects };
}

/** Returns a project. */
export function* retrieveProject({
  organizationId,
  params: { projectId },
}: OperationInput<"retrieveProject">): TransactionScript<
  { project: Project } | DomainError<"project_not_found">
> {
  const row = yield* queryOne(sql.project, organizationId, projectId);
  return row ? { project: toProject(organizationId, projectId, row) } : domainErrors.projectNotFound();
}

/** Creates a project with its first API key. The member with the address in the body becomes its Owner. */
export function* createProject(
  input: OperationInput<"createProject">,
): TransactionScript<
  CreatedProject | DomainError<"name_conflict" | "limit_exceeded" | "plan_limit_exceeded" | "unknown_member">
> {
  const { organizationId, body, now, createId } = input;
  const counts = yield* lockScope(toOrganizationScope(input));
  const { plan = "" } = (yield* queryOne(sql.organization, organizationId)) ?? {};
  const owner =
    body.email === undefined
      ? undefined
      : yield* queryOne(sql.memberByEmail, organizationId, toNameKey(body.email));
  if (body.email !== undefined && !owner) return domainErrors.unknownMember(body.email);
  const { name, description } = normalizeTexts(body);
  const existing = yield* findProjectByName(organizationId, name);
  const error =
    checkNameConflict("project", "organization", existing) ??
    checkProjectLimit(plan, counts.projects) ??
    checkLimit("project", "organization", counts.projects);
  if (error) return error;

  const id = createId();
  yield* queryAll(sql.addScope, organizationId, id);
  yield* queryAll(sql.addProject, organizationId, id, name, toNameKey(name), description, now);
  yield* queryAll(sql.adjustCounts, organizationId, "", 0, 0, 1);
  const scope = { kind: "project", organizationId, id } as const;
  if (owner) yield* assignFirstRole(scope, owner.member_id, getBuiltInRoleId("project", "Owner"));
  const { record, value } = yield* addKey(scope, { name: firstKeyName, expiresAt: null, newestAt: "" }, now);
  return {
    project: toProject(organizationId, id, { name, description, created_at: now }),
    apiKey: {
      id: Number(record.id),
      name: firstKeyName,
      valid: true,
      value,
      created_at: now,
      lastUsed: null,
    },
  };
}

/** Updates the fields of a project that are in the body. */
export function* updateProject(
  input: OperationInput<"updateProject">,
): TransactionScript<{ project: Project } | DomainError<"project_not_found" | "name_conflict">> {
  const { organizationId, params, body } = input;
  const { projectId } = params;
  yield* lockScope(toOrganizationScope(input));
  const before = yield* queryOne(sql.project, organizationId, projectId);
  if (!before) return domainErrors.projectNotFound();
  const { name, description } = normalizeTexts({ ...before, ...body });
  const existing = yield* findProjectByName(organizationId, name);
  const error = checkNameConflict("project", "organization", existing, projectId);
  if (error) return error;
  yield* queryAll(sql.updateProject, organizationId, projectId, name, toNameKey(name), description);
  return { project: toProject(organizationId, projectId, { ...before, name, description }) };
}

/** Deletes a project with its roles, policies, assignments and API keys. */
export function* deleteProject(
  input: OperationInput<"deleteProject">,
): TransactionScript<{ id: string; deleted: true } | DomainError<"project_not_found">> {
  const { organizationId, params } = input;
  const { projectId } = params;
  // Both locks are in the first batch, so that PostgreSQL sees that this script locks two rows.
  const [, locked = []] = yield* queryBatch([
    bindValues(sql.lockScope, organizationId, ""),
    bindValues(sql.lockScope, organizationId, projectId),
  ]);
  if (locked.length === 0) return domainErrors.projectNotFound();
  for (const statement of deleteProjectStatements) yield* queryAll(statement, organizationId, projectId);
  yield* queryAll(sql.adjustCounts, organizationId, "", 0, 0, -1);
  return { id: projectId, deleted: true };
}

function* findProjectByName(
  organizationId: string,
  name: string,
): TransactionScript<{ id: string; name: string } | undefined> {
  const row = yield* queryOne(sql.projectByName, organizationId, toNameKey(name));
  return row && { id: row.project_id, name: row.name };
}

const toProject = (organizationId: string, id: string, { name, description, created_at }: ProjectRow) => ({
  id,
  name,
  description,
  organizationId,
  created_at,
});
