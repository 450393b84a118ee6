import { coerce, nearIds, nowhere } from "../data/nowhere.ts";
import { pathNames } from "../description/operation.ts";
import { beside } from "../session/beside.ts";
import { type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Made, World } from "../session/world.ts";
import { differingItems, expectEcho, itemSchema, sameItem } from "./compare.ts";
import { expectKeyKnown } from "./keys.ts";
import { updateBody } from "./naming.ts";
import { stateTask, type Task } from "./task.ts";

/** From the creation of a thing to its deletion, and after. */
export const lifecycle = (world: World): Task[] => {
  if (world.resources.length === 0) {
    for (const check of [
      "use_after_free",
      "ensure_resource_availability",
      "read_your_writes",
      "idempotent_put",
    ] as const) {
      world.session.settings.findings.notRun(
        check,
        "the description has no links from what creates a thing to what uses it",
      );
    }
  }
  return [
    ...world.resources.flatMap((resource): Task[] => [
      stateTask(`writes of ${resource.name} are read`, ["read_your_writes"], (lane) =>
        readWrites(world, resource, lane),
      ),
      {
        ...stateTask(`list of many: ${resource.name}`, ["read_your_writes"], (lane) =>
          listMany(world, resource, lane),
        ),
        isLong: true,
      },
      stateTask(`neighbours of ${resource.name}`, ["read_your_writes"], (lane) =>
        neighbours(world, resource, lane),
      ),
      ...(inside(world, resource).length > 0 && resource.update
        ? [
            stateTask(
              `change of a ${resource.name} that is full`,
              ["read_your_writes", "ignored_auth"],
              (lane) => changeFull(world, resource, lane),
            ),
          ]
        : []),
      stateTask(`use of ${resource.name}`, ["ensure_resource_availability"], (lane) =>
        useAtOnce(world, resource, lane),
      ),
    ]),
    ...world.description.operations
      .filter(({ path }) => pathNames(path).length > 0)
      .map((operation) =>
        stateTask(`nothing there: ${operation.operationId}`, ["missing_resource"], (lane) =>
          nothingThere(world, operation, lane),
        ),
      ),
  ];
};

/** Texts as people write them, for fields that are free. */
const texts = [
  "",
  " with space around ",
  "two\nlines\tand a tab",
  "lines\r\nof every\rkind\n",
  "Zo\u00eb \u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u05d0",
  '"\\/<&>',
  "0",
];

export async function readWrites(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create, update } = resource;
  const made = await world.make(resource, lane);
  expectEcho(lane, world, resource, made.body, made.item, made.exchange, "the answer");
  await expectShown(world, resource, lane, made, made.item, made.body);
  expectScope(world, resource, lane, made);
  expectMoment(world, resource, lane, made);
  await expectOwner(world, resource, lane, made);
  const odd = texts.flatMap((description) => ("description" in made.body ? [{ description }] : []));
  for (const fields of [
    ...odd,
    ...("description" in made.body ? [{ description: null }] : []),
    { name: `Caf\u00e9 ${lane.unique()} \u{1f600}` },
  ]) {
    if (!Object.keys(fields).every((name) => name in made.body)) continue;
    const body = { ...made.body, name: lane.unique(), ...fields };
    const path = world.scopeOf(resource);
    const other = await lane.accept({
      operation: create,
      path,
      body,
      tried: `creating with ${shown(fields)}`,
    });
    if (!succeeded(other)) continue;
    const one = world.madeBy(resource, other);
    expectEcho(lane, world, resource, body, one.item, other, "the answer");
    await expectShown(world, resource, lane, one, one.item, body);
    if (update) await expectUpdated(world, resource, lane, one, { ...body, name: lane.unique() });
  }
}

async function expectUpdated(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  body: Made["body"],
): Promise<void> {
  const { update } = resource;
  const pointer = update?.requestBody?.schemaPointer;
  if (!update || !pointer || world.description.problems(pointer, body).length > 0) return;
  const exchange = await lane.accept({
    operation: update,
    path: made.path,
    body,
    tried: "changing what was created",
  });
  if (!succeeded(exchange)) return;
  const item = valueAt(exchange.answer.body, resource.itemPointer) as Made["item"];
  expectEcho(lane, world, resource, body, item, exchange, "the answer");
  lane.holds(item?.[resource.idProperty] === made.id, exchange, {
    check: "read_your_writes",
    what: "an update answers with another thing",
    expected: `the id ${made.id}`,
    actual: shown(item?.[resource.idProperty]),
    pointer: update.pointer,
  });
  await expectShown(world, resource, lane, { ...made, exchange }, item, body);
}

/** What was answered is what the list and the thing itself show, at once, and on another connection. */
async function expectShown(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  item: unknown,
  body: Made["body"],
): Promise<void> {
  for (const fresh of [false, true]) {
    if (resource.list) {
      const { items, exchange } = await world.listed(resource, lane, {
        fresh,
        path: scopePath(resource, made.path),
      });
      const found = items.filter((each) => each[resource.idProperty] === made.id);
      lane.holds(found.length === 1, exchange, {
        check: "read_your_writes",
        what: found.length === 0 ? "the list lacks what was just written" : "the list has something twice",
        expected: `${made.id}, once, in the list right after it was written`,
        actual: `${found.length} among ${items.length}`,
        pointer: resource.list.pointer,
        after: [made.exchange],
      });
      if (found.length === 1) {
        expectEcho(lane, world, resource, body, found[0], exchange, "the list");
        lane.holds(sameItem(world, resource, found[0], item), exchange, {
          check: "read_your_writes",
          what: "the list shows something else than the answer to the write",
          ...differingItems(world, resource, item, found[0]),
          pointer: itemSchema(world.description, resource),
          after: [made.exchange],
        });
      }
    }
    if (!resource.read) continue;
    const exchange = await lane.accept(
      { operation: resource.read, path: made.path, fresh, tried: "reading what was just written" },
      "ensure_resource_availability",
    );
    if (!succeeded(exchange)) continue;
    const read = valueAt(exchange.answer.body, resource.itemPointer);
    lane.holds(sameItem(world, resource, read, item), exchange, {
      check: "read_your_writes",
      what: "reading it shows something else than the answer to the write",
      ...differingItems(world, resource, item, read),
      pointer: itemSchema(world.description, resource),
      after: [made.exchange],
    });
  }
}

const scopePath = ({ create }: Resource, path: Record<string, string>) =>
  Object.fromEntries(pathNames(create.path).map((name) => [name, path[name] ?? ""]));

/** What says to whom a thing belongs says so truly: `projectId` is the project's of the path. */
function expectScope(world: World, resource: Resource, lane: Lane, { item, path, exchange }: Made): void {
  for (const name of pathNames(resource.create.path)) {
    if (!(name in item)) continue;
    lane.holds(item[name] === path[name], exchange, {
      check: "read_your_writes",
      what: `the ${name} of what was created is another one`,
      expected: `${name} as in the path`,
      actual: shown(item[name]),
      pointer: itemSchema(world.description, resource),
    });
  }
  const isOwn = !("organizationId" in item) || typeof item["organizationId"] === "string";
  lane.holds(isOwn, exchange, {
    check: "read_your_writes",
    what: "what was created says that it is global",
    expected: "the id of the organization that made it; null is for global ones",
    actual: `organizationId: ${shown(item["organizationId"])}`,
    pointer: itemSchema(world.description, resource),
  });
}

/** What says when a thing was created says so truly, as far as two clocks may differ. */
function expectMoment(world: World, resource: Resource, lane: Lane, { item, exchange }: Made): void {
  const now = Date.parse(exchange.answer.headers.get("date") ?? "");
  for (const [name, value] of Object.entries(item)) {
    if (!/^created_?at$/i.test(name) || Number.isNaN(now)) continue;
    const apart = Math.abs(Date.parse(String(value)) - now);
    lane.holds(!(apart > clocksApartMs), exchange, {
      check: "read_your_writes",
      what: `the ${name} of what was created is another time`,
      expected: `about the time of the answer, ${new Date(now).toISOString()}`,
      actual: shown(value),
      pointer: itemSchema(world.description, resource),
    });
  }
}

const clocksApartMs = 10 * 60_000;

/** `organizationId` is the id that the key's organization says that it has. */
async function expectOwner(world: World, resource: Resource, lane: Lane, made: Made): Promise<void> {
  const { item, exchange } = made;
  for (const read of world.description.operations) {
    const name = /\/(\w+)$/.exec(read.path)?.[1];
    const id = item[`${name}Id`];
    if (read.method !== "GET" || pathNames(read.path).length > 0 || typeof id !== "string") continue;
    const { answer } = await lane.ask({ operation: read, tried: "reading whose it is" });
    const owner = valueAt(answer.body, `/data/${name}/id`);
    if (owner === undefined) continue;
    lane.holds(id === owner, exchange, {
      check: "read_your_writes",
      what: `the ${name}Id of what was created is another one`,
      expected: shown(owner),
      actual: shown(id),
      pointer: itemSchema(world.description, resource),
    });
  }
}

/** Lists are whole: nothing is lost after the first so many, nothing is there twice. */
async function listMany(world: World, resource: Resource, lane: Lane): Promise<void> {
  if (!resource.list) return;
  const first = await world.make(resource, lane);
  // Whatever others are in costs more to make; elsewhere than here it may even be paid for.
  const isPlace = world.resources.some(({ parent }) => parent === resource);
  const count = !world.options.mayChangeWhatIsThere ? 12 : isPlace ? 25 : 105;
  const made: Made[] = [first];
  await beside(Array.from({ length: count - 1 }), 8, async (_, index) => {
    const own = world.lane(`${lane.name} ${index}`);
    made.push(await world.make(resource, own, { body: withName(world, first.body, own) }));
  });
  const { items, exchange } = await world.listed(resource, lane);
  const ids = items.map((item) => item[resource.idProperty]);
  const lost = made.filter(({ id }) => !ids.includes(id));
  lane.holds(lost.length === 0, exchange, {
    check: "read_your_writes",
    what: "the list lacks some of many things",
    expected: `all ${count} that were created`,
    actual: `${lost.length} of them are not among the ${items.length} that it shows`,
    pointer: resource.list.pointer,
  });
  lane.holds(new Set(ids).size === ids.length, exchange, {
    check: "read_your_writes",
    what: "the list has something twice",
    expected: "every id once",
    actual: `${ids.length} things with ${new Set(ids).size} ids`,
    pointer: resource.list.pointer,
  });
  const own = new Set(made.map(({ id }) => id));
  lane.holds(own.size === made.length, exchange, {
    check: "read_your_writes",
    what: "gives the same id to two things",
    expected: "an id of its own for each",
    actual: `${made.length} things with ${own.size} ids`,
    pointer: itemSchema(world.description, resource),
  });
}

const withName = (world: World, body: Made["body"], lane: Lane): Made["body"] =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, world.isUnique(name) ? lane.unique() : value]),
  );

/** What is done to one thing is done to no other. */
async function neighbours(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { list, update, remove } = resource;
  if (!list) return;
  const before = await world.make(resource, lane);
  const made = await world.make(resource, lane);
  const after = await world.make(resource, lane);
  const body = update && (await world.body(update, lane, made.path));
  for (const operation of [update, remove]) {
    if (!operation) continue;
    const sent = operation === update && body ? { body } : {};
    const tried = `${operation.operationId} of one of three`;
    const done = await lane.ask({ operation, path: made.path, ...sent, tried });
    if (!succeeded(done)) continue;
    const { items, exchange } = await world.listed(resource, lane);
    for (const { id, item } of [before, after]) {
      const found = items.find((each) => each[resource.idProperty] === id);
      lane.holds(sameItem(world, resource, found, item), exchange, {
        check: "read_your_writes",
        what: "what is done to one thing is done to another as well",
        ...differingItems(world, resource, item, found ?? "gone"),
        pointer: operation.pointer,
        after: [done],
      });
    }
  }
}

const inside = ({ resources }: World, resource: Resource) =>
  resources.filter(({ parent }) => parent === resource);

/** What is in a thing, and its key, outlive a change of its name. */
async function changeFull(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const place = await world.make(resource, lane);
  const children = [];
  for (const child of inside(world, resource)) {
    if (child.list) children.push({ child, made: await world.make(child, lane, { path: place.path }) });
  }
  const body = updateBody(world, update, { ...place.body, name: lane.unique() });
  const changed = await lane.accept({ operation: update, path: place.path, body, tried: "a new name" });
  if (!succeeded(changed)) return;
  for (const { child, made } of children) {
    const { items, exchange } = await world.listed(child, lane, { path: place.path });
    const item = items.find((each) => each[child.idProperty] === made.id);
    lane.holds(sameItem(world, child, item, made.item), exchange, {
      check: "read_your_writes",
      what: "what is in a thing is another when the thing has a new name",
      ...differingItems(world, child, made.item, item ?? "gone"),
      pointer: update.pointer,
      after: [changed],
    });
    if (child.update) await expectUpdated(world, child, lane, made, { ...made.body, name: lane.unique() });
  }
  await expectKeyKnown(world, lane, place);
}

/** Everything that the links of a creation name can be done at once, on another connection. */
async function useAtOnce(world: World, resource: Resource, lane: Lane): Promise<void> {
  for (const operation of [resource.list, resource.read, resource.update, resource.remove]) {
    if (!operation) continue;
    const made = await world.make(resource, lane);
    const body = await world.body(operation, lane, made.path);
    const path = Object.fromEntries(pathNames(operation.path).map((name) => [name, made.path[name] ?? ""]));
    await lane.accept(
      {
        operation,
        path,
        fresh: true,
        tried: `${operation.operationId} right after ${resource.create.operationId}`,
        ...(body && { body }),
      },
      "ensure_resource_availability",
    );
  }
}

/** A well-formed id that nothing has, in each place of the path. */
async function nothingThere(
  world: World,
  operation: Parameters<World["request"]>[0],
  lane: Lane,
): Promise<void> {
  const usual = await world.request(operation, lane);
  for (const name of pathNames(operation.path)) {
    for (const id of nowhereIds(world, operation, name)) {
      await lane.expect(
        { ...usual, path: { ...usual.path, [name]: id }, tried: `a ${name} that nothing has` },
        { check: "missing_resource", because: `nothing has this ${name}`, ...refusals.missing(operation) },
      );
    }
    const schema = `${operation.parameters.find((each) => each.name === name)?.pointer}/schema`;
    for (const [how, id] of nearIds(usual.path?.[name] ?? "")) {
      if (world.description.problems(schema, coerce(world.description, schema, id)).length > 0) continue;
      await lane.expect(
        { ...usual, path: { ...usual.path, [name]: id }, tried: `a ${name} that something has, ${how}` },
        { check: "missing_resource", because: `nothing has this ${name}`, ...refusals.missing(operation) },
      );
    }
  }
}

/** Ids of more than one form, where the description leaves the form open. */
function nowhereIds(
  { description }: World,
  operation: Parameters<World["request"]>[0],
  name: string,
): string[] {
  const own = nowhere(description, operation, name);
  return own === "nothing-has-this-id" ? [own, "00000000-0000-7000-8000-000000000000"] : [own];
}
