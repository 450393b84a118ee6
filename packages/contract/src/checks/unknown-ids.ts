import { flatSchema } from "../data/flat-schema.ts";
import { nearIds } from "../data/nowhere.ts";
import type { Operation } from "../description/operation.ts";
import { type Lane, shown, succeeded } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { World } from "../session/world.ts";
import { expectSame } from "./compare.ts";
import { referenceOf } from "./reference-of.ts";

/** Ids that are nothing here are refused, and nothing is kept of what was sent with them. */
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
    // Whoever quotes them all has an error that is longer than an error may be.
    ["as many and as long ids as there may be, which nothing has", longestIds(world, create, property)],
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
  await expectSame(world, resource, lane, made);
  await expectNone(world, resource, lane, names);
}

/** As many ids as a list of a body takes, each as long as an id may be. */
function longestIds({ description }: World, { requestBody }: Operation, property: string): string[] {
  const { properties } = flatSchema(description, requestBody?.schemaPointer ?? "#");
  const list = flatSchema(description, properties.get(property) ?? "#");
  const { maxLength = 128 } = flatSchema(description, list.items ?? "#").schema;
  const { maxItems = 100 } = list.schema;
  return Array.from({ length: maxItems }, (_, index) => `${index}`.padStart(maxLength, "x"));
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

/** The address of somebody who is no member is refused. */
export async function unknownMember(world: World, lane: Lane): Promise<void> {
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
