import { forEachConcurrently } from "../client/concurrency.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import { toParentPath } from "./parent-path.ts";

/** A collection in which nothing else happens. */
export interface QuietPlace {
  fixtures: Fixtures;
  ctx: TestContext;
  path: Record<string, string>;
}

/** Finds an empty collection in the sequential phase: in a new parent, or else in the second organization if there is one. */
export async function findQuietPlace(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<QuietPlace> {
  if (resource.parent) {
    const parent = await fixtures.create(resource.parent, ctx);
    const path = toParentPath(resource, parent.path);
    return { fixtures: fixtures.inParent(path), ctx, path };
  }
  const other = (await fixtures.secondOrganization()) ?? fixtures;
  return { fixtures: other, ctx: other.createContext(ctx.name), path: other.parentPath(resource) };
}

/** Deletes the new parent, or else each item. Long lists would make the rest of the run slower. */
export async function emptyPlace(
  { ctx, path }: QuietPlace,
  { parent, remove }: Resource,
  created: CreatedResource[],
): Promise<void> {
  const operation = parent?.remove ?? remove;
  const paths = parent?.remove ? [path] : created.map((item) => item.path);
  if (!operation) return;
  await forEachConcurrently(paths, 16, async (each) => {
    await ctx.send({ operation, path: each, summary: "emptying a collection" });
  });
}
