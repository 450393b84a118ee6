import type { Pages } from "../rules/resource.ts";
import type { Exchange, Request } from "./exchange.ts";
import type { TestContext } from "./test-context.ts";
import { valueAt } from "./value-at.ts";

type Item = Record<string, unknown>;

const maxPages = 200;

/** How often reading starts again because a cursor is rejected. */
const maxRestarts = 3;

/**
 * Reads a list, or all of its pages until one has no new item. A cursor may name an item that another task deletes meanwhile. If it
 * is rejected, reading starts again.
 */
export async function readAllPages(
  ctx: TestContext,
  request: Request,
  pages: Pages | undefined,
  readItems: (body: unknown) => Item[],
  idProperty = "id",
  size = pages?.maxSize ?? 100,
  restarts = 0,
): Promise<{ items: Item[]; exchange: Exchange; exchanges: Exchange[] }> {
  const first = pages?.size === undefined ? {} : { query: { ...request.query, [pages.size]: size } };
  const items = new Map<unknown, Item>();
  const all: Item[] = [];
  const exchanges = [await ctx.require({ ...request, ...first })];
  for (let page = 1; ; page += 1) {
    const exchange = exchanges.at(-1) as Exchange;
    const here = readItems(exchange.response.body);
    const isNew = here.some((item) => !items.has(item[idProperty]));
    for (const item of here) items.set(item[idProperty], item);
    all.push(...(pages ? [] : here));
    const query = pages && isNew ? nextQuery(pages, exchange, here.length, items.size) : undefined;
    if (query === undefined || page >= maxPages)
      return { items: pages ? [...items.values()] : all, exchange, exchanges };
    const next = { ...request, query };
    const canRestart = pages?.by === "cursor" && restarts < maxRestarts;
    const tried = canRestart ? await ctx.send(next) : await ctx.require(next);
    const { status } = tried.response;
    if (canRestart && status >= 400 && status < 500)
      return readAllPages(ctx, request, pages, readItems, idProperty, size, restarts + 1);
    exchanges.push(status >= 200 && status < 300 ? tried : await ctx.require(next));
  }
}

/**
 * Reads numbered pages twice if there are several. Another task may delete an item of an earlier page meanwhile, so that the
 * first item of the next page moves there and is not read.
 */
export async function readWholeList(
  ...args: Parameters<typeof readAllPages>
): Promise<{ items: Item[]; exchange: Exchange }> {
  const [, , pages, , idProperty = "id"] = args;
  const first = await readAllPages(...args);
  // One page is followed by an empty one.
  if (pages === undefined || pages.by === "cursor" || first.exchanges.length <= 2) return first;
  const second = await readAllPages(...args);
  const ids = new Set(second.items.map((item) => item[idProperty]));
  const missing = first.items.filter((item) => !ids.has(item[idProperty]));
  return { ...second, items: [...second.items, ...missing] };
}

/** Returns the parameters of the next page, or `undefined` after the last one. */
function nextQuery(
  pages: Pages,
  { response, request }: Exchange,
  count: number,
  total: number,
): Record<string, unknown> | undefined {
  const { by, parameter, next } = pages;
  if (count === 0) return undefined;
  if (by === "offset") return { ...request.query, [parameter]: total };
  if (by === "page") return { ...request.query, [parameter]: Number(request.query?.[parameter] ?? 1) + 1 };
  const cursor = next === undefined ? undefined : valueAt(response.body, next);
  return cursor === null || cursor === undefined || cursor === ""
    ? undefined
    : { ...request.query, [parameter]: cursor };
}
