import { listPathParameterNames } from "@rolewright/openapi";
import { readItem } from "../client/list-items.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import { isReadOnlyItem, type Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { differingItems, expectEcho, itemSchema, sameItem } from "./item-comparison.ts";
import { expectKeyRecognized } from "./ignored-auth.ts";
import { toUpdateBody, withUniqueValue } from "./names.ts";
import { stateTask, type Task } from "./task.ts";
import { toParentPath } from "./parent-path.ts";
import { expectNewestFirst, expectSorted } from "./long-lists.ts";
import { useImmediately } from "./ensure-resource-availability.ts";
import { requestUnknownIds } from "./resource-not-found.ts";

/** Verifies that writes are visible in every read. */
export const readYourWrites = (fixtures: Fixtures): Task[] => {
  if (fixtures.resources.length === 0) {
    for (const check of [
      "use_after_free",
      "ensure_resource_availability",
      "read_your_writes",
      "idempotent_put",
    ] as const) {
      fixtures.session.settings.findings.skip(
        check,
        "no links describe resources. Describe them in a contract file: rolewright-contract init",
      );
    }
  }
  return [
    ...fixtures.resources.flatMap((resource): Task[] => [
      stateTask(`writes: ${resource.name}`, ["read_your_writes"], (ctx) =>
        verifyWrites(fixtures, resource, ctx),
      ),
      stateTask(`side effects on siblings: ${resource.name}`, ["read_your_writes"], (ctx) =>
        verifySiblings(fixtures, resource, ctx),
      ),
      ...(findChildren(fixtures, resource).length > 0 && resource.update
        ? [
            stateTask(`updates of a parent: ${resource.name}`, ["read_your_writes", "ignored_auth"], (ctx) =>
              updateParent(fixtures, resource, ctx),
            ),
          ]
        : []),
      ...(resource.order && resource.list
        ? [
            {
              ...stateTask(`order: ${resource.name}`, ["read_your_writes"], (ctx) =>
                resource.order === "newestFirst"
                  ? expectNewestFirst(fixtures, resource, ctx)
                  : expectSorted(fixtures, resource, ctx),
              ),
              isLong: true,
            },
          ]
        : []),
      stateTask(`immediate use: ${resource.name}`, ["ensure_resource_availability"], (ctx) =>
        useImmediately(fixtures, resource, ctx),
      ),
    ]),
    ...fixtures.description.operations
      .filter(({ path }) => listPathParameterNames(path).length > 0)
      .map((operation) =>
        stateTask(`unknown IDs: ${operation.operationId}`, ["resource_not_found"], (ctx) =>
          requestUnknownIds(fixtures, operation, ctx),
        ),
      ),
  ];
};

/** Texts for free-form fields. */
const texts = [
  "",
  " with surrounding spaces ",
  "two\nlines\tand a tab",
  "lines\r\nof every\rkind\n",
  "Zo\u00eb \u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u05d0",
  '"\\/<&>',
  "0",
];

export async function verifyWrites(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { create, update } = resource;
  const created = await fixtures.create(resource, ctx);
  expectEcho(ctx, fixtures, resource, created.body, created.item, created.exchange, "the response");
  await expectVisible(fixtures, resource, ctx, created, created.item, created.body);
  expectScope(fixtures, resource, ctx, created);
  expectCreationTime(fixtures, resource, ctx, created);
  await expectOwner(fixtures, resource, ctx, created);
  const descriptions = texts.flatMap((description) =>
    "description" in created.body ? [{ description }] : [],
  );
  for (const fields of [
    ...descriptions,
    ...("description" in created.body ? [{ description: null }] : []),
    { name: `Caf\u00e9 ${ctx.uniqueName()} \u{1f600}` },
  ]) {
    if (!Object.keys(fields).every((name) => name in created.body)) continue;
    const body = { ...withUniqueValue(fixtures, resource, ctx, created.body), ...fields };
    if (fixtures.description.problems(create.requestBody?.schemaPointer ?? "#", body).length > 0) continue;
    const path = fixtures.parentPath(resource);
    const other = await ctx.expectSuccess({
      operation: create,
      path,
      body,
      summary: `creating with ${formatValue(fields)}`,
    });
    if (!isDocumentedSuccess(other)) continue;
    const one = fixtures.toCreatedResource(resource, other);
    expectEcho(ctx, fixtures, resource, body, one.item, other, "the response");
    await expectVisible(fixtures, resource, ctx, one, one.item, body);
    if (update)
      await expectUpdated(
        fixtures,
        resource,
        ctx,
        one,
        toUpdateBody(fixtures, update, one.path, withUniqueValue(fixtures, resource, ctx, body)),
      );
  }
}

async function expectUpdated(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  body: CreatedResource["body"],
): Promise<void> {
  const { update } = resource;
  const pointer = update?.requestBody?.schemaPointer;
  if (!update || !pointer || fixtures.description.problems(pointer, body).length > 0) return;
  const exchange = await ctx.expectSuccess({
    operation: update,
    path: created.path,
    body,
    summary: "updating a new resource",
  });
  if (!isDocumentedSuccess(exchange)) return;
  const item = readItem(resource, exchange.response.body) as CreatedResource["item"];
  expectEcho(ctx, fixtures, resource, body, item, exchange, "the response");
  ctx.assert(item?.[resource.idProperty] === created.id, exchange, {
    check: "read_your_writes",
    message: "an update returns another resource",
    expected: `the ID ${created.id}`,
    actual: formatValue(item?.[resource.idProperty]),
    pointer: update.pointer,
  });
  await expectVisible(fixtures, resource, ctx, { ...created, exchange }, item, body);
}

/** Verifies that the list and the resource itself equal the response, immediately and on another connection. */
async function expectVisible(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  item: unknown,
  body: CreatedResource["body"],
): Promise<void> {
  for (const newConnection of [false, true]) {
    if (resource.list) {
      const { items, exchange } = await fixtures.readList(resource, ctx, {
        newConnection,
        path: toParentPath(resource, created.path),
      });
      const found = items.filter((each) => each[resource.idProperty] === created.id);
      ctx.assert(found.length === 1, exchange, {
        check: "read_your_writes",
        message: found.length === 0 ? "the list lacks a new resource" : "the list has a duplicate",
        expected: `${created.id} once in the list immediately after the write`,
        actual: `${found.length} among ${items.length}`,
        pointer: resource.list.pointer,
        after: [created.exchange],
      });
      if (found.length === 1) {
        expectEcho(ctx, fixtures, resource, body, found[0], exchange, "the list");
        ctx.assert(sameItem(fixtures, resource, found[0], item), exchange, {
          check: "read_your_writes",
          message: "the list differs from the response to the write",
          ...differingItems(fixtures, resource, item, found[0]),
          pointer: itemSchema(fixtures.description, resource),
          after: [created.exchange],
        });
      }
    }
    if (!resource.read) continue;
    const exchange = await ctx.expectSuccess(
      {
        operation: resource.read,
        path: created.path,
        newConnection,
        summary: "reading a new resource",
      },
      "ensure_resource_availability",
    );
    if (!isDocumentedSuccess(exchange)) continue;
    const read = readItem(resource, exchange.response.body);
    ctx.assert(sameItem(fixtures, resource, read, item), exchange, {
      check: "read_your_writes",
      message: "reading it differs from the response to the write",
      ...differingItems(fixtures, resource, item, read),
      pointer: itemSchema(fixtures.description, resource),
      after: [created.exchange],
    });
  }
}

/** Owner fields are correct: `projectId` is the one of the path. */
function expectScope(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  { item, path, exchange }: CreatedResource,
): void {
  for (const name of listPathParameterNames(resource.create.path)) {
    if (!(name in item)) continue;
    ctx.assert(item[name] === path[name], exchange, {
      check: "read_your_writes",
      message: `the ${name} of a new resource is incorrect`,
      expected: `${name} as in the path`,
      actual: formatValue(item[name]),
      pointer: itemSchema(fixtures.description, resource),
    });
  }
  ctx.assert(!isReadOnlyItem(resource, item), exchange, {
    check: "read_your_writes",
    message: "a new resource claims to be read-only",
    expected: `other values than ${formatValue(resource.readOnlyItems?.where)}`,
    actual: formatValue(item),
    pointer: itemSchema(fixtures.description, resource),
  });
}

/** Creation times are correct, within the usual clock skew. */
function expectCreationTime(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  { item, exchange }: CreatedResource,
): void {
  const now = Date.parse(exchange.response.headers.get("date") ?? "");
  for (const [name, value] of Object.entries(item)) {
    if (!/^created_?at$/i.test(name) || Number.isNaN(now)) continue;
    const apart = Math.abs(Date.parse(String(value)) - now);
    ctx.assert(!(apart > clockSkewMs), exchange, {
      check: "read_your_writes",
      message: `the ${name} of a new resource is not the current time`,
      expected: `about the time of the response, ${new Date(now).toISOString()}`,
      actual: formatValue(value),
      pointer: itemSchema(fixtures.description, resource),
    });
  }
}

const clockSkewMs = 10 * 60_000;

/** Owner fields such as `accountId` are the ID of the owner that an operation shows. */
async function expectOwner(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
): Promise<void> {
  const { item, exchange } = created;
  for (const read of fixtures.description.operations) {
    const name = /\/(\w+)$/.exec(read.path)?.[1];
    const id = item[`${name}Id`];
    if (read.method !== "GET" || listPathParameterNames(read.path).length > 0 || typeof id !== "string")
      continue;
    const { response } = await ctx.send({ operation: read, summary: "reading the owner" });
    const owner = valueAt(response.body, `/data/${name}/id`);
    if (owner === undefined) continue;
    ctx.assert(id === owner, exchange, {
      check: "read_your_writes",
      message: `the ${name}Id of a new resource is incorrect`,
      expected: formatValue(owner),
      actual: formatValue(id),
      pointer: itemSchema(fixtures.description, resource),
    });
  }
}

/** Verifies that a write changes no other resource. */
async function verifySiblings(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { list, update, remove } = resource;
  if (!list) return;
  const before = await fixtures.create(resource, ctx);
  const created = await fixtures.create(resource, ctx);
  const after = await fixtures.create(resource, ctx);
  const body = update && (await fixtures.body(update, ctx, created.path));
  for (const operation of [update, remove]) {
    if (!operation) continue;
    const sent = operation === update && body ? { body } : {};
    const summary = `${operation.operationId} of one of three`;
    const done = await ctx.send({ operation, path: created.path, ...sent, summary });
    if (!isDocumentedSuccess(done)) continue;
    const { items, exchange } = await fixtures.readList(resource, ctx);
    for (const { id, item } of [before, after]) {
      const found = items.find((each) => each[resource.idProperty] === id);
      ctx.assert(sameItem(fixtures, resource, found, item), exchange, {
        check: "read_your_writes",
        message: "a write changes another resource as well",
        ...differingItems(fixtures, resource, item, found ?? "gone"),
        pointer: operation.pointer,
        after: [done],
      });
    }
  }
}

const findChildren = ({ resources }: Fixtures, resource: Resource) =>
  resources.filter(({ parent }) => parent === resource);

/** Verifies that renaming a parent changes neither its children nor its API key. */
async function updateParent(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const place = await fixtures.create(resource, ctx);
  const children = [];
  for (const child of findChildren(fixtures, resource)) {
    if (child.list)
      children.push({ child, created: await fixtures.create(child, ctx, { path: place.path }) });
  }
  const body = toUpdateBody(
    fixtures,
    update,
    place.path,
    withUniqueValue(fixtures, resource, ctx, place.body),
  );
  const changed = await ctx.expectSuccess({
    operation: update,
    path: place.path,
    body,
    summary: "a new name",
  });
  if (!isDocumentedSuccess(changed)) return;
  for (const { child, created } of children) {
    const { items, exchange } = await fixtures.readList(child, ctx, { path: place.path });
    const item = items.find((each) => each[child.idProperty] === created.id);
    ctx.assert(sameItem(fixtures, child, item, created.item), exchange, {
      check: "read_your_writes",
      message: "renaming a parent changes a child",
      ...differingItems(fixtures, child, created.item, item ?? "gone"),
      pointer: update.pointer,
      after: [changed],
    });
    if (child.update) {
      const changedChild = withUniqueValue(fixtures, child, ctx, created.body);
      await expectUpdated(
        fixtures,
        child,
        ctx,
        created,
        toUpdateBody(fixtures, child.update, created.path, changedChild),
      );
    }
  }
  await expectKeyRecognized(fixtures, resource, ctx, place);
}
