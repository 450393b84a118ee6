import { isDeepStrictEqual } from "node:util";
import { pathNames } from "../description/operation.ts";
import { type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { differingItems, itemSchema, sameItem } from "./compare.ts";
import { isRolesApi } from "./examples.ts";
import type { Task } from "./task.ts";

/** What was deleted is gone, once and for all. */
export const deletion = (world: World): Task[] =>
  world.resources.map((resource): Task => ({
    name: `deletion of ${resource.name}`,
    phase: "state",
    checks: ["use_after_free", "scope_isolation"],
    // One after the other: an id that the first has freed must not go to what the second makes.
    async run(lane) {
      await useAfterFree(world, resource, lane);
      await raceToDelete(world, resource, lane);
    },
  }));

export async function useAfterFree(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { remove, list, read, update, create } = resource;
  if (!remove) return;
  const body = { ...(await world.body(create, lane, world.scopeOf(resource))) };
  if ("description" in body) body["description"] = "Of what is deleted";
  const made = await world.make(resource, lane, { body });
  const inside = await makeInside(world, resource, lane, made);
  const twins = await makeTwins(world, [{ resource, made }, ...inside], lane);
  const removed = await lane.accept({ operation: remove, path: made.path, tried: "deleting it" });
  if (!succeeded(removed)) return;
  expectDeletion(world, resource, lane, made, removed);
  if (list) {
    for (const fresh of [false, true]) {
      const { items, exchange } = await world.listed(resource, lane, { fresh });
      lane.holds(!items.some((item) => item[resource.idProperty] === made.id), exchange, {
        check: "use_after_free",
        what: "the list still shows what was deleted",
        expected: `no ${made.id} in the list`,
        actual: "it is there",
        pointer: remove.pointer,
        after: [removed],
      });
    }
  }
  const change = update && (await world.body(update, lane, made.path));
  for (const operation of [read, update, remove]) {
    if (!operation) continue;
    const sent = operation === update && change ? { body: change } : {};
    await lane.expect(
      { operation, path: made.path, ...sent, tried: `${operation.operationId} of what was deleted` },
      { check: "use_after_free", because: "it was deleted", ...refusals.missing(operation) },
    );
  }
  await expectInsideGone(lane, inside);
  await expectTwins(world, lane, twins, removed);
  const again = await lane.accept(
    {
      operation: create,
      path: world.scopeOf(resource),
      body: bare(made.body),
      tried: "creating it again under its name",
    },
    "use_after_free",
  );
  const item = succeeded(again)
    ? (valueAt(again.answer.body, resource.itemPointer) as Made["item"] | undefined)
    : undefined;
  const id = item?.[resource.idProperty];
  if (typeof id !== "string") return;
  lane.holds(id !== made.id, again, {
    check: "use_after_free",
    what: "gives the id of what was deleted to something else",
    expected: "an id that nothing had before",
    actual: id,
    pointer: itemSchema(world.description, resource),
  });
  const kept = Object.entries(item ?? {}).filter(
    ([name, value]) =>
      !(name in bare(made.body)) && name in made.body && isDeepStrictEqual(value, made.body[name]),
  );
  lane.holds(kept.length === 0, again, {
    check: "use_after_free",
    what: "what is made under the name of what was deleted has something of it",
    expected: shown(bare(made.body)),
    actual: shown(Object.fromEntries(kept)),
    pointer: remove.pointer,
    after: [removed],
  });
  await expectNothingInside(world, lane, inside, { [resource.idParameter]: id }, again);
}

/** Nothing but a name, and no more of others than has to be: what is not sent cannot be in what comes back. */
const bare = ({ description: _, ...body }: Made["body"]): Made["body"] =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : value]));

/** What is made anew is empty, whatever was in what had its name before. */
async function expectNothingInside(
  world: World,
  lane: Lane,
  inside: { resource: Resource; made: Made }[],
  path: Record<string, string>,
  again: Exchange,
): Promise<void> {
  for (const { resource, made } of inside) {
    if (!resource.list) continue;
    const { items, exchange } = await world.listed(resource, lane, { path });
    const back = items.find((item) => item["name"] !== undefined && item["name"] === made.item["name"]);
    lane.holds(back === undefined, exchange, {
      check: "use_after_free",
      what: "what was in what was deleted is in what is made under its name",
      expected: `nothing named ${shown(made.item["name"])}`,
      actual: shown(back),
      pointer: resource.list.pointer,
      after: [again],
    });
  }
}

/** Things of the same name in another place: what is done by name is done to them as well. */
async function makeTwins(world: World, all: { resource: Resource; made: Made }[], lane: Lane) {
  const twins: { resource: Resource; made: Made }[] = [];
  for (const { resource, made } of all) {
    const { parent } = resource;
    if (!parent || !resource.list) continue;
    const isInShared = made.path[parent.idParameter] === world.scopeOf(resource)[parent.idParameter];
    const path = isInShared ? (await world.make(parent, lane)).path : world.scopeOf(resource);
    twins.push({ resource, made: await world.make(resource, lane, { path, body: bare(made.body) }) });
  }
  return twins;
}

async function expectTwins(
  world: World,
  lane: Lane,
  twins: { resource: Resource; made: Made }[],
  removed: Exchange,
): Promise<void> {
  for (const { resource, made } of twins) {
    const path = Object.fromEntries(
      pathNames(resource.create.path).map((name) => [name, made.path[name] ?? ""]),
    );
    const { items, exchange } = await world.listed(resource, lane, { path });
    const twin = items.find((item) => item[resource.idProperty] === made.id);
    lane.holds(sameItem(world, resource, twin, made.item), exchange, {
      check: "scope_isolation",
      what: "a deletion takes what has the same name in another place",
      ...differingItems(world, resource, made.item, twin ?? "gone"),
      pointer: removed.request.operation.pointer,
      after: [removed],
    });
  }
}

/** Of deletions at once, one finds something to delete. */
async function raceToDelete(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { remove } = resource;
  if (!remove) return;
  for (let round = 0; round < 3; round += 1) {
    const { path } = await world.make(resource, lane);
    const request = { operation: remove, path, tried: "6 deletions at once" };
    const exchanges = await Promise.all(Array.from({ length: 6 }, () => lane.ask(request)));
    const winners = exchanges.filter(succeeded);
    const [last] = winners.length > 1 ? winners.slice(1) : exchanges;
    if (!last || exchanges.some(({ answer }) => answer.failure)) return;
    lane.holds(winners.length === 1, last, {
      check: "use_after_free",
      what: `of deletions of one thing at once ${winners.length === 0 ? "none succeeds" : "more than one succeeds"}`,
      expected: "one success; for the others it is gone",
      actual: `${winners.length} successes; statuses ${exchanges.map(({ answer }) => answer.status).join(" ")}`,
      pointer: remove.pointer,
      atOnce: exchanges,
    });
  }
}

function expectDeletion(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  removed: Made["exchange"],
): void {
  if (!isRolesApi(world)) return;
  const data = valueAt(removed.answer.body, "/data") as { id?: unknown } | undefined;
  lane.holds(data?.id === made.id, removed, {
    check: "use_after_free",
    what: "the answer to a deletion names another id",
    expected: `"id": "${made.id}"`,
    actual: shown(data?.id),
    pointer: resource.remove?.pointer ?? "#",
  });
}

/** One thing of each kind that is in another: they go together. */
async function makeInside(world: World, resource: Resource, lane: Lane, made: Made) {
  const inside: { resource: Resource; made: Made }[] = [];
  for (const child of world.resources.filter(({ parent }) => parent === resource)) {
    inside.push({ resource: child, made: await world.make(child, lane, { path: made.path }) });
  }
  return inside;
}

async function expectInsideGone(lane: Lane, inside: { resource: Resource; made: Made }[]): Promise<void> {
  for (const { resource, made } of inside) {
    for (const operation of [
      resource.list,
      resource.read,
      resource.update,
      resource.remove,
      resource.create,
    ]) {
      if (!operation) continue;
      const path = Object.fromEntries(pathNames(operation.path).map((name) => [name, made.path[name] ?? ""]));
      const body = operation.requestBody ? { ...made.body } : undefined;
      await lane.expect(
        { operation, path, ...(body && { body }), tried: `${operation.operationId} in what was deleted` },
        { check: "use_after_free", because: "what it was in was deleted", ...refusals.missing(operation) },
      );
    }
  }
}
