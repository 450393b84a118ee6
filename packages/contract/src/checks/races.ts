import { type Lane, shown, succeeded } from "../session/lane.ts";
import { documentsRefusal } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange, Request } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { updateBody } from "./naming.ts";
import { referenceOf } from "./reference-of.ts";
import { stateTask, type Task } from "./task.ts";

/** What is deleted at the moment at which something else wants it. */
export const races = (world: World): Task[] => [
  ...world.resources
    .filter((resource) => usedBy(world, resource) !== undefined)
    .map((resource) =>
      stateTask(`races for what ${resource.name} uses`, ["in_use"], (lane) =>
        raceForUsed(world, resource, lane),
      ),
    ),
  ...world.resources
    .filter(({ update, remove }) => update && remove)
    .map((resource) =>
      stateTask(`changes of a ${resource.name} that is deleted`, ["use_after_free"], (lane) =>
        raceToChange(world, resource, lane),
      ),
    ),
];

/** What a resource uses, where it cannot be deleted as long as that is so. */
function usedBy(world: World, resource: Resource): Resource | undefined {
  const used = world.referred(resource.create, referenceOf(world, resource) ?? "")?.resource;
  return documentsRefusal(used?.remove, "policyInUse") ? used : undefined;
}

const rounds = 6;

/** Of a role that is given a policy and a deletion of the policy, both at once, one is refused: whichever comes second. */
async function raceForUsed(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create, update } = resource;
  const used = usedBy(world, resource);
  const property = referenceOf(world, resource) ?? "";
  if (!used?.remove) return;
  const first = await world.make(resource, lane, { body: await withoutAny(world, resource, lane) });
  for (const operation of [create, update]) {
    if (!operation) continue;
    for (let round = 0; round < rounds; round += 1) {
      const wanted = await world.make(used, lane);
      const path = operation === create ? world.scopeOf(resource) : first.path;
      const body = { ...first.body, name: lane.unique(), [property]: [wanted.id] };
      const tried = `${operation.operationId} with what is deleted at the same moment`;
      const [use, removal] = await together(lane, round, [
        { operation, path, body, tried },
        { operation: used.remove, path: wanted.path, tried: "deleting what something is given just now" },
      ]);
      if (!use || !removal) return;
      lane.holds(!(succeeded(use) && succeeded(removal)), removal, {
        check: "in_use",
        what: "something is given what is deleted at the same moment, and both succeed",
        expected: "one of the two is refused",
        actual: `statuses ${use.answer.status} and ${removal.answer.status}`,
        pointer: used.remove.pointer,
        after: [use],
      });
    }
  }
}

/** In alternating order: a server may look first, and lock later. */
async function together(lane: Lane, round: number, requests: [Request, Request]): Promise<Exchange[]> {
  const inOrder = round % 2 === 0 ? requests : requests.toReversed();
  const exchanges = await Promise.all(inOrder.map((request) => lane.ask(request)));
  if (exchanges.some(({ answer }) => answer.failure)) return [];
  return round % 2 === 0 ? exchanges : exchanges.toReversed();
}

async function withoutAny(world: World, resource: Resource, lane: Lane): Promise<Made["body"]> {
  const body = (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
  return { ...body, [referenceOf(world, resource) ?? ""]: [] };
}

/** What is changed while it is deleted is gone, or was refused to be deleted. */
async function raceToChange(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update, remove, list } = resource;
  if (!update || !remove || !list) return;
  for (let round = 0; round < rounds; round += 1) {
    const made = await world.make(resource, lane);
    const body = updateBody(world, update, { ...made.body, name: lane.unique() });
    const [change, removal] = await together(lane, round, [
      { operation: update, path: made.path, body, tried: "changing what is deleted at the same moment" },
      { operation: remove, path: made.path, tried: "deleting what is changed at the same moment" },
    ]);
    if (!change || !removal || !succeeded(removal)) continue;
    const { items, exchange } = await world.listed(resource, lane);
    const back = items.find((item) => item[resource.idProperty] === made.id);
    lane.holds(back === undefined, exchange, {
      check: "use_after_free",
      what: "a change brings back what was deleted at the same moment",
      expected: `no ${made.id} in the list`,
      actual: shown(back),
      pointer: remove.pointer,
      after: [change, removal],
    });
  }
}
