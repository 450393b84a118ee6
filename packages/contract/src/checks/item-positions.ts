import { flatRequestSchema } from "../data/flat-schema.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { readItem } from "../client/list-items.ts";
import { isDocumentedSuccess } from "../client/test-context.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import { expectForeignLooksUnknown } from "./foreign-requests.ts";
import { differingItems, findUnsentChanges, sameItem } from "./item-comparison.ts";
import {
  canRename,
  isFreeText,
  nameProperty,
  toUpdateBody,
  withUniqueValue,
  withoutReferences,
} from "./names.ts";
import { findOptionalFields, type Update } from "./omitted-fields.ts";
import { findQuietPlace, type QuietPlace } from "./quiet-place.ts";
import type { Task } from "./task.ts";

type Item = Record<string, unknown>;

type Position = "only" | "first" | "middle" | "last";

/** New items in a place of their own. */
export interface OwnItems {
  resource: Resource;
  place: QuietPlace;
  created: CreatedResource[];
}

/**
 * Verifies the rules of an item while it is the only one of its list, and for the first, a middle and the last item of several.
 * A server may look at one position only.
 */
export const itemPositions = (fixtures: Fixtures): Task[] =>
  fixtures.resources
    .filter(({ list, remove }) => list && remove)
    .map((resource) => ({
      name: `items by position: ${resource.name}`,
      phase: "sequential",
      checks: [
        "read_your_writes",
        ...(resource.unique ? (["name_uniqueness"] as const) : []),
        ...(resource.omittedFields === "kept" ? (["idempotent_put"] as const) : []),
        ...(fixtures.options.secondApiKey === undefined ? [] : (["tenant_isolation"] as const)),
        ...(resource.parent ? (["scope_isolation"] as const) : []),
      ],
      run: async (ctx) => {
        const place = await findQuietPlace(fixtures, resource, ctx);
        await testPositions(fixtures, { resource, place, created: [] });
      },
    }));

async function testPositions(fixtures: Fixtures, items: OwnItems): Promise<void> {
  await create(items, "");
  await testItem(fixtures, items, "only");
  // Names that surround existing ones, in a list that is sorted by name.
  await create(items, "0 ");
  await create(items, "zz ");
  for (const position of ["first", "middle", "last"] as const) await testItem(fixtures, items, position);
  await deleteItem(items, "first");
  await create(items, "zzz ");
  await deleteItem(items, "middle");
  await create(items, "zzzz ");
  await deleteItem(items, "last");
  await deleteItem(items, "last");
  await deleteItem(items, "only");
}

async function testItem(fixtures: Fixtures, items: OwnItems, position: Position): Promise<void> {
  const item = await findAt(items, position);
  if (!item) return;
  const where = `the ${position} item`;
  await expectNameTaken(items, item, where);
  await expectIsolated(fixtures, items, item, where);
  await expectOneUpdated(items, item, where);
}

/** Creates an item with a value in every optional field, whose name begins with a prefix. */
async function create({ resource, place, created }: OwnItems, prefix: string): Promise<void> {
  const { fixtures, ctx, path } = place;
  const body = { ...(await fixtures.body(resource.create, ctx, path)) };
  const property = nameProperty(resource);
  if (typeof body[property] === "string" && isFreeText(fixtures, resource))
    body[property] = prefix + body[property];
  const optional = resource.update ? findOptionalFields(fixtures, resource.update) : [];
  // An update that resets a field to null would change nothing if the field was null.
  const missing = optional.filter(([name]) => body[name] === undefined || body[name] === null);
  const full = { ...body, ...Object.fromEntries(missing) };
  const pointer = resource.create.requestBody?.schemaPointer ?? "#";
  const isValid = fixtures.description.problems(pointer, full).length === 0;
  created.push(await fixtures.create(resource, ctx, { path, body: isValid ? full : body }));
}

const readList = ({ resource, place }: OwnItems) =>
  place.fixtures.readList(resource, place.ctx, { path: place.path });

/** Returns the new item at a position of the list. Others may be listed between. */
async function findAt(own: OwnItems, position: Position): Promise<CreatedResource | undefined> {
  const { items } = await readList(own);
  const listed = items.flatMap(
    (item) => own.created.find(({ id }) => id === item[own.resource.idProperty]) ?? [],
  );
  if (position === "last") return listed.at(-1);
  return listed[position === "middle" ? Math.floor(listed.length / 2) : 0];
}

/** Neither a new item nor another one can have the name. Returns whether the server rejects it. */
export async function expectNameTaken(
  { resource, place, created }: OwnItems,
  item: CreatedResource,
  where: string,
): Promise<boolean> {
  const { unique, update } = resource;
  const { fixtures, ctx } = place;
  if (!unique || !(unique.property in item.body)) return true;
  const body = withoutReferences(fixtures, resource, item.body);
  const other = created.find((each) => each !== item);
  const requests = [
    { operation: resource.create, path: place.path, body },
    ...(update && other && canRename(fixtures, resource)
      ? [{ operation: update, path: other.path, body: toUpdateBody(fixtures, update, other.path, body) }]
      : []),
  ];
  let isTaken = true;
  for (const request of requests) {
    const exchange = await ctx.expectStatus(
      { ...request, summary: `the name of ${where}` },
      {
        check: "name_uniqueness",
        because: `${where} has the name`,
        ...ctx.errors.nameConflict(request.operation),
        rule: ruleName(resource, "unique"),
      },
    );
    isTaken &&= !isDocumentedSuccess(exchange);
  }
  return isTaken;
}

/** The item is unknown to another tenant, and in another parent. */
async function expectIsolated(
  run: Fixtures,
  { resource, place }: OwnItems,
  item: CreatedResource,
  where: string,
): Promise<void> {
  const { read, update, remove, parent } = resource;
  const { fixtures, ctx } = place;
  const { secondApiKey } = run.options;
  const key = fixtures.options.key === undefined ? secondApiKey : ctx.session.settings.apiKey;
  const elsewhere = parent && (await fixtures.create(parent, ctx)).path;
  for (const operation of [read, update, remove]) {
    if (!operation) continue;
    const body =
      operation.requestBody &&
      toUpdateBody(fixtures, operation, item.path, withoutReferences(fixtures, resource, item.body));
    const request = { operation, ...(body && { body }), summary: `${operation.operationId} of ${where}` };
    if (secondApiKey !== undefined && key !== undefined)
      await expectForeignLooksUnknown(ctx, { ...request, path: item.path, key });
    if (elsewhere)
      await ctx.expectStatus(
        { ...request, path: { ...item.path, ...elsewhere } },
        {
          check: "scope_isolation",
          because: `the resource belongs to another ${parent.name}`,
          ...ctx.errors.unknownId(operation),
        },
      );
  }
}

/** An update changes the fields that it sends, and no other item. */
async function expectOneUpdated(own: OwnItems, item: CreatedResource, where: string): Promise<void> {
  const { resource, place } = own;
  const { fixtures, ctx } = place;
  const { update, idProperty, omittedFields } = resource;
  if (!update?.requestBody) return;
  const before = await readList(own);
  const changed = toUpdateBody(
    fixtures,
    update,
    item.path,
    withUniqueValue(fixtures, resource, ctx, item.body),
  );
  const body = omittedFields === "kept" ? withoutOptional(fixtures, resource, update, changed) : changed;
  const summary = `an update of ${where}`;
  const updated = await ctx.send({ operation: update, path: item.path, body, summary });
  if (!isDocumentedSuccess(updated)) return;
  Object.assign(item.body, body);
  const isItem = (each: Item) => each[idProperty] === item.id;
  const stored = before.items.find(isItem);
  const shown = readItem(resource, updated.response.body);
  ctx.assert(findUnsentChanges(fixtures, resource, body, stored, shown).length === 0, updated, {
    check: "idempotent_put",
    message: "an update changes a field that it omits",
    ...differingItems(fixtures, resource, stored, shown),
    pointer: update.pointer,
    rule: ruleName(resource, "omittedFields"),
  });
  const after = await readList(own);
  const isAsBefore = (each: Item) =>
    isItem(each) || after.items.some((now) => sameItem(fixtures, resource, each, now));
  const other = before.items.find((each) => !isAsBefore(each));
  ctx.assert(other === undefined && after.items.length === before.items.length, after.exchange, {
    check: "read_your_writes",
    message: "an update changes another item",
    expected: `the other ${before.items.length - 1} items as before`,
    actual: other ? `${String(other[idProperty])} has changed` : `${after.items.length - 1} other items`,
    pointer: update.pointer,
    after: [updated],
  });
}

/** Returns a body with required and unique properties only. */
function withoutOptional(
  fixtures: Fixtures,
  resource: Resource,
  update: Update,
  body: CreatedResource["body"],
): CreatedResource["body"] {
  const { schema } = flatRequestSchema(fixtures.description, update.requestBody?.schemaPointer ?? "#");
  const isNeeded = (name: string) => name === nameProperty(resource) || schema.required?.includes(name);
  return Object.fromEntries(Object.entries(body).filter(([name]) => isNeeded(name)));
}

/** A deletion removes the item, and nothing else. */
async function deleteItem(own: OwnItems, position: Position): Promise<void> {
  const { resource, place } = own;
  const { remove, idProperty } = resource;
  const item = await findAt(own, position);
  if (!item || !remove) return;
  const listIds = async () => {
    const { items, exchange } = await readList(own);
    return { ids: items.map((each) => each[idProperty]), exchange };
  };
  const before = await listIds();
  const summary = position === "only" ? "deleting the only item" : `deleting the ${position} of several`;
  const deletion = await place.ctx.send({ operation: remove, path: item.path, summary });
  if (!isDocumentedSuccess(deletion)) return;
  own.created.splice(own.created.indexOf(item), 1);
  const after = await listIds();
  const lost = before.ids.filter((id) => id !== item.id && !after.ids.includes(id));
  place.ctx.assert(lost.length === 0, after.exchange, {
    check: "read_your_writes",
    message: "a deletion deletes another resource as well",
    expected: `the list as before, without ${item.id}`,
    actual: `${lost.map(String).join(", ")} is missing, too`,
    pointer: remove.pointer,
    after: [deletion],
  });
  const added = after.ids.filter((id) => !before.ids.includes(id));
  place.ctx.assert(added.length === 0, after.exchange, {
    check: "read_your_writes",
    message: "a deletion adds a resource",
    expected: "nothing new in the list",
    actual: added.map(String).join(", "),
    pointer: remove.pointer,
    after: [deletion],
  });
}
