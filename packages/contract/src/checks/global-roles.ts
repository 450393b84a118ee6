import { type Lane, shown } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { World } from "../session/world.ts";
import { sameItem } from "./compare.ts";
import { differing } from "./differing.ts";
import { isGlobal } from "./naming.ts";

/** Global roles are listed, and stay as they are. */
export async function globalRoles(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update, remove, list } = resource;
  const { items, exchange } = await world.listed(resource, lane);
  const before = items.filter(isGlobal);
  lane.holds(before.length > 0, exchange, {
    check: "global_roles_unchanged",
    what: "the list has no global roles",
    expected: "the system-defined roles, which belong to nobody, in the list",
    actual: `${items.length} roles, none of them global`,
    pointer: list?.pointer ?? "#",
  });
  const names = before.map((item) => item["name"]);
  const wanted = documentedGlobals(resource);
  lane.holds(
    wanted.every((name) => names.includes(name)),
    exchange,
    {
      check: "global_roles_unchanged",
      what: "the list lacks a global role",
      expected: wanted.join(", "),
      actual: names.join(", "),
      pointer: list?.pointer ?? "#",
    },
  );
  const made = await world.make(resource, lane);
  for (const item of before) {
    const path = { ...made.path, [resource.idParameter]: String(item[resource.idProperty]) };
    const because = "the role is a global one";
    const attempts: [typeof update, object][] = [
      [update, { body: { ...made.body, name: lane.unique() } }],
      // Its own name is no way in.
      [update, { body: { ...made.body, name: item["name"] } }],
      [remove, {}],
    ];
    for (const [operation, sent] of attempts) {
      if (!operation) continue;
      const tried = `${operation.operationId} of the global role ${shown(item["name"])}`;
      await lane.expect(
        { operation, path, ...sent, tried },
        { check: "global_roles_unchanged", because, ...refusals.globalRole(operation) },
      );
    }
  }
  const after = await world.listed(resource, lane);
  const isSame = before.every((item) =>
    after.items.some(
      (other) =>
        other[resource.idProperty] === item[resource.idProperty] && sameItem(world, resource, item, other),
    ),
  );
  lane.holds(isSame, after.exchange, {
    check: "global_roles_unchanged",
    what: "global roles are not as they were",
    ...differing(before, after.items.filter(isGlobal)),
    pointer: update?.pointer ?? "#",
  });
}

/** The names of the global roles that the list's examples show. */
function documentedGlobals({ list }: Resource): string[] {
  const examples =
    list?.responses.flatMap(({ content }) => content.flatMap((media) => Object.values(media.examples))) ?? [];
  return examples
    .flatMap(({ value }) => globalsIn(value))
    .map((item) => String((item as { name?: unknown }).name));
}

function globalsIn(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [...(isGlobal(value) ? [value] : []), ...Object.values(value).flatMap(globalsIn)];
}
