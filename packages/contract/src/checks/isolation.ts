import { listPathParameterNames } from "@rolewright/openapi";
import { type TestContext, isDocumentedSuccess } from "../client/test-context.ts";
import { hasChosenId, type Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { toParentPath } from "./parent-path.ts";
import { differingItems, sameItem } from "./item-comparison.ts";
import { nameProperty, withoutReferences } from "./names.ts";
import type { Task } from "./task.ts";
import { buildBody, expectForeignLooksUnknown } from "./foreign-requests.ts";
import { expectReferencesIsolated } from "./foreign-references.ts";

/** Verifies isolation between organizations, between projects, and between scopes. */
export const isolation = (fixtures: Fixtures): Task[] => {
  const { findings } = fixtures.session.settings;
  const { secondApiKey } = fixtures.options;
  if (secondApiKey === undefined)
    findings.skip(
      "tenant_isolation",
      `needs the credentials of another ${fixtures.rules.tenant}: set --second-api-key`,
    );
  const nested = fixtures.resources.filter(({ parent }) => parent !== undefined);
  if (nested.length === 0)
    findings.skip("scope_isolation", "no resource of the description is nested in another");
  return [
    ...(secondApiKey === undefined
      ? []
      : fixtures.resources.map((resource): Task => ({
          name: `tenant isolation: ${resource.name}`,
          phase: "state",
          checks: ["tenant_isolation"],
          run: (ctx) => expectTenantIsolation(fixtures, resource, ctx, secondApiKey),
        }))),
    ...nested.map((resource): Task => ({
      name: `scope isolation: ${resource.name}`,
      phase: "state",
      checks: ["scope_isolation"],
      run: (ctx) => expectScopeIsolation(fixtures, resource, ctx),
    })),
  ];
};

async function expectTenantIsolation(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  key: string,
): Promise<void> {
  const created = await fixtures.create(resource, ctx);
  if (!(await isListed(fixtures, resource, ctx, created))) return;
  await expectNotListed(resource, ctx, created, key);
  await expectNotUsable(fixtures, resource, ctx, created, key);
  await expectParentNotUsable(fixtures, resource, ctx, key);
  await expectReferencesIsolated(fixtures, resource, ctx, created);
  await expectNameAvailable(fixtures, resource, ctx, created, key);
  await expectUnchanged(fixtures, resource, ctx, created, "tenant_isolation");
}

/** Whether a new resource is in its list. If not, the list is incomplete, which has nothing to do with isolation. */
async function isListed(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
): Promise<boolean> {
  if (!resource.list) return true;
  const { items, exchange } = await fixtures.readList(resource, ctx, {
    path: toParentPath(resource, created.path),
  });
  const isThere = items.some((item) => item[resource.idProperty] === created.id);
  ctx.assert(isThere, exchange, {
    check: "read_your_writes",
    message: "the list lacks a new resource",
    expected: `${created.id} in the list`,
    actual: `it is missing among ${items.length} items`,
    pointer: resource.list.pointer,
    after: [created.exchange],
  });
  return isThere;
}

async function expectNotListed(
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  key: string,
): Promise<void> {
  if (!resource.list) return;
  const path = toParentPath(resource, created.path);
  if (listPathParameterNames(resource.list.path).length > 0) {
    await expectForeignLooksUnknown(ctx, {
      operation: resource.list,
      path,
      key,
      summary: `listing resources of another ${ctx.tenant}`,
    });
    return;
  }
  // Concurrent requests reveal a server that sends one response to everybody who reads the same path at the same time.
  for (let round = 0; round < 3; round += 1) {
    const [, exchange] = await Promise.all([
      ctx.require({ operation: resource.list, path, summary: "listing own resources" }),
      ctx.send({
        operation: resource.list,
        path,
        key,
        summary: `listing with the key of another ${ctx.tenant}`,
      }),
    ]);
    ctx.assert(!exchange.response.text.includes(JSON.stringify(created.id)), exchange, {
      check: "tenant_isolation",
      message: `lists a resource of another ${ctx.tenant}`,
      expected: `no ${created.id} in the list, where --second-api-key is the key of another ${ctx.tenant}`,
      actual: "it is there",
      pointer: resource.list.pointer,
      after: [created.exchange],
    });
  }
}

/** A foreign ID gets the same error as an unknown ID, so that nobody learns which resources exist elsewhere. */
async function expectNotUsable(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  key: string,
): Promise<void> {
  const operations = [resource.read, resource.update];
  const inside = fixtures.resources
    .filter(({ parent }) => parent === resource)
    .flatMap(({ list, create }) => [list, create]);
  const besides = resource.parent ? [resource.create] : [];
  // Deletions come last: if one is executed despite its status, the other requests have no target.
  for (const operation of [...operations, ...inside, ...besides, resource.remove]) {
    if (!operation) continue;
    const path = Object.fromEntries(
      listPathParameterNames(operation.path).map((name) => [name, created.path[name] ?? ""]),
    );
    const body = operation.requestBody && { ...(await buildBody(fixtures, operation, ctx, created)) };
    await expectForeignLooksUnknown(ctx, {
      operation,
      path,
      key,
      ...(body && { body }),
      summary: `${operation.operationId} with the key of another ${ctx.tenant}`,
    });
  }
}

/** Sends foreign requests for a parent that is empty, and for parents with one and with several items in them. */
async function expectParentNotUsable(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  key: string,
): Promise<void> {
  const children = fixtures.resources.filter(({ parent }) => parent === resource);
  // A child without references adds exactly one item.
  const child = children.find(({ references }) =>
    Object.values(references).every((reference) => reference.resource === undefined),
  );
  if (!child) return;
  for (const count of [0, 1, 3]) {
    const parent = await fixtures.create(resource, ctx);
    for (let added = 0; added < count; added += 1)
      await fixtures.create(child, ctx, { path: toParentPath(child, parent.path) });
    for (const operation of [resource.read, resource.update, resource.remove]) {
      if (!operation) continue;
      const body = operation.requestBody && { ...(await buildBody(fixtures, operation, ctx, parent)) };
      await expectForeignLooksUnknown(ctx, {
        operation,
        path: parent.path,
        key,
        ...(body && { body }),
        summary: `${operation.operationId} of one with ${count} items, with the key of another ${ctx.tenant}`,
      });
    }
  }
}

async function expectNameAvailable(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  key: string,
): Promise<void> {
  if (resource.parent) return;
  const { create, idProperty } = resource;
  const same = await withReferencesOf(await fixtures.secondOrganization(), resource, ctx, created.body);
  // Only the rule `unique` tells whether two of them can choose the same ID.
  const needsOtherId = hasChosenId(resource, same) && nameProperty(resource) !== idProperty;
  const body = needsOtherId
    ? { ...same, [idProperty]: fixtures.values.createUnique(create, idProperty, ctx) }
    : same;
  const besides = await ctx.expectSuccess(
    { operation: create, body, key, summary: `a name that exists only in another ${ctx.tenant}` },
    "tenant_isolation",
  );
  if (!isDocumentedSuccess(besides) || !resource.list) return;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const property = nameProperty(resource);
  const named = items.filter((item) => item[property] === created.body[property]);
  ctx.assert(!(property in created.body) || named.length <= 1, exchange, {
    check: "tenant_isolation",
    message: `a resource created in another ${ctx.tenant} appears in this one`,
    expected: "one resource with that name",
    actual: `${named.length}`,
    pointer: create.pointer,
    after: [besides],
  });
}

/** Replaces references by those of another tenant. The body has only those that it needs. */
async function withReferencesOf(
  other: Fixtures | undefined,
  resource: Resource,
  ctx: TestContext,
  body: CreatedResource["body"],
): Promise<CreatedResource["body"]> {
  if (!other) return body;
  const { create, references } = resource;
  const same = withoutReferences(other, resource, body);
  const names = Object.keys(same).filter((name) => references[name]?.isList === false);
  const own = other.createContext(ctx.name);
  for (const name of names) {
    const ids = await other.references.ids(create, name, own, {});
    if (ids) same[name] = other.references.toValue(create, name, ids);
  }
  return same;
}

async function expectUnchanged(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  check: "tenant_isolation" | "scope_isolation",
): Promise<void> {
  const found = await fixtures.findItem(resource, ctx, created);
  if (!found) return;
  const { item, exchange } = found;
  ctx.assert(item !== undefined && sameItem(fixtures, resource, item, created.item), exchange, {
    check,
    message: "a foreign request changed the resource",
    ...differingItems(fixtures, resource, created.item, item ?? "gone"),
    pointer: resource.create.pointer,
  });
}

/** Verifies that a resource of one project cannot be reached through the path of another. */
async function expectScopeIsolation(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { parent, list } = resource;
  if (!parent) return;
  const elsewhere = await fixtures.create(parent, ctx);
  const created = await fixtures.create(resource, ctx);
  if (!(await isListed(fixtures, resource, ctx, created))) return;
  if (list) {
    const { items, exchange } = await fixtures.readList(resource, ctx, { path: elsewhere.path });
    const isThere = items.some((item) => item[resource.idProperty] === created.id);
    ctx.assert(!isThere, exchange, {
      check: "scope_isolation",
      message: `the list of one ${parent.name} has a resource of another`,
      expected: `no ${created.id} in the list`,
      actual: "it is there",
      pointer: list.pointer,
      after: [created.exchange],
    });
  }
  for (const operation of [resource.read, resource.update, resource.remove]) {
    if (!operation) continue;
    const path = { ...created.path, ...elsewhere.path };
    const body = operation.requestBody && (await buildBody(fixtures, operation, ctx, created));
    await ctx.expectStatus(
      {
        operation,
        path,
        ...(body && { body }),
        summary: `${operation.operationId} through the path of another ${parent.name}`,
      },
      {
        check: "scope_isolation",
        because: `the resource belongs to another ${parent.name}`,
        ...ctx.errors.unknownId(operation),
      },
    );
  }
  await expectOtherScopeIsolation(fixtures, resource, ctx, created);
  await expectUnchanged(fixtures, resource, ctx, created, "scope_isolation");
}

/** Verifies that a project's resource cannot be reached through the organization's path. */
async function expectOtherScopeIsolation(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
): Promise<void> {
  const kind = resource.create.path.split("/").at(-1);
  const other = fixtures.resources.find(
    (each) => each !== resource && !each.parent && each.create.path.endsWith(`/${kind}`),
  );
  for (const operation of [other?.update, other?.remove]) {
    if (!other || !operation) continue;
    const body = operation.requestBody && (await buildBody(fixtures, operation, ctx, created));
    await ctx.expectStatus(
      {
        operation,
        path: { [other.idParameter]: created.id },
        ...(body && { body }),
        summary: `${operation.operationId} of an item of a ${resource.parent?.name}`,
      },
      {
        check: "scope_isolation",
        because: `the resource belongs to a ${resource.parent?.name}`,
        ...ctx.errors.unknownId(operation),
      },
    );
  }
}
