import { beside } from "../session/beside.ts";
import { type Lane, shown } from "../session/lane.ts";
import type { Resource } from "../session/resources.ts";
import type { World } from "../session/world.ts";
import { sameItem } from "./compare.ts";
import { isGlobal } from "./naming.ts";
import type { Task } from "./task.ts";

/** A list that nobody changes shows the same every time. */
export const reading = (world: World): Task[] =>
  world.options.stateless
    ? []
    : world.resources
        .filter(({ list }) => list !== undefined)
        .map((resource): Task => ({
          name: `reading ${resource.name} again and again`,
          // Before the others make so much that each list is long.
          phase: "examples",
          checks: ["read_your_writes"],
          run: (lane) => readOften(world, resource, lane),
        }));

async function readOften(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { idProperty, list } = resource;
  const made = [await world.make(resource, lane), await world.make(resource, lane)];
  const first = await world.listed(resource, lane);
  const known = [...made.map(({ item }) => item), ...first.items.filter(isGlobal)];
  const times = world.options.mayChangeWhatIsThere ? 240 : 20;
  await beside(Array.from({ length: times }), 4, async () => {
    const { items, exchange } = await world.listed(resource, lane);
    const wrong = known.find(
      (item) =>
        !items.some(
          (other) => other[idProperty] === item[idProperty] && sameItem(world, resource, item, other),
        ),
    );
    lane.holds(wrong === undefined, exchange, {
      check: "read_your_writes",
      what: "of many looks at a list that nobody changes, one shows something else",
      expected: shown(wrong),
      actual: shown(items.find((item) => item[idProperty] === wrong?.[idProperty]) ?? "it is not there"),
      pointer: list?.pointer ?? "#",
      after: [first.exchange],
    });
  });
}
