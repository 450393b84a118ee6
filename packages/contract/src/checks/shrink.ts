import type { Pointer } from "../description/operation.ts";
import type { Exchange } from "../session/session.ts";
import type { World } from "../session/world.ts";

/** As many requests as finding the smallest body of one failure may cost. */
const most = 40;

/**
 * Asks with smaller bodies as long as the same goes wrong, so that the report shows the smallest. A body stays as valid, or
 * breaks the same rules, as the one that it is made from. Only the first failure of its kind is worth it.
 */
export async function shrink(
  world: World,
  pointer: Pointer,
  exchange: Exchange,
  ask: (body: unknown) => Promise<Exchange>,
): Promise<void> {
  const wrong = exchange.wrongs.find(({ isFirst }) => isFirst);
  let body = exchange.request.body;
  if (wrong === undefined || typeof body !== "object" || body === null) return;
  const rules = rulesBroken(world, pointer, body);
  let asked = 0;
  for (let isSmaller = true; isSmaller && asked < most;) {
    isSmaller = false;
    for (const candidate of smallerThan(body)) {
      if (rulesBroken(world, pointer, candidate) !== rules || asked >= most) continue;
      asked += 1;
      const { wrongs } = await ask(candidate);
      if (!wrongs.some(({ check, what }) => check === wrong.check && what === wrong.what)) continue;
      body = candidate;
      isSmaller = true;
      break;
    }
  }
}

const rulesBroken = ({ description }: World, pointer: Pointer, body: unknown): string =>
  [...new Set(description.problems(pointer, body).map((problem) => problem.pointer))].toSorted().join();

/** Values a little smaller than this one, the smallest first. */
function smallerThan(value: unknown): unknown[] {
  if (typeof value === "string") return smallerTexts(value);
  if (Array.isArray(value)) {
    return value.length === 0
      ? []
      : [[], value.slice(0, Math.ceil(value.length / 2)), value.slice(1)].filter(
          (each) => each.length < value.length,
        );
  }
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  return [
    ...entries.map(([name]) => Object.fromEntries(entries.filter(([other]) => other !== name))),
    ...entries.flatMap(([name, each]) => smallerThan(each).map((smaller) => ({ ...value, [name]: smaller }))),
  ];
}

function smallerTexts(text: string): string[] {
  const characters = [...text];
  // Names of the run's own are as short as they can be and still be free.
  if (characters.length < 2 || text.startsWith("contract ")) return [];
  const half = Math.floor(characters.length / 2);
  return [characters.slice(0, half), characters.slice(half), characters.slice(0, -1)].map((part) =>
    part.join(""),
  );
}
