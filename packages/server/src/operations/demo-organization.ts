import type { OrganizationPlan, Project, ResponseBody } from "@rolewright/types";
import { toNameKey } from "../domain/names.ts";
import { readExampleData } from "../openapi/description.ts";
import { sql } from "../storage/statements.ts";
import { queryAll, queryOne, type Store, type TransactionScript } from "../storage/store.ts";
import { createApiKey } from "./api-keys.ts";
import { addMember, assignFirstRole } from "./members.ts";
import { type Scope, scopeKey, toOrganizationScope } from "./scope.ts";

/** The API keys of a demo organization. */
export interface DemoKeys {
  apiKey: string;
}

/** The demo organization exists already. Its API key was shown when it was created. */
export class DemoAlreadyExistsError extends Error {
  override name = "DemoAlreadyExistsError";

  constructor(id: string) {
    super(
      `The demo organization ${id} already exists. To create another key for it, run: rolewright-server keys create ${id}`,
    );
  }
}

/** The members of the demo organization. One of them has its custom role, so that the role is assigned. */
const members = [
  { id: "user-uuid-1", email: "ada@fernhill.example", name: "Ada", role: "Owner", projectRole: "Owner" },
  { id: "user-uuid-2", email: "ben@fernhill.example", name: "Ben", role: "Admin", projectRole: "Manager" },
  {
    id: "user-uuid-3",
    email: "cleo@fernhill.example",
    name: "Cleo",
    role: "Billing Manager",
    projectRole: "Analyst",
  },
];

/**
 * Creates an organization with exactly the examples of the description, and returns a new API key for it.
 *
 * @throws {DemoAlreadyExistsError} if the organization exists.
 */
export async function seedDemo(store: Store): Promise<DemoKeys> {
  const { organization } = readListData("retrieveOrganization");
  const key = await store.write(organization.id, function* (): TransactionScript<
    { value: string } | undefined
  > {
    const { id, name, plan, created_at } = organization;
    if (!(yield* queryOne(sql.addOrganization, id, name, plan, created_at))) return undefined;
    yield* queryAll(sql.addScope, id, "");
    for (const member of members) yield* addMember(id, member);
    yield* addPoliciesAndRoles(
      toOrganizationScope({ organizationId: id }),
      readListData("listOrganizationPolicies").policies,
      readListData("listOrganizationRoles").roles,
    );
    const { projects } = readListData("listProjects");
    for (const project of projects) yield* addDemoProject(id, project);
    yield* queryAll(sql.adjustCounts, id, "", 0, 0, projects.length);
    return yield* createApiKey(id, "Demo", store.clock.now());
  });
  if (!key) throw new DemoAlreadyExistsError(organization.id);
  return { apiKey: key.value };
}

/**
 * Adds the demo projects that were deleted, with their policies and roles. A project whose name is used by another one stays
 * deleted.
 */
export async function restoreDemoProjects(store: Store): Promise<void> {
  const { organization } = readListData("retrieveOrganization");
  await store.write(organization.id, function* (): TransactionScript<void> {
    yield* queryOne(sql.lockScope, organization.id, "");
    for (const project of readListData("listProjects").projects) {
      const existing =
        (yield* queryOne(sql.project, organization.id, project.id)) ??
        (yield* queryOne(sql.projectByName, organization.id, toNameKey(project.name)));
      if (existing) continue;
      yield* addDemoProject(organization.id, project);
      yield* queryAll(sql.adjustCounts, organization.id, "", 0, 0, 1);
    }
  });
}

function* addDemoProject(organizationId: string, project: Project): TransactionScript<void> {
  const { id, name, description, created_at } = project;
  yield* queryAll(sql.addScope, organizationId, id);
  yield* queryAll(sql.addProject, organizationId, id, name, toNameKey(name), description, created_at);
  yield* addPoliciesAndRoles(
    { kind: "project", organizationId, id },
    readListData("listProjectPolicies").policies,
    readListData("listProjectRoles").roles,
  );
}

type ListOperationId =
  | "retrieveOrganization"
  | `list${"Organization" | "Project"}${"Policies" | "Roles"}`
  | "listProjects";

const readListData = <Id extends ListOperationId>(operationId: Id) =>
  readExampleData<(ResponseBody<Id, 200> & { data: unknown })["data"]>(operationId);

interface ExamplePolicy {
  id: string;
  name: string;
  description: string | null;
  permissions: { id: string }[];
}

interface ExampleRole {
  id: string;
  name: string;
  description: string | null;
  policies: { id: string }[];
}

function* addPoliciesAndRoles(
  scope: Scope,
  policies: ExamplePolicy[],
  roles: ExampleRole[],
): TransactionScript<void> {
  const { created_at } = readListData("retrieveOrganization").organization;
  const key = scopeKey(scope);
  for (const { id, name, description, permissions } of policies) {
    const ids = JSON.stringify(permissions.map((permission) => permission.id));
    yield* queryAll(sql.addPolicy, ...key, id, name, toNameKey(name), description, ids, created_at);
  }
  const customRoles = roles.filter((role) => !isBuiltIn(role));
  for (const { id, name, description, policies: ofRole } of customRoles) {
    const ids = JSON.stringify(ofRole.map((policy) => policy.id));
    yield* queryAll(sql.addRole, ...key, id, name, toNameKey(name), description, ids, created_at);
  }
  yield* queryAll(sql.countCreated, ...key, customRoles.length, policies.length, created_at);
  for (const { id, role: organizationRole, projectRole } of members) {
    const roleName = scope.kind === "organization" ? organizationRole : projectRole;
    const role = roles.find(({ name }) => name === roleName);
    // A member may have been removed before a project is restored.
    if (role && (yield* queryOne(sql.member, scope.organizationId, id)))
      yield* assignFirstRole(scope, id, role.id);
  }
}

const isBuiltIn = (role: object) =>
  ("organizationId" in role && role.organizationId === null) ||
  ("projectId" in role && role.projectId === null);

/** Creates an empty organization. Returns its ID and its first API key. The default plan has no limits. */
export async function addOrganization(
  store: Store,
  name: string,
  plan: OrganizationPlan = "ENTERPRISE",
): Promise<{ id: string; apiKey: string }> {
  const { now, createId } = store.clock;
  const id = createId();
  const key = await store.write(id, function* (): TransactionScript<{ value: string } | undefined> {
    yield* queryOne(sql.addOrganization, id, name, plan, now());
    yield* queryAll(sql.addScope, id, "");
    return yield* createApiKey(id, "First", now());
  });
  return { id, apiKey: key?.value ?? "" };
}
