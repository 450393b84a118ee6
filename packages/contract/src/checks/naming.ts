import type { CheckName } from "../check-names.ts";
import { flatSchema } from "../data/flat-schema.ts";
import { type Lane, succeeded, valueAt } from "../session/lane.ts";
import type { Resource } from "../session/resources.ts";
import type { Made, World } from "../session/world.ts";

/** Creates something under a name that is free, in the run's own place; answers with what it is, if it was accepted. */
export async function accepted(
  world: World,
  resource: Resource,
  lane: Lane,
  body: Made["body"],
  tried: string,
  check: CheckName = "uniqueness",
): Promise<Made | undefined> {
  const request = { operation: resource.create, path: world.scopeOf(resource), body, tried };
  const exchange = await lane.accept(request, check);
  return succeeded(exchange) ? world.madeBy(resource, exchange) : undefined;
}

/** Gives something a name that is free; answers with what it is then, if it was accepted. */
export async function rename(
  world: World,
  { update, itemPointer }: Resource,
  lane: Lane,
  made: Made,
  name: unknown,
  tried: string,
  check: CheckName = "uniqueness",
): Promise<Made | undefined> {
  if (!update) return undefined;
  const body = updateBody(world, update, { ...made.body, name });
  const exchange = await lane.accept({ operation: update, path: made.path, body, tried }, check);
  if (!succeeded(exchange)) return undefined;
  const item = valueAt(exchange.answer.body, itemPointer) as Made["item"];
  return { ...made, body, item, exchange };
}

/** What an update takes of what a creation took. */
export function updateBody(
  world: World,
  update: NonNullable<Resource["update"]>,
  body: Made["body"],
): Made["body"] {
  const pointer = update.requestBody?.schemaPointer ?? "#";
  const extra = new Set(
    world.description
      .problems(pointer, body)
      .filter(({ keyword }) => keyword === "additionalProperties")
      .map(({ message }) => /\("(.+)"\)/.exec(message)?.[1] ?? ""),
  );
  return Object.fromEntries(Object.entries(body).filter(([name]) => !extra.has(name)));
}

/** Whether two names are one by the rules of names. */
export const isSameName = (one: unknown, other: string): boolean =>
  typeof one === "string" && fold(one) === fold(other);

const fold = (name: string) => name.normalize("NFC").trim().toLowerCase();

/** How many characters a name may have, as far as it is worth a try. */
export function longestName({ description }: World, { requestBody }: Resource["create"]): number {
  const at = flatSchema(description, requestBody?.schemaPointer ?? "#").properties.get("name") ?? "#";
  return Math.min(flatSchema(description, at).schema.maxLength ?? 255, 1_000);
}

/** A role that belongs to nobody: the system defined it. */
export const isGlobal = (item: object): boolean =>
  ("organizationId" in item && item.organizationId === null) ||
  ("projectId" in item && item.projectId === null);
