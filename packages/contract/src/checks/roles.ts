import { nearIds } from "../data/nowhere.ts";
import { flatSchema } from "../data/flat-schema.ts";
import { pathNames } from "../description/operation.ts";
import { itemsOf } from "../session/items-of.ts";
import { type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import { documentsRefusal, refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { differingItems, itemSchema, sameItem, shownAs } from "./compare.ts";
import { differing } from "./differing.ts";
import { isGlobal } from "./names.ts";
import type { Task } from "./task.ts";

/** The rules of roles: global ones, ids that have to be there, and what is in use. */
export const roles = (world: World): Task[] => {
  const global = world.resources.filter(({ update, remove }) =>
    documentsRefusal(update ?? remove, "globalRole"),
  );
  const referring = world.resources.filter((resource) => referenceOf(world, resource) !== undefined);
  const { findings } = world.session.settings;
  if (global.length === 0)
    findings.notRun(
      "global_roles_unchanged",
      'no operation documents a refusal with an example "globalRole"',
    );
  if (referring.length === 0)
    findings.notRun(
      "unknown_policies",
      "no body has a property such as policyIds beside a collection of that name",
    );
  if (world.options.assignedRoles.length === 0) {
    findings.notRun("in_use", "roles that members have: needs one of them, --assigned-role");
  }
  if (
    !world.resources.some(({ create }) => create.operationId === "createProject") ||
    world.options.member === undefined
  ) {
    findings.notRun(
      "positive_data_acceptance",
      "an Owner's email at createProject: needs the address of a member, --member",
    );
  }
  return [
    ...global.map((resource) =>
      task(`global ones of ${resource.name}`, ["global_roles_unchanged"], (lane) =>
        globalRoles(world, resource, lane),
      ),
    ),
    ...referring.flatMap((resource) => [
      task(`unknown ids in ${resource.name}`, ["unknown_policies", "refusal_changes_nothing"], (lane) =>
        unknownIds(world, resource, lane),
      ),
      task(`what ${resource.name} uses`, ["in_use", "read_your_writes", "refusal_changes_nothing"], (lane) =>
        inUse(world, resource, lane),
      ),
      task(`what several of ${resource.name} use`, ["in_use"], (lane) => usedByTwo(world, resource, lane)),
      task(`what ${resource.name} shows of others`, ["read_your_writes"], (lane) =>
        showsOthers(world, resource, lane),
      ),
    ]),
    ...world.options.assignedRoles.map((role) =>
      task(`assigned role ${role}`, ["in_use"], (lane) => assignedRole(world, role, lane)),
    ),
    ...(documentsRefusal(world.description.operation("createProject"), "unknownMember")
      ? [
          task(
            "members of createProject",
            ["unknown_policies", "refusal_changes_nothing", "positive_data_acceptance"],
            (lane) => unknownMember(world, lane),
          ),
        ]
      : []),
  ];
};

const task = (name: string, checks: Task["checks"], run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks,
  run,
});

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

/** The property of a resource's body that names other things, such as `policyIds`. */
export function referenceOf(world: World, { create }: Resource): string | undefined {
  const example = Object.values(create.requestBody?.examples ?? {})[0]?.value;
  return Object.keys((example ?? {}) as object).find(
    (property) => world.referred(create, property) !== undefined,
  );
}

export async function unknownIds(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create, update } = resource;
  const property = referenceOf(world, resource) ?? "";
  const made = await world.make(resource, lane);
  const [known = ""] = made.body[property] as string[];
  const cases: [string, string[]][] = [
    ["an id that nothing has", ["nothing-has-this-id"]],
    ["a known id and one that nothing has", [known, "nothing-has-this-id"]],
    ...nearIds(known).map(([how, id]): [string, string[]] => [`a known id ${how}`, [id]]),
    ...(await foreignIds(world, resource, property, lane)).flatMap(([tried, ids]): [string, string[]][] => [
      [tried, ids],
      ...(known === "" ? [] : [[`a known id and ${tried}`, [known, ...ids]] as [string, string[]]]),
    ]),
  ];
  const names: string[] = [];
  for (const operation of [create, update]) {
    if (!operation) continue;
    const path = operation === create ? world.scopeOf(resource) : made.path;
    for (const [tried, ids] of cases) {
      const name = lane.unique();
      const body = { ...made.body, name, [property]: ids };
      // What cannot be an id is refused for another reason.
      if (world.description.problems(operation.requestBody?.schemaPointer ?? "#", body).length > 0) continue;
      names.push(name);
      await lane.expect(
        {
          operation,
          path,
          body,
          tried: `${property} with ${tried}`,
        },
        { check: "unknown_policies", because: `${property} has ${tried}`, ...refusals.unknownIds(operation) },
      );
    }
    if (known === "") continue;
    await lane.expect(
      {
        operation,
        path,
        body: { ...made.body, name: lane.unique(), [property]: [known, known] },
        tried: `${property} with an id twice`,
      },
      { check: "unknown_policies", because: `${property} has an id twice`, ...refusals.duplicate(operation) },
    );
  }
  await expectSame(world, resource, lane, made, "refusal_changes_nothing");
  await expectNone(world, resource, lane, names);
}

/** What was refused is not there under the name that it was sent with. */
async function expectNone(world: World, resource: Resource, lane: Lane, names: string[]): Promise<void> {
  if (!resource.list) return;
  const { items, exchange } = await world.listed(resource, lane);
  const kept = items.filter((item) => names.includes(String(item["name"])));
  lane.holds(kept.length === 0, exchange, {
    check: "refusal_changes_nothing",
    what: "what was refused was kept",
    expected: "nothing of what was sent in the list",
    actual: shown(kept),
    pointer: resource.create.pointer,
  });
}

async function expectSame(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  check: "refusal_changes_nothing",
): Promise<void> {
  if (!resource.list) return;
  const { items, exchange } = await world.listed(resource, lane);
  const item = items.find((each) => each[resource.idProperty] === made.id);
  lane.holds(sameItem(world, resource, item, made.item), exchange, {
    check,
    what: "a refused change has changed something",
    ...differingItems(world, resource, made.item, item ?? "gone"),
    pointer: resource.update?.pointer ?? "#",
  });
}

/** Ids that exist, but not here: of the other scope, of another project, of what was deleted. */
async function foreignIds(
  world: World,
  resource: Resource,
  property: string,
  lane: Lane,
): Promise<[string, string[]][]> {
  const found: [string, string[]][] = [];
  const target = world.referred(resource.create, property);
  for (const other of world.resources) {
    if (other === resource || referenceOf(world, other) !== property) continue;
    const [id] = (await world.ids(other.create, property, lane, world.scopeOf(other))) ?? [];
    if (id !== undefined) found.push(["an id of the other scope", [id]]);
  }
  if (target?.resource && resource.parent) {
    const elsewhere = await world.make(resource.parent, lane);
    const foreign = await world.make(target.resource, lane, { path: elsewhere.path });
    found.push(["an id of another project", [foreign.id]]);
  }
  if (target?.resource?.remove) {
    const gone = await world.make(target.resource, lane);
    const removed = await lane.ask({
      operation: target.resource.remove,
      path: gone.path,
      tried: "deleting it",
    });
    if (succeeded(removed)) found.push(["the id of what was deleted", [gone.id]]);
  }
  return found;
}

/** What a role has cannot be deleted, follows at once when it is changed, and is free when no role has it. */
export async function inUse(world: World, resource: Resource, lane: Lane): Promise<void> {
  const property = referenceOf(world, resource) ?? "";
  const used = world.referred(resource.create, property)?.resource;
  if (!used?.remove || !documentsRefusal(used.remove, "policyInUse")) return;
  const policy = await world.make(used, lane);
  const body = {
    ...(await world.body(resource.create, lane, world.scopeOf(resource))),
    [property]: [policy.id],
  };
  const made = await world.make(resource, lane, { body });
  await lane.expect(
    { operation: used.remove, path: policy.path, tried: `deleting what ${resource.name} has` },
    { check: "in_use", because: "something still has it", ...refusals.inUse(used.remove) },
  );
  await expectStillThere(world, used, lane, policy);
  await expectSame(world, resource, lane, made, "refusal_changes_nothing");
  if (used.update) await followsAtOnce(world, resource, used, lane, made, policy);
  if (!resource.update) return;
  const emptied = await lane.accept({
    operation: resource.update,
    path: made.path,
    body: { ...made.body, [property]: [] },
    tried: "taking it out",
  });
  if (!succeeded(emptied)) return;
  await lane.accept(
    { operation: used.remove, path: policy.path, tried: "deleting what nothing has any more" },
    "in_use",
  );
}

/** What two things have is free when neither has it any more, whichever gives it up first, and how. */
async function usedByTwo(world: World, resource: Resource, lane: Lane): Promise<void> {
  const property = referenceOf(world, resource) ?? "";
  const used = world.referred(resource.create, property)?.resource;
  const { update, remove } = resource;
  if (!used?.remove || !update || !remove || !documentsRefusal(used.remove, "policyInUse")) return;
  for (const isDeletedFirst of [true, false]) {
    const policy = await world.make(used, lane);
    const own = (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
    const body = () => ({ ...own, name: lane.unique(), [property]: [policy.id] });
    const one = await world.make(resource, lane, { body: body() });
    const two = await world.make(resource, lane, { body: body() });
    const ways = [
      { operation: remove, path: one.path, tried: "deleting one of two that have it" },
      {
        operation: update,
        path: two.path,
        body: { ...two.body, [property]: [] },
        tried: "taking it out of one of two that have it",
      },
    ];
    const [first, second] = isDeletedFirst ? ways : ways.toReversed();
    if (!first || !second || !succeeded(await lane.accept(first))) return;
    const deletion = { operation: used.remove, path: policy.path };
    await lane.expect(
      { ...deletion, tried: "deleting what one of two still has" },
      { check: "in_use", because: "something still has it", ...refusals.inUse(used.remove) },
    );
    if (!succeeded(await lane.accept(second))) return;
    await lane.accept({ ...deletion, tried: "deleting what neither of two has any more" }, "in_use");
  }
}

/** What a thing shows of others is what their own list shows: `permissions` of a policy, `policies` of a role. */
async function showsOthers(world: World, resource: Resource, lane: Lane): Promise<void> {
  const property = referenceOf(world, resource) ?? "";
  const target = world.referred(resource.create, property);
  if (!target) return;
  const path = world.scopeOf(resource);
  const ids = await world.ids(resource.create, property, lane, path, target.resource ? 2 : mostShown);
  const body = { ...(await world.body(resource.create, lane, path)), [property]: ids };
  const made = await world.make(resource, lane, { body });
  const { answer } = await lane.given({ operation: target.list, path, tried: "looking at what it has" });
  const others = itemsOf(world.description, target.list, answer.body);
  const updated =
    resource.update &&
    (await lane.accept({ operation: resource.update, path: made.path, body, tried: "changing nothing" }));
  const listed = resource.list && (await world.listed(resource, lane));
  const places: [Exchange | undefined, unknown][] = [
    [made.exchange, made.item],
    [updated, updated && valueAt(updated.answer.body, resource.itemPointer)],
    [listed?.exchange, listed?.items.find((item) => item[resource.idProperty] === made.id)],
  ];
  for (const [exchange, item] of places) {
    const summaries = shownAs(property, (item ?? {}) as Made["item"])?.value;
    if (!exchange || !Array.isArray(summaries)) continue;
    const wrong = (summaries as Made["item"][]).find((summary) => {
      const other = others.find(({ id }) => id === summary["id"]);
      return other && "name" in summary && "name" in other && other["name"] !== summary["name"];
    });
    lane.holds(wrong === undefined, exchange, {
      check: "read_your_writes",
      what: "what it has is shown under another name than in its own list",
      expected: shown(others.find(({ id }) => id === wrong?.["id"])),
      actual: shown(wrong),
      pointer: itemSchema(world.description, resource),
    });
  }
}

const mostShown = 80;

async function expectStillThere(world: World, resource: Resource, lane: Lane, made: Made): Promise<void> {
  const { items, exchange } = await world.listed(resource, lane);
  lane.holds(
    items.some((item) => item[resource.idProperty] === made.id),
    exchange,
    {
      check: "in_use",
      what: "what is in use is gone after a refused deletion",
      expected: `${made.id} in the list`,
      actual: "it is not there",
      pointer: resource.remove?.pointer ?? "#",
    },
  );
}

async function followsAtOnce(
  world: World,
  resource: Resource,
  used: Resource,
  lane: Lane,
  made: Made,
  policy: Made,
): Promise<void> {
  if (!used.update) return;
  const name = lane.unique();
  const renamed = await lane.accept({
    operation: used.update,
    path: policy.path,
    body: { ...policy.body, name },
    tried: "renaming what is in use",
  });
  if (!succeeded(renamed)) return;
  const { items, exchange } = await world.listed(resource, lane);
  const item = items.find((each) => each[resource.idProperty] === made.id);
  const summaries = Object.values(item ?? {}).find(Array.isArray) as
    | { id?: unknown; name?: unknown }[]
    | undefined;
  const summary = summaries?.find(({ id }) => id === policy.id);
  lane.holds(summary?.name === undefined || summary.name === name, exchange, {
    check: "read_your_writes",
    what: "what uses a thing still shows its old name",
    expected: shown(name),
    actual: shown(summary?.name),
    pointer: used.update.pointer,
  });
  lane.holds(summary !== undefined, exchange, {
    check: "read_your_writes",
    what: "what uses a thing lost it when it was renamed",
    expected: `${policy.id} in ${made.id}`,
    actual: shown(summaries),
    pointer: used.update.pointer,
  });
}

/** `ROLE` or `PROJECT/ROLE`: the caller says that a member has it. */
async function assignedRole(world: World, role: string, lane: Lane): Promise<void> {
  const ids = role.split("/");
  const resource = world.resources.find(
    ({ remove }) =>
      documentsRefusal(remove, "roleAssigned") && pathNames(remove?.path ?? "").length === ids.length,
  );
  if (!resource?.remove) return;
  const path = Object.fromEntries(
    pathNames(resource.remove.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const before = await world.listed(resource, lane, { path: scope(resource, path) });
  const deletion = { operation: resource.remove, path };
  const because = "a member still has the role";
  const refusal = { check: "in_use" as const, because, ...refusals.inUse(resource.remove) };
  await lane.expect({ ...deletion, tried: "deleting a role that a member has" }, refusal);
  const own = before.items.find((item) => item[resource.idProperty] === ids.at(-1));
  // A change to what it is already takes it from nobody.
  if (own && resource.update && world.options.mayChangeWhatIsThere) {
    const body = bodyLike(world, resource.update, own);
    const changed = await lane.accept({ operation: resource.update, path, body, tried: "changing nothing" });
    if (succeeded(changed))
      await lane.expect({ ...deletion, tried: "deleting it when it was changed" }, refusal);
  }
  const after = await world.listed(resource, lane, { path: scope(resource, path) });
  const [was, is] = [before, after].map(({ items }) =>
    items.find((item) => item[resource.idProperty] === ids.at(-1)),
  );
  lane.holds(sameItem(world, resource, was, is), after.exchange, {
    check: "in_use",
    what: "a role that a member has is not as it was after its deletion was refused",
    ...differingItems(world, resource, was, is ?? "gone"),
    pointer: resource.remove.pointer,
  });
}

/** A body that leaves a thing as its list shows it. */
function bodyLike(world: World, update: NonNullable<Resource["update"]>, item: Made["item"]): Made["body"] {
  const { properties } = flatSchema(world.description, update.requestBody?.schemaPointer ?? "#");
  return Object.fromEntries(
    [...properties.keys()].flatMap((name) => {
      const now = shownAs(name, item);
      if (now === undefined) return [];
      const isOfIds = now.property !== name && Array.isArray(now.value);
      return [[name, isOfIds ? (now.value as Made["item"][]).map(({ id }) => id) : now.value]];
    }),
  );
}

const scope = ({ create }: Resource, path: Record<string, string>) =>
  Object.fromEntries(pathNames(create.path).map((name) => [name, path[name] ?? ""]));

async function unknownMember(world: World, lane: Lane): Promise<void> {
  const operation = world.description.operation("createProject");
  const resource = world.resources.find(({ create }) => create === operation);
  if (!operation || !resource) return;
  const usual = { ...(await world.body(operation, lane, {})) };
  const { statuses, pointer } = refusals.body(operation);
  const email = "nobody@contract.example";
  await lane.expect(
    { operation, body: { ...usual, email }, tried: "the address of nobody" },
    { check: "unknown_policies", because: "no member has the address", statuses, pointer },
  );
  const { items, exchange } = await world.listed(resource, lane);
  lane.holds(!items.some((item) => item["name"] === usual["name"]), exchange, {
    check: "refusal_changes_nothing",
    what: "a refused creation has created something",
    expected: `nothing named ${shown(usual["name"])}`,
    actual: "it is in the list",
    pointer: operation.pointer,
  });
  if (world.options.member === undefined) return;
  await lane.accept({
    operation,
    body: { ...usual, name: lane.unique(), email: world.options.member },
    tried: "the address of --member, who has to be a member",
  });
}
