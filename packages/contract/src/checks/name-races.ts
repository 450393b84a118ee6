import type { Pointer } from "../description/operation.ts";
import { type Lane, succeeded } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import type { Exchange } from "../session/session.ts";
import type { World } from "../session/world.ts";
import { isSameName, updateBody } from "./naming.ts";

/** Of creations at once under one name, one succeeds. */
export async function raceToCreate(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { create } = resource;
  const first = await world.make(resource, lane);
  for (let round = 0; round < 3; round += 1) {
    const name = `Race ${lane.unique()}`;
    const requests = Array.from({ length: 12 }, (_, index) => ({
      operation: create,
      path: world.scopeOf(resource),
      body: { ...first.body, name: index % 3 === 0 ? name.toUpperCase() : name },
      tried: "12 requests at once for one name",
    }));
    const exchanges = await Promise.all(requests.map((request) => lane.ask(request)));
    const winners = exchanges.filter(succeeded);
    const last = lastOf(exchanges, winners);
    if (!last) return;
    if (winners.length === 0) await lane.expectRoom(last);
    expectOne(lane, exchanges, winners, last, "of requests at once for one name", create.pointer);
    const { statuses } = refusals.taken(create);
    const odd = exchanges.find(
      (each) => !succeeded(each) && !statuses.includes(each.answer.status) && each.answer.status < 500,
    );
    lane.holds(odd === undefined, odd ?? last, {
      check: "uniqueness_race",
      what: "refuses the slower of two requests for one name in another way",
      expected: `status ${statuses.join(" or ")}`,
      actual: `status ${odd?.answer.status}`,
      pointer: refusals.taken(create).pointer,
      atOnce: exchanges,
    });
    const { items, exchange } = await world.listed(resource, lane);
    const same = items.filter((item) => isSameName(item["name"], name));
    lane.holds(same.length === Math.min(winners.length, 1), exchange, {
      check: "uniqueness_race",
      what: "after a race for a name the list has it another number of times",
      expected: "once",
      actual: `${same.length} times`,
      pointer: create.pointer,
      atOnce: exchanges,
    });
  }
}

/** Of changes at once to one name, one succeeds. */
export async function raceToRename(world: World, resource: Resource, lane: Lane): Promise<void> {
  const { update } = resource;
  if (!update) return;
  const made = [];
  for (let count = 0; count < 6; count += 1) made.push(await world.make(resource, lane));
  const name = `Race ${lane.unique()}`;
  const exchanges = await Promise.all(
    made.map((each) =>
      lane.ask({
        operation: update,
        path: each.path,
        body: updateBody(world, update, { ...each.body, name }),
        tried: "6 changes at once to one name",
      }),
    ),
  );
  const winners = exchanges.filter(succeeded);
  const last = lastOf(exchanges, winners);
  if (last) expectOne(lane, exchanges, winners, last, "of changes at once to one name", update.pointer);
}

/** The exchange that tells of a race; none where one of them got no answer. */
function lastOf(exchanges: Exchange[], winners: Exchange[]): Exchange | undefined {
  if (exchanges.some(({ answer }) => answer.failure)) return undefined;
  return winners.length > 1 ? winners[1] : exchanges[0];
}

function expectOne(
  lane: Lane,
  exchanges: Exchange[],
  winners: Exchange[],
  last: Exchange,
  race: string,
  pointer: Pointer,
): void {
  lane.holds(winners.length === 1, last, {
    check: "uniqueness_race",
    what: `${race} ${winners.length === 0 ? "none succeeds" : "more than one succeeds"}`,
    expected: "one success, and a refusal for each of the others",
    actual: `${winners.length} successes; statuses ${exchanges.map(({ answer }) => answer.status).join(" ")}`,
    pointer,
    atOnce: exchanges,
  });
}
