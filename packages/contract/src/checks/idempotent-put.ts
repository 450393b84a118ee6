import { readItem } from "../client/list-items.ts";
import { isDeepStrictEqual } from "node:util";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { findUnsentChanges, differingItems } from "./item-comparison.ts";
import { nameProperty, toUpdateBody, withUniqueValue } from "./names.ts";
import type { Task } from "./task.ts";
import { sendConcurrentPuts, updateFieldsConcurrently } from "./concurrent-updates.ts";
import { testOmittedFields } from "./omitted-fields.ts";
import { testSingletons } from "./singletons.ts";

/** Verifies updates: repeated requests, concurrent requests and omitted fields. */
export const idempotentPut = (fixtures: Fixtures): Task[] => {
  const single = fixtures.description.operations.filter((operation) => fixtures.singletons.has(operation));
  return [
    ...fixtures.resources.flatMap((resource): Task[] => [
      ...(resource.update?.method === "PUT"
        ? [
            task(`repeated PUT: ${resource.name}`, (ctx) => repeatPut(fixtures, resource, ctx)),
            task(`concurrent PUT: ${resource.name}`, (ctx) => sendConcurrentPuts(fixtures, resource, ctx)),
          ]
        : []),
      ...(resource.update && resource.omittedFields
        ? [
            {
              ...task(`omitted fields: ${resource.name}`, (ctx) =>
                testOmittedFields(fixtures, resource, ctx),
              ),
              rule: ruleName(resource, "omittedFields"),
            },
            task(`concurrent updates of fields: ${resource.name}`, (ctx) =>
              updateFieldsConcurrently(fixtures, resource, ctx),
            ),
          ]
        : []),
    ]),
    ...single.map((operation): Task => {
      const { checks, ...alone } = task(`PUT of ${operation.path}`, (ctx) =>
        testSingletons(fixtures, operation, ctx),
      );
      return { ...alone, checks: fixtures.options.secondApiKey ? [...checks, "tenant_isolation"] : checks };
    }),
  ];
};

const task = (name: string, run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks: ["idempotent_put", "read_your_writes"],
  run,
});

export async function repeatPut(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const created = await fixtures.create(resource, ctx);
  const body = toUpdateBody(
    fixtures,
    update,
    created.path,
    withUniqueValue(fixtures, resource, ctx, created.body),
  );
  const request = { operation: update, path: created.path, body };
  const first = await ctx.expectSuccess({ ...request, summary: "a PUT" });
  if (!isDocumentedSuccess(first)) return;
  const second = await ctx.expectSuccess({ ...request, summary: "the same PUT again" }, "idempotent_put");
  if (!isDocumentedSuccess(second)) return;
  const items = [first, second].map(
    ({ response }) => readItem(resource, response.body) as CreatedResource["item"],
  );
  const pick = (item: CreatedResource["item"] | undefined) => [
    item?.[resource.idProperty],
    ...Object.keys(body).map((name) => item?.[name]),
  ];
  ctx.assert(isDeepStrictEqual(pick(items[0]), pick(items[1])), second, {
    check: "idempotent_put",
    message: "a repeated PUT returns a different resource",
    ...differingItems(fixtures, resource, items[0], items[1]),
    pointer: update.pointer,
    after: [first],
  });
  const unexpected = findUnsentChanges(fixtures, resource, body, created.item, items[1]);
  ctx.assert(unexpected.length === 0, second, {
    check: "idempotent_put",
    message: `a PUT changes fields that were not sent: ${unexpected.join(", ")}`,
    expected: formatValue(Object.fromEntries(unexpected.map((name) => [name, created.item[name]]))),
    actual: formatValue(Object.fromEntries(unexpected.map((name) => [name, items[1]?.[name]]))),
    pointer: update.pointer,
    after: [created.exchange],
  });
  if (!resource.list) return;
  const { items: listed, exchange } = await fixtures.readList(resource, ctx);
  const property = nameProperty(resource);
  if (!(property in body)) return;
  const same = listed.filter((item) => item[property] === body[property]);
  ctx.assert(same.length === 1, exchange, {
    check: "idempotent_put",
    message: "the list does not have the resource exactly once after a repeated PUT",
    expected: "once",
    actual: `${same.length} times`,
    pointer: update.pointer,
    after: [second],
  });
}
