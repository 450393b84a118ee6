import type { TestData } from "../data/test-data.ts";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Fixtures } from "../client/fixtures.ts";

/** Creates the source of test data for an operation's body: unique names, and existing IDs. */
export function createTestData(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  ids: ReadonlyMap<string, string[]>,
): TestData {
  return {
    unique: (length, fill = "x") =>
      length === undefined ? ctx.uniqueName() : ctx.uniqueNameOfLength(length, fill),
    uniqueValue: (property) => fixtures.values.createUnique(operation, property, ctx),
    isUnique: (property) => fixtures.values.isUnique(property, operation),
    ids: (property) => {
      if (fixtures.values.isUniqueList(property))
        return fixtures.values.createUnique(operation, property, ctx, maxListLength) as unknown[];
      const known = ids.get(property);
      return known && fixtures.references.toBodyIds(operation, property, known);
    },
    isServerDefined: (property) => fixtures.values.isServerDefined(operation, property),
  };
}

/** More than lists of unique values may have. */
const maxListLength = 151;
