import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { forEachConcurrently } from "../client/concurrency.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { itemSchema } from "./item-comparison.ts";
import { toUpdateBody, withUniqueValue } from "./names.ts";

/** Verifies that long lists are complete and have no duplicates. */
export async function verifyLongList(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  if (!resource.list) return;
  const first = await fixtures.create(resource, ctx);
  // Parents are more expensive to create, and may cost money on a remote server.
  const isPlace = fixtures.resources.some(({ parent }) => parent === resource);
  const count = !fixtures.options.canModifyExisting ? 12 : isPlace ? 25 : 105;
  const created: CreatedResource[] = [first];
  await forEachConcurrently(Array.from({ length: count - 1 }), 8, async (_, index) => {
    const own = fixtures.createContext(`${ctx.name} ${index}`);
    created.push(
      await fixtures.create(resource, own, { body: withUniqueValue(fixtures, resource, own, first.body) }),
    );
  });
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const ids = items.map((item) => item[resource.idProperty]);
  const lost = created.filter(({ id }) => !ids.includes(id));
  ctx.assert(lost.length === 0, exchange, {
    check: "read_your_writes",
    message: "a long list is incomplete",
    expected: `all ${count} created resources`,
    actual: `${lost.length} of them are missing among ${items.length} items`,
    pointer: resource.list.pointer,
  });
  ctx.assert(new Set(ids).size === ids.length, exchange, {
    check: "read_your_writes",
    message: "the list has a duplicate",
    expected: "each ID once",
    actual: `${ids.length} items with ${new Set(ids).size} IDs`,
    pointer: resource.list.pointer,
  });
  const own = new Set(created.map(({ id }) => id));
  ctx.assert(own.size === created.length, exchange, {
    check: "read_your_writes",
    message: "two resources get the same ID",
    expected: "a unique ID for each",
    actual: `${created.length} resources with ${own.size} IDs`,
    pointer: itemSchema(fixtures.description, resource),
  });
}

/** Verifies that a list starts with the newest item, and that an update does not make an item newer. */
export async function expectNewestFirst(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { list, update } = resource;
  const created: CreatedResource[] = [];
  for (let count = 0; count < 3; count += 1) {
    // Times of creation are often rounded to a millisecond.
    await setTimeout(5);
    created.push(await fixtures.create(resource, ctx));
  }
  const [first] = created;
  if (update && first) {
    const body = toUpdateBody(fixtures, update, withUniqueValue(fixtures, resource, ctx, first.body));
    await ctx.expectSuccess({
      operation: update,
      path: first.path,
      body,
      summary: "updating the oldest one",
    });
  }
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const own = new Set(created.map(({ id }) => id));
  const shown = items.map((item) => item[resource.idProperty]).filter((id) => own.has(id as string));
  const expected = created.map(({ id }) => id).toReversed();
  ctx.assert(isDeepStrictEqual(shown, expected), exchange, {
    check: "read_your_writes",
    message: "the list does not start with the newest item",
    expected: formatValue(expected),
    actual: formatValue(shown),
    pointer: list?.pointer ?? "#",
  });
}
