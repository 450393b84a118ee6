import { pathNames } from "../description/operation.ts";
import { type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import { documentsRefusal, refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Made, World } from "../session/world.ts";
import { expectSame } from "./compare.ts";
import { raceToCreate, raceToRename } from "./name-races.ts";
import { accepted, isGlobal, isSameName, longestName, rename, updateBody } from "./naming.ts";
import { stateTask, type Task } from "./task.ts";

/** Names are taken once, however they are written, and whoever is first. */
export const names = (world: World): Task[] => {
  const named = world.resources.filter(({ create }) => documentsRefusal(create, "nameTaken"));
  if (named.length === 0) {
    for (const check of ["uniqueness", "uniqueness_race"] as const) {
      world.session.settings.findings.notRun(
        check,
        'no creating operation documents a refusal with an example "nameTaken"',
      );
    }
  }
  return named.flatMap((resource): Task[] => [
    stateTask(`taken names of ${resource.name}`, ["uniqueness", "refusal_changes_nothing"], (lane) =>
      takenNames(world, resource, lane),
    ),
    stateTask(`names of others: ${resource.name}`, ["uniqueness", "refusal_changes_nothing"], (lane) =>
      namesOfOthers(world, resource, lane),
    ),
    stateTask(`system names of ${resource.name}`, ["uniqueness"], (lane) =>
      systemNames(world, resource, lane),
    ),
    stateTask(`long names of ${resource.name}`, ["uniqueness", "body_integrity"], (lane) =>
      longNames(world, resource, lane),
    ),
    stateTask(`races for a name of ${resource.name}`, ["uniqueness_race"], (lane) =>
      raceToCreate(world, resource, lane),
    ),
    stateTask(`races to a name of ${resource.name}`, ["uniqueness_race"], (lane) =>
      raceToRename(world, resource, lane),
    ),
  ]);
};

/** White space that a name may have around it. */
const spaces: [string, string][] = [
  ["a space", " "],
  ["a no-break space", "\u00a0"],
  ["a wide space", "\u2003"],
  ["a narrow space", "\u202f"],
  ["an ideographic space", "\u3000"],
];

/** Ways to write a name that are the same name, each apart, and some together. */
const disguises = (name: string): [string, string][] => [
  ["as it is", name],
  ...spaces.flatMap(([what, space]): [string, string][] => [
    [`with ${what} before it`, space + name],
    [`with ${what} behind it`, name + space],
  ]),
  ["in capitals", name.toUpperCase()],
  ["in small letters", name.toLowerCase()],
  ["in another Unicode form", name.normalize("NFD")],
  ["in capitals, with space around it", ` ${name.toUpperCase()}\u00a0`],
  ["in another Unicode form, with space around it", `\u3000${name.normalize("NFD")}  `],
  ["in another Unicode form, in capitals", name.toUpperCase().normalize("NFD")],
];

/** A name that is taken by what is written like this is taken by what is written in a plain way. */
const disguised = (name: string) => `\u00a0${name.toUpperCase().normalize("NFD")} `;

/** That a name is taken is one fault, that it is not seen through a disguise is another. */
const written = (fact: string, how: string) => (how === "as it is" ? fact : `${fact}, however it is written`);

const otherName = (lane: Lane) =>
  `Iris Caf\u00e9 \u00c5ngstr\u00f6m Vi\u1ec7t \u0416\u0443\u043a ${lane.unique()}`;

/** Where a rule holds apart: in the run's own place, in another one of its kind, in another organization. */
interface Place {
  path: Record<string, string>;
  key?: string;
  /** What has to be sent there beside a name. */
  body: Made["body"];
}

async function placesOf(world: World, resource: Resource, lane: Lane): Promise<Place[]> {
  const { parent } = resource;
  const { secondKey } = world.options;
  const { path, body } = await world.make(resource, lane);
  const own = { path: scopePath(resource, path), body };
  // What the lists of a body would name would have to be made there as well.
  const plain = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
  );
  const keys = [...(parent ? [undefined] : []), ...(secondKey === undefined ? [] : [secondKey])];
  const elsewhere: Place[] = [];
  for (const key of keys) {
    const by = key === undefined ? {} : { key };
    const there = parent ? (await world.make(parent, lane, by)).path : own.path;
    elsewhere.push({ path: there, body: plain, ...by });
  }
  return [own, ...elsewhere];
}

const scopePath = ({ create }: Resource, path: Record<string, string>) =>
  Object.fromEntries(pathNames(create.path).map((name) => [name, path[name] ?? ""]));

async function takenNames(world: World, resource: Resource, lane: Lane): Promise<void> {
  for (const place of await placesOf(world, resource, lane)) {
    const name = otherName(lane);
    await world.make(resource, lane, { ...place, body: { ...place.body, name } });
    await expectTaken(resource, lane, place, disguises(name));
    const other = otherName(lane);
    await world.make(resource, lane, { ...place, body: { ...place.body, name: disguised(other) } });
    await expectTaken(resource, lane, place, [["in a plain way", other]]);
    await expectOnce(world, resource, lane, place, name);
  }
}

async function expectTaken(
  { create }: Resource,
  lane: Lane,
  place: Place,
  ways: [string, string][],
): Promise<void> {
  for (const [how, taken] of ways) {
    await lane.expect(
      {
        ...place,
        operation: create,
        body: { ...place.body, name: taken },
        tried: `creating under a taken name, ${how}`,
      },
      { check: "uniqueness", because: written("the name is taken", how), ...refusals.taken(create) },
    );
  }
}

async function expectOnce(
  world: World,
  resource: Resource,
  lane: Lane,
  { body: _, ...place }: Place,
  name: string,
): Promise<void> {
  const { items, exchange } = await world.listed(resource, lane, place);
  const same = items.filter((item) => isSameName(item["name"], name));
  lane.holds(same.length === 1, exchange, {
    check: "uniqueness",
    what: "the list shows one name more than once",
    expected: "one thing of that name",
    actual: `${same.length}: ${shown(same.map((item) => item["name"]))}`,
    pointer: resource.create.pointer,
  });
}

/** A refusal may quote what it refuses: wherever it is cut, it stays in UTF-8. */
async function longNames(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create, update } = resource;
  const made = await world.make(resource, lane);
  const longest = longestName(world, create);
  for (const start of ["", "x"]) {
    const name = start + lane.uniqueOf(longest - start.length, "\u{1f600}");
    const body = { ...made.body, name };
    await world.make(resource, lane, { body });
    for (const operation of [create, update]) {
      if (!operation) continue;
      await lane.expect(
        {
          operation,
          path: operation === create ? world.scopeOf(resource) : made.path,
          body: operation === create ? body : updateBody(world, operation, body),
          tried: "a long name that is taken",
        },
        { check: "uniqueness", because: "the name is taken", ...refusals.taken(operation) },
      );
    }
  }
}

async function namesOfOthers(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const [own, ...elsewhere] = await placesOf(world, resource, lane);
  for (const place of elsewhere) await renameToTaken(world, resource, update, lane, place);
  if (!own) return;
  const { one, other, otherBody } = await renameToTaken(world, resource, update, lane, own);
  const taken = { ...other.body, name: otherBody.name.toUpperCase() };
  // Its own name, in whatever case, is no conflict.
  const kept = await lane.accept(
    {
      operation: update,
      path: other.path,
      body: updateBody(world, update, taken),
      tried: "its own name in capitals",
    },
    "uniqueness",
  );
  if (succeeded(kept)) {
    const name = (valueAt(kept.answer.body, resource.itemPointer) as Made["item"] | undefined)?.["name"];
    lane.holds(
      typeof name === "string" && name.normalize("NFC").trim() === taken.name.normalize("NFC"),
      kept,
      {
        check: "read_your_writes",
        what: "does not take its own name in another case",
        expected: taken.name,
        actual: shown(name),
        pointer: update.pointer,
      },
    );
    await expectTaken(resource, lane, own, disguises(taken.name));
  }
  await expectFree(world, resource, lane, one);
}

/** Of two things in one place, one cannot have the other's name. */
async function renameToTaken(
  world: World,
  resource: Resource,
  update: NonNullable<Resource["update"]>,
  lane: Lane,
  place: Place,
): Promise<{ one: Made; other: Made; otherBody: Made["body"] & { name: string } }> {
  const one = await world.make(resource, lane, { ...place, body: { ...place.body, name: lane.unique() } });
  const otherBody = { ...place.body, name: otherName(lane) };
  const other = await world.make(resource, lane, { ...place, body: otherBody });
  const hidden = otherName(lane);
  await world.make(resource, lane, { ...place, body: { ...place.body, name: disguised(hidden) } });
  const changed = "description" in one.body && { description: "Sent with a name that is taken" };
  const ways: [string, string][] = [...disguises(otherBody.name), ["in a plain way", hidden]];
  for (const [how, name] of ways) {
    await lane.expect(
      {
        ...place,
        operation: update,
        path: one.path,
        body: updateBody(world, update, { ...one.body, ...changed, name }),
        tried: `changing to a taken name, ${how}`,
      },
      { check: "uniqueness", because: written("another has the name", how), ...refusals.taken(update) },
    );
  }
  const { body: _, ...whereItIs } = place;
  await expectSame(world, resource, lane, one, whereItIs);
  return { one, other, otherBody };
}

/** A name that was given up is free, for what is new and for what is there. */
async function expectFree(world: World, resource: Resource, lane: Lane, one: Made): Promise<void> {
  const name = lane.unique();
  if (!(await rename(world, resource, lane, one, name, "a new name"))) return;
  const heir = await accepted(world, resource, lane, one.body, "a name that was given up");
  if (!heir || !(await rename(world, resource, lane, one, lane.unique(), "another new name"))) return;
  await rename(world, resource, lane, heir, name, "changing to a name that was given up");
}

async function systemNames(world: World, resource: Resource, lane: Lane): Promise<void> {
  if (!documentsRefusal(resource.create, "systemName")) return;
  const [own, ...elsewhere] = await placesOf(world, resource, lane);
  if (own) await expectSystemNames(world, resource, lane, own, disguises);
  for (const place of elsewhere) {
    await expectSystemNames(world, resource, lane, place, (name) => [["as it is", name]]);
  }
}

async function expectSystemNames(
  world: World,
  resource: Resource,
  lane: Lane,
  { body, ...place }: Place,
  ways: typeof disguises,
): Promise<void> {
  const { create, update } = resource;
  const { items } = await world.listed(resource, lane, place);
  const system = items.filter(isGlobal).map((item) => String(item["name"]));
  const made = await world.make(resource, lane, { ...place, body: { ...body, name: lane.unique() } });
  for (const [how, name] of system.flatMap(ways)) {
    const because = written("the name is that of a system-defined role", how);
    for (const operation of [create, update]) {
      if (!operation) continue;
      await lane.expect(
        {
          ...place,
          operation,
          path: operation === create ? place.path : made.path,
          body: { ...made.body, name },
          tried: `${operation === create ? "creating a role with the name" : "renaming to"} ${shown(name)}`,
        },
        { check: "uniqueness", because, ...refusals.systemName(operation) },
      );
    }
  }
}
