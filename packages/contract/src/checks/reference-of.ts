import type { Resource } from "../session/resources.ts";
import type { World } from "../session/world.ts";

/** The property of a resource's body that names other things, such as `policyIds`. */
export function referenceOf(world: World, { create }: Resource): string | undefined {
  const example = Object.values(create.requestBody?.examples ?? {})[0]?.value;
  return Object.keys((example ?? {}) as object).find(
    (property) => world.referred(create, property) !== undefined,
  );
}
