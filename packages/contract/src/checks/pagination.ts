import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../description/operation.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { listItems, listResources } from "../client/list-items.ts";
import { readAllPages } from "../client/pages.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import type { Membership } from "../rules/membership.ts";
import type { Pages, Resource } from "../rules/resource.ts";
import type { Task } from "./task.ts";

type Item = Record<string, unknown>;

/** A list in pages. */
interface PagedList {
  name: string;
  operation: Operation;
  pages: Pages;
  idProperty: string;
  readItems: (body: unknown) => Item[];
  /** Adds items, if it can, and returns the path parameters. */
  fill: (ctx: TestContext) => Promise<Record<string, string>>;
}

/** Verifies the pages of lists, with no other request under way that would change them. */
export const pagination = (fixtures: Fixtures): Task[] => {
  const lists = listPagedLists(fixtures);
  if (lists.length === 0) fixtures.session.settings.findings.skip("pagination", "no list has the rule pages");
  return lists.map((list): Task => ({
    name: `pages: ${list.name}`,
    phase: "sequential",
    checks: ["pagination"],
    run: (ctx) => testPages(fixtures, list, ctx),
  }));
};

function listPagedLists(fixtures: Fixtures): PagedList[] {
  const { resources, rules, description } = fixtures;
  return [
    ...resources.flatMap((resource): PagedList[] =>
      resource.pages && resource.list
        ? [
            {
              name: resource.name,
              operation: resource.list,
              pages: resource.pages,
              idProperty: resource.idProperty,
              readItems: (body) => listResources(description, resource.list as Operation, resource, body),
              fill: (ctx) => fillWithResources(fixtures, resource, ctx),
            },
          ]
        : [],
    ),
    ...rules.memberships.flatMap((membership): PagedList[] =>
      membership.pages
        ? [
            {
              name: membership.name,
              operation: membership.list,
              pages: membership.pages,
              idProperty: "id",
              readItems: (body) => listItems(description, membership.list, body),
              fill: (ctx) => fillWithPeople(fixtures, membership, ctx),
            },
          ]
        : [],
    ),
  ];
}

async function fillWithResources(fixtures: Fixtures, resource: Resource, ctx: TestContext) {
  for (let count = 0; count < itemCount; count += 1) await fixtures.create(resource, ctx);
  return fixtures.parentPath(resource);
}

async function fillWithPeople(fixtures: Fixtures, membership: Membership, ctx: TestContext) {
  const { parent } = membership;
  const { canJoin } = fixtures.memberships;
  // A new parent has only the people that join here.
  const path = parent && canJoin ? (await fixtures.create(parent, ctx)).path : {};
  if (canJoin)
    for (let count = 0; count < itemCount; count += 1) await fixtures.memberships.join(membership, ctx, path);
  return fixtures.memberships.scopeOf(membership, path);
}

/** Enough for several pages of two. */
const itemCount = 5;

async function testPages(fixtures: Fixtures, list: PagedList, ctx: TestContext): Promise<void> {
  const { operation, pages, readItems, idProperty } = list;
  const request = { operation, path: await list.fill(ctx), summary: "reading pages" };
  const read = (size?: number) => readAllPages(ctx, request, pages, readItems, idProperty, size);
  const whole = await read();
  const ids = whole.items.map((item) => item[idProperty]);
  for (const size of pages.size === undefined ? [pages.maxSize ?? 100] : pageSizes(ids.length)) {
    const walks = [await read(size), await read(size)];
    const [first, second] = walks.map(({ exchanges }) =>
      exchanges.map(({ response }) => readItems(response.body)),
    );
    for (const [index, exchange] of (walks[0]?.exchanges ?? []).entries()) {
      expectPageSize(list, ctx, exchange, first?.[index] ?? [], size);
      expectEcho(list, ctx, exchange);
      expectTotal(list, ctx, exchange, ids.length);
    }
    const last = walks[1]?.exchange;
    if (!last) continue;
    const toIds = (all: Item[][] = []) => all.flat().map((item) => item[idProperty]);
    expectSameItems(list, ctx, last, ids, toIds(first), size);
    ctx.assert(isDeepStrictEqual(toIds(first), toIds(second)), last, {
      check: "pagination",
      message: "the order of pages changes between two reads",
      expected: formatValue(toIds(first)),
      actual: formatValue(toIds(second)),
      pointer: operation.pointer,
    });
  }
  await expectPageBeyond(fixtures, list, ctx, request.path, ids.length);
}

const pageSizes = (count: number) => (count > 60 ? [20] : [1, 2]);

function expectPageSize(
  { operation, pages }: PagedList,
  ctx: TestContext,
  exchange: Exchange,
  items: Item[],
  size: number,
): void {
  ctx.assert(pages.size === undefined || items.length <= size, exchange, {
    check: "pagination",
    message: "a page has more items than requested",
    expected: `at most ${size} items`,
    actual: `${items.length} items`,
    pointer: operation.pointer,
  });
}

/** A response that repeats the page or its size has the values of the request. */
function expectEcho({ operation, pages }: PagedList, ctx: TestContext, exchange: Exchange): void {
  const place = pages.total?.replace(/\/[^/]*$/, "");
  if (place === undefined) return;
  const shown = valueAt(exchange.response.body, place) as Item | undefined;
  const first = { page: 1, offset: 0, cursor: undefined }[pages.by];
  const query = { [pages.parameter]: first, ...exchange.request.query };
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    ctx.assert(shown?.[name] === undefined || shown[name] === value, exchange, {
      check: "pagination",
      message: `a page has another ${name} than the request`,
      expected: `${name}: ${formatValue(value)}`,
      actual: formatValue(shown?.[name]),
      pointer: operation.pointer,
    });
  }
}

function expectTotal(
  { operation, pages }: PagedList,
  ctx: TestContext,
  exchange: Exchange,
  count: number,
): void {
  if (pages.total === undefined) return;
  const total = valueAt(exchange.response.body, pages.total);
  ctx.assert(total === count, exchange, {
    check: "pagination",
    message: "the total differs from the number of items",
    expected: `${count} at ${pages.total}, on every page`,
    actual: formatValue(total),
    pointer: operation.pointer,
  });
}

function expectSameItems(
  { operation }: PagedList,
  ctx: TestContext,
  exchange: Exchange,
  ids: unknown[],
  shown: unknown[],
  size: number,
): void {
  const missing = ids.filter((id) => !shown.includes(id));
  ctx.assert(missing.length === 0, exchange, {
    check: "pagination",
    message: "pages lack an item",
    expected: `all ${ids.length} items on pages of ${size}`,
    actual: `${missing.length} items are missing: ${formatValue(missing)}`,
    pointer: operation.pointer,
  });
  ctx.assert(new Set(shown).size === shown.length, exchange, {
    check: "pagination",
    message: "pages repeat an item",
    expected: "each item on one page",
    actual: `${shown.length} items with ${new Set(shown).size} IDs on pages of ${size}`,
    pointer: operation.pointer,
  });
}

/** A page after the last one is empty, with the actual total, or rejected. */
async function expectPageBeyond(
  fixtures: Fixtures,
  list: PagedList,
  ctx: TestContext,
  path: Record<string, string>,
  count: number,
): Promise<void> {
  const { operation, pages, readItems } = list;
  if (pages.by !== "page") return;
  const query = { [pages.parameter]: count + 50, ...(pages.size !== undefined && { [pages.size]: 10 }) };
  const exchange = await ctx.expectStatus(
    { operation, path, query, summary: "a page after the last one" },
    {
      check: "pagination",
      because: "the page is after the last one",
      statuses: [200, 400, 404, 422],
      pointer: operation.pointer,
    },
  );
  if (exchange.response.status !== 200 || fixtures.options.stateless) return;
  const items = readItems(exchange.response.body);
  ctx.assert(items.length === 0, exchange, {
    check: "pagination",
    message: "a page after the last one has items",
    expected: "no items",
    actual: `${items.length} items`,
    pointer: operation.pointer,
  });
  expectEcho(list, ctx, exchange);
  expectTotal(list, ctx, exchange, count);
}
