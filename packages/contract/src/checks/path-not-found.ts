import { fillPath } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { expectEnvelope } from "./error-envelope.ts";

export async function sendUnknownPaths(fixtures: Fixtures, ctx: TestContext): Promise<void> {
  const reads = fixtures.description.operations.filter(({ method }) => method === "GET");
  const isUniform = fixtures.rules.hasUniformErrors;
  const [operation] = reads;
  if (!operation) return;
  const base = fillPath(operation.path, fixtures.pathParams(operation));
  const first = `/${base.split("/")[1] ?? ""}`;
  const unknown: [Operation, string][] = [
    [operation, `${base}/nothing/here/at/all`],
    [operation, `${first}/nothing-is-here`],
    [operation, "/nothing-is-here"],
    ...(isUniform ? reads.flatMap((read) => similarPaths(fixtures, read)) : []),
  ];
  for (const [about, rawPath] of unknown) {
    if (fixtures.description.operations.some(({ path }) => matchesTemplate(path, rawPath))) continue;
    const request = {
      operation: about,
      rawPath,
      isUndocumented: true,
      summary: "an unknown path",
    };
    const exchange = await ctx.expectStatus(request, {
      check: "path_not_found",
      statuses: isUniform ? [404] : [400, 401, 403, 404, 405],
      because: "the path does not exist",
      pointer: "#/info/description",
    });
    if (isUniform && exchange.response.status >= 400)
      expectEnvelope(fixtures, ctx, exchange, "path_not_found");
  }
}

/** Whether a path is one of a template, such as `/books/{bookId}`. */
function matchesTemplate(template: string, path: string): boolean {
  const segments = path.split("/");
  const parts = template.split("/");
  return (
    parts.length === segments.length &&
    parts.every((part, index) => (part.includes("{") ? segments[index] !== "" : part === segments[index]))
  );
}

/** Paths that differ by a trailing slash or by case, which are different paths (RFC 3986, 6.2.2.1). */
function similarPaths(fixtures: Fixtures, operation: Operation): [Operation, string][] {
  const values = fixtures.pathParams(operation);
  const last = operation.path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "";
  const inCapitals = operation.path.replace(`/${last}`, `/${last.toUpperCase()}`);
  return [
    [operation, `${fillPath(operation.path, values)}/`],
    [operation, fillPath(inCapitals, values)],
  ];
}
