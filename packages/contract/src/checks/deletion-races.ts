import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import type { Exchange, Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { toUpdateBody, withUniqueValue } from "./names.ts";
import { stateTask, type Task } from "./task.ts";

/** Races a deletion against a request that uses or changes the resource. */
export const deletionRaces = (fixtures: Fixtures): Task[] => [
  ...fixtures.resources.flatMap((resource) =>
    Object.entries(resource.references).flatMap(([property, { resource: used }]) =>
      used?.whenUsed === "rejected" && used.remove
        ? [
            stateTask(`deletion races: ${property} of ${resource.name}`, ["referential_integrity"], (ctx) =>
              raceForReference(fixtures, resource, used, property, ctx),
            ),
          ]
        : [],
    ),
  ),
  ...fixtures.resources
    .filter(({ update, remove }) => update && remove)
    .map((resource) =>
      stateTask(`deletion races: updates of ${resource.name}`, ["use_after_free"], (ctx) =>
        raceToChange(fixtures, resource, ctx),
      ),
    ),
];

const rounds = 6;

/** Sends a request that uses a resource and a deletion of that resource concurrently. One of them must fail. */
async function raceForReference(
  fixtures: Fixtures,
  resource: Resource,
  used: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const { create, update } = resource;
  if (!used.remove) return;
  const first = await fixtures.create(resource, ctx);
  for (const operation of [create, update]) {
    if (!operation) continue;
    if (!(await isProtected(fixtures, resource, used, property, operation, ctx, first))) return;
    for (let round = 0; round < rounds; round += 1) {
      const wanted = await fixtures.create(used, ctx);
      const path = operation === create ? fixtures.parentPath(resource) : first.path;
      const body = referTo(fixtures, resource, ctx, first, operation, property, wanted.id);
      const summary = `${operation.operationId} with a resource that is deleted concurrently`;
      const [use, removal] = await sendConcurrently(ctx, round, [
        { operation, path, body, summary },
        {
          operation: used.remove,
          path: wanted.path,
          summary: "deleting a resource that gets used concurrently",
        },
      ]);
      if (!use || !removal) return;
      ctx.assert(!(isDocumentedSuccess(use) && isDocumentedSuccess(removal)), removal, {
        check: "referential_integrity",
        message: "a resource is used and deleted concurrently, and both requests succeed",
        expected: "one of the two requests fails",
        actual: `statuses ${use.response.status} and ${removal.response.status}`,
        pointer: used.remove.pointer,
        after: [use],
        rule: ruleName(used, "whenUsed"),
      });
    }
  }
}

/** Sends both requests one after the other, in both orders. Without protection there is no race to look for. */
async function isProtected(
  fixtures: Fixtures,
  resource: Resource,
  used: Resource,
  property: string,
  operation: NonNullable<Resource["update"]>,
  ctx: TestContext,
  first: CreatedResource,
): Promise<boolean> {
  const path = operation === resource.create ? fixtures.parentPath(resource) : first.path;
  for (const isUsedFirst of [true, false]) {
    const wanted = await fixtures.create(used, ctx);
    const body = referTo(fixtures, resource, ctx, first, operation, property, wanted.id);
    const use: Request = { operation, path, body, summary: "using a resource" };
    const removal: Request = {
      operation: used.remove ?? operation,
      path: wanted.path,
      summary: "deleting the resource",
    };
    for (const request of isUsedFirst ? [use] : [removal]) await ctx.send(request);
    if (isDocumentedSuccess(await ctx.send(isUsedFirst ? removal : use))) return false;
  }
  return true;
}

/** Alternates the order, because a server may check first and lock later. */
async function sendConcurrently(
  ctx: TestContext,
  round: number,
  requests: [Request, Request],
): Promise<Exchange[]> {
  const inOrder = round % 2 === 0 ? requests : requests.toReversed();
  const exchanges = await Promise.all(inOrder.map((request) => ctx.send(request)));
  if (exchanges.some(({ response }) => response.failure)) return [];
  return round % 2 === 0 ? exchanges : exchanges.toReversed();
}

function referTo(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  first: CreatedResource,
  operation: NonNullable<Resource["update"]>,
  property: string,
  id: string,
): CreatedResource["body"] {
  const body = withUniqueValue(fixtures, resource, ctx, first.body);
  const value = fixtures.references.toValue(operation, property, [id]);
  return toUpdateBody(fixtures, operation, first.path, { ...body, [property]: value });
}

/** Sends an update and a deletion of one resource concurrently. If the deletion succeeds, the resource is gone. */
async function raceToChange(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { update, remove, list } = resource;
  if (!update || !remove || !list) return;
  if (await isRestored(fixtures, resource, ctx)) return;
  for (let round = 0; round < rounds; round += 1) {
    const created = await fixtures.create(resource, ctx);
    const body = toUpdateBody(
      fixtures,
      update,
      created.path,
      withUniqueValue(fixtures, resource, ctx, created.body),
    );
    const [change, removal] = await sendConcurrently(ctx, round, [
      {
        operation: update,
        path: created.path,
        body,
        summary: "updating a resource that is deleted concurrently",
      },
      { operation: remove, path: created.path, summary: "deleting a resource that is updated concurrently" },
    ]);
    if (!change || !removal || !isDocumentedSuccess(removal)) continue;
    const { items, exchange } = await fixtures.readList(resource, ctx);
    const back = items.find((item) => item[resource.idProperty] === created.id);
    ctx.assert(back === undefined, exchange, {
      check: "use_after_free",
      message: "an update restores a resource that was deleted concurrently",
      expected: `no ${created.id} in the list`,
      actual: formatValue(back),
      pointer: remove.pointer,
      after: [change, removal],
    });
  }
}

/** Updates a resource after its deletion. Reports if it is in the list again, because that is no race. */
async function isRestored(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<boolean> {
  const { update, remove } = resource;
  if (!update || !remove) return false;
  const created = await fixtures.create(resource, ctx);
  const removal = await ctx.send({ operation: remove, path: created.path, summary: "deleting a resource" });
  if (!isDocumentedSuccess(removal)) return false;
  const body = toUpdateBody(
    fixtures,
    update,
    created.path,
    withUniqueValue(fixtures, resource, ctx, created.body),
  );
  await ctx.send({ operation: update, path: created.path, body, summary: "updating a deleted resource" });
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const restored = items.find((item) => item[resource.idProperty] === created.id);
  ctx.assert(restored === undefined, exchange, {
    check: "use_after_free",
    message: "the list has a deleted resource",
    expected: `no ${created.id} in the list`,
    actual: formatValue(restored),
    pointer: remove.pointer,
  });
  return restored !== undefined;
}
