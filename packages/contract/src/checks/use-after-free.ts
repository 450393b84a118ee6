import { flatRequestSchema } from "../data/flat-schema.ts";
import { listPathParameterNames } from "@rolewright/openapi";
import { readItem } from "../client/list-items.ts";
import { isDeepStrictEqual } from "node:util";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import { hasChosenId, type Resource, toTextId } from "../rules/resource.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { differingItems, itemSchema, sameItem } from "./item-comparison.ts";
import { nameProperty, toUpdateBody, withoutReferences } from "./names.ts";
import type { Task } from "./task.ts";

/** Verifies that deleted resources are gone. */
export const useAfterFreeTasks = (fixtures: Fixtures): Task[] =>
  fixtures.resources.map((resource): Task => ({
    name: `deletions: ${resource.name}`,
    phase: "state",
    checks: ["use_after_free", "scope_isolation"],
    // Sequential, so that the second part cannot reuse an ID that the first has released.
    async run(ctx) {
      await verifyDeletion(fixtures, resource, ctx);
      await raceToDelete(fixtures, resource, ctx);
    },
  }));

export async function verifyDeletion(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { remove, list, read, update, create } = resource;
  if (!remove) return;
  const body = { ...(await fixtures.body(create, ctx, fixtures.parentPath(resource))) };
  if ("description" in body) body["description"] = "Of a resource that is deleted";
  const created = await fixtures.create(resource, ctx, { body });
  const inside = await createChildren(fixtures, resource, ctx, created);
  const twins = await createTwins(fixtures, [{ resource, created }, ...inside], ctx);
  const deletion = await deleteWithContent(remove, created, inside, ctx);
  if (!isDocumentedSuccess(deletion)) return;
  expectDeletedId(resource, ctx, created, deletion);
  if (list) {
    for (const newConnection of [false, true]) {
      const { items, exchange } = await fixtures.readList(resource, ctx, { newConnection });
      ctx.assert(!items.some((item) => item[resource.idProperty] === created.id), exchange, {
        check: "use_after_free",
        message: "the list has a deleted resource",
        expected: `no ${created.id} in the list`,
        actual: "it is there",
        pointer: remove.pointer,
        after: [deletion],
      });
    }
  }
  const change = update && (await fixtures.body(update, ctx, created.path));
  for (const operation of [read, update, remove]) {
    if (!operation) continue;
    const sent = operation === update && change ? { body: change } : {};
    await ctx.expectStatus(
      { operation, path: created.path, ...sent, summary: `${operation.operationId} of a deleted resource` },
      {
        check: "use_after_free",
        because: "the resource was deleted",
        ...ctx.errors.unknownId(operation),
      },
    );
  }
  await expectChildrenGone(fixtures, ctx, inside);
  await expectTwins(fixtures, ctx, twins, deletion);
  const again = await ctx.expectSuccess(
    {
      operation: create,
      path: fixtures.parentPath(resource),
      body: withoutContent(fixtures, resource, created.body),
      summary: "creating a resource with the name of a deleted one",
    },
    "use_after_free",
  );
  const item = isDocumentedSuccess(again)
    ? (readItem(resource, again.response.body) as CreatedResource["item"] | undefined)
    : undefined;
  const id = item?.[resource.idProperty];
  if (typeof id !== "string") return;
  ctx.assert(id !== created.id || hasChosenId(resource, created.body), again, {
    check: "use_after_free",
    message: "reuses the ID of a deleted resource",
    expected: "an ID that was never used",
    actual: id,
    pointer: itemSchema(fixtures.description, resource),
  });
  const retained = Object.entries(item ?? {}).filter(
    ([name, value]) =>
      !(name in withoutContent(fixtures, resource, created.body)) &&
      name in created.body &&
      isDeepStrictEqual(value, created.body[name]),
  );
  ctx.assert(retained.length === 0, again, {
    check: "use_after_free",
    message: "a new resource with the name of a deleted one has some of its fields",
    expected: formatValue(withoutContent(fixtures, resource, created.body)),
    actual: formatValue(Object.fromEntries(retained)),
    pointer: remove.pointer,
    after: [deletion],
  });
  await expectEmpty(fixtures, ctx, inside, { [resource.idParameter]: id }, again);
}

/** Deletes a resource. If the server documents and returns 409 because of its content, the content is deleted first. */
async function deleteWithContent(
  remove: NonNullable<Resource["remove"]>,
  { path }: CreatedResource,
  inside: { resource: Resource; created: CreatedResource }[],
  ctx: TestContext,
): Promise<Exchange> {
  const request = { operation: remove, path, summary: "deleting it" };
  const mayBeRejected = remove.responses.some(({ status }) => status === "409");
  if (inside.length === 0 || !mayBeRejected) return ctx.expectSuccess(request);
  const first = await ctx.send(request);
  if (isDocumentedSuccess(first)) return first;
  for (const { resource, created } of first.response.status === 409 ? inside.toReversed() : [])
    if (resource.remove)
      await ctx.expectSuccess({
        operation: resource.remove,
        path: created.path,
        summary: "deleting its content",
      });
  return ctx.expectSuccess(request);
}

/** Removes the description and all references, so that they cannot appear in the response. */
const withoutContent = (
  fixtures: Fixtures,
  resource: Resource,
  body: CreatedResource["body"],
): CreatedResource["body"] => {
  const { schema } = flatRequestSchema(
    fixtures.description,
    resource.create.requestBody?.schemaPointer ?? "#",
  );
  const { description: _, ...others } = body;
  const isNeeded = schema.required?.includes("description");
  return withoutReferences(fixtures, resource, isNeeded ? body : others);
};

/** Verifies that a new resource is empty, whatever a deleted one with its name contained. */
async function expectEmpty(
  fixtures: Fixtures,
  ctx: TestContext,
  inside: { resource: Resource; created: CreatedResource }[],
  path: Record<string, string>,
  again: Exchange,
): Promise<void> {
  for (const { resource, created } of inside) {
    if (!resource.list) continue;
    const { items, exchange } = await fixtures.readList(resource, ctx, { path });
    const property = nameProperty(resource);
    const back = items.find(
      (item) => item[property] !== undefined && item[property] === created.item[property],
    );
    ctx.assert(back === undefined, exchange, {
      check: "use_after_free",
      message: "a new resource with the name of a deleted one has its content",
      expected: `no resource named ${formatValue(created.item[property])}`,
      actual: formatValue(back),
      pointer: resource.list.pointer,
      after: [again],
    });
  }
}

/** Creates resources with the same names in another parent, to detect deletions by name. */
async function createTwins(
  fixtures: Fixtures,
  all: { resource: Resource; created: CreatedResource }[],
  ctx: TestContext,
) {
  const twins: { resource: Resource; created: CreatedResource }[] = [];
  for (const { resource, created } of all) {
    const { parent } = resource;
    if (!parent || !resource.list) continue;
    const isInShared = created.path[parent.idParameter] === fixtures.parentPath(resource)[parent.idParameter];
    const path = isInShared ? (await fixtures.create(parent, ctx)).path : fixtures.parentPath(resource);
    twins.push({
      resource,
      created: await fixtures.create(resource, ctx, {
        path,
        body: withoutContent(fixtures, resource, created.body),
      }),
    });
  }
  return twins;
}

async function expectTwins(
  fixtures: Fixtures,
  ctx: TestContext,
  twins: { resource: Resource; created: CreatedResource }[],
  deletion: Exchange,
): Promise<void> {
  for (const { resource, created } of twins) {
    const path = Object.fromEntries(
      listPathParameterNames(resource.create.path).map((name) => [name, created.path[name] ?? ""]),
    );
    const { items, exchange } = await fixtures.readList(resource, ctx, { path });
    const twin = items.find((item) => item[resource.idProperty] === created.id);
    ctx.assert(sameItem(fixtures, resource, twin, created.item), exchange, {
      check: "scope_isolation",
      message: "a deletion removes a resource with the same name in another scope",
      ...differingItems(fixtures, resource, created.item, twin ?? "gone"),
      pointer: deletion.request.operation.pointer,
      after: [deletion],
    });
  }
}

/** Sends concurrent deletions. Exactly one must succeed. */
async function raceToDelete(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { remove } = resource;
  if (!remove) return;
  const { path: sequential } = await fixtures.create(resource, ctx);
  const deletions = [];
  for (const summary of ["deleting a resource", "deleting it again"])
    deletions.push(await ctx.send({ operation: remove, path: sequential, summary }));
  // If a repeated deletion succeeds, there is no race to look for.
  if (deletions.every(isDocumentedSuccess)) return;
  for (let round = 0; round < 3; round += 1) {
    const { path } = await fixtures.create(resource, ctx);
    const request = { operation: remove, path, summary: "6 concurrent deletions" };
    const exchanges = await Promise.all(Array.from({ length: 6 }, () => ctx.send(request)));
    const winners = exchanges.filter(isDocumentedSuccess);
    const [last] = winners.length > 1 ? winners.slice(1) : exchanges;
    if (!last || exchanges.some(({ response }) => response.failure)) return;
    ctx.assert(winners.length === 1, last, {
      check: "use_after_free",
      message: `of concurrent deletions of one resource ${winners.length === 0 ? "none succeeds" : "more than one succeeds"}`,
      expected: "one success; the others get 404",
      actual: `${winners.length} successes; statuses ${exchanges.map(({ response }) => response.status).join(" ")}`,
      pointer: remove.pointer,
      concurrent: exchanges,
    });
  }
}

function expectDeletedId(
  { deletedIdPointer, remove }: Resource,
  ctx: TestContext,
  created: CreatedResource,
  deletion: CreatedResource["exchange"],
): void {
  if (deletedIdPointer === undefined) return;
  const id = toTextId(valueAt(deletion.response.body, deletedIdPointer));
  ctx.assert(id === created.id, deletion, {
    check: "use_after_free",
    message: "the response to a deletion has another ID",
    expected: `"${created.id}" at ${deletedIdPointer}`,
    actual: formatValue(id),
    pointer: remove?.pointer ?? "#",
  });
}

/** Creates one resource of each child kind. They are deleted with their parent. */
async function createChildren(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
) {
  const inside: { resource: Resource; created: CreatedResource }[] = [];
  for (const child of fixtures.resources.filter(({ parent }) => parent === resource)) {
    inside.push({ resource: child, created: await fixtures.create(child, ctx, { path: created.path }) });
  }
  return inside;
}

async function expectChildrenGone(
  fixtures: Fixtures,
  ctx: TestContext,
  inside: { resource: Resource; created: CreatedResource }[],
): Promise<void> {
  for (const { resource, created } of inside) {
    for (const operation of [
      resource.list,
      resource.read,
      resource.update,
      resource.remove,
      resource.create,
    ]) {
      if (!operation) continue;
      const path = Object.fromEntries(
        listPathParameterNames(operation.path).map((name) => [name, created.path[name] ?? ""]),
      );
      const body = operation.requestBody ? toUpdateBody(fixtures, operation, path, created.body) : undefined;
      await ctx.expectStatus(
        { operation, path, ...(body && { body }), summary: `${operation.operationId} in a deleted resource` },
        {
          check: "use_after_free",
          because: "its parent was deleted",
          ...ctx.errors.unknownId(operation),
        },
      );
    }
  }
}
