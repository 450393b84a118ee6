import { itemsOf } from "../session/items-of.ts";
import { type Lane, shown, valueAt } from "../session/lane.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { itemSchema, shownAs } from "./compare.ts";
import { referenceOf } from "./reference-of.ts";

/** What a thing shows of others is what their own list shows: `permissions` of a policy, `policies` of a role. */
export async function showsOthers(world: World, resource: Resource, lane: Lane): Promise<void> {
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
