import { pathNames } from "./description/operation.ts";
import { CouldNotRunError } from "./options.ts";
import { documentsRefusal } from "./session/refusal.ts";
import type { Exchange } from "./session/session.ts";
import type { World } from "./session/world.ts";

/**
 * Refuses flags that are wrong for certain, so that nobody is blamed for them later. What a server that is wrong itself could
 * bring about as well, such as a second key that sees all that the first sees, is left to the checks.
 *
 * @throws {CouldNotRunError} when one is.
 */
export async function refuseWrongOptions(world: World, first: Exchange[]): Promise<void> {
  const { stateless, assignedRoles, secondKey } = world.options;
  if (stateless) return;
  if (secondKey !== undefined) await refuseSecondKey(world, first, secondKey);
  for (const role of assignedRoles) await refuseAssignedRole(world, role);
}

async function refuseSecondKey(world: World, first: Exchange[], key: string): Promise<void> {
  const wrong = (why: string) =>
    new CouldNotRunError(`--second-key ${why}. Give the key of another organization.`);
  if (key === world.session.settings.apiKey) throw wrong("is the same as --api-key");
  const second: Exchange[] = [];
  for (const { request } of first)
    second.push(
      await world.session.ask("options", { ...request, key, tried: "a first look with the second key" }),
    );
  const statuses = second.map(({ answer }) => answer.status);
  if (statuses.length > 0 && statuses.every((status) => status === 401 || status === 403))
    throw wrong(`is refused by everything (status ${[...new Set(statuses)].join(", ")})`);
}

function idsIn(body: unknown): string[] {
  const ids: string[] = [];
  JSON.stringify(body, (name, value: unknown) => {
    if (name === "id") ids.push(String(value));
    return value;
  });
  return ids;
}

/** One that no list has, and that its deletion does not find, is none. */
async function refuseAssignedRole(world: World, role: string): Promise<void> {
  const ids = role.split("/");
  const resource = world.resources.find(
    ({ remove }) =>
      documentsRefusal(remove, "roleAssigned") && pathNames(remove?.path ?? "").length === ids.length,
  );
  if (!resource?.list || !resource.remove) return;
  const path = Object.fromEntries(
    pathNames(resource.list.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const tried = "looking for --assigned-role";
  const { answer: listed } = await world.session.ask("options", { operation: resource.list, path, tried });
  const isThere = idsIn(listed.body).includes(ids.at(-1) ?? "");
  if (isThere || listed.status >= 500 || listed.failure) return;
  const own = Object.fromEntries(
    pathNames(resource.remove.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const deletion = { operation: resource.remove, path: own, tried };
  const { answer: deleted } = await world.session.ask("options", deletion);
  if (deleted.status !== 404) return;
  throw new CouldNotRunError(
    `--assigned-role ${role} is not in the list of ${resource.list.operationId} (status ${listed.status}). Give the id of a role that a member has: ROLE, or PROJECT/ROLE.`,
  );
}
