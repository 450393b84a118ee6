import { flatSchema } from "../data/flat-schema.ts";
import { hash, type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { expectEcho, shownAs } from "./compare.ts";
import { accepted, isSameName, longestName, rename } from "./naming.ts";
import { referenceOf } from "./reference-of.ts";
import type { Task } from "./task.ts";

/** What was written as a text is that text wherever it is shown. */
export const texts = (world: World): Task[] =>
  world.resources.flatMap((resource): Task[] => {
    const { properties } = flatSchema(world.description, resource.create.requestBody?.schemaPointer ?? "#");
    return [
      ...(properties.has("name")
        ? [task(`odd names of ${resource.name}`, (lane) => oddNames(world, resource, lane))]
        : []),
      ...(referenceOf(world, resource) === undefined
        ? []
        : [task(`names that ${resource.name} shows`, (lane) => namesOfOthersShown(world, resource, lane))]),
    ];
  });

const task = (name: string, run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks: ["read_your_writes"],
  run,
});

/** Names that are something else to a language that does not care for types, or to its objects. */
export const oddWords = (lane: Lane): string[] => [
  String(hash(lane.unique()) % 1_000_000_000),
  `0${hash(lane.unique())}`,
  `${hash(lane.unique())}.0`,
  `0x${hash(lane.unique()).toString(16)}`,
  `1e${hash(lane.unique()) % 100}`,
  `9007199254740993${hash(lane.unique())}`,
  "true",
  "null",
  "undefined",
  "NaN",
  "[]",
  "{}",
  '""',
  "__proto__",
  "constructor",
  "toString",
  "2026-02-02",
  "two\u2028lines",
];

async function oddNames(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create, list } = resource;
  const body = (await world.body(create, lane, world.scopeOf(resource))) ?? {};
  const there = list ? (await world.listed(resource, lane)).items : [];
  const pointer = create.requestBody?.schemaPointer ?? "#";
  const names = oddWords(lane).filter(
    (name) =>
      !there.some((item) => isSameName(item["name"], name)) &&
      world.description.problems(pointer, { ...body, name }).length === 0,
  );
  const tried = "a name that is something else to a language";
  const made: Made[] = [];
  for (const name of names) {
    const one = await accepted(world, resource, lane, { ...body, name }, tried, "positive_data_acceptance");
    if (one) made.push(one);
  }
  await expectAllShown(world, resource, lane, made);
  // Each gets the name that another had, once all have given theirs up.
  const renamed = async (one: Made, name: unknown) =>
    rename(world, resource, lane, one, name, `changing to ${tried}`, "positive_data_acceptance");
  for (const one of made) await renamed(one, lane.unique());
  const after: Made[] = [];
  for (const [index, one] of made.entries()) {
    const other = await renamed(one, made[(index + 1) % made.length]?.body["name"]);
    if (other) after.push(other);
  }
  await expectAllShown(world, resource, lane, after);
}

/** What the answers show is what was sent, and so does what reads it. */
async function expectAllShown(world: World, resource: Resource, lane: Lane, made: Made[]): Promise<void> {
  const { list, read } = resource;
  for (const { body, item, exchange, path } of made) {
    expectEcho(lane, world, resource, body, item, exchange, "the answer");
    if (!read) continue;
    const tried = "reading what was just written";
    const one = await lane.accept({ operation: read, path, tried }, "ensure_resource_availability");
    if (!succeeded(one)) continue;
    const shownAgain = valueAt(one.answer.body, resource.itemPointer);
    expectEcho(lane, world, resource, body, shownAgain, one, "what reads it");
  }
  if (!list) return;
  const { items, exchange } = await world.listed(resource, lane);
  for (const { id, body } of made) {
    const item = items.find((each) => each[resource.idProperty] === id);
    expectEcho(lane, world, resource, body, item, exchange, "the list");
  }
}

/** Names that are shown where they are not written, and that something on the way there may change. */
const namesToShow = (lane: Lane, longest: number): string[] => [
  lane.unique(),
  lane.uniqueOf(longest, "x"),
  lane.uniqueOf(longest, "\u{1f600}"),
  `<b>&amp;"'\\/ ${lane.unique()}`,
  `Caf\u00e9 \u05d0\u200d ${lane.unique()}`,
  String(hash(lane.unique())),
];

/** A role shows its policies under the names that they have: when it is created, when it is changed, and when they are. */
async function namesOfOthersShown(world: World, resource: Resource, lane: Lane): Promise<void> {
  const property = referenceOf(world, resource) ?? "";
  const used = world.referred(resource.create, property)?.resource;
  if (!used) return;
  const names = () => namesToShow(lane, longestName(world, used.create));
  const body = (await world.body(used.create, lane, world.scopeOf(used))) ?? {};
  let others: Made[] = [];
  for (const name of names()) others.push(await world.make(used, lane, { body: { ...body, name } }));
  const ids = others.map(({ id }) => id);
  const usual = (await world.body(resource.create, lane, world.scopeOf(resource))) ?? {};
  const made = await world.make(resource, lane, { body: { ...usual, [property]: ids } });
  const expectNames = (item: Made["item"] | undefined, exchange: Exchange) =>
    expectNamesOf(lane, resource, property, others, item, exchange);
  expectNames(made.item, made.exchange);
  // The second time is another one: what was the first may be kept.
  for (const again of [names(), names(), others.map((other) => other.body["name"])]) {
    const renamed: Made[] = [];
    for (const [index, other] of others.entries()) {
      renamed.push(
        (await rename(world, used, lane, other, again[index], "renaming what is in use")) ?? other,
      );
    }
    others = renamed;
    if (resource.list) {
      const { items, exchange } = await world.listed(resource, lane);
      expectNames(
        items.find((item) => item[resource.idProperty] === made.id),
        exchange,
      );
    }
    const put = await rename(world, resource, lane, made, lane.unique(), "changing what uses the renamed");
    if (put) expectNames(put.item, put.exchange);
  }
}

function expectNamesOf(
  lane: Lane,
  resource: Resource,
  property: string,
  others: Made[],
  item: Made["item"] | undefined,
  exchange: Exchange,
): void {
  const summaries = shownAs(property, item ?? {})?.value;
  if (!Array.isArray(summaries)) return;
  for (const other of others) {
    const summary = summaries.find((each) => each?.id === other.id) as Made["item"] | undefined;
    const isSame = summary?.["name"] === undefined || summary["name"] === other.item["name"];
    lane.holds(isSame, exchange, {
      check: "read_your_writes",
      what: "what uses a thing shows another name than it has",
      expected: shown(other.item["name"]),
      actual: shown(summary?.["name"]),
      pointer: resource.create.pointer,
      after: [other.exchange],
    });
  }
}
