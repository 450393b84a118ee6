import { pathNames } from "./description/operation.ts";
import { CouldNotRunError } from "./options.ts";
import { documentsRefusal, refusalOf } from "./session/refusal.ts";
import type { Exchange } from "./session/session.ts";
import type { World } from "./session/world.ts";

/**
 * Makes sure that what a run was given is what its flags say, so that nobody is blamed for it later.
 *
 * @throws {CouldNotRunError} when it is not.
 */
export async function refuseWrongOptions(world: World, first: Exchange[]): Promise<void> {
  const { stateless, assignedRoles, secondKey, member } = world.options;
  if (stateless) return;
  if (secondKey !== undefined) await refuseSecondKey(world, first, secondKey);
  if (member !== undefined) await refuseMember(world, member);
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
  // One operation that shows the first's may be a fault of its own; that all do is none that could be told from this.
  const isOne = ({ request }: Exchange) =>
    world.description.operations.some(
      (operation) => operation.path === request.operation.path && world.isSingleton(operation),
    );
  const isSame = first.every(({ answer }, index) => idsIn(answer.body) === idsIn(second[index]?.answer.body));
  if (first.some(isOne) && isSame)
    throw wrong("shows the same organization as --api-key, with all that is in it");
}

const idsIn = (body: unknown): string => {
  const ids: string[] = [];
  JSON.stringify(body, (name, value: unknown) => {
    if (name === "id") ids.push(String(value));
    return value;
  });
  return ids.toSorted().join("\n");
};

/** A member's address is taken where the same project without one is taken, too. */
async function refuseMember(world: World, member: string): Promise<void> {
  const operation = world.description.operations.find((each) => documentsRefusal(each, "unknownMember"));
  if (!operation) return;
  const lane = world.lane("options");
  const body = { ...(await world.body(operation, lane, {})), email: member };
  const { answer } = await lane.ask({ operation, body, tried: "the address of --member" });
  if (refusalOf(operation, ["unknownMember"], []).statuses.includes(answer.status))
    throw new CouldNotRunError(
      `--member ${member} is refused by ${operation.operationId} (status ${answer.status}). Give the address of a member.`,
    );
}

async function refuseAssignedRole(world: World, role: string): Promise<void> {
  const ids = role.split("/");
  const resource = world.resources.find(
    ({ remove }) =>
      documentsRefusal(remove, "roleAssigned") && pathNames(remove?.path ?? "").length === ids.length,
  );
  if (!resource?.list) return;
  const path = Object.fromEntries(
    pathNames(resource.list.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const { answer } = await world.session.ask("options", {
    operation: resource.list,
    path,
    tried: "looking for --assigned-role",
  });
  const isThere = idsIn(answer.body)
    .split("\n")
    .includes(ids.at(-1) ?? "");
  if (isThere || answer.status >= 500 || answer.failure) return;
  throw new CouldNotRunError(
    `--assigned-role ${role} is not in the list of ${resource.list.operationId} (status ${answer.status}). Give the id of a role that a member has: ROLE, or PROJECT/ROLE.`,
  );
}
