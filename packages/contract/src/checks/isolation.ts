import { pathNames } from "../description/operation.ts";
import { type Lane, succeeded } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange, Request } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { differingItems, sameItem } from "./compare.ts";
import { toldApart } from "./same-refusal.ts";
import type { Task } from "./task.ts";

/** What is one's is not another's: between organizations, between projects, between scopes. */
export const isolation = (world: World): Task[] => {
  const { findings } = world.session.settings;
  const { secondKey } = world.options;
  if (secondKey === undefined)
    findings.notRun("tenant_isolation", "needs the key of another organization, --second-key");
  const nested = world.resources.filter(({ parent }) => parent !== undefined);
  if (nested.length === 0)
    findings.notRun("scope_isolation", "nothing in the description is in something else");
  return [
    ...(secondKey === undefined
      ? []
      : world.resources.map((resource): Task => ({
          name: `another organization and ${resource.name}`,
          phase: "state",
          checks: ["tenant_isolation"],
          run: (lane) => otherTenant(world, resource, lane, secondKey),
        }))),
    ...nested.map((resource): Task => ({
      name: `another project and ${resource.name}`,
      phase: "state",
      checks: ["scope_isolation"],
      run: (lane) => otherScope(world, resource, lane),
    })),
  ];
};

async function otherTenant(world: World, resource: Resource, lane: Lane, key: string): Promise<void> {
  const made = await world.make(resource, lane);
  await notListedFor(resource, lane, made, key);
  await notUsableBy(world, resource, lane, made, key);
  await notReferableBy(world, resource, lane, made);
  await sameNameBeside(world, resource, lane, made, key);
  await expectUntouched(world, resource, lane, made, "tenant_isolation");
}

async function notListedFor(resource: Resource, lane: Lane, made: Made, key: string): Promise<void> {
  if (!resource.list) return;
  const path = scopeOf(resource, made);
  if (pathNames(resource.list.path).length > 0) {
    await expectStrange(lane, {
      operation: resource.list,
      path,
      key,
      tried: "listing what is another organization's",
    });
    return;
  }
  // Asked for right after one's own, again and again: what is kept for one may be given to the other.
  for (let round = 0; round < 3; round += 1) {
    await lane.given({ operation: resource.list, path, tried: "listing what is one's own" });
    const exchange = await lane.ask({
      operation: resource.list,
      path,
      key,
      tried: "listing with another organization's key",
    });
    lane.holds(!exchange.answer.text.includes(JSON.stringify(made.id)), exchange, {
      check: "tenant_isolation",
      what: "lists what is another organization's",
      expected: `no ${made.id} in the list, where --second-key is the key of another organization`,
      actual: "it is there",
      pointer: resource.list.pointer,
      after: [made.exchange],
    });
  }
}

/** What is another's is answered exactly as what does not exist, so that nobody learns what exists elsewhere. */
async function notUsableBy(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  key: string,
): Promise<void> {
  const operations = [resource.read, resource.update];
  const inside = world.resources
    .filter(({ parent }) => parent === resource)
    .flatMap(({ list, create }) => [list, create]);
  const beside = resource.parent ? [resource.create] : [];
  // Deleting comes last: where it is carried out, whatever it answers, the rest has nothing to look at.
  for (const operation of [...operations, ...inside, ...beside, resource.remove]) {
    if (!operation) continue;
    const path = Object.fromEntries(pathNames(operation.path).map((name) => [name, made.path[name] ?? ""]));
    const body = operation.requestBody && { ...(await bodyFor(world, operation, lane, made)) };
    await expectStrange(lane, {
      operation,
      path,
      key,
      ...(body && { body }),
      tried: `${operation.operationId} with another organization's key`,
    });
  }
}

async function bodyFor(world: World, operation: NonNullable<Resource["update"]>, lane: Lane, made: Made) {
  const body = await world.body(operation, lane, made.path);
  // What it refers to would be strange, too: only one thing shall be.
  return Object.fromEntries(
    Object.entries(body ?? {}).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
  );
}

async function expectStrange(lane: Lane, request: Request): Promise<void> {
  const { operation, path = {} } = request;
  const refusal = {
    check: "tenant_isolation" as const,
    because: "it is another organization's",
    ...refusals.missing(operation),
  };
  const theirs = await lane.expect(request, refusal);
  const nobodys = await lane.ask({
    ...request,
    path: nowhereLike(path),
    tried: "the same of what does not exist",
  });
  if (theirs.answer.status === nobodys.answer.status)
    await expectAlike(lane, theirs, nobodys, refusal.pointer);
}

const nowhereLike = (path: Record<string, string>) =>
  Object.fromEntries(Object.entries(path).map(([name, id]) => [name, nobodysLike(id)]));

const nobodysLike = (id: string) => `${id.slice(0, 120)}-no`;

/** What is another's is refused in the words in which what does not exist is refused. */
async function expectAlike(lane: Lane, theirs: Exchange, nobodys: Exchange, pointer: string): Promise<void> {
  if (theirs.answer.failure || nobodys.answer.failure) return;
  const apart = await toldApart(lane, nobodys, theirs, { headers: true });
  lane.holds(apart === undefined, theirs, {
    check: "tenant_isolation",
    what: "tells what is another organization's from what does not exist",
    expected: `the same as for what does not exist: ${apart?.expected}`,
    actual: `${apart?.actual}`,
    pointer,
    after: [nobodys],
  });
}

/** Another organization's ids mean nothing in one's own bodies, and tell nothing. */
async function notReferableBy(world: World, resource: Resource, lane: Lane, made: Made): Promise<void> {
  const other = await world.other();
  if (!other) return;
  const others = other.lane(lane.name);
  for (const user of world.resources) {
    const property = Object.keys(
      (Object.values(user.create.requestBody?.examples ?? {})[0]?.value ?? {}) as object,
    ).find((name) => world.referred(user.create, name)?.resource === resource);
    if (property === undefined) continue;
    const own = await other.make(user, others);
    for (const operation of [user.create, user.update]) {
      if (!operation) continue;
      const path = operation === user.create ? other.scopeOf(user) : own.path;
      const refusal = refusals.unknownIds(operation);
      const request = (id: string, whose: string): Request => ({
        operation,
        path,
        body: { ...own.body, name: others.unique(), [property]: [id] },
        tried: `${property} of ${whose}`,
      });
      const because = "the id is another organization's";
      const theirs = await others.expect(request(made.id, "another organization"), {
        check: "tenant_isolation",
        because,
        ...refusal,
      });
      const nobodys = await others.ask(request(nobodysLike(made.id), "nobody"));
      await expectAlike(others, theirs, nobodys, refusal.pointer);
    }
    await strangePlace(world, user, lane, made, property);
  }
}

/** In a place that is another organization's, what is named in a body is not even looked for. */
async function strangePlace(
  world: World,
  user: Resource,
  lane: Lane,
  made: Made,
  property: string,
): Promise<void> {
  const { secondKey } = world.options;
  if (!user.parent || secondKey === undefined) return;
  const place = scopeOf(user, made);
  const item = { [user.idParameter]: nobodysLike(made.id) };
  for (const [operation, inPlace] of [
    [user.create, {}],
    [user.update, item],
  ] as const) {
    if (!operation) continue;
    for (const id of [made.id, nobodysLike(made.id)]) {
      const body = { ...(await bodyFor(world, operation, lane, made)), [property]: [id] };
      const tried = "naming something in a place of another organization";
      const ask = (path: Record<string, string>) =>
        lane.ask({ operation, path: { ...path, ...inPlace }, body, key: secondKey, tried });
      await expectAlike(
        lane,
        await ask(place),
        await ask(nowhereLike(place)),
        refusals.missing(operation).pointer,
      );
    }
  }
}

async function sameNameBeside(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  key: string,
): Promise<void> {
  if (resource.parent) return;
  const body = Object.fromEntries(
    Object.entries(made.body).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
  );
  const beside = await lane.accept(
    { operation: resource.create, body, key, tried: "a name that only another organization has" },
    "tenant_isolation",
  );
  if (!succeeded(beside) || !resource.list) return;
  const { items, exchange } = await world.listed(resource, lane);
  const same = items.filter((item) => item["name"] === made.body["name"]);
  lane.holds(same.length === 1, exchange, {
    check: "tenant_isolation",
    what: "what another organization creates appears here",
    expected: "one thing of that name",
    actual: `${same.length}`,
    pointer: resource.create.pointer,
    after: [beside],
  });
}

async function expectUntouched(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  check: "tenant_isolation" | "scope_isolation",
): Promise<void> {
  if (!resource.list) return;
  const { items, exchange } = await world.listed(resource, lane, { path: scopeOf(resource, made) });
  const item = items.find((each) => each[resource.idProperty] === made.id);
  lane.holds(item !== undefined && sameItem(world, resource, item, made.item), exchange, {
    check,
    what: "what is somebody else's was changed from elsewhere",
    ...differingItems(world, resource, made.item, item ?? "gone"),
    pointer: resource.create.pointer,
  });
}

const scopeOf = ({ create }: Resource, { path }: Made) =>
  Object.fromEntries(pathNames(create.path).map((name) => [name, path[name] ?? ""]));

/** Through another project's path, what is in a project is not there. */
async function otherScope(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { parent, list } = resource;
  if (!parent) return;
  const elsewhere = await world.make(parent, lane);
  const made = await world.make(resource, lane);
  if (list) {
    const { items, exchange } = await world.listed(resource, lane, { path: elsewhere.path });
    const isThere = items.some((item) => item[resource.idProperty] === made.id);
    lane.holds(!isThere, exchange, {
      check: "scope_isolation",
      what: "a project's list shows what is another project's",
      expected: `no ${made.id} in the list, where --second-key is the key of another organization`,
      actual: "it is there",
      pointer: list.pointer,
      after: [made.exchange],
    });
  }
  for (const operation of [resource.read, resource.update, resource.remove]) {
    if (!operation) continue;
    const path = { ...made.path, ...elsewhere.path };
    const body = operation.requestBody && (await bodyFor(world, operation, lane, made));
    await lane.expect(
      {
        operation,
        path,
        ...(body && { body }),
        tried: `${operation.operationId} through another project's path`,
      },
      { check: "scope_isolation", because: "it is in another project", ...refusals.missing(operation) },
    );
  }
  await throughTheOtherScope(world, resource, lane, made);
  await expectUntouched(world, resource, lane, made, "scope_isolation");
}

/** A project's role is no role of the organization. */
async function throughTheOtherScope(world: World, resource: Resource, lane: Lane, made: Made): Promise<void> {
  const kind = resource.create.path.split("/").at(-1);
  const other = world.resources.find(
    (each) => each !== resource && !each.parent && each.create.path.endsWith(`/${kind}`),
  );
  for (const operation of [other?.update, other?.remove]) {
    if (!other || !operation) continue;
    const body = operation.requestBody && (await bodyFor(world, operation, lane, made));
    await lane.expect(
      {
        operation,
        path: { [other.idParameter]: made.id },
        ...(body && { body }),
        tried: `${operation.operationId} of a project's`,
      },
      { check: "scope_isolation", because: "it is a project's", ...refusals.missing(operation) },
    );
  }
}
