import { flatSchema } from "../data/flat-schema.ts";
import { brokenCases, type DataCase, validCases } from "../data/cases.ts";
import { coerce, nowhere } from "../data/nowhere.ts";
import { sampleOf } from "../data/sample.ts";
import { parameterKey } from "../coverage-of.ts";
import type { Operation, Parameter } from "../description/operation.ts";
import { type Lane, shown, valueAt } from "../session/lane.ts";
import { refusals } from "../session/refusal.ts";
import type { Request } from "../session/session.ts";
import type { World } from "../session/world.ts";
import { differingItems, expectEcho, sameItem } from "./compare.ts";
import { givenFor } from "./given.ts";
import { shrink } from "./shrink.ts";
import type { Task } from "./task.ts";

/** Values at each side of each limit, one rule broken at a time, for every operation. */
export const boundaries = (world: World): Task[] =>
  world.description.operations.flatMap((operation): Task[] => {
    const { operationId, parameters, requestBody } = operation;
    return [
      ...(parameters.length === 0
        ? []
        : [
            {
              name: `parameters of ${operationId}`,
              phase: "boundaries" as const,
              checks: [
                "negative_data_rejection",
                "positive_data_acceptance",
                "status_code_conformance",
              ] as const,
              run: (lane: Lane) => parameterLimits(world, operation, lane),
            },
          ]),
      ...(requestBody
        ? [
            {
              name: `broken bodies of ${operationId}`,
              phase: "boundaries" as const,
              checks: [
                "negative_data_rejection",
                "status_code_conformance",
                "refusal_changes_nothing",
              ] as const,
              run: (lane: Lane) => brokenBodies(world, operation, lane),
            },
            {
              name: `bodies at the limits of ${operationId}`,
              isLong: true,
              phase: "boundaries" as const,
              checks: ["positive_data_acceptance", "read_your_writes", "negative_data_rejection"] as const,
              run: (lane: Lane) => validBodies(world, operation, lane),
            },
          ]
        : []),
    ].map((task) => ({ ...task, checks: [...task.checks] }));
  });

async function parameterLimits(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  for (const parameter of operation.parameters) {
    if (parameter.in === "cookie") continue;
    await brokenParameters(world, operation, lane, usual, parameter);
    await validParameters(world, operation, lane, usual, parameter);
  }
}

async function brokenParameters(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
  parameter: Parameter,
): Promise<void> {
  const base = parameter.in === "path" ? usual.path?.[parameter.name] : usual.query?.[parameter.name];
  const refusal = refusals.id(operation);
  const schema = `${parameter.pointer}/schema`;
  const cases = brokenCases(world.description, schema, base ?? sampleOf(world.description, schema));
  for (const { rule, value: made, covers } of cases) {
    // Everything is text here, and a path without its id is another path.
    const value = textOf(made);
    if (value === undefined || value === "" || (parameter.in === "header" && /[^ -~]/.test(value))) continue;
    if (world.description.problems(schema, coerce(world.description, schema, value)).length === 0) continue;
    const key = { pointer: parameterKey(operation, parameter.name), side: "invalid" as const };
    const request = {
      ...withParameter(usual, parameter, value),
      tried: `${parameter.name} that breaks ${rule}`,
    };
    await lane.expect(
      { ...request, covers: [...covers, key] },
      {
        check: "status_code_conformance",
        accepted: "negative_data_rejection",
        because: `${parameter.name} breaks ${rule.replace(/ \(.*\)$/s, "")}`,
        ...refusal,
      },
    );
  }
}

/** An id at the limit is one that could be: it is looked for, and not found. */
async function validParameters(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
  parameter: Parameter,
): Promise<void> {
  const given = givenFor(world, operation, lane, new Map());
  const schema = `${parameter.pointer}/schema`;
  const base =
    parameter.in === "path"
      ? coerce(world.description, schema, nowhere(world.description, operation, parameter.name))
      : sampleOf(world.description, schema);
  const cases = validCases(world.description, schema, base, {
    ...given,
    isUnique: () => false,
    isUnknowable: () => false,
  });
  for (const { rule, value, covers } of cases) {
    const text = textOf(value);
    if (text === undefined || text === "" || /[/\\%]|^\.+$/.test(text)) continue;
    const request = { ...withParameter(usual, parameter, text), covers, tried: `${parameter.name}: ${rule}` };
    if (parameter.in !== "path" || world.options.stateless) await lane.accept(request);
    else {
      const refusal = refusals.missing(operation);
      const because = `${parameter.name} could be an id, and nothing has it`;
      await lane.expect(request, {
        check: "positive_data_acceptance",
        accepted: "missing_resource",
        because,
        ...refusal,
      });
    }
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;

const withParameter = (request: Request, { name, in: place }: Parameter, value: string): Request => {
  if (place === "path") return { ...request, path: { ...request.path, [name]: value } };
  if (place === "query") return { ...request, query: { ...request.query, [name]: value } };
  return { ...request, headers: { ...request.headers, [name]: value } };
};

async function brokenBodies(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  const about = world.about(operation);
  const before = about?.resource.list ? (await world.listed(about.resource, lane)).items : [];
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const given = givenFor(world, operation, lane, await someIds(world, operation, lane, usual));
  const refusal = refusals.body(operation);
  const sent: unknown[] = [];
  const cases = [
    ...brokenCases(world.description, pointer, usual.body, given),
    ...answeredFields(world, operation, usual.body),
  ];
  for (const { rule, value, covers } of cases) {
    const body = withFreshName(world, value, usual.body, lane);
    sent.push(body);
    const ask = (smaller: unknown) =>
      lane.expect(
        { ...usual, body: smaller, covers, tried: `a body that breaks ${rule}` },
        {
          check: "status_code_conformance",
          accepted: "negative_data_rejection",
          because: `the body breaks ${rule.replace(/ \(.*\)$/s, "")}`,
          statuses: refusal.statuses,
          pointer: covers[0]?.pointer ?? refusal.pointer,
        },
      );
    await shrink(world, pointer, await ask(body), ask);
  }
  await refusesNoBody(operation, lane, usual);
  if (about?.resource.list) await expectNothingNew(world, operation, lane, before, sent, usual);
}

/** Fields that answers about a thing have and requests have not, such as its id, are unknown in requests. */
function answeredFields(
  { description }: World,
  { requestBody, responses }: Operation,
  body: unknown,
): DataCase[] {
  const { schema, places, properties } = flatSchema(description, requestBody?.schemaPointer ?? "#");
  const at = places.get("additionalProperties");
  if (schema.additionalProperties !== false || at === undefined) return [];
  const media = responses.find(({ status }) => status.startsWith("2"))?.content[0];
  const answer = objectSharing(Object.values(media?.examples ?? {})[0]?.value, properties);
  return Object.entries(answer ?? {})
    .filter(([name]) => !properties.has(name))
    .map(([name, value]) => ({
      rule: `additionalProperties (${name}, which answers have)`,
      value: { ...(body as object), [name]: value },
      covers: [{ pointer: at, side: "invalid" as const }],
    }));
}

/** The first object in an answer that has one of these properties. */
function objectSharing(answer: unknown, properties: ReadonlyMap<string, unknown>): object | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  if (Object.keys(answer).some((name) => properties.has(name))) return answer;
  return Object.values(answer)
    .map((value) => objectSharing(value, properties))
    .find((found) => found !== undefined);
}

async function refusesNoBody(
  operation: Operation,
  lane: Lane,
  { body: _, ...usual }: Request,
): Promise<void> {
  if (operation.requestBody?.required !== true) return;
  // Whether this is a missing body, no JSON or no content type is for the implementation to say.
  const statuses = [400, 411, 415, 422];
  const bodies: Pick<Request, "tried" | "raw">[] = [
    { tried: "no body at all" },
    { tried: "an empty body", raw: "" },
    { tried: "a body of white space", raw: " \n" },
  ];
  for (const body of bodies) {
    await lane.expect(
      { ...usual, ...body },
      {
        check: "status_code_conformance",
        accepted: "negative_data_rejection",
        because: "the body is required",
        statuses,
        pointer: `${operation.requestBody.pointer}/required`,
      },
    );
  }
}

/** Were one of them accepted, the next shall not be refused because the name is taken. */
function withFreshName(world: World, value: unknown, usual: unknown, lane: Lane): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const base = (usual ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      world.isUnique(name) && each === base[name] && typeof each === "string" && each.startsWith("contract ")
        ? lane.unique()
        : each,
    ]),
  );
}

/** Two ids of each kind that a body refers to. */
export async function someIds(
  world: World,
  operation: Operation,
  lane: Lane,
  { path = {} }: Request,
  count = 2,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (!operation.requestBody) return found;
  const { properties } = flatSchema(world.description, operation.requestBody.schemaPointer);
  for (const property of properties.keys()) {
    const ids = await world.ids(operation, property, lane, path, count);
    if (ids !== undefined) found.set(property, ids);
  }
  return found;
}

/** Nothing of what was sent is in the list, and what a change was about is as it was. */
export async function expectNothingNew(
  world: World,
  operation: Operation,
  lane: Lane,
  before: Record<string, unknown>[],
  sent: unknown[],
  usual: Request,
): Promise<void> {
  const about = world.about(operation);
  if (about === undefined) return;
  const { resource } = about;
  const { items, exchange } = await world.listed(resource, lane);
  const known = new Set(before.map((item) => item[resource.idProperty]));
  const names = new Set(
    sent.map((body) => (body as { name?: unknown } | null)?.name).filter((name) => typeof name === "string"),
  );
  const fresh = items.filter(
    (item) => !known.has(item[resource.idProperty]) && names.has(String(item["name"])),
  );
  const own = usual.path?.[resource.idParameter];
  const was = before.find((item) => item[resource.idProperty] === own);
  const is = items.find((item) => item[resource.idProperty] === own);
  const isChanged = about.does === "update" && was !== undefined && !sameItem(world, resource, was, is);
  lane.holds(fresh.length === 0 && !isChanged, exchange, {
    check: "refusal_changes_nothing",
    what: `after refused calls of ${operation.operationId} the list is not as it was`,
    ...(isChanged
      ? differingItems(world, resource, was, is ?? "gone")
      : { expected: "the list as it was before the refused requests", actual: shown(fresh.slice(0, 3)) }),
    pointer: operation.pointer,
  });
}

async function validBodies(world: World, operation: Operation, lane: Lane): Promise<void> {
  if (world.isSingleton(operation) && !world.options.mayChangeWhatIsThere) return;
  const usual = await world.request(operation, lane);
  const about = world.about(operation);
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const most = await idsToTheLimit(world, operation, lane, usual);
  const given = givenFor(world, operation, lane, most);
  const made: { item: unknown; body: unknown }[] = [];
  for (const { rule, value, covers } of validCases(world.description, pointer, usual.body, given)) {
    const body = withFreshName(world, value, usual.body, lane);
    const exchange = await lane.accept({ ...usual, body, covers, tried: `a body at the limit: ${rule}` });
    if (exchange.answer.status < 200 || exchange.answer.status >= 300 || !about) continue;
    const item = valueAt(exchange.answer.body, about.resource.itemPointer);
    expectEcho(lane, world, about.resource, body, item, exchange, "the answer");
    made.push({ item, body });
  }
  for (const { rule, value, covers } of brokenCases(world.description, pointer, usual.body, given)) {
    // With ids that are all good, the count alone is wrong.
    if (!rule.includes("maxItems")) continue;
    const body = withFreshName(world, value, usual.body, lane);
    const because = `the body breaks ${rule}`;
    const refusal = { ...refusals.body(operation), pointer: covers[0]?.pointer ?? "#" };
    await lane.expect(
      { ...usual, body, tried: because },
      { check: "status_code_conformance", accepted: "negative_data_rejection", because, ...refusal },
    );
  }
  if (about?.does === "create" && about.resource.list && !world.options.stateless)
    await expectListed(world, lane, about.resource, made);
  if (world.isSingleton(operation)) await lane.accept(usual);
}

/** Ids that exist, one more than a list may have: what can be made is made, what cannot be is found. */
async function idsToTheLimit(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const { properties } = flatSchema(world.description, operation.requestBody?.schemaPointer ?? "#");
  for (const [property, at] of properties) {
    const target = world.referred(operation, property);
    if (target === undefined) continue;
    const { maxItems = 1 } = flatSchema(world.description, at).schema;
    const count = Math.min(maxItems, 150) + 1;
    if (!target.resource) {
      found.set(property, (await world.ids(operation, property, lane, usual.path ?? {}, count)) ?? []);
      continue;
    }
    const { resource } = target;
    const scope = Object.fromEntries(
      Object.entries(usual.path ?? {}).filter(([name]) => resource.create.path.includes(`{${name}}`)),
    );
    found.set(property, await world.many(resource, scope, count));
  }
  return found;
}

async function expectListed(
  world: World,
  lane: Lane,
  resource: NonNullable<ReturnType<World["about"]>>["resource"],
  made: { item: unknown; body: unknown }[],
): Promise<void> {
  const { items, exchange } = await world.listed(resource, lane);
  for (const { item, body } of made) {
    const id = (item as Record<string, unknown> | undefined)?.[resource.idProperty];
    const listed = items.filter((each) => each[resource.idProperty] === id);
    lane.holds(listed.length === 1, exchange, {
      check: "read_your_writes",
      what:
        listed.length === 0 ? "the list lacks something that was created" : "the list has something twice",
      expected: `${resource.create.operationId}'s answer, once, in the list`,
      actual: `${listed.length} with the id ${String(id)} among ${items.length}`,
      pointer: resource.list?.pointer ?? resource.create.pointer,
    });
    if (listed[0]) expectEcho(lane, world, resource, body, listed[0], exchange, "the list");
  }
}
