import type { TestContext } from "../client/test-context.ts";
import { isReadOnlyItem, type Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { createAccepted, isEqualName, maxNameLength, nameProperty, rename } from "./names.ts";
import type { Task } from "./task.ts";

/** Verifies that different names, and equal names of different kinds or scopes, do not conflict. */
export const distinctNames = (fixtures: Fixtures): Task[] => {
  const named = fixtures.resources.filter(({ unique }) => unique?.isExact);
  return fixtures.resources
    .filter(({ unique }) => unique !== undefined)
    .flatMap((resource): Task[] => [
      task(`equal names in other scopes: ${resource.name}`, (ctx) =>
        testNamesInOtherScopes(fixtures, resource, ctx),
      ),
      ...(resource.unique?.isExact
        ? [
            task(`equal names of other kinds: ${resource.name}`, (ctx) =>
              testNamesOfOtherKinds(fixtures, resource, named, ctx),
            ),
            task(`reserved names of other kinds: ${resource.name}`, (ctx) =>
              testReservedNamesOfOtherKinds(fixtures, resource, named, ctx),
            ),
            task(`similar names: ${resource.name}`, (ctx) => testSimilarNames(fixtures, resource, ctx)),
          ]
        : []),
    ]);
};

const task = (name: string, run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks: ["name_uniqueness"],
  run,
});

/** Names are unique within a parent, so that two parents can have the same name. */
async function testNamesInOtherScopes(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { parent, create } = resource;
  const property = nameProperty(resource);
  if (!parent) return;
  const elsewhere = await fixtures.create(parent, ctx);
  const all = await fixtures.create(resource, ctx);
  const body = (await fixtures.body(create, ctx, elsewhere.path)) ?? {};
  const request = {
    operation: create,
    path: elsewhere.path,
    body: { ...body, [property]: all.body[property] },
  };
  await ctx.expectSuccess(
    { ...request, summary: `a name that exists only in another ${parent.name}` },
    "name_uniqueness",
  );
  const other = await fixtures.create(resource, ctx, { path: elsewhere.path });
  const third = await fixtures.create(resource, ctx);
  const summary = `renaming to a name that exists only in another ${parent.name}`;
  await rename(fixtures, resource, ctx, other, third.body[property], summary);
}

/** Names are unique within one kind and scope, so that two kinds can have the same name. */
async function testNamesOfOtherKinds(
  fixtures: Fixtures,
  resource: Resource,
  named: Resource[],
  ctx: TestContext,
): Promise<void> {
  const own = await fixtures.create(resource, ctx);
  for (const other of named.filter((each) => each !== resource)) {
    const summary = `a name that a resource of another kind has (${other.name})`;
    const [one, two] = [await fixtures.create(other, ctx), await fixtures.create(other, ctx)];
    await createAccepted(
      fixtures,
      resource,
      ctx,
      {
        ...own.body,
        [nameProperty(resource)]: one.body[nameProperty(other)],
      },
      summary,
    );
    await rename(fixtures, resource, ctx, own, two.body[nameProperty(other)], `changing to ${summary}`);
  }
}

/** A name that is reserved for read-only items of one kind is available for every other kind. */
async function testReservedNamesOfOtherKinds(
  fixtures: Fixtures,
  resource: Resource,
  named: Resource[],
  ctx: TestContext,
): Promise<void> {
  const names = new Set<string>();
  for (const other of named.filter(({ unique }) => unique?.isReserved)) {
    const { items } = await fixtures.readList(other, ctx);
    for (const item of items.filter((each) => isReadOnlyItem(other, each)))
      names.add(String(item[nameProperty(other)]));
  }
  const { items } = await fixtures.readList(resource, ctx);
  const body = (await fixtures.body(resource.create, ctx, fixtures.parentPath(resource))) ?? {};
  for (const name of names) {
    if (items.some((item) => isEqualName(resource, item[nameProperty(resource)], name))) continue;
    const summary = "a name that is reserved for another kind";
    const all = await createAccepted(
      fixtures,
      resource,
      ctx,
      { ...body, [nameProperty(resource)]: name },
      summary,
    );
    const free = all && (await rename(fixtures, resource, ctx, all, ctx.uniqueName(), "a custom name"));
    const again = free && (await rename(fixtures, resource, ctx, free, name, `changing to ${summary}`));
    // Release the name at once: users may look for the read-only item by that name.
    if (again) await rename(fixtures, resource, ctx, again, ctx.uniqueName(), "a custom name");
  }
}

/**
 * Names that look similar but differ after Unicode normalization (NFKC), trimming and case folding. The first and the last
 * ones would match most others if the server compared them as patterns.
 */
const similarNames = (name: string): string[] => [
  `Caf\u00e9 1-2 ${name}`,
  `Cafe 1-2 ${name}`,
  `Caf\u00e8 1-2 ${name}`,
  `C\u0430f\u00e9 1-2 ${name}`,
  `Caf\u00e9  1-2 ${name}`,
  `Caf\u00e91-2 ${name}`,
  `Caf\u00e9 01-2 ${name}`,
  `Caf\u00e9 1.2 ${name}`,
  `Caf\u00e9 1 2 ${name}`,
  `Caf\u00e9 12 ${name}`,
  `Caf\u00e9 1\u20102 ${name}`,
  `Caf\u00e9 1'2 ${name}`,
  String.raw`Café 1\2 ${name}`,
  `Caf\u00e9 1-2 ${name}.`,
  `Caf\u00e9 1-2 ${name}0`,
  `Caf\u00e9 1-2 ${name}\u{1f600}`,
  `Caf\u00e9 1-2 ${name}\u{1f601}`,
  `1-2 ${name}`,
  `Caf\u00e9 1_2 ${name}`,
  `Caf\u00e9 1%2 ${name}`,
  `Caf\u00e9 1?2 ${name}`,
  `Caf\u00e9 1*2 ${name}`,
  `%${name}`,
  `*${name}`,
  `.*${name}`,
  `Caf\u00e9 1x2 ${name}`,
];

async function testSimilarNames(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const body = (await fixtures.body(resource.create, ctx, fixtures.parentPath(resource))) ?? {};
  const start = ctx.uniqueNameOfLength(maxNameLength(fixtures, resource) - 1, "x");
  const [first, second] = [ctx.uniqueName(), ctx.uniqueName()];
  const summary = "a name that is similar to other names";
  const resources = [];
  for (const name of [...similarNames(first), `${start}y`, `${start}z`]) {
    resources.push(
      await createAccepted(fixtures, resource, ctx, { ...body, [nameProperty(resource)]: name }, summary),
    );
  }
  const names = [...similarNames(second), `${start}v`, `${start}w`];
  for (const [index, created] of resources.entries()) {
    if (created) await rename(fixtures, resource, ctx, created, names[index], `changing to ${summary}`);
  }
}
