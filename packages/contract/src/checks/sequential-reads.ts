import { unknownId } from "../data/unknown-ids.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { readItem } from "../client/list-items.ts";
import type { Resource } from "../rules/resource.ts";
import { formatValue, isDocumentedSuccess, type TestContext } from "../client/test-context.ts";
import { differingItems, sameItem } from "./item-comparison.ts";
import { toUpdateBody, withUniqueValue } from "./names.ts";
import type { Task } from "./task.ts";

/** Reads A, B, an unknown ID and A again, with no other request under way, which would refresh a cache. */
export const sequentialReads = (fixtures: Fixtures): Task[] =>
  fixtures.resources.map((resource) => ({
    name: `sequential reads: ${resource.name}`,
    phase: "sequential",
    checks: ["read_your_writes", "resource_not_found", "tenant_isolation"],
    async run(ctx) {
      if (resource.read) await readById(fixtures, resource, ctx);
      if (resource.list) await readListsByParent(fixtures, resource, ctx);
      await readByKey(fixtures, resource, ctx);
    },
  }));

async function readById(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { read, update, idParameter } = resource;
  if (!read) return;
  const [a, b] = [await fixtures.create(resource, ctx), await fixtures.create(resource, ctx)];
  const expectItem = async (created: CreatedResource, summary: string) => {
    const exchange = await ctx.expectSuccess(
      { operation: read, path: created.path, summary },
      "ensure_resource_availability",
    );
    if (!isDocumentedSuccess(exchange)) return;
    const item = readItem(resource, exchange.response.body);
    ctx.assert(sameItem(fixtures, resource, created.item, item), exchange, {
      check: "read_your_writes",
      message: "a read returns another resource, or an earlier state",
      ...differingItems(fixtures, resource, created.item, item),
      pointer: read.pointer,
      after: [created.exchange],
    });
  };
  await expectItem(a, "reading one resource");
  await expectItem(b, "reading another resource");
  const unknown = unknownId(fixtures.description, read, idParameter);
  await ctx.expectStatus(
    { operation: read, path: { ...a.path, [idParameter]: unknown }, summary: `an unknown ${idParameter}` },
    {
      check: "resource_not_found",
      because: `no resource has this ${idParameter}`,
      ...ctx.errors.unknownId(read),
    },
  );
  await expectItem(a, "reading the first resource again");
  if (!update) return;
  const body = toUpdateBody(fixtures, update, a.path, withUniqueValue(fixtures, resource, ctx, a.body));
  const exchange = await ctx.expectSuccess({ operation: update, path: a.path, body, summary: "updating it" });
  if (!isDocumentedSuccess(exchange)) return;
  const item = readItem(resource, exchange.response.body) as CreatedResource["item"] | undefined;
  if (item) await expectItem({ ...a, item, exchange }, "reading it after an update");
}

/** The same with the lists of two parents. */
async function readListsByParent(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { parent, list } = resource;
  if (!parent || !list) return;
  const places = [await fixtures.create(parent, ctx), await fixtures.create(parent, ctx)];
  const created: CreatedResource[] = [];
  for (const { path } of places) created.push(await fixtures.create(resource, ctx, { path }));
  const expectList = async (index: number, summary: string) => {
    const [own, other] = [created[index], created[1 - index]];
    const { items, exchange } = await fixtures.readList(resource, ctx, {
      path: places[index]?.path ?? {},
    });
    const ids = items.map((item) => item[resource.idProperty]);
    ctx.assert(ids.includes(own?.id) && !ids.includes(other?.id), exchange, {
      check: "read_your_writes",
      message: "a list shows the items of another parent, or an earlier state",
      expected: `${own?.id}, and not ${other?.id}, when ${summary}`,
      actual: formatValue(ids),
      pointer: list.pointer,
    });
  };
  await expectList(0, "listing one parent");
  await expectList(1, "listing another parent");
  const name = parent.idParameter;
  const unknown = unknownId(fixtures.description, list, name);
  await ctx.expectStatus(
    { operation: list, path: { ...places[0]?.path, [name]: unknown }, summary: `an unknown ${name}` },
    {
      check: "resource_not_found",
      because: `no resource has this ${name}`,
      ...ctx.errors.unknownId(list),
    },
  );
  await expectList(0, "listing the first parent again");
}

/** The same with the API keys of two organizations. */
async function readByKey(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { list, parent } = resource;
  const { secondApiKey } = fixtures.options;
  if (!list || parent || secondApiKey === undefined) return;
  const created = await fixtures.create(resource, ctx);
  for (const [key, isOwn] of [
    [undefined, true],
    [secondApiKey, false],
    [undefined, true],
  ] as const) {
    const { items, exchange } = await fixtures.readList(resource, ctx, { ...(key !== undefined && { key }) });
    const isThere = items.some((item) => item[resource.idProperty] === created.id);
    ctx.assert(isThere === isOwn, exchange, {
      check: isOwn ? "read_your_writes" : "tenant_isolation",
      message: isOwn ? "the list lacks a new resource" : `lists a resource of another ${ctx.tenant}`,
      expected: isOwn ? `${created.id} in the list` : `no ${created.id} in the list`,
      actual: isThere ? "it is there" : "it is missing",
      pointer: list.pointer,
      after: [created.exchange],
    });
  }
}
