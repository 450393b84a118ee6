import type { TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Exchange, Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { findErrorDifference } from "./error-equality.ts";
import { withoutReferences } from "./names.ts";

export async function buildBody(
  fixtures: Fixtures,
  operation: NonNullable<Resource["update"]>,
  ctx: TestContext,
  created: CreatedResource,
) {
  const body = (await fixtures.body(operation, ctx, created.path)) ?? {};
  const about = fixtures.findUsage(operation);
  // References in the body would be foreign, too. Only one ID must be foreign.
  return about ? withoutReferences(fixtures, about.resource, body) : body;
}

export async function expectForeignLooksUnknown(ctx: TestContext, request: Request): Promise<void> {
  const { operation, path = {} } = request;
  const expectedError = {
    check: "tenant_isolation" as const,
    because: `the resource belongs to another ${ctx.tenant}`,
    ...ctx.errors.unknownId(operation),
  };
  const foreign = await ctx.expectStatus(request, expectedError);
  const unknown = await ctx.send({
    ...request,
    path: withUnknownIds(path),
    summary: "the same request for an unknown ID",
  });
  if (foreign.response.status === unknown.response.status)
    await expectSameError(ctx, foreign, unknown, expectedError.pointer);
}

export const withUnknownIds = (path: Record<string, string>) =>
  Object.fromEntries(Object.entries(path).map(([name, id]) => [name, similarUnknownId(id)]));

export const similarUnknownId = (id: string) => (/^\d+$/.test(id) ? "999999999" : `${id.slice(0, 120)}-no`);

/** A foreign ID gets the same error as an unknown ID. */
export async function expectSameError(
  ctx: TestContext,
  foreign: Exchange,
  unknown: Exchange,
  pointer: string,
): Promise<void> {
  if (foreign.response.failure || unknown.response.failure) return;
  const apart = await findErrorDifference(ctx, unknown, foreign, { headers: true });
  ctx.assert(apart === undefined, foreign, {
    check: "tenant_isolation",
    message: "distinguishes a foreign resource from an unknown one",
    expected: `the same response as for an unknown ID: ${apart?.expected}`,
    actual: `${apart?.actual}`,
    pointer,
    after: [unknown],
  });
}
