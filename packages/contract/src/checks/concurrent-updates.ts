import { isDeepStrictEqual } from "node:util";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { flatRequestSchema } from "../data/flat-schema.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { canRename, nameProperty, toUpdateBody, withUniqueValue } from "./names.ts";
import { findOptionalFields, type Update } from "./omitted-fields.ts";

/** Sends concurrent updates of all fields. One of them must win completely. */
export async function sendConcurrentPuts(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { update, list } = resource;
  if (!update || !list) return;
  const created = await fixtures.create(resource, ctx);
  const property = nameProperty(resource);
  if (!("description" in created.body)) return;
  const bodies = ["one", "two", "three", "four"].map((description) =>
    toUpdateBody(fixtures, update, created.path, {
      ...withUniqueValue(fixtures, resource, ctx, created.body),
      description,
    }),
  );
  const exchanges = await Promise.all(
    bodies.map((body) =>
      ctx.send({ operation: update, path: created.path, body, summary: "4 concurrent updates" }),
    ),
  );
  if (!exchanges.every(isDocumentedSuccess)) return;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const item = items.find((each) => each[resource.idProperty] === created.id);
  const isWhole = bodies.some(
    (body) => body[property] === item?.[property] && body["description"] === item?.["description"],
  );
  ctx.assert(isWhole, exchange, {
    check: "idempotent_put",
    message: "concurrent updates are mixed",
    expected: "the fields of one of the updates",
    actual: formatValue(item),
    pointer: update.pointer,
    concurrent: exchanges,
  });
}

const rounds = 5;

/**
 * Sends concurrent updates of different fields, where an update keeps the fields that it omits. None of them must be lost, as it
 * is if a server reads the whole resource, changes one field, and writes everything back.
 */
export async function updateFieldsConcurrently(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { update } = resource;
  if (!update?.requestBody || resource.omittedFields !== "kept") return;
  if (!(await updateFields(fixtures, resource, update, ctx, -1))) return;
  for (let round = 0; round < rounds; round += 1)
    if (!(await updateFields(fixtures, resource, update, ctx, round))) return;
}

/**
 * Updates the fields of a new resource, in another order in each round. In the round -1 the requests follow each other: without a
 * result that shows each field there is no race to look for. Returns whether all fields have the values that were sent.
 */
async function updateFields(
  fixtures: Fixtures,
  resource: Resource,
  update: Update,
  ctx: TestContext,
  round: number,
): Promise<boolean> {
  const created = await fixtures.create(resource, ctx);
  const { schema } = flatRequestSchema(fixtures.description, update.requestBody?.schemaPointer ?? "#");
  const isRequired = (name: string) => schema.required?.includes(name) === true;
  const stored = toUpdateBody(fixtures, update, created.path, created.body);
  const required = Object.fromEntries(Object.entries(stored).filter(([name]) => isRequired(name)));
  const unique = nameProperty(resource);
  const named = withUniqueValue(fixtures, resource, ctx, stored)[unique];
  const isNamed = canRename(fixtures, resource) && named !== undefined && named !== stored[unique];
  const fields = [
    ...findOptionalFields(fixtures, update),
    ...(isNamed && !isRequired(unique) ? [[unique, named] as const] : []),
  ];
  const bodies = [
    ...fields.map(([name, value]) => ({ ...required, [name]: value })),
    // The other requests have the old value of a required field, so that the last request decides.
    ...(isNamed && isRequired(unique) ? [{ ...required, [unique]: named }] : []),
  ];
  if (fields.length === 0 || bodies.length < 2) return false;
  const requests = (round % 2 === 0 ? bodies : bodies.toReversed()).map((body) => ({
    operation: update,
    path: created.path,
    body,
    summary: round < 0 ? "an update of one field" : "concurrent updates of different fields",
  }));
  const exchanges = [];
  if (round < 0) for (const request of requests) exchanges.push(await ctx.send(request));
  else exchanges.push(...(await Promise.all(requests.map((request) => ctx.send(request)))));
  if (!exchanges.every(isDocumentedSuccess)) return false;
  const found = await fixtures.findItem(resource, ctx, created);
  if (!found) return false;
  const { item } = found;
  const lost = fields.filter(([name, value]) => !isDeepStrictEqual(item?.[name], value));
  if (round < 0) return lost.length === 0;
  const names = lost.map(([name]) => name);
  ctx.assert(lost.length === 0, found.exchange, {
    check: "idempotent_put",
    message: `concurrent updates of different fields lose one of them: ${names.join(", ")}`,
    expected: formatValue(Object.fromEntries(lost)),
    actual: formatValue(Object.fromEntries(names.map((name) => [name, item?.[name]]))),
    pointer: update.pointer,
    concurrent: exchanges,
    rule: ruleName(resource, "omittedFields"),
  });
  return lost.length === 0;
}
