import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { forEachConcurrently } from "../client/concurrency.ts";
import { formatValue, isDocumentedSuccess, type TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { itemSchema } from "./item-comparison.ts";
import { canRename, toUpdateBody, withUniqueValue } from "./names.ts";

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
    created.push(await fixtures.createAnother(resource, own, fixtures.parentPath(resource), first.body));
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
