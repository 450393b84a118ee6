import type { Lane } from "../session/lane.ts";
import { documentsRefusal } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { World } from "../session/world.ts";
import { isRolesApi } from "./examples.ts";
import { accepted, isGlobal, isSameName, longestName, rename } from "./naming.ts";
import type { Task } from "./task.ts";

/** Names that are not the same, or not of the same things, have nothing to do with one another. */
export const namesApart = (world: World): Task[] => {
  const named = world.resources.filter(({ create }) => documentsRefusal(create, "nameTaken"));
  return named.flatMap((resource): Task[] => [
    task(`names elsewhere: ${resource.name}`, (lane) => namesElsewhere(world, resource, lane)),
    task(`names of other kinds: ${resource.name}`, (lane) => namesOfOtherKinds(world, resource, named, lane)),
    task(`system names of others: ${resource.name}`, (lane) =>
      systemNamesOfOthers(world, resource, named, lane),
    ),
    // How names are compared is what this description says; another may say nothing.
    ...(isRolesApi(world)
      ? [task(`names alike: ${resource.name}`, (lane) => namesAlike(world, resource, lane))]
      : []),
  ]);
};

const task = (name: string, run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks: ["uniqueness"],
  run,
});

/** Two projects may have the same name for two things: each has names of its own. */
async function namesElsewhere(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { parent, create } = resource;
  if (!parent) return;
  const elsewhere = await world.make(parent, lane);
  const made = await world.make(resource, lane);
  const body = (await world.body(create, lane, elsewhere.path)) ?? {};
  const request = { operation: create, path: elsewhere.path, body: { ...body, name: made.body["name"] } };
  await lane.accept({ ...request, tried: "a name that is taken in another project alone" }, "uniqueness");
  const other = await world.make(resource, lane, { path: elsewhere.path });
  const third = await world.make(resource, lane);
  const tried = "renaming to what is taken in another project alone";
  await rename(world, resource, lane, other, third.body["name"], tried);
}

/** A role and a policy may have one name, and two roles of two scopes: it is unique among things of one kind in one place. */
async function namesOfOtherKinds(
  world: World,
  resource: Resource,
  named: Resource[],
  lane: Lane,
): Promise<void> {
  const own = await world.make(resource, lane);
  for (const other of named.filter((each) => each !== resource)) {
    const tried = `a name that something of another kind has (${other.name})`;
    const [one, two] = [await world.make(other, lane), await world.make(other, lane)];
    await accepted(world, resource, lane, { ...own.body, name: one.body["name"] }, tried);
    await rename(world, resource, lane, own, two.body["name"], `changing to ${tried}`);
  }
}

/** What the system calls a role of one kind is free for everything else. */
async function systemNamesOfOthers(
  world: World,
  resource: Resource,
  named: Resource[],
  lane: Lane,
): Promise<void> {
  const names = new Set<string>();
  for (const other of named.filter(({ create }) => documentsRefusal(create, "systemName"))) {
    const { items } = await world.listed(other, lane);
    for (const { name } of items.filter(isGlobal)) names.add(String(name));
  }
  const { items } = await world.listed(resource, lane);
  const body = (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
  for (const name of names) {
    if (items.some((item) => isSameName(item["name"], name))) continue;
    const tried = "a name that the system gives to something of another kind";
    const made = await accepted(world, resource, lane, { ...body, name }, tried);
    const free = made && (await rename(world, resource, lane, made, lane.unique(), "a name of one's own"));
    const again = free && (await rename(world, resource, lane, free, name, `changing to ${tried}`));
    // What people may look for under that name shall not be the run's for longer than it has to.
    if (again) await rename(world, resource, lane, again, lane.unique(), "a name of one's own");
  }
}

/**
 * Names that look alike, sound alike or mean the same to a search, and are different ones: but for Unicode NFC, case and white
 * space around it, a name is what it is. What is compared as a pattern, the first and the last would be the same as most of them.
 */
const alike = (name: string): string[] => [
  `Caf\u00e9 1-2 ${name}`,
  `Cafe 1-2 ${name}`,
  `Caf\u00e8 1-2 ${name}`,
  `C\u0430f\u00e9 1-2 ${name}`,
  `Caf\u00e9  1-2 ${name}`,
  `Caf\u00e9\u00a01-2 ${name}`,
  `Caf\u00e91-2 ${name}`,
  `Caf\u00e9 \u00b9-2 ${name}`,
  `Caf\u00e9 \uff11-2 ${name}`,
  `Caf\u00e9 01-2 ${name}`,
  `Caf\u00e9 1.2 ${name}`,
  `Caf\u00e9 1 2 ${name}`,
  `Caf\u00e9 12 ${name}`,
  `Caf\u00e9 1\u20102 ${name}`,
  `Caf\u00e9 1'2 ${name}`,
  String.raw`Café 1\2 ${name}`,
  `\u200bCaf\u00e9 1-2 ${name}`,
  `Caf\u00e9 1-2 ${name}\u200b`,
  `Caf\u00e9 1-\u00ad2 ${name}`,
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

async function namesAlike(world: World, resource: Resource, lane: Lane): Promise<void> {
  const body = (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
  const start = lane.uniqueOf(longestName(world, resource.create) - 1, "x");
  const [first, second] = [lane.unique(), lane.unique()];
  const tried = "a name that is like others, and none of them";
  const created = [];
  for (const name of [...alike(first), `${start}y`, `${start}z`]) {
    created.push(await accepted(world, resource, lane, { ...body, name }, tried));
  }
  const names = [...alike(second), `${start}v`, `${start}w`];
  for (const [index, made] of created.entries()) {
    if (made) await rename(world, resource, lane, made, names[index], `changing to ${tried}`);
  }
}
