import type { Pointer } from "@rolewright/openapi";
import { type TestContext, isDocumentedSuccess } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { canRename, isEqualName, isFreeText, nameProperty, toUpdateBody } from "./names.ts";

/** Sends concurrent creations with one name. Exactly one must succeed. */
export async function raceToCreate(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { create } = resource;
  const property = nameProperty(resource);
  const first = await fixtures.create(resource, ctx);
  if (await allowsEqualNames(fixtures, resource, ctx, first)) return;
  for (let round = 0; round < 3; round += 1) {
    const name = raceName(fixtures, resource, ctx);
    const requests = Array.from({ length: 12 }, (_, index) => ({
      operation: create,
      path: fixtures.parentPath(resource),
      body: { ...first.body, [property]: index % 3 === 0 ? inOtherCase(resource, name) : name },
      summary: "12 concurrent requests for one name",
    }));
    const exchanges = await Promise.all(requests.map((request) => ctx.send(request)));
    const winners = exchanges.filter(isDocumentedSuccess);
    const last = findDecisiveExchange(exchanges, winners);
    if (!last) return;
    if (winners.length === 0) await ctx.skipIfFull(last);
    expectSingleWinner(
      ctx,
      exchanges,
      winners,
      last,
      "of concurrent creations with one name",
      create.pointer,
    );
    const { statuses } = ctx.errors.nameConflict(create);
    const unexpected = exchanges.find(
      (each) =>
        !isDocumentedSuccess(each) && !statuses.includes(each.response.status) && each.response.status < 500,
    );
    ctx.assert(unexpected === undefined, unexpected ?? last, {
      check: "name_uniqueness_race",
      message: "rejects a concurrent request for the same name with another status",
      expected: `status ${statuses.join(" or ")}`,
      actual: `status ${unexpected?.response.status}`,
      pointer: ctx.errors.nameConflict(create).pointer,
      concurrent: exchanges,
    });
    if (!resource.list) continue;
    const { items, exchange } = await fixtures.readList(resource, ctx);
    const same = items.filter((item) => isEqualName(resource, item[property], name));
    ctx.assert(same.length === Math.min(winners.length, 1), exchange, {
      check: "name_uniqueness_race",
      message: "the list does not have the name exactly once after a race",
      expected: "once",
      actual: `${same.length} times`,
      pointer: create.pointer,
      concurrent: exchanges,
    });
  }
}

const raceName = (fixtures: Fixtures, resource: Resource, ctx: TestContext): unknown =>
  isFreeText(fixtures, resource)
    ? `Race ${ctx.uniqueName()}`
    : fixtures.values.createUnique(resource.create, nameProperty(resource), ctx);

const inOtherCase = ({ unique }: Resource, name: unknown): unknown =>
  typeof name === "string" && unique?.ignores.includes("case") ? name.toUpperCase() : name;

/** Whether the server accepts an existing name in any case. Then there is no race to look for. */
async function allowsEqualNames(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  { body }: CreatedResource,
): Promise<boolean> {
  const property = nameProperty(resource);
  for (const name of [body[property], inOtherCase(resource, body[property])]) {
    const request = {
      operation: resource.create,
      path: fixtures.parentPath(resource),
      body: { ...body, [property]: name },
      summary: "an existing name",
    };
    if (isDocumentedSuccess(await ctx.send(request))) return true;
  }
  return false;
}

/** Sends concurrent updates to one name. Exactly one must succeed. */
export async function raceToRename(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { update } = resource;
  const property = nameProperty(resource);
  if (!update || !canRename(fixtures, resource)) return;
  const created = [];
  for (let count = 0; count < 6; count += 1) created.push(await fixtures.create(resource, ctx));
  const [one, other] = created;
  if (!one || !other) return;
  const conflicting = toUpdateBody(fixtures, update, other.path, {
    ...other.body,
    [property]: one.body[property],
  });
  const sequential = { operation: update, path: other.path, body: conflicting, summary: "an existing name" };
  // If equal names are accepted one after the other, there is no race to look for.
  if (isDocumentedSuccess(await ctx.send(sequential))) return;
  const name = raceName(fixtures, resource, ctx);
  const exchanges = await Promise.all(
    created.map((each) =>
      ctx.send({
        operation: update,
        path: each.path,
        body: toUpdateBody(fixtures, update, each.path, { ...each.body, [property]: name }),
        summary: "6 concurrent updates to one name",
      }),
    ),
  );
  const winners = exchanges.filter(isDocumentedSuccess);
  const last = findDecisiveExchange(exchanges, winners);
  if (last)
    expectSingleWinner(ctx, exchanges, winners, last, "of concurrent updates to one name", update.pointer);
}

/** Returns the exchange that shows the result of a race, or `undefined` if a request got no response. */
function findDecisiveExchange(exchanges: Exchange[], winners: Exchange[]): Exchange | undefined {
  if (exchanges.some(({ response }) => response.failure)) return undefined;
  return winners.length > 1 ? winners[1] : exchanges[0];
}

function expectSingleWinner(
  ctx: TestContext,
  exchanges: Exchange[],
  winners: Exchange[],
  last: Exchange,
  race: string,
  pointer: Pointer,
): void {
  ctx.assert(winners.length === 1, last, {
    check: "name_uniqueness_race",
    message: `${race} ${winners.length === 0 ? "none succeeds" : "more than one succeeds"}`,
    expected: "one success, and an error for each of the others",
    actual: `${winners.length} successes; statuses ${exchanges.map(({ response }) => response.status).join(" ")}`,
    pointer,
    concurrent: exchanges,
  });
}
