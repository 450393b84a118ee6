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
