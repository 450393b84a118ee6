import { forEachConcurrently } from "../client/concurrency.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import { isReadOnlyItem, type Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { sameItem } from "./item-comparison.ts";
import type { Task } from "./task.ts";

/** Verifies that repeated reads of an unchanged list are equal. */
export const repeatedReads = (fixtures: Fixtures): Task[] =>
  fixtures.options.stateless
    ? []
    : fixtures.resources
        .filter(({ list }) => list !== undefined)
        .map((resource): Task => ({
          name: `repeated reads: ${resource.name}`,
          // Runs before other tasks make the lists long.
          phase: "examples",
          checks: ["read_your_writes"],
          run: (ctx) => readRepeatedly(fixtures, resource, ctx),
        }));

async function readRepeatedly(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { idProperty, list } = resource;
  const created = [await fixtures.create(resource, ctx), await fixtures.create(resource, ctx)];
  const first = await fixtures.readList(resource, ctx);
  const known = [
    ...created.map(({ item }) => item),
    ...first.items.filter((item) => isReadOnlyItem(resource, item)),
  ];
  const times = fixtures.options.canModifyExisting ? 240 : 20;
  await forEachConcurrently(Array.from({ length: times }), 4, async () => {
    const { items, exchange } = await fixtures.readList(resource, ctx);
    const difference = known.find(
      (item) =>
        !items.some(
          (other) => other[idProperty] === item[idProperty] && sameItem(fixtures, resource, item, other),
        ),
    );
    ctx.assert(difference === undefined, exchange, {
      check: "read_your_writes",
      message: "one of many reads of an unchanged list differs",
      expected: formatValue(difference),
      actual: formatValue(
        items.find((item) => item[idProperty] === difference?.[idProperty]) ?? "it is missing",
      ),
      pointer: list?.pointer ?? "#",
      after: [first.exchange],
    });
  });
}
