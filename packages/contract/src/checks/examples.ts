import { isDeepStrictEqual } from "node:util";
import { validCases } from "../data/cases.ts";
import { flatSchema } from "../data/flat-schema.ts";
import type { DocumentedResponse, Example, MediaType, Operation } from "../description/operation.ts";
import { parameterKey } from "../coverage-of.ts";
import { type Lane, shown, valueAt } from "../session/lane.ts";
import type { World } from "../session/world.ts";
import { expectEcho } from "./compare.ts";
import type { Task } from "./task.ts";
import { givenFor } from "./given.ts";

/** The examples of the description: valid in themselves, understood when they are sent, and open to fields that come later. */
export const examples = (world: World): Task[] => [
  {
    name: "examples are valid",
    phase: "examples",
    checks: ["examples_are_true", "forward_compatibility"],
    run: async () => {
      for (const operation of world.description.operations) checkExamples(world, operation);
    },
  },
  ...world.description.operations.map((operation): Task => ({
    name: `examples of ${operation.operationId}`,
    phase: "examples",
    checks: ["examples_are_true", "positive_data_acceptance", "read_your_writes"],
    run: (lane) => sendExamples(world, operation, lane),
  })),
  ...(world.options.prefer
    ? world.description.operations.map((operation): Task => ({
        name: `documented answers of ${operation.operationId}`,
        phase: "examples",
        checks: ["examples_are_true"],
        run: (lane) => askForExamples(world, operation, lane),
      }))
    : []),
];

function checkExamples(world: World, operation: Operation): void {
  const { requestBody, responses } = operation;
  for (const media of requestBody ? [requestBody] : []) checkMedia(world, operation, media);
  for (const { content, status } of responses) {
    for (const media of content) {
      checkMedia(world, operation, media);
      if (status.startsWith("2")) checkOpenness(world, operation, media);
    }
  }
}

function checkMedia({ description, session }: World, operation: Operation, media: MediaType): void {
  for (const [name, { value, pointer }] of Object.entries(media.examples)) {
    session.looked("examples_are_true");
    const [problem] = description.problems(media.schemaPointer, value);
    if (problem === undefined) continue;
    session.settings.findings.add({
      check: "examples_are_true",
      what: `the example "${name}" is not valid`,
      operation: operation.operationId,
      expected: `${problem.at || "the body"} ${problem.message}, says ${problem.pointer}`,
      actual: shown(value),
      pointer,
      tried: "holding the description's examples to its schemas",
      curl: [],
      answer: "",
    });
  }
}

/** In the description of the roles API, fields may be added to answers: its own schemas have to let them. */
function checkOpenness(world: World, operation: Operation, media: MediaType): void {
  if (!isRolesApi(world)) return;
  for (const [name, { value, pointer }] of Object.entries(media.examples)) {
    world.session.looked("forward_compatibility");
    const [problem] = world.description.problems(media.schemaPointer, withUnknownFields(value));
    if (problem === undefined) continue;
    world.session.settings.findings.add({
      check: "forward_compatibility",
      what: `with a field more, the answer "${name}" is not valid`,
      operation: operation.operationId,
      expected: "schemas of answers that take fields which are added later",
      actual: `${problem.at} ${problem.message}`,
      pointer: problem.pointer || pointer,
      tried: "adding a field to every object of an example",
      curl: [],
      answer: "",
    });
  }
}

/** Whether this is the description of the roles API, or one that follows it. */
export const isRolesApi = ({ description }: World): boolean =>
  description.operation("createOrganizationRole") !== undefined &&
  description.operation("createProjectRole") !== undefined;

function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).map(([name, each]) => [name, withUnknownFields(each)]);
  return { ...Object.fromEntries(known), addedLater: { by: "a newer version" } };
}

async function sendExamples(world: World, operation: Operation, lane: Lane): Promise<void> {
  const { coverage } = world.session.settings;
  const usual = await world.request(operation, lane);
  const pathSides = operation.parameters.map(({ name }) => ({
    pointer: parameterKey(operation, name),
    side: "valid" as const,
  }));
  const given = givenFor(world, operation, lane, new Map());
  const media = operation.requestBody;
  const [plain] = media ? validCases(world.description, media.schemaPointer, usual.body, given) : [];
  const about = world.about(operation);
  const exchange = await lane.accept({ ...usual, covers: [...pathSides, ...(plain?.covers ?? [])] });
  if (about && media) {
    expectEcho(
      lane,
      world,
      about.resource,
      usual.body,
      valueAt(exchange.answer.body, about.resource.itemPointer),
      exchange,
      "the answer",
    );
  }
  for (const [name, example] of Object.entries(media?.examples ?? {})) {
    // What is there already keeps its name, unless it may be changed for a moment.
    const keeps = world.isSingleton(operation) && !world.options.mayChangeWhatIsThere;
    const body = keeps ? usual.body : await adapted(world, operation, example, lane, usual.path ?? {});
    const path = about?.does === "remove" ? (await world.request(operation, lane)).path : usual.path;
    const sent = {
      ...usual,
      ...(path && { path }),
      body,
      tried: `the example "${name}", with ids and names of its own`,
    };
    const { answer } = await lane.accept(sent, "examples_are_true");
    if (answer.status >= 200 && answer.status < 300) coverage.example(example.pointer);
  }
  if (world.isSingleton(operation) && world.options.mayChangeWhatIsThere) await lane.accept(usual);
}

/** An example with ids that exist here, and names that are free. */
async function adapted(
  world: World,
  operation: Operation,
  { value }: Example,
  lane: Lane,
  path: Record<string, string>,
): Promise<unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const body: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    if (world.isUnknowable(operation, name)) {
      if (world.options.member !== undefined) body[name] = world.options.member;
      continue;
    }
    const ids = await world.ids(operation, name, lane, path);
    body[name] = ids ?? (world.isUnique(name) && !world.isSingleton(operation) ? lane.unique() : each);
  }
  return body;
}

/** Asks for every documented answer by `Prefer`, where the implementation takes that. */
async function askForExamples(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  for (const response of operation.responses) {
    const code = codeOf(response, operation);
    for (const [name, example] of Object.entries(response.content[0]?.examples ?? {})) {
      await askForExample(
        world,
        lane,
        { ...usual, headers: { Prefer: `code=${code}, example=${name}` } },
        code,
        name,
        example,
      );
    }
  }
}

async function askForExample(
  world: World,
  lane: Lane,
  request: Parameters<Lane["ask"]>[0],
  code: number,
  name: string,
  { value, pointer }: Example,
): Promise<void> {
  const exchange = await lane.ask({ ...request, tried: `asking for the example "${name}" by Prefer` });
  const { status, body, failure } = exchange.answer;
  if (failure) return;
  lane.session.cases += 1;
  const isIt = status === code && isDeepStrictEqual(body, value);
  lane.holds(isIt, exchange, {
    check: "examples_are_true",
    what: `does not answer with the example "${name}" that Prefer asks for`,
    expected: `status ${code}, ${shown(value)}`,
    actual: `status ${status}, ${shown(body)}`,
    pointer,
  });
  if (isIt) world.session.settings.coverage.example(pointer);
}

/** A status that stands for a response: 418 is documented nowhere, so `default` answers for it. */
function codeOf({ status }: DocumentedResponse, { responses }: Operation): number {
  if (/^\d{3}$/.test(status)) return Number(status);
  if (/^\dXX$/i.test(status)) return Number(status[0]) * 100;
  return responses.some((other) => other.status === "418") ? 499 : 418;
}

/** Notes what cannot be seen without `Prefer`, and why. */
export function noteUnreachable(world: World): void {
  const { coverage } = world.session.settings;
  for (const operation of world.description.operations) {
    const { operationId, responses, parameters, requestBody } = operation;
    const note = (status: string, reason: string) =>
      coverage.notReachable(`${operationId} ${status}`, reason);
    note("429", "no request makes an implementation say it; --prefer asks for it");
    note("500", "no request makes an implementation say it; --prefer asks for it");
    note("503", "no request makes an implementation say it; --prefer asks for it");
    if (parameters.every((each) => each.in !== "path") && !requestBody) {
      note("400", "nothing in the request can be malformed; --prefer asks for it");
    }
    for (const { content } of responses) {
      for (const { examples: all } of content) {
        for (const { pointer } of Object.values(all)) {
          if (!world.options.prefer)
            coverage.notReachable(pointer, "an answer's words are free; --prefer asks for the example");
        }
      }
    }
    noteUnknowable(world, operation);
  }
}

/** Values that only the implementation knows cannot be brought to their limits. */
function noteUnknowable(world: World, operation: Operation): void {
  if (!operation.requestBody) return;
  const { coverage } = world.session.settings;
  const { properties } = flatSchema(world.description, operation.requestBody.schemaPointer);
  for (const [name, at] of properties) {
    const { places } = flatSchema(world.description, at);
    const reason = world.isUnknowable(operation, name)
      ? "only addresses of members are accepted, and none is at the limit"
      : undefined;
    if (reason) for (const place of places.values()) coverage.notReachable(`${place} valid`, reason);
    if (world.referred(operation, name) && !world.referred(operation, name)?.resource) {
      const limit = places.get("maxItems");
      if (limit) coverage.notReachable(`${limit} valid`, "the implementation does not have so many of them");
    }
  }
}
