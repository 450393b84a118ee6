import { flatRequestSchema, flatSchema } from "../data/flat-schema.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { TestContext } from "../client/test-context.ts";
import { findValues } from "../rules/query-parameters.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import { itemSchema } from "./item-comparison.ts";
import type { Task } from "./task.ts";

/** Verifies that each filter of a list selects the items whose property of the same name has the value. */
export const filters = (fixtures: Fixtures): Task[] =>
  fixtures.resources.flatMap((resource) =>
    (resource.filters ?? []).map((property) => ({
      name: `filter ${property}: ${resource.name}`,
      phase: "sequential",
      checks: ["read_your_writes"],
      rule: ruleName(resource, `filters.${property}`),
      run: (ctx) => testFilter(fixtures, resource, property, ctx),
    })),
  );

async function testFilter(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const { list, create, idProperty } = resource;
  if (!list) return;
  const { description } = fixtures;
  const shown = flatSchema(description, itemSchema(description, resource)).properties.get(property);
  // A value such as `all` selects items with other values.
  const values = (findValues(list, property) ?? []).filter(
    (value) => shown === undefined || description.problems(shown, value).length === 0,
  );
  const pointer = create.requestBody?.schemaPointer ?? "#";
  const isSent = flatRequestSchema(description, pointer).properties.has(property);
  await fixtures.create(resource, ctx);
  for (const value of values) {
    const other = { ...(await fixtures.body(create, ctx, fixtures.parentPath(resource))), [property]: value };
    // The server alone knows some properties, such as a state.
    if (isSent && description.problems(pointer, other).length === 0)
      await fixtures.create(resource, ctx, { body: other });
  }
  const all = (await fixtures.readList(resource, ctx)).items;
  for (const value of values) {
    const { items, exchange } = await fixtures.readList(resource, ctx, { query: { [property]: value } });
    const violation = {
      check: "read_your_writes" as const,
      expected: `the items whose ${property} is ${String(value)}`,
      pointer: list.pointer,
      rule: ruleName(resource, `filters.${property}`),
    };
    const others = items.filter((item) => property in item && item[property] !== value);
    ctx.assert(others.length === 0, exchange, {
      ...violation,
      message: "a filter does not exclude other items",
      actual: `${others.length} of ${items.length} items have another ${property}`,
    });
    const ids = new Set(items.map((item) => item[idProperty]));
    const missing = all.filter((item) => item[property] === value && !ids.has(item[idProperty]));
    ctx.assert(missing.length === 0, exchange, {
      ...violation,
      message: "a filter excludes an item that has the value",
      actual: `${missing.length} are missing`,
    });
  }
}
