import { listPathParameterNames } from "@rolewright/openapi";
import { coerce, similarIds, swapCase, unknownId } from "../data/unknown-ids.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Fixtures } from "../client/fixtures.ts";

/** Sends a well-formed unknown ID for each path parameter. */
export async function requestUnknownIds(
  fixtures: Fixtures,
  operation: Parameters<Fixtures["request"]>[0],
  ctx: TestContext,
): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  for (const name of listPathParameterNames(operation.path)) {
    for (const id of unknownIdFormats(fixtures, operation, name)) {
      await ctx.expectStatus(
        { ...validRequest, path: { ...validRequest.path, [name]: id }, summary: `an unknown ${name}` },
        {
          check: "resource_not_found",
          because: `no resource has this ${name}`,
          ...ctx.errors.unknownId(operation),
        },
      );
    }
    const schema = `${operation.parameters.find((each) => each.name === name)?.pointer}/schema`;
    const existing = validRequest.path?.[name] ?? "";
    const { hasCaseSensitiveIds } = fixtures.rules;
    const isText = (id: string) => typeof coerce(fixtures.description, schema, id) === "string";
    if (hasCaseSensitiveIds === true && swapCase(existing) === existing && isText(existing))
      fixtures.session.settings.findings.skip(
        "resource_not_found",
        `IDs in another letter case: the ${name} has no letters`,
      );
    for (const [how, id] of similarIds(existing, hasCaseSensitiveIds)) {
      if (fixtures.description.problems(schema, coerce(fixtures.description, schema, id)).length > 0)
        continue;
      await ctx.expectStatus(
        {
          ...validRequest,
          path: { ...validRequest.path, [name]: id },
          summary: `an existing ${name}, ${how}`,
        },
        {
          check: "resource_not_found",
          because: `no resource has this ${name}`,
          ...ctx.errors.unknownId(operation),
        },
      );
    }
  }
}

/**
 * Returns unknown IDs in several formats if the description does not fix the format. A lookup in a plain object of JavaScript
 * finds the names of inherited properties.
 */
function unknownIdFormats(
  { description }: Fixtures,
  operation: Parameters<Fixtures["request"]>[0],
  name: string,
): string[] {
  const own = unknownId(description, operation, name);
  return own === "nothing-has-this-id"
    ? [own, "00000000-0000-7000-8000-000000000000", "constructor", "__proto__"]
    : [own];
}
