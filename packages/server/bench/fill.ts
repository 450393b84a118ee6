import { addOrganization } from "../src/demo.ts";
import { nameKey } from "../src/names.ts";
import { openStore } from "../src/open-store.ts";
import { sql } from "../src/sql.ts";
import { all, first, type Store, type Unit } from "../src/store.ts";

/** An organization with room: a key, its projects, and the policy that each of them has. */
export interface Room {
  apiKey: string;
  projectIds: string[];
}

const policyId = "policy";
const createdAt = "2026-01-01T00:00:00.000Z";

/** Fills a database with so many roles, 1,000 in each project, beside an organization with projects that are empty. */
export async function fill(database: string, roles: number, emptyProjects: number): Promise<Room> {
  const store = await openStore(database);
  const full = await addOrganization(store, "Full");
  for (let project = 0; project < roles / 1_000; project += 1) {
    await store.write(full.id, () => addProject(full.id, `full-${project}`, 1_000));
  }
  const room = await addOrganization(store, "Room");
  const projectIds = Array.from({ length: emptyProjects }, (_, index) => `room-${index}`);
  await Promise.all(projectIds.map((id) => store.write(room.id, () => addProject(room.id, id, 0))));
  await addListed(store, room.id);
  await store.close();
  return { apiKey: room.apiKey, projectIds };
}

/** The project that the benchmark of lists reads: it has 100 roles. */
export const listedProject = "listed";

const addListed = (store: Store, organizationId: string) =>
  store.write(organizationId, () => addProject(organizationId, listedProject, 100));

function* addProject(organizationId: string, id: string, roles: number): Unit<void> {
  yield* all(sql.addScope, organizationId, id);
  yield* all(sql.addProject, organizationId, id, id, nameKey(id), null, createdAt);
  yield* first(
    sql.addPolicy,
    organizationId,
    id,
    policyId,
    "Policy",
    nameKey("Policy"),
    null,
    "[]",
    createdAt,
  );
  for (let index = 0; index < roles; index += 1) {
    const role = `role-${index}`;
    const ids = JSON.stringify([policyId]);
    const description = "A role that was there before";
    yield* all(sql.addRole, organizationId, id, role, role, nameKey(role), description, ids, createdAt);
  }
  yield* all(sql.countInScope, organizationId, id, roles, 1, 0);
}
