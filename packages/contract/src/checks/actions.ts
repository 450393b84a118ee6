import type { Operation } from "../description/operation.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { readItem } from "../client/list-items.ts";
import { isDocumentedSuccess, type TestContext } from "../client/test-context.ts";
import { type Resource, toItemPath } from "../rules/resource.ts";
import { isAction } from "../rules/tolerated-statuses.ts";
import { differingItems, sameItem } from "./item-comparison.ts";
import type { Task } from "./task.ts";

/** Verifies that an action such as `/carts/{cartId}/checkout` stores what its response shows. */
export const actions = (fixtures: Fixtures): Task[] =>
  fixtures.description.operations
    .filter((operation) => operation.method !== "GET" && isAction(fixtures.rules, operation))
    .map((operation) => ({
      name: `action ${operation.operationId}`,
      phase: "sequential",
      checks: ["read_your_writes"],
      run: async (ctx) => {
        const [resource] = fixtures.resources
          .filter((each) => operation.path.startsWith(`${toItemPath(each)}/`))
          .toSorted((one, other) => other.create.path.length - one.create.path.length);
        if (!resource) return;
        // The state of an empty item may not allow the action.
        if (!(await testAction(fixtures, resource, operation, ctx, [])))
          await testAction(fixtures, resource, operation, ctx, listChildren(fixtures, resource));
      },
    }));

const listChildren = ({ resources }: Fixtures, resource: Resource) =>
  resources.filter(({ parent }) => parent === resource);

/** Acts on a new item with contents of these kinds. Returns whether its state allows that. */
async function testAction(
  fixtures: Fixtures,
  resource: Resource,
  operation: Operation,
  ctx: TestContext,
  contents: Resource[],
): Promise<boolean> {
  const request = await fixtures.request(operation, ctx);
  const { path = {} } = request;
  for (const child of contents) await fixtures.create(child, ctx, { path });
  const id = path[resource.idParameter] ?? "";
  const find = () => fixtures.findItem(resource, ctx, { id, path });
  const before = (await find())?.item;
  const action = await ctx.expectSuccess({ ...request, summary: "an action on an item" });
  if (!isDocumentedSuccess(action)) return false;
  const shown = readItem(resource, action.response.body) as Record<string, unknown> | undefined;
  const found = await find();
  if (!found || !before || String(shown?.[resource.idProperty]) !== id) return true;
  // The state may change once more in the background.
  const isLost =
    !sameItem(fixtures, resource, shown, before) && sameItem(fixtures, resource, found.item, before);
  ctx.assert(!isLost, found.exchange, {
    check: "read_your_writes",
    message: "an action returns a state that is not stored",
    ...differingItems(fixtures, resource, shown, found.item),
    pointer: operation.pointer,
    after: [action],
  });
  return true;
}
