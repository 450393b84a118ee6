import { flatSchema } from "../data/flat-schema.ts";
import { pathNames } from "../description/operation.ts";
import { type Lane, shown, succeeded } from "../session/lane.ts";
import { documentsRefusal, refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Made, World } from "../session/world.ts";
import { differingItems, expectSame, sameItem, shownAs } from "./compare.ts";
import { referenceOf } from "./reference-of.ts";

/** What a role has cannot be deleted, follows at once when it is changed, and is free when no role has it. */
export async function inUse(world: World, resource: Resource, lane: Lane): Promise<void> {
  const property = referenceOf(world, resource) ?? "";
  const used = world.referred(resource.create, property)?.resource;
  if (!used?.remove || !documentsRefusal(used.remove, "policyInUse")) return;
  const policy = await world.make(used, lane);
  const body = {
    ...(await world.body(resource.create, lane, world.scopeOf(resource))),
    [property]: [policy.id],
  };
  const made = await world.make(resource, lane, { body });
  await lane.expect(
    { operation: used.remove, path: policy.path, tried: `deleting what ${resource.name} has` },
    { check: "in_use", because: "something still has it", ...refusals.inUse(used.remove) },
  );
  await expectStillThere(world, used, lane, policy);
  await expectSame(world, resource, lane, made);
  if (used.update) await followsAtOnce(world, resource, used, lane, made, policy);
  if (!resource.update) return;
  const emptied = await lane.accept({
    operation: resource.update,
    path: made.path,
    body: { ...made.body, [property]: [] },
    tried: "taking it out",
  });
  if (!succeeded(emptied)) return;
  await lane.accept(
    { operation: used.remove, path: policy.path, tried: "deleting what nothing has any more" },
    "in_use",
  );
}

/** What two things have is free when neither has it any more, whichever gives it up first, and how. */
export async function usedByTwo(world: World, resource: Resource, lane: Lane): Promise<void> {
  const property = referenceOf(world, resource) ?? "";
  const used = world.referred(resource.create, property)?.resource;
  const { update, remove } = resource;
  if (!used?.remove || !update || !remove || !documentsRefusal(used.remove, "policyInUse")) return;
  for (const isDeletedFirst of [true, false]) {
    const policy = await world.make(used, lane);
    const own = (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
    const body = () => ({ ...own, name: lane.unique(), [property]: [policy.id] });
    const one = await world.make(resource, lane, { body: body() });
    const two = await world.make(resource, lane, { body: body() });
    const ways = [
      { operation: remove, path: one.path, tried: "deleting one of two that have it" },
      {
        operation: update,
        path: two.path,
        body: { ...two.body, [property]: [] },
        tried: "taking it out of one of two that have it",
      },
    ];
    const [first, second] = isDeletedFirst ? ways : ways.toReversed();
    if (!first || !second || !succeeded(await lane.accept(first))) return;
    const deletion = { operation: used.remove, path: policy.path };
    await lane.expect(
      { ...deletion, tried: "deleting what one of two still has" },
      { check: "in_use", because: "something still has it", ...refusals.inUse(used.remove) },
    );
    if (!succeeded(await lane.accept(second))) return;
    await lane.accept({ ...deletion, tried: "deleting what neither of two has any more" }, "in_use");
  }
}

async function expectStillThere(world: World, resource: Resource, lane: Lane, made: Made): Promise<void> {
  const { items, exchange } = await world.listed(resource, lane);
  lane.holds(
    items.some((item) => item[resource.idProperty] === made.id),
    exchange,
    {
      check: "in_use",
      what: "what is in use is gone after a refused deletion",
      expected: `${made.id} in the list`,
      actual: "it is not there",
      pointer: resource.remove?.pointer ?? "#",
    },
  );
}

async function followsAtOnce(
  world: World,
  resource: Resource,
  used: Resource,
  lane: Lane,
  made: Made,
  policy: Made,
): Promise<void> {
  if (!used.update) return;
  const name = lane.unique();
  const renamed = await lane.accept({
    operation: used.update,
    path: policy.path,
    body: { ...policy.body, name },
    tried: "renaming what is in use",
  });
  if (!succeeded(renamed)) return;
  const { items, exchange } = await world.listed(resource, lane);
  const item = items.find((each) => each[resource.idProperty] === made.id);
  const summaries = Object.values(item ?? {}).find(Array.isArray) as
    | { id?: unknown; name?: unknown }[]
    | undefined;
  const summary = summaries?.find(({ id }) => id === policy.id);
  lane.holds(summary?.name === undefined || summary.name === name, exchange, {
    check: "read_your_writes",
    what: "what uses a thing still shows its old name",
    expected: shown(name),
    actual: shown(summary?.name),
    pointer: used.update.pointer,
  });
  lane.holds(summary !== undefined, exchange, {
    check: "read_your_writes",
    what: "what uses a thing lost it when it was renamed",
    expected: `${policy.id} in ${made.id}`,
    actual: shown(summaries),
    pointer: used.update.pointer,
  });
}

/** `ROLE` or `PROJECT/ROLE`: the caller says that a member has it. */
export async function assignedRole(world: World, role: string, lane: Lane): Promise<void> {
  const ids = role.split("/");
  const resource = world.resources.find(
    ({ remove }) =>
      documentsRefusal(remove, "roleAssigned") && pathNames(remove?.path ?? "").length === ids.length,
  );
  if (!resource?.remove) return;
  const path = Object.fromEntries(
    pathNames(resource.remove.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const before = await world.listed(resource, lane, { path: scope(resource, path) });
  const deletion = { operation: resource.remove, path };
  const because = "a member still has the role";
  const refusal = { check: "in_use" as const, because, ...refusals.inUse(resource.remove) };
  await lane.expect({ ...deletion, tried: "deleting a role that a member has" }, refusal);
  const own = before.items.find((item) => item[resource.idProperty] === ids.at(-1));
  // A change to what it is already takes it from nobody.
  if (own && resource.update && world.options.mayChangeWhatIsThere) {
    const body = bodyLike(world, resource.update, own);
    const changed = await lane.accept({ operation: resource.update, path, body, tried: "changing nothing" });
    if (succeeded(changed))
      await lane.expect({ ...deletion, tried: "deleting it when it was changed" }, refusal);
  }
  const after = await world.listed(resource, lane, { path: scope(resource, path) });
  const [was, is] = [before, after].map(({ items }) =>
    items.find((item) => item[resource.idProperty] === ids.at(-1)),
  );
  lane.holds(sameItem(world, resource, was, is), after.exchange, {
    check: "in_use",
    what: "a role that a member has is not as it was after its deletion was refused",
    ...differingItems(world, resource, was, is ?? "gone"),
    pointer: resource.remove.pointer,
  });
}

/** A body that leaves a thing as its list shows it. */
function bodyLike(world: World, update: NonNullable<Resource["update"]>, item: Made["item"]): Made["body"] {
  const { properties } = flatSchema(world.description, update.requestBody?.schemaPointer ?? "#");
  return Object.fromEntries(
    [...properties.keys()].flatMap((name) => {
      const now = shownAs(name, item);
      if (now === undefined) return [];
      const isOfIds = now.property !== name && Array.isArray(now.value);
      return [[name, isOfIds ? (now.value as Made["item"][]).map(({ id }) => id) : now.value]];
    }),
  );
}

const scope = ({ create }: Resource, path: Record<string, string>) =>
  Object.fromEntries(pathNames(create.path).map((name) => [name, path[name] ?? ""]));
