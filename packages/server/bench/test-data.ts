import { addOrganization } from "../src/operations/demo-organization.ts";
import { getBuiltInRoleId } from "../src/domain/members.ts";
import { toNameKey } from "../src/domain/names.ts";
import { openStore } from "../src/storage/open-store.ts";
import { sql } from "../src/storage/statements.ts";
import {
  bindValues,
  queryAll,
  queryBatch,
  queryOne,
  type Store,
  type TransactionScript,
} from "../src/storage/store.ts";

/** An organization with empty projects, each of which has one policy. */
export interface EmptyOrganization {
  apiKey: string;
  projectIds: string[];
}

const policyId = "policy";
const createdAt = "2026-01-01T00:00:00.000Z";

/** Fills a database with roles, 1,000 in each project, and creates an organization with empty projects. */
export async function fillDatabase(
  database: string,
  roles: number,
  emptyProjects: number,
): Promise<EmptyOrganization> {
  const store = await openStore(database);
  const full = await addOrganization(store, "Full");
  for (let project = 0; project < roles / 1_000; project += 1) {
    await store.write(full.id, () => addProject(full.id, `full-${project}`, 1_000));
  }
  const empty = await addOrganization(store, "Empty");
  const projectIds = Array.from({ length: emptyProjects }, (_, index) => `empty-${index}`);
  await Promise.all(projectIds.map((id) => store.write(empty.id, () => addProject(empty.id, id, 0))));
  await addListedProject(store, empty.id);
  await addMembers(store, empty.id);
  await store.close();
  return { apiKey: empty.apiKey, projectIds };
}

/** The project of the list benchmark. It has 100 roles. */
export const listedProject = "listed";

const addListedProject = (store: Store, organizationId: string) =>
  store.write(organizationId, () => addProject(organizationId, listedProject, 100));

/** The number of members of the organization with empty projects. */
export const memberCount = 10_000;

const memberRoleId = getBuiltInRoleId("organization", "Member");

const addMembers = (store: Store, organizationId: string) =>
  store.write(organizationId, function* (): TransactionScript<void> {
    for (let start = 0; start < memberCount; start += 500) {
      yield* queryBatch(
        Array.from({ length: 500 }, (_, index) => {
          const name = `member-${String(start + index).padStart(5, "0")}`;
          const email = `${name}@acme.example`;
          return [
            bindValues(sql.addMember, organizationId, name, email, toNameKey(email), name),
            bindValues(sql.assignRole, organizationId, "", name, memberRoleId),
          ];
        }).flat(),
      );
    }
    yield* queryAll(sql.adjustMemberCount, organizationId, "", memberCount);
  });

function* addProject(organizationId: string, id: string, roles: number): TransactionScript<void> {
  yield* queryAll(sql.addScope, organizationId, id);
  yield* queryAll(sql.addProject, organizationId, id, id, toNameKey(id), null, createdAt);
  yield* queryOne(
    sql.addPolicy,
    organizationId,
    id,
    policyId,
    "Policy",
    toNameKey("Policy"),
    null,
    "[]",
    createdAt,
  );
  for (let index = 0; index < roles; index += 1) {
    const role = `role-${index}`;
    const ids = JSON.stringify([policyId]);
    const description = "A role from before the benchmark";
    yield* queryAll(
      sql.addRole,
      organizationId,
      id,
      role,
      role,
      toNameKey(role),
      description,
      ids,
      createdAt,
    );
  }
  yield* queryAll(sql.adjustCounts, organizationId, id, roles, 1, 0);
}
