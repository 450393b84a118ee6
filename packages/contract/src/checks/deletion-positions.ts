import { listPathParameterNames } from "@rolewright/openapi";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { isDocumentedSuccess, type TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import { isFreeText, nameProperty } from "./names.ts";
import { findQuietPlace, type QuietPlace } from "./quiet-place.ts";
import type { Task } from "./task.ts";

/**
 * Deletes the first, a middle and the last item of a collection, and verifies that the list loses nothing else. The collection
 * is a new one where possible: in a new parent, or else in the second organization.
 */
export const deletionPositions = (fixtures: Fixtures): Task[] =>
  fixtures.resources
    .filter(({ list, remove }) => list && remove)
    .map((resource) => ({
      name: `deletions by position: ${resource.name}`,
      phase: "sequential",
      checks: ["read_your_writes"],
      run: (ctx) => deleteAtPositions(fixtures, resource, ctx),
    }));

async function deleteAtPositions(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const place = await findQuietPlace(fixtures, resource, ctx);
  const create = (prefix: string) => createNamed(place, resource, prefix);
  const items = [await create("0 "), await create(""), await create("zz ")];
  await deleteOne(place, resource, items.shift());
  items.push(await create("zzz "));
  await deleteOne(place, resource, items.splice(1, 1)[0]);
  await deleteOne(place, resource, items.pop());
  await deleteOne(place, resource, items.pop());
}

/** Creates an item whose name begins with a prefix, so that new items surround existing ones in a list that is sorted by name. */
async function createNamed(
  { fixtures, ctx, path }: QuietPlace,
  resource: Resource,
  prefix: string,
): Promise<CreatedResource> {
  const body = { ...(await fixtures.body(resource.create, ctx, path)) };
  const property = nameProperty(resource);
  if (typeof body[property] === "string" && isFreeText(fixtures, resource))
    body[property] = prefix + body[property];
  return fixtures.create(resource, ctx, { path, body });
}

async function deleteOne(
  { fixtures, ctx, path }: QuietPlace,
  resource: Resource,
  created: CreatedResource | undefined,
): Promise<void> {
  const { list, remove, idProperty } = resource;
  if (!created || !list || !remove) return;
  const listPath = Object.fromEntries(
    listPathParameterNames(list.path).map((name) => [name, path[name] ?? ""]),
  );
  const listIds = async () => {
    const { items, exchange } = await fixtures.readList(resource, ctx, { path: listPath });
    return { ids: items.map((item) => item[idProperty]), exchange };
  };
  const before = await listIds();
  const deletion = await ctx.send({
    operation: remove,
    path: created.path,
    summary: "deleting one of several",
  });
  if (!isDocumentedSuccess(deletion)) return;
  const after = await listIds();
  const lost = before.ids.filter((id) => id !== created.id && !after.ids.includes(id));
  ctx.assert(lost.length === 0, after.exchange, {
    check: "read_your_writes",
    message: "a deletion deletes another resource as well",
    expected: `the list as before, without ${created.id}`,
    actual: `${lost.map(String).join(", ")} is missing, too`,
    pointer: remove.pointer,
    after: [deletion],
  });
}
