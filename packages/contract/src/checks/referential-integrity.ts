import { listPathParameterNames } from "@rolewright/openapi";
import { flatSchema } from "../data/flat-schema.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { Exchange, Request, Violation } from "../client/exchange.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { differingItems, expectSame, sameItem, findEchoedProperty } from "./item-comparison.ts";
import { canRename, nameProperty, toUpdateBody, withUniqueValue } from "./names.ts";

/**
 * Verifies that a used resource cannot be deleted, or is detached, as its rule says; that renaming it is visible at once, and
 * that it can be deleted when it is unused.
 */
export async function testReferences(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const used = resource.references[property]?.resource;
  if (!used?.remove || used.whenUsed === undefined) return;
  if (used.whenUsed === "detached") return expectDetached(fixtures, resource, used, property, ctx);
  const target = await fixtures.create(used, ctx);
  const created = await createUser(fixtures, resource, property, ctx, target.id);
  const deletion = await deleteUsed(resource, used, ctx, target);
  // What follows is a consequence.
  if (isDocumentedSuccess(deletion)) return;
  await expectStillThere(fixtures, used, ctx, target, {
    message: "a rejected deletion removes a used resource",
    pointer: used.remove.pointer,
  });
  await expectSame(fixtures, resource, ctx, created);
  if (used.update) await expectRenameVisible(fixtures, resource, used, ctx, created, target);
  const released = await release(fixtures, resource, property, ctx, created);
  if (!released) return;
  await ctx.expectSuccess(
    { operation: used.remove, path: target.path, summary: "deleting an unused resource" },
    "referential_integrity",
  );
}

const expectUsed = (ctx: TestContext, used: Resource) => ({
  check: "referential_integrity" as const,
  because: "another resource uses it",
  ...ctx.errors.used(used.remove ?? used.create),
  rule: ruleName(used, "whenUsed"),
});

/** Creates a resource that refers to others. */
export async function createUser(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
  ...ids: string[]
): Promise<CreatedResource> {
  const own = (await fixtures.body(resource.create, ctx, fixtures.parentPath(resource))) ?? {};
  const value = fixtures.references.toValue(resource.create, property, ids);
  const body = { ...withUniqueValue(fixtures, resource, ctx, own), [property]: value };
  return fixtures.create(resource, ctx, { body });
}

/** Removes the reference, or deletes the resource if it needs one. Returns whether the server did it. */
export async function release(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
  created: CreatedResource,
): Promise<boolean> {
  const [request] = releasingRequests(fixtures, resource, property, created);
  return request !== undefined && isDocumentedSuccess(await ctx.expectSuccess(request));
}

/** The requests that end the use of a resource: an update without the reference, if it is in a list, and a deletion of the user. */
export function releasingRequests(
  fixtures: Fixtures,
  { update, remove, references }: Resource,
  property: string,
  { path, body }: CreatedResource,
): Request[] {
  const emptied = update && toUpdateBody(fixtures, update, path, { ...body, [property]: [] });
  const isList = references[property]?.isList === true;
  return [
    ...(update && emptied && isList
      ? [{ operation: update, path, body: emptied, summary: "removing the reference" }]
      : []),
    ...(remove ? [{ operation: remove, path, summary: "deleting the user" }] : []),
  ];
}

/** Verifies that a deletion removes the references, and nothing else. */
async function expectDetached(
  fixtures: Fixtures,
  resource: Resource,
  used: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const targets = [];
  for (let count = 0; count < 3; count += 1) targets.push(await fixtures.create(used, ctx));
  const [first, second, third] = targets;
  if (!used.remove || !first || !second || !third) return;
  const users = [];
  // The deleted one is the only reference of two users, and the first, a middle and the last of several.
  for (const referenced of [
    [first],
    [first],
    [first, second],
    [second, first],
    [first, second, third],
    [second, first, third],
    [second, third, first],
  ]) {
    const ids = referenced.map(({ id }) => id);
    const user = await createUser(fixtures, resource, property, ctx, ...ids);
    users.push({ user, others: ids.filter((id) => id !== first.id) });
  }
  // Users that were deleted, or have removed the reference, have no influence.
  if (resource.remove) {
    const deleted = await createUser(fixtures, resource, property, ctx, first.id);
    await ctx.expectSuccess({ operation: resource.remove, path: deleted.path, summary: "deleting a user" });
  }
  const released = await createUser(fixtures, resource, property, ctx, first.id);
  await release(fixtures, resource, property, ctx, released);
  const deletion = await deleteUsed(resource, used, ctx, first);
  if (!isDocumentedSuccess(deletion)) return;
  for (const { user, others } of users)
    await expectReferenceRemoved(fixtures, resource, property, ctx, user, {
      used,
      id: first.id,
      others,
      deletion,
    });
}

/** Verifies that the deletion of a used resource is rejected, or removes the reference of its user. */
export async function expectUseNoticed(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
  user: CreatedResource,
  target: CreatedResource,
): Promise<void> {
  const used = resource.references[property]?.resource;
  if (!used) return;
  const deletion = await deleteUsed(resource, used, ctx, target);
  if (used.whenUsed !== "detached" || !isDocumentedSuccess(deletion)) return;
  const removed = { used, id: target.id, others: [], deletion };
  await expectReferenceRemoved(fixtures, resource, property, ctx, user, removed);
}

/** Deletes a used resource, which is rejected, or detaches it from its users. */
const deleteUsed = (user: Resource, used: Resource, ctx: TestContext, { path }: CreatedResource) => {
  const operation = used.remove ?? used.create;
  const detached = {
    check: "referential_integrity" as const,
    because: "a used resource can be deleted",
    statuses: [200, 202, 204],
    pointer: operation.pointer,
    rule: ruleName(used, "whenUsed"),
  };
  return ctx.expectStatus(
    { operation, path, summary: `deleting a resource that ${user.name} uses` },
    used.whenUsed === "detached" ? detached : expectUsed(ctx, used),
  );
};

/** Verifies that a user has lost a reference to a deleted resource, and no other. */
async function expectReferenceRemoved(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
  user: CreatedResource,
  { used, id, others, deletion }: { used: Resource; id: string; others: string[]; deletion: Exchange },
): Promise<void> {
  const found = await fixtures.findItem(resource, ctx, user);
  if (!found) return;
  const echoed = findEchoedProperty(property, found.item ?? {})?.value;
  const left = [echoed].flat().map((each) => String((each as { id?: unknown } | null)?.id ?? each));
  const isDetached = found.item !== undefined && !left.includes(id);
  const keepsOthers = others.every((other) => !Array.isArray(echoed) || left.includes(other));
  ctx.assert(isDetached && keepsOthers, found.exchange, {
    check: "referential_integrity",
    message: "a deletion does not remove exactly its own reference from the resources that use it",
    expected: `${property} without ${id}`,
    actual: formatValue(found.item ?? "the resource is gone"),
    pointer: deletion.request.operation.pointer,
    after: [deletion],
    rule: ruleName(used, "whenUsed"),
  });
}

/** Verifies that a resource with two users can be deleted only when both have released it, in any order. */
export async function testSharedReference(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const { resource: used } = resource.references[property] ?? {};
  if (!used?.remove || used.whenUsed !== "rejected") return;
  for (const isDeletedFirst of [true, false]) {
    const target = await fixtures.create(used, ctx);
    const one = await createUser(fixtures, resource, property, ctx, target.id);
    const two = await createUser(fixtures, resource, property, ctx, target.id);
    const ways = [
      ...releasingRequests(fixtures, resource, property, one).slice(1),
      ...releasingRequests(fixtures, resource, property, two).slice(0, 1),
    ];
    const [first, second] = isDeletedFirst ? ways : ways.toReversed();
    // Without an update there is one way only.
    if (!first || !second || !isDocumentedSuccess(await ctx.expectSuccess(first))) return;
    const deletion = { operation: used.remove, path: target.path };
    const early = await ctx.expectStatus(
      { ...deletion, summary: "deleting a resource that one of two users still uses" },
      expectUsed(ctx, used),
    );
    if (isDocumentedSuccess(early)) return;
    if (!isDocumentedSuccess(await ctx.expectSuccess(second))) return;
    await ctx.expectSuccess(
      { ...deletion, summary: "deleting a resource that both users released" },
      "referential_integrity",
    );
  }
}

/** Verifies that a resource still exists. */
export async function expectStillThere(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  violation: Pick<Violation, "message" | "pointer" | "after" | "rule">,
): Promise<void> {
  const found = await fixtures.findItem(resource, ctx, created);
  if (!found) return;
  ctx.assert(found.item !== undefined, found.exchange, {
    check: "referential_integrity",
    expected: `${created.id} as before`,
    actual: "it is missing",
    ...violation,
  });
}

async function expectRenameVisible(
  fixtures: Fixtures,
  resource: Resource,
  used: Resource,
  ctx: TestContext,
  created: CreatedResource,
  target: CreatedResource,
): Promise<void> {
  const nameOfUsed = nameProperty(used);
  if (!used.update || !canRename(fixtures, used) || !resource.list || !(nameOfUsed in target.body)) return;
  const name = fixtures.values.createUnique(used.update, nameOfUsed, ctx);
  const renamed = await ctx.expectSuccess({
    operation: used.update,
    path: target.path,
    body: toUpdateBody(fixtures, used.update, target.path, { ...target.body, [nameOfUsed]: name }),
    summary: "renaming a used resource",
  });
  if (!isDocumentedSuccess(renamed)) return;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const item = items.find((each) => each[resource.idProperty] === created.id);
  const summaries = Object.values(item ?? {}).find(Array.isArray) as
    | (CreatedResource["item"] | string)[]
    | undefined;
  // A list of IDs has no names, and other lists have no references.
  if (summaries?.some((each) => typeof each !== "object" || !("id" in each))) return;
  const summary = (summaries as CreatedResource["item"][] | undefined)?.find(
    ({ id }) => String(id) === target.id,
  );
  const shown = summary?.[nameOfUsed];
  ctx.assert(shown === undefined || shown === name, exchange, {
    check: "read_your_writes",
    message: "an embedded reference has the old name",
    expected: formatValue(name),
    actual: formatValue(shown),
    pointer: used.update.pointer,
  });
  ctx.assert(summaries === undefined || summary !== undefined, exchange, {
    check: "read_your_writes",
    message: "an embedded reference is lost when the resource is renamed",
    expected: `${target.id} in ${created.id}`,
    actual: formatValue(summaries),
    pointer: used.update.pointer,
  });
}

/** The path IDs of an item that a member has, according to the caller: `ROLE` or `PROJECT/ROLE`. */
export async function testAssignedItem(fixtures: Fixtures, role: string, ctx: TestContext): Promise<void> {
  const ids = role.split("/");
  const resource = fixtures.resources.find(
    ({ remove, isAssignable }) =>
      isAssignable && listPathParameterNames(remove?.path ?? "").length === ids.length,
  );
  if (!resource?.remove) return;
  const path = Object.fromEntries(
    listPathParameterNames(resource.remove.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const before = await fixtures.readList(resource, ctx, { path: scope(resource, path) });
  const deletion = { operation: resource.remove, path };
  const because = "a member has it";
  const expectedError = {
    check: "referential_integrity" as const,
    because,
    ...ctx.errors.used(resource.remove),
  };
  await ctx.expectStatus({ ...deletion, summary: "deleting an item that a member has" }, expectedError);
  const own = before.items.find((item) => item[resource.idProperty] === ids.at(-1));
  // An update without changes does not unassign it.
  if (own && resource.update && fixtures.options.canModifyExisting) {
    const body = buildUnchangedBody(fixtures, resource.update, own);
    const changed = await ctx.expectSuccess({
      operation: resource.update,
      path,
      body,
      summary: "an update without changes",
    });
    if (isDocumentedSuccess(changed))
      await ctx.expectStatus({ ...deletion, summary: "deleting it after the update" }, expectedError);
  }
  const after = await fixtures.readList(resource, ctx, { path: scope(resource, path) });
  const [was, is] = [before, after].map(({ items }) =>
    items.find((item) => item[resource.idProperty] === ids.at(-1)),
  );
  ctx.assert(sameItem(fixtures, resource, was, is), after.exchange, {
    check: "referential_integrity",
    message: "a rejected deletion changes an item that a member has",
    ...differingItems(fixtures, resource, was, is ?? "gone"),
    pointer: resource.remove.pointer,
  });
}

/** Builds an update body that leaves the resource as it is. */
function buildUnchangedBody(
  fixtures: Fixtures,
  update: NonNullable<Resource["update"]>,
  item: CreatedResource["item"],
): CreatedResource["body"] {
  const { properties } = flatSchema(fixtures.description, update.requestBody?.schemaPointer ?? "#");
  return Object.fromEntries(
    [...properties.keys()].flatMap((name) => {
      const now = findEchoedProperty(name, item);
      if (now === undefined) return [];
      const isOfIds = now.property !== name && Array.isArray(now.value);
      return [[name, isOfIds ? (now.value as CreatedResource["item"][]).map(({ id }) => id) : now.value]];
    }),
  );
}

const scope = ({ create }: Resource, path: Record<string, string>) =>
  Object.fromEntries(listPathParameterNames(create.path).map((name) => [name, path[name] ?? ""]));
