import { type TestContext, isDocumentedSuccess } from "../client/test-context.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { createUser, expectStillThere, releasingRequests } from "./referential-integrity.ts";

/** Verifies that a resource stays when its only user is deleted, or removes its only reference. */
export async function expectUsedRemains(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const used = resource.references[property]?.resource;
  if (!used) return;
  for (const at of [0, 1]) {
    const target = await fixtures.create(used, ctx);
    const user = await createUser(fixtures, resource, property, ctx, target.id);
    const request = releasingRequests(fixtures, resource, property, user)[at];
    const exchange = request && (await ctx.expectSuccess(request));
    if (!exchange || !isDocumentedSuccess(exchange)) continue;
    await expectStillThere(fixtures, used, ctx, target, {
      message: "a resource is deleted together with its only reference",
      pointer: exchange.request.operation.pointer,
      after: [exchange],
      rule: ruleName(resource, `references.${property}`),
    });
  }
}
