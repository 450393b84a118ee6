import { isDeepStrictEqual } from "node:util";
import type { CheckName } from "../check-names.ts";
import { type Operation, pathNames } from "../description/operation.ts";
import { type Lane, succeeded, valueAt } from "../session/lane.ts";
import { nowhere } from "../data/nowhere.ts";
import { documentsRefusal, refusals } from "../session/refusal.ts";
import type { Exchange, Request } from "../session/session.ts";
import type { World } from "../session/world.ts";
import { isRolesApi } from "./examples.ts";
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
    ["the key in the query alone", { key: null, query: { ...usual.query, [header]: apiKey } }],
  ];
  for (const [tried, part] of wrong) {
    const because = "the key is not valid";
    answers.push(
      await lane.expect({ ...usual, ...part, tried }, { check: "ignored_auth", because, ...refusal }),
    );
  }
  await withoutKeyAtNothing(world, operation, lane, usual, without);
  if (isRolesApi(world)) expectSameWords(lane, operation, answers);
  await expectStillThere(world, operation, lane, usual);
}

type Expected = Parameters<Lane["expect"]>[1];

const swapCase = (text: string) =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

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
function expectSameWords(lane: Lane, operation: Operation, exchanges: Exchange[]): void {
  const refused = exchanges.filter(({ answer }) => answer.status === 401);
  const [first, ...others] = refused;
  const other = others.find(
    ({ answer }) => !isDeepStrictEqual(wordsOf(answer.body), wordsOf(first?.answer.body)),
  );
  const last = other ?? others.at(-1);
  if (!first || !last) return;
  lane.holds(other === undefined, last, {
    check: "ignored_auth",
    what: "tells a missing key from a wrong one",
    expected: "the same answer for no key and for a wrong one",
    actual: `${first.answer.text.slice(0, 150)} and ${last.answer.text.slice(0, 150)}`,
    pointer: refusals.key(operation).pointer,
    after: [first],
  });
}

/** An answer without what may differ between any two: numbers and ids of requests. */
export const wordsOf = (body: unknown): unknown =>
  JSON.parse(
    (JSON.stringify(body) ?? "null").replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+|[0-9a-f]{12,}/gi, (found) =>
      /^\d+$/.test(found) ? "0" : "#",
    ),
  ) as unknown;

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

/** A project's key is a key, and may not do this; when its project is gone, it is none. */
async function projectKey(world: World, lane: Lane): Promise<void> {
  const projects = world.resources.find(({ create }) => create.operationId === "createProject");
  if (!projects) return;
  const made = await world.make(projects, lane);
  const key = valueAt(made.exchange.answer.body, "/data/apiKey/value");
  if (typeof key !== "string" || key === "") return;
  world.session.settings.secrets.set(key, "ROLEWRIGHT_PROJECT_KEY");
  const operations = world.description.operations.filter((operation) =>
    documentsRefusal(operation, "projectKey"),
  );
  const requests: Request[] = [];
  for (const operation of operations) requests.push({ ...(await world.request(operation, lane)), key });
  for (const request of requests) {
    await lane.expect(
      { ...request, tried: "the key of a project" },
      {
        check: "ignored_auth",
        because: "a project's key may not do this",
        ...refusals.projectKey(request.operation),
      },
    );
  }
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
