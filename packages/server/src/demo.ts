import type { AnswerOf } from "@rolewright/types";
import { exampleData } from "./description.ts";
import { newId } from "./ids.ts";
import { createKey } from "./keys.ts";
import { nameKey } from "./names.ts";
import { sql } from "./sql.ts";
import { all, first, type Store, type Unit } from "./store.ts";

/** The keys of a demo organization. */
export interface DemoKeys {
  apiKey: string;
}

/** The demo organization is there already; its key was shown when it was made. */
export class DemoThereError extends Error {
  override name = "DemoThereError";

  constructor(id: string) {
    super(
      `The demo organization ${id} is there already. Make another key for it: rolewright-server keys create ${id}`,
    );
  }
}

/** Members that the description's stories speak of. Somebody has each role of the organization's own, so that it is assigned. */
const members = [
  { id: "member-uuid-1", email: "ada@fernhill.example", name: "Ada", role: "Owner", projectRole: "Owner" },
  { id: "member-uuid-2", email: "ben@fernhill.example", name: "Ben", role: "Admin", projectRole: "Manager" },
  {
    id: "member-uuid-3",
    email: "cleo@fernhill.example",
    name: "Cleo",
    role: "Billing Manager",
    projectRole: "Analyst",
  },
];

/**
 * Fills an organization that is the description's examples, word for word, and answers with a new key of it.
 *
 * @throws {DemoThereError} when it is there already.
 */
export async function seedDemo(store: Store): Promise<DemoKeys> {
  const { organization } = dataOf("retrieveOrganization");
  const key = await store.write(organization.id, function* (): Unit<{ value: string } | undefined> {
    const { id, name, plan, created_at } = organization;
    if (!(yield* first(sql.addOrganization, id, name, plan, created_at))) return undefined;
    yield* all(sql.addScope, id, "");
    yield* addMembers(id);
    yield* addContents(
      id,
      "",
      dataOf("listOrganizationPolicies").policies,
      dataOf("listOrganizationRoles").roles,
    );
    for (const project of dataOf("listProjects").projects) {
      yield* all(sql.addScope, id, project.id);
      const { name: title, description } = project;
      yield* all(sql.addProject, id, project.id, title, nameKey(title), description, project.created_at);
      yield* addContents(
        id,
        project.id,
        dataOf("listProjectPolicies").policies,
        dataOf("listProjectRoles").roles,
      );
    }
    yield* all(sql.countInScope, id, "", 0, 0, dataOf("listProjects").projects.length);
    return yield* createKey(id, "Demo");
  });
  if (!key) throw new DemoThereError(organization.id);
  return { apiKey: key.value };
}

type Listed =
  | "retrieveOrganization"
  | `list${"Organization" | "Project"}${"Policies" | "Roles"}`
  | "listProjects";

const dataOf = <Id extends Listed>(operationId: Id) =>
  exampleData<(AnswerOf<Id, 200> & { data: unknown })["data"]>(operationId);

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

function* addContents(
  organizationId: string,
  scopeId: string,
  policies: ExamplePolicy[],
  roles: ExampleRole[],
): Unit<void> {
  const { created_at } = dataOf("retrieveOrganization").organization;
  for (const { id, name, description, permissions } of policies) {
    const ids = JSON.stringify(permissions.map((permission) => permission.id));
    yield* all(sql.addPolicy, organizationId, scopeId, id, name, nameKey(name), description, ids, created_at);
  }
  const own = roles.filter((role) => !isGlobal(role));
  for (const { id, name, description, policies: of } of own) {
    const ids = JSON.stringify(of.map((policy) => policy.id));
    yield* all(sql.addRole, organizationId, scopeId, id, name, nameKey(name), description, ids, created_at);
  }
  yield* all(sql.countInScope, organizationId, scopeId, own.length, policies.length, 0);
  for (const { id, role, projectRole } of members) {
    const given = roles.find(({ name }) => name === (scopeId === "" ? role : projectRole));
    if (given) yield* all(sql.assign, organizationId, scopeId, id, given.id);
  }
}

const isGlobal = (role: object) =>
  ("organizationId" in role && role.organizationId === null) ||
  ("projectId" in role && role.projectId === null);

function* addMembers(organizationId: string): Unit<void> {
  for (const { id, email, name } of members) {
    yield* all(sql.addMember, organizationId, id, email, nameKey(email), name);
  }
}

/** Adds an organization without anything in it, and answers with its id and a first key. */
export async function addOrganization(store: Store, name: string): Promise<{ id: string; apiKey: string }> {
  const id = newId();
  const key = await store.write(id, function* (): Unit<{ value: string } | undefined> {
    yield* first(sql.addOrganization, id, name, "FREE", new Date().toISOString());
    yield* all(sql.addScope, id, "");
    return yield* createKey(id, "First");
  });
  return { id, apiKey: key?.value ?? "" };
}
