import type { Fixtures } from "../client/fixtures.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import type { Resource } from "../rules/resource.ts";
import { swapCase } from "../data/unknown-ids.ts";
import { stateTask, type Task } from "./task.ts";

/** Verifies that each value of a list, such as `emails`, creates one item, once. */
export const uniqueLists = (fixtures: Fixtures): Task[] =>
  fixtures.resources
    .filter(
      ({ uniqueListProperty, itemPointer }) => uniqueListProperty !== undefined && itemPointer.endsWith("/0"),
    )
    .map((resource) =>
      stateTask(`unique lists: ${resource.name}`, ["name_uniqueness"], (ctx) =>
        testUniqueList(fixtures, resource, ctx),
      ),
    );

async function testUniqueList(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { create, uniqueListProperty: property = "" } = resource;
  const path = fixtures.parentPath(resource);
  const [known, ...others] = fixtures.values.createUnique(create, property, ctx, 4) as string[];
  const send = async (values: unknown[], summary: string, expected: number) => {
    const exchange = await ctx.expectSuccess(
      { operation: create, path, body: { [property]: values }, summary },
      "name_uniqueness",
    );
    if (!isDocumentedSuccess(exchange)) return;
    const created = valueAt(exchange.response.body, resource.itemPointer.slice(0, -2));
    const count = Array.isArray(created) ? created.length : 0;
    ctx.assert(count === expected, exchange, {
      check: "name_uniqueness",
      message:
        count < expected
          ? "a list of values creates too few items"
          : "a list of values creates too many items",
      expected: `${expected} for ${formatValue(values)}`,
      actual: `${count}`,
      pointer: create.pointer,
    });
  };
  await send([known], "one value", 1);
  await send([known, others[0]], "a known value and a new one", 1);
  await send([others[1], others[1]], "a repeated value", 1);
  await send([others[2], swapCase(others[2] ?? "")], "a value in two notations", 1);
  const conflict = { ...ctx.errors.nameConflict(create), check: "name_uniqueness" as const };
  for (const values of [[known], [others[0]], [swapCase(known ?? "")], [known, others[1], others[2]]]) {
    await ctx.expectStatus(
      { operation: create, path, body: { [property]: values }, summary: "only known values" },
      { ...conflict, because: "every value is known" },
    );
  }
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const texts = items.map((item) => JSON.stringify(item).toLowerCase());
  for (const value of [known, ...others]) {
    const count = texts.filter((text) => text.includes(JSON.stringify(value).toLowerCase())).length;
    ctx.assert(count === 1, exchange, {
      check: "name_uniqueness",
      message: "the list does not have a value exactly once",
      expected: `${value} once`,
      actual: `${count} times`,
      pointer: create.pointer,
    });
  }
}
