import type { Given } from "../data/cases.ts";
import type { Operation } from "../description/operation.ts";
import type { Lane } from "../session/lane.ts";
import type { World } from "../session/world.ts";

/** What values of an operation's body are made of: unique names, and ids that were found or made before. */
export function givenFor(
  world: World,
  operation: Operation,
  lane: Lane,
  ids: ReadonlyMap<string, string[]>,
): Given {
  return {
    unique: (length, fill = "x") => (length === undefined ? lane.unique() : lane.uniqueOf(length, fill)),
    isUnique: (property) => world.isUnique(property),
    ids: (property) => ids.get(property),
    isUnknowable: (property) => world.isUnknowable(operation, property),
  };
}
