import { documentsRefusal, refusals } from "../session/refusal.ts";
import type { Lane } from "../session/lane.ts";
import type { Resource } from "../session/resources.ts";
import type { World } from "../session/world.ts";
import { useAfterFree } from "./deletion.ts";
import { isRolesApi } from "./examples.ts";
import { readWrites } from "./lifecycle.ts";
import { leftOut, twice } from "./put.ts";
import { globalRoles } from "./global-roles.ts";
import { inUse } from "./in-use.ts";
import { referenceOf } from "./reference-of.ts";
import { unknownIds } from "./unknown-ids.ts";
import type { Task } from "./task.ts";

/** Each thing's story once more, as another organization: what holds for the first holds for every one. Names have theirs. */
export const secondOrganization = (world: World): Task[] => {
  const { member, secondKey } = world.options;
  if (secondKey === undefined) return [];
  const places = world.resources.filter(({ parent }) => parent === undefined);
  return places.map((resource): Task => ({
    name: `${resource.name} of another organization`,
    phase: "state",
    checks: ["tenant_isolation", "scope_isolation", ...new Set(chapters.flatMap(({ checks }) => checks))],
    isLong: true,
    async run({ name }) {
      const other = await world.other();
      if (!other) return;
      const lane = other.lane(name);
      await tell(other, resource, lane);
      for (const child of other.resources.filter(({ parent }) => parent === resource)) {
        // In a place of its own: not the first of its organization, and the newest.
        const { id } = await other.make(resource, lane);
        await tell(other.within({ [resource.idParameter]: id }), child, lane);
      }
      if (member !== undefined) await memberOfTheFirst(other, resource, lane, member);
    },
  }));
};

interface Chapter {
  checks: Task["checks"];
  isFor: (world: World, resource: Resource) => boolean;
  tell: (world: World, resource: Resource, lane: Lane) => Promise<void>;
}

const always = () => true;
const replaces = (_: World, { update }: Resource) => update?.method === "PUT";
const refers = (world: World, resource: Resource) => referenceOf(world, resource) !== undefined;

const chapters: Chapter[] = [
  { checks: ["read_your_writes"], isFor: always, tell: readWrites },
  { checks: ["idempotent_put"], isFor: replaces, tell: twice },
  {
    checks: ["idempotent_put"],
    isFor: (world, resource) => replaces(world, resource) && isRolesApi(world),
    tell: leftOut,
  },
  {
    checks: ["global_roles_unchanged"],
    isFor: (_, { update, remove }) => documentsRefusal(update ?? remove, "globalRole"),
    tell: globalRoles,
  },
  { checks: ["unknown_policies", "refusal_changes_nothing"], isFor: refers, tell: unknownIds },
  { checks: ["in_use", "read_your_writes"], isFor: refers, tell: inUse },
  { checks: ["use_after_free"], isFor: always, tell: useAfterFree },
];

async function tell(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { findings } = world.session.settings;
  const wanted = chapters.filter(({ checks }) => checks.some((check) => findings.wants(check)));
  for (const chapter of wanted.length > 0 ? wanted : chapters) {
    if (chapter.isFor(world, resource)) await chapter.tell(world, resource, lane);
  }
}

/** Whoever is a member of the first organization alone is nobody in another. */
async function memberOfTheFirst(
  world: World,
  { create }: Resource,
  lane: Lane,
  email: string,
): Promise<void> {
  if (!documentsRefusal(create, "unknownMember")) return;
  const body = { ...(await world.body(create, lane, {})), email };
  await lane.expect(
    { operation: create, body, tried: "the address of a member of another organization" },
    {
      check: "tenant_isolation",
      because: "whoever has the address is another organization's",
      ...refusals.body(create),
    },
  );
}
