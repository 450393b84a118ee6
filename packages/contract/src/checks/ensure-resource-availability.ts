import { listPathParameterNames } from "@rolewright/openapi";
import type { TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";

/** Verifies that every operation of the creation's links works immediately, on another connection. */
export async function useImmediately(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  for (const operation of [resource.list, resource.read, resource.update, resource.remove]) {
    if (!operation) continue;
    const created = await fixtures.create(resource, ctx);
    const body = await fixtures.body(operation, ctx, created.path);
    const path = Object.fromEntries(
      listPathParameterNames(operation.path).map((name) => [name, created.path[name] ?? ""]),
    );
    await ctx.expectSuccess(
      {
        operation,
        path,
        newConnection: true,
        summary: `${operation.operationId} right after ${resource.create.operationId}`,
        ...(body && { body }),
      },
      "ensure_resource_availability",
    );
  }
}
