import * as fc from "fast-check";
import { text, valueOf, visible } from "../data/arbitraries.ts";
import { brokenCases, type DataCase, type Given } from "../data/cases.ts";
import type { Operation } from "../description/operation.ts";
import { pathNames } from "../description/operation.ts";
import { hash, type Lane, succeeded, valueAt } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Exchange, Request } from "../session/session.ts";
import type { World } from "../session/world.ts";
import { someIds } from "./boundaries.ts";
import { expectEcho } from "./compare.ts";
import { givenFor } from "./given.ts";
import { shrink } from "./shrink.ts";
import type { Task } from "./task.ts";

/** An operation's requests are in at most so many lanes, each with things of its own. */
const mostLanes = 8;

/** Requests that are made up: right ones, and ones with one thing wrong. The same seed makes the same ones. */
export function fuzz(world: World, seed: number): Task[] {
  const operations = world.description.operations.filter((operation) => isWorthIt(world, operation));
  const each = Math.ceil(world.options.fuzz / Math.max(operations.length, 1));
  const share = Math.max(50, Math.ceil(each / mostLanes));
  return operations.flatMap((operation) =>
    Array.from({ length: Math.ceil(each / share) }, (_, part): Task => {
      const name = `made up for ${operation.operationId}, part ${part + 1}`;
      const runs = Math.min(share, each - part * share);
      return {
        name,
        phase: "fuzz",
        checks: ["negative_data_rejection", "positive_data_acceptance", "read_your_writes"],
        run: (lane) => makeUp(world, operation, lane, (seed ^ hash(name)) | 0, runs),
      };
    }),
  );
}

/** Without a body and without an id there is nothing to make up. */
const isWorthIt = (world: World, operation: Operation) =>
  (operation.requestBody !== undefined || pathNames(operation.path).length > 0) &&
  !world.isSingleton(operation);

interface Fate {
  /** From 0 to 99: what is done with the request. */
  fate: number;
  which: number;
  id: string;
  body: unknown;
}

async function makeUp(
  world: World,
  operation: Operation,
  lane: Lane,
  seed: number,
  numRuns: number,
): Promise<void> {
  const usual = await world.request(operation, lane);
  const given = givenFor(world, operation, lane, await someIds(world, operation, lane, usual, 3));
  const pointer = operation.requestBody?.schemaPointer;
  const cases = pointer === undefined ? [] : brokenCases(world.description, pointer, usual.body, given);
  const fates = fc.record({
    fate: fc.nat(99),
    which: fc.nat(9_999),
    // Slashes are taken for parts of the path on the way, by whatever is on the way.
    id: fc.oneof(text(1, 150), visible(1, 128)).map((id) => id.replaceAll(/[/\\]/g, "-")),
    body: pointer === undefined ? fc.constant(undefined) : valueOf(world.description, pointer, given),
  });
  for (const fate of fc.sample(fates, { seed, numRuns })) {
    if (pointer === undefined || (fate.fate < 10 && pathNames(operation.path).length > 0))
      await anyId(world, operation, lane, usual, fate);
    else if (fate.fate < 13) await oddHeaders(lane, usual, fate);
    else if (fate.fate < 55) await rightBody(world, operation, lane, usual, fate, given);
    else if (fate.fate < 92) await wrongBody(world, operation, lane, usual, fate, cases);
    else await brokenText(operation, lane, usual, fate);
  }
}

/** An id that nothing has, or that none can be. */
async function anyId(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
  { id }: Fate,
): Promise<void> {
  const name = pathNames(operation.path).at(-1) ?? "";
  const parameter = operation.parameters.find((each) => each.name === name && each.in === "path");
  // So are dots alone.
  if (!parameter || /^\.+$/.test(id) || !id.isWellFormed()) return;
  const isId = world.description.problems(`${parameter.pointer}/schema`, id).length === 0;
  if (isId && world.options.stateless) return;
  const refusal = isId ? refusals.missing(operation) : refusals.id(operation);
  await lane.expect(
    { ...usual, path: { ...usual.path, [name]: id }, tried: `a made-up ${name}` },
    {
      check: "status_code_conformance",
      accepted: isId ? "missing_resource" : "negative_data_rejection",
      because: isId ? `nothing has this ${name}` : `the ${name} cannot be one`,
      ...refusal,
    },
  );
}

/** Headers that some servers stumble over. What the answer is they leave open; that it is a documented one they do not. */
async function oddHeaders(lane: Lane, { body: _, ...usual }: Request, { which }: Fate): Promise<void> {
  const all: Record<string, string>[] = [
    { Accept: "image/png" },
    { "Content-Type": ";" },
    { "Content-Type": "application/json; charset=utf-7" },
    { "X-Request-Id": "x".repeat(500) },
    { "Accept-Language": "*;q=nonsense" },
    { "If-None-Match": "*" },
  ];
  const headers = all[which % all.length] ?? {};
  await lane.ask({ ...usual, raw: "{}", headers, tried: `odd headers: ${JSON.stringify(headers)}` });
}

async function rightBody(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
  { body, which }: Fate,
  given: Given,
): Promise<void> {
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const own = which % 4 === 0 ? body : withOwnName(world, body, given);
  if (world.description.problems(pointer, own).length > 0) return;
  const ask = async (sent: unknown): Promise<Exchange> => {
    const request = { ...usual, body: sent, tried: "a made-up body that is right" };
    const exchange = own === body ? await mayBeTaken(lane, request) : await lane.accept(request);
    await removeAgain(world, operation, lane, exchange, sent);
    return exchange;
  };
  await shrink(world, pointer, await ask(own), ask);
}

/** A made-up name may be somebody's already. */
async function mayBeTaken(lane: Lane, request: Request): Promise<Exchange> {
  const taken = refusals.taken(request.operation);
  const success = request.operation.responses
    .filter(({ status }) => /^2\d\d$/.test(status))
    .map(({ status }) => Number(status));
  return lane.expect(request, {
    check: "positive_data_acceptance",
    because: "the body is right, and at most its name is taken",
    pointer: request.operation.pointer,
    statuses: [...success, ...taken.statuses],
  });
}

function withOwnName(world: World, body: unknown, given: Given): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) =>
      world.isUnique(name) && typeof value === "string"
        ? [name, `${given.unique()} ${[...value].slice(0, 150).join("")}`]
        : [name, value],
    ),
  );
}

/** What was created is looked at and goes at once, so that no list overflows. */
async function removeAgain(
  world: World,
  operation: Operation,
  lane: Lane,
  exchange: Exchange,
  body: unknown,
): Promise<void> {
  const about = world.about(operation);
  if (!about || !succeeded(exchange)) return;
  const { resource } = about;
  const item = valueAt(exchange.answer.body, resource.itemPointer) as Record<string, unknown> | undefined;
  expectEcho(lane, world, resource, body, item, exchange, "the answer");
  const id = item?.[resource.idProperty];
  if (about.does !== "create" || typeof id !== "string" || !resource.remove || world.cleanup.isProtected(id))
    return;
  await lane.ask({
    operation: resource.remove,
    path: { ...exchange.request.path, [resource.idParameter]: id },
    tried: "deleting what was made up",
  });
}

async function wrongBody(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
  { body, which }: Fate,
  cases: DataCase[],
): Promise<void> {
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const base = cases[which % Math.max(cases.length, 1)];
  if (!base) return;
  const chosen = { ...base, value: withOthersOf(base, body) };
  const broken = world.description.problems(pointer, chosen.value);
  if (!broken.some((problem) => problem.pointer === base.covers[0]?.pointer)) chosen.value = base.value;
  const refusal = refusals.body(operation);
  const ask = (sent: unknown) =>
    lane.expect(
      { ...usual, body: sent, tried: `a made-up body that breaks ${chosen.rule}` },
      {
        check: "status_code_conformance",
        accepted: "negative_data_rejection",
        because: `the body breaks ${chosen.rule.replace(/ \(.*\)$/s, "")}`,
        statuses: refusal.statuses,
        pointer: chosen.covers[0]?.pointer ?? refusal.pointer,
      },
    );
  await shrink(world, pointer, await ask(chosen.value), ask);
}

/** A broken body with made-up values for everything that is not broken. */
function withOthersOf({ rule, value }: DataCase, body: unknown): unknown {
  const isObject = (each: unknown): each is object =>
    typeof each === "object" && each !== null && !Array.isArray(each);
  if (!isObject(value) || !isObject(body)) return value;
  const others = Object.entries(body).filter(([name]) => name in value && !rule.startsWith(`${name}: `));
  return { ...value, ...Object.fromEntries(others) };
}

/** JSON that breaks off somewhere is none. */
async function brokenText(
  operation: Operation,
  lane: Lane,
  { body: _, ...usual }: Request,
  { body, which }: Fate,
): Promise<void> {
  const whole = JSON.stringify(body);
  const raw = whole.slice(0, 1 + (which % Math.max(whole.length - 1, 1)));
  if (raw.length === whole.length || !raw.isWellFormed()) return;
  await lane.expect(
    { ...usual, raw, tried: "JSON that breaks off" },
    { check: "malformed_request", because: "the body is not JSON", ...refusals.json(operation) },
  );
}
