import { isDeepStrictEqual } from "node:util";
import { flatSchema } from "../data/flat-schema.ts";
import { type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import type { Operation } from "../description/operation.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { changedBeside, differingItems, expectEcho, itemSchema, sameItem } from "./compare.ts";
import { differing } from "./differing.ts";
import { isRolesApi } from "./examples.ts";
import { updateBody } from "./naming.ts";
import type { Task } from "./task.ts";
import { oddWords } from "./texts.ts";

/** What PUT does: the same twice, and to what is not sent. */
export const put = (world: World): Task[] => {
  const single = world.description.operations.filter((operation) => world.isSingleton(operation));
  return [
    ...world.resources
      .filter(({ update }) => update?.method === "PUT")
      .flatMap((resource): Task[] => [
        task(`PUT twice: ${resource.name}`, (lane) => twice(world, resource, lane)),
        task(`PUT at once: ${resource.name}`, (lane) => atOnce(world, resource, lane)),
        ...(isRolesApi(world)
          ? [task(`what PUT leaves out: ${resource.name}`, (lane) => leftOut(world, resource, lane))]
          : []),
      ]),
    ...single.map((operation): Task => {
      const { checks, ...alone } = task(`PUT of ${operation.path}`, (lane) =>
        singletons(world, operation, lane),
      );
      return { ...alone, checks: world.options.secondKey ? [...checks, "tenant_isolation"] : checks };
    }),
  ];
};

const task = (name: string, run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks: ["idempotent_put", "read_your_writes"],
  run,
});

export async function twice(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const made = await world.make(resource, lane);
  const body = updateBody(world, update, { ...made.body, name: lane.unique() });
  const request = { operation: update, path: made.path, body };
  const first = await lane.accept({ ...request, tried: "a PUT" });
  if (!succeeded(first)) return;
  const second = await lane.accept({ ...request, tried: "the same PUT again" }, "idempotent_put");
  if (!succeeded(second)) return;
  const items = [first, second].map(
    ({ answer }) => valueAt(answer.body, resource.itemPointer) as Made["item"],
  );
  const pick = (item: Made["item"] | undefined) => [
    item?.[resource.idProperty],
    ...Object.keys(body).map((name) => item?.[name]),
  ];
  lane.holds(isDeepStrictEqual(pick(items[0]), pick(items[1])), second, {
    check: "idempotent_put",
    what: "the same PUT twice gives something else",
    ...differingItems(world, resource, items[0], items[1]),
    pointer: update.pointer,
    after: [first],
  });
  const beside = changedBeside(world, resource, body, made.item, items[1]);
  lane.holds(beside.length === 0, second, {
    check: "idempotent_put",
    what: `a PUT changes what it was not given: ${beside.join(", ")}`,
    expected: shown(Object.fromEntries(beside.map((name) => [name, made.item[name]]))),
    actual: shown(Object.fromEntries(beside.map((name) => [name, items[1]?.[name]]))),
    pointer: update.pointer,
    after: [made.exchange],
  });
  if (!resource.list) return;
  const { items: listed, exchange } = await world.listed(resource, lane);
  const same = listed.filter((item) => item["name"] === body["name"]);
  lane.holds(same.length === 1, exchange, {
    check: "idempotent_put",
    what: "after the same PUT twice the list shows it another number of times",
    expected: "once",
    actual: `${same.length} times`,
    pointer: update.pointer,
    after: [second],
  });
}

/** Of two changes at once, one is what remains, and whole. */
async function atOnce(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update, list } = resource;
  if (!update || !list) return;
  const made = await world.make(resource, lane);
  if (!("description" in made.body)) return;
  const bodies = ["one", "two", "three", "four"].map((description) =>
    updateBody(world, update, { ...made.body, name: lane.unique(), description }),
  );
  const exchanges = await Promise.all(
    bodies.map((body) => lane.ask({ operation: update, path: made.path, body, tried: "4 changes at once" })),
  );
  if (!exchanges.every(succeeded)) return;
  const { items, exchange } = await world.listed(resource, lane);
  const item = items.find((each) => each[resource.idProperty] === made.id);
  const isWhole = bodies.some(
    (body) => body["name"] === item?.["name"] && body["description"] === item?.["description"],
  );
  lane.holds(isWhole, exchange, {
    check: "idempotent_put",
    what: "changes at once leave a mixture",
    expected: "what one of them sent, and all of it",
    actual: shown(item),
    pointer: update.pointer,
    atOnce: exchanges,
  });
}

export async function leftOut(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update } = resource;
  if (!update?.requestBody) return;
  const { schema } = flatSchema(world.description, update.requestBody.schemaPointer);
  // Where something is required, the rest is replaced; where nothing is, what is left out is kept.
  await (schema.required?.length
    ? replaces(world, resource, update, lane)
    : keeps(world, resource, update, lane));
}

type Update = NonNullable<Resource["update"]>;

async function replaces(world: World, resource: Resource, update: Update, lane: Lane): Promise<void> {
  const made = await world.make(resource, lane);
  if (made.body["description"] === undefined || made.body["description"] === null) {
    await lane.accept({
      operation: update,
      path: made.path,
      body: { ...made.body, description: "kept?" },
      tried: "a PUT with a description",
    });
  }
  const { description: _, ...rest } = made.body;
  const lists = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
  );
  for (const body of [rest, lists]) {
    const exchange = await lane.accept(
      { operation: update, path: made.path, body, tried: "a PUT without a description" },
      "idempotent_put",
    );
    if (!succeeded(exchange)) continue;
    const expected = { ...body, description: null };
    await expectState(world, resource, lane, made, exchange, expected, "what PUT leaves out is not null");
  }
  const { description: __, ...first } =
    (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
  const exchange = await lane.accept({
    operation: resource.create,
    path: world.scopeOf(resource),
    body: first,
    tried: "a creation without a description",
  });
  if (!succeeded(exchange)) return;
  const item = valueAt(exchange.answer.body, resource.itemPointer) as Made["item"];
  lane.holds(item?.["description"] === null, exchange, {
    check: "read_your_writes",
    what: "a description that was left out is not null",
    expected: "description: null",
    actual: shown(item?.["description"]),
    pointer: itemSchema(world.description, resource),
  });
}

async function keeps(world: World, resource: Resource, update: Update, lane: Lane): Promise<void> {
  const made = await world.make(resource, lane);
  const name = lane.unique();
  const steps: [string, Made["body"], Made["body"]][] = [
    ["both", { name, description: "kept" }, { name, description: "kept" }],
    ["the description alone", { description: "changed" }, { name, description: "changed" }],
    ["the name alone", { name: `${name} 2` }, { name: `${name} 2`, description: "changed" }],
    ["null alone", { description: null }, { name: `${name} 2`, description: null }],
  ];
  for (const [what, body, expected] of steps) {
    const exchange = await lane.accept({
      operation: update,
      path: made.path,
      body,
      tried: `a PUT of ${what}`,
    });
    if (!succeeded(exchange)) return;
    await expectState(world, resource, lane, made, exchange, expected, "what PUT leaves out is not kept");
  }
}

async function expectState(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  exchange: Exchange,
  expected: Made["body"],
  what: string,
): Promise<void> {
  const item = valueAt(exchange.answer.body, resource.itemPointer) as Made["item"];
  lane.holds(item?.["description"] === expected["description"], exchange, {
    check: "idempotent_put",
    what,
    ...differing({ description: expected["description"] }, { description: item?.["description"] }),
    pointer: resource.update?.pointer ?? "#",
  });
  expectEcho(lane, world, resource, expected, item, exchange, "the answer");
  if (!resource.list) return;
  const { items, exchange: listing } = await world.listed(resource, lane);
  const listed = items.find((each) => each[resource.idProperty] === made.id);
  lane.holds(sameItem(world, resource, listed, item), listing, {
    check: "idempotent_put",
    what: "the list shows something else than the answer to a PUT",
    ...differingItems(world, resource, item, listed),
    pointer: resource.update?.pointer ?? "#",
    after: [exchange],
  });
}

/** The one thing of its kind: changed where that is allowed, and changed back. Another organization has its own. */
async function singletons(world: World, operation: Update, lane: Lane): Promise<void> {
  const read = world.description.operations.find(
    ({ path, method }) => path === operation.path && method === "GET",
  );
  if (!read) return;
  const other = await world.other();
  if (!other) return singleton(world, operation, read, lane);
  const others = other.lane(lane.name);
  for (const [own, ownLane, strange] of [
    [world, lane, others],
    [other, others, lane],
  ] as const) {
    const before = await strange.accept({ operation: read, tried: "reading what is another organization's" });
    await singleton(own, operation, read, ownLane, async (written) => {
      const after = await strange.accept({ operation: read, tried: "reading what another one was told" });
      const changed = changedIn(world, operation, {}, before, after);
      strange.holds(changed.length === 0, after, {
        check: "tenant_isolation",
        what: "what one organization is told is done to another",
        expected: before.answer.text.slice(0, 200),
        actual: after.answer.text.slice(0, 200),
        pointer: operation.pointer,
        after: [written],
      });
    });
  }
}

async function singleton(
  world: World,
  operation: Update,
  read: Operation,
  lane: Lane,
  afterEach: (written: Exchange) => Promise<void> = async () => {},
): Promise<void> {
  const usual = await world.body(operation, lane, {});
  if (!usual) return;
  const changed = Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [
      name,
      world.isUnique(name) && world.options.mayChangeWhatIsThere ? lane.unique() : value,
    ]),
  );
  const odd = world.options.mayChangeWhatIsThere
    ? oddWords(lane).flatMap((word) => withName(world, operation, changed, word))
    : [];
  const before = await lane.accept({ operation: read, tried: "reading it before the PUT" });
  for (const body of [changed, changed, ...odd, usual]) {
    const written = await lane.accept({ operation, body, tried: "a PUT of what is there" }, "idempotent_put");
    if (!succeeded(written)) continue;
    for (const fresh of [false, true]) {
      const exchange = await lane.accept({ operation: read, fresh, tried: "reading it after the PUT" });
      if (!succeeded(exchange)) continue;
      expectSent(lane, operation, body, written, "the answer", []);
      expectSent(lane, operation, body, exchange, "what is there", [written]);
      const beside = changedIn(world, operation, body, before, exchange);
      lane.holds(beside.length === 0, exchange, {
        check: "idempotent_put",
        what: `a PUT changes what it was not given: ${beside.join(", ")}`,
        expected: before.answer.text.slice(0, 200),
        actual: exchange.answer.text.slice(0, 200),
        pointer: operation.pointer,
        after: [before, written],
      });
    }
    await afterEach(written);
  }
}

/** The body under another name, where the name may be that. */
function withName(world: World, { requestBody }: Update, body: Made["body"], word: string): Made["body"][] {
  const named = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, world.isUnique(name) ? word : value]),
  );
  return world.description.problems(requestBody?.schemaPointer ?? "#", named).length > 0 ? [] : [named];
}

function expectSent(
  lane: Lane,
  operation: Update,
  body: object,
  exchange: Exchange,
  where: string,
  after: Exchange[],
): void {
  const wrong = Object.entries(body).find(([name, value]) => !hasField(exchange.answer.body, name, value));
  lane.holds(wrong === undefined, exchange, {
    check: "read_your_writes",
    what: `${where} shows something else than was PUT`,
    expected: shown(Object.fromEntries(wrong ? [wrong] : [])),
    actual: exchange.answer.text.slice(0, 200),
    pointer: operation.pointer,
    after,
  });
}

/** What two looks at the one thing of its kind show otherwise, but for what was sent. */
function changedIn(
  world: World,
  operation: Update,
  sent: object,
  ...[before, after]: [Exchange, Exchange]
): string[] {
  const { schemaPointer = "#" } = operation.requestBody ?? {};
  const names = [...flatSchema(world.description, schemaPointer).properties.keys()];
  const itemPointer = placeOf(before.answer.body, names);
  if (itemPointer === undefined) return [];
  const [old, now] = [before, after].map(({ answer }) => valueAt(answer.body, itemPointer));
  return changedBeside(world, { create: operation, itemPointer }, sent, old, now);
}

/** Where the first object is that has all of these properties: `/data/organization`. */
function placeOf(body: unknown, names: string[], place = ""): string | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  if (names.every((name) => name in body)) return place;
  for (const [name, value] of Object.entries(body)) {
    const found = placeOf(value, names, `${place}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function hasField(body: unknown, name: string, value: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  if (name in body && isDeepStrictEqual((body as Record<string, unknown>)[name], value)) return true;
  return Object.values(body).some((each) => hasField(each, name, value));
}
