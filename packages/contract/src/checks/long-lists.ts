import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { forEachConcurrently } from "../client/concurrency.ts";
import { formatValue, isDocumentedSuccess, type TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { readItem } from "../client/list-items.ts";
import { differingItems, expectEcho, itemSchema, sameItem } from "./item-comparison.ts";
import { expectNameTaken, type OwnItems } from "./item-positions.ts";
import { canRename, toUpdateBody, withUniqueValue } from "./names.ts";
import { toParentPath } from "./parent-path.ts";
import { emptyPlace, findQuietPlace } from "./quiet-place.ts";
import { createUser, expectUseNoticed, release } from "./referential-integrity.ts";
import type { Task } from "./task.ts";

/**
 * Verifies that long lists are complete, and that the rules hold for the oldest, the newest and items between. A server may look at
 * one page of a collection only.
 */
export const longLists = (fixtures: Fixtures): Task[] =>
  fixtures.resources
    .filter(({ list }) => list)
    .map((resource) => ({
      name: `long lists: ${resource.name}`,
      phase: "sequential",
      checks: [
        "read_your_writes",
        "ensure_resource_availability",
        "positive_data_acceptance",
        ...(resource.unique ? (["name_uniqueness"] as const) : []),
        ...(listUses(fixtures, resource).length > 0 ? (["referential_integrity"] as const) : []),
      ],
      run: async (ctx) => {
        const place = await findQuietPlace(fixtures, resource, ctx);
        const items: OwnItems = { resource, place, created: [] };
        try {
          await testLongList(items);
        } finally {
          await emptyPlace(place, resource, items.created);
        }
      },
    }));

/** Enough for more than one page of 100. */
const itemCount = 105;

async function testLongList(own: OwnItems): Promise<void> {
  const oldest = await createUsers(own);
  await createMany(own);
  const newest = await createUsers(own);
  await expectListed(own);
  const { created } = own;
  const some = created.filter((_, index) => index % 10 === 0 || index === created.length - 1);
  await updateEach(own, some);
  for (const item of some) await expectNameTaken(own, item, "one of many items");
  for (const { user, target, property } of [...oldest, ...newest])
    await expectUseNoticed(own.place.fixtures, own.resource, property, own.place.ctx, user, target);
  await useEach(own, [created[0], created[Math.floor(created.length / 2)], created.at(-1)]);
  await deleteEach(own, some);
}

interface Use {
  user: CreatedResource;
  target: CreatedResource;
  property: string;
}

/** Creates an item for each resource whose deletion depends on its users, and which it uses alone. */
async function createUsers({ resource, place, created }: OwnItems): Promise<Use[]> {
  const { fixtures, ctx } = place;
  const uses: Use[] = [];
  for (const [property, { resource: used }] of Object.entries(resource.references)) {
    if (!used?.remove || used.whenUsed === undefined) continue;
    const target = await fixtures.create(used, ctx);
    const user = await createUser(fixtures, resource, property, ctx, target.id);
    created.push(user);
    uses.push({ user, target, property });
  }
  return uses;
}

/** Creates as many items as a server on the same machine can store quickly. On others, items may cost money. */
async function createMany({ resource, place, created }: OwnItems): Promise<void> {
  const { fixtures, ctx, path } = place;
  const most = fixtures.options.canModifyExisting ? itemCount : 12;
  const first = await fixtures.create(resource, ctx, { path });
  created.push(first);
  // Other items need room, too.
  const count = Math.min(most, (resource.limit ?? Infinity) - 10) - 1;
  await forEachConcurrently(Array.from({ length: Math.max(count, 0) }), 8, async (_, index) => {
    const own = fixtures.createContext(`${ctx.name} ${index}`);
    created.push(await fixtures.createAnother(resource, own, path, first.body));
  });
}

const readList = ({ resource, place }: OwnItems) =>
  place.fixtures.readList(resource, place.ctx, { path: place.path });

async function expectListed(own: OwnItems): Promise<void> {
  const { resource, place, created } = own;
  const { items, exchange } = await readList(own);
  const ids = items.map((item) => item[resource.idProperty]);
  const lost = created.filter(({ id }) => !ids.includes(id));
  const violation = { check: "read_your_writes" as const, pointer: resource.list?.pointer ?? "#" };
  place.ctx.assert(lost.length === 0, exchange, {
    ...violation,
    message: "a long list is incomplete",
    expected: `all ${created.length} created resources`,
    actual: `${lost.length} of them are missing among ${items.length} items`,
  });
  place.ctx.assert(new Set(ids).size === ids.length, exchange, {
    ...violation,
    message: "the list has a duplicate",
    expected: "each ID once",
    actual: `${ids.length} items with ${new Set(ids).size} IDs`,
  });
  const different = new Set(created.map(({ id }) => id)).size;
  place.ctx.assert(different === created.length, exchange, {
    ...violation,
    message: "two resources get the same ID",
    expected: "a unique ID for each",
    actual: `${created.length} resources with ${different} IDs`,
    pointer: itemSchema(place.fixtures.description, resource),
  });
}

/** Each can be updated and read. The others are as before. */
async function updateEach(own: OwnItems, some: CreatedResource[]): Promise<void> {
  const { resource, place } = own;
  const { fixtures, ctx } = place;
  const { read, update, idProperty } = resource;
  const before = await readList(own);
  for (const item of update?.requestBody ? some : []) {
    if (!update) continue;
    const changed = withUniqueValue(fixtures, resource, ctx, item.body);
    const body = toUpdateBody(fixtures, update, item.path, changed);
    const updated = await ctx.expectSuccess({
      operation: update,
      path: item.path,
      body,
      summary: "updating one of many items",
    });
    if (isDocumentedSuccess(updated)) Object.assign(item.body, body);
  }
  const { items, exchange } = await readList(own);
  const find = (all: typeof items, id: unknown) => all.find((each) => each[idProperty] === id);
  for (const item of some) {
    const listed = find(items, item.id);
    expectEcho(ctx, fixtures, resource, item.body, listed, exchange, "the list");
    if (!read) continue;
    const summary = "reading one of many items";
    const shown = await ctx.expectSuccess(
      { operation: read, path: item.path, summary },
      "ensure_resource_availability",
    );
    if (!isDocumentedSuccess(shown) || !listed) continue;
    const found = readItem(resource, shown.response.body);
    ctx.assert(sameItem(fixtures, resource, listed, found), shown, {
      check: "read_your_writes",
      message: "reading one of many items differs from the list",
      ...differingItems(fixtures, resource, listed, found),
      pointer: itemSchema(fixtures.description, resource),
    });
  }
  const isUpdated = (id: unknown) => some.some((item) => item.id === id);
  const other = before.items.find(
    (item) =>
      !isUpdated(item[idProperty]) && !sameItem(fixtures, resource, item, find(items, item[idProperty])),
  );
  ctx.assert(other === undefined, exchange, {
    check: "read_your_writes",
    message: "an update changes another item",
    expected: "the other items as before",
    actual: `${String(other?.[idProperty])} has changed`,
    pointer: update?.pointer ?? "#",
  });
}

/** The references of other resources to this one. */
const listUses = ({ resources }: Fixtures, resource: Resource) => [
  ...Object.values(resource.references),
  ...listReferrers(resources, resource),
];

const listReferrers = (resources: Resource[], resource: Resource) =>
  resources.flatMap((user) =>
    Object.entries(user.references).flatMap(([property, reference]) =>
      reference.resource === resource ? [{ user, property }] : [],
    ),
  );

/** Each of these items can contain others, and others can refer to it. Its deletion depends on that. */
async function useEach(
  { resource, place, created }: OwnItems,
  items: (CreatedResource | undefined)[],
): Promise<void> {
  const { fixtures, ctx } = place;
  for (const child of fixtures.resources.filter(({ parent }) => parent === resource))
    for (const item of items)
      if (item && child.list) await fixtures.readList(child, ctx, { path: toParentPath(child, item.path) });
  for (const { user: kind, property } of listReferrers(fixtures.resources, resource))
    for (const item of items) {
      if (!item || !created.includes(item)) continue;
      const user = await createUser(fixtures, kind, property, ctx, item.id);
      if (resource.remove && resource.whenUsed !== undefined)
        await expectUseNoticed(fixtures, kind, property, ctx, user, item);
      if (resource.whenUsed === "detached") created.splice(created.indexOf(item), 1);
      else await release(fixtures, kind, property, ctx, user);
    }
}

/** Each can be deleted. The others remain. */
async function deleteEach(own: OwnItems, some: CreatedResource[]): Promise<void> {
  const { resource, place, created } = own;
  const { remove, idProperty } = resource;
  if (!remove) return;
  const deletions = [];
  for (const item of some.filter((each) => created.includes(each))) {
    const deletion = await place.ctx.expectSuccess({
      operation: remove,
      path: item.path,
      summary: "deleting one of many items",
    });
    if (!isDocumentedSuccess(deletion)) continue;
    created.splice(created.indexOf(item), 1);
    deletions.push({ id: item.id, deletion });
  }
  const { items, exchange } = await readList(own);
  const ids = new Set(items.map((item) => item[idProperty]));
  const remaining = deletions.find(({ id }) => ids.has(id));
  place.ctx.assert(remaining === undefined, exchange, {
    check: "use_after_free",
    message: "the list has a deleted resource",
    expected: `no item ${remaining?.id} after its deletion`,
    actual: "it is there",
    pointer: remove.pointer,
    ...(remaining && { after: [remaining.deletion] }),
  });
  const lost = created.filter(({ id }) => !ids.has(id));
  place.ctx.assert(lost.length === 0, exchange, {
    check: "read_your_writes",
    message: "a deletion deletes another resource as well",
    expected: `the list as before, without the ${deletions.length} deleted items`,
    actual: `${formatValue(lost.map(({ id }) => id))} are missing, too`,
    pointer: remove.pointer,
  });
}

/** Verifies that a list starts with the newest item, and that an update does not make an item newer. */
export async function expectNewestFirst(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { update } = resource;
  const created: CreatedResource[] = [];
  for (let count = 0; count < 3; count += 1) {
    // Times of creation are often rounded to a millisecond.
    await setTimeout(5);
    created.push(await fixtures.create(resource, ctx));
  }
  const [first] = created;
  if (update && first) {
    const body = toUpdateBody(
      fixtures,
      update,
      first.path,
      withUniqueValue(fixtures, resource, ctx, first.body),
    );
    await ctx.expectSuccess({
      operation: update,
      path: first.path,
      body,
      summary: "updating the oldest one",
    });
  }
  await expectOrder(
    fixtures,
    resource,
    ctx,
    created.map(({ id }) => id).toReversed(),
    "the list does not start with the newest item",
  );
}

/** Verifies that a list is sorted by the unique property. The values are sorted alike by every collation. */
export async function expectSorted(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { unique } = resource;
  const update = canRename(fixtures, resource) ? resource.update : undefined;
  if (!unique) return;
  const first = await fixtures.create(resource, ctx);
  const prefix = String(first.body[unique.property]);
  const toBody = (letter: string) => ({ ...first.body, [unique.property]: `${prefix} ${letter}` });
  const created: CreatedResource[] = [];
  for (const letter of ["c", "a", "b"])
    created.push(await fixtures.create(resource, ctx, { body: toBody(letter) }));
  const [c, a, b] = created.map(({ id }) => id) as [string, string, string];
  const message = "the list is not sorted by the unique property";
  await expectOrder(fixtures, resource, ctx, [a, b, c], message);
  const last = created[1];
  if (!update || !last) return;
  const renamed = await ctx.expectSuccess({
    operation: update,
    path: last.path,
    body: toUpdateBody(fixtures, update, last.path, toBody("d")),
    summary: "renaming the first one",
  });
  if (isDocumentedSuccess(renamed)) await expectOrder(fixtures, resource, ctx, [b, c, a], message);
}

/** Expects these items in this order. Others may be between them. */
async function expectOrder(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  expected: string[],
  message: string,
): Promise<void> {
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const shown = items.map((item) => item[resource.idProperty]);
  const actual = shown.filter((id) => expected.includes(id as string));
  ctx.assert(isDeepStrictEqual(actual, expected), exchange, {
    check: "read_your_writes",
    message,
    expected: formatValue(expected),
    actual: formatValue(actual),
    pointer: resource.list?.pointer ?? "#",
  });
}
