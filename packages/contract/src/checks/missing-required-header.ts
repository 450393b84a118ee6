import type { TestContext } from "../client/test-context.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";

/** Without Content-Type a server may inspect the body (RFC 9110, 8.3). It may accept or reject it, but consistently. */
export async function sendWithoutType(fixtures: Fixtures, ctx: TestContext): Promise<void> {
  const exchanges: Exchange[] = [];
  for (const operation of fixtures.description.operations) {
    if (operation.requestBody?.encoding !== "json" || operation.unsupported !== undefined) continue;
    const { body, ...validRequest } = await fixtures.request(operation, ctx);
    const expectedError = ctx.errors.mediaType(operation);
    exchanges.push(
      await ctx.expectStatus(
        {
          ...validRequest,
          raw: JSON.stringify(body),
          headers: { "Content-Type": undefined },
          summary: "a body without a Content-Type",
        },
        {
          check: "missing_required_header",
          because: "the body has no Content-Type",
          pointer: expectedError.pointer,
          statuses: [...expectedError.statuses, 200, 201, 202, 204, 400, 422, 409],
        },
      ),
    );
  }
  const rejected = exchanges.find(({ response }) => response.status === 415);
  for (const exchange of exchanges.filter(({ response }) => response.status < 300)) {
    ctx.assert(rejected === undefined, exchange, {
      check: "missing_required_header",
      message: "accepts a body without a Content-Type, which other operations reject",
      expected: "the same in every operation, because all document the same error",
      actual: `status ${exchange.response.status}`,
      pointer: ctx.errors.mediaType(exchange.request.operation).pointer,
      ...(rejected && { after: [rejected] }),
    });
  }
}
