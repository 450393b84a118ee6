import type { CheckName } from "../check-names.ts";
import { type Operation, pathNames } from "../description/operation.ts";
import { type Lane, shown, succeeded, valueAt } from "../session/lane.ts";
import { nowhere, swapCase } from "../data/nowhere.ts";
import { documentsRefusal, refusals } from "../session/refusal.ts";
import type { Resource } from "../session/resources.ts";
import { type Exchange, keyValue, type Request } from "../session/session.ts";
import type { Made, World } from "../session/world.ts";
import { sameItem } from "./compare.ts";
import { isRolesApi } from "./examples.ts";
import { toldApart } from "./same-refusal.ts";
import type { Task } from "./task.ts";

/** No key, wrong keys, and keys that may not do this. */
export const keys = (world: World): Task[] => {
  const locked = world.description.operations.filter(({ keyHeader }) => keyHeader !== undefined);
  if (locked.length === 0) {
    for (const check of ["ignored_auth", "missing_required_header"] as const) {
      world.session.settings.findings.notRun(check, "the description asks for no key in a header");
    }
  }
  const projects = world.resources.find(({ create }) => create.operationId === "createProject");
  return [
    ...locked.map((operation): Task => ({
      name: `keys of ${operation.operationId}`,
      phase: "boundaries",
      checks: ["ignored_auth", "missing_required_header"],
      run: (lane) => wrongKeys(world, operation, lane),
    })),
    ...(projects && isRolesApi(world)
      ? [
          {
            name: "a project's key",
            phase: "boundaries" as const,
            checks: ["ignored_auth"] as CheckName[],
            run: (lane: Lane) => projectKey(world, lane),
          },
        ]
      : []),
  ];
};

async function wrongKeys(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  const header = operation.keyHeader ?? "";
  const refusal = { ...refusals.key(operation), accepted: "ignored_auth" as const };
  const { apiKey } = world.session.settings;
  const answers: Exchange[] = [];
  const without: Expected = { check: "missing_required_header", because: "there is no key", ...refusal };
  answers.push(await lane.expect({ ...usual, key: null, tried: "no key" }, without));
  const empty: Expected = { check: "missing_required_header", because: "the key is empty", ...refusal };
  answers.push(
    await lane.expect({ ...usual, key: null, headers: { [header]: "" }, tried: "an empty key" }, empty),
  );
  const wrong: [string, Partial<Request>][] = [
    ["a key that nobody has", { key: "confident_org_nobody-has-this-key-0123456789" }],
    ["the key with a letter more", { key: `${apiKey}x` }],
    ...(swapCase(apiKey) === apiKey
      ? []
      : [["the key in the other case", { key: swapCase(apiKey) }] as [string, Partial<Request>]]),
    ...elsewhere(header, apiKey).map(([tried, headers]): [string, Partial<Request>] => [
      tried,
      { key: null, headers },
    ]),
  ];
  for (const [tried, part] of wrong) {
    const because = "the key is not valid";
    answers.push(
      await lane.expect({ ...usual, ...part, tried }, { check: "ignored_auth", because, ...refusal }),
    );
  }
  // No key, and a query that there is not: which of the two is refused, it may choose.
  await lane.expect(
    { ...usual, key: null, query: { ...usual.query, [header]: apiKey }, tried: "the key in the query alone" },
    {
      check: "ignored_auth",
      because: "the key is not valid",
      ...refusal,
      statuses: [...refusal.statuses, ...documentedRefusals(operation)],
    },
  );
  await withoutKeyAtNothing(world, operation, lane, usual, without);
  if (isRolesApi(world)) await expectSameWords(lane, operation, answers);
  await expectStillThere(world, operation, lane, usual);
  const anyCase = { key: null, headers: { [swapCase(header)]: keyValue(header, apiKey) } };
  await lane.accept({ ...usual, ...anyCase, tried: "the key's header in the other case" });
}

/** Other headers in which servers look for a key. In none of them is it one, as the description names another. */
const elsewhere = (header: string, apiKey: string): [string, Record<string, string>][] =>
  (
    [
      ["the key as a bearer token", "Authorization", `Bearer ${apiKey}`],
      ["the key as a password", "Authorization", `Basic ${Buffer.from(`:${apiKey}`).toString("base64")}`],
      ["the key in X-API-Key", "X-API-Key", apiKey],
      ["the key in a cookie", "Cookie", `${header}=${apiKey}`],
    ] as const
  )
    .filter(([, name]) => name.toLowerCase() !== header.toLowerCase())
    .map(([tried, name, value]) => [tried, { [name]: value }]);
const documentedRefusals = ({ responses }: Operation) =>
  responses.map(({ status }) => Number(status)).filter((status) => status >= 400 && status < 500);

type Expected = Parameters<Lane["expect"]>[1];

/** Who has no key does not learn what exists. */
async function withoutKeyAtNothing(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
  without: Expected,
): Promise<void> {
  const last = pathNames(operation.path).at(-1);
  if (last === undefined) return;
  const path = { ...usual.path, [last]: nowhere(world.description, operation, last) };
  await lane.expect({ ...usual, path, key: null, tried: "no key, for what does not exist" }, without);
}

/** The description says that the answer does not tell a missing key from a wrong one. */
async function expectSameWords(lane: Lane, operation: Operation, exchanges: Exchange[]): Promise<void> {
  const [first, ...others] = exchanges.filter(({ answer }) => answer.status === 401);
  if (!first) return;
  for (const other of others) {
    const apart = await toldApart(lane, first, other, { headers: true });
    lane.holds(apart === undefined, other, {
      check: "ignored_auth",
      what: "tells a missing key from a wrong one",
      expected: `the same answer for no key and for a wrong one: ${apart?.expected}`,
      actual: `${apart?.actual}`,
      pointer: refusals.key(operation).pointer,
      after: [first],
    });
    if (apart !== undefined) return;
  }
}

/** A refusal that does what it refuses is none. */
async function expectStillThere(
  world: World,
  operation: Operation,
  lane: Lane,
  usual: Request,
): Promise<void> {
  const about = world.about(operation);
  if (about?.does !== "remove" || !about.resource.list) return;
  const { items, exchange } = await world.listed(about.resource, lane);
  const id = usual.path?.[about.resource.idParameter];
  lane.holds(
    items.some((item) => item[about.resource.idProperty] === id),
    exchange,
    {
      check: "ignored_auth",
      what: "deletes without a valid key, whatever it answers",
      expected: `${String(id)} in the list after requests with wrong keys`,
      actual: "it is gone",
      pointer: refusals.key(operation).pointer,
    },
  );
}

/** The key that came with a project is known as one: refused as a project's, not as nobody's. */
export async function expectKeyKnown(world: World, lane: Lane, project: Made): Promise<void> {
  const key = world.keyOf(project.exchange);
  const operation = world.description.operations.find(
    (each) => each.method === "GET" && documentsRefusal(each, "projectKey"),
  );
  if (key === undefined || !operation) return;
  await lane.expect(
    { ...(await world.request(operation, lane)), key, tried: "the key of a project that was changed" },
    { check: "ignored_auth", because: "a project's key may not do this", ...refusals.projectKey(operation) },
  );
}

/** What a new key says of itself is so: it is valid, and was never used. */
function expectNew(lane: Lane, { exchange }: Made): void {
  const key = valueAt(exchange.answer.body, "/data/apiKey") as Record<string, unknown> | undefined;
  for (const [name, expected] of [
    ["valid", true],
    ["lastUsed", null],
  ] as const) {
    lane.holds(key?.[name] === undefined || key[name] === expected, exchange, {
      check: "ignored_auth",
      what: `the ${name} of a new key is not so`,
      expected: `${name}: ${expected}`,
      actual: shown(key?.[name]),
      pointer: exchange.request.operation.pointer,
    });
  }
}

/** A project's key is a key, and may not do this, in its own project neither; when its project is gone, it is none. */
async function projectKey(world: World, lane: Lane): Promise<void> {
  const projects = world.resources.find(({ create }) => create.operationId === "createProject");
  if (!projects) return;
  const made = await world.make(projects, lane);
  const key = world.keyOf(made.exchange);
  if (key === undefined) return;
  if (!world.options.stateless) expectNew(lane, made);
  const operations = world.description.operations.filter((operation) =>
    documentsRefusal(operation, "projectKey"),
  );
  const requests: Request[] = [];
  for (const operation of operations) requests.push({ ...(await world.request(operation, lane)), key });
  const ofItsOwn: Request[] = [];
  for (const operation of operations.filter(({ path }) => path.includes(`{${projects.idParameter}}`)))
    ofItsOwn.push({ ...(await requestIn(world, operation, lane, made.path)), key });
  const before = await contentsOf(world, lane, projects, made);
  // Deleting comes last: where it is carried out, whatever it answers, the rest has nothing to look at.
  const inOrder = ofItsOwn.toSorted((one, other) => deletes(one) - deletes(other));
  for (const [whose, request] of [
    ...requests.map((each) => ["the key of a project", each] as const),
    ...inOrder.map((each) => ["the key of a project, in the project itself", each] as const),
  ]) {
    await lane.expect(
      { ...request, tried: whose },
      {
        check: "ignored_auth",
        because: "a project's key may not do this",
        ...refusals.projectKey(request.operation),
      },
    );
  }
  await expectSameContents(world, lane, projects, made, before);
  if (!projects.remove) return;
  const removed = await lane.ask({
    operation: projects.remove,
    path: made.path,
    tried: "deleting the project",
  });
  if (!succeeded(removed)) return;
  for (const request of requests) {
    await lane.expect(
      { ...request, tried: "the key of a project that was deleted" },
      { check: "ignored_auth", because: "the key's project is gone", ...refusals.key(request.operation) },
    );
  }
}

const deletes = ({ operation: { method, path } }: Request) => (method === "DELETE" ? 1 + 1 / path.length : 0);

/** A usual request about what is in one project, or about the project itself. */
async function requestIn(
  world: World,
  operation: Operation,
  lane: Lane,
  project: Record<string, string>,
): Promise<Request> {
  const names = pathNames(operation.path);
  const about = world.about(operation);
  const isMade = about !== undefined && names.every((name) => name in project);
  const path =
    isMade || about === undefined || !names.includes(about.resource.idParameter)
      ? project
      : (await world.make(about.resource, lane, { path: project })).path;
  const body = await world.body(operation, lane, path);
  return { operation, tried: "a usual request", path, ...(body && { body }) };
}

/** A project and all that is in it, by what it is. */
async function contentsOf(
  world: World,
  lane: Lane,
  projects: Resource,
  made: Made,
): Promise<{ resource: Resource; items: Record<string, unknown>[]; exchange: Exchange }[]> {
  const all = await world.listed(projects, lane);
  const own = all.items.filter((item) => item[projects.idProperty] === made.id);
  const contents = [{ resource: projects, items: own, exchange: all.exchange }];
  if (own.length === 0) return contents;
  for (const resource of world.resources.filter(({ parent, list }) => parent === projects && list))
    contents.push({ resource, ...(await world.listed(resource, lane, { path: made.path })) });
  return contents;
}

async function expectSameContents(
  world: World,
  lane: Lane,
  projects: Resource,
  made: Made,
  before: Awaited<ReturnType<typeof contentsOf>>,
): Promise<void> {
  for (const { resource, items, exchange } of await contentsOf(world, lane, projects, made)) {
    const were = before.find((each) => each.resource === resource)?.items ?? [];
    const isSame =
      were.length === items.length &&
      were.every((item) => items.some((other) => sameItem(world, resource, item, other)));
    lane.holds(isSame, exchange, {
      check: "ignored_auth",
      what: "does with a project's key what it refuses",
      expected: `what was there before: ${shown(were)}`,
      actual: shown(items),
      pointer: refusals.projectKey(resource.create).pointer,
    });
  }
}
