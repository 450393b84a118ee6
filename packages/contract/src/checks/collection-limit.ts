import { forEachConcurrently } from "../client/concurrency.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { isDocumentedSuccess, PrerequisiteError, type TestContext } from "../client/test-context.ts";
import { isReadOnlyItem, type Resource, ruleName } from "../rules/resource.ts";
import { expectNameTaken } from "./item-positions.ts";
import { toUpdateBody, withoutReferences, withUniqueValue } from "./names.ts";
import { emptyPlace, findQuietPlace, type QuietPlace } from "./quiet-place.ts";
import type { Task } from "./task.ts";

/** The number of concurrent creations. */
const concurrency = 16;

/**
 * Fills a collection up to its limit, and verifies that the last place is given once, that a full collection can still be
 * read and changed, that its names are taken, that another collection has room, and that a deletion makes room again.
 */
export const collectionLimit = (fixtures: Fixtures): Task[] => {
  const limited = fixtures.resources.filter(({ limit }) => limit !== undefined);
  if (limited.length === 0)
    fixtures.session.settings.findings.skip("collection_limit", "no resource has a number as its rule limit");
  return limited.map((resource) => ({
    name: `limit of ${resource.name}`,
    phase: "sequential",
    checks: ["collection_limit"],
    run: (ctx) => testLimit(fixtures, resource, ctx),
  }));
};

/** A collection that the check fills, and the items in it. */
interface FilledCollection {
  place: QuietPlace;
  resource: Resource;
  limit: number;
  /** A valid body, except for its unique values. */
  body: CreatedResource["body"];
  created: CreatedResource[];
}

async function testLimit(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { limit = 0, list, remove } = resource;
  if (!list || !remove)
    throw new PrerequisiteError(`${resource.name} needs a list, and an operation that deletes an item`);
  if (!fixtures.options.canModifyExisting)
    throw new PrerequisiteError(`${limit} items are created only on a server on the same machine`);
  const place = await findQuietPlace(fixtures, resource, ctx);
  const body = (await place.fixtures.body(resource.create, place.ctx, place.path)) ?? {};
  const collection: FilledCollection = {
    place,
    resource,
    limit,
    body: withoutReferences(fixtures, resource, body),
    created: [],
  };
  try {
    if (!(await fill(collection))) return;
    const { created } = collection;
    for (const item of [created[0], created[Math.floor(created.length / 2)], created.at(-1)])
      // A duplicate takes the last place.
      if (item && !(await expectNameTaken(collection, item, "one of many items"))) return;
    await takeLastPlace(collection);
    await expectFull(collection, "creating one more than the limit");
    await verifyFullCollection(fixtures, collection, ctx);
    await verifyRoomAfterDeletion(collection);
  } finally {
    await emptyPlace(place, resource, collection.created);
  }
}

/** Fills the collection, except for one place. Returns whether the server accepts every item. */
async function fill(collection: FilledCollection): Promise<boolean> {
  const { resource, limit, created } = collection;
  const { items } = await readItems(collection);
  const needed = Math.max(0, limit - 1 - items.length);
  const since = performance.now();
  const { options, session } = collection.place.fixtures;
  const allowedMs = Math.min(options.maxFillTimeMs, session.settings.timeLimit.remainingMs / 4);
  let rejected: Exchange | undefined;
  let neededMs = 0;
  await forEachConcurrently(Array.from({ length: needed }), concurrency, async (_, index) => {
    if (rejected || neededMs > 0) return;
    const exchange = await create(collection, `item ${index}`, "filling a collection up to its limit");
    if (!isDocumentedSuccess(exchange)) rejected = exchange;
    // The first creations are slower than the others.
    const expectedMs = ((performance.now() - since) / Math.max(created.length, 1)) * needed;
    if (index >= 2 * concurrency && expectedMs > allowedMs) neededMs = expectedMs;
  });
  if (neededMs > 0)
    throw new PrerequisiteError(
      `filling it to ${limit.toLocaleString("en")} items would take ${formatSeconds(neededMs)}, and ${formatSeconds(allowedMs)} are available. Set --max-fill-time`,
    );
  if (!rejected) return true;
  const { statuses } = collection.place.ctx.errors.limitExceeded(resource.create);
  if (!statuses.includes(rejected.response.status))
    throw new PrerequisiteError(`${resource.create.operationId} failed with ${rejected.response.status}`);
  assert(collection, false, rejected, {
    message: "rejects a creation below the limit",
    expected: `room for ${limit} items`,
    actual: `status ${rejected.response.status}, after ${items.length + created.length} items`,
  });
  return false;
}

const formatSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** Sends two concurrent creations for the last place. */
async function takeLastPlace(collection: FilledCollection): Promise<void> {
  const summary = "two concurrent creations for the last place below the limit";
  const exchanges = await Promise.all(
    ["one", "other"].map((name) => create(collection, `last place, ${name}`, summary)),
  );
  const accepted = exchanges.filter(isDocumentedSuccess).length;
  const [one, other] = exchanges as [Exchange, Exchange];
  assert(collection, accepted === 1, isDocumentedSuccess(other) ? other : one, {
    message: "does not give the last place below the limit to exactly one creation",
    expected: "one of two is accepted",
    actual: `${accepted} are accepted`,
    concurrent: exchanges,
  });
}

/** Verifies that another creation is rejected, and has no effect. */
async function expectFull(collection: FilledCollection, summary: string): Promise<void> {
  const { place, resource, limit } = collection;
  const before = await readItems(collection);
  const exchange = await create(collection, summary, summary);
  const { statuses, pointer } = place.ctx.errors.limitExceeded(resource.create);
  const { status } = exchange.response;
  assert(collection, statuses.includes(status), exchange, {
    message: isDocumentedSuccess(exchange) ? "accepts more items than the limit" : `returns ${status}`,
    expected: `status ${statuses.join(" or ")}, because there are ${limit} items`,
    actual: `status ${status}, after ${before.items.length} items`,
    pointer,
  });
  if (isDocumentedSuccess(exchange)) return;
  const after = await readItems(collection);
  assert(collection, after.items.length === before.items.length, after.exchange, {
    message: "stores a creation that it rejects because of the limit",
    expected: `${before.items.length} items`,
    actual: `${after.items.length} items`,
  });
}

/** A full collection has each item once, and only creations in it are rejected. */
async function verifyFullCollection(
  fixtures: Fixtures,
  collection: FilledCollection,
  ctx: TestContext,
): Promise<void> {
  const { place, resource, created } = collection;
  const { idProperty, update } = resource;
  const { items, exchange } = await readItems(collection);
  const shown = new Set(items.map((item) => item[idProperty]));
  const missing = created.filter(({ id }) => !shown.has(id));
  assert(collection, missing.length === 0 && shown.size === items.length, exchange, {
    message: "the list of a full collection is incomplete, or has duplicates",
    expected: `each of ${created.length} created items once`,
    actual: `${missing.length} of them are missing among ${items.length} items with ${shown.size} IDs`,
  });
  for (const index of update ? [0, Math.floor(created.length / 2), created.length - 1] : []) {
    const item = created[index];
    if (!update || !item) continue;
    const body = withUniqueValue(place.fixtures, resource, place.ctx, item.body);
    const updated = await place.ctx.send({
      operation: update,
      path: item.path,
      body: toUpdateBody(place.fixtures, update, item.path, body),
      summary: "updating an item of a full collection",
    });
    assert(collection, isDocumentedSuccess(updated), updated, {
      message: "rejects an update because of the limit",
      expected: "a success, because an update adds nothing",
      actual: `status ${updated.response.status}`,
    });
  }
  // Where there is no other organization, the place is the run's own.
  if (place.fixtures === fixtures) return;
  const path = fixtures.parentPath(resource);
  const body = withUniqueValue(fixtures, resource, ctx, collection.body);
  const elsewhere = await ctx.send({
    operation: resource.create,
    path,
    body,
    summary: "creating in another collection",
  });
  assert(collection, isDocumentedSuccess(elsewhere), elsewhere, {
    message: "counts the items of another collection",
    expected: "a success, because only another collection is full",
    actual: `status ${elsewhere.response.status}`,
  });
}

async function verifyRoomAfterDeletion(collection: FilledCollection): Promise<void> {
  const { place, resource, created } = collection;
  const [item] = created.splice(Math.floor(created.length / 2), 1);
  if (!item || !resource.remove) return;
  const deletion = await place.ctx.send({
    operation: resource.remove,
    path: item.path,
    summary: "deleting an item of a full collection",
  });
  if (!isDocumentedSuccess(deletion)) return;
  const exchange = await create(collection, "after a deletion", "creating after a deletion made room");
  assert(collection, isDocumentedSuccess(exchange), exchange, {
    message: "counts deleted items",
    expected: "a success, because a deletion made room",
    actual: `status ${exchange.response.status}`,
    after: [deletion],
  });
  await expectFull(collection, "creating one more after a deletion and a creation");
}

/** Creates an item in its own context, so that names are the same in every run. */
async function create(
  { place, resource, body, created }: FilledCollection,
  name: string,
  summary: string,
): Promise<Exchange> {
  const ctx = place.fixtures.createContext(`${place.ctx.name}, ${name}`);
  const exchange = await ctx.send({
    operation: resource.create,
    path: place.path,
    body: withUniqueValue(place.fixtures, resource, ctx, body),
    summary,
  });
  if (isDocumentedSuccess(exchange)) created.push(place.fixtures.toCreatedResource(resource, exchange));
  return exchange;
}

/** Reads the items that count: all except read-only ones. */
async function readItems({ place, resource }: FilledCollection) {
  const { items, exchange } = await place.fixtures.readList(resource, place.ctx, { path: place.path });
  return { items: items.filter((item) => !isReadOnlyItem(resource, item)), exchange };
}

interface LimitViolation {
  message: string;
  expected: string;
  actual: string;
  pointer?: string;
  concurrent?: Exchange[];
  after?: Exchange[];
}

const assert = (
  { place, resource }: FilledCollection,
  isSo: boolean,
  exchange: Exchange,
  violation: LimitViolation,
) =>
  place.ctx.assert(isSo, exchange, {
    check: "collection_limit",
    pointer: resource.create.pointer,
    rule: ruleName(resource, "limit"),
    ...violation,
  });
