import { readItem } from "../client/list-items.ts";
import { flatSchema } from "../data/flat-schema.ts";
import { hash, type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { expectEcho, findEchoedProperty } from "./item-comparison.ts";
import { createAccepted, isEqualName, isFreeText, maxNameLength, nameProperty, rename } from "./names.ts";
import type { Task } from "./task.ts";

/** Verifies that texts are stored and shown unchanged. */
export const textRoundTrips = (fixtures: Fixtures): Task[] =>
  fixtures.resources.flatMap((resource): Task[] => {
    const { properties } = flatSchema(
      fixtures.description,
      resource.create.requestBody?.schemaPointer ?? "#",
    );
    const isNamed = properties.has(nameProperty(resource)) && isFreeText(fixtures, resource);
    return [
      ...(isNamed
        ? [task(`unusual names: ${resource.name}`, (ctx) => testUnusualNames(fixtures, resource, ctx))]
        : []),
      ...Object.entries(resource.references).flatMap(([property, { resource: used, isList }]) =>
        used && isList && isFreeText(fixtures, used)
          ? [
              task(`names in ${property} of ${resource.name}`, (ctx) =>
                expectEmbeddedNames(fixtures, resource, used, property, ctx),
              ),
            ]
          : [],
      ),
    ];
  });

const task = (name: string, run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks: ["read_your_writes"],
  run,
});

/** Names that type coercion or object lookups may misread. */
export const ambiguousNames = (ctx: TestContext): string[] => [
  String(hash(ctx.uniqueName()) % 1_000_000_000),
  `0${hash(ctx.uniqueName())}`,
  `${hash(ctx.uniqueName())}.0`,
  `0x${hash(ctx.uniqueName()).toString(16)}`,
  `1e${hash(ctx.uniqueName()) % 100}`,
  `9007199254740993${hash(ctx.uniqueName())}`,
  "true",
  "null",
  "undefined",
  "NaN",
  "[]",
  "{}",
  '""',
  "__proto__",
  "constructor",
  "toString",
  "2026-02-02",
];

async function testUnusualNames(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { create, list } = resource;
  const property = nameProperty(resource);
  const body = (await fixtures.body(create, ctx, fixtures.parentPath(resource))) ?? {};
  const there = list ? (await fixtures.readList(resource, ctx)).items : [];
  const pointer = create.requestBody?.schemaPointer ?? "#";
  const names = ambiguousNames(ctx).filter(
    (name) =>
      !there.some((item) => isEqualName(resource, item[property], name)) &&
      fixtures.description.problems(pointer, { ...body, [property]: name }).length === 0,
  );
  const summary = "a name that type coercion may misread";
  const created: CreatedResource[] = [];
  for (const name of names) {
    const one = await createAccepted(
      fixtures,
      resource,
      ctx,
      { ...body, [property]: name },
      summary,
      "positive_data_acceptance",
    );
    if (one) created.push(one);
  }
  await expectAllShown(fixtures, resource, ctx, created);
  // Each resource gets a name that another one had, after all names were released.
  const renamed = async (one: CreatedResource, name: unknown) =>
    rename(fixtures, resource, ctx, one, name, `changing to ${summary}`, "positive_data_acceptance");
  for (const one of created) await renamed(one, ctx.uniqueName());
  const after: CreatedResource[] = [];
  for (const [index, one] of created.entries()) {
    const other = await renamed(one, created[(index + 1) % created.length]?.body[property]);
    if (other) after.push(other);
  }
  await expectAllShown(fixtures, resource, ctx, after);
}

/** Verifies that the response, the read and the list equal the request. */
async function expectAllShown(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource[],
): Promise<void> {
  const { list, read } = resource;
  for (const { body, item, exchange, path } of created) {
    expectEcho(ctx, fixtures, resource, body, item, exchange, "the response");
    if (!read) continue;
    const summary = "reading a new resource";
    const one = await ctx.expectSuccess({ operation: read, path, summary }, "ensure_resource_availability");
    if (!isDocumentedSuccess(one)) continue;
    const shownAgain = readItem(resource, one.response.body);
    expectEcho(ctx, fixtures, resource, body, shownAgain, one, "the read");
  }
  if (!list) return;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  for (const { id, body } of created) {
    const item = items.find((each) => each[resource.idProperty] === id);
    expectEcho(ctx, fixtures, resource, body, item, exchange, "the list");
  }
}

/** Names that may be changed where they are embedded. */
const namesToShow = (ctx: TestContext, longest: number): string[] => [
  ctx.uniqueName(),
  ctx.uniqueNameOfLength(longest, "x"),
  ctx.uniqueNameOfLength(longest, "\u{1f600}"),
  `<b>&amp;"'\\/ ${ctx.uniqueName()}`,
  `Caf\u00e9 \u05d0\u200d ${ctx.uniqueName()}`,
  String(hash(ctx.uniqueName())),
];

/** Verifies that embedded references have the current names: after creations, updates and renames. */
async function expectEmbeddedNames(
  fixtures: Fixtures,
  resource: Resource,
  used: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const nameOfUsed = nameProperty(used);
  const { properties } = flatSchema(fixtures.description, resource.create.requestBody?.schemaPointer ?? "#");
  const { maxItems } = flatSchema(fixtures.description, properties.get(property) ?? "#").schema;
  const names = () => namesToShow(ctx, maxNameLength(fixtures, used)).slice(0, maxItems);
  const body = (await fixtures.body(used.create, ctx, fixtures.parentPath(used))) ?? {};
  let others: CreatedResource[] = [];
  for (const name of names())
    others.push(await fixtures.create(used, ctx, { body: { ...body, [nameOfUsed]: name } }));
  const ids = others.map(({ id }) => id);
  const validRequest = (await fixtures.body(resource.create, ctx, fixtures.parentPath(resource))) ?? {};
  const created = await fixtures.create(resource, ctx, {
    body: { ...validRequest, [property]: fixtures.references.toValue(resource.create, property, ids) },
  });
  const expectNames = (item: CreatedResource["item"] | undefined, exchange: Exchange) =>
    expectNamesOf(ctx, resource, property, nameOfUsed, others, item, exchange);
  expectNames(created.item, created.exchange);
  // The second round has other values, because the first may be cached.
  for (const again of [names(), names(), others.map((other) => other.body[nameOfUsed])]) {
    const renamed: CreatedResource[] = [];
    for (const [index, other] of others.entries()) {
      renamed.push(
        (await rename(fixtures, used, ctx, other, again[index], "renaming a used resource")) ?? other,
      );
    }
    others = renamed;
    if (resource.list) {
      const { items, exchange } = await fixtures.readList(resource, ctx);
      expectNames(
        items.find((item) => item[resource.idProperty] === created.id),
        exchange,
      );
    }
    const put = await rename(
      fixtures,
      resource,
      ctx,
      created,
      ctx.uniqueName(),
      "updating a resource with a renamed reference",
    );
    if (put) expectNames(put.item, put.exchange);
  }
}

function expectNamesOf(
  ctx: TestContext,
  resource: Resource,
  property: string,
  nameOfUsed: string,
  others: CreatedResource[],
  item: CreatedResource["item"] | undefined,
  exchange: Exchange,
): void {
  const summaries = findEchoedProperty(property, item ?? {})?.value;
  if (!Array.isArray(summaries)) return;
  for (const other of others) {
    const summary = summaries.find((each) => (each as { id?: unknown } | null)?.id === other.id) as
      | CreatedResource["item"]
      | undefined;
    const isSame = summary?.[nameOfUsed] === undefined || summary[nameOfUsed] === other.item[nameOfUsed];
    ctx.assert(isSame, exchange, {
      check: "read_your_writes",
      message: "an embedded reference has another name",
      expected: formatValue(other.item[nameOfUsed]),
      actual: formatValue(summary?.[nameOfUsed]),
      pointer: resource.create.pointer,
      after: [other.exchange],
    });
  }
}
