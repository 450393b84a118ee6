import { type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import { documentsRefusal, refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Made, World } from "../session/world.ts";
import { sameItem } from "./compare.ts";
import type { Task } from "./task.ts";

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
    task(`taken names of ${resource.name}`, ["uniqueness", "refusal_changes_nothing"], (lane) =>
      takenNames(world, resource, lane),
    ),
    task(`names of others: ${resource.name}`, ["uniqueness", "refusal_changes_nothing"], (lane) =>
      namesOfOthers(world, resource, lane),
    ),
    task(`system names of ${resource.name}`, ["uniqueness"], (lane) => systemNames(world, resource, lane)),
    task(`names elsewhere: ${resource.name}`, ["uniqueness"], (lane) =>
      namesElsewhere(world, resource, lane),
    ),
    task(`names of other kinds: ${resource.name}`, ["uniqueness"], (lane) =>
      namesOfOtherKinds(world, resource, named, lane),
    ),
    task(`races for a name of ${resource.name}`, ["uniqueness_race"], (lane) =>
      raceToCreate(world, resource, lane),
    ),
    task(`races to a name of ${resource.name}`, ["uniqueness_race"], (lane) =>
      raceToRename(world, resource, lane),
    ),
  ]);
};

const task = (name: string, checks: Task["checks"], run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks,
  run,
});

/** Ways to write a name that are the same name. */
const disguises = (name: string): [string, string][] => [
  ["as it is", name],
  ["with space around it", ` ${name}\u00a0`],
  ["in capitals", name.toUpperCase()],
  ["in small letters", name.toLowerCase()],
  ["in another Unicode form", name.normalize("NFD")],
];

/** That a name is taken is one fault, that it is not seen through a disguise is another. */
const written = (fact: string, how: string) => (how === "as it is" ? fact : `${fact}, however it is written`);

const otherName = (lane: Lane) => `Caf\u00e9 \u00c5ngstr\u00f6m ${lane.unique()}`;

async function takenNames(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create } = resource;
  const first = await world.make(resource, lane);
  const name = otherName(lane);
  const made = await world.make(resource, lane, { body: { ...first.body, name } });
  const before = (await world.listed(resource, lane)).items.length;
  for (const [how, taken] of disguises(name)) {
    await lane.expect(
      {
        operation: create,
        path: world.scopeOf(resource),
        body: { ...made.body, name: taken },
        tried: `creating under a taken name, ${how}`,
      },
      { check: "uniqueness", because: written("the name is taken", how), ...refusals.taken(create) },
    );
  }
  const { items, exchange } = await world.listed(resource, lane);
  const same = items.filter((item) => isSameName(item["name"], name));
  lane.holds(same.length === 1, exchange, {
    check: "uniqueness",
    what: "the list shows one name more than once",
    expected: "one thing of that name",
    actual: `${same.length}: ${shown(same.map((item) => item["name"]))} (there were ${before} in the list before)`,
    pointer: create.pointer,
  });
}

const isSameName = (one: unknown, other: string) => typeof one === "string" && fold(one) === fold(other);

const fold = (name: string) => name.normalize("NFC").trim().toLowerCase();

async function namesOfOthers(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const one = await world.make(resource, lane);
  const otherBody = { ...one.body, name: otherName(lane) };
  const other = await world.make(resource, lane, { body: otherBody });
  const changed = "description" in one.body && { description: "Sent with a name that is taken" };
  for (const [how, name] of disguises(String(otherBody.name))) {
    await lane.expect(
      {
        operation: update,
        path: one.path,
        body: updateBody(world, update, { ...one.body, ...changed, name }),
        tried: `changing to a taken name, ${how}`,
      },
      { check: "uniqueness", because: written("another has the name", how), ...refusals.taken(update) },
    );
  }
  await expectUnchanged(world, resource, lane, one);
  // Its own name, in whatever case, is no conflict.
  const own = { ...other.body, name: String(otherBody.name).toUpperCase() };
  const kept = await lane.accept(
    {
      operation: update,
      path: other.path,
      body: updateBody(world, update, own),
      tried: "its own name in capitals",
    },
    "uniqueness",
  );
  if (succeeded(kept)) {
    const name = (valueAt(kept.answer.body, resource.itemPointer) as Made["item"] | undefined)?.["name"];
    lane.holds(typeof name === "string" && name.normalize("NFC").trim() === own.name.normalize("NFC"), kept, {
      check: "read_your_writes",
      what: "does not take its own name in another case",
      expected: own.name,
      actual: shown(name),
      pointer: update.pointer,
    });
  }
  // A name that was given up is free.
  const renamed = { ...one.body, name: lane.unique() };
  const moved = await lane.accept({
    operation: update,
    path: one.path,
    body: updateBody(world, update, renamed),
    tried: "a new name",
  });
  if (!succeeded(moved)) return;
  await lane.accept(
    {
      operation: resource.create,
      path: world.scopeOf(resource),
      body: one.body,
      tried: "a name that was given up",
    },
    "uniqueness",
  );
}

/** What an update takes of what a creation took. */
export function updateBody(
  world: World,
  update: NonNullable<Resource["update"]>,
  body: Made["body"],
): Made["body"] {
  const pointer = update.requestBody?.schemaPointer ?? "#";
  const extra = new Set(
    world.description
      .problems(pointer, body)
      .filter(({ keyword }) => keyword === "additionalProperties")
      .map(({ message }) => /\("(.+)"\)/.exec(message)?.[1] ?? ""),
  );
  return Object.fromEntries(Object.entries(body).filter(([name]) => !extra.has(name)));
}

async function expectUnchanged(world: World, resource: Resource, lane: Lane, made: Made): Promise<void> {
  if (!resource.list) return;
  const { items, exchange } = await world.listed(resource, lane);
  const item = items.find((each) => each[resource.idProperty] === made.id);
  lane.holds(sameItem(world, resource, item, made.item), exchange, {
    check: "refusal_changes_nothing",
    what: "a refused change has changed something",
    expected: shown(made.item),
    actual: shown(item ?? "gone"),
    pointer: resource.update?.pointer ?? "#",
  });
}

async function systemNames(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create, update } = resource;
  if (!documentsRefusal(create, "systemName")) return;
  const { items } = await world.listed(resource, lane);
  const system = items.filter(isGlobal).map((item) => String(item["name"]));
  const made = await world.make(resource, lane);
  for (const name of system) {
    for (const [how, taken] of disguises(name)) {
      const because = written("the name is that of a system-defined role", how);
      await lane.expect(
        {
          operation: create,
          path: world.scopeOf(resource),
          body: { ...made.body, name: taken },
          tried: `creating a role with the name ${shown(taken)}`,
        },
        { check: "uniqueness", because, ...refusals.systemName(create) },
      );
      if (!update) continue;
      await lane.expect(
        {
          operation: update,
          path: made.path,
          body: { ...made.body, name: taken },
          tried: `renaming to ${shown(taken)}`,
        },
        { check: "uniqueness", because, ...refusals.systemName(update) },
      );
    }
  }
}

/** A role that belongs to nobody: the system defined it. */
export const isGlobal = (item: object): boolean =>
  ("organizationId" in item && item.organizationId === null) ||
  ("projectId" in item && item.projectId === null);

/** Two projects may have the same name for two things: each has names of its own. */
async function namesElsewhere(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { parent, create, update } = resource;
  if (!parent) return;
  const elsewhere = await world.make(parent, lane);
  const made = await world.make(resource, lane);
  const body = (await world.body(create, lane, elsewhere.path)) ?? {};
  const request = { operation: create, path: elsewhere.path, body: { ...body, name: made.body["name"] } };
  await lane.accept({ ...request, tried: "a name that is taken in another project alone" }, "uniqueness");
  if (!update) return;
  const other = await world.make(resource, lane, { path: elsewhere.path });
  const third = await world.make(resource, lane);
  await lane.accept(
    {
      operation: update,
      path: other.path,
      body: { ...other.body, name: third.body["name"] },
      tried: "renaming to what is taken in another project alone",
    },
    "uniqueness",
  );
}

/** A role and a policy may have one name: it is unique among things of one kind. */
async function namesOfOtherKinds(
  world: World,
  resource: Resource,
  named: Resource[],
  lane: Lane,
): Promise<void> {
  const beside = named.filter((other) => other !== resource && other.parent === resource.parent);
  for (const other of beside) {
    const { body } = await world.make(other, lane);
    const own = (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
    const tried = `a name that something of another kind has (${other.name})`;
    const request = { operation: resource.create, path: world.scopeOf(resource) };
    await lane.accept({ ...request, body: { ...own, name: body["name"] }, tried }, "uniqueness");
  }
}

async function raceToCreate(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create } = resource;
  const first = await world.make(resource, lane);
  for (let round = 0; round < 3; round += 1) {
    const name = `Race ${lane.unique()}`;
    const requests = Array.from({ length: 12 }, (_, index) => ({
      operation: create,
      path: world.scopeOf(resource),
      body: { ...first.body, name: index % 3 === 0 ? name.toUpperCase() : name },
      tried: "12 requests at once for one name",
    }));
    const exchanges = await Promise.all(requests.map((request) => lane.ask(request)));
    const winners = exchanges.filter(succeeded);
    const [last] = winners.length > 1 ? winners.slice(1) : exchanges;
    if (!last || exchanges.some(({ answer }) => answer.failure)) return;
    lane.holds(winners.length === 1, last, {
      check: "uniqueness_race",
      what: "of requests at once for one name, not one succeeds",
      expected: "one success, and a refusal for each of the others",
      actual: `${winners.length} successes; statuses ${exchanges.map(({ answer }) => answer.status).join(" ")}`,
      pointer: create.pointer,
    });
    const { statuses } = refusals.taken(create);
    const odd = exchanges.find(
      (each) => !succeeded(each) && !statuses.includes(each.answer.status) && each.answer.status < 500,
    );
    lane.holds(odd === undefined, odd ?? last, {
      check: "uniqueness_race",
      what: "refuses the slower of two requests for one name in another way",
      expected: `status ${statuses.join(" or ")}`,
      actual: `status ${odd?.answer.status}`,
      pointer: refusals.taken(create).pointer,
    });
    const { items, exchange } = await world.listed(resource, lane);
    const same = items.filter((item) => isSameName(item["name"], name));
    lane.holds(same.length === Math.min(winners.length, 1), exchange, {
      check: "uniqueness_race",
      what: "after a race for a name the list has it another number of times",
      expected: "once",
      actual: `${same.length} times`,
      pointer: create.pointer,
    });
  }
}

async function raceToRename(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const made = [];
  for (let count = 0; count < 6; count += 1) made.push(await world.make(resource, lane));
  const name = `Race ${lane.unique()}`;
  const exchanges = await Promise.all(
    made.map((each) =>
      lane.ask({
        operation: update,
        path: each.path,
        body: updateBody(world, update, { ...each.body, name }),
        tried: "6 changes at once to one name",
      }),
    ),
  );
  const winners = exchanges.filter(succeeded);
  const [last] = winners.length > 1 ? winners.slice(1) : exchanges;
  if (!last || exchanges.some(({ answer }) => answer.failure)) return;
  lane.holds(winners.length === 1, last, {
    check: "uniqueness_race",
    what: "of changes at once to one name, not one succeeds",
    expected: "one success, and a refusal for each of the others",
    actual: `${winners.length} successes; statuses ${exchanges.map(({ answer }) => answer.status).join(" ")}`,
    pointer: update.pointer,
  });
}
