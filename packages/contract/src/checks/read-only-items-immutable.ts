import { type TestContext, formatValue } from "../client/test-context.ts";
import { isReadOnlyItem, type Resource, ruleName } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { sameItem } from "./item-comparison.ts";
import { toUpdateBody, withUniqueValue } from "./names.ts";
import { formatDifference } from "./varying-values.ts";

const check = "read_only_items_immutable";

/** Verifies that read-only items are listed and cannot be changed or deleted. */
export async function testReadOnlyItems(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { update, remove, list } = resource;
  const rule = ruleName(resource, "readOnlyItems");
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const before = items.filter((item) => isReadOnlyItem(resource, item));
  ctx.assert(before.length > 0, exchange, {
    check,
    message: `the list has no read-only ${resource.name}`,
    expected: "the read-only items in the list",
    actual: `${items.length} items, none of them read-only`,
    pointer: list?.pointer ?? "#",
    rule,
  });
  const names = before.map((item) => item["name"]);
  const wanted = documentedNames(resource);
  ctx.assert(
    wanted.every((name) => names.includes(name)),
    exchange,
    {
      check,
      message: "the list lacks a read-only item",
      expected: wanted.join(", "),
      actual: names.join(", "),
      pointer: list?.pointer ?? "#",
      rule,
    },
  );
  const created = await fixtures.create(resource, ctx);
  const sent = update ? toUpdateBody(fixtures, update, created.path, created.body) : created.body;
  for (const item of before) {
    const path = { ...created.path, [resource.idParameter]: String(item[resource.idProperty]) };
    const attempts: [typeof update, object][] = [
      [update, { body: withUniqueValue(fixtures, resource, ctx, sent) }],
      // Sending its current values must fail as well.
      [update, { body: { ...sent, ...pickSent(item, sent) } }],
      [remove, {}],
    ];
    for (const [operation, more] of attempts) {
      if (!operation) continue;
      const summary = `${operation.operationId} of the read-only item ${formatValue(item["name"] ?? item[resource.idProperty])}`;
      await ctx.expectStatus(
        { operation, path, ...more, summary },
        { check, because: "the item is read-only", ...ctx.errors.readOnlyItem(operation), rule },
      );
    }
  }
  const after = await fixtures.readList(resource, ctx);
  const isSame = before.every((item) =>
    after.items.some(
      (other) =>
        other[resource.idProperty] === item[resource.idProperty] && sameItem(fixtures, resource, item, other),
    ),
  );
  ctx.assert(isSame, after.exchange, {
    check,
    message: "read-only items were changed",
    ...formatDifference(
      before,
      after.items.filter((item) => isReadOnlyItem(resource, item)),
    ),
    pointer: update?.pointer ?? "#",
    rule,
  });
}

/** The texts of an item that an update can send. */
const pickSent = (item: object, sent: object) =>
  Object.fromEntries(
    Object.entries(item).filter(([name, value]) => name in sent && typeof value === "string"),
  );

/** Returns the names of the read-only items in the examples of the list. */
function documentedNames(resource: Resource): string[] {
  const examples =
    resource.list?.responses.flatMap(({ content }) =>
      content.flatMap((media) => Object.values(media.examples)),
    ) ?? [];
  return examples
    .flatMap(({ value }) => findReadOnlyItems(resource, value))
    .flatMap((item) => ("name" in item ? [String(item.name)] : []));
}

function findReadOnlyItems(resource: Resource, value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap((each) => findReadOnlyItems(resource, each));
  return [...(isReadOnlyItem(resource, value) ? [value] : []), ...inside];
}
