import type { Operation } from "../description/operation.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import type { Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { differingItems, sameItem } from "./item-comparison.ts";
import { nameProperty } from "./names.ts";

/** Expects that a list has none of the rejected resources, and that the updated resource is unchanged. */
export async function expectListUnchanged(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  before: Record<string, unknown>[],
  sent: unknown[],
  validRequest: Request,
): Promise<void> {
  const about = fixtures.findUsage(operation);
  if (about === undefined) return;
  const { resource } = about;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const known = new Set(before.map((item) => item[resource.idProperty]));
  const property = nameProperty(resource);
  const names = new Set<unknown>(
    sent
      .map((body) => (body as Record<string, unknown> | null)?.[property])
      .filter((name) => name !== undefined),
  );
  const created = items.filter((item) => !known.has(item[resource.idProperty]) && names.has(item[property]));
  const own = validRequest.path?.[resource.idParameter];
  const was = before.find((item) => item[resource.idProperty] === own);
  const is = items.find((item) => item[resource.idProperty] === own);
  const isChanged = about.does === "update" && was !== undefined && !sameItem(fixtures, resource, was, is);
  ctx.assert(created.length === 0 && !isChanged, exchange, {
    check: "rejected_request_has_no_effect",
    message: `rejected requests of ${operation.operationId} changed the list`,
    ...(isChanged
      ? differingItems(fixtures, resource, was, is ?? "gone")
      : {
          expected: "the list as it was before the rejected requests",
          actual: formatValue(created.slice(0, 3)),
        }),
    pointer: operation.pointer,
  });
}
