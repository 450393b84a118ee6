import { isJsonMediaType } from "@rolewright/openapi";
import type { TestContext } from "../client/test-context.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { truncate } from "../client/response-problems.ts";

/** The documented default response applies to unknown paths, too. */
export function expectEnvelope(
  fixtures: Fixtures,
  ctx: TestContext,
  exchange: Exchange,
  check: "path_not_found" | "malformed_request",
): void {
  const { response, request } = exchange;
  const fallback = request.operation.responses.find(({ status }) => status === "default");
  const media = fallback?.content.find(({ name }) => isJsonMediaType(name));
  if (response.failure || !media) return;
  const problems = fixtures.description.problems(media.schemaPointer, response.body);
  if (problems.some(({ isUndecided }) => isUndecided)) return;
  const type = response.headers.get("content-type") ?? "no Content-Type";
  ctx.assert(problems.length === 0 && isJsonMediaType(type), exchange, {
    check,
    message: "does not use the documented error body",
    expected: "the body of the documented default response as application/json, for every path",
    actual: `${type}: ${truncate(response.text, 200)}`,
    pointer: "#/info/description",
  });
}
