import { isDeepStrictEqual } from "node:util";
import { flatSchema } from "../data/flat-schema.ts";
import type { Pointer } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Lane } from "../session/lane.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { differing } from "./differing.ts";

type Item = Record<string, unknown>;

/** What an operation answers with, and where. */
type Answered = Pick<Resource, "create" | "itemPointer">;

/** Whether two answers show the same thing, as far as the description knows its fields. The order in lists is free. */
export function sameItem(world: World, resource: Resource, one: unknown, other: unknown): boolean {
  const pointer = itemSchema(world.description, resource);
  const { description } = world;
  return isDeepStrictEqual(described(description, pointer, one), described(description, pointer, other));
}

/** What a report shows of two things that are not the same: what `sameItem` sees of them, and differs. */
export function differingItems(world: World, resource: Resource, wanted: unknown, got: unknown) {
  const pointer = itemSchema(world.description, resource);
  const [one, other] = [wanted, got].map((item) => described(world.description, pointer, item));
  return differing(one, other);
}

/**
 * The documented properties of a thing that a change was not sent, and that show something else after it. What tells of changes,
 * such as `updatedAt`, may.
 */
export function changedBeside(
  { description }: World,
  resource: Answered,
  sent: object,
  before: unknown,
  after: unknown,
): string[] {
  const pointer = itemSchema(description, resource);
  const [one, other] = [before, after].map(
    (item) => described(description, pointer, item) as Item | undefined,
  );
  if (typeof one !== "object" || typeof other !== "object") return [];
  const isSent = (name: string) => Object.keys(sent).some((each) => shownAs(each, other)?.property === name);
  return Object.keys(one).filter(
    (name) => name in other && !isSent(name) && !tellsOfChanges.test(name) && !isSame(one[name], other[name]),
  );
}

const tellsOfChanges = /updat|modif|chang|edit|last|version|revision|etag|count|usage/i;

/** Two ways to write a moment are the same, as far as both are exact: databases round. */
function isSame(one: unknown, other: unknown): boolean {
  if (isDeepStrictEqual(one, other)) return true;
  if (typeof one !== "string" || typeof other !== "string") return false;
  const hasFraction = [one, other].every((each) => /\d\.\d/.test(each));
  return Math.abs(Date.parse(one) - Date.parse(other)) <= (hasFraction ? 1 : 1_000);
}

/** Where the schema of a resource's things is. */
export function itemSchema(description: Description, { create, itemPointer }: Answered): Pointer {
  const media = create.responses.find(({ status }) => status.startsWith("2"))?.content[0];
  let pointer = media?.schemaPointer ?? "#";
  for (const name of itemPointer.split("/").slice(1)) {
    pointer = flatSchema(description, pointer).properties.get(name) ?? pointer;
  }
  return pointer;
}

/** A value without the fields that the description does not know, its lists of things ordered by id. */
function described(description: Description, pointer: Pointer, value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > 6) return value;
  const { properties, items } = flatSchema(description, pointer);
  if (Array.isArray(value)) {
    const all = value.map((item) => (items ? described(description, items, item, depth + 1) : item));
    return all.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (properties.size === 0) return value;
  return Object.fromEntries(
    [...properties].flatMap(([name, at]) =>
      name in value ? [[name, described(description, at, (value as Item)[name], depth + 1)]] : [],
    ),
  );
}

/** Reports what an answer shows otherwise than it was sent. What was not sent is not looked at. */
export function expectEcho(
  lane: Lane,
  world: World,
  resource: Resource,
  sent: unknown,
  item: unknown,
  exchange: Exchange,
  where: string,
): void {
  if (world.options.stateless) return;
  lane.session.looked("read_your_writes");
  if (typeof sent !== "object" || sent === null || typeof item !== "object" || item === null) return;
  for (const [property, value] of Object.entries(sent)) {
    const got = shownAs(property, item as Item);
    if (got === undefined || isEcho(world, property, value, got.value)) continue;
    const { expected, actual } = differing(value, got.value);
    lane.wrong(exchange, {
      check: "read_your_writes",
      what: `${where} shows another ${got.property} than was sent`,
      expected: `${got.property} as it was sent: ${expected}`,
      actual,
      pointer: itemSchema(world.description, resource),
    });
  }
}

/** The property of a thing that shows one that was sent: `policies` shows `policyIds`. */
export function shownAs(property: string, item: Item): { property: string; value: unknown } | undefined {
  if (property in item) return { property, value: item[property] };
  const stem = /^(\w+)Ids$/.exec(property)?.[1];
  if (stem === undefined) return undefined;
  const plural = [`${stem}s`, `${stem.replace(/y$/, "ie")}s`].find((name) => Array.isArray(item[name]));
  return plural === undefined ? undefined : { property: plural, value: item[plural] };
}

function isEcho(world: World, property: string, sent: unknown, got: unknown): boolean {
  if (Array.isArray(sent) && Array.isArray(got) && property.endsWith("Ids")) {
    const ids = got.map((each) => String((each as Item | null)?.["id"]));
    return isDeepStrictEqual(ids.toSorted(), sent.map(String).toSorted());
  }
  // Names are compared in NFC and without surrounding space, so they may be kept that way.
  if (world.isUnique(property) && typeof sent === "string" && typeof got === "string") {
    return got.normalize("NFC").trim() === sent.normalize("NFC").trim();
  }
  return isDeepStrictEqual(sent, got);
}

/** What was made is still as it was when it was made: what was refused since has changed nothing. */
export async function expectSame(
  world: World,
  resource: Resource,
  lane: Lane,
  made: Made,
  place: Parameters<World["listed"]>[2] = {},
): Promise<void> {
  if (!resource.list) return;
  const { items, exchange } = await world.listed(resource, lane, place);
  const item = items.find((each) => each[resource.idProperty] === made.id);
  lane.holds(sameItem(world, resource, item, made.item), exchange, {
    check: "refusal_changes_nothing",
    what: "a refused change has changed something",
    ...differingItems(world, resource, made.item, item ?? "gone"),
    pointer: resource.update?.pointer ?? "#",
  });
}
